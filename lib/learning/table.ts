/**
 * One column of past leads, every distinct text held once. Everything that is fitted works on counts per distinct
 * value, so the cost of a column is its number of rows once and its number of distinct values afterwards.
 */
export interface Column {
  readonly name: string;
  /** The distinct texts, trimmed, in the order they first appear. */
  readonly texts: readonly string[];
  /** For each row the index of its text. */
  readonly codes: Uint32Array;
}

/** Past leads as they were read: columns of equal length. */
export interface LeadTable {
  readonly columns: readonly Column[];
  readonly rows: number;
}

/** Texts that stand for "nothing is known here" in the exports of CRMs, spreadsheets and statistics programs. */
const missingTexts = new Set(['', 'na', 'n/a', '#n/a', 'nan', 'null', 'none', '(null)', '?', '-', '--', '\\n']);

/** Whether a text says that nothing is known. The word "unknown" is not among them: somebody chose it. */
export function isMissing(text: string): boolean {
  return text.length <= 6 && missingTexts.has(text.toLowerCase());
}

/** Collects one column row by row. */
export class ColumnBuilder {
  readonly #name: string;
  readonly #texts: string[] = [];
  readonly #codes: number[] = [];
  readonly #codeOf = new Map<string, number>();

  constructor(name: string) {
    this.#name = name;
  }

  add(raw: string): void {
    let code = this.#codeOf.get(raw);
    if (code === undefined) {
      code = this.#codeOfTrimmed(raw);
      this.#codeOf.set(raw, code);
    }
    this.#codes.push(code);
  }

  build(): Column {
    return { name: this.#name, texts: this.#texts, codes: Uint32Array.from(this.#codes) };
  }

  #codeOfTrimmed(raw: string): number {
    const text = raw.trim();
    const known = text === raw ? undefined : this.#codeOf.get(text);
    if (known !== undefined) return known;
    this.#texts.push(text);
    if (text !== raw) this.#codeOf.set(text, this.#texts.length - 1);
    return this.#texts.length - 1;
  }
}

/** A table from rows of texts; rows may be shorter than the names (what is missing reads as empty). */
export function tableOf(names: readonly string[], rows: readonly (readonly string[])[]): LeadTable {
  const builders = names.map((name) => new ColumnBuilder(name));
  for (const row of rows) for (const [index, builder] of builders.entries()) builder.add(row[index] ?? '');
  return { columns: builders.map((builder) => builder.build()), rows: rows.length };
}
