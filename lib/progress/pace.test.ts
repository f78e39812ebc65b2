import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs, instantOf } from '../model/time';
import { workingSpansOfMonth } from '../model/working-time';
import { defaultTargets, defaultWorkingTime } from './defaults';
import { countedPart, type PaceQuestion, paceOf } from './pace';
import { metrics, targets, workingTime } from './progress';

const timeZone = 'Europe/London';
const at = (day: string, hour: number) => instantOf(day, hour * 60, timeZone);

function pace(more: Partial<PaceQuestion>) {
  return paceOf({
    target: 9,
    actual: 0,
    now: at('2026-11-23', 12),
    timeZone,
    workingTime: defaultWorkingTime,
    period: 'day',
    ...more,
  });
}

describe('the pace of a day', () => {
  it('is the target’s share of the working time gone', () => {
    expect(pace({ actual: 4 })).toEqual({
      expected: 3,
      ahead: 1,
      needed: 5 / 6,
      projected: 12,
      endsAt: at('2026-11-23', 18),
    });
  });

  it('is nothing without a target, on a day off, and before work begins', () => {
    expect(pace({ target: null })).toBeNull();
    expect(pace({ now: at('2026-11-28', 12) })).toBeNull();
    expect(pace({ now: at('2026-11-23', 9) })).toBeNull();
    expect(pace({ now: at('2026-11-23', 9) + 1 })).not.toBeNull();
  });

  it('projects only after half an hour', () => {
    expect(pace({ actual: 2, now: at('2026-11-23', 9.4) })?.projected).toBeNull();
    expect(pace({ actual: 2, now: at('2026-11-23', 9.5) })?.projected).toBe(36);
  });

  it('leaves no rate to keep after work, and projects what is', () => {
    expect(pace({ actual: 7, now: at('2026-11-23', 20) })).toMatchObject({
      expected: 9,
      ahead: -2,
      needed: null,
      projected: 7,
    });
  });

  it('needs nothing more once the target is reached', () => {
    expect(pace({ actual: 12 })?.needed).toBe(0);
  });

  it('steadies an early projection with the usual rate, where known', () => {
    const early = { actual: 4, now: at('2026-11-23', 10) };
    const wild = pace(early)?.projected ?? 0;
    const steady = pace({ ...early, usualPerDay: 9 })?.projected ?? 0;
    expect(wild).toBe(36);
    expect(steady).toBeGreaterThan(9);
    expect(steady).toBeLessThan(wild);
  });

  it('of a night shift goes on past midnight', () => {
    const night = { weekdays: [1], startMinute: 22 * 60, endMinute: 7 * 60 };
    expect(pace({ workingTime: night, now: at('2026-11-24', 1) })).toMatchObject({
      expected: 3,
      endsAt: at('2026-11-24', 7),
    });
    expect(pace({ workingTime: night, now: at('2026-11-24', 8) })).toBeNull();
  });
});

describe('the pace of a month', () => {
  const month = { period: 'month', target: 210 } as const;

  it('counts working days gone, with today’s part', () => {
    // November 2026 has 21 working days from Monday the 2nd; at noon of the 3rd one and a third are gone.
    const found = pace({ ...month, actual: 20, now: at('2026-11-03', 12) });
    expect(found?.expected).toBeCloseTo(210 * (4 / 3 / 21));
    expect(found?.needed).toBeCloseTo(190 / (21 - 4 / 3));
    expect(found?.endsAt).toBe(at('2026-11-30', 18));
  });

  it('begins with the first working day, and projects after half of it', () => {
    expect(pace({ ...month, now: at('2026-11-01', 12) })).toBeNull();
    expect(pace({ ...month, actual: 5, now: at('2026-11-02', 13) })?.projected).toBeNull();
    expect(pace({ ...month, actual: 5, now: at('2026-11-02', 13.5) })?.projected).toBeCloseTo(210);
  });

  it('stands still over the weekend', () => {
    const friday = pace({ ...month, actual: 30, now: at('2026-11-06', 19) });
    expect(pace({ ...month, actual: 30, now: at('2026-11-08', 12) })).toEqual(friday);
  });

  it('ends with the last working day', () => {
    expect(pace({ ...month, actual: 200, now: at('2026-10-31', 12) })).toMatchObject({
      needed: null,
      projected: 200,
      endsAt: at('2026-10-30', 18),
    });
  });

  it('steadies the projection by five usual days', () => {
    const found = pace({ ...month, actual: 20, usualPerDay: 10, now: at('2026-11-02', 18) });
    expect(found?.projected).toBeCloseTo(20 + (20 * (20 + 50)) / 6);
  });
});

describe('pace, whatever the hours', () => {
  const questions: fc.Arbitrary<PaceQuestion & { target: number }> = fc.record({
    target: fc.integer({ min: 1, max: 2000 }),
    actual: fc.nat(3000),
    now: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }),
    timeZone: fc.constantFrom('America/New_York', 'America/Santiago', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
    workingTime: fc.record({
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      startMinute: fc.integer({ min: 0, max: 1439 }),
      endMinute: fc.integer({ min: 1, max: 1440 }),
    }),
    period: fc.constantFrom('day', 'month'),
  });

  it('expects between nothing and the whole target, more as time goes on', () => {
    fc.assert(
      fc.property(questions, fc.integer({ min: 0, max: 6 * hourMs }), (question, later) => {
        const now = paceOf(question);
        const then = paceOf({ ...question, now: question.now + later });
        if (now === null) return;
        expect(now.expected).toBeGreaterThan(0);
        expect(now.expected).toBeLessThanOrEqual(question.target * (1 + 1e-9));
        expect(now.ahead).toBeCloseTo(question.actual - now.expected);
        expect(now.needed === null).toBe(question.now >= now.endsAt);
        if (then !== null && then.endsAt === now.endsAt) expect(then.expected).toBeGreaterThanOrEqual(now.expected);
      }),
      { numRuns: 60 },
    );
  });

  it('never projects less than there is already', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const projected = paceOf(question)?.projected ?? null;
        if (projected !== null) expect(projected).toBeGreaterThanOrEqual(question.actual - 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('spreads a month evenly over its working time, changes of the clock or not', () => {
    const march = workingSpansOfMonth('2026-03-15', defaultWorkingTime, timeZone);
    march.forEach((span, index) => {
      const found = pace({ target: march.length, period: 'month', now: span.end });
      expect(found?.expected).toBeCloseTo(index + 1);
    });
  });
});

describe('the defaults', () => {
  it('are valid, and the month asks no more than its days do', () => {
    expect(targets.parse(defaultTargets)).toEqual(defaultTargets);
    expect(workingTime.parse(defaultWorkingTime)).toEqual(defaultWorkingTime);
    for (const metric of metrics) {
      const { day, month } = { day: defaultTargets.day[metric], month: defaultTargets.month[metric] };
      expect(day === null).toBe(month === null);
      expect(month ?? 0).toBeLessThanOrEqual((day ?? 0) * 20);
    }
  });
});

describe('a month that Baton counts from its middle on', () => {
  // November 2026 has 21 working days; the 23rd is the 16th of them.
  const since = { countedFrom: '2026-11-23', timeZone, workingTime: defaultWorkingTime };

  it('is aimed at by the part of its working days that is left', () => {
    expect(countedPart(since)).toBeCloseTo(6 / 21);
    expect(countedPart({ ...since, countedFrom: undefined })).toBe(1);
    expect(countedPart({ ...since, countedFrom: '2026-11-01' })).toBe(1);
    expect(countedPart({ ...since, countedFrom: '2026-11-02' })).toBe(1);
    // A Saturday, after which comes the last working day.
    expect(countedPart({ ...since, countedFrom: '2026-11-28' })).toBeCloseTo(1 / 21);
    expect(countedPart({ ...since, countedFrom: '2026-10-31' })).toBe(1);
  });

  it('misses nothing of the days before', () => {
    const month = { ...since, period: 'month', target: 60 } as const;
    expect(pace({ ...month, now: at('2026-11-23', 9) })).toBeNull();
    expect(pace({ ...month, now: at('2026-11-25', 13.5) })).toMatchObject({ expected: 25, needed: 60 / 3.5 });
    expect(pace({ ...month, countedFrom: undefined, now: at('2026-11-25', 13.5) })?.expected).toBeCloseTo(
      (60 * 17.5) / 21,
    );
  });
});
