import { writeFile } from 'node:fs/promises';

/** One measured figure in the form every benchmark and fault run of this project uses. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is held against, measured in the same run; null where the figure stands alone. */
  readonly against: number | null;
  /** `value / against`. */
  readonly ratio: number | null;
  /** The ratio (or, without `against`, the value) that must not be exceeded; null where there is none. */
  readonly goal: number | null;
  readonly holds: boolean | null;
}

/** A figure as a ratio to another measured in the same run. Rounded for reading; the ratio is taken before rounding. */
export function ratioFigure(name: string, unit: string, value: number, against: number, goal: number | null): Figure {
  const ratio = value / against;
  return {
    name,
    unit,
    value: round(value),
    against: round(against),
    ratio: round(ratio),
    goal,
    holds: goal === null ? null : ratio <= goal,
  };
}

/** A figure that stands alone, with the most it may be. */
export function plainFigure(name: string, unit: string, value: number, goal: number | null): Figure {
  return {
    name,
    unit,
    value: round(value),
    against: null,
    ratio: null,
    goal,
    holds: goal === null ? null : value <= goal,
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** The middle value; the lower middle of an even number. @throws RangeError on an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('No values to take a median of');
  return middle;
}

/** The table people read. */
export function printTable(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => ({
    figure: figure.name,
    value: `${figure.value} ${figure.unit}`,
    against: figure.against === null ? '' : `${figure.against} ${figure.unit}`,
    ratio: figure.ratio ?? '',
    goal: figure.goal ?? '',
    holds: figure.holds === null ? '' : figure.holds ? 'yes' : 'NO',
  }));
  console.table(rows);
}

/** Writes `{ figures }` where a file is asked for. */
export async function writeFigures(figures: readonly Figure[], file: string | undefined): Promise<void> {
  if (file !== undefined) await writeFile(file, `${JSON.stringify({ figures }, null, 2)}\n`);
}
