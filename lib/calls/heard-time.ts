import type { ParsedComponents, ParsedResult } from 'chrono-node';
import { casual as english } from 'chrono-node/en';
import { hans } from 'chrono-node/zh';
import { addDays, hourMs, instantOf, minuteMs, utcOffsetMinutes } from '../model/time';

/** A time that somebody named, as a note has it. */
export interface HeardTime {
  /** Epoch ms. Where no hour was named, the hour that was meant or is likely. */
  readonly at: number;
  /** The hour was named, so that no other will do. */
  readonly isExact: boolean;
}

/** Nobody promises a call further ahead. */
const longestMs = 400 * 24 * hourMs;
/** Words that are no dates on their own: the sun, the verb sat, the month or the verb may. */
const ambiguous = /^(sun|sat|may|mar|dec|sec|now|today|today's)$/i;
const lasting = /^(for|within|past|last)\b/i;
/** Counted from now, and no hour of the clock: "in three hours". */
const counted = /(小时|钟头|分钟).*[后内]$/;
/** "Two and a half hours" is read as half an hour: better nothing than that. */
const halfOfMore = /[\d一二两三四五六七八九十几]个$/;
/** Said of a call without morning or evening, these hours are those of the afternoon. */
const earlyHours = { from: 1, to: 6 };

/**
 * The time to call that a note names ("back Thursday at 3", "下周二上午"), in the lead's zone `timeZone` (IANA), seen from
 * `now` (epoch ms); null where it names none that is still to come. Reads English and Chinese, whatever the surface speaks.
 */
export function heardTime(note: string, now: number, timeZone: string): HeardTime | null {
  const forward = { forwardDate: true };
  const offsetMinutes = utcOffsetMinutes(now, timeZone);
  const found = [
    ...english.parse(note, { instant: new Date(now), timezone: offsetMinutes }, forward),
    ...hans.casual.parse(note, wallClock(now, offsetMinutes), forward),
  ];
  const times = found.flatMap((result) => timeOf(result, note, now, timeZone) ?? []);
  return times.find(({ isExact }) => isExact) ?? times.at(-1) ?? null;
}

/**
 * A date that shows on this machine's clock what the clock shows at the offset given: the Chinese reader counts days and
 * hours from the machine's own (chrono-node 2), where the lead may be a day behind.
 */
function wallClock(now: number, offsetMinutes: number): Date {
  return new Date(now + (offsetMinutes + new Date(now).getTimezoneOffset()) * minuteMs);
}

function timeOf(result: ParsedResult, note: string, now: number, timeZone: string): HeardTime | null {
  const { text, start, index } = result;
  if (counted.test(text) && halfOfMore.test(note.slice(0, index))) return null;
  if (ambiguous.test(text.trim()) || lasting.test(text.trim())) return null;
  const day = dayOf(start);
  if (day === null) return null;
  const isExact = start.isCertain('hour');
  const stated = start.isCertain('timezoneOffset') ? start.date().getTime() : null;
  const at = stated ?? instantOf(day, minuteIn(text, start), timeZone);
  // A day that is named is still to come until it is over.
  const last = isExact ? at : instantOf(addDays(day, 1), 0, timeZone);
  return last <= now || at - now > longestMs ? null : { at: Math.max(at, now), isExact };
}

/** The day named, as a local day; the first of a month that is named alone. */
function dayOf(start: ParsedComponents): string | null {
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
  if (year === null || month === null || day === null) return null;
  const isMonthAlone = start.isCertain('month') && !start.isCertain('day') && !start.isCertain('weekday');
  return [String(year).padStart(4, '0'), two(month), two(isMonthAlone ? 1 : day)].join('-');
}

const usualHour = 10;

function minuteIn(text: string, start: ParsedComponents): number {
  const hour = start.get('hour');
  if (hour === null || (!start.isCertain('hour') && start.get('meridiem') === null)) return usualHour * 60;
  const isEarly = hour >= earlyHours.from && hour <= earlyHours.to;
  const isAfternoon = isEarly && start.isCertain('hour') && !start.isCertain('meridiem') && !counted.test(text);
  return (isAfternoon ? hour + 12 : hour) * 60 + (start.get('minute') ?? 0);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
