import { z } from 'zod';
import { isFinal } from '../in-order';
import { markerOf, notBefore, targetIdOf, writeIdIn } from '../marker';
import { type CrmResult, done, failed } from '../result';
import type { CrmWrite } from '../write';
import type { Row, SalesforceApi } from './api';
import { onContacts } from './converted';
import { problemOfRow } from './errors';
import type { Rights } from './fields';
import { onWinners } from './merged';
import { activityLink, markedTasksQuery, recentTasksQuery } from './queries';
import { canMark } from './task';

/** A query travels in a URL; 100 markers keep it far below the 16 kB that Salesforce allows. */
export const chunkSize = 100;

const markedRow = z.object({
  Id: z.string(),
  CallObject: z.string().nullish(),
  Description: z.string().nullish(),
});

/** The Tasks that Baton made for some writes (for an undo: of the write it takes back), by write id; the oldest first. */
export type FoundTasks = ReadonlyMap<string, readonly string[]>;

/** Looks for the Tasks of these writes in the org. */
export async function findTasks(
  api: SalesforceApi,
  rights: Rights,
  writes: readonly CrmWrite[],
  signal?: AbortSignal,
): Promise<CrmResult<FoundTasks>> {
  const found = await foundBy(api, rights, writes, signal);
  if (!found.ok || canMark(rights)) return found;
  // Looked for by their records, which may be others by now: what was written on the contact or the winner hangs there.
  const left = writes.filter((write) => !found.value.has(targetIdOf(write)));
  const moved = [...(await onContacts(api, left, signal)), ...(await onWinners(api, left, signal))];
  if (moved.length === 0) return found;
  const there = await foundBy(api, rights, moved, signal);
  return there.ok ? done(new Map([...found.value, ...there.value])) : there;
}

async function foundBy(
  api: SalesforceApi,
  rights: Rights,
  writes: readonly CrmWrite[],
  signal?: AbortSignal,
): Promise<CrmResult<FoundTasks>> {
  const all: Row[] = [];
  for (const soql of lookups(rights, writes)) {
    const rows = await api.query(soql, signal);
    if (!rows.ok) return rows;
    all.push(...rows.value);
  }
  return done(tasksIn(all, writes));
}

/** The Tasks of these writes among the rows that {@link lookups} asked for. */
export function tasksIn(rows: readonly Row[], writes: readonly CrmWrite[]): FoundTasks {
  return idsByMarker(rows, new Set(writes.map(targetIdOf)));
}

/** The ids of the Tasks that carry the marks of these writes, by write id; the oldest first. */
export function idsByMarker(rows: readonly Row[], wanted: ReadonlySet<string>): FoundTasks {
  const found = new Map<string, string[]>();
  for (const row of rows) {
    const task = markedRow.safeParse(row);
    if (!task.success) continue;
    const writeId = writeIdIn(task.data.CallObject) ?? writeIdIn(task.data.Description);
    if (writeId === null || !wanted.has(writeId)) continue;
    // Two queries may answer with the same Task.
    found.set(writeId, [...new Set([...(found.get(writeId) ?? []), task.data.Id])]);
  }
  for (const ids of found.values()) ids.sort();
  return found;
}

/**
 * As {@link findTasks}, and where a write stands in the org more than once all but the oldest of its Tasks are deleted. What
 * this user may not delete stays: asking again would change nothing.
 */
export async function settleTasks(
  api: SalesforceApi,
  rights: Rights,
  writes: readonly CrmWrite[],
  signal?: AbortSignal,
): Promise<CrmResult<ReadonlyMap<string, string>>> {
  const found = await findTasks(api, rights, writes, signal);
  if (!found.ok) return found;
  for (const extras of chunks([...found.value.values()].flatMap((ids) => ids.slice(1)))) {
    const removed = await api.remove(extras, signal);
    const problems = removed.ok
      ? removed.value.flatMap(({ success, errors }) => (success ? [] : [problemOfRow(errors)]))
      : [removed.problem];
    const passing = problems.find((problem) => !isFinal(problem));
    if (passing !== undefined) return failed(passing);
  }
  return done(new Map([...found.value].flatMap(([id, [first]]) => (first === undefined ? [] : [[id, first]]))));
}

/** The queries that find the Tasks of these writes. */
export function lookups(rights: Rights, writes: readonly CrmWrite[]): readonly string[] {
  const ids = [...new Set(writes.map(targetIdOf))];
  const since = notBefore(ids);
  if (canMark(rights)) return chunks(ids).map((chunk) => markedTasksQuery(chunk.map(markerOf), since));
  const byLink = Map.groupBy(writes, ({ ref }) => activityLink(ref.object));
  return [...byLink].flatMap(([link, linked]) =>
    chunks([...new Set(linked.map(({ ref }) => ref.id))]).map((chunk) => recentTasksQuery(link, chunk, since)),
  );
}

function chunks<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / chunkSize) }, (_, index) =>
    items.slice(index * chunkSize, (index + 1) * chunkSize),
  );
}
