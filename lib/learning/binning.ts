import { type Cell, cellsOf, type Stretch, stretchesOf, type TextTallies } from './cells';
import type { UsableColumn } from './columns';
import type { FitRules } from './fit-rules';
import { likelihoodOf, type Tally, worthOfBestCut } from './merge';

/** A row that falls in no bin: its value was too rare to learn from. It counts as the average of its column. */
export const noBin = 65535;

/** One bin of a criterion as a person reads it: a stretch of numbers, some texts, nothing known, or all the rest. */
export interface Bin extends Tally {
  /** Holds the numbers from `from` (inclusive, null: no lower end) to `to` (exclusive, null: no upper end). */
  readonly numbers: { readonly from: number | null; readonly to: number | null } | null;
  readonly texts: readonly string[];
  /** Holds every text too rare to be named, also those never seen before. */
  readonly hasOthers: boolean;
  readonly hasMissing: boolean;
}

/** A column cut into bins. Stretches of numbers come first, ascending. */
export interface BinnedColumn {
  readonly use: UsableColumn;
  readonly bins: readonly Bin[];
  /** For each distinct text of the column its bin, or `noBin`. */
  readonly binOfText: Uint16Array;
}

/**
 * Cuts a column into fine bins without looking at outcomes: stretches of equal size, every frequent text, all rare
 * texts together, and what is missing. Which of them belong together is decided later, given the other columns.
 */
export function binColumn(
  use: UsableColumn,
  tallies: TextTallies,
  rules: Pick<FitRules, 'fewestLeads' | 'mostTexts' | 'stretches'>,
): BinnedColumn {
  const cells = cellsOf(use, tallies, rules);
  const stretches = stretchesOf(use, cells.numbers, rules.stretches);
  const bins: Bin[] = stretches.map((stretch, index) => numberBin(stretch, stretches[index + 1]));
  const codes = stretches.map((stretch) => stretch.codes);
  const add = (cell: Cell, holds: Partial<Bin>) => {
    bins.push(binOf(cell, holds));
    codes.push(cell.codes);
  };
  for (const cell of cells.texts) add(cell, { texts: cell.codes.map((code) => use.column.texts[code] ?? '') });
  if (cells.rare.leads >= rules.fewestLeads) add(cells.rare, { hasOthers: true });
  if (cells.missing.leads >= rules.fewestLeads) add(cells.missing, { hasMissing: true });
  const binOfText = new Uint16Array(use.column.texts.length).fill(noBin);
  for (const [bin, own] of codes.entries()) for (const code of own) binOfText[code] = bin;
  placeUnseen(use, bins, binOfText);
  return { use, bins, binOfText };
}

/** The column with its leads counted anew, on other rows. */
export function countedOn(binned: BinnedColumn, outcomes: Uint8Array, rows: Uint32Array): BinnedColumn {
  const { codes } = binned.use.column;
  const leads = new Float64Array(binned.bins.length);
  const positives = new Float64Array(binned.bins.length);
  for (const row of rows) {
    const bin = binned.binOfText[codes[row] ?? 0] ?? noBin;
    if (bin === noBin) continue;
    leads[bin] = (leads[bin] ?? 0) + 1;
    positives[bin] = (positives[bin] ?? 0) + (outcomes[row] ?? 0);
  }
  const bins = binned.bins.map((bin, index) => ({
    ...bin,
    leads: leads[index] ?? 0,
    positives: positives[index] ?? 0,
  }));
  return { ...binned, bins };
}

/** The column with bins put together; each group names the bins that become one. */
export function joinBins({ use, bins, binOfText }: BinnedColumn, groups: readonly (readonly number[])[]): BinnedColumn {
  const groupOf = new Map(groups.flatMap((group, index) => group.map((bin) => [bin, index] as const)));
  return {
    use,
    bins: groups.map((group) => group.map((bin) => bins[bin]).reduce(asOne, undefined) ?? binOf(noCell, {})),
    binOfText: binOfText.map((bin) => groupOf.get(bin) ?? noBin),
  };
}

/** How much a column alone can tell, whatever the others: the log-likelihood its best few bins gain, less their cost. */
export function worthOf(bins: readonly Bin[], costPerBin: number): number {
  const numbers = bins.filter((bin) => bin.numbers !== null);
  const others = bins.filter((bin) => bin.numbers === null);
  const merged = numbers.length === 0 ? 0 : worthOfBestCut(numbers, costPerBin);
  const byRate = others.toSorted((a, b) => rateOf(a) - rateOf(b));
  const texts = byRate.length === 0 ? 0 : worthOfBestCut(byRate, costPerBin);
  const parts = merged + texts - (numbers.length > 0 && others.length > 0 ? costPerBin : 0);
  return parts - likelihoodOf({ leads: sum(bins, 'leads'), positives: sum(bins, 'positives') });
}

const noCell: Cell = { leads: 0, positives: 0, codes: [] };

function binOf({ leads, positives }: Cell, holds: Partial<Bin>): Bin {
  return { numbers: null, texts: [], hasOthers: false, hasMissing: false, ...holds, leads, positives };
}

function numberBin(stretch: Stretch, next: Stretch | undefined): Bin {
  return binOf(stretch, { numbers: { from: stretch.from, to: next?.from ?? null } });
}

/** Neighbouring stretches become one stretch; everything else is added together. */
function asOne(a: Bin | undefined, b: Bin | undefined): Bin | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return {
    leads: a.leads + b.leads,
    positives: a.positives + b.positives,
    numbers: spanOf(a.numbers, b.numbers),
    texts: [...a.texts, ...b.texts],
    hasOthers: a.hasOthers || b.hasOthers,
    hasMissing: a.hasMissing || b.hasMissing,
  };
}

function spanOf(a: Bin['numbers'], b: Bin['numbers']): Bin['numbers'] {
  if (a === null || b === null) return a ?? b;
  const [low, high] = a.from === null || (b.from !== null && a.from <= b.from) ? [a, b] : [b, a];
  return { from: low.from, to: high.to };
}

/** A number that no training row has still lies in a bin. */
function placeUnseen(use: UsableColumn, bins: readonly Bin[], binOfText: Uint16Array): void {
  if (use.kind !== 'amount') return;
  for (const [code, value] of use.numbers.entries()) {
    if (Number.isNaN(value) || binOfText[code] !== noBin) continue;
    const bin = bins.findIndex(({ numbers }) => numbers !== null && isWithin(value, numbers));
    if (bin >= 0) binOfText[code] = bin;
  }
}

/** Whether a number lies in a stretch. */
export function isWithin(value: number, { from, to }: { from: number | null; to: number | null }): boolean {
  return (from === null || value >= from) && (to === null || value < to);
}

function rateOf({ leads, positives }: Tally): number {
  return leads === 0 ? 0 : positives / leads;
}

function sum(bins: readonly Bin[], of: keyof Tally): number {
  return bins.reduce((total, bin) => total + bin[of], 0);
}
