import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerQuestion, type AnswerSigns, answerOf, type SaidAnswer } from './ae-answer';
import type { AnswerSource, StateChange } from './handoff';
import { returnReasons } from './handoff';

const hour = 3_600_000;
const given = Date.UTC(2026, 10, 24, 9);
const delivered = given + 1000;
const read = given + 5 * hour;
const ae = { id: 'ae', name: 'Jonas Lindqvist', email: null };

const nothing: AnswerSigns = {
  readAt: read,
  changedAt: null,
  ownerId: 'ae',
  status: 'Qualified',
  field: null,
  converted: null,
  opportunities: [],
  taskDoneAt: null,
  said: [],
};

function said(part: Partial<SaidAnswer> = {}): SaidAnswer {
  const by = { id: 'ae', name: 'Jonas Lindqvist' };
  return { writeId: 'w1', answer: 'accepted', reasonId: null, note: '', by, at: given + hour, ...part };
}

interface Case {
  readonly signs?: Partial<AnswerSigns>;
  readonly history?: readonly StateChange[];
  readonly deliveredAt?: number | null;
  readonly fieldBefore?: string;
}

function question({ signs = {}, history = [], deliveredAt = delivered, ...before }: Case): AnswerQuestion {
  const all: StateChange[] = [{ state: 'submitted', at: given, reason: null }, ...history];
  return {
    handoff: {
      ...{ state: all.at(-1)?.state ?? 'submitted', history: all, submittedAt: given, ae },
      fields: { status: 'Open' },
      ...before,
    },
    deliveredAt,
    sdrId: 'sdr',
    signs: { ...nothing, ...signs },
  };
}

const change = (state: StateChange['state'], from: AnswerSource, at = given + hour): StateChange => ({
  ...{ state, at, reason: null, from },
});
const byAe = { kind: 'person', by: 'ae', name: 'Jonas Lindqvist' } as const;
const opened = (part = {}) => ({ name: 'Fox rota', openedAt: given + 2 * hour, ownerId: 'ae', ...part });

const cases: readonly [string, Case, Partial<StateChange> | null][] = [
  ['nothing, where nothing is known', {}, null],
  [
    'accepted, where the AE opened an opportunity',
    { signs: { opportunities: [opened()] } },
    { state: 'accepted', at: given + 2 * hour, from: { kind: 'opportunity', name: 'Fox rota' } },
  ],
  ['nothing, where the opportunity is older', { signs: { opportunities: [opened({ openedAt: given - 1 })] } }, null],
  ['nothing, where it is somebody else’s', { signs: { opportunities: [opened({ ownerId: 'eve' })] } }, null],
  ['nothing, where it is nobody’s', { signs: { opportunities: [opened({ ownerId: null })] } }, null],
  [
    'accepted, where the lead was converted',
    { signs: { converted: { at: null } } },
    { state: 'accepted', from: { kind: 'converted' } },
  ],
  [
    'accepted, where the AE’s task was completed',
    { signs: { taskDoneAt: given + 7 } },
    { state: 'accepted', at: given + 7, from: { kind: 'task' } },
  ],
  [
    'returned, where the SDR owns it again',
    { signs: { ownerId: 'sdr', changedAt: given + hour } },
    { state: 'returned', at: given + hour, from: { kind: 'owner' } },
  ],
  ['nothing, where somebody else owns it', { signs: { ownerId: 'eve' } }, null],
  [
    'returned, by a status that says so',
    { signs: { status: 'Recycled' } },
    { state: 'returned', from: { kind: 'status', status: 'Recycled' } },
  ],
  ['returned, by such a status in Chinese', { signs: { status: '退回' } }, { state: 'returned' }],
  ['nothing, by the status it had before', { signs: { status: 'Open' } }, null],
  [
    'the mapped field, before anything else of the CRM',
    { signs: { field: { state: 'returned', value: 'Rejected' }, opportunities: [opened()] } },
    { state: 'returned', from: { kind: 'field', value: 'Rejected' } },
  ],
  [
    'returned, where the task was completed by giving it back',
    { signs: { ownerId: 'sdr', taskDoneAt: given + hour } },
    { state: 'returned' },
  ],
  ['nothing, before the CRM took the handoff', { signs: { ownerId: 'sdr' }, deliveredAt: null }, null],
  ['nothing, by a reading that began before that', { signs: { ownerId: 'sdr', readAt: delivered - 1 } }, null],
  [
    'what a person said, before what the CRM shows',
    { signs: { opportunities: [opened()], said: [said({ answer: 'returned', reasonId: 'noNeed', note: 'Has one' })] } },
    { ...change('returned', byAe), reason: 'Has one', reasonId: 'noNeed', writeId: 'w1' },
  ],
  [
    'the latest word, where there are several',
    { signs: { said: [said({ answer: 'returned', at: given + 2 * hour, writeId: 'w2' }), said()] } },
    { state: 'returned' },
  ],
  ['nothing, by words from before the handoff', { signs: { said: [said({ at: given - 1 })] } }, null],
  [
    'nothing, by this Baton’s own words',
    {
      signs: { said: [said()] },
      history: [{ ...change('accepted', { kind: 'person', by: 'sdr', name: null }, given + 1), writeId: 'w1' }],
    },
    null,
  ],
  [
    'another answer, only by a person',
    {
      signs: { said: [said({ answer: 'returned' })] },
      history: [change('accepted', { kind: 'task' }, given + 2 * hour)],
    },
    { state: 'returned' },
  ],
  [
    'nothing, by the CRM against an answer that stands',
    { signs: { ownerId: 'sdr' }, history: [change('accepted', { kind: 'task' })] },
    null,
  ],
  [
    'open again, where the AE took their word back',
    { signs: { said: [said({ answer: 'takenBack', at: given + 2 * hour })] }, history: [change('accepted', byAe)] },
    { state: 'submitted', from: { kind: 'takenBack', by: 'ae', name: 'Jonas Lindqvist' } },
  ],
  [
    'nothing, by a sign that a person took back',
    {
      signs: { ownerId: 'sdr' },
      history: [
        change('returned', { kind: 'owner' }),
        change('submitted', { kind: 'takenBack', by: 'sdr', name: null }, given + 2 * hour),
      ],
    },
    null,
  ],
  [
    'another sign, after one was taken back',
    {
      signs: { ownerId: 'sdr', opportunities: [opened()] },
      history: [
        change('returned', { kind: 'owner' }),
        change('submitted', { kind: 'takenBack', by: 'sdr', name: null }, given + 2 * hour),
      ],
    },
    { state: 'accepted' },
  ],
  [
    'nothing, by the task and the field that a word taken back had changed',
    {
      signs: { taskDoneAt: given + hour, field: { state: 'returned', value: 'Rejected' } },
      history: [
        change('returned', { kind: 'person', by: 'sdr', name: null }),
        change('submitted', { kind: 'takenBack', by: 'sdr', name: null }, given + 2 * hour),
      ],
    },
    null,
  ],
  [
    'nothing, by what a word changed that the AE said and took back before anybody looked',
    {
      signs: {
        ...{ taskDoneAt: given + hour, field: { state: 'accepted', value: 'Taken' } },
        said: [said(), said({ answer: 'takenBack', writeId: 'w2', at: given + 2 * hour })],
      },
    },
    null,
  ],
  [
    'the field, where it says something else than the word taken back',
    {
      signs: { field: { state: 'accepted', value: 'Taken' } },
      history: [
        change('returned', { kind: 'person', by: 'sdr', name: null }),
        change('submitted', { kind: 'takenBack', by: 'sdr', name: null }, given + 2 * hour),
      ],
    },
    { state: 'accepted' },
  ],
  [
    'nothing, by what the field said before the handoff',
    { signs: { field: { state: 'returned', value: 'Rejected' } }, fieldBefore: 'Rejected' },
    null,
  ],
  [
    'what the field says now, where it said something else before',
    { signs: { field: { state: 'accepted', value: 'Taken' } }, fieldBefore: 'Rejected' },
    { state: 'accepted' },
  ],
  ['nothing, where it was converted days before', { signs: { converted: { at: given - 72 * hour } } }, null],
  [
    'returned, by the status Salesforce brings for it',
    { signs: { status: 'Closed - Not Converted' } },
    { state: 'returned' },
  ],
  [
    'nothing, once withdrawn',
    { signs: { ownerId: 'sdr', said: [said()] }, history: [{ state: 'withdrawn', at: given + 1, reason: null }] },
    null,
  ],
];

describe('the AE’s answer', () => {
  it.each(cases)('is %s', (_, each, expected) => {
    const answer = answerOf(question(each));
    if (expected === null) expect(answer).toBeNull();
    else expect(answer).toMatchObject(expected);
  });

  const anySaid = fc.record({
    writeId: fc.uuid(),
    answer: fc.constantFrom('accepted', 'returned', 'takenBack'),
    reasonId: fc.option(fc.constantFrom(...returnReasons)),
    note: fc.constantFrom('', 'Not now'),
    by: fc.record({ id: fc.constantFrom('ae', 'sdr', null), name: fc.constant('Jo') }),
    at: fc.integer({ min: given - 3 * hour, max: read }),
  });
  const anySigns: fc.Arbitrary<AnswerSigns> = fc.record({
    readAt: fc.integer({ min: given - hour, max: read }),
    changedAt: fc.option(fc.integer({ min: given - hour, max: read })),
    ownerId: fc.option(fc.constantFrom('ae', 'sdr', 'eve')),
    status: fc.option(fc.constantFrom('Open', 'Qualified', 'Recycled')),
    field: fc.option(fc.record({ state: fc.constantFrom('accepted', 'returned'), value: fc.constant('x') })),
    converted: fc.option(fc.record({ at: fc.option(fc.integer({ min: given - 24 * hour, max: read })) })),
    opportunities: fc.array(
      fc.record({
        name: fc.constantFrom('A', 'B'),
        openedAt: fc.option(fc.integer({ min: given - hour, max: read })),
        ownerId: fc.option(fc.constantFrom('ae', 'eve')),
      }),
      { maxLength: 4 },
    ),
    taskDoneAt: fc.option(fc.integer({ min: given - hour, max: read })),
    said: fc.array(anySaid, { maxLength: 4 }),
  });

  it('does not depend on the order in which signs are listed', () => {
    fc.assert(
      fc.property(anySigns, (signs) => {
        const reversed = { ...signs, said: signs.said.toReversed(), opportunities: signs.opportunities.toReversed() };
        expect(answerOf(question({ signs: reversed }))).toEqual(answerOf(question({ signs })));
      }),
    );
  });

  it('is never dated before the handoff, and an answer that stands is changed by people alone', () => {
    fc.assert(
      fc.property(anySigns, fc.constantFrom('accepted' as const, 'returned' as const), (signs, state) => {
        const first = answerOf(question({ signs }));
        if (first !== null) expect(first.at).toBeGreaterThanOrEqual(given);
        const later = answerOf(question({ signs, history: [change(state, { kind: 'status', status: 'x' })] }));
        if (later !== null) expect(['person', 'takenBack']).toContain(later.from?.kind);
      }),
    );
  });

  it('is said once: the same signs again tell nothing new', () => {
    fc.assert(
      fc.property(anySigns, (signs) => {
        const first = answerOf(question({ signs }));
        if (first === null) return;
        const again = answerOf(question({ signs, history: [first] }));
        // After one kind of sign a person's word may still follow, never the same again.
        if (again !== null) expect(again.writeId).not.toBe(first.writeId);
      }),
    );
  });
});
