import type { browser as browserSeam } from '../browser';

/** Goes to another page of the same site within the page that is open; false where there is none: the tab is closed, or shows an error. */
export function goWithin(
  { scripting }: Pick<typeof browserSeam, 'scripting'>,
  tabId: number,
  url: string,
): Promise<boolean> {
  const injection = { target: { tabId }, func: followLink, args: [url], injectImmediately: true };
  return scripting.executeScript(injection).then(
    () => true,
    () => false,
  );
}

/**
 * Runs in the page of a CRM, put there by the background, and so needs everything inside. Goes to another page of the
 * same site without a reload where the CRM's own router takes it: by the page's own link, by a link put there for the
 * click, or by the event of the back button, which every router hears (React Router's `history` in HubSpot, Aura's
 * history service in Salesforce) and answers by showing what the address says. Where the page does not show that it
 * follows, the browser goes there itself.
 */
function followLink(url: string): void {
  const lookEveryMs = 50;
  const mostLooks = 80;
  /** By then a router has begun to draw: React does so in the event itself. */
  const looksUntilDrawn = 4;

  const from = location.href;
  if (url === from) return;

  /** Looks until `isDone` says so; loads the page where it says false, or nothing for too long. */
  const watch = (isDone: (look: number) => boolean | undefined) => {
    let looks = 0;
    // One look at the end would take somebody who came back meanwhile for one who never left; so would a first look
    // that a busy page makes wait.
    const look = () => {
      looks += 1;
      const done = isDone(looks) ?? (looks < mostLooks ? undefined : false);
      if (done !== undefined) clearInterval(timer);
      if (done === false) location.assign(url);
    };
    const timer = setInterval(look, lookEveryMs);
    look();
  };

  /** Clicks a link; true where the page has taken the click for its own. */
  const click = () => {
    const own = [...document.links].find(({ href, target }) => href === url && !target);
    const link = own ?? document.createElement('a');
    if (!own) {
      link.href = url;
      document.body.append(link);
    }
    let isTaken = false;
    const onClick = (event: Event) => {
      isTaken = event.defaultPrevented;
      event.preventDefault();
    };
    addEventListener('click', onClick);
    link.click();
    removeEventListener('click', onClick);
    if (!own) link.remove();
    return isTaken;
  };

  if (click()) {
    watch(() => location.href !== from || undefined);
    return;
  }
  // Unread things counted in front of a title say nothing of the page.
  const title = () => document.title.replace(/^\(\d+\) /, '');
  const titleBefore = title();
  let isDrawn = false;
  const observer = new MutationObserver(() => {
    isDrawn = true;
  });
  observer.observe(document, { childList: true, subtree: true });
  history.pushState(null, '', url);
  dispatchEvent(new PopStateEvent('popstate', { state: null }));
  watch((look) => {
    if (location.href !== url || title() !== titleBefore) return true;
    if (look < looksUntilDrawn) return undefined;
    observer.disconnect();
    return isDrawn ? undefined : false;
  });
}
