import type { LeadView } from '../../lib/messaging/views';
import type { Answers } from '../../lib/qualification/answer';
import type { PendingAnswer } from '../sidebar/workspace';

/** The answers as the SDR just gave them: what the background knows, with newer ones of this sidebar over them. */
export function mergedAnswers(known: LeadView['answers'], pending: Readonly<Record<string, PendingAnswer>>): Answers {
  const newer = Object.entries(pending).filter(([criterionId, answer]) => isNewer(answer, known[criterionId]?.at));
  return { ...known, ...Object.fromEntries(newer) };
}

/** Pending answers that the background does not tell of yet. */
export function stillPending(
  known: LeadView['answers'],
  pending: Readonly<Record<string, PendingAnswer>>,
): Readonly<Record<string, PendingAnswer>> {
  const left = Object.entries(pending).filter(([criterionId, answer]) => isNewer(answer, known[criterionId]?.at));
  return left.length === Object.keys(pending).length ? pending : Object.fromEntries(left);
}

function isNewer(answer: PendingAnswer, knownAt: number | undefined): boolean {
  return knownAt === undefined || answer.at > knownAt;
}
