import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, hourMs, instantOf, localDayOf, minuteMs } from './time';
import {
  addWorkingHours,
  intersectSpans,
  isWorking,
  type WorkingHours,
  workedBefore,
  workingSpanOf,
  workingSpansFrom,
  workingSpansOfMonth,
} from './working-time';

const zone = 'Europe/London';
const office: WorkingHours = { weekdays: [1, 2, 3, 4, 5], startMinute: 9 * 60, endMinute: 18 * 60 };
const nightShift: WorkingHours = { weekdays: [5], startMinute: 22 * 60, endMinute: 6 * 60 };

const zones = fc.constantFrom('America/New_York', 'America/Santiago', 'Asia/Kathmandu', 'Australia/Lord_Howe', zone);
const instants = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) });
const hours: fc.Arbitrary<WorkingHours> = fc.record({
  weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  startMinute: fc.integer({ min: 0, max: 1439 }),
  endMinute: fc.integer({ min: 1, max: 1440 }),
});

describe('working spans', () => {
  it('exist on working days only', () => {
    expect(workingSpanOf('2026-11-28', office, zone)).toBeNull();
    expect(workingSpanOf('2026-11-27', office, zone)).toEqual({
      start: instantOf('2026-11-27', 540, zone),
      end: instantOf('2026-11-27', 1080, zone),
    });
  });

  it('run past midnight where they end before they start', () => {
    const span = workingSpanOf('2026-11-27', nightShift, zone);
    expect(span).toEqual({ start: instantOf('2026-11-27', 1320, zone), end: instantOf('2026-11-28', 360, zone) });
    expect(isWorking(instantOf('2026-11-28', 60, zone), nightShift, zone)).toBe(true);
    expect(isWorking(instantOf('2026-11-29', 60, zone), nightShift, zone)).toBe(false);
  });

  it('are shorter by what the clock skips, and gone where it skips them whole', () => {
    const early: WorkingHours = { weekdays: [7], startMinute: 0, endMinute: 4 * 60 };
    const span = workingSpanOf('2026-03-29', early, zone);
    expect(span === null ? 0 : span.end - span.start).toBe(3 * hourMs);
    expect(workingSpanOf('2026-03-29', { weekdays: [7], startMinute: 65, endMinute: 66 }, zone)).not.toBeNull();
    expect(workingSpanOf('2026-03-29', { weekdays: [7], startMinute: 90, endMinute: 120 }, zone)).toBeNull();
  });

  it('lie in order without overlap, and end after the instant they are asked from', () => {
    fc.assert(
      fc.property(instants, hours, zones, (from, working, timeZone) => {
        const spans = workingSpansFrom(from, working, timeZone, 14);
        expect(spans.length).toBeGreaterThan(0);
        spans.forEach((span, index) => {
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeGreaterThan(from);
          const before = spans[index - 1];
          if (before !== undefined) expect(span.start).toBeGreaterThanOrEqual(before.end);
        });
      }),
    );
  });

  it('are what isWorking says', () => {
    fc.assert(
      fc.property(instants, hours, zones, (at, working, timeZone) => {
        const inSpan = workingSpansFrom(at, working, timeZone, 2).some(({ start, end }) => start <= at && at < end);
        expect(isWorking(at, working, timeZone)).toBe(inSpan);
      }),
    );
  });

  it('cover a month, its odd weeks too', () => {
    expect(workingSpansOfMonth('2026-11-15', office, zone)).toHaveLength(21);
    expect(workingSpansOfMonth('2026-02-01', office, zone)).toHaveLength(20);
  });

  it('meet where both are', () => {
    const ab = intersectSpans(
      [
        { start: 0, end: 10 },
        { start: 20, end: 30 },
      ],
      [{ start: 5, end: 22 }],
    );
    expect(ab).toEqual([
      { start: 5, end: 10 },
      { start: 20, end: 22 },
    ]);
    expect(intersectSpans([{ start: 0, end: 10 }], [{ start: 10, end: 20 }])).toEqual([]);
  });
});

describe('adding working hours', () => {
  it('counts only working time', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 24 * 60 }), hours, zones, (from, minutes, working, timeZone) => {
        // A shift of a few minutes a week would make the search long without testing anything new.
        fc.pre(
          (working.endMinute - working.startMinute + 1440) % 1440 >= 60 || working.endMinute === working.startMinute,
        );
        const due = addWorkingHours(from, minutes / 60, working, timeZone);
        const first = addDays(localDayOf(from, timeZone), -1);
        const days = Math.ceil((due - from) / (24 * hourMs)) + 3;
        const spans = Array.from({ length: days }, (_, index) =>
          workingSpanOf(addDays(first, index), working, timeZone),
        );
        const known = spans.filter((span) => span !== null);
        expect(workedBefore(known, due) - workedBefore(known, from)).toBeCloseTo(minutes * minuteMs, 3);
        expect(known.some(({ start, end }) => start < due && due <= end)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('ends with the shift that it fills exactly, whatever fraction of an hour that is', () => {
    const sundays = { weekdays: [7], startMinute: 1374, endMinute: 7 };
    const due = addWorkingHours(Date.UTC(2025, 0, 1), 511 / 60, sundays, 'America/New_York');
    expect(due).toBe(instantOf('2025-02-17', 7, 'America/New_York'));
  });

  it('starts at the next opening after hours', () => {
    const saturday = instantOf('2026-11-28', 12 * 60, zone);
    expect(addWorkingHours(saturday, 1, office, zone)).toBe(instantOf('2026-11-30', 10 * 60, zone));
    expect(addWorkingHours(saturday, 0, office, zone)).toBe(instantOf('2026-11-30', 9 * 60, zone));
  });

  it('ends at the close of a day, not at the next opening', () => {
    const morning = instantOf('2026-11-27', 9 * 60, zone);
    expect(addWorkingHours(morning, 9, office, zone)).toBe(instantOf('2026-11-27', 18 * 60, zone));
  });

  it('refuses where nobody ever works', () => {
    expect(() => addWorkingHours(0, 1, { ...office, weekdays: [] }, zone)).toThrow(RangeError);
  });

  it('goes over weekends and changes of the clock', () => {
    const friday = instantOf('2026-03-27', 17 * 60, zone);
    expect(addWorkingHours(friday, 24, office, zone)).toBe(instantOf('2026-04-01', 14 * 60, zone));
  });
});
