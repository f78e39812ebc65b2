import { type BinnedColumn, binColumn, countedOn, joinBins, noBin, worthOf } from './binning';
import { type Correction, calibrate, corrected, totalsOf } from './calibrate';
import { highestTotal, type LearnedCard, type LearnedCriterion } from './card';
import { tallyTexts } from './cells';
import type { UsableColumn } from './columns';
import { type FitRules, fitRulesFor } from './fit-rules';
import { foldsOf, rowsOutside, rowsWithin } from './folds';
import { type Fused, fuseCells } from './fuse';
import { type Design, designOf, fitLogit, type Logit, type Tie } from './logit';
import { roundEffects } from './rounding';
import { selectCriteria } from './select';

/** The leads a card is fitted on: rows of the columns, with their outcomes by row. */
export interface Training {
  readonly uses: readonly UsableColumn[];
  readonly outcomes: Uint8Array;
  readonly rows: Uint32Array;
}

/** A learnt card that can also score further rows of the table it was learnt from. */
export interface FittedCard {
  readonly card: LearnedCard;
  readonly chancesOf: (rows: Uint32Array) => Float64Array;
  readonly totalsOf: (rows: Uint32Array) => Int32Array;
  /** The points the rows get from one criterion. */
  readonly pointsOf: (criterion: number, rows: Uint32Array) => Int32Array;
}

interface Scored {
  readonly criterion: LearnedCriterion;
  readonly codes: Uint32Array;
  /** For each distinct text of the column its points. */
  readonly pointsOfText: Int32Array;
}

/**
 * Learns a points card from the training rows, and from these alone.
 *
 * 1. Every column is cut into fine cells without looking at outcomes (`binColumn`); the most telling columns stay.
 * 2. A ridge-penalised logistic model over all their cells is fitted, where leads are few with neighbouring stretches
 *    drawn together, and cells it cannot tell apart, given all other columns, are put together (`fuseCells`).
 * 3. At most eight criteria are chosen by forward selection with exchanges (`selectCriteria`).
 * 4. Their effects are fitted anew and rounded to small whole points (`roundEffects`).
 * 5. Each total gets its chance, which never falls as points rise (`calibrate`).
 */
export function fitCard(training: Training, rules: FitRules = rulesOf(training)): FittedCard {
  const { uses, outcomes } = training;
  // In one order whatever the order given: sums of fractions, the folds, and with them the card, do not depend on it.
  const rows = training.rows.toSorted();
  const fine = uses
    .map((use) => binColumn(use, tallyTexts(use, outcomes, rows), rules))
    .filter(({ bins }) => bins.length > 1);
  const { fitted, wide } = fitOnce(fine, { outcomes, rows }, rules);
  if (rows.length >= rules.crossFitBelow || fitted.card.criteria.length === 0) return fitted;
  const correction = crossFitted(fine, { outcomes, rows }, { rules, start: wide });
  return withChances(fitted, corrected(fitted.card.chances, correction));
}

function rulesOf({ outcomes, rows }: Training): FitRules {
  return fitRulesFor(
    rows.length,
    rows.reduce((sum, row) => sum + (outcomes[row] ?? 0), 0),
  );
}

/** The fit of all cells, by column: where a fit on most of the same leads starts from. */
interface WideFit {
  readonly intercept: number;
  readonly effects: ReadonlyMap<UsableColumn, Float64Array>;
}

function fitOnce(
  cells: readonly BinnedColumn[],
  { outcomes, rows }: Omit<Training, 'uses'>,
  rules: FitRules,
  near?: WideFit,
): { readonly fitted: FittedCard; readonly wide: WideFit } {
  const own = Uint8Array.from(rows, (row) => outcomes[row] ?? 0);
  const fine = mostTelling(cells, rules);
  const wide = designFor(fine, rows);
  const all = fitLogit(wide, own, {
    ridge: rules.ridge,
    ties: tiesOf(fine, wide.starts, rules),
    ...(near && { start: startOf(near, fine) }),
  });
  const groups = fuseCells(
    all,
    fine.map(({ bins }, index) => ({
      from: wide.starts[index] ?? 0,
      to: wide.starts[index + 1] ?? 0,
      ordered: bins.filter(({ numbers }) => numbers !== null).length,
    })),
    rules,
  );
  const candidates = fine
    .map((binned, index) => joined(binned, groups[index] ?? [], wide.starts[index] ?? 0))
    .filter(({ bins }) => bins.length > 1);
  const merged = designFor(candidates, rows);
  const start = { intercept: all.intercept, effects: Float64Array.from(candidates.flatMap(({ effects }) => effects)) };
  const kept = selectCriteria(
    fitLogit(merged, own, { ridge: rules.ridge, start, ties: tiesOf(candidates, merged.starts, rules) }),
    merged.starts,
    {
      most: rules.mostCriteria,
      costs: candidates.map(({ bins }) => (bins.length - 1) * rules.costPerBin + rules.costPerCriterion),
    },
  );
  const chosen = candidates.filter((_, index) => kept.includes(index));
  const scored = scoredOf(chosen, { outcomes: own, rows, intercept: all.intercept }, rules);
  return { fitted: fittedOf(scored, rows, own), wide: byColumn(all, fine, wide) };
}

/** Neighbouring stretches of numbers, drawn to each other the more the finer the column is cut. */
function tiesOf(columns: readonly BinnedColumn[], starts: readonly number[], { tie }: FitRules): readonly Tie[] {
  if (tie === 0) return [];
  return columns.flatMap(({ bins }, index) => {
    const start = starts[index] ?? 0;
    const borders = Math.max(0, bins.filter(({ numbers }) => numbers !== null).length - 1);
    return Array.from({ length: borders }, (_, at) => ({
      first: start + at,
      second: start + at + 1,
      weight: tie * borders,
    }));
  });
}

function byColumn({ intercept, effects }: Logit, columns: readonly BinnedColumn[], { starts }: Design): WideFit {
  return {
    intercept,
    effects: new Map(columns.map(({ use }, index) => [use, effects.subarray(starts[index], starts[index + 1])])),
  };
}

function startOf({ intercept, effects }: WideFit, columns: readonly BinnedColumn[]) {
  const parts = columns.map(({ use, bins }) => effects.get(use) ?? new Float64Array(bins.length));
  return { intercept, effects: Float64Array.from(parts.flatMap((part) => [...part])) };
}

function mostTelling(columns: readonly BinnedColumn[], rules: FitRules): BinnedColumn[] {
  let cells = 0;
  return columns
    .map((binned) => ({ binned, worth: worthOf(binned.bins, rules.costPerBin) }))
    .sort((a, b) => b.worth - a.worth)
    .slice(0, rules.candidates)
    .map(({ binned }) => binned)
    .filter(({ bins }) => {
      cells += bins.length;
      return cells <= rules.mostCells;
    });
}

/** A column with its cells put together, and the effect of each bin by the fit of all cells. */
type Joined = BinnedColumn & { readonly effects: readonly number[] };

function joined(binned: BinnedColumn, groups: readonly Fused[], start: number): Joined {
  const bins = groups.map(({ cells }) => cells.map((cell) => cell - start));
  return { ...joinBins(binned, bins), effects: groups.map(({ effect }) => effect) };
}

function designFor(columns: readonly BinnedColumn[], rows: Uint32Array): Design {
  return designOf(
    columns.map(({ use, bins, binOfText }) => {
      const { codes } = use.column;
      const own = new Uint16Array(rows.length);
      for (let index = 0; index < rows.length; index += 1)
        own[index] = binOfText[codes[rows[index] ?? 0] ?? 0] ?? noBin;
      return { bins: bins.length, rows: own };
    }),
    rows.length,
  );
}

/** Fits the chosen criteria together (`outcomes` by place in `rows`), rounds, and puts bins with the same points together. */
function scoredOf(
  chosen: readonly Joined[],
  { outcomes, rows, intercept }: Omit<Training, 'uses'> & { readonly intercept: number },
  rules: FitRules,
): Scored[] {
  const design = designFor(chosen, rows);
  const start = { intercept, effects: Float64Array.from(chosen.flatMap(({ effects }) => effects)) };
  const { effects, information } = fitLogit(design, outcomes, {
    ridge: rules.ridge,
    start,
    ties: tiesOf(chosen, design.starts, rules),
  });
  const { points } = roundEffects(effects, information, design.starts, {
    most: rules.mostPoints,
    mayLose: rules.mayLose,
  });
  return chosen.flatMap((binned, index) => {
    const ofBins = points.subarray(design.starts[index] ?? 0, design.starts[index + 1] ?? 0);
    return Math.max(...ofBins) === 0 ? [] : [scoredColumn(binned, ofBins)];
  });
}

function scoredColumn(binned: BinnedColumn, points: Int32Array): Scored {
  const groups = samePoints(binned, points);
  const { use, bins, binOfText } = joinBins(binned, groups);
  const worth = groups.map((group) => points[group[0] ?? 0] ?? 0);
  const leads = bins.reduce((sum, bin) => sum + bin.leads, 0);
  const usual = Math.round(bins.reduce((sum, bin, index) => sum + bin.leads * (worth[index] ?? 0), 0) / leads);
  const { column } = use;
  const criterion: LearnedCriterion = {
    column: column.name,
    kind: use.kind,
    isWhole: use.kind === 'amount' && use.numbers.every((value) => Number.isNaN(value) || Number.isInteger(value)),
    bins: bins.map((bin, index) => ({ ...bin, points: worth[index] ?? 0 })),
    usual,
  };
  const pointsOfText = Int32Array.from(binOfText, (bin) => (bin === noBin ? usual : (worth[bin] ?? usual)));
  return { criterion, codes: column.codes, pointsOfText };
}

/** Bins a reader need not tell apart: neighbouring stretches, or texts, with the same points. */
function samePoints({ bins }: BinnedColumn, points: Int32Array): number[][] {
  const groups: number[][] = [];
  for (const [bin, { numbers }] of bins.entries()) {
    const like = groups.findLast((group) => {
      const last = group.at(-1) ?? -1;
      if (points[last] !== points[bin] || (bins[last]?.numbers === null) !== (numbers === null)) return false;
      return numbers === null || last === bin - 1;
    });
    if (like === undefined) groups.push([bin]);
    else like.push(bin);
  }
  return groups;
}

function fittedOf(scored: readonly Scored[], rows: Uint32Array, own: Uint8Array): FittedCard {
  const totals = (of: Uint32Array) => totalsOfRows(scored, of);
  const criteria = scored.map(({ criterion }) => criterion);
  const chances = calibrate(totalsOf(totals(rows), own, highestTotal(criteria)));
  const positives = own.reduce((sum, outcome) => sum + outcome, 0);
  const card = { criteria, chances: [...chances], leads: rows.length, positives };
  return {
    card,
    totalsOf: totals,
    chancesOf: (of) => Float64Array.from(totals(of), (total) => chances[total] ?? 0),
    pointsOf: (index, of) => totalsOfRows(scored.slice(index, index + 1), of),
  };
}

function withChances(fitted: FittedCard, chances: readonly number[]): FittedCard {
  return {
    ...fitted,
    card: { ...fitted.card, chances },
    chancesOf: (rows) => Float64Array.from(fitted.totalsOf(rows), (total) => chances[total] ?? 0),
  };
}

function totalsOfRows(scored: readonly Scored[], rows: Uint32Array): Int32Array {
  const totals = new Int32Array(rows.length);
  for (const { codes, pointsOfText } of scored) {
    for (let index = 0; index < rows.length; index += 1) {
      const code = codes[rows[index] ?? 0] ?? 0;
      totals[index] = (totals[index] ?? 0) + (pointsOfText[code] ?? 0);
    }
  }
  return totals;
}

/** How much too sure a card fitted this way is of leads it has not seen, measured within the training rows. */
function crossFitted(
  cells: readonly BinnedColumn[],
  { outcomes, rows }: Omit<Training, 'uses'>,
  { rules, start }: { rules: FitRules; start: WideFit },
): Correction {
  const folds = foldsOf(outcomes, rows, 5, 7);
  const chances: number[] = [];
  const came: number[] = [];
  for (let fold = 0; fold < 5; fold += 1) {
    const within = rowsWithin(rows, folds, fold);
    const outside = rowsOutside(rows, folds, fold);
    const counted = cells.map((binned) => countedOn(binned, outcomes, outside));
    const { fitted } = fitOnce(counted, { outcomes, rows: outside }, rules, start);
    chances.push(...fitted.chancesOf(within));
    came.push(...Array.from(within, (row) => outcomes[row] ?? 0));
  }
  return { chances: Float64Array.from(chances), outcomes: Uint8Array.from(came) };
}
