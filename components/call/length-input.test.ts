import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLengthText, toLengthText } from './length-input';

describe('the length of a call as it is typed', () => {
  it.each([
    ['4', 240_000],
    ['2:30', 150_000],
    ['1:02:05', 3_725_000],
    ['２：３０', 150_000],
    ['', null],
    ['2:75', undefined],
    ['soon', undefined],
    ['-3', undefined],
    ['9999', undefined],
  ])('reads %j', (text, length) => {
    expect(fromLengthText(text)).toBe(length);
  });

  it('reads back what it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
        expect(fromLengthText(toLengthText(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });
});
