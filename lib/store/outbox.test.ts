import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CrmProblem } from '../crm/result';
import { isRecordKey, orgOfKey, type RecordKey, refOfKey } from '../model/record';
import type { OutboxEntry } from '../sync/outbox-entry';
import { BatonDatabase } from './database';
import { firstIdAt } from './ids';
import { DexieOutbox } from './outbox';

const states = ['waiting', 'sending', 'unsure', 'failed'] as const;
const problem = { kind: 'retryAfter', afterMs: 1, because: 'server', message: '' } as const;

function keyOf(number: number): RecordKey {
  const text = `hubspot:4711:contact:${number}`;
  if (!isRecordKey(text)) throw new RangeError('Not a record key');
  return text;
}

function entryOf(place: number, part: Partial<OutboxEntry> & { readonly recordKey: RecordKey }): OutboxEntry {
  const id = firstIdAt(1000 + place);
  const write = { kind: 'undoCall' as const, id, ref: refOfKey(part.recordKey), callWriteId: id, subject: '' };
  return {
    id,
    org: orgOfKey(part.recordKey),
    leadName: 'Dana',
    write,
    state: 'waiting',
    attempts: 0,
    nextAttemptAt: 0,
    problem: null,
    createdAt: 0,
    ...part,
  };
}

async function outboxWith(entries: readonly OutboxEntry[]) {
  Dexie.dependencies.indexedDB = new IDBFactory();
  const database = new BatonDatabase('outbox-test');
  await database.outbox.bulkAdd(entries);
  const told: string[] = [];
  const outbox = new DexieOutbox(
    async () => database,
    () => 0,
    (settled) => void told.push(...settled.map(({ id }) => id)),
  );
  const stateOf = async (id: string) => (await database.table<OutboxEntry, string>('outbox').get(id))?.state;
  return { database, outbox, told, stateOf };
}

const hubspot = orgOfKey(keyOf(1));

beforeEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
});

it('sends an answer with the task that is known only since its handoff was taken', async () => {
  const [given, other] = [firstIdAt(500), firstIdAt(600)];
  const answerTo = (place: number, handoffWriteId: string, taskId: string | null) => {
    const entry = entryOf(place, { recordKey: keyOf(place) });
    const said = { answer: 'accepted', reasonId: null, subject: '', body: '', at: 0 } as const;
    return {
      ...entry,
      write: { ...said, kind: 'handoffAnswer' as const, id: entry.id, ref: entry.write.ref, handoffWriteId, taskId },
    };
  };
  const entries = [answerTo(1, given, null), answerTo(2, given, 'seen'), answerTo(3, other, null)];
  const { outbox, database } = await outboxWith(entries);
  await database.delivered.put({ id: given, org: hubspot, recordKey: keyOf(1), crmId: 'task', at: 0 });
  const sent = await outbox.markSending(entries.map(({ id }) => id));
  expect(sent.map(({ write }) => write.kind === 'handoffAnswer' && write.taskId)).toEqual(['task', 'seen', null]);
});

describe('a clock that was set back', () => {
  it('makes due at once what no wait could have put so far ahead, and keeps what the CRM asked to wait for', async () => {
    const hour = 3_600_000;
    const limit = { kind: 'retryAfter', afterMs: 6 * hour, because: 'dailyLimit', message: '' } as const;
    const { outbox } = await outboxWith([
      entryOf(1, { recordKey: keyOf(1), nextAttemptAt: hour }),
      entryOf(2, { recordKey: keyOf(2), nextAttemptAt: hour, problem, attempts: 3 }),
      entryOf(3, { recordKey: keyOf(3), nextAttemptAt: 5 * hour, problem: limit }),
    ]);
    const due = await outbox.due(hubspot, 0, 10);
    expect(due.map(({ recordKey }) => recordKey)).toEqual([keyOf(1), keyOf(2)]);
    expect(await outbox.nextDueAt()).toBe(0);
  });
});

describe('what may be sent', () => {
  it('never overtakes an earlier unfinished entry of the same record, and misses nothing else that is due', async () => {
    const row = fc.record({
      record: fc.nat(3),
      state: fc.constantFrom(...states),
      nextAttemptAt: fc.constantFrom(0, 50, 150),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 14 }), fc.integer({ min: 1, max: 15 }), async (rows, limit) => {
        const entries = rows.map(({ record, ...rest }, place) => entryOf(place, { recordKey: keyOf(record), ...rest }));
        const { outbox } = await outboxWith(entries);
        const due = await outbox.due(hubspot, 100, limit);
        const dueIds = new Set(due.map(({ id }) => id));
        const isReady = (entry: OutboxEntry) =>
          (entry.state === 'waiting' || entry.state === 'unsure') && entry.nextAttemptAt <= 100;
        const isFree = (entry: OutboxEntry) =>
          entries.every(
            (other) =>
              other.id >= entry.id ||
              other.recordKey !== entry.recordKey ||
              other.state === 'failed' ||
              dueIds.has(other.id),
          );
        expect(due.every((entry) => isReady(entry) && isFree(entry))).toBe(true);
        expect(due.map(({ id }) => id)).toEqual([...dueIds].toSorted());
        if (due.length < limit) {
          const left = entries.filter((entry) => isReady(entry) && isFree(entry) && !dueIds.has(entry.id));
          expect(left).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('goes on for other records when one entry failed', async () => {
    const { outbox } = await outboxWith([
      entryOf(1, { recordKey: keyOf(1), state: 'failed' }),
      entryOf(2, { recordKey: keyOf(1) }),
      entryOf(3, { recordKey: keyOf(2) }),
    ]);
    expect((await outbox.due(hubspot, 100, 10)).map(({ recordKey }) => recordKey)).toEqual([keyOf(1), keyOf(2)]);
  });
});

describe('how an entry comes out', () => {
  it('is gone when done, remembered as delivered, and its record is told of', async () => {
    const entry = entryOf(1, { recordKey: keyOf(1) });
    const { outbox, database, told } = await outboxWith([entry]);
    await outbox.markSending([entry.id]);
    await outbox.settle([{ id: entry.id, kind: 'done', crmId: '77' }], 500);
    expect(await database.outbox.count()).toBe(0);
    expect(await database.delivered.get(entry.id)).toMatchObject({ crmId: '77', at: 500 });
    expect(told).toEqual([entry.id]);
    expect(await outbox.orgs()).toEqual([]);
  });

  it('stays in doubt until a lookup has succeeded', async () => {
    const entry = entryOf(1, { recordKey: keyOf(1), state: 'unsure' });
    const { outbox, stateOf } = await outboxWith([entry]);
    const again = { id: entry.id, kind: 'again', nextAttemptAt: 900, problem, attempted: false } as const;
    await outbox.settle([again], 500);
    expect(await stateOf(entry.id)).toBe('unsure');
    expect(await outbox.nextDueAt()).toBe(900);
    await outbox.wake(hubspot, 600);
    expect(await outbox.nextDueAt()).toBe(900);
  });

  it('is woken at once where it only waits, and where it is in doubt when the CRM has had time to finish', async () => {
    const asleep = { nextAttemptAt: 90_000 };
    const { outbox } = await outboxWith([
      entryOf(1, { recordKey: keyOf(1), ...asleep }),
      entryOf(2, { recordKey: keyOf(2), ...asleep, state: 'unsure' }),
    ]);
    await outbox.wake(hubspot, 600);
    expect((await outbox.due(hubspot, 600, 10)).map(({ recordKey }) => recordKey)).toEqual([keyOf(1)]);
    expect(await outbox.due(hubspot, 5600, 10)).toHaveLength(2);
  });

  it('is in doubt when the worker died while it was being sent, and not looked up while the CRM may be at it still', async () => {
    // Also where it had met trouble before: that says nothing of this attempt.
    const entry = entryOf(1, { recordKey: keyOf(1), attempts: 2, problem });
    const { outbox, stateOf } = await outboxWith([entry]);
    await outbox.markSending([entry.id]);
    expect(await outbox.recover(hubspot, 700)).toBe(1);
    expect(await stateOf(entry.id)).toBe('unsure');
    expect(await outbox.due(hubspot, 699, 10)).toEqual([]);
    expect(await outbox.due(hubspot, 700, 10)).toEqual([
      expect.objectContaining({ problem: { kind: 'unsure', message: 'interrupted' } }),
    ]);
  });

  it('waits for the SDR when refused, and leaves the org with nothing to send', async () => {
    const entry = entryOf(1, { recordKey: keyOf(1) });
    const { outbox, stateOf } = await outboxWith([entry]);
    const refusal: CrmProblem = { kind: 'rejected', code: 'X', message: '', fields: [] };
    await outbox.settle([{ id: entry.id, kind: 'failed', problem: refusal }], 500);
    expect(await stateOf(entry.id)).toBe('failed');
    expect(await outbox.orgs()).toEqual([]);
    expect(await outbox.nextDueAt()).toBeNull();
  });
});
