import { type DraftParts, holds } from '../../lib/messaging/draft-parts';
import type { CallView, LeadView } from '../../lib/messaging/views';
import { type LeadWork, noWork } from './workspace';

/** When the work for the next call, and for a handoff, was last typed or chosen. */
export interface TypedAt {
  readonly call: number;
  readonly handoff: number;
}

interface Known {
  readonly view: LeadView;
  /** What came from another window or from before, and was not typed here. */
  readonly taken: DraftParts;
  readonly typedAt: TypedAt;
  readonly now: number;
}

/**
 * What of the work in hand is done with because another window logged the call, handed the lead over or gave the answer,
 * or null: what was only taken up from there, and what the call, the brief or the answer says. Words typed here that none
 * of them says stay.
 */
export function usedWork(work: LeadWork, known: Known): Partial<LeadWork> | null {
  const used = { ...usedByCall(work, known), ...usedByHandoff(work, known), ...usedByAnswers(work, known) };
  return JSON.stringify({ ...work, ...used }) === JSON.stringify(work) ? null : used;
}

function usedByCall(work: LeadWork, { view, taken, typedAt, now }: Known): Partial<LeadWork> {
  const call = callSince(view, typedAt, now);
  if (call === undefined || call.id === work.logCommand?.id) return {};
  const isSaid = work.note === (taken['note'] ?? '') || holds(call.note, work.note.trim(), '\n');
  const { name, contact } = work.referral;
  const isNamed = name === (taken['referral:name'] ?? '') && contact === (taken['referral:contact'] ?? '');
  const { note, referral, outcomeId, followUp, made, madeOpen } = noWork;
  return {
    ...(isSaid ? { note } : {}),
    ...(isNamed || call.referral?.name === name.trim() ? { referral } : {}),
    // Of a call on the line the background knows that it is logged, and the panel says so.
    ...(work.callId === null ? { outcomeId, followUp, made, madeOpen, logCommand: null } : {}),
  };
}

/** The call logged last that stands, where that was after the typing. */
export function callSince({ calls }: LeadView, typedAt: TypedAt, now: number): CallView | undefined {
  return calls
    .filter(({ undoneAt, loggedAt }) => undoneAt === null && isBetween(loggedAt, typedAt.call, now))
    .toSorted((a, b) => b.loggedAt - a.loggedAt)[0];
}

function usedByHandoff(work: LeadWork, { view, taken, typedAt, now }: Known): Partial<LeadWork> {
  const { handoff } = view;
  if (handoff === null || !isBetween(handoff.submittedAt, typedAt.handoff, now)) return {};
  if (handoff.id === work.handoffCommand?.id) return {};
  const told = new Map(handoff.brief.map(({ heading, body }) => [String(heading), body]));
  const left = Object.entries(work.brief).filter(
    ([heading, body]) => body !== taken[`brief:${heading}`] && !holds(told.get(heading) ?? '', body.trim(), '\n'),
  );
  return { brief: Object.fromEntries(left), aeId: null, handoffCommand: null };
}

function usedByAnswers({ answerNotes, answerEvidence }: LeadWork, { view }: Known): Partial<LeadWork> {
  const unsaid = (words: LeadWork['answerNotes'], part: 'note' | 'evidence') =>
    Object.fromEntries(Object.entries(words).filter(([id, text]) => text !== view.answers[id]?.[part]));
  return { answerNotes: unsaid(answerNotes, 'note'), answerEvidence: unsaid(answerEvidence, 'evidence') };
}

/** After the typing, and not in the future: a clock that was set back must not take what is typed now for used. */
function isBetween(at: number, typedAt: number, now: number): boolean {
  return at > typedAt && at <= now;
}
