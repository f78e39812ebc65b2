import { useMemo } from 'react';
import type { RunningCall } from '../../lib/calls/call';
import { type LeadZones, leadZones } from '../../lib/calls/lead-time';
import type { LeadView } from '../../lib/messaging/views';
import type { RecordKey } from '../../lib/model/record';
import { useLeadView, useRunningCall } from '../data';
import { useT } from '../i18n';
import type { ShownLead } from '../sidebar/use-shown-lead';
import { useWorkspace } from '../sidebar/workspace';

/** Whom a call is logged for: the lead on the line wherever the SDR looks, else the lead shown. */
export interface CallTarget {
  readonly key: RecordKey;
  readonly name: string;
  /** As {@link ShownLead.knownName}. */
  readonly knownName: string;
  /** Null: logged without timer. */
  readonly running: RunningCall | null;
  /** The call belongs to another lead than the one shown. */
  readonly elsewhere: boolean;
  readonly view: LeadView | undefined;
  readonly zones: LeadZones;
}

const nowhere: LeadZones = { zones: [], basis: 'unknown' };

/** Whom the call controls are about, or null where there is neither a call nor a record. */
export function useTarget(shown: ShownLead | null | undefined): CallTarget | null {
  const t = useT('common');
  const live = useRunningCall() ?? null;
  const closedCallId = useWorkspace((state) => state.closedCallId);
  const running = live?.callId === closedCallId ? null : live;
  const elsewhere = running !== null && running.recordKey !== shown?.key;
  const other = useLeadView(elsewhere ? running.recordKey : null);
  const otherView = elsewhere && other.data?.key === running.recordKey ? other.data : undefined;
  const otherZones = useMemo(() => (otherView?.record == null ? nowhere : leadZones(otherView.record)), [otherView]);
  if (elsewhere) {
    const { recordKey: key, leadName: knownName } = running;
    return { key, name: knownName || t('someone'), knownName, running, elsewhere, view: otherView, zones: otherZones };
  }
  if (shown == null) return null;
  const { key, name, knownName, view, zones } = shown;
  return { key, name, knownName, running, elsewhere, view, zones };
}
