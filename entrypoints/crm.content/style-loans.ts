import { isLoading, make } from './root';

/** An element of the page whose inline style can be changed. */
export type Styled = Element & ElementCSSInlineStyle;

interface Loan {
  /** The style attribute as it was, to the byte; null where there was none. */
  readonly before: string | null;
  readonly properties: Set<string>;
}

/** Inline styles borrowed from the page's elements and given back exactly as they were. */
export interface StyleLoans {
  /** Sets a property, important, and at once: without the transition that the page may have on it. */
  lend(element: Styled, property: string, value: string): void;
  /** At once as well: what is still on its way back would be measured where it is not to be. */
  giveBack(element: Styled): void;
  /** Every element with something lent. */
  elements(): Styled[];
}

/** Changes an element's styles without the transition that the page may have on them. */
function atOnce(element: Styled, change: () => void): void {
  // Asking for animations lays styles out anew: not for a page that is still being parsed, of which little was painted.
  const animations = () => (isLoading() ? [] : element.getAnimations());
  const running = animations();
  change();
  for (const animation of animations()) if (!running.includes(animation)) animation.finish();
}

/** Keeps account of every inline style changed on the page. */
export function createStyleLoans(): StyleLoans {
  const loans = new Map<Styled, Loan>();
  const loanOf = (element: Styled): Loan =>
    loans.get(element) ?? { before: element.getAttribute('style'), properties: new Set() };
  const isOurs = ({ style }: Styled, property: string) => !!style.getPropertyPriority(property);

  return {
    lend(element, property, value) {
      const loan = loanOf(element);
      atOnce(element, () => element.style.setProperty(property, value, 'important'));
      if (isOurs(element, property)) loan.properties.add(property);
      loans.set(element, loan);
    },
    giveBack(element) {
      const { before, properties } = loanOf(element);
      loans.delete(element);
      const { style } = element;
      const old = make('i').style;
      old.cssText = before ?? '';
      // Where the page has set it anew, the page's word stands.
      atOnce(element, () => {
        for (const property of properties) {
          if (isOurs(element, property))
            style.setProperty(property, old.getPropertyValue(property), old.getPropertyPriority(property));
        }
      });
      // Unless the page wrote something else, now to the byte: it may have been written as no browser writes it.
      // Asking for the attribute first makes Chromium write it, without which it would not remove it.
      if (element.getAttribute('style') === before || style.cssText !== old.cssText) return;
      if (before === null) element.removeAttribute('style');
      else element.setAttribute('style', before);
    },
    elements: () => [...loans.keys()],
  };
}
