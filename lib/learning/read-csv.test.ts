import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { usesOf } from './columns';
import { isHeaderLead } from './header';
import { guessOutcome, guessPositive, guessUndecided, oldEnough, outcomesOf, rowsInOrder } from './outcome';
import { readCsv, textOf } from './read-csv';
import { isMissing, type LeadTable } from './table';

function read(text: string, separator?: string): LeadTable {
  const result = readCsv(text, separator);
  if (!result.ok) throw new Error(result.problem);
  return result.table;
}

function kindsOf(table: LeadTable) {
  return Object.fromEntries(usesOf(table).map((use) => [use.column.name, use.kind === 'leftOut' ? use.why : use.kind]));
}

describe('reading a CSV', () => {
  it('gives back every text that was written, in whichever separator', () => {
    // A line break within a text is one kind of line break, however it was written.
    const cell = fc
      .string({ unit: 'grapheme' })
      .map((text) => text.trim().replaceAll('\u0000', '').replaceAll('\r\n', '\n'));
    const rows = fc.array(fc.tuple(cell, cell, fc.constant('x')), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t'), (body, delimiter) => {
        const table = read(Papa.unparse([['a', 'b', 'c'], ...body], { delimiter, quotes: true }), delimiter);
        const back = body.map((_, row) => table.columns.map(({ texts, codes }) => texts[codes[row] ?? 0]));
        expect(back).toEqual(body);
      }),
    );
  });

  it('takes a byte-order mark, quotes, blank lines and either line end', () => {
    const table = read('\uFEFFname;"won"\r\n"Ann; ""A"""; yes\r\n\r\nBob;no\n');
    expect(table.columns.map(({ name, texts }) => [name, ...texts])).toEqual([
      ['name', 'Ann; "A"', 'Bob'],
      ['won', 'yes', 'no'],
    ]);
  });

  it('reads files put together of exports that end their lines differently', () => {
    const table = read('"name";"won"\r\n"Ann";"yes"\r\n"Bob";"no"\n"Cy";"yes"\r\n');
    expect(table.rows).toBe(3);
    expect(table.columns[1]?.texts).toEqual(['yes', 'no']);
  });

  it('makes repeated and empty column names different, and counts uneven rows', () => {
    const result = readCsv('a,a,,b\n1,2,3\n1,2,3,4,5\n1,2,3,4');
    expect(result).toMatchObject({ ok: true, unevenRows: 2 });
    expect(read('a,a,,b\n1,2,3,4').columns.map(({ name }) => name)).toEqual(['a', 'a (2)', '#3', 'b']);
  });

  it.each([
    ['', 'empty'],
    ['a,b\n', 'noRows'],
    ['just text\nand more', 'oneColumn'],
    ['PK\u0003\u0000\u0000', 'notText'],
    ['a,b\n"open,1\n2,3', 'unclosedQuote'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(readCsv(text)).toEqual({ ok: false, problem });
  });

  it.each([
    ['Ann,2026-03-01,yes\nBob,2026-03-02,no', true],
    ['ann@fox.example,yes\nbob@fox.example,no', true],
    ['software,$120,no\nretail,$80,yes', true],
    ['Ann,software,yes\nBob,software,yes\nCy,retail,no', true],
    ['name,industry,won\nAnn,software,yes\nBob,retail,no', false],
    ['name,2025,2026\nAnn,3,4', false],
    ['0,1,2\nAnn,3,yes', false],
    ['1,2,3\nAnn,3,yes', false],
    ['name,won\nAnn,yes\nname,won\nBob,no', false],
    ['lead,,won\nlead,1,yes\ncontact,2,no', false],
  ])('knows whether the first row of %j is a lead', (text, isLead) => {
    expect(isHeaderLead(read(text))).toBe(isLead);
  });

  it('reads the encodings spreadsheets write', () => {
    expect(textOf(new Uint8Array([0xff, 0xfe, 0x61, 0x00]))).toBe('a');
    expect(textOf(new Uint8Array([0xcf, 0xdf, 0xcb, 0xf7]))).toBe('线索');
    expect(textOf(new TextEncoder().encode('é线'))).toBe('é线');
    const wide = (text: string) => new Uint8Array([...text].flatMap((char) => [char.charCodeAt(0), 0]));
    expect(textOf(wide('industry,won\nretail,yes'))).toBe('industry,won\nretail,yes');
    expect(textOf(wide('industry,won\n').reverse())).toBe('\nnow,yrtsudni');
  });
});

describe('what a column is', () => {
  it('is judged by its texts', () => {
    const rows = Array.from({ length: 60 }, (_, row) =>
      [
        row + 1000,
        `0038000000${row}AAA`,
        `2024-03-${String((row % 28) + 1).padStart(2, '0')}`,
        `"1,${String(100 + row)}.50"`,
        row % 7 === 0 ? 'n/a' : row % 5,
        row % 3 === 0 ? 'red' : 'blue',
        'same',
        '',
      ].join(','),
    );
    expect(kindsOf(read(`id,sfid,created,revenue,visits,colour,all,none\n${rows.join('\n')}`))).toEqual({
      id: 'identifier',
      sfid: 'identifier',
      created: 'date',
      revenue: 'amount',
      visits: 'amount',
      colour: 'choice',
      all: 'constant',
      none: 'empty',
    });
  });

  it('is not amounts where they are in several currencies: euros and dollars are of no one scale', () => {
    const rows = Array.from(
      { length: 40 },
      (_, row) => `${row % 2 ? '€' : 'USD '}${row * 10},${row % 3 ? '€5' : 7},${row % 2}`,
    );
    expect(kindsOf(read(`budget,price,won\n${rows.join('\n')}\n`))).toMatchObject({
      budget: 'currencies',
      price: 'amount',
    });
  });

  it('reads names and values that mean something to JavaScript or HTML as the texts they are', () => {
    const table = read('__proto__,constructor,<b>won</b>\n__proto__,toString,yes\nx,y,no');
    expect(table.columns.map(({ name, texts }) => [name, ...texts])).toEqual([
      ['__proto__', '__proto__', 'x'],
      ['constructor', 'toString', 'y'],
      ['<b>won</b>', 'yes', 'no'],
    ]);
    expect(outcomesOf(table, 'constructor', { positives: ['toString'], undecided: [] })).toMatchObject({ ok: true });
  });

  it('does not count the patterns of a number in a text that is none: each step costs once', () => {
    const cells = [
      `1${' '.repeat(60_000)}x`,
      `${'1'.repeat(60_000)}x`,
      `2024-01-01${' '.repeat(60_000)}x`,
      `$${'1,'.repeat(30_000)}`,
    ];
    // Unguarded, each of these took seconds; the runner's own limit is what fails here, no stop-watch.
    expect(kindsOf(read(`a,b\n${cells.map((cell, row) => `"${cell}",${row % 2}`).join('\n')}\n`))).toMatchObject({
      a: 'choice',
    });
  });

  it('reads a decimal comma where the column writes one', () => {
    const [use] = usesOf(read('size;won\n1.200,5;a\n3,25;b\n4,5;a', ';'));
    expect(use?.kind === 'amount' && [...use.numbers]).toEqual([1200.5, 3.25, 4.5]);
  });

  it.each([
    ['blanks', '1 200'],
    ['narrow blanks', '1\u202f200'],
    ['apostrophes', '1’200'],
    ['a currency and blanks', '$1\u00a0200'],
  ])('reads thousands set apart by %s', (_, text) => {
    const [use] = usesOf(read(`size;won\n${text};a\n12 345 678;b\n900;a`, ';'));
    expect(use?.kind === 'amount' && [...use.numbers]).toEqual([1200, 12_345_678, 900]);
  });

  it('does not take several numbers in one field for one', () => {
    expect(kindsOf(read('size,won\n1 2,a\n12 34,b\n1 2345,a'))).toMatchObject({ size: 'choice' });
  });

  it('does not take "unknown" for missing: somebody chose it', () => {
    expect(['', 'NA', 'null', 'N/A', '-'].every(isMissing)).toBe(true);
    expect(isMissing('unknown')).toBe(false);
  });
});

describe('"none" in a column', () => {
  const missingOf = (texts: readonly string[]) => {
    const table = read(`pain,x\n${texts.map((text, row) => `${text},${row % 3}`).join('\n')}\n`);
    const use = usesOf(table).find(({ column }) => column.name === 'pain');
    if (use?.kind !== 'choice') throw new Error('no column of choices');
    return use.column.texts.filter((_, code) => use.missing[code] === 1);
  };
  const repeated = (texts: readonly string[]) =>
    Array.from({ length: 60 }, (_, row) => texts[row % texts.length] ?? '');

  it('is an answer where other fields are empty, and says nothing where it is the only such word', () => {
    expect(missingOf(repeated(['clear', 'none', '', 'vague']))).toEqual(['']);
    expect(missingOf(repeated(['clear', 'None', 'vague']))).toEqual(['None']);
  });
});

describe('the outcome', () => {
  const table = read('a,stage,won\n1,x,Yes\n2,y,No\n3,x,No\n4,z,\n5,x,No');

  it('is guessed by name and by word', () => {
    expect(guessOutcome(table)).toBe('won');
    const column = table.columns[2];
    expect(column && guessPositive(column)).toBe('Yes');
  });

  it('is guessed by how its values say a lead ended, where its name does not', () => {
    const staged = read('stage,size,mailed\nClosed Won,1,yes\nNurture,2,no\nClosed Lost,3,yes\n');
    expect(guessOutcome(staged)).toBe('stage');
  });

  it('leaves out rows that have none yet', () => {
    expect(outcomesOf(table, 'won')).toMatchObject({
      ok: true,
      outcomes: { successes: 1, rows: Uint32Array.of(0, 1, 2, 4) },
    });
  });

  it('takes several values for success, and leaves out those that decide nothing', () => {
    const staged = read('a,stage\n1,Won\n2,Stage 2\n3,Lost\n4,Open\n5,');
    const meant = { positives: ['Won', 'Stage 2'], undecided: ['Open'] };
    expect(outcomesOf(staged, 'stage', meant)).toMatchObject({
      ok: true,
      outcomes: { successes: 2, rows: Uint32Array.of(0, 1, 2) },
    });
    const column = staged.columns[1];
    expect(column && guessUndecided(column)).toEqual(['Open']);
    const two = read('a,door\n1,open\n2,closed').columns[1];
    expect(two && guessUndecided(two)).toEqual([]);
  });

  it('leaves out leads younger than asked, successes too, and those without a day', () => {
    const dated = read('created,won\n2026-01-01,yes\n2026-05-01,no\n2026-05-20,yes\n,no\n2026-06-01,no');
    const rows = Uint32Array.of(0, 1, 2, 3, 4);
    expect(oldEnough(dated, rows, { column: 'created', days: 31 })).toEqual({
      rows: Uint32Array.of(0, 1),
      tooYoung: 3,
    });
    expect(oldEnough(dated, rows, { column: 'won', days: 31 })).toBeNull();
  });

  it('says why it cannot be learnt', () => {
    expect(outcomesOf(table, 'lost')).toEqual({ ok: false, problem: 'noColumn' });
    expect(outcomesOf(table, 'won', { positives: ['maybe'], undecided: [] })).toEqual({
      ok: false,
      problem: 'noValue',
    });
    expect(outcomesOf(read('a,won\n1,no\n2,no'), 'won')).toEqual({ ok: false, problem: 'oneClass' });
  });

  it('is put in order by a column of dates', () => {
    const dated = read('day,won\n03.02.2024,a\n01.02.2024,b\n,a\n20.01.2024,b');
    expect(rowsInOrder(dated, Uint32Array.of(0, 1, 2, 3), 'day')).toEqual(Uint32Array.of(3, 1, 0));
    const rows = Uint32Array.of(0, 1, 2);
    const dayFirst = read('day,won\n03/02/2024,a\n01/03/2024 09:30,b\n20/01/2024,b');
    expect(rowsInOrder(dayFirst, rows, 'day')).toEqual(Uint32Array.of(2, 0, 1));
    const monthFirst = read('day,won\n03/02/2024,a\n02/03/2024,b\n01/20/2024,b');
    expect(rowsInOrder(monthFirst, rows, 'day')).toEqual(Uint32Array.of(2, 1, 0));
  });
});
