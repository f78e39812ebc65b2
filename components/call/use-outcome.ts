import { useMemo } from 'react';
import type { CallReferral } from '../../lib/calls/call';
import { type FollowUpSuggestion, suggestFollowUps } from '../../lib/calls/follow-up';
import type { Outcome } from '../../lib/calls/outcome';
import { findOutcome } from '../../lib/calls/outcomes';
import type { RecordKey } from '../../lib/model/record';
import { ownTimeZone } from '../../lib/model/time';
import { defaultWorkingTime } from '../../lib/progress/defaults';
import { useSettings } from '../data';
import { type LeadPhone, phonesOf } from '../lead/phones';
import type { PlayOfLead } from '../plays/use-play';
import {
  type CallMade,
  type FollowUpChoice,
  type LeadWork,
  type LoggedCall,
  preparedCommand,
  useWork,
  useWorkspaceStore,
} from '../sidebar/workspace';
import { useHeardTime } from './use-heard-time';
import type { CallTarget } from './use-target';

export interface DueFollowUp {
  readonly dueAt: number;
  readonly timeZone: string;
}

/** The outcome in preparation for the target's call, and what can be done to it. */
export interface OutcomeDraft {
  readonly work: LeadWork;
  readonly outcome: Outcome | undefined;
  readonly suggestions: readonly FollowUpSuggestion[];
  /** The number of the play's step that a suggestion may be for. */
  readonly stepNumber: number | null;
  /** What will be promised when it is logged now. */
  readonly followUp: DueFollowUp | null;
  /** The zone follow-ups are shown and picked in. */
  readonly timeZone: string;
  /** When and how the call was, where no timer ran; null is just now. */
  readonly made: CallMade | null;
  /** The number called, as far as is known. */
  readonly number: string | null;
  readonly madeOpen: boolean;
  readonly setMade: (made: CallMade) => void;
  readonly openMade: (open: boolean) => void;
  readonly choose: (outcomeId: string) => void;
  readonly setNote: (note: string) => void;
  readonly setReferral: (referral: CallReferral) => void;
  readonly setFollowUp: (choice: FollowUpChoice) => void;
  /** The suggestion with this number (from 1); answers false where there is none. */
  readonly chooseSuggestion: (number: number) => boolean;
  /** Opens the outcome panel, with its command id made once. */
  readonly open: () => void;
}

const minuteMs = 60_000;

/** What suggestions depend on beside the call itself. */
export interface OutcomeContext {
  readonly isAllowed: ((at: number) => boolean) | undefined;
  readonly play: PlayOfLead | undefined;
}

/** The outcome being prepared for `target`; its work stays with its lead. */
export function useOutcome(target: CallTarget | null, now: number, { isAllowed, play }: OutcomeContext): OutcomeDraft {
  const store = useWorkspaceStore();
  const settings = useSettings();
  const key = target?.key ?? null;
  const work = useWork(key);
  const outcome = work.outcomeId === null ? undefined : findOutcome(work.outcomeId);
  const minute = Math.floor(now / minuteMs) * minuteMs;
  const workingTime = settings?.workingTime ?? defaultWorkingTime;
  const zones = target?.zones.zones;
  const calls = target?.view?.calls;
  // Without a name there is nobody to call.
  const isNobody = outcome?.followUp.kind === 'referral' && work.referral.name.trim() === '';
  const stepDueAt = play?.afterCall?.dueAt ?? null;
  // Where nobody answered, nobody named a time.
  const heard = useHeardTime(outcome?.telephone === 'answered' ? work.note : '', minute, zones?.[0] ?? ownTimeZone());
  const suggestions = useMemo(
    () =>
      outcome === undefined || isNobody
        ? []
        : suggestFollowUps({
            outcome,
            now: minute,
            zones: zones ?? [],
            ownZone: ownTimeZone(),
            workingTime,
            triedAt: [...(calls ?? []).filter((call) => call.undoneAt === null).map((call) => call.startedAt), minute],
            heard,
            stepDueAt,
            ...(isAllowed === undefined ? {} : { isAllowed }),
          }),
    [outcome, isNobody, minute, zones, workingTime, calls, isAllowed, heard, stepDueAt],
  );
  const view = target?.view;
  const made = work.made ?? work.madeBefore;
  const good = useMemo(() => phonesOf(view).filter(({ removed }) => !removed), [view]);
  const { change, show, setAsked } = store.getState();
  const setFollowUp = (followUp: FollowUpChoice) => {
    if (key !== null) change(key, () => ({ followUp }));
  };
  return {
    work,
    outcome,
    suggestions,
    stepNumber: play?.afterCall?.number ?? null,
    followUp: dueOf(work.followUp, suggestions),
    timeZone: zones?.[0] ?? ownTimeZone(),
    made,
    number: numberOf(target, made, good),
    // Which of several numbers is wrong only the SDR knows.
    madeOpen: work.madeOpen || (outcome?.removesNumber === true && good.length > 1),
    setMade: (next) => {
      if (key !== null) change(key, () => ({ made: next, madeOpen: true }));
    },
    openMade: (madeOpen) => {
      if (key !== null && madeOpen !== work.madeOpen) change(key, () => ({ madeOpen }));
    },
    choose: (outcomeId) => {
      if (key !== null) change(key, () => ({ outcomeId }));
    },
    setReferral: (referral) => {
      if (key !== null) change(key, () => ({ referral }));
    },
    setNote: (note) => {
      if (key !== null) change(key, () => ({ note }));
    },
    setFollowUp,
    chooseSuggestion: (number) => {
      const suggestion = suggestions[number - 1];
      if (suggestion === undefined) return false;
      setFollowUp({ kind: 'at', dueAt: suggestion.dueAt, timeZone: suggestion.timeZone });
      return true;
    },
    open: () => {
      if (key === null) return;
      const madeBefore = target?.running == null ? madeOfUndone(store.getState().logged, key) : null;
      change(key, ({ logCommand }) => ({ logCommand: preparedCommand(logCommand, Date.now()), madeBefore }));
      // What is logged now is not the call that waited for a reason: the digits are the follow-up's.
      setAsked(null);
      show('outcome');
    },
  };
}

/** The call just taken back is logged right with the time and the length it had; null where none was. */
function madeOfUndone(logged: LoggedCall | null, key: RecordKey): CallMade | null {
  if (logged?.undone !== true || logged.call.recordKey !== key) return null;
  const { startedAt, durationMs, direction = 'out', number } = logged.call;
  return { startedAt, durationMs, direction, number };
}

/** The follow-up a choice comes to: the first suggestion unless the SDR said otherwise. */
export function dueOf(choice: FollowUpChoice, suggestions: readonly FollowUpSuggestion[]): DueFollowUp | null {
  if (choice.kind === 'none') return null;
  const due = choice.kind === 'at' ? choice : suggestions[0];
  return due === undefined ? null : { dueAt: due.dueAt, timeZone: due.timeZone };
}

/** A call without timer was made on the number the SDR says, or on the only one there is. */
function numberOf(target: CallTarget | null, made: CallMade | null, good: readonly LeadPhone[]): string | null {
  if (target?.running != null) return target.running.number;
  if (made !== null) return made.number;
  return good.length === 1 ? (good[0]?.raw ?? null) : null;
}
