import { rootOf } from './root';
import type { Styled, StyleLoans } from './style-loans';

/** How a fitted element is held: it follows the dock's width without being measured again. */
export type Fitting = (widthPx: number) => void;

const properties = ['right', 'width', 'margin-left', 'min-width'];
/** By how many pixels each of {@link properties} changes for a pixel of the dock's width. */
type Rates = readonly number[];

/** What moves or narrows an element, by how the page may have placed it; the likeliest first. */
const floatingWays: readonly Rates[] = [[1], [0, -1], [0, 0, -0.5], [0.5], [0, -1, -0.5]];
const flowingWays: readonly Rates[] = [
  [0, -1],
  [0, -1, 0, -1],
  [0, -1, 0.5],
];

const tolerancePx = 2;
/** The same place, but for fractions of a pixel. */
export const isNear = (a: number, b: number) => Math.abs(a - b) < tolerancePx;

/** Where an element lies in the window. */
export function boxOf(element: Element): DOMRect {
  return element.getBoundingClientRect();
}

/** Holds the element in the first of these ways that `isGood`; leaves it as it was where none is. */
function firstGood(
  { lend, giveBack }: StyleLoans,
  element: Styled,
  widthPx: number,
  ways: readonly Rates[],
  isGood: (box: DOMRect) => boolean,
): Fitting | undefined {
  const style = getComputedStyle(element);
  // Lengths in a style are of the page's own `zoom`, ours are of the window's.
  const zoom = element.currentCSSZoom / rootOf().currentCSSZoom || 1;
  const bases = properties.map((property) => Number.parseFloat(style.getPropertyValue(property)) || 0);
  for (const rates of ways) {
    const hold: Fitting = (px) => {
      rates.forEach((rate, at) => {
        if (rate) lend(element, `${properties[at]}`, `${Number(bases[at]) + (rate * px) / zoom}px`);
      });
    };
    hold(widthPx);
    if (isGood(boxOf(element))) return hold;
    giveBack(element);
  }
  return;
}

/**
 * Moves or narrows an element that reaches beyond the dock's left edge, or is centred in the window, because it does
 * not depend on the document's width: it is out of flow, or as wide as the window by `vw`. A way is kept only where the
 * element then lies as it lay before, in the window less the dock: what spanned it spans it, what was centred is
 * centred, all else is only moved; and where no way does that, one that brings it inside at all. Undefined where it is
 * to stay: wide content is scrolled to.
 */
export function fitToWindow(
  loans: StyleLoans,
  element: Styled,
  viewport: number,
  widthPx: number,
  fitted: Element[],
): Fitting | undefined {
  const { left, right, width } = boxOf(element);
  const { position } = getComputedStyle(element);
  const edge = viewport - widthPx;
  const isFlush = isNear(right, viewport) || isNear(right, innerWidth);
  const isSpanning = isFlush && left < edge / 2;
  const isCentred = isNear(left + right, viewport);
  const isWide = width > edge;
  const isInside = (box: DOMRect) => box.left > -tolerancePx && box.right < edge + tolerancePx;

  // Measured while scrolled sideways, only what is fixed shows where it will be.
  if ((right > viewport + tolerancePx && !isFlush) || (scrollX && position !== 'fixed')) return;
  if (!/fixed|absolute/.test(position)) {
    // Also what breaks out of a column to the window's width, and what is wider than something narrowed that it lies
    // in: `90vw` in a backdrop.
    const isFree = isSpanning || isNear(width, viewport) || (isWide && fitted.some((outer) => outer.contains(element)));
    return isFree ? firstGood(loans, element, widthPx, flowingWays, isInside) : undefined;
  }
  const isAsBefore = (box: DOMRect) => {
    if (isSpanning) return isNear(box.left, left);
    if (isCentred && !isNear(box.left + box.right, edge)) return false;
    return isNear(box.width, width) || (isCentred && isWide);
  };
  // A menu opened from its left: no further than it has to go; and what is too wide no narrower than it has to be.
  const overlap = left < edge ? right - edge : widthPx;
  const ways = [...floatingWays, [1, (edge - width) / widthPx], [0, 0, -overlap / widthPx]];
  const isCovered = right > edge;
  // A dialog in the middle of the window goes to the middle of what is left of it, even where it is not covered.
  if (!isCovered && position !== 'fixed') return;
  return (
    firstGood(loans, element, widthPx, ways, (box) => isInside(box) && isAsBefore(box)) ??
    (isCovered ? firstGood(loans, element, widthPx, ways, isInside) : undefined)
  );
}
