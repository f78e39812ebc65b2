import type { Answers } from './answer';
import { chanceOf } from './chance';
import { holdingOf } from './conditions';
import type { Disqualifier } from './criterion';
import { possibleLevels } from './criterion-kinds';
import { pointsOf } from './points';
import type { Disqualification, Reason, Score } from './score';
import type { Scorecard } from './scorecard';
import { type Standing, standingsOf } from './standing';

const dayMs = 86_400_000;

/**
 * The score of a lead: an estimate inside the range still possible, in whole points of 100, with its reasons. With
 * `now` (epoch ms) answers age.
 *
 * The 100 points are shared among the criteria by weight in whole points; each criterion's contribution is rounded to
 * a whole point, and only then added. So the reasons' points sum to the estimate exactly, and what the SDR reads adds up.
 */
export function scoreLead(card: Scorecard, answers: Answers, now: number | null = null): Score {
  const standings = standingsOf(card, answers, now);
  const reasons = standings.map(reasonOf);
  const gates = standings.flatMap((standing) => {
    const state = gateOf(standing);
    return state === null ? [] : [{ criterionId: standing.criterion.id, state }];
  });
  const estimate = sum(reasons.map((reason) => reason.points));
  const high = estimate + sum(reasons.map((reason) => reason.couldAdd));
  const disqualified = disqualifiedBy(card, standings, answers);
  const ready = estimate >= card.readyAt && gates.every((gate) => gate.state === 'met') && disqualified.length === 0;
  const applicable = reasons.filter(({ state }) => state !== 'notApplicable');
  return {
    estimate,
    low: estimate - sum(reasons.map((reason) => reason.couldLose)),
    high,
    readyAt: card.readyAt,
    ready,
    known: applicable.filter((reason) => reason.state === 'answered').length,
    total: applicable.length,
    reasons,
    gates,
    missing: ready ? [] : missingFrom(applicable, gates, estimate < card.readyAt),
    disqualified,
    decision: decided(disqualified.length > 0 || high < (card.letGoBelow ?? 0), ready),
    chance: chanceOf(card, standings),
  };
}

/**
 * Whether a criterion's gate is reached whatever comes (`met`), cannot be (`unmet`), or is open; null for no gate.
 * A gate of what does not apply holds nobody up.
 */
export function gateOf({ criterion, levels, applies }: Standing): 'met' | 'unmet' | 'unknown' | null {
  if (criterion.gate === undefined) return null;
  if (applies === 'fails') return 'met';
  // Where it may turn out not to apply, the answer alone decides what is certain; its range already holds both.
  const { minLevel } = criterion.gate;
  if (levels.low >= minLevel) return 'met';
  return levels.high < minLevel && applies === 'holds' ? 'unmet' : 'unknown';
}

function decided(letGo: boolean, ready: boolean): Score['decision'] {
  if (letGo) return 'letGo';
  return ready ? 'handOver' : 'keepWorking';
}

/** The disqualifiers that hold, hard ones first. */
function disqualifiedBy(
  { disqualifiers = [] }: Scorecard,
  standings: readonly Standing[],
  answers: Answers,
): Disqualification[] {
  const byId = new Map(standings.map((standing) => [standing.criterion.id, standing]));
  const holds = disqualifiers.filter(({ id, when }) => {
    if (when === undefined) return isSaid(answers, id);
    const holding = holdingOf(when, (criterionId) => {
      const standing = byId.get(criterionId);
      return standing && { ...standing, firm: standing.basis !== 'crm', answer: answers[criterionId] };
    });
    return holding === 'holds';
  });
  return holds
    .map((each) => ({ id: each.id, kind: each.effect.kind, recycleAt: recycleAtOf(each, answers) }))
    .toSorted((a, b) => Number(a.kind === 'soft') - Number(b.kind === 'soft'));
}

/** Whether something rules the lead out by what is known. */
export function isRuledOut(card: Scorecard, standings: readonly Standing[], answers: Answers): boolean {
  return disqualifiedBy(card, standings, answers).length > 0;
}

/**
 * Whether an answer to this criterion would rule the lead out by itself. Disqualifiers that need several answers are
 * left aside: they are seen once they hold.
 */
export function disqualifiersBy(
  { disqualifiers = [] }: Scorecard,
  criterionId: string,
): (answer: { readonly id: string | null; readonly level: number }) => boolean {
  const own = disqualifiers.flatMap(({ when }) => {
    const [only, ...others] = when ?? [];
    return only !== undefined && others.length === 0 && only.criterionId === criterionId ? [only] : [];
  });
  return ({ id, level }) =>
    own.some((condition) => {
      if ('optionIds' in condition) return id !== null && condition.optionIds.includes(id);
      return 'minLevel' in condition ? level >= condition.minLevel : level <= condition.maxLevel;
    });
}

function isSaid(answers: Answers, id: string): boolean {
  const value = answers[id]?.value;
  return value?.kind === 'option' && value.optionId === 'yes';
}

/** Counted from the latest answer that rules it out. */
function recycleAtOf({ id, effect, when }: Disqualifier, answers: Answers): number | null {
  if (effect.kind === 'hard') return null;
  const times = [id, ...(when ?? []).map(({ criterionId }) => criterionId)].map((each) => answers[each]?.at ?? 0);
  return Math.max(...times) + effect.recycleDays * dayMs;
}

function reasonOf({ criterion, outOf, state, basis, levels }: Standing): Reason {
  const points = pointsOf(outOf, levels.expected);
  return {
    criterionId: criterion.id,
    state,
    basis,
    outOf,
    points,
    moved: points - pointsOf(outOf, possibleLevels(criterion).expected),
    couldAdd: pointsOf(outOf, levels.high) - points,
    couldLose: points - pointsOf(outOf, levels.low),
  };
}

/** Gates not met first; then, where the sum falls short, what is still to be learned, else what is to be improved. */
function missingFrom(reasons: readonly Reason[], gates: Score['gates'], tooLow: boolean): string[] {
  const closed = gates.filter((gate) => gate.state !== 'met').map((gate) => gate.criterionId);
  if (!tooLow) return closed;
  const others = reasons.filter((reason) => !closed.includes(reason.criterionId));
  const toLearn = others.filter((reason) => reason.couldAdd > 0);
  const toImprove = others.filter((reason) => reason.points < reason.outOf);
  const rest =
    toLearn.length > 0
      ? toLearn.toSorted((a, b) => b.couldAdd - a.couldAdd)
      : toImprove.toSorted((a, b) => b.outOf - b.points - (a.outOf - a.points));
  return [...closed, ...rest.map((reason) => reason.criterionId)];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
