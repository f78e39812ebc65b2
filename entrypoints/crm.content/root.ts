/** The dock's element in the page. */
export const hostName = 'baton-dock';

/** The root element, which pages may replace. */
export const rootOf = () => document.documentElement;

/** The element that scrolls the page and is as wide as the window: the body in pages without a doctype. */
export const scrollerOf = () => document.scrollingElement ?? document.body;

/** A new element, not yet in the page. */
export function make<N extends keyof HTMLElementTagNameMap>(name: N): HTMLElementTagNameMap[N];
export function make(name: string): HTMLElement;
export function make(name: string): HTMLElement {
  return document.createElement(name);
}

/** The page is still being parsed. */
export const isLoading = () => document.readyState === 'loading';
