import { loggedWithinMs } from '../calls/call';
import type { RecordKey } from '../model/record';
import { hourMs, startOfLocalDay } from '../model/time';
import type { BatonDatabase } from './database';
import { firstIdAt } from './ids';
import { parseRow, parseRows, type UnreadableRow } from './quarantine';
import { type CallRow, callRow } from './rows';

/** The two tables of the call history: recent days, and everything older. */
const callTables = ['calls', 'callsArchive'] as const;
type CallTable = (typeof callTables)[number];

/** A local day starts and ends at most this far from the same day in UTC. */
const dayMarginMs = 36 * hourMs;

function byId(a: CallRow, b: CallRow): number {
  return a.id < b.id ? -1 : 1;
}

/** Every call to a record, oldest first, those taken back included. */
export async function callsOfRecord(
  database: BatonDatabase,
  recordKey: RecordKey,
  unreadable: UnreadableRow[],
): Promise<CallRow[]> {
  const found = await Promise.all(
    callTables.map(async (table) => {
      const raws = await database[table].where('recordKey').equals(recordKey).toArray();
      return parseRows(table, callRow, raws, unreadable);
    }),
  );
  return found.flat().toSorted(byId);
}

/** The call with this id and the table it lies in, or null. */
export async function findCall(
  database: BatonDatabase,
  id: string,
  unreadable: UnreadableRow[],
): Promise<{ readonly row: CallRow; readonly table: CallTable } | null> {
  for (const table of callTables) {
    const row = parseRow(table, callRow, await database[table].get(id), unreadable);
    if (row !== undefined) return { row, table };
  }
  return null;
}

/** Every call logged on the local days `from` to `to`, both included. */
export async function callsOfDays(
  database: BatonDatabase,
  from: string,
  to: string,
  unreadable: UnreadableRow[],
): Promise<CallRow[]> {
  const first = firstIdAt(startOfLocalDay(from, 'UTC') - dayMarginMs);
  // Ids are of the moment of logging, which may be days after the call.
  const last = firstIdAt(startOfLocalDay(to, 'UTC') + 24 * hourMs + dayMarginMs + loggedWithinMs);
  const found = await Promise.all(
    callTables.map(async (table) => {
      const raws = await database[table].where('id').between(first, last).toArray();
      return parseRows(table, callRow, raws, unreadable);
    }),
  );
  return found.flat().filter((row) => row.day >= from && row.day <= to);
}

/** A search looks at this many calls per question at most, so that a rare word never blocks the background. */
const lookAtMost = 20_000;
const stepRows = 500;

export interface PageQuestion {
  /** The id after which the page goes on (older calls); null begins with the newest. */
  readonly cursor: string | null;
  readonly limit: number;
  readonly matches: ((row: CallRow) => boolean) | null;
}

/**
 * A page of calls, newest first. `nextCursor` is null at the end of history; a search may answer fewer calls than asked
 * for and still have a next page.
 */
export async function pageOfCalls(
  database: BatonDatabase,
  question: PageQuestion,
  unreadable: UnreadableRow[],
): Promise<{ readonly rows: CallRow[]; readonly nextCursor: string | null }> {
  const { limit, matches } = question;
  const rows: CallRow[] = [];
  let cursor = question.cursor;
  for (let seen = 0; seen < lookAtMost; ) {
    const step = await olderCalls(database, cursor, matches === null ? limit + 1 : stepRows, unreadable);
    if (step.length === 0) return { rows, nextCursor: null };
    for (const row of step) {
      if (rows.length === limit) return { rows, nextCursor: cursor };
      cursor = row.id;
      if (matches === null || matches(row)) rows.push(row);
    }
    seen += step.length;
  }
  return { rows, nextCursor: cursor };
}

async function olderCalls(
  database: BatonDatabase,
  cursor: string | null,
  count: number,
  unreadable: UnreadableRow[],
): Promise<CallRow[]> {
  const found = await Promise.all(
    callTables.map(async (table) => {
      const range = cursor === null ? database[table].orderBy('id') : database[table].where('id').below(cursor);
      return parseRows(table, callRow, await range.reverse().limit(count).toArray(), unreadable);
    }),
  );
  return found
    .flat()
    .toSorted((a, b) => byId(b, a))
    .slice(0, count);
}

/** Rows moved per transaction: small enough that a call logged meanwhile hardly waits. */
const archiveChunkRows = 250;

/**
 * Moves calls logged before `before` (epoch ms) from the table of recent days to the archive, in small transactions,
 * until done or `signal` says stop. Answers how many were moved.
 */
export async function archiveCalls(database: BatonDatabase, before: number, signal: AbortSignal): Promise<number> {
  let moved = 0;
  while (!signal.aborted) {
    const count = await database.transaction('rw', database.calls, database.callsArchive, async () => {
      // Moved as they are: archiving is no reason to judge a row.
      const oldest = database.table<CallRow, string>('calls').where('id').below(firstIdAt(before));
      const rows = await oldest.limit(archiveChunkRows).toArray();
      await database.callsArchive.bulkPut(rows);
      await database.calls.bulkDelete(rows.map((row) => row.id));
      return rows.length;
    });
    moved += count;
    if (count < archiveChunkRows) break;
  }
  return moved;
}
