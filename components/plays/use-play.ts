import { useMemo } from 'react';
import { attemptsOf } from '../../lib/calls/attempts';
import type { PlayStepRef } from '../../lib/calls/call';
import type { LeadView } from '../../lib/messaging/views';
import { assignPlay, type Play } from '../../lib/plays/play';
import { nextStep, type StepState, stepsOf, type Touch } from '../../lib/plays/progress';
import { usePlays } from '../data';

/** A lead's play and where it stands. */
export interface PlayOfLead {
  readonly play: Play;
  /** The next step, due or not; null where all is done. */
  readonly next: StepState | null;
  /** What a call logged now is of the play; undefined where no call is left in it. */
  readonly callRef: PlayStepRef | undefined;
  /** The call after that one: its number among the steps, and when it is due (epoch ms); null where there is none. */
  readonly afterCall: Pick<StepState, 'number' | 'dueAt'> | null;
}

const minuteMs = 60_000;

/** The play that fits a lead, by the team's rule; undefined until known or where none fits. */
export function usePlayOf(view: LeadView | undefined, now: number): PlayOfLead | undefined {
  const plays = usePlays().data?.plays;
  const minute = Math.floor(now / minuteMs) * minuteMs;
  return useMemo(() => {
    const record = view?.record ?? null;
    if (plays === undefined || view === undefined || record === null) return undefined;
    const play = assignPlay(plays, { source: record.source });
    if (play === null) return undefined;
    const question = { play, startedAt: startOf(view, play, minute), touches: touchesOf(view), timeZone: ownZone() };
    const [call, after] = stepsOf(question).filter(({ step, doneAt }) => step.channel === 'call' && doneAt === null);
    const callRef = call === undefined ? undefined : { playId: play.id, version: play.version, stepId: call.step.id };
    return { play, next: nextStep(question), callRef, afterCall: after ?? null };
  }, [plays, view, minute]);
}

const freshDaysMs = 30 * 24 * 3_600_000;

/** As the background counts it: the lead came in, or was first called. */
function startOf({ record, calls }: LeadView, play: Play, now: number): number {
  const live = calls.filter((call) => call.undoneAt === null).map((call) => call.startedAt);
  const first = live.length === 0 ? null : Math.min(...live);
  const createdAt = record?.createdAt ?? null;
  if (play.speed && createdAt !== null && (first === null || first - createdAt < freshDaysMs)) return createdAt;
  return first ?? now;
}

function touchesOf({ record, calls }: LeadView): readonly Touch[] {
  const mailed = (record?.activities ?? []).filter(({ kind }) => kind === 'email');
  return [
    ...attemptsOf(calls).map(({ startedAt }): Touch => ({ channel: 'call', at: startedAt })),
    ...mailed.map(({ at }): Touch => ({ channel: 'email', at })),
  ];
}

function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
