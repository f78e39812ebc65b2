import { isDate, namesSeveralCurrencies, numbersOf } from './numbers';
import { type Column, isMissing, type LeadTable } from './table';

/** Why a column cannot become a criterion. */
export type LeftOut = 'constant' | 'identifier' | 'date' | 'freeText' | 'empty' | 'currencies';

/** What a column is, judged by its texts alone and never by the outcome. */
export type ColumnUse =
  | { readonly kind: 'amount'; readonly column: Column; readonly numbers: Float64Array; readonly missing: Uint8Array }
  | { readonly kind: 'choice'; readonly column: Column; readonly missing: Uint8Array }
  | { readonly kind: 'leftOut'; readonly column: Column; readonly why: LeftOut };

export type UsableColumn = Exclude<ColumnUse, { kind: 'leftOut' }>;

/** From this share of numbers on, a column is an amount and its other texts are special answers. */
const amountShare = 0.9;
/** A text column this close to one text per row names the lead instead of describing it. */
const distinctShare = 0.5;
/** A "none" rarer than this is no answer people give. */
const answerShare = 0.02;
const fewestToJudge = 30;

/** How every column of the table can be used, in the table's order. */
export function usesOf(table: LeadTable, except: ReadonlySet<string> = new Set()): readonly ColumnUse[] {
  return table.columns.filter(({ name }) => !except.has(name)).map((column) => useOf(column));
}

function useOf(column: Column): ColumnUse {
  const counts = new Uint32Array(column.texts.length);
  for (const code of column.codes) counts[code] = (counts[code] ?? 0) + 1;
  const missing = Uint8Array.from(column.texts, (text) => (isMissing(text) ? 1 : 0));
  const known = sumWhere(counts, (code) => missing[code] === 0);
  const distinct = missing.reduce((count, gone) => count + 1 - gone, 0);
  if (known === 0) return { kind: 'leftOut', column, why: 'empty' };
  if (distinct === 1 && known === column.codes.length) return { kind: 'leftOut', column, why: 'constant' };
  const dated = sumWhere(counts, (code) => missing[code] === 0 && isDate(column.texts[code] ?? ''));
  if (dated / known >= amountShare) return { kind: 'leftOut', column, why: 'date' };
  const numbers = numbersOf(column.texts);
  const numeric = sumWhere(counts, (code) => missing[code] === 0 && !Number.isNaN(numbers[code] ?? Number.NaN));
  if (numeric / known >= amountShare) {
    if (namesSeveralCurrencies(column.texts)) return { kind: 'leftOut', column, why: 'currencies' };
    if (isSerial(numbers, distinct, known)) return { kind: 'leftOut', column, why: 'identifier' };
    return { kind: 'amount', column, numbers, missing };
  }
  const share = distinct / known;
  if (known >= fewestToJudge && share > distinctShare) {
    return { kind: 'leftOut', column, why: share > 0.95 ? 'identifier' : 'freeText' };
  }
  return { kind: 'choice', column, missing: noneChosen(column, counts, missing) };
}

/** Where a column of choices has empty fields too, the word "none" is an answer that somebody chose. */
function noneChosen({ texts, codes }: Column, counts: Uint32Array, missing: Uint8Array): Uint8Array {
  const isNone = (code: number) => texts[code]?.toLowerCase() === 'none';
  const empty = sumWhere(counts, (code) => missing[code] === 1 && !isNone(code));
  return missing.map((gone, code) => {
    const isAnswer = isNone(code) && empty > 0 && (counts[code] ?? 0) >= answerShare * codes.length;
    return isAnswer ? 0 : gone;
  });
}

function sumWhere(counts: Uint32Array, holds: (code: number) => boolean): number {
  let total = 0;
  for (let code = 0; code < counts.length; code += 1) if (holds(code)) total += counts[code] ?? 0;
  return total;
}

/** Whole numbers, hardly one twice, and either counted up one by one or as long as a telephone number. */
function isSerial(numbers: Float64Array, distinct: number, known: number): boolean {
  if (known < fewestToJudge || distinct / known < 0.95) return false;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of numbers) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) return false;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low < 2 * distinct || low >= 1e7;
}
