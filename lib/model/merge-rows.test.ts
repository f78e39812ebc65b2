import { describe, expect, it } from 'vitest';
import { mergeRows } from './merge-rows';

/** `a1` is the row `a` with the content 1. */
const rules = { idOf: (row: string) => row.charAt(0), textOf: (row: string) => row };
const merge = (base: string, mine: string, theirs: string) => {
  const list = (text: string) => text.split(' ').filter(Boolean);
  const { rows, clashes } = mergeRows({ base: list(base), mine: list(mine), theirs: list(theirs) }, rules);
  return `${rows.join(' ')} ${clashes.length === 0 ? '' : `! ${clashes.join(' ')}`}`.trim();
};

describe('a list changed in two places', () => {
  it.each([
    ['nothing', 'a1 b1', 'a1 b1', 'a1 b1', 'a1 b1'],
    ['another row each', 'a1 b1', 'a2 b1', 'a1 b2', 'a2 b2'],
    ['one added each', 'a1', 'a1 b1', 'a1 c1', 'a1 c1 b1'],
    ['one removed each', 'a1 b1 c1', 'b1 c1', 'a1 b1', 'b1'],
    ['the same in both', 'a1', 'a2 b1', 'a2 b1', 'a2 b1'],
    ['the order here', 'a1 b1 c1', 'c1 a1 b1', 'a1 b2 c1 d1', 'c1 a1 b2 d1'],
    ['the order there', 'a1 b1', 'a2 b1 c1', 'b1 a1', 'b1 a2 c1'],
    ['one row differently', 'a1 b1', 'a2 b1', 'a3 b1', 'a2 b1 ! a'],
    ['one added differently', '', 'a1', 'a2', 'a1 ! a'],
    ['one changed here and removed there', 'a1 b1', 'a2 b1', 'b1', 'b1 a2 ! a'],
    ['one removed here and changed there', 'a1 b1', 'b1', 'a2 b1', 'b1 ! a'],
  ])('keeps both where it is %s', (_, base, mine, theirs, merged) => {
    expect(merge(base, mine, theirs)).toBe(merged);
  });

  it('saves a row that was changed here over the one saved elsewhere', () => {
    const onto = (mine: string, theirs: string) => `${mine}>${theirs}`;
    const { rows } = mergeRows({ base: ['a1', 'b1'], mine: ['a2', 'b2'], theirs: ['a3', 'b1'] }, { ...rules, onto });
    expect(rows).toEqual(['a2>a3', 'b2>b1']);
  });
});
