import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { v7 as uuidv7 } from 'uuid';
import { beforeEach, expect, it } from 'vitest';
import { isRecordKey } from '../model/record';
import { archiveCalls, callsOfRecord, findCall, pageOfCalls } from './calls';
import { BatonDatabase } from './database';
import { firstIdAt, idAfter, instantOfId } from './ids';
import { setAside, type UnreadableRow } from './quarantine';
import type { CallRow } from './rows';

let database: BatonDatabase;
beforeEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
  database = new BatonDatabase('calls-test');
});

const start = Date.UTC(2026, 10, 1);
const recordKey = 'hubspot:4711:contact:9';

function callAt(at: number, part: Partial<CallRow> = {}): CallRow {
  if (!isRecordKey(recordKey)) throw new RangeError('Not a record key');
  return {
    id: uuidv7({ msecs: at }),
    recordKey,
    leadName: 'Dana Fox',
    outcomeId: 'noAnswer',
    startedAt: at,
    durationMs: null,
    loggedAt: at,
    day: new Date(at).toISOString().slice(0, 10),
    timeZone: 'UTC',
    number: null,
    note: '',
    followUpId: null,
    undoneAt: null,
    conversationSeconds: 60,
    promised: null,
    closedByWriteId: null,
    ...part,
  };
}

const signal = () => new AbortController().signal;

it('pages through recent and archived calls as one history, newest first, each once', async () => {
  const rows = Array.from({ length: 600 }, (_, index) => callAt(start + index * 60_000));
  await database.calls.bulkAdd(rows);
  expect(await archiveCalls(database, start + 400 * 60_000, signal())).toBe(400);
  expect(await database.calls.count()).toBe(200);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOfCalls>> = await pageOfCalls(
      database,
      { cursor, limit: 70, matches: null },
      [],
    );
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(rows.map(({ id }) => id).toReversed());
  expect((await callsOfRecord(database, rows[0]?.recordKey ?? callAt(0).recordKey, [])).length).toBe(600);
  expect((await findCall(database, rows[3]?.id ?? '', []))?.table).toBe('callsArchive');
});

it('searches without asking for more than a page, and says where to go on', async () => {
  const rows = Array.from({ length: 1200 }, (_, index) =>
    callAt(start + index * 60_000, { note: index % 400 === 0 ? 'needle' : 'hay' }),
  );
  await database.calls.bulkAdd(rows);
  const matches = (row: CallRow) => row.note === 'needle';
  const first = await pageOfCalls(database, { cursor: null, limit: 2, matches }, []);
  expect(first.rows.map(({ startedAt }) => startedAt)).toEqual([start + 800 * 60_000, start + 400 * 60_000]);
  const second = await pageOfCalls(database, { cursor: first.nextCursor, limit: 2, matches }, []);
  expect(second).toMatchObject({ rows: [{ startedAt: start }], nextCursor: null });
});

it('keeps what does not parse as it was found, out of the way and counted', async () => {
  const broken = { ...callAt(start), durationMs: 'long' };
  await database.table('calls').add(broken);
  await database.calls.add(callAt(start + 1));
  const unreadable: UnreadableRow[] = [];
  const page = await pageOfCalls(database, { cursor: null, limit: 10, matches: null }, unreadable);
  await setAside(database, unreadable, 99);
  expect(page.rows).toHaveLength(1);
  expect(await database.calls.count()).toBe(1);
  const [kept] = await database.quarantine.toArray();
  expect(kept).toMatchObject({ table: 'calls', key: broken.id, raw: broken, at: 99 });
});

it('makes ids that sort by time, even when the clock was set back', () => {
  const id = uuidv7({ msecs: start });
  expect(instantOfId(id)).toBe(start);
  expect(firstIdAt(start) <= id && id < firstIdAt(start + 1)).toBe(true);
  expect(idAfter(id, start - 3_600_000) > id).toBe(true);
});
