import { z } from 'zod';
import { dayMs } from '../model/time';
import { type WorkingHours, workedBefore, workingSpansFrom } from '../model/working-time';
import type { Handoff, StateChange } from './handoff';

/** How AEs answered the handoffs of some time. A ratio is left to the reader: of few, the counts say more. */
export const answerFigures = z.object({
  given: z.number().int(),
  accepted: z.number().int(),
  returned: z.number().int(),
  /** Not answered yet: within their time, and beyond it. */
  waiting: z.number().int(),
  overdue: z.number().int(),
  /** Half of the answers came within this working time (ms); null where there is none. */
  medianMs: z.number().nullable(),
  /** Answers given within the agreed time, of all whose time is over. */
  inTime: z.number().int(),
  timeOver: z.number().int(),
});
export type AnswerFigures = z.infer<typeof answerFigures>;

/** Figures are of the handoffs of so many days. */
export const figuresDays = 90;

export type AnsweredHandoff = Pick<Handoff, 'state' | 'history' | 'submittedAt' | 'dueAt'>;

export interface FigureQuestion {
  /** Epoch ms. */
  readonly now: number;
  readonly workingTime: WorkingHours;
  /** The SDR's IANA zone. */
  readonly timeZone: string;
}

/** When and how the handoff was answered; null where no answer stands. */
export function standingAnswer({ state, history }: Pick<Handoff, 'state' | 'history'>): StateChange | null {
  const last = history.at(-1);
  return (state === 'accepted' || state === 'returned') && last !== undefined ? last : null;
}

/** How the handoffs of the last {@link figuresDays} days were answered; withdrawn ones were never given. */
export function answerFiguresOf(handoffs: Iterable<AnsweredHandoff>, question: FigureQuestion): AnswerFigures {
  const { now } = question;
  const since = now - figuresDays * dayMs;
  const given = [...handoffs].filter(({ state, submittedAt }) => state !== 'withdrawn' && submittedAt >= since);
  const answers = given.flatMap((handoff) => {
    const answer = standingAnswer(handoff);
    return answer === null ? [] : [{ handoff, answer }];
  });
  const open = given.filter(({ state }) => state === 'submitted');
  const times = answers.map(({ handoff, answer }) => remembered(handoff.submittedAt, answer.at, question));
  const inTime = answers.filter(({ handoff, answer }) => handoff.dueAt <= now && answer.at <= handoff.dueAt);
  return {
    given: given.length,
    accepted: answers.filter(({ answer }) => answer.state === 'accepted').length,
    returned: answers.filter(({ answer }) => answer.state === 'returned').length,
    waiting: open.filter(({ dueAt }) => dueAt >= now).length,
    overdue: open.filter(({ dueAt }) => dueAt < now).length,
    medianMs: medianOf(times),
    inTime: inTime.length,
    timeOver: given.filter(({ dueAt }) => dueAt <= now).length,
  };
}

/** What was worked out stays true, and the figures are worked out after every command. */
const known = new Map<string, number>();
const mostKnown = 5000;

function remembered(from: number, to: number, { workingTime, timeZone }: FigureQuestion): number {
  const { weekdays, startMinute, endMinute } = workingTime;
  const key = [from, to, timeZone, startMinute, endMinute, ...weekdays].join();
  const worked = known.get(key) ?? workedBetween(from, to, { workingTime, timeZone });
  if (known.size >= mostKnown) known.clear();
  known.set(key, worked);
  return worked;
}

/** Working time between two instants (ms); none where the second is not later. */
export function workedBetween(
  from: number,
  to: number,
  { workingTime, timeZone }: Pick<FigureQuestion, 'workingTime' | 'timeZone'>,
): number {
  if (to <= from) return 0;
  const spans = workingSpansFrom(from, workingTime, timeZone, Math.ceil((to - from) / dayMs) + 1);
  return workedBefore(spans, to) - workedBefore(spans, from);
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
