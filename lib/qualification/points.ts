/**
 * Shares 100 whole points in proportion to the weights (largest remainder; equal remainders go to the earlier one).
 * Weights are positive; the shares sum to exactly 100.
 */
export function wholePoints(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (100 * weight) / total);
  const floors = exact.map(Math.floor);
  const left = 100 - floors.reduce((sum, each) => sum + each, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  const raised = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return floors.map((value, index) => value + (raised.has(index) ? 1 : 0));
}

/** Whole points a level (0 to 1) is worth; half a point counts up, also where floating point falls just short of it. */
export function pointsOf(outOf: number, level: number): number {
  return Math.round(outOf * level + 1e-9);
}
