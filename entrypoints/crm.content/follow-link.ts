import { make } from './root';

const lookEveryMs = 50;

/**
 * Goes to another page of this site (the background asks for no other) the way a click would, so that a single-page CRM can take it without a reload:
 * by the page's own link where there is one, else by one put there for the click. Where nothing comes of it, the
 * browser goes there itself.
 */
export function followLink(url: string): void {
  const from = location.href;
  const own = [...document.links].find(({ href, target }) => href === url && !target);
  const link = own ?? make('a');
  if (!own) {
    link.href = url;
    document.body.append(link);
  }
  link.click();
  if (!own) link.remove();
  let looksLeft = 30;
  // One look at the end would take somebody who came back meanwhile for one who never left; so would a first look that
  // a busy page makes wait.
  const look = () => {
    if (location.href !== from) clearInterval(timer);
    else if (!--looksLeft) location.assign(url);
  };
  const timer = setInterval(look, lookEveryMs);
  look();
}
