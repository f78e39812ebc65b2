import { fitCard, type Training } from './fit';
import { foldsOf, rowsOutside, rowsWithin } from './folds';
import { aucInterval, type CalibrationBin, calibrationOf, capturedBy, type Metrics, metricsOf } from './metrics';

/** How a card did on leads that had no part in fitting it. */
export interface Validation extends Metrics {
  readonly leads: number;
  readonly positives: number;
  /** 95 % interval of the AUC. */
  readonly low: number;
  readonly high: number;
  readonly calibration: readonly CalibrationBin[];
  /** Share of all positive leads among the best tenth, fifth and half. */
  readonly captured: readonly { readonly share: number; readonly captured: number }[];
}

/** How chances did against what came. */
export function validationOf(chances: Float64Array, outcomes: Uint8Array): Validation {
  const { auc, low, high } = aucInterval(chances, outcomes);
  return {
    ...metricsOf(chances, outcomes),
    auc,
    low,
    high,
    leads: outcomes.length,
    positives: outcomes.reduce((sum, outcome) => sum + outcome, 0),
    calibration: calibrationOf(chances, outcomes),
    captured: [0.1, 0.2, 0.5].map((share) => ({ share, captured: capturedBy(chances, outcomes, share) })),
  };
}

/** Fits on some rows and foretells others; whatever is learnt from the first, nothing is from the second. */
export type Foretell = (train: Uint32Array, test: Uint32Array) => Float64Array;

/** The learnt card as something to validate. */
export function cardForetells({ uses, outcomes }: Omit<Training, 'rows'>): Foretell {
  return (train, test) => fitCard({ uses, outcomes, rows: train }).chancesOf(test);
}

/** Every row foretold once by a fit on the other folds; `seed` decides the shuffling. */
export function crossValidate(
  foretell: Foretell,
  { outcomes, rows }: Pick<Training, 'outcomes' | 'rows'>,
  { count = 5, seed = 42, onFold }: { count?: number; seed?: number; onFold?: (done: number) => void } = {},
): { readonly folds: readonly Metrics[]; readonly together: Validation } {
  const folds = foldsOf(outcomes, rows, count, seed);
  const results: Metrics[] = [];
  const chances: number[] = [];
  const came: number[] = [];
  for (let fold = 0; fold < count; fold += 1) {
    const test = rowsWithin(rows, folds, fold);
    const foretold = foretell(rowsOutside(rows, folds, fold), test);
    const own = Uint8Array.from(test, (row) => outcomes[row] ?? 0);
    results.push(metricsOf(foretold, own));
    for (const [index, chance] of foretold.entries()) {
      chances.push(chance);
      came.push(own[index] ?? 0);
    }
    onFold?.(fold + 1);
  }
  return { folds: results, together: validationOf(Float64Array.from(chances), Uint8Array.from(came)) };
}

/** The newest fifth foretold by a fit on the older rows; null where either part has one outcome only. */
export function validateLater(
  foretell: Foretell,
  { outcomes, rows }: Pick<Training, 'outcomes' | 'rows'>,
): Validation | null {
  const { older, newer } = oldAndNew(rows);
  if (!hasBoth(outcomes, older) || !hasBoth(outcomes, newer)) return null;
  return validationOf(
    foretell(older, newer),
    Uint8Array.from(newer, (row) => outcomes[row] ?? 0),
  );
}

/** Rows in order of time as the older four fifths and the newest fifth. */
export function oldAndNew(rows: Uint32Array): { readonly older: Uint32Array; readonly newer: Uint32Array } {
  const cut = Math.floor(rows.length * 0.8);
  return { older: rows.subarray(0, cut), newer: rows.subarray(cut) };
}

function hasBoth(outcomes: Uint8Array, rows: Uint32Array): boolean {
  return rows.some((row) => outcomes[row] === 1) && rows.some((row) => outcomes[row] === 0);
}
