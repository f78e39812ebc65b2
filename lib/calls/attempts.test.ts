import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordKey } from '../model/record';
import { type AttemptFacts, attemptsOf, countAttempts } from './attempts';

const key = recordKey({ crm: 'salesforce', org: 'acme.my.salesforce.com', object: 'lead', id: '00Q000000000001AAA' });
const otherKey = recordKey({ crm: 'hubspot', org: '4711', object: 'contact', id: '51' });

function call(startedAt: number, more: Partial<AttemptFacts> = {}): AttemptFacts {
  return { recordKey: key, startedAt, durationMs: null, number: '+13035550142', undoneAt: null, ...more };
}

describe('attempts', () => {
  it('take a redial within a minute of the end of the first as the same', () => {
    expect(countAttempts([call(0), call(60_000)])).toBe(1);
    expect(countAttempts([call(0), call(60_001)])).toBe(2);
    expect(countAttempts([call(0, { durationMs: 30_000 }), call(90_000)])).toBe(1);
    expect(countAttempts([call(0), call(50_000), call(100_000)])).toBe(1);
  });

  it('tell another number and another lead apart', () => {
    expect(countAttempts([call(0), call(10_000, { number: '+13035550143' })])).toBe(2);
    expect(countAttempts([call(0), call(10_000, { recordKey: otherKey })])).toBe(2);
    expect(countAttempts([call(0), call(10_000, { number: null })])).toBe(2);
  });

  it('leave out what was taken back, so that logging it anew counts', () => {
    expect(countAttempts([call(0, { undoneAt: 5_000 }), call(10_000)])).toBe(1);
    expect(countAttempts([call(0, { undoneAt: 5_000 })])).toBe(0);
  });

  it('do not depend on the order in which calls are given, and are never more than the calls', () => {
    const calls = fc.array(
      fc
        .record({
          startedAt: fc.integer({ min: 0, max: 600_000 }),
          durationMs: fc.option(fc.integer({ min: 0, max: 100_000 })),
          number: fc.constantFrom('+1', '+2', null),
          undoneAt: fc.option(fc.constant(1)),
        })
        .map(({ startedAt, ...more }) => call(startedAt, more)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(calls, (some) => {
        const distinct = some.filter((one, at) => some.findIndex((two) => two.startedAt === one.startedAt) === at);
        const counted = attemptsOf(distinct);
        expect(new Set(attemptsOf(distinct.toReversed()))).toEqual(new Set(counted));
        expect(counted.length).toBeLessThanOrEqual(distinct.length);
        expect(counted.length === 0).toBe(distinct.every(({ undoneAt }) => undoneAt !== null));
      }),
    );
  });
});
