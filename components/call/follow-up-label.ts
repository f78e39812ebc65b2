import { dateTimeFormat } from '../../lib/model/formatters';
import type { Locale } from '../../lib/model/schemas';
import { formatMoment, formatTime } from '../i18n';

const weekMs = 6 * 24 * 3_600_000;

/** A time to come in the fewest words that are clear: `Thu 09:30` within a week, else with the date. */
export function followUpLabel(locale: Locale, dueAt: number, timeZone: string | undefined, now: number): string {
  if (dueAt - now > weekMs || dueAt < now) return formatMoment(locale, dueAt, timeZone, now);
  const weekday = dateTimeFormat(locale, {
    weekday: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(dueAt);
  return `${weekday} ${formatTime(locale, dueAt, timeZone)}`;
}
