import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, hubspotBench, salesforceBench } from '../../tests/support/crm-bench';
import { outcomes } from '../calls/outcomes';
import type { FieldMap, OutcomeField } from './org-fields';
import { namesOf, outcomesWithout, ownOutcomeList, valueOfOutcome } from './outcome-values';
import type { LogCallWrite } from './write';

const field: OutcomeField = {
  ...{ name: 'Result', label: 'Result', kind: 'choice', writable: true, closed: true },
  options: [
    { value: 'g1', label: 'Connected' },
    { value: 'g2', label: 'Left voicemail' },
  ],
};
const busy = { id: 'busy', labels: ['Busy', '占线'] };
const qualified = { id: 'qualified', labels: ['Qualified'] };
const chosen = (id: string, value: string): FieldMap => [
  { owner: 'call', role: 'outcome', field: 'Result', values: [id, value] },
];

describe('what is written for an outcome', () => {
  it('is what settings chose, as long as the org has it', () => {
    expect(valueOfOutcome(busy, field, chosen('busy', 'g2'))).toBe('g2');
    expect(valueOfOutcome(qualified, field, chosen('qualified', 'gone'))).toBe('g1');
    expect(valueOfOutcome(qualified, field, chosen('qualified', ''))).toBeNull();
    expect(valueOfOutcome(qualified, field, chosen('busy', 'g2'))).toBe('g1');
  });

  it('is the outcome’s own name where the field takes any text, unless settings chose another', () => {
    const text = { ...field, closed: false };
    expect(valueOfOutcome(busy, text, [])).toBe('Busy');
    expect(valueOfOutcome(busy, text, chosen('busy', 'Engaged'))).toBe('Engaged');
  });

  it('is told to be missing only where nobody said that there is to be none', () => {
    const all = [busy, qualified];
    expect(outcomesWithout(all, field, [])).toEqual(['busy']);
    expect(outcomesWithout(all, field, chosen('busy', ''))).toEqual([]);
    expect(outcomesWithout(all, field, chosen('busy', 'gone'))).toEqual(['busy']);
    expect(outcomesWithout(all, { ...field, writable: false }, [])).toEqual([]);
    expect(outcomesWithout(all, undefined, [])).toEqual([]);
  });
});

const call = (bench: Bench, outcomeId: string, outcomeLabel: string, last: string): LogCallWrite => {
  const [ref] = bench.people;
  if (ref === undefined) throw new Error('the demo has nobody');
  const id = `019b0000-0000-7000-8000-00000000000${last}`;
  return {
    ...{ id, ref, kind: 'logCall', outcomeId, outcomeLabel, startedAt: Date.now() - 60_000 },
    ...{ durationMs: null, number: null, note: '' },
  };
};

const orgs = [
  {
    crm: 'salesforce',
    field: 'CallDisposition',
    start: () =>
      salesforceBench([{ owner: 'call', role: 'outcome', field: 'CallDisposition', values: ['busy', 'N/A'] }]),
    narrow: (bench: Bench) =>
      bench.raw('PATCH', '/__salesforce/fields', {
        ...{ object: 'Task', field: 'CallDisposition', restricted: true },
        values: ['Connected', 'N/A'],
      }),
    resultOf: async (bench: Bench, id: string) => {
      const soql = `SELECT CallDisposition FROM Task WHERE CallObject LIKE '%${id}%'`;
      return JSON.stringify(await bench.raw('GET', `/services/data/v66.0/query?q=${encodeURIComponent(soql)}`));
    },
    empty: '"CallDisposition":null',
    written: '"CallDisposition":"N/A"',
  },
  {
    crm: 'hubspot',
    field: 'hs_call_disposition',
    start: () =>
      hubspotBench(
        [],
        [
          {
            ...{ owner: 'call', role: 'outcome', field: 'hs_call_disposition' },
            values: ['busy', '17b47fee-58de-441e-a44c-c6300d46f273'],
          },
        ],
      ),
    narrow: (bench: Bench) =>
      bench.raw('PATCH', '/__hubspot/settings', { dispositions: ['Connected', 'Wrong number'] }),
    resultOf: async (bench: Bench, id: string) =>
      JSON.stringify(
        await bench.raw('GET', `/crm/objects/2026-09/calls/${id}?properties=hs_call_disposition,hs_call_title`),
      ),
    empty: '"hs_call_disposition":null',
    written: '"hs_call_disposition":"17b47fee-58de-441e-a44c-c6300d46f273"',
  },
] as const;

describe.each(orgs)('a $crm that lacks values', ({ field: name, start, narrow, resultOf, empty, written }) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await start();
    await narrow(bench);
  });
  afterAll(() => bench.close());

  it('tells of them before the call, by its own description', async () => {
    const described = await bench.adapter.describe?.();
    const outcome = described?.ok === true ? described.value.outcome : undefined;
    expect(outcome).toMatchObject({ name, closed: true, writable: true });
    const named = outcomes.map(({ id, label }) => ({ id, labels: Object.values(label) }));
    const without = outcomesWithout(named, outcome, bench.map);
    expect(without).toContain('noAnswer');
    expect(without).not.toContain('busy');
    expect(without).not.toContain('qualified');
  });

  it('takes the value chosen for an outcome, and a call without where none fits', async () => {
    const writes = [call(bench, 'busy', 'Busy', '1'), call(bench, 'noAnswer', 'No answer', '2')];
    const done = await bench.adapter.write(writes);
    expect(done).toMatchObject([{ result: { ok: true } }, { result: { ok: true } }]);
    const keys = done.map(({ id, result }) =>
      name === 'CallDisposition' || !result.ok ? id : (result.value.crmId ?? ''),
    );
    expect(await resultOf(bench, keys[0] ?? '')).toContain(written);
    expect(await resultOf(bench, keys[1] ?? '')).toContain(empty);
  });
});

const ownLists = [
  {
    crm: 'salesforce',
    name: 'Call_Result__c',
    /** Before the adapter reads what there is. */
    make: (bench: Bench) =>
      bench.raw('PATCH', '/__salesforce/fields', {
        ...{ object: 'Task', field: 'Call_Result__c', restricted: true },
        values: ['Spoke to them', 'Bad data', 'Voicemail'],
      }),
    start: salesforceBench,
    own: 'Bad data',
    heldBy: async (bench: Bench, id: string) => {
      const soql = `SELECT Call_Result__c FROM Task WHERE Id = '${id}'`;
      const answer = await bench.raw('GET', `/services/data/v66.0/query?q=${encodeURIComponent(soql)}`);
      return /"Call_Result__c":("[^"]*"|null)/.exec(JSON.stringify(answer))?.[1];
    },
    empty: 'null',
  },
  {
    crm: 'hubspot',
    name: 'call_result',
    make: (bench: Bench) =>
      bench.raw('POST', '/crm/properties/2026-09/calls', {
        ...{ name: 'call_result', label: 'Call result', type: 'enumeration', fieldType: 'select' },
        groupName: 'engagement',
        options: ['Spoke to them', 'Bad data', 'Voicemail'].map((label) => ({
          label,
          value: `v ${label}`,
          hidden: false,
        })),
      }),
    start: (map: FieldMap) => hubspotBench([], map),
    own: 'v Bad data',
    heldBy: async (bench: Bench, id: string) => {
      const answer = await bench.raw('GET', `/crm/objects/2026-09/calls/${id}?properties=call_result`);
      return /"call_result":("[^"]*"|null)/.exec(JSON.stringify(answer))?.[1];
    },
    empty: 'null',
  },
] as const;

describe.each(ownLists)('a list of its own on the calls of a $crm org', ({ name, make, start, own, heldBy, empty }) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await start([
      { owner: 'call', role: 'outcomeField', field: name, values: [] },
      { owner: 'call', role: 'outcome', field: name, values: ['wrongNumber', own] },
      { owner: 'call', role: 'outcome', field: name, values: ['busy', ''] },
    ]);
    await make(bench);
  });
  afterAll(() => bench.close());

  it('is described with its values, and which outcomes it lacks is known before the call', async () => {
    const described = await bench.adapter.describe?.();
    if (described?.ok !== true) throw new Error('not described');
    expect(described.value.callLists).toMatchObject([{ name, writable: true, kind: 'choice' }]);
    const list = ownOutcomeList(described.value, bench.map);
    const named = outcomes.map(({ id, label }) => ({ id, labels: Object.values(label) }));
    const without = outcomesWithout(named, list, bench.map);
    expect(without).toContain('noAnswer');
    expect(without).not.toContain('wrongNumber');
    expect(without).not.toContain('busy');
    expect(without).not.toContain('voicemailLeft');
    expect(ownOutcomeList({ ...described.value, callLists: [] }, bench.map)).toBeNull();
  });

  it('gets the value chosen, the one that says the same, or none; and follows when the call is put right or taken back', async () => {
    const writes = [
      call(bench, 'wrongNumber', 'Wrong number', '1'),
      call(bench, 'voicemailLeft', 'Left voicemail', '2'),
      call(bench, 'noAnswer', 'No answer', '3'),
      call(bench, 'busy', 'Busy', '4'),
    ];
    const done = await bench.adapter.write(writes);
    const keys = done.map(({ result }) => (result.ok ? result.value.crmId : null) ?? '');
    const values = await Promise.all(keys.map((key) => heldBy(bench, key)));
    expect(values[0]).toContain(own);
    expect(values[1]).toContain('Voicemail');
    expect(values.slice(2)).toEqual([empty, empty]);

    const [wrong] = writes;
    if (wrong === undefined) throw new Error('no write');
    const { id: callWriteId, ...rest } = wrong;
    const callCrmId = done[0]?.result.ok === true ? done[0].result.value.crmId : null;
    const change = { ...rest, callWriteId, callCrmId };
    const at = (last: string) => `019b0000-0000-7000-8000-0000000000a${last}`;
    const edited = {
      ...change,
      id: at('1'),
      kind: 'editCall',
      outcomeId: 'callBack',
      outcomeLabel: 'Call back',
    } as const;
    expect(await bench.adapter.write([edited])).toMatchObject([{ result: { ok: true } }]);
    expect(await heldBy(bench, keys[0] ?? '')).toContain('Spoke');
    const undone = {
      id: at('2'),
      ref: rest.ref,
      kind: 'undoCall',
      callWriteId,
      callCrmId,
      subject: 'Taken back',
    } as const;
    expect(await bench.adapter.write([undone])).toMatchObject([{ result: { ok: true } }]);
    expect(await heldBy(bench, keys[0] ?? '')).toMatch(/null|""/);
    expect(bench.unpublished()).toEqual([]);
  });
});

describe('the names an outcome is looked for by', () => {
  it('are those of every language, the SDR’s first', () => {
    expect(namesOf({ outcomeId: 'busy', outcomeLabel: '占线' }).labels).toEqual(['占线', 'Busy', '占线']);
    expect(namesOf({ outcomeId: 'gone', outcomeLabel: 'Gone' }).labels).toEqual(['Gone']);
  });
});
