import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from './outbox-csv';

describe('csvOf', () => {
  it('quotes what would break a row, and lets nothing be a formula', () => {
    expect(
      csvOf([
        ['a "b", c', '=1+1'],
        ['-2', ''],
      ]),
    ).toBe('\uFEFF"a ""b"", c","\'=1+1"\r\n"\'-2",""\r\n');
  });

  it('never begins a cell with a character that a spreadsheet runs', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const [, first] = csvOf([[text]]);
        expect(first).toBe('"');
        expect(csvOf([[text]]).slice(2, 3)).not.toMatch(/[=+\-@\t\r\n]/);
      }),
    );
  });
});
