import { type Bin, isWithin } from './binning';
import { numbersOf } from './numbers';
import { isMissing } from './table';

/** A bin with what it is worth. */
export interface PointsBin extends Bin {
  readonly points: number;
}

/** One question of a learnt card: a column of the past leads, its bins and their points. */
export interface LearnedCriterion {
  readonly column: string;
  readonly kind: 'amount' | 'choice';
  /** All numbers seen were whole. */
  readonly isWhole: boolean;
  readonly bins: readonly PointsBin[];
  /** Points of a lead of which this is not known or that falls in no bin: the average, rounded. */
  readonly usual: number;
}

/** A points card learnt from past leads. Plain data: it crosses from the worker to the page and into a file. */
export interface LearnedCard {
  readonly criteria: readonly LearnedCriterion[];
  /** The chance of the outcome for each total, from 0 points up; never falls. */
  readonly chances: readonly number[];
  readonly leads: number;
  readonly positives: number;
}

/** The highest total the card gives. */
export function highestTotal(criteria: readonly Pick<LearnedCriterion, 'bins'>[]): number {
  return criteria.reduce((sum, { bins }) => sum + Math.max(...bins.map(({ points }) => points)), 0);
}

/** The points a text gets from a criterion. */
export function pointsFor(criterion: LearnedCriterion, raw: string): number {
  const text = raw.trim();
  const bin = criterion.bins.find((each) => holds(criterion, each, text));
  return bin?.points ?? criterion.usual;
}

function holds(criterion: LearnedCriterion, bin: PointsBin, text: string): boolean {
  // A text the card names is an answer, also where elsewhere it would say that nothing is known ("none").
  if (criterion.bins.some(({ texts }) => texts.includes(text))) return bin.texts.includes(text);
  if (isMissing(text)) return bin.hasMissing;
  const value = criterion.kind === 'amount' ? (numbersOf([text])[0] ?? Number.NaN) : Number.NaN;
  if (!Number.isNaN(value)) return bin.numbers !== null && isWithin(value, bin.numbers);
  return bin.hasOthers;
}
