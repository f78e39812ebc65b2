import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answers, AnswerValue } from './answer';
import { choicesOf } from './criterion-kinds';
import { explainScore } from './explain';
import { nextQuestion } from './next-question';
import { type Criterion, type Scorecard, scorecard } from './scorecard';
import { scoreLead } from './scoring';

const levels = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

function criterionOf(index: number): fc.Arbitrary<Criterion> {
  return fc
    .record({
      weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
      prior: levels,
      gate: fc.option(levels, { nil: undefined }),
      options: fc.array(levels, { minLength: 2, maxLength: 4 }),
    })
    .map(({ weight, prior, gate, options }) => ({
      kind: 'scale',
      id: `c${index}`,
      name: { en: `Criterion ${index}` },
      questions: [{ en: 'What?' }],
      weight,
      prior,
      ...(gate === undefined ? {} : { gate: { minLevel: Math.min(gate, ...[Math.max(...options)]) } }),
      options: options.map((level, at) => ({ id: `o${at}`, label: { en: `${level}` }, level })),
    }));
}

const cards: fc.Arbitrary<Scorecard> = fc
  .record({ size: fc.integer({ min: 1, max: 6 }), readyAt: fc.integer({ min: 0, max: 100 }) })
  .chain(({ size, readyAt }) =>
    fc
      .tuple(...Array.from({ length: size }, (_, index) => criterionOf(index)))
      .map((criteria) => ({ id: 'card', version: 1, name: { en: 'Card' }, readyAt, criteria })),
  );

type Given = readonly [criterionId: string, value: AnswerValue];

function valuesFor(criterion: Criterion): fc.Arbitrary<AnswerValue> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...choicesOf(criterion)).map(({ id }) => option(id)) },
    fc.constantFrom<AnswerValue>(
      { kind: 'unknown' },
      { kind: 'refused' },
      { kind: 'cleared' },
      option('ofAnotherCard'),
    ),
  );
}

/** A card with answers to some of its criteria, in any order. */
const situations = cards.chain((card) =>
  fc
    .shuffledSubarray([...card.criteria])
    .chain((criteria) =>
      fc.tuple(...criteria.map((criterion) => valuesFor(criterion).map((value): Given => [criterion.id, value]))),
    )
    .map((given) => ({ card, given })),
);

function option(optionId: string): AnswerValue {
  return { kind: 'option', optionId };
}

function answersOf(given: readonly Given[]): Answers {
  return Object.fromEntries(given.map(([criterionId, value], at) => [criterionId, { value, note: '', at }]));
}

function isOpen(card: Scorecard, given: readonly Given[], criterionId: string): boolean {
  const criterion = card.criteria.find(({ id }) => id === criterionId);
  const value = given.find(([id]) => id === criterionId)?.[1];
  return (
    value === undefined ||
    value.kind === 'cleared' ||
    (value.kind === 'option' &&
      criterion !== undefined &&
      choicesOf(criterion).every(({ id }) => id !== value.optionId))
  );
}

describe('the score of any card', () => {
  it('is built on cards the schema accepts', () => {
    fc.assert(fc.property(cards, (card) => scorecard.safeParse(card).success));
  });

  it('has its estimate inside the range, and the range inside 0 to 100', () => {
    fc.assert(
      fc.property(situations, ({ card, given }) => {
        const { low, estimate, high } = scoreLead(card, answersOf(given));
        expect(low).toBeGreaterThanOrEqual(0);
        expect(estimate).toBeGreaterThanOrEqual(low);
        expect(high).toBeGreaterThanOrEqual(estimate);
        expect(high).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('adds up: whole points of the reasons sum to the estimate, what they are out of to 100', () => {
    fc.assert(
      fc.property(situations, ({ card, given }) => {
        const score = scoreLead(card, answersOf(given));
        const usual = scoreLead(card, {});
        const total = (pick: (reason: (typeof score.reasons)[number]) => number) =>
          score.reasons.reduce((sum, reason) => sum + pick(reason), 0);
        expect(total((reason) => reason.points)).toBe(score.estimate);
        expect(total((reason) => reason.outOf)).toBe(100);
        expect(total((reason) => reason.couldAdd)).toBe(score.high - score.estimate);
        expect(total((reason) => reason.couldLose)).toBe(score.estimate - score.low);
        expect(total((reason) => reason.moved)).toBe(score.estimate - usual.estimate);
        for (const reason of score.reasons) {
          expect(Number.isInteger(reason.points)).toBe(true);
          expect(reason.points).toBeLessThanOrEqual(reason.outOf);
          if (reason.state === 'unknown') expect(reason.moved).toBe(0);
        }
      }),
    );
  });

  it('does not depend on the order of answers', () => {
    fc.assert(
      fc.property(situations, ({ card, given }) => {
        expect(scoreLead(card, answersOf(given.toReversed()))).toEqual(scoreLead(card, answersOf(given)));
      }),
    );
  });

  it('only narrows its range with one more answer, and keeps every gate that was decided', () => {
    fc.assert(
      fc.property(situations, fc.nat(), fc.nat(), ({ card, given }, which, choice) => {
        const open = card.criteria.filter(({ id }) => isOpen(card, given, id));
        fc.pre(open.length > 0);
        const criterion = open[which % open.length];
        if (criterion === undefined) return;
        const values: AnswerValue[] = [
          { kind: 'refused' },
          { kind: 'unknown' },
          ...choicesOf(criterion).map(({ id }) => option(id)),
        ];
        const value = values[choice % values.length] ?? { kind: 'unknown' };
        const before = scoreLead(card, answersOf(given));
        const after = scoreLead(
          card,
          answersOf([...given.filter(([id]) => id !== criterion.id), [criterion.id, value]]),
        );
        expect(after.low).toBeGreaterThanOrEqual(before.low);
        expect(after.high).toBeLessThanOrEqual(before.high);
        for (const gate of before.gates.filter(({ state }) => state !== 'unknown')) {
          expect(after.gates).toContainEqual(gate);
        }
      }),
    );
  });

  it('puts a refusal between the worst and the usual, and keeps the full range where the prospect does not know', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const usual = scoreLead(card, {});
        for (const { id } of card.criteria) {
          const refused = scoreLead(card, answersOf([[id, { kind: 'refused' }]]));
          expect(refused.estimate).toBeLessThanOrEqual(usual.estimate);
          expect(refused.high).toBeLessThanOrEqual(usual.high);
          expect(refused.low).toBe(usual.low);
          const unknown = scoreLead(card, answersOf([[id, { kind: 'unknown' }]]));
          expect([unknown.low, unknown.estimate, unknown.high]).toEqual([usual.low, usual.estimate, usual.high]);
        }
      }),
    );
  });

  it('never makes a ready lead unready by a better answer', () => {
    fc.assert(
      fc.property(situations, fc.nat(), fc.nat(), ({ card, given }, which, choice) => {
        const criterion = card.criteria[which % card.criteria.length];
        if (criterion === undefined) return;
        const ascending = choicesOf(criterion).toSorted((a, b) => a.level - b.level);
        const worse = choice % ascending.length;
        const readyWith = (index: number) => {
          const chosen = ascending[index];
          if (chosen === undefined) return false;
          const others = given.filter(([id]) => id !== criterion.id);
          return scoreLead(card, answersOf([...others, [criterion.id, option(chosen.id)]])).ready;
        };
        if (readyWith(worse)) {
          for (let better = worse; better < ascending.length; better += 1) expect(readyWith(better)).toBe(true);
        }
      }),
    );
  });

  it('is ready exactly where the estimate and every gate allow it, and then nothing is missing', () => {
    fc.assert(
      fc.property(situations, ({ card, given }) => {
        const score = scoreLead(card, answersOf(given));
        expect(score.ready).toBe(score.estimate >= card.readyAt && score.gates.every(({ state }) => state === 'met'));
        if (score.ready) expect(score.missing).toEqual([]);
        const closed = score.gates.filter(({ state }) => state !== 'met').map(({ criterionId }) => criterionId);
        if (!score.ready) expect(score.missing.slice(0, closed.length)).toEqual(closed);
        expect(new Set(score.missing).size).toBe(score.missing.length);
      }),
    );
  });

  it('is explained by each criterion once, what moved it most first', () => {
    fc.assert(
      fc.property(situations, ({ card, given }) => {
        const items = explainScore(scoreLead(card, answersOf(given)));
        expect(items.map(({ criterionId }) => criterionId).toSorted()).toEqual(
          card.criteria.map(({ id }) => id).toSorted(),
        );
        const known = items.filter(({ effect }) => effect !== 'open');
        expect(items.slice(0, known.length)).toEqual(known);
        const sizes = known.map(({ moved }) => Math.abs(moved));
        expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      }),
    );
  });
});

describe('the next question of any card', () => {
  /** Every way the questions that may still be asked could be answered. */
  function completions(open: readonly Criterion[], given: readonly Given[]): readonly (readonly Given[])[] {
    return open.reduce<readonly (readonly Given[])[]>(
      (all, criterion) =>
        all.flatMap((one) =>
          choicesOf(criterion).map(({ id }): readonly Given[] => [...one, [criterion.id, option(id)]]),
        ),
      [given.filter(([id]) => open.every((criterion) => criterion.id !== id))],
    );
  }

  it('is asked as long as answers can still change the decision, and no longer', () => {
    fc.assert(
      fc.property(situations, fc.nat(), ({ card, given }, skip) => {
        const skipped = card.criteria.filter((_, index) => skip % (index + 2) === 0).map(({ id }) => id);
        const open = card.criteria.filter(({ id }) => isOpen(card, given, id));
        const verdicts = new Set(completions(open, given).map((one) => scoreLead(card, answersOf(one)).ready));
        const askable = open.filter(({ id }) => !skipped.includes(id));
        const next = nextQuestion(card, answersOf(given), { skipped });
        expect(next === null).toBe(verdicts.size < 2 || askable.length === 0);
      }),
      { numRuns: 200 },
    );
  });

  it('is one nobody asked or skipped, with how the decision leans', () => {
    fc.assert(
      fc.property(situations, fc.nat(), ({ card, given }, skip) => {
        const skipped = card.criteria.filter((_, index) => skip % (index + 2) === 0).map(({ id }) => id);
        const next = nextQuestion(card, answersOf(given), { skipped });
        if (next === null) return;
        expect(isOpen(card, given, next.criterionId)).toBe(true);
        expect(skipped).not.toContain(next.criterionId);
        expect(next.leaning.chance).toBeGreaterThan(0.33);
        expect(next.leaning.chance).toBeLessThanOrEqual(1 + 1e-9);
        const gate = scoreLead(card, answersOf(given)).gates.find(
          ({ criterionId }) => criterionId === next.criterionId,
        );
        expect(next.why === 'gate').toBe(gate?.state === 'unknown');
      }),
    );
  });
});
