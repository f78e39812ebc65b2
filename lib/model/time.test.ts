import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysOfMonth,
  hourMs,
  instantOf,
  isTimeZone,
  localDayOf,
  minuteMs,
  minuteOfDay,
  monthOf,
  startOfLocalDay,
  utcOffsetMinutes,
  weekdayOf,
} from './time';

/** Zones that do odd things: half-hour daylight saving, changes at midnight, quarter-hour offsets, no changes at all. */
const zones = fc.constantFrom(
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Asia/Shanghai',
  'Australia/Lord_Howe',
  'Europe/London',
  'Pacific/Auckland',
  'UTC',
);
const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) });
const days = fc
  .integer({ min: 0, max: 2000 })
  .map((count) => new Date(Date.UTC(2024, 0, 1 + count)).toISOString().slice(0, 10));

describe('local days', () => {
  it('agree with what the engine itself formats', () => {
    fc.assert(
      fc.property(instants, zones, (at, timeZone) => {
        const parts = new Intl.DateTimeFormat('en-CA', {
          timeZone,
          year: 'numeric',
          month: '2-digit',
          day: '2-digit',
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
        }).formatToParts(at);
        const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
        expect(localDayOf(at, timeZone)).toBe(`${part('year')}-${part('month')}-${part('day')}`);
        expect(minuteOfDay(at, timeZone)).toBe(Number(part('hour')) * 60 + Number(part('minute')));
      }),
    );
  });

  it('begin at their first instant: one millisecond earlier is another day', () => {
    fc.assert(
      fc.property(days, zones, (day, timeZone) => {
        const start = startOfLocalDay(day, timeZone);
        expect(localDayOf(start, timeZone)).toBe(day);
        expect(localDayOf(start - 1, timeZone)).toBe(addDays(day, -1));
      }),
    );
  });

  it('hold every instant between their start and the next', () => {
    fc.assert(
      fc.property(instants, zones, (at, timeZone) => {
        const day = localDayOf(at, timeZone);
        expect(startOfLocalDay(day, timeZone)).toBeLessThanOrEqual(at);
        expect(startOfLocalDay(addDays(day, 1), timeZone)).toBeGreaterThan(at);
      }),
    );
  });

  it('start at one o’clock where midnight is skipped', () => {
    const start = startOfLocalDay('2026-09-06', 'America/Santiago');
    expect(minuteOfDay(start, 'America/Santiago')).toBe(60);
  });

  it('have 23 and 25 hours when the clocks change', () => {
    const lengthOf = (day: string) =>
      (startOfLocalDay(addDays(day, 1), 'Europe/London') - startOfLocalDay(day, 'Europe/London')) / hourMs;
    expect(lengthOf('2026-03-29')).toBe(23);
    expect(lengthOf('2026-10-25')).toBe(25);
    expect(lengthOf('2026-10-26')).toBe(24);
  });
});

describe('instants of the wall clock', () => {
  it('show the time asked for, unless the clock skips it; then they lie after the gap', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1439 }), zones, (day, minute, timeZone) => {
        const at = instantOf(day, minute, timeZone);
        const shown = minuteOfDay(at, timeZone);
        expect(localDayOf(at, timeZone)).toBe(day);
        if (shown !== minute) {
          expect(shown).toBeGreaterThan(minute);
          expect(utcOffsetMinutes(at, timeZone)).toBeGreaterThan(utcOffsetMinutes(at - 2 * hourMs, timeZone));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are the first of two where the clock shows a time twice', () => {
    const first = instantOf('2026-11-01', 90, 'America/New_York');
    expect(minuteOfDay(first + hourMs, 'America/New_York')).toBe(90);
    expect(minuteOfDay(first - hourMs, 'America/New_York')).toBe(30);
  });

  it('move forward over a skipped hour', () => {
    const at = instantOf('2026-03-08', 150, 'America/New_York');
    expect(minuteOfDay(at, 'America/New_York')).toBe(210);
    expect(minuteOfDay(at - 31 * minuteMs, 'America/New_York')).toBe(119);
  });

  it('take minute 1440 as the next midnight', () => {
    fc.assert(
      fc.property(days, zones, (day, timeZone) => {
        expect(instantOf(day, 1440, timeZone)).toBe(startOfLocalDay(addDays(day, 1), timeZone));
      }),
    );
  });
});

describe('the calendar', () => {
  it('adds and counts days alike', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -800, max: 800 }), (day, count) => {
        const other = addDays(day, count);
        expect(Date.parse(other) - Date.parse(day)).toBe(count * 24 * hourMs);
        expect(addDays(other, -count)).toBe(day);
        expect((weekdayOf(day) - 1 + (((count % 7) + 7) % 7)) % 7).toBe(weekdayOf(other) - 1);
      }),
    );
  });

  it('knows weekdays and months', () => {
    expect(weekdayOf('2026-11-23')).toBe(1);
    expect(weekdayOf('2026-11-29')).toBe(7);
    expect(monthOf('2026-11-23')).toBe('2026-11');
    expect(daysOfMonth('2024-02-10')).toHaveLength(29);
    expect(daysOfMonth('2026-12-31').at(-1)).toBe('2026-12-31');
  });

  it('refuses what is no day', () => {
    expect(() => addDays('tomorrow', 1)).toThrow(RangeError);
    expect(() => startOfLocalDay('', 'UTC')).toThrow(RangeError);
  });
});

describe('zone names', () => {
  it('are known or not', () => {
    expect(isTimeZone('America/Denver')).toBe(true);
    expect(isTimeZone('Europe/Kyiv')).toBe(true);
    expect(isTimeZone('')).toBe(false);
    expect(isTimeZone('Mars/Olympus_Mons')).toBe(false);
    expect(isTimeZone('Mountain Standard Time')).toBe(false);
  });
});
