import { useMemo } from 'react';
import type { PlayStepRef } from '../../lib/calls/call';
import type { LeadView } from '../../lib/messaging/views';
import { ownTimeZone } from '../../lib/model/time';
import { assignPlay, type Play } from '../../lib/plays/play';
import { nextStep, type StepState, stepsOf } from '../../lib/plays/progress';
import { playStart, touchesOf } from '../../lib/plays/touches';
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
    const worked = { calls: view.calls, record, ticked: view.ticked };
    const startedAt = playStart(worked, play) ?? minute;
    const question = { play, startedAt, touches: touchesOf(worked), timeZone: ownTimeZone() };
    const [call, after] = stepsOf(question).filter(({ step, doneAt }) => step.channel === 'call' && doneAt === null);
    const callRef = call === undefined ? undefined : { playId: play.id, version: play.version, stepId: call.step.id };
    return { play, next: nextStep(question), callRef, afterCall: after ?? null };
  }, [plays, view, minute]);
}
