import { dot, type Matrix, times } from './linear-algebra';

/** Whole points per bin, and how many log-odds one point is worth. */
export interface Points {
  readonly points: Int32Array;
  readonly perPoint: number;
  /** Log-likelihood lost to rounding, by the quadratic approximation. */
  readonly lost: number;
}

/**
 * Rounds effects to small whole points, at least 0 within every criterion.
 *
 * For each highest number of points from 2 to `most` the effects are scaled, rounded, and then improved one point at a
 * time with the scale refitted, until no single change helps; the loss is that of the likelihood, not of the roundness
 * (coordinate descent over a set of multipliers, as in FasterRisk, Liu et al., NeurIPS 2022). The smallest points whose
 * loss is within `mayLose` of the best are taken.
 */
export function roundEffects(
  effects: Float64Array,
  information: Matrix,
  starts: readonly number[],
  { most, mayLose }: { most: number; mayLose: number },
): Points {
  const shifted = fromLowest(effects, starts);
  const range = Math.max(...shifted);
  if (range < 1e-9) return { points: new Int32Array(effects.length), perPoint: 0, lost: 0 };
  const tries: Points[] = [];
  for (let parts = 2; parts <= most; parts += multiplierStep) {
    tries.push(improved(shifted, information, starts, { highest: most, first: range / parts }));
  }
  const least = Math.min(...tries.map(({ lost }) => lost));
  return (
    tries.find(({ lost }) => lost <= least + mayLose) ?? {
      points: new Int32Array(effects.length),
      perPoint: 0,
      lost: 0,
    }
  );
}

/** How finely the multipliers are tried. */
const multiplierStep = 0.25;

/** Every criterion's effects from its lowest bin up: the intercept takes the rest. */
function fromLowest(effects: Float64Array, starts: readonly number[]): Float64Array {
  const shifted = Float64Array.from(effects);
  for (let one = 0; one + 1 < starts.length; one += 1) {
    const [from, to] = [starts[one] ?? 0, starts[one + 1] ?? 0];
    const lowest = Math.min(...effects.subarray(from, to));
    for (let bin = from; bin < to; bin += 1) shifted[bin] = (shifted[bin] ?? 0) - lowest;
  }
  return shifted;
}

/** Points under way, with the products that make the loss of a change cheap to know. */
interface State {
  readonly points: Float64Array;
  /** information · effects, and information · points. */
  readonly pull: Float64Array;
  readonly pushed: Float64Array;
  readonly own: number;
  along: number;
  square: number;
}

interface Change {
  readonly bin: number;
  readonly by: number;
  readonly lost: number;
}

function improved(
  effects: Float64Array,
  information: Matrix,
  starts: readonly number[],
  { highest, first }: { highest: number; first: number },
): Points {
  const points = Float64Array.from(effects, (effect) => Math.min(highest, Math.round(effect / first)));
  const pull = times(information, effects);
  const pushed = times(information, points);
  const state = {
    points,
    pull,
    pushed,
    own: dot(effects, pull),
    along: dot(points, pull),
    square: dot(points, pushed),
  };
  let lost = lossOf(state, state.along, state.square);
  for (let round = 0; round < mostChanges; round += 1) {
    const best = bestChange(state, information, highest, lost);
    if (best === null) break;
    apply(state, information, best);
    lost = best.lost;
  }
  return { points: toWhole(points, starts), perPoint: state.square > 0 ? state.along / state.square : 0, lost };
}

const mostChanges = 200;

/** What is lost when every point is worth what fits best: half the distance left, in the metric of the information. */
function lossOf({ own }: State, along: number, square: number): number {
  return square <= 0 || along <= 0 ? own / 2 : (own - along ** 2 / square) / 2;
}

function bestChange(state: State, { size, values }: Matrix, highest: number, lost: number): Change | null {
  let best: Change | null = null;
  for (let bin = 0; bin < size; bin += 1) {
    for (const by of [-1, 1]) {
      const next = (state.points[bin] ?? 0) + by;
      if (next < 0 || next > highest) continue;
      const square = state.square + 2 * by * (state.pushed[bin] ?? 0) + (values[bin * size + bin] ?? 0);
      const loss = lossOf(state, state.along + by * (state.pull[bin] ?? 0), square);
      if (loss < (best?.lost ?? lost) - 1e-9) best = { bin, by, lost: loss };
    }
  }
  return best;
}

function apply(state: State, { size, values }: Matrix, { bin, by }: Change): void {
  state.square += 2 * by * (state.pushed[bin] ?? 0) + (values[bin * size + bin] ?? 0);
  state.along += by * (state.pull[bin] ?? 0);
  state.points[bin] = (state.points[bin] ?? 0) + by;
  for (let index = 0; index < size; index += 1) {
    state.pushed[index] = (state.pushed[index] ?? 0) + by * (values[index * size + bin] ?? 0);
  }
}

function toWhole(points: Float64Array, starts: readonly number[]): Int32Array {
  return Int32Array.from(fromLowest(points, starts));
}
