import type { CardShape, Criterion } from './criterion';
import { choicesOf } from './criterion-kinds';
import type { LearntBin, LearntCriterion } from './learnt';
import type { Score } from './score';
import type { Standing } from './standing';

/** In points: levels are written in percent with one decimal. */
const tolerance = 0.01;

/**
 * The criteria that are worth something else than was learnt: changed, added with a weight, or gone. Empty where the learnt
 * chances hold; words, order, conditions, gates and criteria without weight are free to change.
 */
export function changedSinceLearnt({ criteria, learnt }: Pick<CardShape, 'criteria' | 'learnt'>): readonly string[] {
  if (learnt === undefined) return [];
  const gone = learnt.criteria.filter(({ criterionId }) => criteria.every(({ id }) => id !== criterionId));
  const changed = criteria.filter((criterion) => {
    const own = learnt.criteria.find(({ criterionId }) => criterionId === criterion.id);
    return own === undefined ? criterion.weight > 0 : !isWorthAsLearnt(criterion, own);
  });
  return [...changed.map(({ id }) => id), ...gone.map(({ criterionId }) => criterionId)];
}

function isWorthAsLearnt(criterion: Criterion, { bins }: LearntCriterion): boolean {
  const isWorth = (level: number, points: number) => Math.abs(criterion.weight * level - points) < tolerance;
  if (criterion.kind === 'number' || criterion.kind === 'money') {
    const ranges = bins.filter(({ from }) => from !== undefined);
    return (
      ranges.length === criterion.bands.length &&
      criterion.bands.every(({ from, level }, at) => from === ranges[at]?.from && isWorth(level, ranges[at].points))
    );
  }
  const choices = criterion.kind === 'multi' ? [] : choicesOf(criterion);
  const named = bins.filter(({ optionId }) => optionId !== undefined);
  return (
    named.length > 0 &&
    named.length === choices.length &&
    choices.every(({ id, level }) => named.some(({ optionId, points }) => optionId === id && isWorth(level, points)))
  );
}

/**
 * The chance of a success by what is known: the mean over everything the open answers may still turn out to be, as often
 * as past leads gave them. So where nothing is known it is about the share of successes among all. Null where the card
 * was not learnt, or is worth something else by now.
 */
export function chanceOf(
  card: Pick<CardShape, 'criteria' | 'learnt'>,
  standings: readonly Standing[],
): Score['chance'] {
  const { learnt } = card;
  if (learnt === undefined || changedSinceLearnt(card).length > 0) return null;
  const parts = learnt.criteria.map((each) =>
    partOf(
      each,
      standings.find(({ criterion }) => criterion.id === each.criterionId),
    ),
  );
  const at = (total: number) => learnt.chances[total] ?? 0;
  const totals = parts.reduce<ReadonlyMap<number, number>>(
    (before, { spread }) => together(before, spread),
    new Map([[0, 1]]),
  );
  return {
    chance: [...totals].reduce((sum, [total, share]) => sum + share * at(total), 0),
    low: at(parts.reduce((sum, { low }) => sum + low, 0)),
    high: at(parts.reduce((sum, { high }) => sum + high, 0)),
  };
}

interface Part {
  /** How often each number of points is to be expected. */
  readonly spread: ReadonlyMap<number, number>;
  readonly low: number;
  readonly high: number;
}

function partOf({ bins }: LearntCriterion, standing: Standing | undefined): Part {
  const all = spanOf(bins);
  if (standing === undefined || standing.applies === 'fails') return { spread: spreadOf(bins), ...all };
  const { criterion, state, basis, levels, applies } = standing;
  const points = Math.round(criterion.weight * levels.expected);
  const isOne = Math.abs(criterion.weight * levels.expected - points) < tolerance;
  if (state === 'answered' && isOne && bins.some((each) => each.points === points)) {
    const isCertain = basis === 'said' && applies === 'holds';
    return { spread: new Map([[points, 1]]), ...(isCertain ? { low: points, high: points } : all) };
  }
  if (state !== 'refused') return { spread: spreadOf(bins), ...all };
  // Who would not say has no better an answer than usual.
  const poorer = bins.filter((each) => each.points <= criterion.weight * criterion.prior + tolerance);
  const left = poorer.some(({ leads }) => leads > 0) ? poorer : bins;
  return { spread: spreadOf(left), ...spanOf(left) };
}

function spanOf(bins: readonly LearntBin[]): Pick<Part, 'low' | 'high'> {
  const points = bins.map((each) => each.points);
  return { low: Math.min(...points), high: Math.max(...points) };
}

function spreadOf(bins: readonly LearntBin[]): Part['spread'] {
  const leads = bins.reduce((sum, each) => sum + each.leads, 0);
  const spread = new Map<number, number>();
  for (const { points, leads: own } of bins) spread.set(points, (spread.get(points) ?? 0) + own / leads);
  return spread;
}

function together(totals: ReadonlyMap<number, number>, spread: Part['spread']): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [total, share] of totals) {
    for (const [points, own] of spread) sums.set(total + points, (sums.get(total + points) ?? 0) + share * own);
  }
  return sums;
}

/** How many of 100 such leads succeed, in whole leads; `few` and `most` where the figure would say none or all. */
export function of100(chance: number): number | 'few' | 'most' {
  const whole = Math.round(100 * chance);
  if (whole < 1) return 'few';
  return whole > 99 ? 'most' : whole;
}
