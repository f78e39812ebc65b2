/** How well chances told outcomes apart and how true they were. */
export interface Metrics {
  /** Chance that a positive lead is placed above a negative one; ties count half. 0.5 is no better than chance. */
  readonly auc: number;
  /** Mean squared distance of chance and outcome. */
  readonly brier: number;
  /** Expected calibration error over ten bins of equal count. */
  readonly ece: number;
  /** What that error would be on average if every chance were exactly right: with few leads much of it is chance alone. */
  readonly eceByChance: number;
}

/** Leads with the same chance, in ascending order of chance. */
interface Tie {
  readonly chance: number;
  readonly leads: number;
  readonly positives: number;
}

/** All metrics of one set of leads. */
export function metricsOf(chances: Float64Array, outcomes: Uint8Array): Metrics {
  const ties = tiesOf(chances, outcomes);
  const bins = equalCountBins(ties, 10);
  const [ece, eceByChance] = [eceOf(bins), chanceAlone(bins)];
  return { auc: aucOf(ties), brier: brierOf(chances, outcomes), ece, eceByChance };
}

function tiesOf(chances: Float64Array, outcomes: Uint8Array): Tie[] {
  const order = Uint32Array.from(chances, (_, index) => index).sort((a, b) => (chances[a] ?? 0) - (chances[b] ?? 0));
  const ties: { chance: number; leads: number; positives: number }[] = [];
  for (const index of order) {
    const chance = chances[index] ?? 0;
    const last = ties.at(-1);
    if (last?.chance === chance) {
      last.leads += 1;
      last.positives += outcomes[index] ?? 0;
    } else ties.push({ chance, leads: 1, positives: outcomes[index] ?? 0 });
  }
  return ties;
}

function aucOf(ties: readonly Tie[]): number {
  let below = 0;
  let positives = 0;
  let sum = 0;
  for (const tie of ties) {
    const negatives = tie.leads - tie.positives;
    sum += tie.positives * (below + negatives / 2);
    below += negatives;
    positives += tie.positives;
  }
  return positives === 0 || below === 0 ? Number.NaN : sum / (positives * below);
}

function brierOf(chances: Float64Array, outcomes: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < outcomes.length; index += 1) sum += ((chances[index] ?? 0) - (outcomes[index] ?? 0)) ** 2;
  return sum / outcomes.length;
}

/** A bin of the calibration plot: what was foretold and what came, on average. */
export interface CalibrationBin {
  readonly leads: number;
  readonly foretold: number;
  readonly came: number;
}

/**
 * Bins of equal count. Leads with the same chance are alike, so where a border falls among them each side gets its
 * share of their outcomes: the figure does not depend on the order of the rows.
 */
function equalCountBins(ties: readonly Tie[], bins: number): CalibrationBin[] {
  const total = ties.reduce((sum, { leads }) => sum + leads, 0);
  const size = total / bins;
  const sums = Array.from({ length: bins }, () => ({ leads: 0, foretold: 0, came: 0 }));
  let filled = 0;
  for (const tie of ties) {
    let left = tie.leads;
    while (left > 1e-9) {
      const bin = sums[Math.min(bins - 1, Math.floor(filled / size + 1e-9))];
      if (bin === undefined) break;
      const room = bin === sums[bins - 1] ? left : size - bin.leads;
      const taken = Math.min(left, Math.max(room, 1e-9));
      bin.leads += taken;
      bin.foretold += taken * tie.chance;
      bin.came += (taken * tie.positives) / tie.leads;
      filled += taken;
      left -= taken;
    }
  }
  return sums
    .filter(({ leads }) => leads > 0)
    .map(({ leads, foretold, came }) => ({ leads, foretold: foretold / leads, came: came / leads }));
}

/** The bins of a calibration plot, lowest chance first. */
export function calibrationOf(chances: Float64Array, outcomes: Uint8Array, bins = 10): readonly CalibrationBin[] {
  return equalCountBins(tiesOf(chances, outcomes), bins);
}

/** Of a bin of n leads of chance p, the share that succeeds lies sqrt(2 p (1 - p) / (π n)) from p on average (the mean distance of a normal distribution). */
function chanceAlone(bins: readonly CalibrationBin[]): number {
  const total = bins.reduce((sum, { leads }) => sum + leads, 0);
  return bins.reduce(
    (sum, { leads, foretold: p }) => sum + (leads / total) * Math.sqrt((2 * p * (1 - p)) / (Math.PI * leads)),
    0,
  );
}

function eceOf(bins: readonly CalibrationBin[]): number {
  const total = bins.reduce((sum, { leads }) => sum + leads, 0);
  return bins.reduce((sum, { leads, foretold, came }) => sum + (leads / total) * Math.abs(foretold - came), 0);
}

/** The AUC with its 95 % interval (DeLong, DeLong & Clarke-Pearson 1988, from the placements of each lead). */
export function aucInterval(
  chances: Float64Array,
  outcomes: Uint8Array,
): { readonly auc: number; readonly low: number; readonly high: number } {
  const ties = tiesOf(chances, outcomes);
  const auc = aucOf(ties);
  const positives = ties.reduce((sum, tie) => sum + tie.positives, 0);
  const negatives = outcomes.length - positives;
  let [below, passed, ofPositives, ofNegatives] = [0, 0, 0, 0];
  for (const tie of ties) {
    const own = tie.leads - tie.positives;
    ofPositives += tie.positives * ((below + own / 2) / negatives - auc) ** 2;
    ofNegatives += own * ((positives - passed - tie.positives / 2) / positives - auc) ** 2;
    below += own;
    passed += tie.positives;
  }
  const variance =
    ofPositives / (positives * Math.max(1, positives - 1)) + ofNegatives / (negatives * Math.max(1, negatives - 1));
  const reach = 1.96 * Math.sqrt(variance);
  return { auc, low: Math.max(0, auc - reach), high: Math.min(1, auc + reach) };
}

/** The share of all positive leads among the best `share` of leads; leads with the same chance are taken in part. */
export function capturedBy(chances: Float64Array, outcomes: Uint8Array, share: number): number {
  const ties = tiesOf(chances, outcomes).toReversed();
  const positives = ties.reduce((sum, tie) => sum + tie.positives, 0);
  let left = share * outcomes.length;
  let captured = 0;
  for (const tie of ties) {
    const taken = Math.min(left, tie.leads);
    captured += (tie.positives * taken) / tie.leads;
    left -= taken;
    if (left <= 0) break;
  }
  return captured / positives;
}
