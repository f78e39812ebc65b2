import { choleskyOf, dot, halfSolve, type Matrix, submatrix, times } from './linear-algebra';
import type { Logit } from './logit';

/**
 * Chooses which criteria to keep, by the quadratic approximation of the likelihood around the fit with all candidates:
 * what a set of criteria explains is ½ cᵀ A⁻¹ c over its bins, with A the information and c = A · effects. No pass over
 * the rows is needed, so every addition, removal and exchange can be tried.
 *
 * @param starts where each candidate's bins start, as in `Design`
 * @param costs what each candidate must explain at least to be kept, in log-likelihood
 * @returns the kept candidates' indices, ascending
 */
export function selectCriteria(
  { effects, information }: Logit,
  starts: readonly number[],
  { most, costs }: { most: number; costs: readonly number[] },
): readonly number[] {
  const pulls = times(information, effects);
  const worthOf = (chosen: readonly number[]) =>
    explained(information, pulls, binsOf(chosen, starts)) - chosen.reduce((sum, one) => sum + (costs[one] ?? 0), 0);
  let best: Choice = { chosen: [], worth: 0 };
  for (let step = 0; step < 4 * most; step += 1) {
    const next = bestChange(best.chosen, costs.length, most, worthOf);
    if (next === null || next.worth <= best.worth + 1e-9) break;
    best = next;
  }
  return best.chosen.toSorted((a, b) => a - b);
}

interface Choice {
  readonly chosen: readonly number[];
  readonly worth: number;
}

/** The best of all sets one addition, or one exchange or removal, away. An addition is taken first where one helps. */
function bestChange(
  chosen: readonly number[],
  candidates: number,
  most: number,
  worthOf: (chosen: readonly number[]) => number,
): Choice | null {
  const others = Array.from({ length: candidates }, (_, index) => index).filter((index) => !chosen.includes(index));
  const now = worthOf(chosen);
  const additions = chosen.length < most ? others.map((one) => [...chosen, one]) : [];
  const added = bestOf(additions, worthOf);
  if (added !== null && added.worth > now + 1e-9) return added;
  const exchanges = chosen.flatMap((out) => {
    const rest = chosen.filter((one) => one !== out);
    return [rest, ...others.map((one) => [...rest, one])];
  });
  return bestOf(exchanges, worthOf);
}

function bestOf(sets: readonly (readonly number[])[], worthOf: (chosen: readonly number[]) => number): Choice | null {
  let best: Choice | null = null;
  for (const chosen of sets) {
    const worth = worthOf(chosen);
    if (best === null || worth > best.worth) best = { chosen, worth };
  }
  return best;
}

function binsOf(chosen: readonly number[], starts: readonly number[]): number[] {
  return chosen.flatMap((one) => {
    const from = starts[one] ?? 0;
    return Array.from({ length: (starts[one + 1] ?? from) - from }, (_, index) => from + index);
  });
}

function explained(information: Matrix, pulls: Float64Array, bins: readonly number[]): number {
  const half = halfSolve(
    choleskyOf(submatrix(information, bins)),
    Float64Array.from(bins, (bin) => pulls[bin] ?? 0),
  );
  return dot(half, half) / 2;
}
