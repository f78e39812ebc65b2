import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOutcome, outcomes } from '../calls/outcomes';
import { recordKey } from '../model/record';
import {
  addCounts,
  type CountedCall,
  changeOfDay,
  countsOfCall,
  countsOfCalls,
  countsOfHandoff,
  rebuildDays,
  subtractCounts,
  zeroCounts,
} from './counting';
import { type Counts, counts as countsSchema } from './progress';

const rules = { conversationSeconds: 60 };
const keys = ['00Q000000000001AAA', '00Q000000000002AAA'].map((id) =>
  recordKey({ crm: 'salesforce', org: 'acme.my.salesforce.com', object: 'lead', id }),
);
const someCounts: fc.Arbitrary<Counts> = fc.record({
  dials: fc.nat(1000),
  connects: fc.nat(1000),
  conversations: fc.nat(1000),
  handoffs: fc.nat(1000),
});
const calls: fc.Arbitrary<CountedCall> = fc
  .record({
    id: fc.uuid(),
    recordKey: fc.constantFrom(...keys),
    outcomeId: fc.constantFrom(...outcomes.map(({ id }) => id), 'fromANewerVersion'),
    startedAt: fc.integer({ min: 0, max: 300_000 }),
    durationMs: fc.option(fc.integer({ min: 0, max: 120_000 })),
    number: fc.constantFrom('+13035550142', null),
    day: fc.constantFrom('2026-11-23', '2026-11-24'),
    conversationSeconds: fc.constantFrom(30, 60, undefined),
  })
  .map(({ conversationSeconds, ...call }) => ({
    ...call,
    undoneAt: null,
    ...(conversationSeconds === undefined ? {} : { conversationSeconds }),
  }));
const histories = fc.uniqueArray(calls, { maxLength: 12, selector: ({ startedAt }) => startedAt });

/** Logs and takes back calls one after another, the way the background does. */
class Log {
  days = new Map<string, Counts>();
  calls: CountedCall[] = [];

  set(changed: CountedCall) {
    const ofDay = (some: readonly CountedCall[]) =>
      some.filter(({ recordKey, day }) => recordKey === changed.recordKey && day === changed.day);
    const before = ofDay(this.calls);
    this.calls = [...this.calls.filter(({ id }) => id !== changed.id), changed];
    const counts = this.days.get(changed.day) ?? zeroCounts();
    this.days.set(changed.day, changeOfDay(counts, before, ofDay(this.calls), rules));
  }

  get shown() {
    return [...this.days]
      .map(([day, counts]) => ({ day, counts }))
      .filter(({ counts }) => Object.values(counts).some((count) => count > 0))
      .toSorted((a, b) => a.day.localeCompare(b.day));
  }
}

function call(outcomeId: string, more: Partial<CountedCall> = {}): CountedCall {
  const [key] = keys;
  if (key === undefined) throw new Error('no key');
  return {
    id: outcomeId,
    recordKey: key,
    outcomeId,
    startedAt: 0,
    durationMs: null,
    number: null,
    day: '2026-11-23',
    undoneAt: null,
    ...more,
  };
}

describe('counts', () => {
  it('taken away again leave what was there', () => {
    fc.assert(
      fc.property(someCounts, someCounts, (a, b) => {
        expect(subtractCounts(addCounts(a, b), b)).toEqual(a);
        expect(addCounts(a, b)).toEqual(addCounts(b, a));
        expect(addCounts(a, zeroCounts())).toEqual(a);
        expect(countsSchema.safeParse(subtractCounts(a, b)).success).toBe(true);
      }),
    );
  });

  it('of one call are a dial, and what its outcome says', () => {
    const of = (id: string, durationMs: number | null) => {
      const outcome = findOutcome(id);
      return outcome && countsOfCall({ outcome, durationMs }, 60);
    };
    expect(of('noAnswer', null)).toEqual({ dials: 1, connects: 0, conversations: 0, handoffs: 0 });
    expect(of('callBack', 30_000)).toEqual({ dials: 1, connects: 1, conversations: 0, handoffs: 0 });
    expect(of('callBack', 60_000)).toEqual({ dials: 1, connects: 1, conversations: 1, handoffs: 0 });
    expect(of('gatekeeper', 300_000)).toEqual({ dials: 1, connects: 0, conversations: 0, handoffs: 0 });
  });

  it('of a handoff are one, unless it was withdrawn', () => {
    expect(countsOfHandoff({ state: 'returned' }).handoffs).toBe(1);
    expect(countsOfHandoff({ state: 'withdrawn' }).handoffs).toBe(0);
  });

  it('of a redial within a minute are one dial, but both answers', () => {
    const counts = countsOfCalls([call('noAnswer'), call('callBack', { startedAt: 40_000 })], rules);
    expect(counts).toEqual({ dials: 1, connects: 1, conversations: 0, handoffs: 0 });
  });

  it('use the setting a call was logged under, and the outcomes they are given', () => {
    const long = call('callBack', { durationMs: 45_000 });
    expect(countsOfCalls([long], rules).conversations).toBe(0);
    expect(countsOfCalls([{ ...long, conversationSeconds: 30 }], rules).conversations).toBe(1);
    const renamed = { ...rules, findOutcome: () => findOutcome('qualified') };
    expect(countsOfCalls([call('fromANewerVersion')], rules)).toMatchObject({ dials: 1, connects: 0 });
    expect(countsOfCalls([call('fromANewerVersion')], renamed)).toMatchObject({ dials: 1, connects: 1 });
  });
});

describe('the days', () => {
  it('counted call by call are what rebuilding them from the history gives', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const log = new Log();
        for (const each of history) log.set(each);
        expect(log.shown).toEqual(rebuildDays(log.calls, [], rules));
      }),
    );
  });

  it('are as they were after logging and taking back, and rebuilt alike, in any order', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.boolean()), (history, coin) => {
        const log = new Log();
        for (const each of history) log.set(each);
        const undone = history.filter(() => coin.next().value);
        for (const each of undone) log.set({ ...each, undoneAt: 999_999 });
        expect(log.shown).toEqual(rebuildDays(log.calls, [], rules));
        const kept = history.filter((each) => !undone.includes(each));
        expect(log.shown).toEqual(rebuildDays(kept, [], rules));
        expect(rebuildDays(log.calls.toReversed(), [], rules)).toEqual(log.shown);
      }),
    );
  });

  it('hold handoffs too, and leave empty days out', () => {
    const handoffs = [
      { day: '2026-11-24', state: 'submitted' },
      { day: '2026-11-24', state: 'accepted' },
      { day: '2026-11-25', state: 'withdrawn' },
    ] as const;
    expect(rebuildDays([call('noAnswer', { undoneAt: 1 }), call('qualified')], handoffs, rules)).toEqual([
      { day: '2026-11-23', counts: { dials: 1, connects: 1, conversations: 1, handoffs: 0 } },
      { day: '2026-11-24', counts: { dials: 0, connects: 0, conversations: 0, handoffs: 2 } },
    ]);
  });
});
