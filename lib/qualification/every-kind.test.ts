import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../tests/support/any-text';
import { answersFrom, anyAnswer, anyCard, anySituation } from './card-rig';
import { levelsOfAnswer, possibleLevels } from './criterion-kinds';
import { explainScore } from './explain';
import { nextQuestion } from './next-question';
import { scorecard } from './scorecard';
import { readScorecardFile, writeScorecardFile } from './scorecard-file';
import { scoreLead } from './scoring';
import { standingsOf } from './standing';

const now = 300 * 86_400_000;

describe('the score of a card of any kinds', () => {
  it('has its estimate inside the range, and adds up', () => {
    fc.assert(
      fc.property(anySituation, ({ card, given }) => {
        const score = scoreLead(card, answersFrom(given), now);
        const total = (pick: (reason: (typeof score.reasons)[number]) => number) =>
          score.reasons.reduce((sum, reason) => sum + pick(reason), 0);
        expect(score.low).toBeLessThanOrEqual(score.estimate);
        expect(score.high).toBeGreaterThanOrEqual(score.estimate);
        expect(score.low).toBeGreaterThanOrEqual(0);
        expect(score.high).toBeLessThanOrEqual(100);
        expect(total(({ points }) => points)).toBe(score.estimate);
        expect(total(({ couldAdd }) => couldAdd)).toBe(score.high - score.estimate);
        expect(total(({ couldLose }) => couldLose)).toBe(score.estimate - score.low);
      }),
    );
  });

  it('does not depend on the order of answers, nor do its reasons and the next question', () => {
    fc.assert(
      fc.property(anySituation, ({ card, given }) => {
        const [one, other] = [answersFrom(given), answersFrom(given.toReversed())];
        expect(scoreLead(card, other, now)).toEqual(scoreLead(card, one, now));
        expect(explainScore(scoreLead(card, other, now))).toEqual(explainScore(scoreLead(card, one, now)));
        expect(nextQuestion(card, other, { now })).toEqual(nextQuestion(card, one, { now }));
      }),
    );
  });

  it('only narrows with one more answer, whatever it opens or closes, and keeps every gate that was decided', () => {
    const withOneMore = anySituation.chain(({ card, given }) => {
      const open = standingsOf(card, answersFrom(given), now).filter(({ asked }) => !asked);
      const criterion = fc.constantFrom(
        ...(open.length > 0 ? open : standingsOf(card, {})).map((each) => each.criterion),
      );
      return criterion.chain((each) =>
        anyAnswer(each).map((answer) => ({
          card,
          given,
          isOpen: open.length > 0,
          more: [each.id, answer] as const,
          each,
        })),
      );
    });
    fc.assert(
      fc.property(withOneMore, ({ card, given, more, isOpen, each }) => {
        fc.pre(isOpen && levelsOfAnswer(each, more[1]) !== null);
        const others = given.filter(([id]) => id !== more[0]);
        const before = scoreLead(card, answersFrom(others), now);
        const after = scoreLead(card, answersFrom([...others, more]), now);
        expect(after.low).toBeGreaterThanOrEqual(before.low);
        expect(after.high).toBeLessThanOrEqual(before.high);
        for (const gate of before.gates.filter(({ state }) => state !== 'unknown')) {
          expect(after.gates).toContainEqual(gate);
        }
        for (const { id } of before.disqualified) expect(after.disqualified.map((out) => out.id)).toContain(id);
      }),
      { numRuns: 400 },
    );
  });

  it('widens again where an answer is too old or only the CRM’s, and stays the best guess', () => {
    fc.assert(
      fc.property(anySituation, ({ card, given }) => {
        const loose = standingsOf(card, answersFrom(given), now).filter(
          ({ basis, applies }) => applies === 'holds' && (basis === 'aged' || basis === 'crm'),
        );
        for (const { criterion, levels } of loose) {
          const answer = given.find(([id]) => id === criterion.id)?.[1];
          const own = answer === undefined ? null : levelsOfAnswer(criterion, answer);
          const { low, high } = possibleLevels(criterion);
          expect(levels).toEqual({ low, expected: own?.expected, high });
        }
      }),
    );
  });

  it('is never ready where something rules the lead out, and is let go then', () => {
    fc.assert(
      fc.property(anySituation, ({ card, given }) => {
        const hard = { value: { kind: 'option' as const, optionId: 'yes' }, note: '', at: 0 };
        const score = scoreLead(card, { ...answersFrom(given), hard }, now);
        expect(score.disqualified[0]).toEqual({ id: 'hard', kind: 'hard', recycleAt: null });
        expect(score.ready).toBe(false);
        expect(score.decision).toBe('letGo');
      }),
    );
  });
});

describe('a scorecard file', () => {
  it('gives back exactly what was written', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const text = writeScorecardFile(card);
        const read = readScorecardFile(text);
        expect(read).toEqual({ ok: true, card });
        if (read.ok) expect(writeScorecardFile(read.card)).toBe(text);
      }),
    );
  });

  it('is read without throwing, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), anyText), (text) => {
        expect(readScorecardFile(text).ok).toBe(false);
      }),
    );
  });

  it('is refused or read as a sound card, wherever one value in it is changed', () => {
    fc.assert(
      fc.property(anyCard, fc.nat(), fc.jsonValue(), (card, where, value) => {
        const text = writeScorecardFile(card);
        const places = [...text.matchAll(/: ("[^"]*"|[\d.]+)/g)];
        const place = places[where % places.length];
        if (place === undefined) return;
        const changed = `${text.slice(0, place.index)}: ${JSON.stringify(value)}${text.slice(place.index + place[0].length)}`;
        const read = readScorecardFile(changed);
        if (read.ok) expect(scorecard.safeParse(read.card).success).toBe(true);
      }),
    );
  });
});
