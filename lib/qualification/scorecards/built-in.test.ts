import { describe, expect, it } from 'vitest';
import { type LocalText, locales } from '../../model/schemas';
import type { Answers, AnswerValue } from '../answer';
import { choicesOf } from '../criterion-kinds';
import { type Criterion, type Scorecard, scorecard } from '../scorecard';
import { scoreLead } from '../scoring';
import { builtInScorecards } from './index';

/** The best answer there is to a criterion. */
function best(criterion: Criterion): AnswerValue {
  const choice = choicesOf(criterion).toSorted((a, b) => b.level - a.level)[0];
  switch (criterion.kind) {
    case 'multi':
      return { kind: 'options', optionIds: choicesOf(criterion).map(({ id }) => id) };
    case 'number':
      return { kind: 'number', amount: 1_000_000 };
    case 'money':
      return { kind: 'money', amount: 1_000_000, currency: criterion.currency };
    case 'date':
      return { kind: 'date', day: '1970-01-20' };
    case 'text':
      return { kind: 'text', text: 'in their words' };
    case 'process':
      return { kind: 'process', decides: 'Ann', signs: 'Bo', canStop: 'Cy', steps: ['demo'], by: '2027-01-01' };
    default:
      return { kind: 'option', optionId: choice?.id ?? '' };
  }
}

function allBest(criteria: readonly Criterion[]): Answers {
  return Object.fromEntries(criteria.map((each) => [each.id, { value: best(each), note: '', at: 0 }]));
}

function textsOf(card: Scorecard): LocalText[] {
  return [
    card.name,
    ...(card.about === undefined ? [] : [card.about]),
    ...card.criteria.flatMap((each) => [
      each.name,
      ...each.questions,
      ...(each.forAe === undefined ? [] : [each.forAe]),
      ...('options' in each ? each.options.map(({ label }) => label) : []),
    ]),
    ...(card.disqualifiers ?? []).map(({ name }) => name),
  ];
}

describe('the scorecards that come with Baton', () => {
  it('are the ten frameworks, each once', () => {
    expect(builtInScorecards.map(({ name }) => name.en)).toEqual([
      'BANT',
      'CHAMP',
      'MEDDIC',
      'MEDDICC',
      'MEDDPICC',
      'ANUM',
      'FAINT',
      'GPCTBA/C&I',
      'SPICED',
      'SCOTSMAN',
    ]);
    expect(new Set(builtInScorecards.map(({ id }) => id)).size).toBe(builtInScorecards.length);
  });

  describe.each(builtInScorecards.map((card) => [card.name.en ?? card.id, card] as const))('%s', (_, card) => {
    it('is sound', () => {
      expect(scorecard.parse(card)).toEqual(card);
    });

    it('speaks every language throughout', () => {
      for (const text of textsOf(card)) {
        for (const locale of locales) expect(text[locale], JSON.stringify(text)).toBeTruthy();
      }
    });

    it('asks open questions', () => {
      const english = card.criteria.flatMap(({ questions }) => questions.map((text) => text.en ?? ''));
      for (const question of english) expect(question).toMatch(/[?.]$/);
      for (const { questions } of card.criteria) expect(questions.length).toBeGreaterThanOrEqual(2);
    });

    it('is ready with the best answers, and not with none', () => {
      expect(scoreLead(card, allBest(card.criteria)).ready).toBe(true);
      expect(scoreLead(card, {}).ready).toBe(false);
    });

    it('can be made ready by what a first call can learn', () => {
      const asked = card.criteria.filter(({ stage }) => stage !== 'later');
      expect(scoreLead(card, allBest(asked)).ready).toBe(true);
    });
  });
});
