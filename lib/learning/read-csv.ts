import Papa from 'papaparse';
import { ColumnBuilder, type LeadTable } from './table';

/** Why a file cannot be learnt from. */
export type CsvProblem = 'empty' | 'notText' | 'noRows' | 'oneColumn' | 'unclosedQuote' | 'tooLarge';

export type CsvResult =
  | {
      readonly ok: true;
      readonly table: LeadTable;
      /** Rows with more or fewer fields than the header; what is missing reads as empty, what is too much is ignored. */
      readonly unevenRows: number;
    }
  | { readonly ok: false; readonly problem: CsvProblem };

/** Longest text read, and most cells: beyond them the browser's memory is not certain to suffice. */
const mostCharacters = 300_000_000;
const mostCells = 60_000_000;

/** The text of a file's bytes: UTF-8 or UTF-16 by their marks, UTF-16 by its zeros, else UTF-8, else GB 18030, else Windows-1252. */
export function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const unmarked = utf16Without(bytes);
  if (unmarked !== null) return new TextDecoder(unmarked).decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding: the next one is tried, and the last takes every byte.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}

/** UTF-16 that lost its mark: of the first characters every other byte is zero, and none of the rest. */
function utf16Without(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const start = bytes.subarray(0, 64);
  if (start.length < 8) return null;
  const zeros = (odd: 0 | 1) => start.filter((byte, at) => at % 2 === odd && byte === 0).length / (start.length / 2);
  if (zeros(1) > 0.9 && zeros(0) === 0) return 'utf-16le';
  return zeros(0) > 0.9 && zeros(1) === 0 ? 'utf-16be' : null;
}

/** Reads a CSV text: a header and rows, in whichever separator it uses unless one is named. */
export function readCsv(text: string, separator = ''): CsvResult {
  if (text.trim() === '') return { ok: false, problem: 'empty' };
  if (text.length > mostCharacters) return { ok: false, problem: 'tooLarge' };
  if (text.slice(0, 100_000).includes('\u0000')) return { ok: false, problem: 'notText' };
  const rows = new RowCollector();
  // Files put together of several exports may end their lines differently.
  Papa.parse<string[]>(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'), {
    delimiter: separator,
    skipEmptyLines: 'greedy',
    step: ({ data, errors }, parser) => {
      rows.add(data);
      if (errors.some(({ type, code }) => type === 'Quotes' && code === 'MissingQuotes')) rows.unclosed = true;
      if (rows.cells > mostCells) parser.abort();
    },
  });
  return rows.result();
}

class RowCollector {
  unclosed = false;
  cells = 0;
  #builders: ColumnBuilder[] | null = null;
  #rows = 0;
  #uneven = 0;

  add(fields: readonly string[]): void {
    if (this.#builders === null) {
      this.#builders = namesOf(fields).map((name) => new ColumnBuilder(name));
      return;
    }
    if (fields.length !== this.#builders.length) this.#uneven += 1;
    for (let index = 0; index < this.#builders.length; index += 1) this.#builders[index]?.add(fields[index] ?? '');
    this.cells += this.#builders.length;
    this.#rows += 1;
  }

  result(): CsvResult {
    if (this.cells > mostCells) return { ok: false, problem: 'tooLarge' };
    if (this.unclosed) return { ok: false, problem: 'unclosedQuote' };
    const builders = this.#builders ?? [];
    if (this.#rows === 0) return { ok: false, problem: 'noRows' };
    if (builders.length < 2) return { ok: false, problem: 'oneColumn' };
    const columns = builders.map((builder) => builder.build());
    return { ok: true, table: { columns, rows: this.#rows }, unevenRows: this.#uneven };
  }
}

/** Column names, made different where a file repeats one or leaves one out. */
function namesOf(fields: readonly string[]): string[] {
  const taken = new Set<string>();
  return fields.map((field, index) => {
    const base = field.trim() === '' ? `#${index + 1}` : field.trim();
    let name = base;
    for (let again = 2; taken.has(name); again += 1) name = `${base} (${again})`;
    taken.add(name);
    return name;
  });
}
