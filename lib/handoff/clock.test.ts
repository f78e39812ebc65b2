import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../model/time';
import { workingSpansFrom } from '../model/working-time';
import { defaultWorkingTime } from '../progress/defaults';
import { answerDueAt } from './clock';

const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) });
const zones = fc.constantFrom('America/New_York', 'America/Santiago', 'Asia/Shanghai', 'Australia/Lord_Howe');
const days = fc.integer({ min: 1, max: 8 });

describe('when an answer is due', () => {
  it('lies inside working time, its closing minute included', () => {
    fc.assert(
      fc.property(instants, days, zones, (submittedAt, promisedDays, timeZone) => {
        const dueAt = answerDueAt(submittedAt, promisedDays, defaultWorkingTime, timeZone);
        const [span] = workingSpansFrom(dueAt - 1, defaultWorkingTime, timeZone, 2);
        expect(span && span.start < dueAt && dueAt <= span.end).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('comes no earlier for a later handoff, nor for a longer promise', () => {
    fc.assert(
      fc.property(instants, fc.nat(72 * 3_600_000), days, days, zones, (at, later, some, more, timeZone) => {
        const due = answerDueAt(at, some, defaultWorkingTime, timeZone);
        expect(answerDueAt(at + later, some, defaultWorkingTime, timeZone)).toBeGreaterThanOrEqual(due);
        expect(answerDueAt(at, some + more, defaultWorkingTime, timeZone)).toBeGreaterThan(due);
        expect(due - at).toBeGreaterThanOrEqual(some * 3_600_000);
      }),
      { numRuns: 50 },
    );
  });

  it('is the same hour of the next working day, over a weekend too', () => {
    const zone = 'Europe/London';
    const dueOf = (day: string, minute: number, promisedDays = 1) =>
      answerDueAt(instantOf(day, minute, zone), promisedDays, defaultWorkingTime, zone);
    expect(dueOf('2026-11-26', 10 * 60)).toBe(instantOf('2026-11-27', 10 * 60, zone));
    expect(dueOf('2026-11-27', 16 * 60)).toBe(instantOf('2026-11-30', 16 * 60, zone));
    expect(dueOf('2026-11-26', 10 * 60, 3)).toBe(instantOf('2026-12-01', 10 * 60, zone));
    // After hours the clock starts at the next opening: all of that day.
    expect(dueOf('2026-11-26', 23 * 60)).toBe(instantOf('2026-11-27', defaultWorkingTime.endMinute, zone));
  });
});
