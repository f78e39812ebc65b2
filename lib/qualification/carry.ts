import type { Answer } from './answer';
import { fitsCriterion } from './criterion-kinds';
import type { Scorecard } from './scorecard';

/** The answers of a lead as one version of a card takes them. */
export interface Carried<A> {
  /** The latest answer of each criterion and manual disqualifier that still fits, by its id. */
  readonly kept: Readonly<Record<string, A>>;
  /** The latest answers, given under another version, that this one has no place for. */
  readonly lost: readonly A[];
  /** The version the newest carried answer was given under, where that is another one; else null. */
  readonly from: number | null;
  /** The latest answers given on other cards: they stay there, and count again where the lead comes back to those. */
  readonly elsewhere: readonly A[];
}

type Carriable = Pick<Answer, 'id' | 'scorecardId' | 'scorecardVersion' | 'criterionId' | 'value' | 'at'>;

/**
 * Moves a lead's answers to the version of the card in use: answers of all versions of the same card count where they
 * still fit (the criterion is still asked, in a form that has this answer). Nothing is deleted: what does not fit now
 * fits again where a later version takes it back.
 */
export function carriedAnswers<A extends Carriable>(card: Scorecard, answers: readonly A[]): Carried<A> {
  const inOrder = answers.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const latestOfAll = [
    ...new Map(inOrder.map((answer) => [`${answer.scorecardId} ${answer.criterionId}`, answer])).values(),
  ].filter(({ value }) => value.kind !== 'cleared');
  const latest = latestOfAll.filter(({ scorecardId }) => scorecardId === card.id);
  const kept = latest.filter((answer) => fitsCard(card, answer));
  const others = kept.filter(({ scorecardVersion }) => scorecardVersion !== card.version);
  return {
    kept: Object.fromEntries(kept.map((answer) => [answer.criterionId, answer])),
    lost: latest.filter((answer) => !fitsCard(card, answer) && answer.scorecardVersion !== card.version),
    elsewhere: latestOfAll.filter(({ scorecardId }) => scorecardId !== card.id),
    from: others.toSorted((a, b) => b.at - a.at)[0]?.scorecardVersion ?? null,
  };
}

function fitsCard(card: Scorecard, { criterionId, value }: Carriable): boolean {
  const criterion = card.criteria.find(({ id }) => id === criterionId);
  if (criterion !== undefined) return fitsCriterion(criterion, value);
  return isManual(card, criterionId);
}

/** Whether the id is that of a disqualifier the SDR says themselves. */
export function isManual({ disqualifiers = [] }: Scorecard, id: string): boolean {
  return disqualifiers.some((each) => each.id === id && each.when === undefined);
}
