import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { hostName, isLoading, rootOf } from './root';

/** What is told of a page. */
export interface PageEvents {
  /** Another URL, after the navigation was committed, or another title; also when the page returns from the cache. */
  readonly onPage: () => void;
  /** Something may have moved, opened or been replaced; at most every {@link quietMs}, in a frame, before it paints. */
  readonly onChange: () => void;
  /** Twice a second. */
  readonly onTick: () => void;
}

const tickMs = 500;
const quietMs = 150;
/** After these a page may look different; the first comes before a parsed page is laid out and painted. */
const hints = ['DOMContentLoaded', 'click', 'focusin', 'transitionend', 'animationend', 'resize'];

/** The dock itself moves nothing. */
const isOurs = ({ addedNodes: [node] }: MutationRecord) => node instanceof HTMLElement && node.localName === hostName;

/** All that the production build leaves of it (wxt.config.ts). */
type Context = Pick<ContentScriptContext, 'signal' | 'setInterval'>;

/** Watches a page without walking through it, until the script's context ends. */
export function watchPage({ onPage, onChange, onTick }: PageEvents, ctx: Context): void {
  const { signal } = ctx;
  let seen = '';
  let isDue = false;
  let lastAt = -quietMs;
  let ticks = 0;

  const look = () => {
    isDue = false;
    lastAt = performance.now();
    if (!signal.aborted) onChange();
  };
  const lookSoon = () => {
    // What the parser is still adding comes with hints of its own, and is not worth a look yet.
    if (isDue || isLoading()) return;
    isDue = true;
    const waitMs = lastAt + quietMs - performance.now();
    if (waitMs > 0) setTimeout(requestAnimationFrame, waitMs, look);
    else requestAnimationFrame(look);
  };
  const onHint = () => {
    ticks = 0;
    lookSoon();
  };
  const lookAtPage = () => {
    // Titles come late in single-page apps, and in several steps. The tick sees what is not observed: another title element.
    const now = location.href + document.title;
    // Without a body there is no title yet either: told now, it would be told twice.
    if (!document.body || now === seen) return;
    seen = now;
    onHint();
    onPage();
  };
  const observer = new MutationObserver((records) => {
    observe();
    if (!records.every(isOurs)) onHint();
    lookAtPage();
  });
  // Direct children only: the page may hold tens of thousands of nodes. A title's is its text.
  const observe = () => {
    observer.disconnect();
    for (const node of [document, rootOf(), document.body, document.querySelector('title')]) {
      if (node && !signal.aborted) observer.observe(node, { childList: true });
    }
  };

  // `currententrychange` comes right after commit, for pushState and hash changes alike. Firefox before 147 has none.
  window.navigation?.addEventListener('currententrychange', lookAtPage, { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && onPage(), { signal });
  for (const hint of hints) addEventListener(hint, onHint, { capture: true, signal });
  ctx.setInterval(() => {
    lookAtPage();
    ticks += 1;
    // What follows a hint may come late: after 1, 3, 7, 15 … ticks. Asking for a frame would cost one where nothing moved.
    if (!(ticks & (ticks + 1))) look();
    onTick();
  }, tickMs);
  observe();
  lookAtPage();
}
