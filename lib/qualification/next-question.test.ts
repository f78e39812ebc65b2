import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answers } from './answer';
import { learnAnswers, modelByPrior } from './answer-model';
import { answersFrom, anySituation } from './card-rig';
import { cellsOf, chancesByPrior } from './cells';
import { nextQuestion, sureEnough } from './next-question';
import { outlookOf } from './outlook';
import { type Scorecard, scorecard } from './scorecard';
import { bant } from './scorecards/bant';
import { scotsman } from './scorecards/scotsman';
import { standingsOf } from './standing';

function given(chosen: Readonly<Record<string, string>>, at = 0): Answers {
  return Object.fromEntries(
    Object.entries(chosen).map(([id, optionId]) => [id, { value: { kind: 'option', optionId }, note: '', at }]),
  );
}

/** A card of yes/no questions of equal weight. */
function yesNoCard(size: number, more: object = {}): Scorecard {
  return scorecard.parse({
    id: 'card',
    version: 1,
    name: { en: 'Card' },
    readyAt: 60,
    criteria: Array.from({ length: size }, (_, index) => ({
      kind: 'yesNo',
      id: `c${index}`,
      name: { en: `c${index}` },
      questions: [{ en: 'Is it?' }],
      weight: 1,
      prior: 0.5,
    })),
    ...more,
  });
}

describe('the outlook', () => {
  it('gives every decision a chance, and the answers to a question add up to what is expected now', () => {
    fc.assert(
      fc.property(anySituation, ({ card, given: some }) => {
        const answers = answersFrom(some);
        const standings = standingsOf(card, answers);
        const outlook = outlookOf(card, standings, answers, modelByPrior(card));
        const { handOver, keepWorking, letGo } = outlook.now;
        expect(handOver + keepWorking + letGo).toBeCloseTo(1, 9);
        for (const index of card.criteria.keys()) {
          const after = outlook.after(index);
          const chances = after.reduce((sum, { chance }) => sum + chance, 0);
          expect(chances).toBeCloseTo(1, 9);
          const mean = after.reduce((sum, { chance, decisions }) => sum + chance * decisions.handOver, 0);
          expect(mean).toBeCloseTo(handOver, 9);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the next question', () => {
  it('is the one that tells most where weights are equal but answers are not equally open', () => {
    const [first, second, third] = yesNoCard(3).criteria;
    const card = scorecard.parse({
      ...yesNoCard(3),
      criteria: [{ ...first, prior: 0.98 }, { ...second, prior: 0.02 }, third],
    });
    expect(nextQuestion(card, {})?.criterionId).toBe('c2');
  });

  it('passes over what is costly to ask or mostly the AE’s, where the others tell as much', () => {
    const [first, second, third] = yesNoCard(3).criteria;
    const card = scorecard.parse({
      ...yesNoCard(3),
      criteria: [{ ...first, effort: 'delicate' }, { ...second, stage: 'later' }, third],
    });
    expect(nextQuestion(card, {})?.criterionId).toBe('c2');
    expect(nextQuestion(card, {}, { skipped: ['c2'] })?.criterionId).toBe('c0');
  });

  it('says when an answer can settle it', () => {
    const card = yesNoCard(2, { readyAt: 50 });
    expect(nextQuestion(card, {})).toMatchObject({ why: 'settles', enough: false });
  });

  it('says when enough is known, and can be asked on', () => {
    const next = nextQuestion(yesNoCard(9, { readyAt: 100 }), given({ c0: 'yes' }));
    expect(next).toMatchObject({ enough: true, leaning: { decision: 'keepWorking' } });
    expect(next?.leaning.chance).toBeGreaterThanOrEqual(sureEnough);
  });

  it('asks again what is too old, and is silent once it was confirmed', () => {
    const day = 86_400_000;
    const old = given({ need: 'costly', authority: 'alone', timeline: 'fixedDate', budget: 'setAside' });
    expect(nextQuestion(bant, old, { now: 30 * day })).toBeNull();
    const next = nextQuestion(bant, old, { now: 400 * day });
    expect(next).toMatchObject({ why: 'confirm' });
    const fresh = given({ need: 'costly', authority: 'alone', timeline: 'fixedDate' }, 399 * day);
    expect(nextQuestion(bant, { ...old, ...fresh }, { now: 400 * day })).toBeNull();
  });

  it('waits with a question until what it depends on is known', () => {
    const others = given({ need: 'costly', solution: 'most', time: 'soon', authority: 'someoneElse' });
    const answers: Answers = {
      ...others,
      size: { value: { kind: 'number', amount: 10 }, note: '', at: 0 },
      money: { value: { kind: 'refused' }, note: '', at: 0 },
    };
    const card = { ...scotsman, readyAt: 55 };
    expect(nextQuestion(card, answers)?.criterionId).toBe('competition');
    const some = { ...answers, ...given({ competition: 'equal' }) };
    expect(nextQuestion(card, some)?.criterionId ?? 'originality').toBe('originality');
    expect(nextQuestion(card, { ...answers, ...given({ competition: 'none' }) })).toBeNull();
  });
});

describe('what leads usually answer', () => {
  it('has the mean the card states, and presumes no more', () => {
    const cells = cellsOf(bant.criteria[0] ?? scotsman.criteria[0] ?? expect.fail('no criteria'));
    for (const prior of [0.1, 0.4, 0.5, 0.9]) {
      const chances = chancesByPrior(cells, prior);
      const mean = chances.reduce((sum, chance, index) => sum + chance * (cells[index]?.level ?? 0), 0);
      expect(mean).toBeCloseTo(prior, 6);
    }
    const levels = [0, 0.5, 1].map((level) => ({ id: null, level }));
    expect(chancesByPrior(levels, 0.5)[0]).toBeCloseTo(1 / 3, 9);
  });

  it('is learnt from past answers, shrunk to the card’s word where there are few', () => {
    const card = yesNoCard(2);
    const leads = (count: number) => Array.from({ length: count }, () => given({ c0: 'yes' }));
    const chance = (count: number) => learnAnswers(card, leads(count)).types[0]?.chances[0]?.[0] ?? 0;
    expect(chance(0)).toBeCloseTo(0.5, 6);
    expect(chance(10)).toBeCloseTo(0.75, 6);
    expect(chance(200)).toBeGreaterThan(0.97);
  });

  it('learns that one answer tells of another, once there are leads enough', () => {
    const card = yesNoCard(3, { readyAt: 60 });
    const leads = Array.from({ length: 1_000 }, (_, index) => {
      const same = index % 2 === 0 ? 'yes' : 'no';
      return given({ c0: same, c1: same, c2: same });
    });
    const model = learnAnswers(card, leads);
    expect(model.types.length).toBeGreaterThan(1);
    const next = nextQuestion(card, given({ c0: 'yes' }), { model });
    expect(next).toMatchObject({ enough: true, leaning: { decision: 'handOver' } });
    expect(nextQuestion(card, given({ c0: 'yes' }))).toMatchObject({ enough: false });
  });
});
