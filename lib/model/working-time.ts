import { addDays, daysOfMonth, hourMs, instantOf, localDayOf, weekdayOf } from './time';

/** Weekdays (1 Monday to 7 Sunday) and the minutes after midnight between which work is done, in some zone. */
export interface WorkingHours {
  readonly weekdays: readonly number[];
  readonly startMinute: number;
  readonly endMinute: number;
}

/** A stretch of time, epoch ms, end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The working span that begins on a local day, or null on a day off. Where the end is not after the start the shift
 * runs past midnight into the next day.
 */
export function workingSpanOf(day: string, hours: WorkingHours, timeZone: string): Span | null {
  if (!hours.weekdays.includes(weekdayOf(day))) return null;
  const overnight = hours.endMinute <= hours.startMinute;
  const span = {
    start: instantOf(day, hours.startMinute, timeZone),
    end: instantOf(overnight ? addDays(day, 1) : day, hours.endMinute, timeZone),
  };
  // A shift wholly inside the hour the clock skips does not exist that day.
  return span.end > span.start ? span : null;
}

/** How long a working day is, in hours; one that runs past midnight included. */
export function workingDayHours({ startMinute, endMinute }: WorkingHours): number {
  return (endMinute > startMinute ? endMinute - startMinute : endMinute + 24 * 60 - startMinute) / 60;
}

/** True where instant `at` lies in working time. */
export function isWorking(at: number, hours: WorkingHours, timeZone: string): boolean {
  const day = localDayOf(at, timeZone);
  return [addDays(day, -1), day].some((start) => {
    const span = workingSpanOf(start, hours, timeZone);
    return span !== null && at >= span.start && at < span.end;
  });
}

/** The working spans that end after `from`, in order, `days` days of looking ahead. */
export function workingSpansFrom(from: number, hours: WorkingHours, timeZone: string, days: number): readonly Span[] {
  const first = addDays(localDayOf(from, timeZone), -1);
  return Array.from({ length: days + 2 }, (_, index) => workingSpanOf(addDays(first, index), hours, timeZone)).filter(
    (span): span is Span => span !== null && span.end > from,
  );
}

/** The stretches that lie in a span of each list; both lists are in order and free of overlap. */
export function intersectSpans(a: readonly Span[], b: readonly Span[]): readonly Span[] {
  return a.flatMap((one) =>
    b
      .map((other) => ({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) }))
      .filter((span) => span.start < span.end),
  );
}

/** Milliseconds of working time that `spans` have before instant `at`. */
export function workedBefore(spans: readonly Span[], at: number): number {
  return spans.reduce((sum, span) => sum + Math.max(0, Math.min(at, span.end) - span.start), 0);
}

/** The working spans of the month that `day` lies in. */
export function workingSpansOfMonth(day: string, hours: WorkingHours, timeZone: string): readonly Span[] {
  return daysOfMonth(day)
    .map((each) => workingSpanOf(each, hours, timeZone))
    .filter((span): span is Span => span !== null);
}

/**
 * The instant at which `workingHours` hours of working time have passed since `from` (epoch ms).
 * @throws RangeError where there is no working time at all.
 */
export function addWorkingHours(from: number, workingHours: number, hours: WorkingHours, timeZone: string): number {
  // Whole milliseconds: the rest of a division would push the end of one shift into the next.
  let left = Math.round(workingHours * hourMs);
  let cursor = from;
  for (;;) {
    const spans = workingSpansFrom(cursor, hours, timeZone, 14);
    if (spans.length === 0) throw new RangeError('No working time');
    for (const span of spans) {
      const start = Math.max(cursor, span.start);
      if (left <= span.end - start) return start + left;
      left -= span.end - start;
      cursor = span.end;
    }
  }
}
