import type { CallOverride } from '../../lib/calls/call';
import type { AppError } from '../../lib/messaging/app-error';
import { useCommand } from '../data';
import { useFormats, useT } from '../i18n';
import { firstNumber, isDoNotCall } from '../lead/phones';
import type { ShownLead } from '../sidebar/use-shown-lead';
import { useWorkspaceStore } from '../sidebar/workspace';
import { type CallPermission, isAllowed } from './use-permission';
import type { CallTarget } from './use-target';

export interface CallControls {
  /**
   * Starts the call to the lead shown, on its first good number unless one is named; asks for a reason first where the
   * calling rules do not allow it now.
   */
  readonly start: (number?: string) => boolean;
  /** Starts the call that waits for this reason. */
  readonly startAsked: (override: Omit<CallOverride, 'ruleId'>) => void;
  readonly end: () => boolean;
  readonly discard: () => void;
  readonly pending: boolean;
  readonly error: AppError | null;
}

/** Starts, ends and discards the call; never to a person who must not be called. */
export function useCallControls(
  shown: ShownLead | null | undefined,
  target: CallTarget | null,
  permissionOf: CallPermission,
): CallControls {
  const store = useWorkspaceStore();
  const t = useT('call');
  const formats = useFormats();
  const running = target?.running ?? null;
  const startCall = useCommand('startCall', shown?.key);
  const endCall = useCommand('endCall', running?.callId);
  const discardCall = useCommand('discardCall', running?.callId);

  const askReason = (lead: ShownLead, number: string | null) => {
    store.getState().setAsked({ recordKey: lead.key, number });
    store.getState().say(t('calling:announce.reason'));
  };
  const start = async (lead: ShownLead, number: string | null, override?: Omit<CallOverride, 'ruleId'>) => {
    const at = Date.now();
    const why = override === undefined ? {} : { override };
    const reply = await startCall.run({ recordKey: lead.key, leadName: lead.knownName, number, at, ...why });
    if (reply.ok) store.getState().say(t('announce.started', { lead: lead.name }));
    // The background knows a rule or an attempt that this surface has not heard of yet.
    else if (reply.error.kind === 'notNow') {
      startCall.clearError();
      askReason(lead, number);
    }
  };
  const end = async (callId: string, startedAt: number) => {
    const at = Date.now();
    const reply = await endCall.run({ callId, at });
    if (reply.ok) store.getState().say(t('announce.ended', { duration: formats.duration(at - startedAt) }));
  };
  const discard = async (callId: string) => {
    const reply = await discardCall.run({ callId });
    if (!reply.ok) return;
    const { setClosed, change, say } = store.getState();
    setClosed(callId);
    // What is logged from here on is another call.
    if (target !== null) change(target.key, () => ({ callId: null }));
    say(t('announce.discarded'));
  };

  return {
    start: (number) => {
      if (shown == null || running !== null || shown.view === undefined) return false;
      if (isDoNotCall(shown.view)) {
        const reason = shown.view.doNotCall ? t('lead:doNotCallSaid') : t('lead:doNotCallCrm');
        store.getState().say(t('announce.doNotCall', { reason }));
        return true;
      }
      const dialled = number ?? firstNumber(shown.view);
      const isBarred = shown.view.record?.from === 'crm' && !isAllowed(permissionOf(dialled));
      if (isBarred) askReason(shown, dialled);
      else void start(shown, dialled);
      return true;
    },
    startAsked: (override) => {
      const { asked, setAsked } = store.getState();
      setAsked(null);
      if (shown == null || running !== null || asked?.recordKey !== shown.key) return;
      void start(shown, asked.number, override);
    },
    end: () => {
      if (running === null || running.endedAt !== null) return false;
      void end(running.callId, running.startedAt);
      return true;
    },
    discard: () => {
      if (running !== null) void discard(running.callId);
    },
    pending: startCall.pending || endCall.pending || discardCall.pending,
    error: startCall.error ?? endCall.error ?? discardCall.error,
  };
}
