import { useMemo, useState } from 'react';
import type { CallDetails } from '../../lib/calls/call';
import { suggestFollowUps } from '../../lib/calls/follow-up';
import { findOutcome } from '../../lib/calls/outcomes';
import type { CallView, LeadView } from '../../lib/messaging/views';
import { ownTimeZone } from '../../lib/model/time';
import { defaultWorkingTime } from '../../lib/progress/defaults';
import { useSettings } from '../data/settings';
import { zonesOfView } from '../sidebar/use-shown-lead';
import type { DueFollowUp } from './use-outcome';
import { useAllowedTimes } from './use-permission';

/**
 * When whom a lead named is called, on a call that is put right: proposed as it would have been when it was logged, in the
 * lead's hours and by the rules. Null where nobody is named, or a call is promised already.
 */
export function useEditedPromise(
  { call, view, now }: { readonly call: CallView; readonly view: LeadView | undefined; readonly now: number },
  { outcomeId, referral }: CallDetails,
): { readonly promise: DueFollowUp | null; readonly setPromise: (promise: DueFollowUp) => void } {
  const [own, setPromise] = useState<DueFollowUp | null>(null);
  const workingTime = useSettings()?.workingTime ?? defaultWorkingTime;
  const isAllowed = useAllowedTimes(
    useMemo(() => ({ view, running: null }), [view]),
    now,
  );
  const outcome = findOutcome(outcomeId);
  const isNamed = outcome?.followUp.kind === 'referral' && (referral?.name.trim() ?? '') !== '';
  // Whom the CRM knows is promised a call on their own record.
  const isKnown = call.named?.recordKey != null && call.referral?.name === referral?.name.trim();
  const isOpen = isNamed && !isKnown && call.followUpId === null;
  const proposed = useMemo(() => {
    if (!isOpen || outcome === undefined) return null;
    const ownZone = ownTimeZone();
    const { zones } = zonesOfView(view);
    const times = suggestFollowUps({
      ...{ outcome, now, zones, ownZone, workingTime, triedAt: [] },
      ...(isAllowed === undefined ? {} : { isAllowed }),
    });
    return times[0] ?? null;
  }, [isOpen, outcome, now, view, workingTime, isAllowed]);
  const due = own ?? proposed;
  return { promise: isOpen && due !== null ? { dueAt: due.dueAt, timeZone: due.timeZone } : null, setPromise };
}
