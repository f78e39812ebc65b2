import type { Answers } from './answer';
import { type AnswerModel, sharesOf } from './answer-model';
import { cellOf } from './cells';
import { pointsOf } from './points';
import type { Score } from './score';
import type { Scorecard } from './scorecard';
import { disqualifiersBy, gateOf } from './scoring';
import type { Standing } from './standing';

export type Decision = Score['decision'];
/** How likely each decision is once all is known; they sum to 1. */
export type Chances = Readonly<Record<Decision, number>>;

/** One thing that can come of a criterion: its points, whether its gate is passed, whether it rules the lead out. */
interface Fate {
  readonly points: number;
  readonly passes: boolean;
  readonly rulesOut: boolean;
}

/** Chances by points 0 to 100, apart by whether every gate so far was passed. What is ruled out is in neither. */
interface Spread {
  readonly passing: Float64Array;
  readonly failing: Float64Array;
}

const most = 101;
/** An old answer, or one only the CRM gives, is still true this often. Ours; until outcomes tell better. */
const stillTrue = 0.8;

/** Where a lead's decision may still go, and what each open question would tell of it. */
export interface Outlook {
  readonly now: Chances;
  /** The decisions some answers still lead to, however unlikely. */
  readonly possible: ReadonlySet<Decision>;
  /** The decisions a further answer to `index` leads to, each with its chance. */
  readonly after: (index: number) => readonly { readonly chance: number; readonly decisions: Chances }[];
}

/**
 * Looks ahead by what leads usually answer. The sum of the open criteria is convolved from both ends, so that each
 * question's effect costs one pass over the points instead of a new convolution: 50 criteria stay within a frame.
 */
export function outlookOf(
  card: Scorecard,
  standings: readonly Standing[],
  answers: Answers,
  model: AnswerModel,
): Outlook {
  const known = standings.map(({ criterion, basis, applies }, index) => {
    const answer = basis === 'said' && applies !== 'fails' ? answers[criterion.id] : undefined;
    return answer === undefined ? null : cellOf(criterion, model.cells[index] ?? [], answer);
  });
  const shares = sharesOf(model.types, known);
  const fates = standings.map((standing, index) => fatesOf(card, standing, model.cells[index] ?? []));
  const perType = model.types.map(({ chances }) => {
    const likely = fates.map(({ fate, usual }, index) => chancesOf(fate.length, usual, chances[index] ?? []));
    return {
      likely,
      ...sweeps(
        fates.map(({ fate }) => fate),
        likely,
      ),
    };
  });
  const whole = perType.map(({ before }) => before[standings.length] ?? emptySpread());
  return {
    possible: possibleDecisions(
      card,
      fates.map(({ fate }) => fate),
    ),
    now: mixed(
      whole.map((spread) => chancesIn(card, spread, nothing, 0)),
      shares,
    ),
    after: (index) =>
      (fates[index]?.fate ?? []).map((fate, cell) => {
        const chances = perType.map(({ likely }, type) => (shares[type] ?? 0) * (likely[index]?.[cell] ?? 0));
        const chance = chances.reduce((sum, each) => sum + each, 0);
        const then = perType.map(({ before, behind }) =>
          joined(card, before[index] ?? emptySpread(), behind[index + 1] ?? emptySpread(), fate),
        );
        return { chance, decisions: mixed(then, chance > 0 ? chances.map((each) => each / chance) : shares) };
      }),
  };
}

const nothing: Fate = { points: 0, passes: true, rulesOut: false };

/** What can come of a criterion, and which of it is held true now (null where nothing is). */
function fatesOf(card: Scorecard, standing: Standing, cells: AnswerModel['cells'][number]) {
  const { criterion, outOf, levels, basis, asked, applies } = standing;
  const minimum = criterion.gate?.minLevel ?? 0;
  const settled = applies === 'fails' || (asked && basis === 'said');
  if (settled) {
    const passes = (gateOf(standing) ?? 'met') === 'met';
    return { fate: [{ points: pointsOf(outOf, levels.expected), passes, rulesOut: false }], usual: 0 };
  }
  const ruling = disqualifiersBy(card, criterion.id);
  const fate = cells.map(({ id, level }) => ({
    points: pointsOf(outOf, level),
    passes: level >= minimum,
    rulesOut: ruling({ id, level }),
  }));
  if (!asked) return { fate, usual: null };
  const distances = cells.map(({ level }) => Math.abs(level - levels.expected));
  return { fate, usual: distances.indexOf(Math.min(...distances)) };
}

function chancesOf(size: number, held: number | null, chances: readonly number[]): readonly number[] {
  if (size === 1) return [1];
  if (held === null) return chances;
  return chances.map((chance, cell) => (1 - stillTrue) * chance + (cell === held ? stillTrue : 0));
}

/** Spreads of the sums of the criteria before each place, and of those from each place on. */
function sweeps(fates: readonly (readonly Fate[])[], likely: readonly (readonly number[])[]) {
  const before = [startSpread()];
  for (const [index, fate] of fates.entries())
    before.push(added(before[index] ?? emptySpread(), fate, likely[index] ?? []));
  const behind = [startSpread()];
  for (let index = fates.length - 1; index >= 0; index -= 1) {
    behind.unshift(added(behind[0] ?? emptySpread(), fates[index] ?? [], likely[index] ?? []));
  }
  return { before, behind };
}

function added({ passing, failing }: Spread, fates: readonly Fate[], likely: readonly number[]): Spread {
  const sum = emptySpread();
  for (const [cell, { points, passes, rulesOut }] of fates.entries()) {
    const chance = likely[cell] ?? 0;
    if (rulesOut || chance === 0) continue;
    const met = passes ? sum.passing : sum.failing;
    for (let at = 0; at + points < most; at += 1) {
      met[at + points] = (met[at + points] ?? 0) + chance * (passing[at] ?? 0);
      sum.failing[at + points] = (sum.failing[at + points] ?? 0) + chance * (failing[at] ?? 0);
    }
  }
  return sum;
}

/** Counts ways instead of chances, so that what is unlikely is not taken for impossible. */
function possibleDecisions(card: Scorecard, fates: readonly (readonly Fate[])[]): ReadonlySet<Decision> {
  const { passing, failing } = fates.reduce<Spread>(
    (sum, fate) =>
      added(
        sum,
        fate,
        fate.map(() => 1),
      ),
    startSpread(),
  );
  const { readyAt, letGoBelow = 0 } = card;
  const found = new Set<Decision>(fates.some((fate) => fate.some(({ rulesOut }) => rulesOut)) ? ['letGo'] : []);
  for (let at = 0; at < most; at += 1) {
    const [passes, fails] = [(passing[at] ?? 0) > 0, (failing[at] ?? 0) > 0];
    if (!passes && !fails) continue;
    if (at < letGoBelow) found.add('letGo');
    else if (passes && at >= readyAt) found.add('handOver');
    if (at >= letGoBelow && (fails || at < readyAt)) found.add('keepWorking');
  }
  return found;
}

/** The decisions where two parts of the card and one answer come together. */
function joined(card: Scorecard, one: Spread, other: Spread, fate: Fate): Chances {
  if (fate.rulesOut) return { handOver: 0, keepWorking: 0, letGo: 1 };
  const passingFrom = tailsOf(other.passing);
  const allFrom = tailsOf(other.passing, other.failing);
  const letGoBelow = card.letGoBelow ?? 0;
  let [handOver, kept] = [0, 0];
  for (let at = 0; at < most; at += 1) {
    const passing = one.passing[at] ?? 0;
    const all = passing + (one.failing[at] ?? 0);
    if (all === 0) continue;
    if (fate.passes) handOver += passing * tailAt(passingFrom, card.readyAt - fate.points - at);
    kept += all * tailAt(allFrom, letGoBelow - fate.points - at);
  }
  return ofParts(handOver, kept);
}

function chancesIn(card: Scorecard, spread: Spread, fate: Fate, from: number): Chances {
  const handOver = fate.passes ? tailAt(tailsOf(spread.passing), card.readyAt - from) : 0;
  return ofParts(handOver, tailAt(tailsOf(spread.passing, spread.failing), (card.letGoBelow ?? 0) - from));
}

/** `kept`: the chance of not being let go, which handing over is a part of. */
function ofParts(handOver: number, kept: number): Chances {
  return { handOver, keepWorking: Math.max(0, kept - handOver), letGo: Math.max(0, 1 - kept) };
}

/** For each number of points the chance of at least so many. */
function tailsOf(first: Float64Array, second?: Float64Array): Float64Array {
  const tails = new Float64Array(most + 1);
  for (let at = most - 1; at >= 0; at -= 1) tails[at] = (tails[at + 1] ?? 0) + (first[at] ?? 0) + (second?.[at] ?? 0);
  return tails;
}

function tailAt(tails: Float64Array, points: number): number {
  return tails[Math.min(most, Math.max(0, Math.ceil(points)))] ?? 0;
}

function mixed(each: readonly Chances[], shares: readonly number[]): Chances {
  const sum = (pick: (chances: Chances) => number) =>
    each.reduce((total, chances, type) => total + (shares[type] ?? 0) * pick(chances), 0);
  return {
    handOver: sum(({ handOver }) => handOver),
    keepWorking: sum(({ keepWorking }) => keepWorking),
    letGo: sum(({ letGo }) => letGo),
  };
}

function startSpread(): Spread {
  const spread = emptySpread();
  spread.passing[0] = 1;
  return spread;
}

function emptySpread(): Spread {
  return { passing: new Float64Array(most), failing: new Float64Array(most) };
}
