/** Leads and positive outcomes that fall together. */
export interface Tally {
  readonly leads: number;
  readonly positives: number;
}

/** The log-likelihood of the outcomes of a tally at its own rate. */
export function likelihoodOf({ leads, positives }: Tally): number {
  return part(positives, leads) + part(leads - positives, leads);
}

function part(count: number, of: number): number {
  return count <= 0 ? 0 : count * Math.log(count / of);
}

/**
 * What ordered cells are worth when cut into neighbouring bins in the best way: the log-likelihood at one rate per bin
 * less `costPerBin` for every bin beyond the first. Exact, by dynamic programming over the cuts.
 */
export function worthOfBestCut(cells: readonly Tally[], costPerBin: number): number {
  const leads = runningSum(cells.map((cell) => cell.leads));
  const positives = runningSum(cells.map((cell) => cell.positives));
  const best = new Float64Array(cells.length + 1).fill(Number.NEGATIVE_INFINITY);
  best[0] = costPerBin;
  for (let to = 1; to <= cells.length; to += 1) {
    for (let from = 0; from < to; from += 1) {
      const tally = {
        leads: (leads[to] ?? 0) - (leads[from] ?? 0),
        positives: (positives[to] ?? 0) - (positives[from] ?? 0),
      };
      best[to] = Math.max(best[to] ?? 0, (best[from] ?? 0) + likelihoodOf(tally) - costPerBin);
    }
  }
  return best[cells.length] ?? 0;
}

function runningSum(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (const [index, value] of values.entries()) sums[index + 1] = (sums[index] ?? 0) + value;
  return sums;
}
