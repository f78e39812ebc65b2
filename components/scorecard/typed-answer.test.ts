import { describe, expect, it } from 'vitest';
import { gpctba } from '../../lib/qualification/scorecards/gpctba';
import { scotsman } from '../../lib/qualification/scorecards/scotsman';
import { amountIn, valueFrom } from './TypedAnswer';

describe('an amount as people type it', () => {
  it.each([
    ['120', 120],
    ['12,500', 12_500],
    ['12.500', 12_500],
    ['1,250,000', 1_250_000],
    ['12.5', 12.5],
    ['12,5', 12.5],
    ['1.234,56', 1_234.56],
    ['1,234.56', 1_234.56],
    ["12'500", 12_500],
    ['12 500', 12_500],
    ['12k', 12_000],
    ['1.5M', 1_500_000],
    ['3万', 30_000],
    ['1.2亿', 120_000_000],
    ['-5', -5],
  ])('reads %s', (text, amount) => {
    expect(amountIn(text)).toBe(amount);
  });

  it.each(['', 'about twelve', '12 people', '1e400', '--1', '9999999999999999999'])('does not read "%s"', (text) => {
    expect(amountIn(text)).toBeNull();
  });
});

describe('a typed answer', () => {
  const money = scotsman.criteria.find(({ kind }) => kind === 'money');
  const date = gpctba.criteria.find(({ kind }) => kind === 'date');
  const text = gpctba.criteria.find(({ kind }) => kind === 'text');

  it('is of its criterion’s kind, or none', () => {
    if (money?.kind !== 'money' || date?.kind !== 'date' || text?.kind !== 'text') throw new Error('kinds are missing');
    expect(valueFrom(money, '20k', 'EUR')).toEqual({ kind: 'money', amount: 20_000, currency: 'EUR' });
    expect(valueFrom(money, 'a lot', 'EUR')).toBeNull();
    expect(valueFrom(date, '2027-03-01', '')).toEqual({ kind: 'date', day: '2027-03-01' });
    expect(valueFrom(date, 'March', '')).toBeNull();
    expect(valueFrom(text, '  double the output  ', '')).toEqual({ kind: 'text', text: 'double the output' });
    expect(valueFrom(text, '   ', '')).toBeNull();
  });
});
