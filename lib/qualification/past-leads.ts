import type { Answer } from './answer';
import { carriedAnswers } from './carry';
import type { Scorecard } from './scorecard';
import { scoreLead } from './scoring';

/** A past lead as a new version of a card is tried on it; `at` is when it was handed over, or now. */
export interface PastLead {
  readonly leadName: string;
  readonly handedOver: boolean;
  readonly at: number;
  readonly answers: readonly Answer[];
}

/** What a card would have said of past leads. */
export interface Trial {
  readonly handoffs: number;
  /** Handed over, and not ready by this card. */
  readonly notReady: readonly string[];
  readonly others: number;
  /** Not handed over, and ready by this card though not by the one in use. */
  readonly newlyReady: readonly string[];
}

/**
 * Tries a card on past leads by the answers known at the time: how many handoffs it would have held up, and which other
 * leads it would call ready that `inUse` does not. Leads without an answer this card can use are left out.
 */
export function tryOnPastLeads(card: Scorecard, inUse: Scorecard, leads: readonly PastLead[]): Trial {
  const judged = leads.flatMap((lead) => {
    const known = lead.answers.filter(({ at }) => at <= lead.at);
    const { kept } = carriedAnswers(card, known);
    if (Object.keys(kept).length === 0) return [];
    const before = carriedAnswers(inUse, known).kept;
    return [{ lead, ready: isReady(card, kept, lead.at), wasReady: isReady(inUse, before, lead.at) }];
  });
  const handedOver = judged.filter(({ lead }) => lead.handedOver);
  const others = judged.filter(({ lead }) => !lead.handedOver);
  const namesOf = (some: typeof judged) => some.map(({ lead }) => lead.leadName);
  return {
    handoffs: handedOver.length,
    notReady: namesOf(handedOver.filter(({ ready }) => !ready)),
    others: others.length,
    newlyReady: namesOf(others.filter(({ ready, wasReady }) => ready && !wasReady)),
  };
}

function isReady(card: Scorecard, answers: Readonly<Record<string, Answer>>, at: number): boolean {
  return scoreLead(card, answers, at).ready;
}
