import { rootOf } from './root';

/** Out-of-flow things hang near the root: the first this many elements are looked at, level by level. */
const mostShallow = 200;
const mostSiblings = 40;
/** What hangs deeper is met at points, as many as fit into this: in a table of 1,500 rows a single one can cost 1 ms. */
const budgetMs = 0.5;
/** Multiples of it, taken modulo 1, are spread evenly however many there are. */
const goldenRatio = 0.618;
const insetPx = 4;
/** Where chat buttons sit, from the window's right edge. */
const cornerPx = 44;

/**
 * Looks for elements that may lie between `edge` and the window's right edge (`viewport`), outer ones before inner
 * ones. In place of walking the tree, whose size must not matter.
 */
export type Reach = (edge: number, viewport: number) => Set<Element>;

/** Makes a look that goes on, point by point, where the last one stopped. */
export function createReach(): Reach {
  let turn = 0;
  return (edge, viewport) => {
    const seen = new Set<Element>([rootOf()]);
    for (const element of seen) {
      if (seen.size > mostShallow) break;
      // From the last one back: a list of all children would be as long as the table.
      let child = (element.shadowRoot ?? element).lastElementChild;
      for (let left = mostSiblings; child && left; left -= 1) {
        seen.add(child);
        child = child.previousElementSibling;
      }
    }
    const until = performance.now() + budgetMs;
    while (performance.now() < until) {
      const x = turn % 2 ? viewport - cornerPx : edge + insetPx;
      for (const hit of document.elementsFromPoint(x, ((turn * goldenRatio) % 1) * innerHeight)) addTo(seen, hit);
      turn += 1;
    }
    return seen;
  };
}

function addTo(seen: Set<Element>, element: Element | null): void {
  if (!element || seen.has(element)) return;
  addTo(seen, element.parentElement);
  seen.add(element);
}
