import { addDays, hourMs, localDayOf, minuteMs } from '../model/time';
import { type Span, workedBefore, workingSpanOf, workingSpansOfMonth } from '../model/working-time';
import type { WorkingTime } from './progress';

/** Where one stands against a target. Counts may be fractions; round when showing. */
export interface Pace {
  /** What would have been reached by now at an even pace. */
  readonly expected: number;
  /** Actual less expected: above zero is ahead. */
  readonly ahead: number;
  /** What is needed in each hour (period `day`) or each working day (`month`) still left; null where no time is left. */
  readonly needed: number | null;
  /** Where the period ends at the rate so far; null while there is too little to go by. */
  readonly projected: number | null;
  /** When the working time of the period ends (epoch ms). */
  readonly endsAt: number;
}

export interface PaceQuestion extends CountedMonth {
  readonly target: number | null;
  readonly actual: number;
  /** Epoch ms. */
  readonly now: number;
  readonly period: 'day' | 'month';
  /** One's own usual count in a whole working day, where known: steadies the projection early on. Never the target, which would hide a miss. */
  readonly usualPerDay?: number;
}

/** A projection needs this much working time behind it: half an hour of a day, half a day of a month. */
const tooEarlyMs = { day: 30 * minuteMs, month: null };
/** Days of the usual rate mixed into the projection. Source: domain notes section 6 (k about 5 for a month). */
const usualDays = { day: 0.25, month: 5 };

/**
 * Pace against a target by working time: `T · d / D`, where d is the working time gone and D all of the period. Null
 * where no target is set, on a day off, and before the period's first working minute.
 */
export function paceOf(question: PaceQuestion): Pace | null {
  const { target, actual, now } = question;
  const spans = spansOf(question);
  const last = spans.at(-1);
  if (target === null || last === undefined) return null;
  const gone = workedBefore(spans, now);
  if (gone <= 0) return null;
  const all = workedBefore(spans, last.end);
  const expected = (target * gone) / all;
  return {
    expected,
    ahead: actual - expected,
    needed: neededOf(question, target, all - gone, all / spans.length),
    projected: projectedOf(question, gone, all, all / spans.length),
    endsAt: last.end,
  };
}

/** What a month is counted by: its first day of which anything is known, where Baton came in the middle of it. */
export interface CountedMonth {
  readonly countedFrom?: string | undefined;
  readonly timeZone: string;
  readonly workingTime: WorkingTime;
}

/**
 * The part of the month's working days that are counted, above 0 to 1: its targets are aimed at for that part, so that
 * what was done before Baton counted is neither credited nor missed. 1 where no working day is left.
 */
export function countedPart({ countedFrom, timeZone, workingTime }: CountedMonth): number {
  if (countedFrom === undefined) return 1;
  const all = workingSpansOfMonth(countedFrom, workingTime, timeZone);
  const counted = sinceDay(all, countedFrom, timeZone);
  return counted.length === 0 ? 1 : counted.length / all.length;
}

function sinceDay(spans: readonly Span[], day: string | undefined, timeZone: string): readonly Span[] {
  return day === undefined ? spans : spans.filter(({ start }) => localDayOf(start, timeZone) >= day);
}

function spansOf({ now, timeZone, workingTime, period, countedFrom }: PaceQuestion): readonly Span[] {
  const today = localDayOf(now, timeZone);
  if (period === 'month') return sinceDay(workingSpansOfMonth(today, workingTime, timeZone), countedFrom, timeZone);
  // An overnight shift belongs to the day it began on.
  const yesterday = workingSpanOf(addDays(today, -1), workingTime, timeZone);
  const span = yesterday !== null && now < yesterday.end ? yesterday : workingSpanOf(today, workingTime, timeZone);
  return span === null ? [] : [span];
}

function neededOf({ actual, period }: PaceQuestion, target: number, leftMs: number, dayMs: number): number | null {
  if (leftMs <= 0) return null;
  return Math.max(0, target - actual) / (leftMs / (period === 'day' ? hourMs : dayMs));
}

function projectedOf({ actual, period, usualPerDay }: PaceQuestion, gone: number, all: number, dayMs: number) {
  if (gone < (tooEarlyMs[period] ?? dayMs / 2)) return null;
  const mixed = usualPerDay === undefined ? 0 : usualDays[period];
  const perDay = (actual + mixed * (usualPerDay ?? 0)) / (gone / dayMs + mixed);
  return actual + (perDay * (all - gone)) / dayMs;
}
