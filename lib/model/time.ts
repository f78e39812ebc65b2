import { tzOffset } from '@date-fns/tz';
import { UTCDateMini } from '@date-fns/utc';
// Each by its own path: the whole library is three hundred files, which takes Node a second to read.
import { addDays as addDaysTo } from 'date-fns/addDays';
import { endOfMonth } from 'date-fns/endOfMonth';
import { getISODay } from 'date-fns/getISODay';
import { lightFormat } from 'date-fns/lightFormat';
import { remembered } from './remembered';

/** Milliseconds in a minute and in an hour. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** True where the engine knows this IANA zone (or offset) name. */
export function isTimeZone(name: string): boolean {
  return name !== '' && !Number.isNaN(tzOffset(name, new Date(0)));
}

/** Minutes the wall clock of an IANA zone is ahead of UTC at instant `at` (epoch ms). */
export function utcOffsetMinutes(at: number, timeZone: string): number {
  // Clocks change at whole minutes.
  return offsetOfMinute(Math.floor(at / minuteMs), timeZone);
}

/** Painting one lead asks some hundred times for the same few. */
const offsetOfMinute = remembered(
  1000,
  (minute, timeZone) => `${timeZone} ${minute}`,
  (minute: number, timeZone: string) => tzOffset(timeZone, new Date(minute * minuteMs)),
);

/**
 * The machine's own zone. Asking for its name costs as much as writing a call, so it is asked for once, and again when
 * the clock differs: the SDR has travelled, or summer time has begun or ended.
 */
export function ownTimeZone(): string {
  const clock = ownClock();
  if (ownZone?.clock !== clock) ownZone = { clock, name: Intl.DateTimeFormat().resolvedOptions().timeZone };
  return ownZone.name;
}

let ownZone: { readonly clock: string; readonly name: string } | undefined;

/** Tells the machine's zone from others cheaply: its offset now, in winter and in summer (Denver and Phoenix differ in one only). */
function ownClock(): string {
  const now = new Date();
  const year = now.getFullYear();
  return [now, new Date(year, 0, 1), new Date(year, 6, 1)].map((at) => at.getTimezoneOffset()).join();
}

/** The calendar day (`YYYY-MM-DD`) at instant `at` (epoch ms) in an IANA zone. */
export function localDayOf(at: number, timeZone: string): string {
  return new Date(wallClockMs(at, timeZone)).toISOString().slice(0, 10);
}

/** Minutes on the wall clock since midnight, 0 to 1439, at instant `at` (epoch ms) in an IANA zone. */
export function minuteOfDay(at: number, timeZone: string): number {
  const wall = new Date(wallClockMs(at, timeZone));
  return wall.getUTCHours() * 60 + wall.getUTCMinutes();
}

/**
 * The instant (epoch ms) at which the wall clock of `timeZone` shows `minute` after midnight of `day`. A time that the
 * clock skips is moved forward by the gap; one that it shows twice is the first of the two. `minute` may be 1440: the
 * next midnight.
 */
export const instantOf = remembered(
  4000,
  (day, minute, timeZone) => `${day} ${minute} ${timeZone}`,
  (day: string, minute: number, timeZone: string) => {
    const wall = calendar(day).getTime() + minute * minuteMs;
    // No zone changes its clock twice within two days, so one of these offsets is in force at the time looked for.
    const before = utcOffsetMinutes(wall - dayMs, timeZone) * minuteMs;
    const after = utcOffsetMinutes(wall + dayMs, timeZone) * minuteMs;
    if (before === after) return wall - before;
    const fits = (offsetMs: number) => wallClockMs(wall - offsetMs, timeZone) === wall;
    // Neither fits where the clock skips the time: counted by the old clock it lies as far after the gap as it was in it.
    return !fits(before) && fits(after) ? wall - after : wall - before;
  },
);

/** The first instant (epoch ms) of a local day; not always midnight, where the clock skips it. */
export function startOfLocalDay(day: string, timeZone: string): number {
  return instantOf(day, 0, timeZone);
}

/** The day `count` days after (before where negative) `day`. */
export const addDays = remembered(
  1000,
  (day, count) => `${day} ${count}`,
  (day: string, count: number) => lightFormat(addDaysTo(calendar(day), count), 'yyyy-MM-dd'),
);

/** ISO weekday of a day: 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return getISODay(calendar(day));
}

/** The month (`YYYY-MM`) of a day. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** Every day of the month `day` lies in, in order. */
export function daysOfMonth(day: string): readonly string[] {
  const month = monthOf(day);
  const last = endOfMonth(calendar(`${month}-01`)).getDate();
  return Array.from({ length: last }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
}

/** What the wall clock shows at `at`, as if it were UTC. */
function wallClockMs(at: number, timeZone: string): number {
  return at + utcOffsetMinutes(at, timeZone) * minuteMs;
}

/** A day as a date of no zone (UTC has no changes of the clock), so that counting days does not depend on the machine's own. */
function calendar(day: string): Date {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined) throw new RangeError('Not a local day');
  return new UTCDateMini(Number(year), Number(month) - 1, Number(date));
}
