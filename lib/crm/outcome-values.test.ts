import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, hubspotBench, salesforceBench } from '../../tests/support/crm-bench';
import { outcomes } from '../calls/outcomes';
import type { FieldMap, OutcomeField } from './org-fields';
import { namesOf, outcomesWithout, valueOfOutcome } from './outcome-values';
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
    const text = { options: field.options, closed: false };
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

describe('the names an outcome is looked for by', () => {
  it('are those of every language, the SDR’s first', () => {
    expect(namesOf({ outcomeId: 'busy', outcomeLabel: '占线' }).labels).toEqual(['占线', 'Busy', '占线']);
    expect(namesOf({ outcomeId: 'gone', outcomeLabel: 'Gone' }).labels).toEqual(['Gone']);
  });
});
