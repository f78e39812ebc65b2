import { expect, it, vi } from 'vitest';
import { remembered, rememberedOf } from './remembered';

it('answers the same question once, also where the answer is nothing', () => {
  const answer = vi.fn((text: string) => (text === '' ? undefined : text.length));
  const ask = remembered(10, (text) => text, answer);
  expect([ask('four'), ask('four'), ask(''), ask('')]).toEqual([4, 4, undefined, undefined]);
  expect(answer).toHaveBeenCalledTimes(2);
});

it('holds no more than it may', () => {
  const answer = vi.fn((number: number) => number * 2);
  const ask = remembered(2, String, answer);
  for (const number of [1, 2, 3, 1]) expect(ask(number)).toBe(number * 2);
  expect(answer).toHaveBeenCalledTimes(4);
});

it('remembers no failure', () => {
  let isBroken = true;
  const ask = remembered(
    2,
    () => 'key',
    () => {
      if (isBroken) throw new RangeError('not yet');
      return 'found';
    },
  );
  expect(ask).toThrow(RangeError);
  isBroken = false;
  expect(ask()).toBe('found');
});

it('answers once what is asked of the same object, and anew of another like it', () => {
  const answer = vi.fn(({ words }: { readonly words: readonly string[] }) => words.map((word) => word.length));
  const ask = rememberedOf(answer);
  const one = { words: ['four'] };
  expect(ask(one)).toBe(ask(one));
  expect(ask({ words: ['four'] })).not.toBe(ask(one));
  expect(answer).toHaveBeenCalledTimes(2);
});
