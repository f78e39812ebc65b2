import { findOutcome } from '../../lib/calls/outcomes';
import type { CrmActivity } from '../../lib/crm/lead-record';
import type { CallView, LeadView } from '../../lib/messaging/views';

/** Something that happened with a lead, by Baton or by what the CRM tells. */
export type PastItem =
  | { readonly kind: 'call'; readonly at: number; readonly call: CallView }
  | { readonly kind: 'activity'; readonly at: number; readonly activity: CrmActivity };

/** How far apart the CRM's copy of a call and the call itself may lie: CRMs keep minutes, or the end instead of the start. */
const sameCallMs = 2 * 60_000;

/**
 * What happened before, newest first: calls logged here, and what else the CRM tells. What Baton itself wrote to
 * the CRM is left out, and so are tasks still to come.
 */
export function pastOf(view: LeadView, now: number): readonly PastItem[] {
  const calls = view.calls.map((call): PastItem => ({ kind: 'call', at: call.startedAt, call }));
  const activities = activitiesOfOthers(view, now).map(
    (activity): PastItem => ({ kind: 'activity', at: activity.at, activity }),
  );
  return [...calls, ...activities].toSorted((a, b) => b.at - a.at);
}

/** How often this lead was called as far as is known: attempts logged here, and calls that only the CRM tells. */
export function callsSoFar(view: LeadView, now: number): number {
  return view.attempts + crmCallsOfOthers(view, now).length;
}

/** Calls to this lead that only the CRM tells of. */
export function crmCallsOfOthers(view: LeadView, now: number): readonly CrmActivity[] {
  return activitiesOfOthers(view, now).filter(({ kind }) => kind === 'call');
}

/** What the CRM tells that is not Baton's own: known by its id, or a call by its time until its id is known. */
function activitiesOfOthers(view: LeadView, now: number): readonly CrmActivity[] {
  const own = new Set(view.ownActivityIds);
  return (view.record?.activities ?? []).filter(
    (activity) => activity.at <= now && !own.has(activity.id) && !view.calls.some((call) => isCopyOf(activity, call)),
  );
}

function isCopyOf(activity: CrmActivity, call: CallView): boolean {
  if (activity.kind !== 'call') return false;
  const end = Math.max(call.startedAt + (call.durationMs ?? 0), call.loggedAt);
  return activity.at >= call.startedAt - sameCallMs && activity.at <= end + sameCallMs;
}

/** The call logged last that still counts. */
export function latestCall(view: LeadView | undefined): CallView | undefined {
  return (view?.calls ?? [])
    .filter((call) => call.undoneAt === null && findOutcome(call.outcomeId) !== undefined)
    .toSorted((a, b) => b.loggedAt - a.loggedAt)[0];
}

/** The latest call that may be taken back from the list: logged here, today's or so, and not taken back yet. */
export function undoableCall(view: LeadView, now: number): CallView | undefined {
  const latest = latestCall(view);
  return latest !== undefined && now - latest.loggedAt < undoableForMs ? latest : undefined;
}
const undoableForMs = 12 * 3_600_000;
