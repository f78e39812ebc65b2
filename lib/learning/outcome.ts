import { type Column, isMissing, type LeadTable } from './table';

/** What came of each lead: 1 where the outcome is the positive value, 0 where it is another. */
export interface Outcomes {
  readonly column: string;
  readonly positive: string;
  readonly values: Uint8Array;
  /** Rows whose outcome is known, in the table's order; the others are not learnt from. */
  readonly rows: Uint32Array;
  readonly positives: number;
}

export type OutcomeProblem = 'noColumn' | 'noValue' | 'oneClass';

export type OutcomeResult =
  | { readonly ok: true; readonly outcomes: Outcomes }
  | { readonly ok: false; readonly problem: OutcomeProblem };

/** Names that outcomes usually have, and words that usually mean success, in the languages of Baton's users. */
const outcomeNames =
  /^(y|outcome|target|label|converted|conversion|accepted|won|is_?won|success|result|结果|转化|是否转化|赢单|成交)$/i;
const positiveWords =
  /^(1|1\.0|yes|y|true|t|won|closed won|accepted|converted|success|positive|qualified|是|有|赢单|成交|已接收|已转化|合格)$/i;

/** A column's values with how often each occurs, the most frequent first; missing ones left out. */
export function valuesOf(column: Column): readonly { readonly text: string; readonly leads: number }[] {
  const counts = new Float64Array(column.texts.length);
  for (const code of column.codes) counts[code] = (counts[code] ?? 0) + 1;
  return column.texts
    .map((text, code) => ({ text, leads: counts[code] ?? 0 }))
    .filter(({ text }) => !isMissing(text))
    .sort((a, b) => b.leads - a.leads || (a.text < b.text ? -1 : 1));
}

/** The column most likely to be the outcome: one by name, else the last with two values; null where there is none. */
export function guessOutcome(table: LeadTable): string | null {
  const named = table.columns.find(({ name, texts }) => outcomeNames.test(name) && texts.length <= 50);
  const two = table.columns.findLast((column) => valuesOf(column).length === 2);
  return (named ?? two)?.name ?? null;
}

/** The value most likely to mean success: one by its word, else the rarest of the column's values. */
export function guessPositive(column: Column): string | null {
  const values = valuesOf(column);
  return (values.find(({ text }) => positiveWords.test(text)) ?? values.at(-1))?.text ?? null;
}

/** Reads the outcomes from a column. */
export function outcomesOf(table: LeadTable, columnName: string, positive?: string): OutcomeResult {
  const column = table.columns.find(({ name }) => name === columnName);
  if (column === undefined) return { ok: false, problem: 'noColumn' };
  const wanted = positive ?? guessPositive(column);
  const code = column.texts.indexOf(wanted ?? '');
  if (wanted === null || code < 0) return { ok: false, problem: positive === undefined ? 'oneClass' : 'noValue' };
  const known = column.texts.map((text) => !isMissing(text));
  const values = Uint8Array.from(column.codes, (each) => (each === code ? 1 : 0));
  const rows = Uint32Array.from(column.codes.keys()).filter((row) => known[column.codes[row] ?? 0]);
  const positives = rows.reduce((sum, row) => sum + (values[row] ?? 0), 0);
  if (positives === 0 || positives === rows.length) return { ok: false, problem: 'oneClass' };
  return { ok: true, outcomes: { column: columnName, positive: wanted, values, rows, positives } };
}

/** The rows from oldest to newest by a column of dates or numbers; rows without one are left out. */
export function rowsInOrder(table: LeadTable, rows: Uint32Array, orderBy: string): Uint32Array | null {
  const column = table.columns.find(({ name }) => name === orderBy);
  if (column === undefined) return null;
  const times = Float64Array.from(column.texts, timeOf);
  const timed = rows.filter((row) => !Number.isNaN(times[column.codes[row] ?? 0] ?? Number.NaN));
  // A stable sort: rows of the same day stay in the file's order.
  return timed.sort((a, b) => (times[column.codes[a] ?? 0] ?? 0) - (times[column.codes[b] ?? 0] ?? 0));
}

function timeOf(text: string): number {
  if (isMissing(text)) return Number.NaN;
  const value = Number(text);
  if (!Number.isNaN(value)) return value;
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(.*)$/.exec(text);
  if (german !== null) return Date.parse(`${german[3]}-${two(german[2])}-${two(german[1])}${german[4] ?? ''}`);
  const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(text);
  return Date.parse(chinese === null ? text : `${chinese[1]}-${two(chinese[2])}-${two(chinese[3])}`);
}

function two(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}
