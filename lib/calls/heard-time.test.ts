import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { instantOf, localDayOf, minuteOfDay } from '../model/time';
import { heardTime } from './heard-time';

const denver = 'America/Denver';
/** A Wednesday, ten in the morning. */
const now = instantOf('2026-11-25', 600, denver);

function heard(note: string): string | null {
  const time = heardTime(note, now, denver);
  if (time === null) return null;
  const minute = minuteOfDay(time.at, denver);
  const clock = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  return `${localDayOf(time.at, denver)} ${time.isExact ? clock : `about ${clock}`}`;
}

afterEach(() => vi.unstubAllEnvs());

describe.each(['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
  'a time to call, heard in a note, on a machine in %s',
  (machine) => {
    beforeEach(() => vi.stubEnv('TZ', machine));

    it.each([
      ['call me Thursday at 3', '2026-11-26 15:00'],
      ['call back tomorrow 9am, ask for Jo', '2026-11-26 9:00'],
      ['in 2 weeks', '2026-12-09 about 10:00'],
      ['rather next Tuesday afternoon', '2026-12-01 about 15:00'],
      ['back from leave Dec 7', '2026-12-07 about 10:00'],
      ['try again in March', '2027-03-01 about 10:00'],
      ['was out yesterday, call Friday 10:30', '2026-11-27 10:30'],
      ['away until Thursday, ring Friday at 4pm', '2026-11-27 16:00'],
      ['Monday 3:15pm EST', '2026-11-30 13:15'],
      ['周四下午3点回电', '2026-11-26 15:00'],
      ['明天下午两点再打', '2026-11-26 14:00'],
      ['三小时后回电', '2026-11-25 13:00'],
      ['17小时后回电', '2026-11-26 3:00'],
      ['30分钟后再打', '2026-11-25 10:30'],
      ['等个30分钟后再打', '2026-11-25 10:30'],
      ['明天3点回电', '2026-11-26 15:00'],
      ['下周二再打', '2026-12-01 about 10:00'],
      ['12月7日回电', '2026-12-07 about 10:00'],
    ])('%s', (note, expected) => {
      expect(heard(note)).toBe(expected);
    });

    it.each([
      'has 1500 employees since 2019',
      'spoke for 5 minutes',
      'they met yesterday',
      '2 years ago they bought',
      'the sun is shining and he sat on it, may be interested',
      'budget of 20k',
      'today',
      '昨天见过',
      '两个半小时之后再打',
      '',
    ])('is none in: %s', (note) => {
      expect(heard(note)).toBeNull();
    });

    it('is read where a long note ends', () => {
      expect(heard(`${'Spoke about planning and budgets. '.repeat(900)} Call Friday at 4pm`)).toBe('2026-11-27 16:00');
    });

    it('is always still to come, whatever is written', () => {
      const words = fc.constantFrom(
        'today',
        'at 3',
        'Friday',
        'last',
        'in 5 days',
        '10am',
        '明天',
        'March 3',
        'noon',
        ',',
      );
      fc.assert(
        fc.property(fc.array(words, { maxLength: 6 }), (parts) => {
          const time = heardTime(parts.join(' '), now, denver);
          expect(time === null || time.at >= now).toBe(true);
        }),
      );
    });
  },
);
