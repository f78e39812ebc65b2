/** The root element, which pages may replace. */
export const rootOf = () => document.documentElement;
