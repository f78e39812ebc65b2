import type { ColumnUse, UsableColumn } from '../../../lib/learning/columns.ts';

/**
 * The yardstick: logistic regression with an L2 penalty (C = 1, as scikit-learn's default) on all columns; amounts
 * standardised with missing ones at the mean and told by a column of their own, choices one-hot. Fitted by L-BFGS until
 * the mean gradient is below 1e-6. One-hot columns are kept as indices, which is the fastest way to pass over them.
 */
export interface Regression {
  readonly chances: (rows: Uint32Array) => Float64Array;
  readonly features: number;
  readonly iterations: number;
}

interface Encoded {
  /** Row-major feature indices of the one-hot columns (-1: none). */
  readonly hot: (rows: Uint32Array) => Int32Array;
  readonly hotColumns: number;
  /** Row-major standardised amounts. */
  readonly dense: (rows: Uint32Array) => Float64Array;
  readonly denseColumns: number;
  readonly features: number;
}

/** Fits on the given rows. Levels, means and deviations are taken from these rows only. */
export function fitRegression(uses: readonly ColumnUse[], outcomes: Uint8Array, rows: Uint32Array): Regression {
  const encoded = encode(uses, rows);
  const y = Uint8Array.from(rows, (row) => outcomes[row] ?? 0);
  const hot = encoded.hot(rows);
  const dense = encoded.dense(rows);
  const { weights, iterations } = minimise(
    (w, gradient) => lossOf(encoded, { hot, dense, y }, w, gradient),
    encoded.features + 1,
    1e-6,
  );
  return {
    features: encoded.features,
    iterations,
    chances: (others) => {
      const otherHot = encoded.hot(others);
      const otherDense = encoded.dense(others);
      return Float64Array.from(
        others,
        (_, row) => 1 / (1 + Math.exp(-logOdds(encoded, otherHot, otherDense, weights, row))),
      );
    },
  };
}

interface Amounts {
  readonly codes: Uint32Array;
  readonly values: Float64Array;
}

interface Choices {
  readonly codes: Uint32Array;
  readonly map: Int32Array;
}

function encode(uses: readonly ColumnUse[], rows: Uint32Array): Encoded {
  const usable = uses.filter((use) => use.kind !== 'leftOut');
  const counted = usable.map((use) => ({ use, counts: countsOf(use, rows) }));
  const amounts = counted.flatMap(({ use, counts }) => standardised(use, counts) ?? []);
  let features = amounts.length;
  const hotMaps: Choices[] = [];
  for (const { use, counts } of counted) {
    const map = new Int32Array(use.column.texts.length).fill(-1);
    const first = features;
    for (let code = 0; code < map.length; code += 1) {
      if (isAmount(use, code) || (counts[code] ?? 0) === 0) continue;
      map[code] = features;
      features += 1;
    }
    if (features > first) hotMaps.push({ codes: use.column.codes, map });
  }
  return {
    features,
    hotColumns: hotMaps.length,
    denseColumns: amounts.length,
    hot: (of) => hotOf(hotMaps, of),
    dense: (of) => denseOf(amounts, of),
  };
}

function countsOf(use: UsableColumn, rows: Uint32Array): Float64Array {
  const { codes, texts } = use.column;
  const counts = new Float64Array(texts.length);
  for (const row of rows) counts[codes[row] ?? 0] = (counts[codes[row] ?? 0] ?? 0) + 1;
  return counts;
}

function isAmount(use: UsableColumn, code: number): boolean {
  return use.kind === 'amount' && !Number.isNaN(use.numbers[code] ?? Number.NaN);
}

/** An amount less its mean, by its deviation, zero where it is missing; null where all amounts are the same. */
function standardised(use: UsableColumn, counts: Float64Array): Amounts | null {
  if (use.kind !== 'amount') return null;
  const { numbers } = use;
  let [n, sum, square] = [0, 0, 0];
  for (const [code, count] of counts.entries()) {
    if (!isAmount(use, code)) continue;
    const value = numbers[code] ?? 0;
    n += count;
    sum += count * value;
    square += count * value * value;
  }
  const mean = sum / Math.max(n, 1);
  const deviation = Math.sqrt(Math.max(0, square / Math.max(n, 1) - mean * mean));
  if (!(deviation > 1e-12 * Math.abs(mean))) return null;
  const values = numbers.map((value, code) => (isAmount(use, code) ? (value - mean) / deviation : 0));
  return { codes: use.column.codes, values };
}

function hotOf(maps: readonly Choices[], rows: Uint32Array): Int32Array {
  const cells = new Int32Array(rows.length * maps.length);
  for (const [k, { codes, map }] of maps.entries()) {
    for (let row = 0; row < rows.length; row += 1) cells[row * maps.length + k] = map[codes[rows[row] ?? 0] ?? 0] ?? -1;
  }
  return cells;
}

function denseOf(amounts: readonly Amounts[], rows: Uint32Array): Float64Array {
  const cells = new Float64Array(rows.length * amounts.length);
  for (const [k, { codes, values }] of amounts.entries()) {
    for (let row = 0; row < rows.length; row += 1) {
      cells[row * amounts.length + k] = values[codes[rows[row] ?? 0] ?? 0] ?? 0;
    }
  }
  return cells;
}

function logOdds(encoded: Encoded, hot: Int32Array, dense: Float64Array, weights: Float64Array, row: number): number {
  let sum = weights[encoded.features] ?? 0;
  for (let k = 0, at = row * encoded.denseColumns; k < encoded.denseColumns; k += 1) {
    sum += (dense[at + k] ?? 0) * (weights[k] ?? 0);
  }
  for (let k = 0, at = row * encoded.hotColumns; k < encoded.hotColumns; k += 1) {
    const feature = hot[at + k] ?? -1;
    if (feature >= 0) sum += weights[feature] ?? 0;
  }
  return sum;
}

/** Mean log loss plus ‖w‖² / 2n (C = 1); fills the gradient. */
function lossOf(
  encoded: Encoded,
  { hot, dense, y }: { hot: Int32Array; dense: Float64Array; y: Uint8Array },
  weights: Float64Array,
  gradient: Float64Array,
): number {
  const { features, denseColumns, hotColumns } = encoded;
  gradient.fill(0);
  let loss = 0;
  for (let row = 0; row < y.length; row += 1) {
    const z = logOdds(encoded, hot, dense, weights, row);
    const chance = 1 / (1 + Math.exp(-z));
    const outcome = y[row] ?? 0;
    loss += Math.max(z, 0) - outcome * z + Math.log1p(Math.exp(-Math.abs(z)));
    const residual = chance - outcome;
    gradient[features] = (gradient[features] ?? 0) + residual;
    for (let k = 0, at = row * denseColumns; k < denseColumns; k += 1) {
      gradient[k] = (gradient[k] ?? 0) + residual * (dense[at + k] ?? 0);
    }
    for (let k = 0, at = row * hotColumns; k < hotColumns; k += 1) {
      const feature = hot[at + k] ?? -1;
      if (feature >= 0) gradient[feature] = (gradient[feature] ?? 0) + residual;
    }
  }
  let square = 0;
  for (let index = 0; index < features; index += 1) {
    const weight = weights[index] ?? 0;
    square += weight * weight;
    gradient[index] = (gradient[index] ?? 0) + weight;
  }
  for (let index = 0; index <= features; index += 1) gradient[index] = (gradient[index] ?? 0) / y.length;
  return (loss + square / 2) / y.length;
}

/** L-BFGS with ten pairs and a backtracking line search (Nocedal & Wright, Numerical Optimization, algorithm 7.4). */
function minimise(
  loss: (weights: Float64Array, gradient: Float64Array) => number,
  size: number,
  tolerance: number,
): { weights: Float64Array; iterations: number } {
  let weights = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = loss(weights, gradient);
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  let iterations = 0;
  for (; iterations < 1000; iterations += 1) {
    if (gradient.reduce((most, each) => Math.max(most, Math.abs(each)), 0) <= tolerance) break;
    const direction = directionOf(gradient, pairs);
    const slope = inner(direction, gradient);
    let step = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(inner(gradient, gradient))) : 1;
    let next = weights;
    let nextGradient = new Float64Array(size);
    let nextValue = value;
    for (let tries = 0; tries < 40; tries += 1, step /= 2) {
      const at = step;
      next = weights.map((weight, index) => weight + at * (direction[index] ?? 0));
      nextGradient = new Float64Array(size);
      nextValue = loss(next, nextGradient);
      if (nextValue <= value + 1e-4 * step * slope) break;
    }
    if (!(nextValue < value)) break;
    const s = next.map((weight, index) => weight - (weights[index] ?? 0));
    const y = nextGradient.map((each, index) => each - (gradient[index] ?? 0));
    const curvature = inner(s, y);
    if (curvature > 1e-12) pairs.push({ s, y, rho: 1 / curvature });
    if (pairs.length > 10) pairs.shift();
    [weights, gradient, value] = [next, nextGradient, nextValue];
  }
  return { weights, iterations };
}

function directionOf(
  gradient: Float64Array,
  pairs: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = Float64Array.from(gradient);
  const alphas: number[] = [];
  for (const { s, y, rho } of pairs.toReversed()) {
    const alpha = rho * inner(s, q);
    alphas.unshift(alpha);
    for (let index = 0; index < q.length; index += 1) q[index] = (q[index] ?? 0) - alpha * (y[index] ?? 0);
  }
  const last = pairs.at(-1);
  const scale = last === undefined ? 1 : inner(last.s, last.y) / inner(last.y, last.y);
  for (let index = 0; index < q.length; index += 1) q[index] = (q[index] ?? 0) * scale;
  for (const [at, { s, y, rho }] of pairs.entries()) {
    const beta = rho * inner(y, q);
    for (let index = 0; index < q.length; index += 1) {
      q[index] = (q[index] ?? 0) + ((alphas[at] ?? 0) - beta) * (s[index] ?? 0);
    }
  }
  return q.map((each) => -each);
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
