import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardShape } from './criterion';
import { builtInScorecards } from './scorecards';
import { bant } from './scorecards/bant';
import { soundPartOf } from './sound-part';

const change = (id: string, part: object): CardShape => ({
  ...bant,
  criteria: bant.criteria.map((each) => (each.id === id ? { ...each, ...part } : each)),
});

describe('what of a draft can be tried out', () => {
  it('is all of it where nothing is wrong', () => {
    for (const card of builtInScorecards) expect(soundPartOf(card)).toEqual({ card, without: [] });
  });

  it('leaves out a criterion with a problem, and names it', () => {
    const part = soundPartOf(change('need', { name: { en: '' } }));
    expect(part?.without).toEqual(['need']);
    expect(part?.card.criteria.map(({ id }) => id)).not.toContain('need');
  });

  it('leaves out what rests on it too', () => {
    const draft = change('need', { questions: [] });
    const asked: CardShape = {
      ...draft,
      criteria: draft.criteria.map((each) =>
        each.id === 'budget' ? { ...each, askIf: [{ criterionId: 'need', optionIds: ['costly'] }] } : each,
      ),
    };
    expect(soundPartOf(asked)?.without).toEqual(['need', 'budget']);
  });

  it('needs no name of the card, and no threshold that makes no sense', () => {
    const draft: CardShape = { ...bant, name: { en: '' }, letGoBelow: 99 };
    expect(soundPartOf(draft)).toMatchObject({ card: { name: { en: '…' } }, without: [] });
    expect(soundPartOf(draft)?.card).not.toHaveProperty('letGoBelow');
  });

  it('is nothing where no criterion is left that weighs', () => {
    expect(soundPartOf({ ...bant, criteria: [] })).toBeNull();
    const weightless = bant.criteria.map((each) => ({ ...each, weight: 0 }));
    expect(soundPartOf({ ...bant, criteria: weightless })).toBeNull();
  });

  it('is sound, and part of the draft, whatever is broken', () => {
    const broken = fc.record({
      card: fc.constantFrom(...builtInScorecards),
      at: fc.array(fc.nat(12), { maxLength: 5 }),
      part: fc.constantFrom({ name: { en: '' } }, { questions: [] }, { id: 'need' }, { weight: -1 }, { options: [] }),
    });
    fc.assert(
      fc.property(broken, ({ card, at, part }) => {
        const draft = {
          ...card,
          criteria: card.criteria.map((each, i) => (at.includes(i) ? { ...each, ...part } : each)),
        };
        const found = soundPartOf(draft as CardShape);
        if (found === null) return;
        expect(found.card.criteria.length + found.without.length).toBeGreaterThanOrEqual(card.criteria.length);
        expect(soundPartOf(found.card)?.without).toEqual([]);
      }),
    );
  });
});
