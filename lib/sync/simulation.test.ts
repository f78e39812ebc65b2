import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CrmAdapter, WriteOutcome } from '../crm/adapter';
import { type CrmProblem, done, failed } from '../crm/result';
import type { CrmWrite } from '../crm/write';
import { createDrain } from './drain';
import { type Dice, entriesFor, MemoryOutbox, org } from './memory-outbox';

/** What happens to one request of the simulated CRM. */
const fates = [
  'served',
  'lostAfterApplying',
  'lostBeforeApplying',
  'halfAppliedThenLost',
  'rateLimit',
  'offline',
  'signIn',
  'someLocked',
  'throws',
] as const;
type Fate = (typeof fates)[number];

const unsure: CrmProblem = { kind: 'unsure', message: '' };
const problems: Partial<Record<Fate, CrmProblem>> = {
  rateLimit: { kind: 'retryAfter', afterMs: 2000, because: 'rateLimit', message: '' },
  offline: { kind: 'retryAfter', afterMs: 0, because: 'network', message: '' },
  signIn: { kind: 'signInNeeded', message: '' },
};

/** A CRM that misbehaves by script and then serves well. It applies what it applies before the caller hears of anything. */
class Crm {
  readonly applied: CrmWrite[] = [];
  requests = 0;
  readonly #script: Fate[];
  /** Writes that it refuses whenever they come. */
  readonly #refused: ReadonlySet<string>;

  constructor(script: readonly Fate[], refused: readonly string[] = []) {
    this.#script = [...script];
    this.#refused = new Set(refused);
  }

  adapter(limit: number): CrmAdapter {
    const never = () => Promise.reject(new Error('not asked'));
    return {
      org: { crm: 'salesforce', org: 'x' },
      batchLimit: limit,
      ...{ whoAmI: never, readRecord: never, listAes: never, planHandoff: never },
      write: async (writes) => this.#write(writes),
      findWritten: async (writes) => {
        const fate = this.#script.shift() ?? 'served';
        const problem = problems[fate] ?? (fate === 'served' ? null : problems.offline);
        if (problem) return failed(problem);
        const ids = new Set(writes.map(({ id }) => id));
        return done(new Map(this.applied.filter(({ id }) => ids.has(id)).map(({ id }) => [id, `crm-${id}`])));
      },
    };
  }

  #write(writes: readonly CrmWrite[]): readonly WriteOutcome[] {
    this.requests += 1;
    const fate = this.#script.shift() ?? 'served';
    const problem = problems[fate];
    if (problem !== undefined) return writes.map(({ id }) => ({ id, result: failed(problem) }));
    if (fate === 'throws') throw new Error('a bug in the adapter');
    const blocked = new Set<string>();
    return writes.map((write, index) => {
      const result = this.#one(write, { fate, index, half: writes.length / 2, blocked });
      return { id: write.id, result };
    });
  }

  #one(
    write: CrmWrite,
    at: { readonly fate: Fate; readonly index: number; readonly half: number; readonly blocked: Set<string> },
  ): WriteOutcome['result'] {
    const { fate, index, half, blocked } = at;
    const record = write.ref.id;
    if (fate === 'lostBeforeApplying' || (fate === 'halfAppliedThenLost' && index >= half)) return failed(unsure);
    if (fate === 'someLocked' && (index % 2 === 0 || blocked.has(record))) {
      blocked.add(record);
      return failed({ kind: 'retryAfter', afterMs: 0, because: 'locked', message: '' });
    }
    if (this.#refused.has(write.id)) return failed({ kind: 'rejected', code: 'X', message: '', fields: [] });
    this.applied.push(write);
    return fate === 'served' || fate.startsWith('some') ? done({ crmId: `crm-${write.id}` }) : failed(unsure);
  }
}

/** Runs drains until the outbox is empty, with a new worker after each crash and the clock moved to what comes next. */
async function runToTheEnd(outbox: MemoryOutbox, crm: Crm, limit: number, dice: Dice) {
  for (let round = 0; round < 400; round += 1) {
    outbox.revive();
    const drain = createDrain({
      store: outbox,
      adapterFor: async () => outbox.mortal(crm.adapter(limit)),
      ...{ clock: { now: () => outbox.now }, random: dice, lock: (work: () => Promise<void>) => work() },
    });
    const report = await drain.drainAll().catch(() => null);
    if (outbox.unfinished() === 0) return round;
    outbox.now = Math.max(outbox.now + 1, report?.nextAttemptAt ?? outbox.now + 1000);
  }
  throw new Error('never came to an end');
}

const story = fc.record({
  records: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 14 }),
  script: fc.array(fc.constantFrom(...fates), { maxLength: 25 }),
  refused: fc.array(fc.integer({ min: 0, max: 13 }), { maxLength: 3 }),
  crashes: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 4 }),
  limit: fc.integer({ min: 1, max: 6 }),
  luck: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 5 }),
});

describe('the outbox drain against a CRM that fails and a worker that dies at any step', () => {
  it('loses nothing, doubles nothing and keeps the order of each record', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ records, script, refused, crashes, limit, luck }) => {
        const entries = entriesFor(records);
        const outbox = new MemoryOutbox(entries, crashes);
        const isRefused = (id: string) => refused.some((index) => entries[index]?.id === id);
        const crm = new Crm(script, entries.map(({ id }) => id).filter(isRefused));
        let drawn = 0;
        const dice = () => luck[drawn++ % luck.length] ?? 0;
        await runToTheEnd(outbox, crm, limit, dice);

        const expected = entries.map(({ id }) => id).filter((id) => !isRefused(id));
        expect(crm.applied.map(({ id }) => id).sort()).toEqual([...expected].sort());
        for (const { recordKey } of entries) {
          const own = entries.filter((entry) => entry.recordKey === recordKey).map(({ id }) => id);
          const order = crm.applied.map(({ id }) => id).filter((id) => own.includes(id));
          expect(order).toEqual(own.filter((id) => !isRefused(id)));
        }
        expect([...outbox.delivered.keys()].sort()).toEqual([...expected].sort());
        expect(outbox.failedIds().sort()).toEqual(
          entries
            .map(({ id }) => id)
            .filter(isRefused)
            .sort(),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('does not hammer a CRM that is down', async () => {
    const outbox = new MemoryOutbox(entriesFor(Array.from({ length: 60 }, (_, index) => index % 20)), []);
    const crm = new Crm(Array.from({ length: 10_000 }, () => 'lostBeforeApplying' as const));
    const started = outbox.now;
    const drain = createDrain({
      store: outbox,
      adapterFor: async () => crm.adapter(10),
      ...{ clock: { now: () => outbox.now }, random: () => 0.5, lock: (work: () => Promise<void>) => work() },
    });
    // Woken every second for an hour, as by a tab that keeps logging.
    for (; outbox.now < started + 3_600_000; outbox.now += 1000) await drain.drainAll();
    expect(crm.requests).toBeLessThan(60);
    expect(outbox.unfinished()).toBe(60);
  });

  it('is not held up by an entry that takes every batch down', async () => {
    const entries = entriesFor(Array.from({ length: 30 }, (_, index) => index));
    const outbox = new MemoryOutbox(entries, []);
    const poison = entries[3]?.id;
    const crm = new Crm([]);
    const sound = crm.adapter(10);
    const drain = createDrain({
      store: outbox,
      adapterFor: async () => ({
        ...sound,
        write: async (writes) =>
          writes.some(({ id }) => id === poison)
            ? writes.map(({ id }) => ({ id, result: failed(unsure) }))
            : sound.write(writes),
      }),
      ...{ clock: { now: () => outbox.now }, random: () => 0.5, lock: (work: () => Promise<void>) => work() },
    });
    await drain.drainAll();
    // Everything outside the poisoned batch is through at once.
    expect(outbox.delivered.size).toBe(20);
    for (let minute = 0; minute < 10; minute += 1) {
      outbox.now += 60_000;
      await drain.drainAll();
    }
    expect(outbox.delivered.size).toBe(29);
    expect(outbox.org(org).map(({ id }) => id)).toEqual([poison]);
  });
});
