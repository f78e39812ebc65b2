import { z } from 'zod';
import type { AdapterCache } from '../cache';
import { markerOf, notBefore } from '../marker';
import type { Row, SalesforceApi } from './api';
import type { Rights } from './fields';
import { chunkSize, idsByMarker } from './find-written';
import { markedTasksQuery } from './queries';
import { canMark } from './task';

const cacheKey = 'lately-written';
const kept = z.array(z.object({ id: z.string(), at: z.number() }));
/** No org works longer on a request whose client is gone. Source: Apex and API timeouts of ten minutes. */
const keptMs = 15 * 60_000;
/** Two queries, beside at most two for the batch itself: a composite request takes five. */
const mostKept = 2 * chunkSize;

/** The writes of the last minutes, which the next request asks after once more. */
export type Lately = z.infer<typeof kept>;

/**
 * What was written lately in this org. A request that the browser sent again on its way may have a first copy at which the
 * org was still at work when the second was read back; the next batch's request sees it, at no further cost.
 */
export async function writtenLately(cache: AdapterCache, rights: Rights, now: number): Promise<Lately> {
  if (!canMark(rights)) return [];
  return (kept.safeParse(await cache.get(cacheKey)).data ?? []).filter(({ at }) => now - at < keptMs);
}

/** The queries that find their Tasks. */
export function latelyLookups(lately: Lately): readonly string[] {
  const ids = lately.map(({ id }) => id);
  const since = notBefore(ids);
  return Array.from({ length: Math.ceil(ids.length / chunkSize) }, (_, index) =>
    markedTasksQuery(ids.slice(index * chunkSize, (index + 1) * chunkSize).map(markerOf), since),
  );
}

interface Noting {
  readonly api: SalesforceApi;
  readonly cache: AdapterCache;
  readonly now: () => number;
}

/** Deletes all but the oldest Task of what was written lately and stands there more than once; then remembers what was written now. */
export async function noteWritten(
  { api, cache, now }: Noting,
  lately: Lately,
  readBack: readonly Row[],
  written: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  const found = idsByMarker(readBack, new Set(lately.map(({ id }) => id)));
  const extras = [...found.values()].flatMap((ids) => ids.slice(1));
  // What cannot be deleted just now is met again by the next request; what may not be deleted stays.
  if (extras.length > 0) await api.remove(extras.slice(0, mostKept), signal);
  const at = now();
  await cache.set(cacheKey, [...lately, ...written.map((id) => ({ id, at }))].slice(-mostKept), keptMs);
}
