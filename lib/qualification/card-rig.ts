import * as fc from 'fast-check';
import type { Answers, AnswerValue, HeldAnswer } from './answer';
import type { Criterion, CriterionKind } from './criterion';
import { choicesOf } from './criterion-kinds';
import { type Scorecard, scorecard } from './scorecard';

/** Cards of every kind of criterion, with conditions, gates and disqualifiers, and answers to them: for property tests. */

const level = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const kinds: readonly CriterionKind[] = [
  'scale',
  'yesNo',
  'choice',
  'multi',
  'number',
  'money',
  'date',
  'text',
  'process',
];

const bands = fc
  .uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 4 })
  .chain((froms) =>
    fc.tuple(...froms.toSorted((a, b) => a - b).map((from) => level.map((each) => ({ from, level: each })))),
  );

const options = fc
  .array(level, { minLength: 2, maxLength: 4 })
  .map((levels) => levels.map((each, at) => ({ id: `o${at}`, label: { en: `option ${at}` }, level: each })));

function formOf(kind: CriterionKind): fc.Arbitrary<object> {
  switch (kind) {
    case 'scale':
    case 'choice':
    case 'multi':
      return fc.record({ options });
    case 'yesNo':
      return fc.record({ yes: level, no: level });
    case 'number':
    case 'date':
      return fc.record({ bands });
    case 'money':
      return fc.record({ bands, currency: fc.constant('EUR'), rates: fc.constantFrom({}, { USD: 0.9 }) });
    case 'text':
      return fc.record({ level });
    case 'process':
      return fc.constant({});
  }
}

function criterionAt(index: number): fc.Arbitrary<object> {
  return fc.constantFrom(...kinds).chain((kind) =>
    fc
      .record({
        form: formOf(kind),
        weight: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 100, noNaN: true })),
        prior: level,
        gate: fc.option(level, { nil: undefined }),
        dependsOn: fc.option(fc.nat(), { nil: undefined }),
        atLeast: fc.boolean(),
        conditionLevel: level,
      })
      .map(({ form, weight, prior, gate, dependsOn, atLeast, conditionLevel }) => ({
        kind,
        id: `c${index}`,
        name: { en: `Criterion ${index}` },
        questions: [{ en: 'What?' }],
        weight: index === 0 ? weight + 1 : weight,
        prior,
        ...form,
        ...(gate === undefined ? {} : { gate: { minLevel: gate } }),
        // Only on earlier ones, so that no circle comes about.
        ...(dependsOn === undefined || index === 0
          ? {}
          : {
              askIf: [
                {
                  criterionId: `c${dependsOn % index}`,
                  ...(atLeast ? { minLevel: conditionLevel } : { maxLevel: conditionLevel }),
                },
              ],
            }),
      })),
  );
}

/** Any card the schema accepts, of 1 to 6 criteria. */
export const anyCard: fc.Arbitrary<Scorecard> = fc
  .record({ size: fc.integer({ min: 1, max: 6 }), readyAt: fc.integer({ min: 0, max: 100 }), ruleOut: level })
  .chain(({ size, readyAt, ruleOut }) =>
    fc.tuple(...Array.from({ length: size }, (_, index) => criterionAt(index))).map((criteria) => ({
      id: 'card',
      version: 1,
      name: { en: 'Card' },
      readyAt,
      criteria,
      disqualifiers: [
        {
          id: 'soft',
          name: { en: 'Soft' },
          effect: { kind: 'soft', recycleDays: 30 },
          when: [{ criterionId: 'c0', maxLevel: ruleOut / 4 }],
        },
        { id: 'hard', name: { en: 'Hard' }, effect: { kind: 'hard' } },
      ],
    })),
  )
  .map((raw) => scorecard.safeParse(raw))
  .filter((parsed) => parsed.success)
  .map(({ data }) => data);

function knownValueOf(criterion: Criterion): fc.Arbitrary<AnswerValue> {
  const ids = choicesOf(criterion).map(({ id }) => id);
  const amount = fc.integer({ min: -600, max: 600 });
  const part = fc.constantFrom('', 'somebody');
  switch (criterion.kind) {
    case 'scale':
    case 'choice':
    case 'yesNo':
      return fc.constantFrom(...ids).map((optionId) => ({ kind: 'option', optionId }));
    case 'multi':
      return fc.subarray(ids).map((optionIds) => ({ kind: 'options', optionIds }));
    case 'number':
      return amount.map((each) => ({ kind: 'number', amount: each }));
    case 'money':
      return fc
        .tuple(amount, fc.constantFrom('EUR', 'USD', 'JPY'))
        .map(([each, currency]) => ({ kind: 'money', amount: each, currency }));
    case 'date':
      return fc
        .integer({ min: 0, max: 900 })
        .map((days) => ({ kind: 'date', day: new Date(days * 86_400_000).toISOString().slice(0, 10) }));
    case 'text':
      return fc.constant({ kind: 'text', text: 'so they said' });
    case 'process':
      return fc.record({
        kind: fc.constant<'process'>('process'),
        decides: part,
        signs: part,
        canStop: part,
        steps: fc.constantFrom<string[]>([], ['demo', 'pilot']),
        by: fc.constantFrom<string | null>(null, '2027-01-31'),
      });
  }
}

/** Any answer to a criterion: known, unknown, refused, taken back, of another card, or only the CRM's. */
export function anyAnswer(criterion: Criterion): fc.Arbitrary<HeldAnswer> {
  const value = fc.oneof(
    { weight: 5, arbitrary: knownValueOf(criterion) },
    fc.constantFrom<AnswerValue>(
      { kind: 'unknown' },
      { kind: 'refused' },
      { kind: 'cleared' },
      { kind: 'option', optionId: 'ofAnotherCard' },
    ),
  );
  return fc.tuple(value, fc.integer({ min: 0, max: 400 }), fc.boolean()).map(([each, day, fromCrm]) => ({
    value: each,
    note: '',
    at: day * 86_400_000,
    ...(fromCrm && each.kind !== 'unknown' && each.kind !== 'refused' ? { source: 'crm' as const } : {}),
  }));
}

export interface Situation {
  readonly card: Scorecard;
  readonly given: readonly (readonly [id: string, answer: HeldAnswer])[];
}

/** A card with answers to some of its criteria, in any order. */
export const anySituation: fc.Arbitrary<Situation> = anyCard.chain((card) =>
  fc
    .shuffledSubarray([...card.criteria])
    .chain((criteria) =>
      fc.tuple(...criteria.map((each) => anyAnswer(each).map((answer) => [each.id, answer] as const))),
    )
    .map((given) => ({ card, given })),
);

export function answersFrom(given: Situation['given']): Answers {
  return Object.fromEntries(given);
}

/** A card learnt from 1,000 past leads: who referred them, and how many people they are. */
export const learntCard: Scorecard = scorecard.parse({
  id: 'learnt-x',
  version: 1,
  name: { en: 'Learnt from past leads' },
  readyAt: 60,
  criteria: [
    {
      kind: 'choice',
      id: 'learnt1',
      name: { en: 'source' },
      questions: [{ en: 'How did you hear of us?' }],
      weight: 3,
      prior: 1 / 3,
      options: [
        { id: 'option1', label: { en: 'referral' }, level: 1 },
        { id: 'option2', label: { en: 'event' }, level: 1 / 3 },
        { id: 'option3', label: { en: 'web' }, level: 0 },
      ],
    },
    {
      kind: 'number',
      id: 'learnt2',
      name: { en: 'employees' },
      questions: [{ en: 'How many are you?' }],
      weight: 2,
      prior: 0.5,
      bands: [
        { from: 0, level: 0 },
        { from: 200, level: 1 },
      ],
    },
  ],
  learnt: {
    outcome: { kind: 'opportunity', withinDays: 30 },
    leads: 1000,
    successes: 240,
    criteria: [
      {
        criterionId: 'learnt1',
        bins: [
          { points: 3, leads: 200, optionId: 'option1' },
          { points: 1, leads: 300, optionId: 'option2' },
          { points: 0, leads: 500, optionId: 'option3' },
        ],
      },
      {
        criterionId: 'learnt2',
        bins: [
          { points: 0, leads: 400, from: 0 },
          { points: 2, leads: 500, from: 200 },
          { points: 1, leads: 100 },
        ],
      },
    ],
    chances: [0.05, 0.1, 0.2, 0.3, 0.45, 0.6],
  },
});
