import { useMemo, useSyncExternalStore } from 'react';

/** The pages of the dashboard, in the order of its navigation. */
export const dashboardPages = [
  'today',
  'queue',
  'calls',
  'handoffs',
  'scorecards',
  'plays',
  'rules',
  'learning',
  'sync',
  'targets',
  'connections',
  'settings',
] as const;
export type DashboardPage = (typeof dashboardPages)[number];

/** Where the dashboard stands, from its URL's fragment (`#/connections?org=hubspot:4711`). */
export interface Route {
  /** Null where the fragment names no page. */
  readonly page: DashboardPage | null;
  readonly parameters: URLSearchParams;
  /** As the address has it. */
  readonly fragment: string;
}

/** Reads a route from a URL fragment; an empty one is today. */
export function routeOf(fragment: string): Route {
  const [path = '', query = ''] = fragment.replace(/^#?\/?/, '').split('?', 2);
  const name = path === '' ? 'today' : path;
  return {
    page: dashboardPages.find((page) => page === name) ?? null,
    parameters: new URLSearchParams(query),
    fragment,
  };
}

/** The route the dashboard shows now, live. */
export function useRoute(): Route {
  const fragment = useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed);
      return () => window.removeEventListener('hashchange', changed);
    },
    () => window.location.hash,
  );
  return useMemo(() => routeOf(fragment), [fragment]);
}
