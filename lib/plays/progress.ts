import { z } from 'zod';
import { epochMs } from '../model/schemas';
import { addDays, instantOf, localDayOf, minuteMs } from '../model/time';
import { type Play, type PlayStep, playChannel } from './play';

/** What was done for a lead: a call made, a mail written; `at` in epoch ms. */
export const touch = z.object({ channel: playChannel, at: epochMs });
export type Touch = z.infer<typeof touch>;

export interface PlayQuestion {
  readonly play: Play;
  /** When the lead came in, or its first touch (epoch ms). */
  readonly startedAt: number;
  readonly touches: readonly Touch[];
  /** The SDR's own zone: days of a play are working days of theirs. */
  readonly timeZone: string;
}

/** A step, when it was due, and when it was done (null: not yet). */
export interface StepState {
  readonly step: PlayStep;
  readonly number: number;
  readonly dueAt: number;
  readonly doneAt: number | null;
}

/** Every step in order; the touches of a channel fill the steps of that channel one after the other. */
export function stepsOf({ play, startedAt, touches, timeZone }: PlayQuestion): readonly StepState[] {
  const startDay = localDayOf(startedAt, timeZone);
  const left = touches.filter(({ at }) => at >= startedAt - minuteMs).toSorted((a, b) => a.at - b.at);
  return play.steps.map((step, index) => {
    const dueAt =
      step.day === 0 ? startedAt + step.afterMinutes * minuteMs : instantOf(addDays(startDay, step.day), 0, timeZone);
    const at = left.findIndex(({ channel }) => channel === step.channel);
    const [done] = at < 0 ? [] : left.splice(at, 1);
    return { step, number: index + 1, dueAt, doneAt: done?.at ?? null };
  });
}

/** The step to do next: the first one not done, whether due yet or not; null where the play is over. */
export function nextStep(question: PlayQuestion): StepState | null {
  return stepsOf(question).find(({ doneAt }) => doneAt === null) ?? null;
}

/** When the next call of the play is due (epoch ms); null where no call is left. */
export function nextCallDueAt(question: PlayQuestion): number | null {
  return stepsOf(question).find(({ step, doneAt }) => step.channel === 'call' && doneAt === null)?.dueAt ?? null;
}

/** Whether a lead was worked by its play so far, test by test; null where a test has nothing to judge yet. */
export interface Adherence {
  /** The first touch came by the play's first channel. */
  readonly firstTouch: boolean | null;
  /** No call that was due by now is missing. */
  readonly attempts: boolean | null;
  /** Every channel that was due by now was used. */
  readonly channels: boolean | null;
  /** What was done came within a day of when it was due. */
  readonly pace: boolean | null;
}

/** A day late is on time: due times are days. */
const paceMs = 24 * 60 * minuteMs;

/** How a lead stands against its play at `now` (epoch ms). Source: domain notes section 3 (engagement mode, reading A). */
export function adherenceOf(question: PlayQuestion, now: number): Adherence {
  const steps = stepsOf(question);
  const first = question.touches.toSorted((a, b) => a.at - b.at)[0];
  const due = steps.filter(({ dueAt }) => dueAt + paceMs < now);
  const done = steps.filter(({ doneAt }) => doneAt !== null);
  const channels = [...new Set(due.map(({ step }) => step.channel))];
  return {
    firstTouch: first === undefined ? null : first.channel === question.play.steps[0]?.channel,
    attempts: due.length === 0 ? null : due.every(({ step, doneAt }) => step.channel !== 'call' || doneAt !== null),
    channels:
      due.length === 0
        ? null
        : channels.every((channel) => due.some(({ step, doneAt }) => step.channel === channel && doneAt !== null)),
    pace: done.length === 0 ? null : done.every(({ dueAt, doneAt }) => (doneAt ?? 0) <= dueAt + paceMs),
  };
}

/** True where every test that has something to judge holds; null where none has. */
export function isAdherent(adherence: Adherence): boolean | null {
  const judged = Object.values(adherence).filter((test) => test !== null);
  return judged.length === 0 ? null : judged.every(Boolean);
}
