import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answers, AnswerValue, HeldAnswer } from './answer';
import { anyAnswer, learntCard } from './card-rig';
import { changedSinceLearnt, of100 } from './chance';
import { type Scorecard, scorecard } from './scorecard';
import { scoreLead } from './scoring';

const said = (value: AnswerValue, at = 0): HeldAnswer => ({ value, note: '', at });
const referral = said({ kind: 'option', optionId: 'option1' });
const big = said({ kind: 'number', amount: 500 });
const chanceWith = (answers: Answers, card: Scorecard = learntCard) => scoreLead(card, answers).chance;

/** The learnt card with its criteria changed. */
function withCriteria(change: (criteria: Scorecard['criteria']) => Scorecard['criteria']): Scorecard {
  return scorecard.parse({ ...learntCard, criteria: change(structuredClone(learntCard.criteria)) });
}

describe('the chance beside the points', () => {
  it('is that of the learnt total where all is known', () => {
    expect(chanceWith({ learnt1: referral, learnt2: big })).toEqual({ chance: 0.6, low: 0.6, high: 0.6 });
  });

  it('is the mean of what the open answers usually turn out to be', () => {
    const open = chanceWith({ learnt1: referral });
    expect(open?.chance).toBeCloseTo(0.4 * 0.3 + 0.5 * 0.6 + 0.1 * 0.45, 9);
    expect(open).toMatchObject({ low: 0.3, high: 0.6 });
  });

  it('is no better than usual where they would not say', () => {
    const refused = chanceWith({ learnt1: said({ kind: 'refused' }), learnt2: big });
    expect(refused?.chance).toBeCloseTo((300 * 0.3 + 500 * 0.2) / 800, 9);
    expect(refused).toMatchObject({ low: 0.2, high: 0.3 });
  });

  it('takes an answer from the CRM as the best guess, and leaves open that it is otherwise', () => {
    const guess = chanceWith({ learnt1: { ...referral, source: 'crm' }, learnt2: big });
    expect(guess).toEqual({ chance: 0.6, low: 0.2, high: 0.6 });
  });

  it('is none for a card that was not learnt', () => {
    const { learnt: _, ...own } = learntCard;
    expect(chanceWith({}, own)).toBeNull();
  });

  it('lies in its range, which an answer only narrows, in whatever order they come', () => {
    const answers = fc
      .tuple(...learntCard.criteria.map((criterion) => fc.option(anyAnswer(criterion), { nil: undefined })))
      .map((given) =>
        Object.fromEntries(given.flatMap((each, at) => (each ? [[`learnt${at + 1}`, each] as const] : []))),
      );
    fc.assert(
      fc.property(answers, fc.constantFrom(0, 1), (given, which) => {
        const all = chanceWith(given);
        if (all === null) throw new Error('no chance');
        expect(all.chance).toBeGreaterThanOrEqual(all.low - 1e-9);
        expect(all.chance).toBeLessThanOrEqual(all.high + 1e-9);
        const fewer = chanceWith(
          Object.fromEntries(Object.entries(given).filter(([id]) => id !== `learnt${which + 1}`)),
        );
        expect(all.low).toBeGreaterThanOrEqual((fewer?.low ?? 0) - 1e-9);
        expect(all.high).toBeLessThanOrEqual((fewer?.high ?? 1) + 1e-9);
        expect(chanceWith(Object.fromEntries(Object.entries(given).toReversed()))).toEqual(all);
      }),
    );
  });
});

describe('a learnt card that was changed', () => {
  it.each([
    [
      'a question',
      (criteria: Scorecard['criteria']) => criteria.map((each) => ({ ...each, questions: [{ en: 'Else?' }] })),
    ],
    ['the order', (criteria: Scorecard['criteria']) => criteria.toReversed()],
    [
      'a must-have',
      (criteria: Scorecard['criteria']) => criteria.map((each) => ({ ...each, gate: { minLevel: 0.3 } })),
    ],
    [
      'something worth knowing only',
      (criteria: Scorecard['criteria']) => [
        ...criteria,
        { kind: 'text' as const, id: 'words', name: { en: 'Words' }, questions: [{ en: 'Why?' }], weight: 0, prior: 0 },
      ],
    ],
  ])('keeps its chances with %s', (_, change) => {
    const card = withCriteria(change);
    expect(changedSinceLearnt(card)).toEqual([]);
    expect(chanceWith({ learnt1: referral, learnt2: big }, card)?.chance).toBe(0.6);
  });

  it.each([
    [
      'another weight',
      'learnt1',
      (criteria: Scorecard['criteria']) =>
        criteria.map((each) => (each.id === 'learnt1' ? { ...each, weight: 4 } : each)),
    ],
    [
      'another range',
      'learnt2',
      (criteria: Scorecard['criteria']) =>
        criteria.map((each) =>
          each.kind === 'number'
            ? { ...each, bands: each.bands.map((band) => ({ ...band, from: band.from * 2 })) }
            : each,
        ),
    ],
    [
      'an answer less',
      'learnt1',
      (criteria: Scorecard['criteria']) =>
        criteria.map((each) => (each.kind === 'choice' ? { ...each, options: each.options.slice(0, 2) } : each)),
    ],
    [
      'answers that add up',
      'learnt1',
      (criteria: Scorecard['criteria']) =>
        criteria.map((each) => (each.kind === 'choice' ? { ...each, kind: 'multi' as const } : each)),
    ],
    ['a criterion less', 'learnt2', (criteria: Scorecard['criteria']) => criteria.slice(0, 1)],
    [
      'a criterion more that counts',
      'more',
      (criteria: Scorecard['criteria']) => [
        ...criteria,
        {
          kind: 'yesNo' as const,
          id: 'more',
          name: { en: 'More' },
          questions: [{ en: 'More?' }],
          weight: 1,
          prior: 0.5,
        },
      ],
    ],
  ])('says no chance with %s, and which criterion it is', (_, changed, change) => {
    const card = withCriteria(change);
    expect(changedSinceLearnt(card)).toEqual([changed]);
    expect(chanceWith({ learnt1: referral, learnt2: big }, card)).toBeNull();
  });

  it('is the learnt one again once it is worth what it was, as far as the editor writes percents', () => {
    const card = withCriteria((criteria) =>
      criteria.map((each) =>
        each.kind === 'choice'
          ? {
              ...each,
              options: each.options.map((option) => ({ ...option, level: Math.round(option.level * 1000) / 1000 })),
            }
          : each,
      ),
    );
    expect(chanceWith({ learnt1: said({ kind: 'option', optionId: 'option2' }), learnt2: big }, card)?.chance).toBe(
      0.3,
    );
  });
});

describe('of 100 such leads', () => {
  it('never says none or all', () => {
    expect([0, 0.004, 0.006, 0.234, 0.994, 0.999].map(of100)).toEqual(['few', 'few', 1, 23, 99, 'most']);
  });
});
