import { describe, expect, it } from 'vitest';
import {
  callValues,
  eitherForbids,
  type FieldMap,
  handoffValues,
  mappedDeal,
  mappedValues,
  type OrgField,
  unfilled,
  withStagesOf,
} from './org-fields';
import { createSalesforceAdapter } from './salesforce/adapter';

const map: FieldMap = [
  { owner: 'lead', role: 'doNotCall', field: 'No_Calls__c', values: ['Never', 'Legal'] },
  { owner: 'lead', role: 'phone', field: 'Second__c', values: [] },
  { owner: 'lead', role: 'score', field: 'Score__c', values: [] },
  { owner: 'lead', role: 'handoff', field: 'State__c', values: ['Handed over'] },
  { owner: 'call', role: 'call', field: 'Reason__c', values: ['Cold call'] },
  { owner: 'call', role: 'call', field: 'Region__c', values: [] },
];

describe('what the fields of an org mean', () => {
  it('is unknown of what nothing is mapped to, which is not "no"', () => {
    const values = mappedValues(map, 'lead', (field) => (field === 'Second__c' ? '+49 30 1' : null));
    expect(values).toEqual({ doNotCall: false, isMql: null, phones: ['+49 30 1'] });
    expect(mappedValues(map, 'contact', () => 'Never')).toEqual({ doNotCall: null, isMql: null, phones: [] });
    expect(mappedValues(map, 'lead', () => 'Legal').doNotCall).toBe(true);
  });

  it('forbids calling where either field does', () => {
    const cases = [true, false, null] as const;
    const all = cases.flatMap((standard) => cases.map((mapped) => [standard, mapped, eitherForbids(standard, mapped)]));
    for (const [standard, mapped, result] of all) {
      expect(result).toBe(
        standard === true || mapped === true ? true : standard === false || mapped === false ? false : null,
      );
    }
  });

  it('says what a handoff and every call write', () => {
    expect(handoffValues(map, 'lead', { score: 61.4, answers: {} })).toEqual({ Score__c: 61, State__c: 'Handed over' });
    expect(handoffValues(map, 'lead', { score: null, answers: {} })).toEqual({ State__c: 'Handed over' });
    expect(callValues(map)).toEqual({ Reason__c: 'Cold call' });
  });

  it('says which answers a handoff writes, and leaves alone the field of a question nobody answered', () => {
    const told: FieldMap = [
      { owner: 'lead', role: 'answer', field: 'Need__c', values: ['need'] },
      { owner: 'lead', role: 'answer', field: 'Seats__c', values: ['seats', 'amount'] },
      { owner: 'lead', role: 'answer', field: 'Budget__c', values: ['budget'] },
      { owner: 'lead', role: 'answer', field: 'Toes__c', values: ['constructor'] },
    ];
    const answers = { need: { text: 'Yes. Urgent', amount: null }, seats: { text: '40 people', amount: 40 } };
    expect(handoffValues(told, 'lead', { score: null, answers })).toEqual({ Need__c: 'Yes. Urgent', Seats__c: 40 });
    expect(handoffValues(told, 'contact', { score: null, answers })).toEqual({});
  });

  it('knows of an opportunity what nothing is mapped to, which is not "no" and not "nothing"', () => {
    const deals: FieldMap = [
      { owner: 'deal', role: 'amount', field: 'ARR__c', values: [] },
      { owner: 'deal', role: 'sourcedBy', field: 'Sourced_By__r.Name', values: [] },
      { owner: 'deal', role: 'stage2', field: 'StageName', values: ['Proposal', 'Negotiation'] },
    ];
    const read = (field: string) => ({ ARR__c: '1200.5', 'Sourced_By__r.Name': 'Sam' })[field] ?? null;
    expect(mappedDeal(deals, 'Proposal', read)).toEqual({ amount: 1200.5, sourcedBy: 'Sam', isStage2: true });
    expect(mappedDeal(deals, 'Prospecting', () => null)).toEqual({ amount: null, sourcedBy: null, isStage2: false });
    expect(mappedDeal([], 'Proposal', read)).toEqual({ amount: undefined, sourcedBy: null, isStage2: null });
  });

  it('leaves open what has no value yet', () => {
    const field = (name: string): OrgField => ({ name, label: name, kind: 'text', options: [], writable: true });
    expect(unfilled([field('Reason__c'), field('Region__c')], map).map(({ name }) => name)).toEqual(['Region__c']);
  });
});

describe('what the org changed since it was mapped', () => {
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: value, group: 'new' }));
  const stage: OrgField = { name: 'StageName', label: 'Stage', kind: 'stage', options, writable: false };
  const mapped: FieldMap = [
    { owner: 'deal', role: 'stage2', field: 'StageName', values: ['b', 'c'] },
    { owner: 'deal', role: 'amount', field: 'ARR__c', values: [] },
  ];
  const as = (values: readonly string[]) => [{ ...mapped[0], values }, mapped[1]];
  const having = (...values: string[]) => ({
    owners: [
      {
        owner: 'deal' as const,
        fields: [{ ...stage, options: values.map((value) => ({ value, label: value, group: 'new' })) }],
      },
    ],
    required: [],
  });

  it('counts a stage that was added where the org put it', () => {
    expect(withStagesOf(mapped, having('a', 'b', 'b2', 'c', 'd'))).toEqual(as(['b', 'b2', 'c', 'd']));
    expect(withStagesOf(mapped, having('a', 'new', 'b', 'c'))).toEqual(as(['b', 'c']));
    expect(withStagesOf(mapped, having('b', 'a'))).toEqual(as(['b', 'a']));
  });

  it('leaves what was chosen where its first stage is gone, or the org does not tell its stages', () => {
    expect(withStagesOf(mapped, having('a', 'c'))).toEqual(mapped);
    expect(withStagesOf(mapped, { owners: [], required: [] })).toEqual(mapped);
  });

  it('asks again for a value that the org no longer has', () => {
    const region: OrgField = {
      ...stage,
      name: 'Reason__c',
      kind: 'choice',
      options: [{ value: 'Warm', label: 'Warm' }],
    };
    expect(unfilled([region], map)).toEqual([region]);
    expect(unfilled([{ ...region, options: [{ value: 'Cold call', label: 'Cold' }] }], map)).toEqual([]);
  });
});

describe('a Salesforce org that asks for a field of its own with every Task', () => {
  const field = (name: string, more: object = {}) => ({
    ...{ name, label: name, type: 'string', createable: true, updateable: true, filterable: true, length: 255 },
    ...{ nillable: true, defaultedOnCreate: false, picklistValues: [], ...more },
  });
  const task = [
    ...['WhoId', 'Subject', 'Description', 'CallObject', 'CallDisposition', 'TaskSubtype'].map((name) => field(name)),
    field('Status', { nillable: false, defaultedOnCreate: true }),
    field('Done__c', { nillable: false, type: 'boolean' }),
    field('Made_By_Flow__c', { nillable: false, createable: false }),
    field('Reason__c', {
      ...{ label: 'Call reason', nillable: false, type: 'picklist' },
      picklistValues: [
        { value: 'Cold', label: 'Cold call', active: true },
        { value: 'Old', active: false },
      ],
    }),
  ];
  const sent: string[] = [];
  const answerTo = (url: URL): unknown => {
    if (url.pathname.endsWith('/data/')) return [{ version: '67.0' }];
    if (url.pathname.endsWith('/Task/describe')) return { fields: task };
    if (url.pathname.endsWith('/describe')) return { fields: [field('Name'), field('Rating', { type: 'picklist' })] };
    return { totalSize: 0, done: true, records: [] };
  };
  const adapter = createSalesforceAdapter({
    ...{ org: { crm: 'salesforce', org: 'acme.my.salesforce.com' }, userId: null, timeZone: () => 'UTC' },
    credentials: { token: async () => 't', refresh: async () => null },
    fieldMap: async () => [{ owner: 'call', role: 'call', field: 'Reason__c', values: ['Cold'] }],
    fetch: async (input, init) => {
      if (init?.method === 'POST') sent.push(String(init.body));
      return Response.json(answerTo(new URL(String(input))));
    },
  });

  it('tells of it before the call, and of no field that fills itself', async () => {
    const described = await adapter.describe?.();
    expect(described?.ok === true && described.value.required).toEqual([
      {
        name: 'Reason__c',
        label: 'Call reason',
        kind: 'choice',
        options: [{ value: 'Cold', label: 'Cold call' }],
        writable: true,
      },
    ]);
  });

  it('gets the value that settings chose with each call', async () => {
    const ref = { crm: 'salesforce', org: 'acme.my.salesforce.com', object: 'lead', id: '00Qbm000000012dEAA' } as const;
    const id = '019b0000-0000-7000-8000-000000000001';
    await adapter.write([
      {
        ...{ id, ref, kind: 'logCall', outcomeId: 'busy', outcomeLabel: 'Busy', startedAt: 1_764_000_000_000 },
        ...{ durationMs: null, number: null, note: '' },
      },
    ]);
    expect(sent.join()).toContain('"Reason__c":"Cold"');
  });
});
