import { choleskyOf, inverseOf, type Matrix } from './linear-algebra';
import type { Logit } from './logit';

/** What may be put together: the cells of one criterion, of which the first `ordered` only with their neighbours. */
export interface Fusible {
  readonly from: number;
  readonly to: number;
  readonly ordered: number;
}

export interface FuseRules {
  /** Two bins stay apart where telling them apart explains more than this, in log-likelihood. */
  readonly costPerBin: number;
  /** The same for neighbouring stretches of numbers, which differ by degrees. */
  readonly costPerStretch: number;
  readonly mostBins: number;
}

/** Cells put together, and the effect they share. */
export interface Fused {
  readonly cells: readonly number[];
  readonly effect: number;
}

interface Group {
  readonly cells: readonly number[];
  readonly isOrdered: boolean;
}

/**
 * Puts together the cells of each criterion that the fit can hardly tell apart, given all other criteria: again and
 * again the two whose joining costs least, by the quadratic approximation of the likelihood (a Wald test on their
 * difference), with all other effects refitted after each joining.
 *
 * @returns for each criterion its bins
 */
export function fuseCells(
  { effects, information }: Logit,
  criteria: readonly Fusible[],
  rules: FuseRules,
): readonly (readonly Fused[])[] {
  const beta = Float64Array.from(effects);
  const variance = inverseOf(choleskyOf(information));
  const apart = Array.from(beta.keys());
  const grouped: Group[][] = criteria.map(({ from, to, ordered }) =>
    Array.from({ length: to - from }, (_, index) => ({ cells: [from + index], isOrdered: index < ordered })),
  );
  for (const groups of grouped) {
    for (;;) {
      const cheapest = cheapestJoin(groups, beta, variance);
      if (cheapest === null) break;
      const cost = groups[cheapest.first]?.isOrdered === true ? rules.costPerStretch : rules.costPerBin;
      if (cheapest.cost > cost && groups.length <= rules.mostBins) break;
      join(groups, cheapest, { beta, variance, apart });
    }
  }
  return grouped.map((groups) => groups.map(({ cells }) => ({ cells, effect: beta[cells[0] ?? 0] ?? 0 })));
}

interface Join {
  readonly first: number;
  readonly second: number;
  readonly cost: number;
}

function cheapestJoin(groups: readonly Group[], beta: Float64Array, variance: Matrix): Join | null {
  let best: Join | null = null;
  for (let first = 0; first < groups.length; first += 1) {
    for (let second = first + 1; second < groups.length; second += 1) {
      if (groups[first]?.isOrdered === true && groups[second]?.isOrdered === true && second > first + 1) continue;
      if (groups[first]?.isOrdered !== groups[second]?.isOrdered) continue;
      const [a, b] = [groups[first]?.cells[0] ?? 0, groups[second]?.cells[0] ?? 0];
      const difference = (beta[a] ?? 0) - (beta[b] ?? 0);
      const spread = of(variance, a, a) + of(variance, b, b) - 2 * of(variance, a, b);
      const cost = difference ** 2 / (2 * Math.max(spread, 1e-12));
      if (best === null || cost < best.cost) best = { first, second, cost };
    }
  }
  return best;
}

/** The fit under way. Cells that were joined are one: of each group only the first cell is kept up to date. */
interface Fit {
  readonly beta: Float64Array;
  readonly variance: Matrix;
  /** The first cells of all groups. */
  readonly apart: number[];
}

/** Joins two groups and refits everything under the new equality: one rank-one change of effects and variance. */
function join(groups: Group[], { first, second }: Join, { beta, variance, apart }: Fit): void {
  const one = groups[first];
  const other = groups[second];
  if (one === undefined || other === undefined) return;
  const [a, b] = [one.cells[0] ?? 0, other.cells[0] ?? 0];
  const { size, values } = variance;
  const difference = (beta[a] ?? 0) - (beta[b] ?? 0);
  const spread = Math.max(of(variance, a, a) + of(variance, b, b) - 2 * of(variance, a, b), 1e-12);
  apart.splice(apart.indexOf(b), 1);
  const along = Float64Array.from(apart, (cell) => of(variance, a, cell) - of(variance, b, cell));
  for (const [index, row] of apart.entries()) {
    const share = (along[index] ?? 0) / spread;
    beta[row] = (beta[row] ?? 0) - share * difference;
    if (share === 0) continue;
    const own = values.subarray(row * size, (row + 1) * size);
    for (let other = 0; other < apart.length; other += 1) {
      const column = apart[other] ?? 0;
      own[column] = (own[column] ?? 0) - share * (along[other] ?? 0);
    }
  }
  groups[first] = { cells: [...one.cells, ...other.cells], isOrdered: one.isOrdered };
  groups.splice(second, 1);
}

function of({ size, values }: Matrix, row: number, column: number): number {
  return values[row * size + column] ?? 0;
}
