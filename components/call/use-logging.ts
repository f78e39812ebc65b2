import { useLayoutEffect, useRef, useState } from 'react';
import { loggedWithinMs, type PlayStepRef } from '../../lib/calls/call';
import type { AppError, Reply } from '../../lib/messaging/app-error';
import { ask } from '../../lib/messaging/client';
import type { CallView, QueueItem } from '../../lib/messaging/views';
import type { RecordKey } from '../../lib/model/record';
import { useCommand } from '../data';
import type { CommandAsk } from '../data/command';
import { errorText, useT } from '../i18n';
import { focusIds, focusOn } from '../sidebar/focus';
import {
  type CallMade,
  type LeadWork,
  noWork,
  type PreparedCommand,
  preparedCommand,
  useWorkspaceStore,
} from '../sidebar/workspace';
import { promiseIssue } from './promise-issue';
import { startIssue } from './start-issue';
import type { OutcomeDraft } from './use-outcome';
import { useOutcomeName } from './use-outcome-name';
import type { CallTarget } from './use-target';

/** The lead one goes on to after logging. */
export interface NextLead {
  readonly recordKey: RecordKey;
  readonly name: string;
  readonly item: QueueItem;
}

export interface Logging {
  /** Logs the outcome in preparation; goes on to the next lead where asked and one is known. */
  readonly log: (andNext: boolean) => void;
  readonly undo: (call: CallView) => void;
  readonly pending: boolean;
  readonly error: AppError | null;
  /** The call whose taking back failed last, and why. */
  readonly undoFailed: UndoFailed | null;
}

interface UndoFailed {
  readonly call: CallView;
  readonly error: AppError;
}

/** Logs calls, once each however often asked, and takes them back. */
export function useLogging(
  target: CallTarget | null,
  draft: OutcomeDraft,
  next: NextLead | null,
  play: PlayStepRef | undefined,
): Logging {
  const store = useWorkspaceStore();
  const t = useT('call');
  const logCall = useCommand('logCall', target?.key);
  const undoCall = useCommand('undoCall');
  const [undoFailed, setUndoFailed] = useState<UndoFailed | null>(null);
  const busy = useRef(new Set<RecordKey>());
  const atHand = useRef(target?.key);
  useLayoutEffect(() => {
    atHand.current = target?.key;
  });
  const labelOf = useOutcomeName();

  /** What is wrong is said beside its field, and the focus goes there. */
  const isFieldWrong = () => {
    const now = Date.now();
    const made = target?.running == null ? draft.made : null;
    const startWrong = made === null ? null : startIssue(t, made.startedAt, now - loggedWithinMs);
    const issue = startWrong ?? promiseIssue(t, draft.followUp?.dueAt, now);
    if (issue === null) return false;
    store.getState().say(t('announce.failed', { error: issue }));
    if (startWrong !== null) draft.openMade(true);
    focusOn(startWrong === null ? focusIds.followUpTime : focusIds.callTime);
    return true;
  };

  /** Under the command prepared; under another where that one's call was taken back before: its answer had been lost. */
  const send = async (
    call: Omit<CommandAsk<'logCall'>, 'commandId' | 'at'>,
    prepared: PreparedCommand | null,
  ): Promise<{ readonly reply: Reply<CallView>; readonly logCommand: PreparedCommand }> => {
    const pressedAt = Date.now();
    const logCommand = preparedCommand(prepared, pressedAt);
    // Nothing is drawn anew before the command is on its way and answered.
    if (logCommand !== prepared) store.getState().change(call.recordKey, () => ({ logCommand }));
    const reply = await logCall.run({ ...call, commandId: logCommand.id, at: pressedAt });
    const wasTakenBack = reply.ok && reply.value.undoneAt !== null && reply.value.undoneAt <= pressedAt;
    return wasTakenBack ? send(call, null) : { reply, logCommand };
  };

  const log = async (andNext: boolean) => {
    const { work: all, say } = store.getState();
    const work = target === null ? undefined : all[target.key];
    if (target === null || busy.current.has(target.key)) return;
    if (work == null || work.outcomeId === null) {
      say(t('panel.choose'));
      return;
    }
    if (isFieldWrong()) return;
    busy.current.add(target.key);
    const call = { ...callOf(target, work, draft), outcomeId: work.outcomeId, ...(play === undefined ? {} : { play }) };
    const { reply, logCommand } = await send(call, work.logCommand);
    busy.current.delete(target.key);
    if (!reply.ok) return say(t('announce.failed', { error: errorText(t, reply.error).title }));
    if (call.callId !== null) store.getState().setClosed(call.callId);
    if (reply.value.undoneAt !== null) onTakenBack(target.key, reply.value);
    else onLogged(target.key, reply.value, { andNext, before: reply.value.id !== logCommand.id });
  };

  /** Another window took it back while its answer was on the way: what was prepared here stays. */
  const onTakenBack = (key: RecordKey, call: CallView) => {
    const { change, setLogged, say } = store.getState();
    change(key, () => ({ logCommand: null }));
    setLogged({ call, undone: true, before: false });
    say(t('announce.undone', { outcome: labelOf(call.outcomeId) }));
  };

  const onLogged = (key: RecordKey, call: CallView, { andNext, before }: { andNext: boolean; before: boolean }) => {
    const { say, change, show, panel, setLogged } = store.getState();
    const { note, outcomeId, callId, followUp, referral, made, madeOpen } = noWork;
    // What was written here is not in the call that another window had logged: it stays.
    const written = before ? {} : { note, referral };
    change(key, () => ({ ...written, outcomeId, callId, followUp, made, madeOpen, logCommand: null }));
    setLogged({ call, undone: false, before });
    say(t('announce.logged', { outcome: labelOf(call.outcomeId) }));
    // An answer that comes late finds the SDR writing about another lead, perhaps in the middle of a word.
    if (panel !== 'lead' && atHand.current !== key) return;
    show('lead');
    if (andNext && next !== null) void ask('openRecord', { recordKey: next.recordKey, newTab: false });
  };

  const undo = async (call: CallView) => {
    setUndoFailed(null);
    const reply = await undoCall.run({ callId: call.id, at: Date.now() });
    const { change, setLogged, say } = store.getState();
    if (!reply.ok) {
      setUndoFailed({ call, error: reply.error });
      say(t('announce.failed', { error: errorText(t, reply.error).title }));
      return;
    }
    setLogged({ call: reply.value, undone: true, before: false });
    // What was written comes back, so that logging it again right costs one key.
    const { referral } = call;
    change(call.recordKey, (work) => ({
      ...(work.note === '' ? { note: call.note } : {}),
      ...(referral !== undefined && work.referral.name === '' ? { referral } : {}),
    }));
    say(t('announce.undone', { outcome: labelOf(call.outcomeId) }));
  };

  return {
    log: (andNext) => void log(andNext),
    undo: (call) => void undo(call),
    pending: logCall.pending,
    error: logCall.error,
    undoFailed,
  };
}

/** The call to be logged: the one on the line or the one that the panel was opened for, else one without timer. */
function callOf(target: CallTarget, work: LeadWork, draft: OutcomeDraft) {
  return {
    callId: target.running?.callId ?? work.callId,
    recordKey: target.key,
    leadName: target.knownName,
    note: work.note.trim(),
    followUp: draft.followUp,
    ...referralOf(draft),
    ...(target.running === null ? madeOf(draft.made, draft.number) : {}),
  };
}

/** Whom they named, where the outcome is a referral and a name is there. */
function referralOf({ outcome, work }: OutcomeDraft) {
  const referral = { name: work.referral.name.trim(), contact: work.referral.contact.trim() };
  return outcome?.followUp.kind !== 'referral' || referral.name === '' ? {} : { referral };
}

/** How a call without timer was: as the SDR said, else just now on the only number there is. */
function madeOf(made: CallMade | null, number: string | null): { readonly made?: CallMade } {
  if (made !== null) return { made };
  return number === null ? {} : { made: { startedAt: Date.now(), durationMs: null, direction: 'out', number } };
}
