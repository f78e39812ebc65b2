import { instantOf, localDayOf, minuteOfDay } from '../../lib/model/time';

/** What a `datetime-local` input shows for instant `at` (epoch ms) on the clock of `timeZone`. */
export function toInputValue(at: number, timeZone: string): string {
  const minutes = minuteOfDay(at, timeZone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${localDayOf(at, timeZone)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The instant (epoch ms) that the input's value means on the clock of `timeZone`; null while it, or its year, is incomplete. */
export function fromInputValue(value: string, timeZone: string): number | null {
  const [, day, hours, minutes] = /^([1-9]\d{3}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(value) ?? [];
  if (day === undefined || hours === undefined || minutes === undefined) return null;
  const at = instantOf(day, Number(hours) * 60 + Number(minutes), timeZone);
  return Number.isNaN(at) ? null : at;
}
