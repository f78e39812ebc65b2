import { describe, expect, it } from 'vitest';
import type { Answers, AnswerValue } from './answer';
import { answerLabel } from './answer-label';
import { levelsOfAnswer } from './criterion-kinds';
import { explainScore } from './explain';
import { nextQuestion } from './next-question';
import { pointsOf, wholePoints } from './points';
import { bant } from './scorecards/bant';
import { scoreLead } from './scoring';

function given(values: Readonly<Record<string, AnswerValue | string>>): Answers {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      { value: typeof value === 'string' ? { kind: 'option', optionId: value } : value, note: '', at: 0 },
    ]),
  );
}
const unknown: AnswerValue = { kind: 'unknown' };
const refused: AnswerValue = { kind: 'refused' };

describe('scoring a BANT lead', () => {
  it('starts with what such leads usually have, and everything possible', () => {
    const score = scoreLead(bant, {});
    expect(score).toMatchObject({ estimate: 35, low: 5, high: 100, known: 0, total: 4, ready: false });
    expect(score.missing.slice(0, 2)).toEqual(['need', 'authority']);
  });

  it('moves with each answer and says by how much', () => {
    const score = scoreLead(bant, given({ need: 'costly', budget: 'canBeFound' }));
    expect(score).toMatchObject({ estimate: 61, low: 48, high: 95, known: 2 });
    expect(score.reasons.find(({ criterionId }) => criterionId === 'need')).toEqual({
      criterionId: 'need',
      state: 'answered',
      basis: 'said',
      outOf: 30,
      points: 30,
      moved: 18,
      couldAdd: 0,
      couldLose: 0,
    });
    expect(score.missing).toEqual(['authority', 'timeline']);
  });

  it('names what to improve where there is nothing left to learn', () => {
    const score = scoreLead(bant, given({ need: 'clear', authority: 'committee', timeline: 'soon', budget: 'none' }));
    expect(score.ready).toBe(false);
    expect(score.missing).toEqual(['budget', 'authority', 'need', 'timeline'].toSorted(byGap(score.reasons)));
    expect(score.missing[0]).toBe('budget');
  });

  it('names only the closed gate where the sum is high enough', () => {
    const score = scoreLead(
      bant,
      given({ need: 'costly', authority: 'someoneElse', timeline: 'fixedDate', budget: 'setAside' }),
    );
    expect(score.estimate).toBeGreaterThanOrEqual(score.readyAt);
    expect(score.missing).toEqual(['authority']);
    expect(score.gates).toContainEqual({ criterionId: 'authority', state: 'unmet' });
  });

  it('takes an answer of another card, or one taken back, as none', () => {
    expect(scoreLead(bant, given({ need: 'noSuchOption', budget: { kind: 'cleared' } }))).toEqual(scoreLead(bant, {}));
    expect(scoreLead(bant, given({ noSuchCriterion: 'costly' }))).toEqual(scoreLead(bant, {}));
  });

  it('counts a refusal as half of what is usual, at most the usual, and as no knowledge', () => {
    const reason = scoreLead(bant, given({ budget: refused })).reasons.find((each) => each.criterionId === 'budget');
    expect(reason).toMatchObject({ state: 'refused', points: 5, moved: -2, couldAdd: 2, couldLose: 3 });
    expect(scoreLead(bant, given({ budget: refused, need: unknown })).known).toBe(0);
  });
});

describe('the next question for a BANT lead', () => {
  it('asks the gates first, need before authority, then what weighs most', () => {
    expect(nextQuestion(bant, {})).toMatchObject({ criterionId: 'need', why: 'gate' });
    expect(nextQuestion(bant, given({ need: 'clear' }))).toMatchObject({ criterionId: 'authority', why: 'gate' });
    expect(nextQuestion(bant, given({ need: 'clear', authority: 'withOne' }))).toMatchObject({
      criterionId: 'timeline',
      why: 'settles',
    });
  });

  it('goes on to another question where one is skipped', () => {
    expect(nextQuestion(bant, {}, { skipped: ['need'] })).toMatchObject({ criterionId: 'authority', why: 'gate' });
    expect(nextQuestion(bant, {}, { skipped: ['need', 'authority', 'timeline', 'budget'] })).toBeNull();
    expect(nextQuestion(bant, given({ need: 'costly', authority: 'alone' }), { skipped: ['timeline'] })).toMatchObject({
      criterionId: 'budget',
      why: 'settles',
    });
  });

  it('does not ask again what the prospect does not know or would not say', () => {
    const answers = given({ need: 'costly', authority: 'alone', timeline: unknown });
    expect(nextQuestion(bant, answers)?.criterionId).toBe('budget');
    expect(nextQuestion(bant, given({ need: refused }))).toBeNull();
  });

  it('stops where the lead is ready whatever comes, and where it cannot be', () => {
    expect(nextQuestion(bant, given({ need: 'costly', authority: 'alone', timeline: 'fixedDate' }))).toBeNull();
    expect(nextQuestion(bant, given({ need: 'none' }))).toBeNull();
  });
});

describe('explaining a score', () => {
  it('tells what raised and lowered it, by size, and then what is open', () => {
    const answers = given({ need: 'costly', authority: 'someoneElse', timeline: unknown });
    const items = explainScore(scoreLead(bant, answers));
    expect(items.map(({ criterionId, effect, gate }) => [criterionId, effect, gate])).toEqual([
      ['need', 'raised', 'met'],
      ['authority', 'lowered', 'unmet'],
      ['timeline', 'open', null],
      ['budget', 'open', null],
    ]);
  });

  it('says where an answer was as usual', () => {
    const [first] = bant.criteria;
    const usual = { ...bant, criteria: bant.criteria.map((each) => ({ ...each, prior: 0.7 })) };
    expect(first?.id).toBe('need');
    expect(explainScore(scoreLead(usual, given({ need: 'clear' })))[0]).toMatchObject({
      criterionId: 'need',
      effect: 'asUsual',
    });
  });
});

describe('the parts', () => {
  it('shares a hundred points by largest remainder, the earlier one first', () => {
    expect(wholePoints([1, 1, 1])).toEqual([34, 33, 33]);
    expect(wholePoints([30, 25, 25, 20])).toEqual([30, 25, 25, 20]);
    expect(wholePoints([1, 2, 4])).toEqual([14, 29, 57]);
    expect(wholePoints([0.0001])).toEqual([100]);
  });

  it('counts half a point up even where floating point falls short', () => {
    expect(100 * 0.285).toBeLessThan(28.5);
    expect(pointsOf(100, 0.285)).toBe(29);
  });

  it('gives each answer its words, and none to one of another card', () => {
    const [need] = bant.criteria;
    if (need === undefined) throw new Error('BANT has criteria');
    expect(answerLabel(need, { kind: 'option', optionId: 'clear' }, 'en')).toBe('A clear problem');
    expect(answerLabel(need, { kind: 'option', optionId: 'nothing' }, 'en')).toBeNull();
    expect(levelsOfAnswer(need, { value: { kind: 'option', optionId: 'nothing' }, at: 0 })).toBeNull();
  });
});

function byGap(reasons: ReturnType<typeof scoreLead>['reasons']) {
  const gap = (id: string) => {
    const reason = reasons.find(({ criterionId }) => criterionId === id);
    return (reason?.outOf ?? 0) - (reason?.points ?? 0);
  };
  return (a: string, b: string) => gap(b) - gap(a);
}
