import { dayMs } from '../model/time';
import { isDate } from './numbers';
import { type Column, isMissing, type LeadTable } from './table';

/** What came of each lead: 1 where the outcome is the positive value, 0 where it is another. */
export interface Outcomes {
  readonly column: string;
  readonly positives: readonly string[];
  readonly values: Uint8Array;
  /** Rows whose outcome is known, in the table's order; the others are not learnt from. */
  readonly rows: Uint32Array;
  readonly successes: number;
}

export type OutcomeProblem = 'noColumn' | 'noValue' | 'oneClass';

export type OutcomeResult =
  | { readonly ok: true; readonly outcomes: Outcomes }
  | { readonly ok: false; readonly problem: OutcomeProblem };

/** Names that outcomes usually have, and words that usually mean success, in the languages of Baton's users. */
const outcomeNames =
  /^(y|outcome|target|label|converted|conversion|accepted|won|is_?won|success|result|结果|转化|是否转化|赢单|成交)$/i;
const positiveWords =
  /^(1|1\.0|yes|y|true|t|won|closed won|accepted|converted|success|positive|qualified|是|有|赢单|成交|已接受|已接收|已转化|合格)$/i;

const undecidedWords =
  /^(open|pending|in.progress|ongoing|working|new|undecided|not.yet|to.be.decided|tbd|进行中|跟进中|待定|未决|处理中)$/i;

/** A column's values with how often each occurs, the most frequent first; missing ones left out. */
export function valuesOf(column: Column): readonly { readonly text: string; readonly leads: number }[] {
  const counts = new Float64Array(column.texts.length);
  for (const code of column.codes) counts[code] = (counts[code] ?? 0) + 1;
  return column.texts
    .map((text, code) => ({ text, leads: counts[code] ?? 0 }))
    .filter(({ text }) => !isMissing(text))
    .sort((a, b) => b.leads - a.leads || (a.text < b.text ? -1 : 1));
}

/** Words that say how a lead ended and hardly anything else. */
const endWords = /^((closed[ -]?)?(won|lost)|converted|赢单|输单|成交|已转化)$/i;

/** The column most likely to be the outcome: by name, by its words, else the last with two values; null where there is none. */
export function guessOutcome(table: LeadTable): string | null {
  const few = table.columns.filter(({ texts }) => texts.length <= 50);
  const named = few.find(({ name }) => outcomeNames.test(name));
  const worded = few.findLast(({ texts }) => texts.some((text) => endWords.test(text)));
  const two = few.findLast((column) => valuesOf(column).length === 2);
  return (named ?? worded ?? two)?.name ?? null;
}

/** Whether a value usually means success, by its word. */
export function meansSuccess(text: string): boolean {
  return positiveWords.test(text);
}

/** The value most likely to mean success: one by its word, else the rarest of the column's values. */
export function guessPositive(column: Column): string | null {
  const values = valuesOf(column);
  return (values.find(({ text }) => meansSuccess(text)) ?? values.at(-1))?.text ?? null;
}

/** The values that mean a lead has not ended yet, by their words; such leads are no failures. Of two values, both are an end. */
export function guessUndecided(column: Column): readonly string[] {
  if (valuesOf(column).length < 3) return [];
  return column.texts.filter((text) => undecidedWords.test(text) && text !== guessPositive(column));
}

/** Which values of the outcome's column mean success, and which that nothing is decided; all others mean failure. */
export interface OutcomeValues {
  readonly positives: readonly string[];
  readonly undecided: readonly string[];
}

/** Reads the outcomes from a column; what means success is guessed where it is left out. */
export function outcomesOf(table: LeadTable, columnName: string, meant?: OutcomeValues): OutcomeResult {
  const column = table.columns.find(({ name }) => name === columnName);
  if (column === undefined) return { ok: false, problem: 'noColumn' };
  const guessed = guessPositive(column);
  const positives = meant?.positives ?? (guessed === null ? [] : [guessed]);
  const codes = new Set(positives.map((text) => column.texts.indexOf(text)).filter((code) => code >= 0));
  if (codes.size === 0) return { ok: false, problem: meant === undefined ? 'oneClass' : 'noValue' };
  const undecided = new Set(meant?.undecided);
  const known = column.texts.map((text, code) => codes.has(code) || !(isMissing(text) || undecided.has(text)));
  const values = Uint8Array.from(column.codes, (each) => (codes.has(each) ? 1 : 0));
  const rows = Uint32Array.from(column.codes.keys()).filter((row) => known[column.codes[row] ?? 0]);
  const successes = rows.reduce((sum, row) => sum + (values[row] ?? 0), 0);
  if (successes === 0 || successes === rows.length) return { ok: false, problem: 'oneClass' };
  return { ok: true, outcomes: { column: columnName, positives, values, rows, successes } };
}

/** The rows from oldest to newest by a column of dates or numbers; rows without one are left out. */
export function rowsInOrder(table: LeadTable, rows: Uint32Array, orderBy: string): Uint32Array | null {
  const column = table.columns.find(({ name }) => name === orderBy);
  if (column === undefined) return null;
  const times = timesOf(column.texts);
  const timed = rows.filter((row) => !Number.isNaN(times[column.codes[row] ?? 0] ?? Number.NaN));
  // A stable sort: rows of the same day stay in the file's order.
  return timed.sort((a, b) => (times[column.codes[a] ?? 0] ?? 0) - (times[column.codes[b] ?? 0] ?? 0));
}

/**
 * The rows at least so many days older than the newest one by a column of days, the others counted: they may still end
 * otherwise than they stand, early successes among them no less than late ones. Null where the column has no days.
 */
export function oldEnough(
  table: LeadTable,
  rows: Uint32Array,
  { column: name, days }: { readonly column: string; readonly days: number },
): { readonly rows: Uint32Array; readonly tooYoung: number } | null {
  const column = table.columns.find((one) => one.name === name);
  if (column === undefined || !column.texts.some(isDate)) return null;
  const times = timesOf(column.texts).map((time, code) => (isDate(column.texts[code] ?? '') ? time : Number.NaN));
  const at = (row: number) => times[column.codes[row] ?? 0] ?? Number.NaN;
  const newest = rows.reduce(
    (latest, row) => (Number.isNaN(at(row)) ? latest : Math.max(latest, at(row))),
    Number.NEGATIVE_INFINITY,
  );
  const kept = rows.filter((row) => at(row) <= newest - days * dayMs);
  return { rows: kept, tooYoung: rows.length - kept.length };
}

const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(.*)$/;

/** The instants of a column's texts, NaN where one is none. Days come first between slashes where the column can only be read so. */
function timesOf(texts: readonly string[]): Float64Array {
  const parts = texts.flatMap((text) => [slashed.exec(text) ?? []]);
  const dayFirst = parts.some(([, first]) => Number(first) > 12) && !parts.some(([, , second]) => Number(second) > 12);
  return Float64Array.from(texts, (text) => timeOf(text, dayFirst));
}

function timeOf(text: string, dayFirst: boolean): number {
  if (isMissing(text)) return Number.NaN;
  const value = Number(text);
  if (!Number.isNaN(value)) return value;
  const [, day, month, year, rest = ''] = (dayFirst ? slashed.exec(text) : null) ?? [];
  if (year !== undefined) return Date.parse(`${year}-${two(month)}-${two(day)}${rest}`);
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(.*)$/.exec(text);
  if (german !== null) return Date.parse(`${german[3]}-${two(german[2])}-${two(german[1])}${german[4] ?? ''}`);
  const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(text);
  return Date.parse(chinese === null ? text : `${chinese[1]}-${two(chinese[2])}-${two(chinese[3])}`);
}

function two(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}
