import { describe, expect, it } from 'vitest';
import type { AnswerValue } from './answer';
import { carriedAnswers } from './carry';
import { type Scorecard, scorecard } from './scorecard';
import { scoreLead } from './scoring';

const dayMs = 86_400_000;
const text = { en: 'T' };
const base = { name: text, questions: [text], weight: 1, prior: 0.5 };
const options = [
  { id: 'good', label: text, level: 1 },
  { id: 'bad', label: text, level: 0 },
];

function cardWith(...criteria: readonly object[]): Scorecard {
  return scorecard.parse({ id: 'card', version: 2, name: text, readyAt: 60, criteria });
}

function held(value: AnswerValue, at = 0) {
  return { value, note: '', at };
}

const chosen = (optionId: string): AnswerValue => ({ kind: 'option', optionId });
const rangeOf = ({ low, estimate, high }: ReturnType<typeof scoreLead>) => [low, estimate, high];

describe('answers that say less than they seem', () => {
  it('age on the day after their time, not before, and half a year where no time is said', () => {
    const need = { ...base, id: 'need', kind: 'scale', options };
    for (const [card, days] of [
      [cardWith({ ...need, staleAfterDays: 30 }), 30],
      [cardWith(need), 180],
    ] as const) {
      const answers = { need: held(chosen('good')) };
      expect(rangeOf(scoreLead(card, answers, days * dayMs))).toEqual([100, 100, 100]);
      expect(rangeOf(scoreLead(card, answers, days * dayMs + 1))).toEqual([0, 100, 100]);
    }
  });

  it('decide nothing in a currency the card has no rate for, and count by its rate where it has one', () => {
    const bands = [
      { from: 0, level: 0 },
      { from: 1000, level: 1 },
    ];
    const budget = { ...base, id: 'budget', kind: 'money', currency: 'EUR', rates: { USD: 0.5 }, bands };
    const said = (amount: number, currency: string) =>
      rangeOf(scoreLead(cardWith(budget), { budget: held({ kind: 'money', amount, currency }) }));
    expect(said(1500, 'EUR')).toEqual([100, 100, 100]);
    expect(said(1500, 'USD')).toEqual([0, 0, 0]);
    expect(said(1500, 'JPY')).toEqual([0, 50, 100]);
  });

  it('leave open what is not known yet of a decision process', () => {
    const card = cardWith({ ...base, id: 'process', kind: 'process' });
    const value: AnswerValue = { kind: 'process', decides: 'CFO', signs: '', canStop: 'Legal', steps: [], by: null };
    expect(rangeOf(scoreLead(card, { process: held(value) }))).toEqual([40, 70, 100]);
  });

  it('fail no must-have that may yet turn out not to apply', () => {
    const first = { ...base, id: 'first', kind: 'scale', options };
    const second = {
      ...first,
      id: 'second',
      gate: { minLevel: 0.5 },
      askIf: [{ criterionId: 'first', optionIds: ['good'] }],
      prior: 0.2,
    };
    const card = cardWith(first, second);
    const stateWith = (given: Parameters<typeof scoreLead>[1]) => scoreLead(card, given).gates[0]?.state;
    expect(stateWith({ second: held(chosen('bad')) })).toBe('unknown');
    expect(stateWith({ second: held(chosen('bad')), first: held(chosen('good')) })).toBe('unmet');
    expect(stateWith({ second: held(chosen('bad')), first: held(chosen('bad')) })).toBe('met');
  });

  it('let a soft reason be taken up again so many days after the answer it rests on', () => {
    const need = { ...base, id: 'need', kind: 'scale', options };
    const frozen = {
      id: 'frozen',
      name: text,
      effect: { kind: 'soft', recycleDays: 90 },
      when: [{ criterionId: 'need', optionIds: ['bad'] }],
    };
    const card = scorecard.parse({ ...cardWith(need), disqualifiers: [frozen] });
    const { disqualified } = scoreLead(card, { need: held(chosen('bad'), 5 * dayMs) });
    expect(disqualified).toEqual([{ id: 'frozen', kind: 'soft', recycleAt: 95 * dayMs }]);
  });
});

describe('a lead moved to another version', () => {
  const card = cardWith({ ...base, id: 'need', kind: 'scale', options });
  const given = (id: string, criterionId: string, value: AnswerValue, at: number) => ({
    ...{ id, criterionId, value, at },
    ...{ scorecardId: 'card', scorecardVersion: 1 },
  });

  it('takes along the latest answer that still fits, and names the one that does not', () => {
    const older = given('a', 'need', chosen('bad'), 1);
    const newer = given('b', 'need', chosen('good'), 2);
    const gone = given('c', 'budget', chosen('good'), 3);
    const { kept, lost, from } = carriedAnswers(card, [newer, gone, older]);
    expect(kept).toEqual({ need: newer });
    expect(lost).toEqual([gone]);
    expect(from).toBe(1);
  });

  it('keeps no answer to an option the criterion has no more', () => {
    const { kept, lost } = carriedAnswers(card, [given('a', 'need', chosen('unheardOf'), 1)]);
    expect(kept).toEqual({});
    expect(lost).toHaveLength(1);
  });
});
