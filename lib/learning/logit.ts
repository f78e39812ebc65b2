import { noBin } from './binning';
import { choleskyOf, type Matrix, solveCholesky, zeroMatrix } from './linear-algebra';

/** Binned criteria over the same rows: each row names one bin (or `noBin`) of each criterion. */
export interface Design {
  /** Row after row, the index of the bin among all bins of all criteria; -1 for `noBin`. */
  readonly cells: Int32Array;
  readonly criteria: number;
  /** Where each criterion's bins start; one more at the end, the number of all bins. */
  readonly starts: readonly number[];
}

/** Lays out criteria given as one bin per row. */
export function designOf(
  criteria: readonly { readonly bins: number; readonly rows: Uint16Array }[],
  rows: number,
): Design {
  const starts = [0];
  for (const { bins } of criteria) starts.push((starts.at(-1) ?? 0) + bins);
  const cells = new Int32Array(rows * criteria.length);
  for (const [index, criterion] of criteria.entries()) {
    const start = starts[index] ?? 0;
    for (let row = 0; row < rows; row += 1) {
      const bin = criterion.rows[row] ?? noBin;
      cells[row * criteria.length + index] = bin === noBin ? -1 : start + bin;
    }
  }
  return { cells, criteria: criteria.length, starts };
}

/** A logistic model over bins: the log-odds are the intercept plus the effect of each criterion's bin. */
export interface Logit {
  readonly intercept: number;
  readonly effects: Float64Array;
  /** The information about the effects with the intercept profiled out; the ridge is in it. */
  readonly information: Matrix;
}

/** Two effects, the later one second, drawn to each other with that much weight. */
export interface Tie {
  readonly first: number;
  readonly second: number;
  readonly weight: number;
}

const mostRounds = 25;
/** The furthest one step may go, in log-odds: the quadratic approximation reaches no further. */
const longestStep = 2;
/** After a step this short the next would be about its square: too short to change a card. */
const lastStep = 0.03;

interface Sums {
  readonly likelihood: number;
  readonly gradient: Float64Array;
  readonly hessian: Matrix;
}

/**
 * Fits by Newton's method. `ridge` pulls every effect to zero with that much weight, so that a bin with few leads stays
 * near it and the fit exists also where a bin holds one outcome only; `ties` draw effects to each other. A `start` near the
 * fit spares rounds.
 */
export function fitLogit(
  design: Design,
  outcomes: Uint8Array,
  { ridge, start, ties = [] }: { ridge: number; start?: Pick<Logit, 'intercept' | 'effects'>; ties?: readonly Tie[] },
): Logit {
  let beta: Float64Array = new Float64Array((design.starts.at(-1) ?? 0) + 1);
  beta[0] = start?.intercept ?? logOddsOf(outcomes);
  if (start !== undefined) beta.set(start.effects, 1);
  let sums = penalised(sumUp(design, outcomes, beta), beta, ridge, ties);
  for (let round = 0; round < mostRounds; round += 1) {
    const step = solveCholesky(choleskyOf(sums.hessian), sums.gradient);
    const moved = stepped(design, outcomes, { beta, step, ridge, ties, before: sums.likelihood });
    if (moved === null) break;
    beta = moved.beta;
    sums = moved.sums;
    if (largestOf(step) < lastStep) break;
  }
  return { intercept: beta[0] ?? 0, effects: beta.slice(1), information: withoutFirst(sums.hessian) };
}

/** Takes the step, or the largest half, quarter … of it that raises the likelihood; null where none does. */
function stepped(
  design: Design,
  outcomes: Uint8Array,
  at: { beta: Float64Array; step: Float64Array; ridge: number; ties: readonly Tie[]; before: number },
): { beta: Float64Array; sums: Sums } | null {
  let scale = Math.min(1, longestStep / largestOf(at.step));
  for (let tries = 0; tries < 12; tries += 1, scale /= 2) {
    const share = scale;
    const beta = at.beta.map((value, index) => value + share * (at.step[index] ?? 0));
    const sums = penalised(sumUp(design, outcomes, beta), beta, at.ridge, at.ties);
    if (sums.likelihood >= at.before) return { beta, sums };
  }
  return null;
}

function largestOf(vector: Float64Array): number {
  return vector.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
}

/** The log-odds of the average, kept finite where there is one outcome only. */
function logOddsOf(outcomes: Uint8Array): number {
  let positives = 0;
  for (const outcome of outcomes) positives += outcome;
  return Math.log((positives + 0.5) / (outcomes.length - positives + 0.5));
}

function sumUp(design: Design, outcomes: Uint8Array, beta: Float64Array): Sums {
  const size = beta.length;
  const gradient = new Float64Array(size);
  const hessian = zeroMatrix(size);
  const filled = new Int32Array(design.criteria + 1);
  let likelihood = 0;
  for (let row = 0; row < outcomes.length; row += 1) {
    const count = placesOf(design, row, filled);
    let logOdds = 0;
    for (let k = 0; k < count; k += 1) logOdds += beta[filled[k] ?? 0] ?? 0;
    const chance = 1 / (1 + Math.exp(-logOdds));
    const outcome = outcomes[row] ?? 0;
    likelihood += Math.log(Math.max(outcome === 1 ? chance : 1 - chance, 1e-300));
    addRow(gradient, hessian.values, { filled, count, residual: outcome - chance, weight: chance * (1 - chance) });
  }
  return { likelihood, gradient, hessian };
}

/** Writes the places of the row's coefficients, ascending, and returns how many they are; the intercept is place 0. */
function placesOf({ cells, criteria }: Design, row: number, filled: Int32Array): number {
  let count = 1;
  filled[0] = 0;
  for (let k = row * criteria; k < (row + 1) * criteria; k += 1) {
    const cell = cells[k] ?? -1;
    if (cell < 0) continue;
    filled[count] = cell + 1;
    count += 1;
  }
  return count;
}

interface RowSums {
  readonly filled: Int32Array;
  readonly count: number;
  readonly residual: number;
  readonly weight: number;
}

/** Adds one row to the gradient and to the lower triangle of the Hessian. */
function addRow(gradient: Float64Array, hessian: Float64Array, { filled, count, residual, weight }: RowSums): void {
  const size = gradient.length;
  for (let k = 0; k < count; k += 1) {
    const place = filled[k] ?? 0;
    gradient[place] = (gradient[place] ?? 0) + residual;
    for (let j = 0; j <= k; j += 1) {
      const at = place * size + (filled[j] ?? 0);
      hessian[at] = (hessian[at] ?? 0) + weight;
    }
  }
}

function penalised(
  { likelihood, gradient, hessian }: Sums,
  beta: Float64Array,
  ridge: number,
  ties: readonly Tie[],
): Sums {
  const { size } = hessian;
  const values = Float64Array.from(hessian.values);
  const pulled = Float64Array.from(gradient);
  let cost = 0;
  for (let index = 1; index < size; index += 1) {
    const away = beta[index] ?? 0;
    values[index * size + index] = (values[index * size + index] ?? 0) + ridge;
    pulled[index] = (pulled[index] ?? 0) - ridge * away;
    cost += (ridge / 2) * away * away;
  }
  for (const { first, second, weight } of ties) {
    const [a, b] = [first + 1, second + 1];
    const apart = (beta[a] ?? 0) - (beta[b] ?? 0);
    values[a * size + a] = (values[a * size + a] ?? 0) + weight;
    values[b * size + b] = (values[b * size + b] ?? 0) + weight;
    // The lower triangle: the second comes after the first.
    values[b * size + a] = (values[b * size + a] ?? 0) - weight;
    pulled[a] = (pulled[a] ?? 0) - weight * apart;
    pulled[b] = (pulled[b] ?? 0) + weight * apart;
    cost += (weight / 2) * apart * apart;
  }
  return { likelihood: likelihood - cost, gradient: pulled, hessian: { size, values } };
}

/** The Schur complement of the first row: what is known of the others whatever the intercept. */
function withoutFirst({ size, values }: Matrix): Matrix {
  const rest = zeroMatrix(size - 1);
  const pivot = Math.max(values[0] ?? 0, 1e-12);
  for (let row = 1; row < size; row += 1) {
    for (let column = 1; column <= row; column += 1) {
      const value =
        (values[row * size + column] ?? 0) - ((values[row * size] ?? 0) * (values[column * size] ?? 0)) / pivot;
      rest.values[(row - 1) * (size - 1) + column - 1] = value;
      rest.values[(column - 1) * (size - 1) + row - 1] = value;
    }
  }
  return rest;
}
