import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { sendInOrder, sendIsolating } from './in-order';
import { type CrmProblem, done, failed } from './result';
import type { CrmWrite } from './write';

const kinds = ['logCall', 'followUp', 'undoCall'] as const;

function write(record: number, kind: (typeof kinds)[number]): CrmWrite {
  const base = { id: uuidv7(), ref: { crm: 'hubspot', org: '1', object: 'contact', id: String(record) } } as const;
  if (kind === 'followUp') return { ...base, kind, subject: '', body: '', dueAt: 0 };
  if (kind === 'undoCall') return { ...base, kind, callWriteId: uuidv7(), subject: '' };
  return { ...base, kind, outcomeId: 'x', outcomeLabel: 'X', startedAt: 0, durationMs: null, number: null, note: '' };
}

const writesOf = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom(...kinds)), { minLength: 1, maxLength: 25 })
  .map((pairs) => pairs.map(([record, kind]) => write(record, kind)));

const reject: CrmProblem = { kind: 'rejected', code: 'X', message: '', fields: [] };

describe('sending in order', () => {
  it('keeps the order of each record, never mixes channels, respects limits, and answers in the order asked', async () => {
    await fc.assert(
      fc.asyncProperty(writesOf, fc.integer({ min: 1, max: 7 }), async (writes, limit) => {
        const sent: CrmWrite[] = [];
        const outcomes = await sendInOrder(writes, {
          channelOf: ({ kind }) => kind,
          limitOf: () => limit,
          send: async (channel, batch) => {
            expect(batch.length).toBeLessThanOrEqual(limit);
            expect(batch.every(({ kind }) => kind === channel)).toBe(true);
            sent.push(...batch);
            return batch.map(({ id }) => ({ id, result: done({ crmId: null }) }));
          },
        });
        expect(outcomes.map(({ id }) => id)).toEqual(writes.map(({ id }) => id));
        for (const record of new Set(writes.map(({ ref }) => ref.id))) {
          const of = (all: readonly CrmWrite[]) => all.filter(({ ref }) => ref.id === record).map(({ id }) => id);
          expect(of(sent)).toEqual(of(writes));
        }
      }),
    );
  });

  it('sends nothing more of a record that did not settle, and goes on with the others', async () => {
    const [a, b, c] = [write(1, 'logCall'), write(1, 'undoCall'), write(2, 'undoCall')] as const;
    const sent: string[] = [];
    const outcomes = await sendInOrder([a, b, c], {
      channelOf: ({ kind }) => kind,
      limitOf: () => 10,
      send: async (_, batch) => {
        sent.push(...batch.map(({ id }) => id));
        const locked = { kind: 'retryAfter', afterMs: 0, because: 'locked', message: '' } as const;
        return batch.map(({ id }) => ({ id, result: id === a.id ? failed(locked) : done({ crmId: null }) }));
      },
    });
    expect(sent.sort()).toEqual([a.id, c.id].sort());
    expect(outcomes.map(({ result, unsent }) => [result.ok, unsent ?? false])).toEqual([
      [false, false],
      [false, true],
      [true, false],
    ]);
  });

  it('goes on behind a refusal', async () => {
    const [a, b] = [write(1, 'logCall'), write(1, 'undoCall')] as const;
    const outcomes = await sendInOrder([a, b], {
      channelOf: ({ kind }) => kind,
      limitOf: () => 10,
      send: async (_, batch) =>
        batch.map(({ id }) => ({ id, result: id === a.id ? failed(reject) : done({ crmId: null }) })),
    });
    expect(outcomes.map(({ result }) => result.ok)).toEqual([false, true]);
  });

  it('stops everything when nobody is served', async () => {
    const writes = [write(1, 'logCall'), write(2, 'undoCall')];
    let requests = 0;
    const outcomes = await sendInOrder(writes, {
      channelOf: ({ kind }) => kind,
      limitOf: () => 10,
      send: async (_, batch) => {
        requests += 1;
        return batch.map(({ id }) => ({ id, result: failed({ kind: 'signInNeeded', message: '' }) }));
      },
    });
    expect(requests).toBe(1);
    expect(outcomes.map(({ unsent }) => unsent ?? false)).toEqual([false, true]);
  });
});

describe('isolating', () => {
  it('gets every good write through and names exactly the bad ones, each good one sent once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), async (bad) => {
        const writes = bad.map((_, index) => write(index, 'logCall'));
        const isBad = (id: string) => bad[writes.findIndex((one) => one.id === id)] === true;
        const applied: string[] = [];
        const outcomes = await sendIsolating(writes, async (batch) => {
          if (batch.some(({ id }) => isBad(id))) return reject;
          applied.push(...batch.map(({ id }) => id));
          return batch.map(({ id }) => ({ id, result: done({ crmId: null }) }));
        });
        expect(outcomes.map(({ id }) => id)).toEqual(writes.map(({ id }) => id));
        expect(outcomes.map(({ result }) => !result.ok)).toEqual(bad);
        expect(applied.sort()).toEqual(
          writes
            .map(({ id }) => id)
            .filter((id) => !isBad(id))
            .sort(),
        );
      }),
    );
  });

  it('does not split what may have been applied', async () => {
    let requests = 0;
    const outcomes = await sendIsolating([write(1, 'logCall'), write(2, 'logCall')], async () => {
      requests += 1;
      return { kind: 'unsure', message: '' };
    });
    expect([requests, outcomes.length]).toEqual([1, 2]);
  });
});
