import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Bench, hubspotBench, salesforceBench } from '../../tests/support/crm-bench';
import type { FieldMap, FieldOwner } from './org-fields';
import type { HandoffWrite } from './write';

const salesforceMap: FieldMap = [
  { owner: 'lead', role: 'mql', field: 'Rating', values: ['Hot'] },
  { owner: 'lead', role: 'doNotCall', field: 'HasOptedOutOfEmail', values: ['true'] },
  { owner: 'lead', role: 'phone', field: 'Website', values: [] },
  { owner: 'lead', role: 'score', field: 'NumberOfEmployees', values: [] },
  { owner: 'lead', role: 'handoff', field: 'Description', values: ['With the AE'] },
];
const custom = (name: string, type: string, fieldType: string, options: readonly string[] = []) => ({
  ...{ name, label: name, type, fieldType, groupName: 'contactinformation' },
  options: options.map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false })),
});
const properties = [
  custom('no_calls', 'bool', 'booleancheckbox', ['true', 'false']),
  custom('marketing_stage', 'enumeration', 'select', ['raw', 'mql']),
  custom('second_phone', 'string', 'text'),
  custom('baton_score', 'number', 'number'),
  custom('handed_over', 'string', 'text'),
];
const hubspotMap: FieldMap = [
  { owner: 'contact', role: 'mql', field: 'marketing_stage', values: ['mql'] },
  { owner: 'contact', role: 'doNotCall', field: 'no_calls', values: ['true'] },
  { owner: 'contact', role: 'phone', field: 'second_phone', values: [] },
  { owner: 'contact', role: 'score', field: 'baton_score', values: [] },
  { owner: 'contact', role: 'handoff', field: 'handed_over', values: ['With the AE'] },
];

const contact = z.object({ properties: z.record(z.string(), z.string().nullable()) });
const variants = [
  {
    crm: 'salesforce',
    owner: 'lead',
    start: () => salesforceBench(salesforceMap),
    fill: (bench: Bench, id: string) =>
      bench.raw('PATCH', `/services/data/v66.0/sobjects/Lead/${id}`, {
        ...{ Rating: 'Hot', HasOptedOutOfEmail: true, Website: '+1 312 555 0177' },
      }),
    scoreAndState: async (bench: Bench, id: string) => {
      const row = z.object({ NumberOfEmployees: z.number(), Description: z.string() });
      const lead = row.parse(await bench.raw('GET', `/services/data/v66.0/sobjects/Lead/${id}`));
      return [lead.NumberOfEmployees, lead.Description];
    },
  },
  {
    crm: 'hubspot',
    owner: 'contact',
    start: async () => {
      const bench = await hubspotBench([], hubspotMap);
      for (const one of properties) await bench.raw('POST', '/crm/properties/2026-09/contacts', one);
      return bench;
    },
    fill: (bench: Bench, id: string) =>
      bench.raw('PATCH', `/crm/objects/2026-09/contacts/${id}`, {
        properties: { marketing_stage: 'mql', no_calls: 'true', second_phone: '+1 312 555 0177' },
      }),
    scoreAndState: async (bench: Bench, id: string) => {
      const path = `/crm/objects/2026-09/contacts/${id}?properties=baton_score,handed_over`;
      const { properties: own } = contact.parse(await bench.raw('GET', path));
      return [Number(own['baton_score']), own['handed_over']];
    },
  },
] as const;

describe.each(variants)('fields of $crm that settings gave a meaning', ({ owner, start, fill, scoreAndState }) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await start();
  });
  afterAll(() => bench.close());
  const person = (index: number) => {
    const ref = bench.people[index];
    if (ref === undefined) throw new Error('the demo has too few people');
    return ref;
  };

  it('are read with the record: do not call, marketing qualified, one more number', async () => {
    await fill(bench, person(1).id);
    const read = await bench.adapter.readRecord(person(1));
    expect(read).toMatchObject({ ok: true, value: { doNotCall: true, isMql: true } });
    expect(read.ok && read.value.phones).toContainEqual({ kind: 'other', raw: '+1 312 555 0177' });
    expect(await bench.adapter.readRecord(person(2))).toMatchObject({
      ok: true,
      value: { doNotCall: false, isMql: false },
    });
  });

  it('are written with a handoff: the score and the state', async () => {
    const aes = await bench.adapter.listAes();
    const [ae] = aes.ok ? aes.value : [];
    if (ae === undefined) throw new Error('no AE');
    const handoff: HandoffWrite = {
      ...{ id: uuidv7(), ref: person(3), kind: 'handoff', ae: { id: ae.id, name: ae.name }, status: null, score: 71.6 },
      ...{ taskSubject: 'Brief', brief: 'b', dueAt: Date.now() + 3_600_000 },
    };
    expect(await bench.adapter.write([handoff])).toMatchObject([{ result: { ok: true } }]);
    expect(await scoreAndState(bench, person(3).id)).toEqual([72, 'With the AE']);
  });

  it('are offered by the org’s own description, without those Baton knows by itself', async () => {
    const described = await bench.adapter.describe?.();
    const owners = described?.ok === true ? described.value.owners : [];
    const fields = owners.find((one) => one.owner === (owner satisfies FieldOwner))?.fields ?? [];
    const names = fields.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(bench.map.map(({ field }) => field)));
    expect(names).not.toContain(owner === 'lead' ? 'Company' : 'firstname');
    expect(described).toMatchObject({ ok: true, value: { required: [] } });
  });
});
