import { describe, expect, it } from 'vitest';
import { locales } from '../../model/schemas';
import type { Answers } from '../answer';
import { choicesOf } from '../criterion-kinds';
import { scorecard } from '../scorecard';
import { scoreLead } from '../scoring';
import { bant } from './bant';
import { builtInScorecards, defaultScorecard } from './index';

function answers(chosen: Readonly<Record<string, string>>): Answers {
  return Object.fromEntries(
    Object.entries(chosen).map(([id, optionId]) => [id, { value: { kind: 'option', optionId }, note: '', at: 0 }]),
  );
}

describe('BANT', () => {
  it('is a valid card and speaks every language throughout', () => {
    const card = scorecard.parse(bant);
    const texts = card.criteria.flatMap((each) => [
      each.name,
      ...each.questions,
      ...('options' in each ? each.options.map((o) => o.label) : []),
    ]);
    for (const text of [card.name, ...texts]) {
      for (const locale of locales) expect(text[locale]).toBeTruthy();
    }
  });

  it('offers four anchors each, best first, from the best there is to none or next to none', () => {
    for (const criterion of bant.criteria) {
      const levels = choicesOf(criterion).map(({ level }) => level);
      expect(levels).toHaveLength(4);
      expect(levels).toEqual(levels.toSorted((a, b) => b - a));
      expect(levels[0]).toBe(1);
      expect(levels[3]).toBeLessThanOrEqual(0.1);
    }
  });

  it('takes more than the two best gates to be ready, and three of four are enough', () => {
    const gates = { need: 'costly', authority: 'alone' };
    expect(scoreLead(bant, answers(gates)).ready).toBe(false);
    expect(scoreLead(bant, answers({ ...gates, timeline: 'soon' })).ready).toBe(true);
    expect(scoreLead(bant, answers({ ...gates, budget: 'canBeFound' })).ready).toBe(true);
  });

  it('lets a missing budget stand beside good answers, but no missing gate', () => {
    const good = { need: 'costly', authority: 'withOne', timeline: 'fixedDate', budget: 'none' };
    expect(scoreLead(bant, answers(good)).ready).toBe(true);
    expect(scoreLead(bant, answers({ ...good, budget: 'setAside', need: 'vague' })).ready).toBe(false);
    expect(scoreLead(bant, answers({ ...good, budget: 'setAside', authority: 'someoneElse' })).ready).toBe(false);
  });

  it('is the card Baton starts with', () => {
    expect(builtInScorecards).toContain(defaultScorecard);
    expect(defaultScorecard).toBe(bant);
  });
});
