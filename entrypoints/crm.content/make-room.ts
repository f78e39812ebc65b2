import { boxOf, type Fitting, fitToWindow, isNear } from './fitting';
import { createReach } from './reach';
import { rootOf, scrollerOf } from './root';
import { createStyleLoans, type Styled } from './style-loans';

/** Room taken from the page at its right edge, and given back without a trace. */
export interface Room {
  /** Takes that much, more or less; 0 gives everything back. */
  take(widthPx: number): void;
  /** Looks for what has come to lie under the dock since, and moves it. */
  tidy(): void;
}

/**
 * Makes room by a margin on the root element, which moves everything in flow, and by fitting what does not depend on
 * the document's width. `spacer` is our own element: it lengthens the document's scrolling range, so that the right
 * end of content wider than the window can be scrolled out from under the dock.
 */
export function createRoom(spacer: HTMLElement): Room {
  const loans = createStyleLoans();
  const reach = createReach();
  const fittings = new Map<Element, Fitting>();
  /** Where each element lay that no way fitted: not tried again while it lies there. */
  const hopeless = new WeakMap<Element, number>();
  let takenPx = 0;
  let spacerPx = 0;
  /** How far the body's content reached when the spacer was put last. */
  let seenEnd = 0;
  let viewport = 0;

  // A root with a width of its own is fitted like anything else, and its margin would only lengthen the document.
  const takeMargin = () => fittings.has(rootOf()) || loans.lend(rootOf(), 'margin-right', `${takenPx}px`);
  const letGo = (element: Styled) => {
    fittings.delete(element);
    loans.giveBack(element);
  };

  function letGoOfStale(): void {
    const { clientWidth } = scrollerOf();
    const isResized = viewport !== clientWidth;
    viewport = clientWidth;
    // What is hidden may come back as another thing; it is then fitted before it paints.
    const isStale = (element: Styled) => !element.getClientRects().length || (isResized && fittings.has(element));
    loans.elements().filter(isStale).forEach(letGo);
    takeMargin();
  }

  function fitAll(): void {
    for (const element of reach(viewport - takenPx, viewport)) {
      const { left, right } = boxOf(element);
      const place = left + right * viewport;
      if (!(element instanceof HTMLElement) || element === spacer) continue;
      const isUnder = right > viewport - takenPx + 1 || isNear(left + right, viewport);
      if (!isUnder || hopeless.get(element) === place) continue;
      letGo(element);
      const fitting = fitToWindow(loans, element, viewport, takenPx, [...fittings.keys()]);
      if (fitting) fittings.set(element, fitting);
      else hopeless.set(element, place);
      if (element === rootOf()) takeMargin();
    }
  }

  function setSpacer(px: number): void {
    spacerPx = px;
    spacer.style.setProperty('left', `${px}px`, 'important');
  }

  function lengthenScrolling(): void {
    const { body } = document;
    const page = scrollerOf();
    const bodyEnd = body === page ? 0 : boxOf(body).left + scrollX + body.scrollWidth;
    // Taken away to measure where the content may have become narrower: each time costs a layout, and would throw a
    // document that is scrolled back, so that there it only ever grows.
    if (!scrollX && (body === page || bodyEnd < seenEnd)) setSpacer(0);
    seenEnd = bodyEnd;
    const end = page.scrollWidth > viewport ? page.scrollWidth : bodyEnd;
    if (end > Math.max(viewport - takenPx, spacerPx) + 1) setSpacer(end + takenPx - 1);
  }

  return {
    take(widthPx) {
      if (widthPx === takenPx) return;
      takenPx = widthPx;
      if (widthPx) {
        takeMargin();
        for (const hold of fittings.values()) hold(widthPx);
      } else {
        loans.elements().forEach(letGo);
        setSpacer(0);
      }
    },
    tidy() {
      if (!takenPx || !document.body) return;
      letGoOfStale();
      fitAll();
      lengthenScrolling();
    },
  };
}
