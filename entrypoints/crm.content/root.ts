/** The root element, which pages may replace. */
export const rootOf = () => document.documentElement;

/** A new element, not yet in the page. */
export function make<N extends keyof HTMLElementTagNameMap>(name: N): HTMLElementTagNameMap[N];
export function make(name: string): HTMLElement;
export function make(name: string): HTMLElement {
  return document.createElement(name);
}

/** The page is still being parsed. */
export const isLoading = () => document.readyState === 'loading';
