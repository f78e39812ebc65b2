import { useQueries, useQuery } from '@tanstack/react-query';
import type { Answer } from '../../lib/messaging/protocol';
import type { OutboxView, SyncView } from '../../lib/messaging/views';
import { askOrThrow } from './failure';
import { queryKeys } from './keys';
import { type Loaded, loaded } from './queries';

/** So many entries are asked for at once. */
const pageSize = 50;

function pageQuery(page: number) {
  return {
    queryKey: queryKeys.syncPage(page),
    queryFn: () => askOrThrow('syncState', { offset: page * pageSize, limit: pageSize }),
  };
}

/** How many things the CRMs have yet to be told, and the first of them. */
export function useSync(): Loaded<SyncView> {
  return loaded(useQuery(pageQuery(0)));
}

/** What the CRMs have yet to be told, from entry number `from` to `to`, as far as it is here already; each entry once. */
export function useEntries(from: number, to: number): ReadonlyMap<number, OutboxView> {
  const first = Math.floor(from / pageSize);
  const pages = Array.from({ length: Math.floor(to / pageSize) - first + 1 }, (_, index) => first + index);
  const asked = useQueries({ queries: pages.map(pageQuery) });
  const seen = new Set<string>();
  const entries = new Map<number, OutboxView>();
  asked.forEach(({ data }, index) => {
    data?.entries.forEach((entry, at) => {
      // While one page is newer than the next, an entry may stand on both.
      if (seen.has(entry.id)) return;
      seen.add(entry.id);
      entries.set((first + index) * pageSize + at, entry);
    });
  });
  return entries;
}

/** Why things wait or failed, each reason once. */
export function useSyncReasons(): Loaded<Answer<'syncReasons'>> {
  return loaded(useQuery({ queryKey: queryKeys.syncReasons, queryFn: () => askOrThrow('syncReasons', {}) }));
}

/** How one thing stands that a CRM has yet to be told; null once it waits no more. */
export function useEntryState(entryId: string): Loaded<Answer<'entryState'>> {
  return loaded(
    useQuery({ queryKey: queryKeys.entryState(entryId), queryFn: () => askOrThrow('entryState', { entryId }) }),
  );
}
