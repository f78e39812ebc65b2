import type { Reason, Score } from './score';

/** What one criterion did to the score, as ids and numbers; the sentence is the reader's. */
export interface ReasonItem {
  readonly criterionId: string;
  /** `raised` and `lowered` against what such leads usually have; `asUsual` known but no change; `open` still to learn. */
  readonly effect: 'raised' | 'lowered' | 'asUsual' | 'open';
  readonly state: Reason['state'];
  readonly basis: Reason['basis'];
  readonly points: number;
  readonly outOf: number;
  readonly moved: number;
  readonly couldAdd: number;
  readonly couldLose: number;
  readonly gate: 'met' | 'unmet' | 'unknown' | null;
}

/** The reasons of a score in the order a person wants them: what moved it most, then what is open and widest. */
export function explainScore(score: Score): readonly ReasonItem[] {
  return score.reasons
    .map((reason) => ({
      ...reason,
      effect: effectOf(reason),
      gate: score.gates.find((gate) => gate.criterionId === reason.criterionId)?.state ?? null,
    }))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || sizeOf(b) - sizeOf(a));
}

function effectOf({ state, moved }: Reason): ReasonItem['effect'] {
  if (state === 'unknown') return 'open';
  if (moved === 0) return 'asUsual';
  return moved > 0 ? 'raised' : 'lowered';
}

function rankOf({ effect }: ReasonItem): number {
  return effect === 'open' ? 1 : 0;
}

function sizeOf({ effect, moved, couldAdd, couldLose }: ReasonItem): number {
  return effect === 'open' ? couldAdd + couldLose : Math.abs(moved);
}
