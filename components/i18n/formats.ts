import { createContext, useContext, useMemo } from 'react';
import { dateTimeFormat, numberFormat, relativeTimeFormat } from '../../lib/model/formatters';
import { moneyText } from '../../lib/model/money';
import { remembered } from '../../lib/model/remembered';
import type { Locale } from '../../lib/model/schemas';

/** The surface's language; provided by `I18nProvider`. */
export const LocaleContext = createContext<Locale>('en');

/** The language the surface speaks. */
export function useLocale(): Locale {
  return useContext(LocaleContext);
}

const inZone = (timeZone: string | undefined) => (timeZone === undefined ? {} : { timeZone });

/** Time of day, `14:05`, in `timeZone` (IANA; the browser's where left out). An unknown zone is shown in the browser's. */
export function formatTime(locale: Locale, at: number, timeZone?: string): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return dateTimeFormat(locale, { ...options, ...inZone(knownZone(timeZone)) }).format(at);
}

/** Weekday, day and month, with the year only where it is not this year's: `Tue, Nov 24`. */
export function formatDay(locale: Locale, at: number, timeZone?: string, now: number = Date.now()): string {
  const zone = inZone(knownZone(timeZone));
  const year = dateTimeFormat('en', { year: 'numeric', ...zone });
  const withYear = year.format(at) === year.format(now) ? {} : ({ year: 'numeric' } as const);
  return dateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', ...withYear, ...zone }).format(at);
}

/** Day and time: `Tue, Nov 24, 14:05`. */
export function formatMoment(locale: Locale, at: number, timeZone?: string, now?: number): string {
  return `${formatDay(locale, at, timeZone, now)}${locale === 'en' ? ', ' : ' '}${formatTime(locale, at, timeZone)}`;
}

/** Weekday and time, `Wed 13:50`: for a moment less than a week away. */
export function formatWeekdayTime(locale: Locale, at: number, timeZone?: string): string {
  const weekday = dateTimeFormat(locale, { weekday: 'short', ...inZone(knownZone(timeZone)) }).format(at);
  return `${weekday} ${formatTime(locale, at, timeZone)}`;
}

/** A number with the language's separators; whole unless `digits` says otherwise. */
export function formatNumber(locale: Locale, value: number, digits = 0): string {
  return numberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** An amount of money; where the CRM names no currency, the bare number. */
export function formatMoney(locale: Locale, amount: number, currency: string | null): string {
  if (currency === null || !/^[A-Za-z]{3}$/.test(currency)) return formatNumber(locale, amount);
  return moneyText(locale, amount, currency);
}

/** Minutes and seconds of a call, `02:14` (hours before them from one hour on); for the eye, not for a sentence. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** A stretch of working time in its largest unit, `40 min` or `6 h`; never "0". */
export function formatSpan(locale: Locale, ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const [value, unit] = minutes < 60 ? [minutes, 'minute'] : [Math.round(minutes / 6) / 10, 'hour'];
  const digits = value < 10 ? 1 : 0;
  return numberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits }).format(value);
}

/** "5 minutes ago", "in 2 hours", in the largest unit that fits. */
export function formatRelative(locale: Locale, at: number, now: number): string {
  const format = relativeTimeFormat(locale, { numeric: 'auto' });
  const minutes = Math.round((at - now) / 60_000);
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute');
  if (Math.abs(minutes) < 48 * 60) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / 1440), 'day');
}

/** A zone's own city, for "14:05 in Denver"; the zone's short name where it names none. */
export function zoneCity(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

function knownZone(timeZone: string | undefined): string | undefined {
  return timeZone === undefined ? undefined : zoneByName(timeZone);
}

const zoneByName = remembered(
  100,
  (timeZone: string) => timeZone,
  (timeZone: string) => {
    try {
      return dateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
    } catch {
      return undefined;
    }
  },
);

/** The formats above in the surface's language. */
export interface Formats {
  readonly time: (at: number, timeZone?: string) => string;
  readonly day: (at: number, timeZone?: string) => string;
  readonly moment: (at: number, timeZone?: string) => string;
  readonly weekdayTime: (at: number, timeZone?: string) => string;
  readonly number: (value: number, digits?: number) => string;
  readonly duration: (durationMs: number) => string;
  readonly relative: (at: number, now: number) => string;
  readonly span: (ms: number) => string;
}

/** The formats in one language; times in `timeZone` where a call names none (the browser's own where left out). */
export function formatsIn(locale: Locale, ownZone?: string): Formats {
  return {
    time: (at, timeZone = ownZone) => formatTime(locale, at, timeZone),
    day: (at, timeZone = ownZone) => formatDay(locale, at, timeZone),
    moment: (at, timeZone = ownZone) => formatMoment(locale, at, timeZone),
    weekdayTime: (at, timeZone = ownZone) => formatWeekdayTime(locale, at, timeZone),
    number: (value, digits) => formatNumber(locale, value, digits),
    duration: formatDuration,
    relative: (at, now) => formatRelative(locale, at, now),
    span: (ms) => formatSpan(locale, ms),
  };
}

/** The formats in the surface's language and the browser's time zone. */
export function useFormats(): Formats {
  const locale = useLocale();
  return useMemo(() => formatsIn(locale), [locale]);
}
