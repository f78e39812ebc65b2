import type { UsableColumn } from './columns';
import type { Tally } from './merge';
import { roundestBetween } from './numbers';

/** Leads that share a value or a stretch of values, by the codes of their texts. */
export interface Cell extends Tally {
  readonly codes: readonly number[];
}

/** Outcomes counted per distinct text of a column, on the training rows only. */
export interface TextTallies {
  readonly leads: Float64Array;
  readonly positives: Float64Array;
}

/** Counts the outcomes of the given rows per distinct text. */
export function tallyTexts(use: UsableColumn, outcomes: Uint8Array, rows: Uint32Array): TextTallies {
  const leads = new Float64Array(use.column.texts.length);
  const positives = new Float64Array(use.column.texts.length);
  const { codes } = use.column;
  for (const row of rows) {
    const code = codes[row] ?? 0;
    leads[code] = (leads[code] ?? 0) + 1;
    positives[code] = (positives[code] ?? 0) + (outcomes[row] ?? 0);
  }
  return { leads, positives };
}

export interface Cells {
  /** One cell per number that occurs, ascending. */
  readonly numbers: readonly Cell[];
  /** One cell per text that occurs often enough. */
  readonly texts: readonly Cell[];
  /** All texts that do not. */
  readonly rare: Cell;
  readonly missing: Cell;
}

/** Sorts a column's texts into numbers, texts, rare texts and those that say nothing. */
export function cellsOf(
  use: UsableColumn,
  tallies: TextTallies,
  { fewestLeads, mostTexts }: { fewestLeads: number; mostTexts: number },
): Cells {
  const numbers: Cell[] = [];
  const texts: Cell[] = [];
  const rare: Cell[] = [];
  const missing: Cell[] = [];
  for (let code = 0; code < use.column.texts.length; code += 1) {
    const cell = { leads: tallies.leads[code] ?? 0, positives: tallies.positives[code] ?? 0, codes: [code] };
    if (use.missing[code] === 1) missing.push(cell);
    else if (isNumber(use, code)) {
      if (cell.leads > 0) numbers.push(cell);
    } else (cell.leads < fewestLeads ? rare : texts).push(cell);
  }
  texts.sort((a, b) => b.leads - a.leads);
  rare.push(...texts.splice(mostTexts));
  numbers.sort((a, b) => numberOf(use, a) - numberOf(use, b));
  return { numbers, texts, rare: joined(rare), missing: joined(missing) };
}

/** The number a cell stands for. */
export function numberOf(use: UsableColumn, cell: Cell | undefined): number {
  return use.kind === 'amount' ? (use.numbers[cell?.codes[0] ?? -1] ?? Number.NaN) : Number.NaN;
}

/** Several cells as one. */
export function joined(cells: readonly Cell[]): Cell {
  return {
    leads: cells.reduce((sum, { leads }) => sum + leads, 0),
    positives: cells.reduce((sum, { positives }) => sum + positives, 0),
    codes: cells.flatMap(({ codes }) => codes),
  };
}

/** A stretch of numbers: from its border (inclusive, null for the lowest stretch) up to the next one's. */
export interface Stretch extends Cell {
  readonly from: number | null;
}

/**
 * Numbers gathered into at most about `most` stretches of equal size whose borders are as round as they can be without
 * moving far. A single number that many leads share (0, or a 999 for "never") is a stretch of its own.
 */
export function stretchesOf(use: UsableColumn, numbers: readonly Cell[], most: number): readonly Stretch[] {
  if (numbers.length === 0) return [];
  const before = [0];
  for (const { leads } of numbers) before.push((before.at(-1) ?? 0) + leads);
  const step = (before.at(-1) ?? 0) / most;
  const borderAt = (index: number) => roundestBetween(numberOf(use, numbers[index - 1]), numberOf(use, numbers[index]));
  const starts = new Set<number>([0]);
  let first = 1;
  for (let part = 1; part < most; part += 1) {
    while (first < numbers.length && (before[first] ?? 0) < (part - tolerance) * step) first += 1;
    const start = roundestStart(before, first, (part + tolerance) * step, numbers.length, borderAt);
    if (start !== null) starts.add(start);
  }
  for (const [index, { leads }] of numbers.entries()) {
    if (leads < step) continue;
    starts.add(index);
    if (index + 1 < numbers.length) starts.add(index + 1);
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((start, index) => ({
    ...joined(numbers.slice(start, sorted[index + 1] ?? numbers.length)),
    from: start === 0 ? null : borderAt(start),
  }));
}

/** How far, in parts of a stretch, a border may move to be rounder. */
const tolerance = 0.35;

/** The start within reach whose border has the fewest digits; the next start at all where none is within reach. */
function roundestStart(
  before: readonly number[],
  first: number,
  reach: number,
  size: number,
  borderAt: (index: number) => number,
): number | null {
  if (first >= size) return null;
  let best = first;
  let fewestDigits = digitsOf(borderAt(first));
  for (let index = first + 1; index < size && (before[index] ?? 0) <= reach; index += 1) {
    const digits = digitsOf(borderAt(index));
    if (digits >= fewestDigits) continue;
    best = index;
    fewestDigits = digits;
  }
  return best;
}

function digitsOf(value: number): number {
  const digits = Math.abs(value)
    .toPrecision(12)
    .replace(/e.*$/, '')
    .replace('.', '')
    .replace(/0+$/, '')
    .replace(/^0+/, '');
  // A half (5, 25, 0.5) reads nearly as easily as a whole.
  return digits.endsWith('5') ? digits.length - 0.5 : digits.length;
}

function isNumber(use: UsableColumn, code: number): boolean {
  return use.kind === 'amount' && !Number.isNaN(use.numbers[code] ?? Number.NaN);
}
