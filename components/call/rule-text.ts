import type { Bar, Permission } from '../../lib/calling/permission';
import type { CallingRule, CallingWindow } from '../../lib/calling/rule';
import { dateTimeFormat, listFormat, regionNames } from '../../lib/model/formatters';
import { type Locale, textIn } from '../../lib/model/schemas';
import { minuteOfDay } from '../../lib/model/time';
import { formatMoment, formatTime, formatWeekdayTime, type Translate, zoneCity } from '../i18n';

/** A Monday, for naming weekdays. */
const monday = Date.UTC(2026, 0, 5);
const dayMs = 86_400_000;

function weekdayName(locale: Locale, weekday: number): string {
  return dateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(monday + (weekday - 1) * dayMs);
}

function clock(locale: Locale, minute: number): string {
  return minute === 1440 ? '24:00' : formatTime(locale, monday + minute * 60_000, 'UTC');
}

/** Weekdays in few words: "every day", "Mon–Sat", "Mon, Wed". */
function weekdaysText(t: Translate, locale: Locale, weekdays: readonly number[]): string {
  const days = [...new Set(weekdays)].toSorted((a, b) => a - b);
  const [first = 1] = days;
  const last = days.at(-1) ?? first;
  if (days.length === 7) return t('calling:rule.everyDay');
  const isRun = last - first === days.length - 1;
  if (isRun && days.length > 2)
    return t('calling:rule.days', { from: weekdayName(locale, first), to: weekdayName(locale, last) });
  return listFormat(locale, { type: 'unit', style: 'short' }).format(days.map((day) => weekdayName(locale, day)));
}

function windowText(t: Translate, locale: Locale, { weekdays, startMinute, endMinute }: CallingWindow): string {
  const times = { from: clock(locale, startMinute), to: clock(locale, endMinute) };
  return t('calling:rule.window', { days: weekdaysText(t, locale, weekdays), ...times });
}

/** A rule in words: where it holds, and what it allows. */
export function ruleText(t: Translate, locale: Locale, rule: CallingRule): string {
  const parts = [
    ...(rule.hours ?? []).map((window) => windowText(t, locale, window)),
    ...(rule.hours?.length === 0 ? [t('calling:rule.never')] : []),
    ...(rule.holidays === 'barred' ? [t('calling:rule.noHolidays')] : []),
    ...(rule.attempts === null ? [] : [t('calling:rule.attempts', { ...rule.attempts })]),
  ];
  return t('calling:rule.of', { place: rulePlace(t, locale, rule), what: parts.join(t('calling:rule.between')) });
}

/** Where a rule holds: "Florida, United States". */
export function rulePlace(t: Translate, locale: Locale, { country, state }: CallingRule): string {
  if (country === 'any') return t('calling:rule.anywhere');
  if (country === 'other') return t('calling:rule.otherCountries');
  const name = regionNames(locale).of(country) ?? country;
  return state === null ? name : t('calling:rule.state', { state, country: name });
}

/** Whether a call is allowed, in words. */
export interface PermissionText {
  readonly text: string;
  readonly tone: 'good' | 'warn' | 'neutral';
  /** The rule, and its source; null where none decides. */
  readonly rule: string | null;
  readonly source: string | null;
}

/** What the sidebar says of a permission: allowed and until when, or not and why and from when; in the lead's time. */
export function permissionText(t: Translate, locale: Locale, permission: Permission, now: number): PermissionText {
  if (permission.state === 'unknown') {
    return { text: t('calling:unknown'), tone: 'neutral', rule: t('calling:unknownWhy'), source: null };
  }
  if (permission.state === 'allowed') {
    const { until, next } = permission;
    if (until === null || next === null) return { text: t('calling:allowed'), tone: 'good', rule: null, source: null };
    const text = t('calling:allowedUntil', { time: whenThere(locale, until, next, now) });
    return { text, tone: 'good', ...ruleAndSource(t, locale, next) };
  }
  const { bar, from } = permission;
  const why = t(`calling:barred.${bar.kind}`, { place: placeText(t, bar), holiday: bar.holiday ?? '' });
  const text = from === null ? why : t('calling:barredUntil', { why, time: whenThere(locale, from, bar, now) });
  return { text, tone: 'warn', ...ruleAndSource(t, locale, bar) };
}

function ruleAndSource(t: Translate, locale: Locale, { rule }: Bar): Pick<PermissionText, 'rule' | 'source'> {
  const note = rule.note === undefined ? '' : ` · ${textIn(rule.note, locale)}`;
  return {
    rule: ruleText(t, locale, rule) + note,
    source: t(`calling:source.${rule.kind}`, {
      source: rule.source,
      asOf: rule.asOf,
      confidence: t(`calling:confidence.${rule.confidence}`),
    }),
  };
}

function placeText(t: Translate, { place }: Bar): string {
  return place.state === null
    ? zoneCity(place.zone)
    : t('calling:inState', { place: zoneCity(place.zone), state: place.state });
}

/** A time on the lead's clock, with the day where it is another one. */
function whenThere(locale: Locale, at: number, { place }: Bar, now: number): string {
  const isSoon = at - now < dayMs && minuteOfDay(at, place.zone) >= minuteOfDay(now, place.zone);
  if (isSoon) return formatTime(locale, at, place.zone);
  return at - now < 6 * dayMs ? formatWeekdayTime(locale, at, place.zone) : formatMoment(locale, at, place.zone, now);
}
