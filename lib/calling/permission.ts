import { haveSameClock } from '../calls/lead-time';
import { zonesOfState } from '../calls/zones/states';
import {
  addDays,
  hourMs,
  instantOf,
  localDayOf,
  minuteMs,
  minuteOfDay,
  utcOffsetMinutes,
  weekdayOf,
} from '../model/time';
import { type HolidayCalendar, holidayOn } from './holidays';
import type { CallPlace } from './places';
import type { CallingRule, NumberScope } from './rule';

export interface CallingQuestion {
  /** Everywhere the person may be; see `callPlaces`. */
  readonly places: readonly CallPlace[];
  /** What kind of line it is; all kinds where that is not known. */
  readonly scopes: readonly NumberScope[];
  /** The rules in force. */
  readonly rules: readonly CallingRule[];
  readonly holidays: HolidayCalendar;
  /** When this person was dialled before (epoch ms), in any order. */
  readonly attemptsAt: readonly number[];
}

/** What a rule has against a call at some instant. */
export interface Bar {
  readonly kind: 'hours' | 'day' | 'holiday' | 'attempts';
  readonly rule: CallingRule;
  readonly place: CallPlace;
  /** The holiday's name. */
  readonly holiday: string | null;
}

/** Whether a call is allowed, until when, or from when on (epoch ms; null where that is further off than one looks). */
export type Permission =
  | { readonly state: 'allowed'; readonly until: number | null; readonly next: Bar | null }
  | { readonly state: 'barred'; readonly bar: Bar; readonly from: number | null }
  /** Nothing tells where the person is, so nobody can say that it is allowed. */
  | { readonly state: 'unknown' };

/** A rule at a place it holds in. */
interface Clause {
  readonly rule: CallingRule;
  readonly place: CallPlace;
}

const lookAheadDays = 10;
const quarterMs = 15 * minuteMs;

/** Whether a call is allowed at `now` (epoch ms): only if every rule that may hold, at every place, allows it. */
export function permissionAt(question: CallingQuestion, now: number): Permission {
  if (question.places.length === 0) return { state: 'unknown' };
  const clauses = clausesOf(question);
  const bar = barAt(question, clauses, now);
  const firstWhere = (isIt: (at: number) => boolean) => firstTurn(question, clauses, now, isIt);
  if (bar === null) {
    const until = firstWhere((at) => barAt(question, clauses, at) !== null);
    return { state: 'allowed', until, next: until === null ? null : barAt(question, clauses, until) };
  }
  return { state: 'barred', bar, from: firstWhere((at) => barAt(question, clauses, at) === null) };
}

/**
 * Tells of any instant (epoch ms) whether every rule at every place allows a call then; of none where nothing tells the
 * place.
 */
export function callChecker(question: CallingQuestion): (at: number) => boolean {
  const clauses = clausesOf(question);
  return (at) => question.places.length > 0 && barAt(question, clauses, at) === null;
}

/** How often the person may be tried, by every rule that may hold. */
export function attemptLimits(question: CallingQuestion): readonly NonNullable<CallingRule['attempts']>[] {
  return clausesOf(question).flatMap(({ rule }) => (rule.attempts === null ? [] : [rule.attempts]));
}

/** The kind of line a CRM's word for a number means; every kind where it does not tell. */
export function scopesOfNumber(kind: 'work' | 'mobile' | 'home' | 'other' | null): readonly NumberScope[] {
  switch (kind) {
    case 'work':
      return ['business'];
    case 'mobile':
      return ['mobile'];
    case 'home':
      return ['consumer'];
    default:
      return ['business', 'consumer', 'mobile'];
  }
}

/** The rules that may hold for a call, each at its place. Where a place's state is unknown, those of every state with its clock do. */
function clausesOf({ places, scopes, rules }: CallingQuestion): readonly Clause[] {
  const concerned = rules.filter((rule) => rule.scopes.some((scope) => scopes.includes(scope)));
  return places.flatMap((place) => {
    const isKnown = rules.some(({ country }) => country === place.country);
    return concerned.filter((rule) => mayHold(rule, place, isKnown)).map((rule) => ({ rule, place }));
  });
}

function mayHold({ country, state, besides }: CallingRule, place: CallPlace, isKnown: boolean): boolean {
  if (country === 'any') return true;
  if (country === 'other') return besides === undefined ? !isKnown : !besides.some((code) => code === place.country);
  if (country !== place.country) return false;
  if (state === null || state === place.state) return true;
  return (
    place.state === null && (zonesOfState(country, state)?.some((zone) => haveSameClock(zone, place.zone)) ?? true)
  );
}

function barAt(question: CallingQuestion, clauses: readonly Clause[], at: number): Bar | null {
  for (const clause of clauses) {
    const bar = barOf(question, clause, at);
    if (bar !== null) return bar;
  }
  return null;
}

function barOf({ holidays, attemptsAt }: CallingQuestion, { rule, place }: Clause, at: number): Bar | null {
  const because = (kind: Bar['kind'], holiday: string | null = null): Bar => ({ kind, rule, place, holiday });
  if (rule.attempts !== null && isSpent(rule.attempts, attemptsAt, at)) return because('attempts');
  const day = localDayOf(at, place.zone);
  const holidayOf = (each: string) =>
    place.country === null
      ? null
      : holidayOn(holidays, { country: place.country, state: rule.state ?? place.state, day: each });
  const holiday = rule.holidays === 'barred' ? holidayOf(day) : null;
  if (holiday !== null) return because('holiday', holiday);
  if (rule.hours === null) return null;
  const minute = minuteOfDay(at, place.zone);
  const isIn = ({ startMinute, endMinute }: { startMinute: number; endMinute: number }) =>
    minute >= startMinute && minute < endMinute;
  const today = rule.hours.filter(({ weekdays }) => weekdays.includes(weekdayOf(day)));
  if (today.length === 0) return because('day');
  const isEve = rule.eveHours !== undefined && holidayOf(addDays(day, 1)) !== null;
  return today.some(isIn) && (!isEve || rule.eveHours?.some(isIn) === true) ? null : because('hours');
}

function isSpent(limit: { count: number; hours: number }, attemptsAt: readonly number[], at: number): boolean {
  const since = at - limit.hours * hourMs;
  // A clock that was set back leaves attempts in what is to come: they were made, and count.
  return attemptsAt.filter((attempt) => attempt > since).length >= limit.count;
}

/** The first instant after `now` at which the answer can change and `isIt`, or null where there is none in sight. */
function firstTurn(
  question: CallingQuestion,
  clauses: readonly Clause[],
  now: number,
  isIt: (at: number) => boolean,
): number | null {
  // Mostly it is within a day, and weeks of turns need not be worked out; whatever the zone, two days ahead hold it all.
  const soon = turnsAfter(question, clauses, now, 2).find((at) => at <= now + 24 * hourMs && isIt(at));
  return soon ?? turnsAfter(question, clauses, now, lookAheadDays).find(isIt) ?? null;
}

/** The instants after `now` at which the answer can change, in order, so many days ahead. */
function turnsAfter(
  { attemptsAt }: CallingQuestion,
  clauses: readonly Clause[],
  now: number,
  days: number,
): readonly number[] {
  const turns = new Set<number>();
  for (const { rule, place } of clauses) {
    if (rule.attempts !== null) for (const attempt of attemptsAt) turns.add(attempt + rule.attempts.hours * hourMs);
    const minutes = [0, ...(rule.hours ?? []), ...(rule.eveHours ?? [])].flatMap((window) =>
      typeof window === 'number' ? [window] : [window.startMinute, window.endMinute],
    );
    const today = localDayOf(now, place.zone);
    for (let ahead = 0; ahead <= days; ahead += 1) {
      for (const at of turnsOfDay(addDays(today, ahead), minutes, place.zone)) turns.add(at);
    }
  }
  return [...turns].filter((at) => at > now).toSorted((a, b) => a - b);
}

/** On a day whose clock is moved, a window's edge may come twice or not at all: every quarter of an hour is looked at. */
function turnsOfDay(day: string, minutes: readonly number[], zone: string): readonly number[] {
  const start = instantOf(day, 0, zone);
  const end = instantOf(addDays(day, 1), 0, zone);
  const edges = [...new Set(minutes)].map((minute) => instantOf(day, minute, zone));
  if (utcOffsetMinutes(start, zone) === utcOffsetMinutes(end, zone)) return edges;
  const quarters = Math.ceil((end - start) / quarterMs);
  return [...edges, ...Array.from({ length: quarters }, (_, index) => start + index * quarterMs)];
}
