import type { FittedCard, Training } from './fit';
import { oldAndNew } from './validate';

/** How much one criterion's answers moved from the older four fifths of leads to the newest fifth. */
export interface Drift {
  readonly column: string;
  /** Population stability index: below 0.1 is calm, above 0.25 the leads are of another kind (a rule of thumb). */
  readonly psi: number;
}

/** From here on a change is worth saying. */
export const notableDrift = 0.25;

/** The criteria whose answers changed notably, the most first. `rows` are in order of time. */
export function driftOf({ card, pointsOf }: FittedCard, rows: Uint32Array): readonly Drift[] {
  const { older, newer } = oldAndNew(rows);
  return card.criteria
    .map(({ column }, index) => ({ column, psi: stabilityIndex(pointsOf(index, older), pointsOf(index, newer)) }))
    .filter(({ psi }) => psi >= notableDrift)
    .sort((a, b) => b.psi - a.psi);
}

/** The population stability index of two samples of points; half a lead stands in for an empty cell. */
export function stabilityIndex(before: Int32Array, after: Int32Array): number {
  if (before.length === 0 || after.length === 0) return 0;
  const values = new Set([...before, ...after]);
  let index = 0;
  for (const value of values) {
    const was = Math.max(0.5, countOf(before, value)) / before.length;
    const is = Math.max(0.5, countOf(after, value)) / after.length;
    index += (is - was) * Math.log(is / was);
  }
  return index;
}

/** Share of positive outcomes among the older and the newer leads. */
export function ratesOf({ outcomes }: Pick<Training, 'outcomes'>, rows: Uint32Array): { older: number; newer: number } {
  const { older, newer } = oldAndNew(rows);
  return { older: rateOf(outcomes, older), newer: rateOf(outcomes, newer) };
}

function rateOf(outcomes: Uint8Array, rows: Uint32Array): number {
  return rows.reduce((sum, row) => sum + (outcomes[row] ?? 0), 0) / Math.max(1, rows.length);
}

function countOf(values: Int32Array, wanted: number): number {
  let count = 0;
  for (const value of values) if (value === wanted) count += 1;
  return count;
}
