import { z } from 'zod';
import type { Metric, Targets, WorkingTime } from '../../lib/progress/progress';

/** More than this in a day or month is a slip of the finger. */
export const largestTarget = 100_000;

/** What can be wrong with a field; each has its sentence under `settings:targets.errors`. */
export type TargetsProblem = 'wholeNumber' | 'tooLarge' | 'weekdays' | 'time' | 'sameTime';

const problem = (which: TargetsProblem) => ({ error: which });

const targetText = z
  .string()
  .trim()
  .regex(/^(|0*[1-9]\d*)$/, problem('wholeNumber'))
  .refine((text) => Number(text) <= largestTarget, problem('tooLarge'))
  .transform((text) => (text === '' ? null : Number(text)));
const perMetric = z.object({
  dials: targetText,
  connects: targetText,
  conversations: targetText,
  handoffs: targetText,
} satisfies Record<Metric, z.ZodType>);
const clockText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, problem('time'));

/** Turns what was typed into targets and working time, or says what is wrong with which field. */
export const targetsForm = z
  .object({
    day: perMetric,
    month: perMetric,
    weekdays: z.array(z.number().int().min(1).max(7)).min(1, problem('weekdays')),
    start: clockText,
    end: clockText,
  })
  .refine(({ start, end }) => start !== end, { ...problem('sameTime'), path: ['end'] })
  .transform(({ day, month, weekdays, start, end }): { targets: Targets; workingTime: WorkingTime } => ({
    targets: { day, month },
    workingTime: {
      weekdays: weekdays.toSorted((a, b) => a - b),
      startMinute: minutesOf(start),
      endMinute: minutesOf(end) || 1440,
    },
  }));

/**
 * What the targets form holds while it is edited: text as typed, empty for "no target"; ISO weekdays, 1 Monday to
 * 7 Sunday; times as `HH:MM`, where an `end` of `00:00` is midnight.
 */
export type TargetsForm = z.input<typeof targetsForm>;

/** The form that shows these targets and this working time. */
export function formOf(targets: Targets, workingTime: WorkingTime): TargetsForm {
  return {
    day: textsOf(targets.day),
    month: textsOf(targets.month),
    weekdays: [...workingTime.weekdays],
    start: clockOf(workingTime.startMinute),
    end: clockOf(workingTime.endMinute),
  };
}

function textsOf(values: Targets['day']): Record<Metric, string> {
  const text = (metric: Metric) => String(values[metric] ?? '');
  return {
    dials: text('dials'),
    connects: text('connects'),
    conversations: text('conversations'),
    handoffs: text('handoffs'),
  };
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

function clockOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}
