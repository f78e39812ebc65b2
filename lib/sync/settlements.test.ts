import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WriteOutcome } from '../crm/adapter';
import type { CrmProblem } from '../crm/result';
import { dueAtOf, statedOf } from './backoff';
import { entriesFor } from './memory-outbox';
import { settlementsOf } from './settlements';

const pause = fc.constantFrom(0, 1000, 90_000, 3_600_000, 86_400_000);
const problem: fc.Arbitrary<CrmProblem> = fc.oneof(
  fc.record({
    kind: fc.constant('retryAfter' as const),
    afterMs: pause,
    because: fc.constantFrom('rateLimit', 'dailyLimit', 'server', 'locked', 'network'),
    message: fc.constant(''),
  }),
  fc.record({ kind: fc.constant('unsure' as const), afterMs: pause, message: fc.constant('') }),
  fc.constant({ kind: 'signInNeeded', message: '' } as const),
  fc.constant({ kind: 'forbidden', message: '' } as const),
);
const story = fc.record({
  entries: fc.array(fc.record({ record: fc.nat(2), problem, unsent: fc.boolean() }), { minLength: 1, maxLength: 8 }),
  luck: fc.double({ min: 0, max: 0.999, noNaN: true }),
});

describe('when an entry is tried again', () => {
  it('is never taken for a clock that was set back, whatever pause was stated for whichever entry of its batch', () => {
    fc.assert(
      fc.property(story, ({ entries: parts, luck }) => {
        const entries = entriesFor(parts.map(({ record }) => record));
        const outcomes = entries.map(({ id }, index): WriteOutcome => {
          const { problem: met = { kind: 'unsure', message: '' } as const, unsent = false } = parts[index] ?? {};
          return { id, result: { ok: false, problem: met }, ...(unsent ? { unsent: true } : {}) };
        });
        const now = 1_800_000_000_000;
        for (const settlement of settlementsOf(entries, outcomes, { now, random: () => luck })) {
          if (settlement.kind !== 'again' && settlement.kind !== 'unsure') throw new Error(settlement.kind);
          expect(dueAtOf(settlement, now)).toBe(settlement.nextAttemptAt);
          expect(settlement.nextAttemptAt - now).toBeGreaterThanOrEqual(statedOf(settlement.problem));
        }
      }),
    );
  });

  it('is when a server that was down and lost the answer said', () => {
    const [entry] = entriesFor([0]);
    if (entry === undefined) throw new Error('no entry');
    const down: CrmProblem = { kind: 'unsure', message: 'HTTP 503', afterMs: 120_000 };
    const sent = [{ id: entry.id, result: { ok: false, problem: down } as const }];
    const [settled] = settlementsOf([entry], sent, { now: 0, random: () => 0 });
    expect(settled).toMatchObject({ kind: 'unsure', nextAttemptAt: 120_100 });
  });
});
