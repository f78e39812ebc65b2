/** How a column writes its numbers. */
type Notation = 'point' | 'comma';

const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const pointGrouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const commaDecimal = /^[+-]?(\d+|\d{1,3}(\.\d{3})+),\d+$/;
const commaGrouped = /^[+-]?\d{1,3}(\.\d{3}){2,}$/;

/** No number a person writes is longer; what is would only keep the patterns busy. */
const longestNumber = 60;

/** What may stand around a number without changing it: a currency sign or code, a percent sign, blanks. */
const around = /^[\s$€£¥]+|^(usd|eur|gbp|cny)\s+|[\s$€£¥%]+$|\s+(usd|eur|gbp|cny)$/gi;

/**
 * The numbers of a column's distinct texts, NaN where a text is none. `1,200.5`, `$1 200`, `1'200`, `12 %` and, where the column
 * writes a decimal comma throughout, `1.200,5` are read.
 */
export function numbersOf(texts: readonly string[]): Float64Array {
  const bare = texts.map((text) => (text.length > longestNumber ? '' : ungrouped(text.replace(around, ''))));
  const notation = notationOf(bare);
  return Float64Array.from(bare, (text) => numberOf(text, notation));
}

const spaceGrouped = /^[+-]?\d{1,3}([ \u00a0\u202f'’]\d{3})+([.,]\d+)?$/;

/** Thousands set apart by blanks or apostrophes, as in France and Switzerland, without them. */
function ungrouped(text: string): string {
  return spaceGrouped.test(text) ? text.replace(/[ \u00a0\u202f'’]/g, '') : text;
}

const currencyOf: Readonly<Record<string, string>> = { $: 'usd', '€': 'eur', '£': 'gbp', '¥': 'cny' };

/** Whether the texts name amounts of several currencies, which are no numbers of one scale. */
export function namesSeveralCurrencies(texts: readonly string[]): boolean {
  const named = texts.flatMap((text) => {
    const mark = text.length > longestNumber ? undefined : /[$€£¥]|usd|eur|gbp|cny/i.exec(text)?.[0].toLowerCase();
    return mark === undefined ? [] : [currencyOf[mark] ?? mark];
  });
  return new Set(named).size > 1;
}

/** A column has one notation: the comma is decimal where some text can only be read so and none only the other way. */
function notationOf(texts: readonly string[]): Notation {
  const onlyComma = texts.some(
    (text) => (commaDecimal.test(text) && !pointGrouped.test(text)) || commaGrouped.test(text),
  );
  const onlyPoint = texts.some((text) => text.includes('.') && plain.test(text) && !/^[+-]?\d{1,3}\.\d{3}$/.test(text));
  return onlyComma && !onlyPoint ? 'comma' : 'point';
}

function numberOf(text: string, notation: Notation): number {
  if (
    notation === 'comma' &&
    (commaDecimal.test(text) || commaGrouped.test(text) || /^[+-]?\d{1,3}\.\d{3}$/.test(text))
  ) {
    return Number(text.replaceAll('.', '').replace(',', '.'));
  }
  if (plain.test(text)) return Number(text);
  return pointGrouped.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN;
}

const datePatterns = [
  /^\d{4}-\d{1,2}-\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/,
  /^\d{4}\/\d{1,2}\/\d{1,2}([ ]\d{1,2}:\d{2}(:\d{2})?)?$/,
  /^\d{1,2}[/.]\d{1,2}[/.]\d{4}([ ,]+\d{1,2}:\d{2}(:\d{2})?( ?[AP]M)?)?$/i,
  /^\d{4}年\d{1,2}月\d{1,2}日$/,
  /^\d{1,2}[ -][A-Z]{3,9}[ -]\d{2,4}$/i,
  /^[A-Z]{3,9} \d{1,2},? \d{4}$/i,
];

/** Whether a text is written as a calendar date, with or without a time of day. */
export function isDate(text: string): boolean {
  return text.length >= 8 && text.length <= longestNumber && datePatterns.some((pattern) => pattern.test(text));
}

/**
 * The number with the fewest digits in (above, upTo]: the border a person would draw between two neighbouring values.
 */
export function roundestBetween(above: number, upTo: number): number {
  if (!(above < upTo)) return upTo;
  for (let step = 10 ** Math.ceil(Math.log10(Math.max(Math.abs(above), Math.abs(upTo), upTo - above))); ; step /= 10) {
    for (const part of [step, step / 2]) {
      const candidate = tidy(Math.ceil(tidy(above / part)) * part);
      const next = candidate > above ? candidate : tidy(candidate + part);
      if (next > above && next <= upTo) return next;
    }
    if (step < (upTo - above) / 100) return upTo;
  }
}

function tidy(value: number): number {
  // Twelve digits hold such a whole number as it is, and writing it out is what costs.
  if (Number.isInteger(value) && Math.abs(value) < 1e11) return value;
  return Number(value.toPrecision(12));
}
