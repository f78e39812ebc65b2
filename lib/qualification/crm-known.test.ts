import { describe, expect, it } from 'vitest';
import { crmKnownAnswers, fieldsNamedBy } from './crm-known';
import { type Scorecard, scorecard } from './scorecard';
import { bant } from './scorecards/bant';

const text = (en: string) => ({ en, 'zh-CN': `${en}（中）` });
const base = { weight: 1, prior: 0.5, questions: [text('?')] };
const options = [
  { id: 'high', label: text('High. Now'), level: 1 },
  { id: 'low', label: text('Low'), level: 0 },
];
const card: Scorecard = scorecard.parse({
  ...{ id: 'house', version: 1, name: text('House'), about: text('a'), readyAt: 50, letGoBelow: 10, disqualifiers: [] },
  criteria: [
    { ...base, id: 'fit', name: text('Fit'), kind: 'choice', options },
    { ...base, id: 'tool', name: text('Tool'), kind: 'yesNo' },
    { ...base, id: 'areas', name: text('Areas'), kind: 'multi', options },
    {
      ...base,
      id: 'seats',
      name: text('Seats'),
      kind: 'number',
      bands: [
        { from: 0, level: 0 },
        { from: 10, level: 1 },
      ],
    },
    { ...base, id: 'until', name: text('Until'), kind: 'date', bands: [{ from: 0, level: 1 }] },
    {
      ...{ ...base, id: 'pain', name: text('Pain'), kind: 'text', level: 1 },
      crm: { field: 'Pain__c' },
    },
  ],
});
const own = (criterionId: string | null, value: string, field = 'X__c') => ({ field, criterionId, value });
const knownBy = (...all: ReturnType<typeof own>[]) =>
  Object.fromEntries(
    Object.entries(crmKnownAnswers(card, { source: 'Web' }, 7, all)).map(([id, { value }]) => [id, value]),
  );

describe('answers that an org’s own fields know', () => {
  it('are those of the question the field was mapped to, by the name of the answer in any language or its id', () => {
    for (const value of ['Low', 'low', 'LOW ', 'Low（中）', 'Low. said in the demo']) {
      expect([value, knownBy(own('fit', value))]).toEqual([value, { fit: { kind: 'option', optionId: 'low' } }]);
    }
    expect(knownBy(own('fit', 'High. Now. Since May'))).toEqual({ fit: { kind: 'option', optionId: 'high' } });
    expect(knownBy(own('tool', 'true'))).toEqual({ tool: { kind: 'option', optionId: 'yes' } });
    expect(knownBy(own('tool', '否'))).toEqual({ tool: { kind: 'option', optionId: 'no' } });
    expect(knownBy(own('areas', 'Low;high'))).toEqual({ areas: { kind: 'options', optionIds: ['low', 'high'] } });
    expect(knownBy(own('seats', '250'))).toEqual({ seats: { kind: 'number', amount: 250 } });
    expect(knownBy(own('until', '2027-03-01T09:00:00Z'))).toEqual({ until: { kind: 'date', day: '2027-03-01' } });
  });

  it('are none where the value is no answer of the question', () => {
    expect(
      knownBy(own('fit', 'Lower'), own('seats', 'many'), own('until', 'soon'), own('gone', 'Low'), own('tool', '')),
    ).toEqual({});
  });

  it('come from the field the card itself names first', () => {
    expect(knownBy(own('pain', 'mapped'), own(null, 'named', 'Pain__c'))).toEqual({
      pain: { kind: 'text', text: 'named' },
    });
    expect(knownBy(own('pain', 'mapped'))).toEqual({ pain: { kind: 'text', text: 'mapped' } });
    expect(fieldsNamedBy(card)).toEqual(['Pain__c']);
  });

  it('fill in a ready-made framework too', () => {
    const need = bant.criteria.find(({ id }) => id === 'need');
    const label = need !== undefined && 'options' in need ? (need.options[0]?.label['zh-CN'] ?? '') : '';
    expect(crmKnownAnswers(bant, {}, 7, [own('need', label, 'Need__c')])).toMatchObject({
      need: { value: { kind: 'option' }, field: 'Need__c', at: 7 },
    });
  });
});
