import { choleskyOf, type Matrix, solveCholesky, zeroMatrix } from './linear-algebra';
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

interface Group {
  readonly cells: readonly number[];
  readonly isOrdered: boolean;
}

/**
 * Puts together the cells of each criterion that the fit can hardly tell apart, given all other criteria: again and
 * again the two whose joining costs least, by the quadratic approximation of the likelihood (a Wald test on their
 * difference), with all other effects refitted after each joining.
 *
 * @returns for each criterion its bins, each the indices of its cells
 */
export function fuseCells(
  { effects, information }: Logit,
  criteria: readonly Fusible[],
  rules: FuseRules,
): readonly (readonly (readonly number[])[])[] {
  const beta = Float64Array.from(effects);
  const variance = inverseOf(information);
  const grouped: Group[][] = criteria.map(({ from, to, ordered }) =>
    Array.from({ length: to - from }, (_, index) => ({ cells: [from + index], isOrdered: index < ordered })),
  );
  for (const groups of grouped) {
    for (;;) {
      const cheapest = cheapestJoin(groups, beta, variance);
      if (cheapest === null) break;
      const cost = groups[cheapest.first]?.isOrdered === true ? rules.costPerStretch : rules.costPerBin;
      if (cheapest.cost > cost && groups.length <= rules.mostBins) break;
      join(groups, cheapest, beta, variance);
    }
  }
  return grouped.map((groups) => groups.map(({ cells }) => cells));
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

/** Joins two groups and refits everything under the new equality: one rank-one change of effects and variance. */
function join(groups: Group[], { first, second }: Join, beta: Float64Array, variance: Matrix): void {
  const one = groups[first];
  const other = groups[second];
  if (one === undefined || other === undefined) return;
  const [a, b] = [one.cells[0] ?? 0, other.cells[0] ?? 0];
  const { size, values } = variance;
  const along = Float64Array.from({ length: size }, (_, row) => of(variance, row, a) - of(variance, row, b));
  const spread = Math.max((along[a] ?? 0) - (along[b] ?? 0), 1e-12);
  const difference = (beta[a] ?? 0) - (beta[b] ?? 0);
  for (let row = 0; row < size; row += 1) {
    const share = (along[row] ?? 0) / spread;
    beta[row] = (beta[row] ?? 0) - share * difference;
    if (share === 0) continue;
    for (let column = 0; column < size; column += 1) {
      values[row * size + column] = (values[row * size + column] ?? 0) - share * (along[column] ?? 0);
    }
  }
  groups[first] = { cells: [...one.cells, ...other.cells], isOrdered: one.isOrdered };
  groups.splice(second, 1);
}

function of({ size, values }: Matrix, row: number, column: number): number {
  return values[row * size + column] ?? 0;
}

function inverseOf(matrix: Matrix): Matrix {
  const factor = choleskyOf(matrix);
  const inverse = zeroMatrix(matrix.size);
  for (let column = 0; column < matrix.size; column += 1) {
    const unit = new Float64Array(matrix.size);
    unit[column] = 1;
    const solved = solveCholesky(factor, unit);
    for (let row = 0; row < matrix.size; row += 1) inverse.values[row * matrix.size + column] = solved[row] ?? 0;
  }
  return inverse;
}
