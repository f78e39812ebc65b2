/** The root element, which pages may replace. */
export const rootOf = () => document.documentElement;

/** The page is still being parsed. */
export const isLoading = () => document.readyState === 'loading';
