import { useRef } from 'react';
import type { PlayStepRef } from '../../lib/calls/call';
import type { AppError } from '../../lib/messaging/app-error';
import { ask } from '../../lib/messaging/client';
import type { CallView, QueueItem } from '../../lib/messaging/views';
import type { RecordKey } from '../../lib/model/record';
import { useCommand } from '../data';
import { errorText, useT } from '../i18n';
import { type CallMade, noWork, preparedCommand, useWorkspaceStore } from '../sidebar/workspace';
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
  readonly undoError: AppError | null;
  readonly clearError: () => void;
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
  const logCall = useCommand('logCall');
  const undoCall = useCommand('undoCall');
  const busy = useRef(false);
  const labelOf = useOutcomeName();

  const log = async (andNext: boolean) => {
    const { work: all, say, change, show, setLogged } = store.getState();
    const work = target === null ? undefined : all[target.key];
    if (target === null || busy.current) return;
    if (work == null || work.outcomeId === null) {
      say(t('panel.choose'));
      return;
    }
    busy.current = true;
    const logCommand = preparedCommand(work.logCommand, Date.now());
    // Nothing is drawn anew before the command is on its way and answered.
    if (logCommand !== work.logCommand) change(target.key, () => ({ logCommand }));
    const reply = await logCall.run({
      commandId: logCommand.id,
      callId: target.running?.callId ?? null,
      recordKey: target.key,
      leadName: target.knownName,
      outcomeId: work.outcomeId,
      note: work.note.trim(),
      followUp: draft.followUp,
      ...referralOf(draft),
      ...(play === undefined ? {} : { play }),
      ...(target.running === null ? madeOf(work.made, draft.number) : {}),
      at: Date.now(),
    });
    busy.current = false;
    if (!reply.ok) {
      say(t('announce.failed', { error: errorText(t, reply.error).title }));
      return;
    }
    const { note, outcomeId, followUp, referral, made, madeOpen } = noWork;
    change(target.key, () => ({ note, outcomeId, followUp, referral, made, madeOpen, logCommand: null }));
    setLogged({ call: reply.value, undone: false });
    show('lead');
    say(t('announce.logged', { outcome: labelOf(reply.value.outcomeId) }));
    if (andNext && next !== null) void ask('openRecord', { recordKey: next.recordKey, newTab: false });
  };

  const undo = async (call: CallView) => {
    const reply = await undoCall.run({ callId: call.id, at: Date.now() });
    const { change, setLogged, say } = store.getState();
    if (!reply.ok) {
      say(t('announce.failed', { error: errorText(t, reply.error).title }));
      return;
    }
    setLogged({ call: reply.value, undone: true });
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
    undoError: undoCall.error,
    clearError: logCall.clearError,
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
