import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Bench, hubspotBench, salesforceBench } from '../../tests/support/crm-bench';
import { type FieldMap, type FieldOwner, namedByCard } from './org-fields';
import type { HandoffWrite } from './write';

const salesforceMap: FieldMap = [
  { owner: 'lead', role: 'mql', field: 'Rating', values: ['Hot'] },
  { owner: 'lead', role: 'doNotCall', field: 'HasOptedOutOfEmail', values: ['true'] },
  { owner: 'lead', role: 'phone', field: 'Website', values: [] },
  { owner: 'lead', role: 'score', field: 'NumberOfEmployees', values: [] },
  { owner: 'lead', role: 'handoff', field: 'Description', values: ['With the AE'] },
  { owner: 'lead', role: 'answer', field: 'Industry', values: ['need'] },
  { owner: 'lead', role: 'known', field: 'AnnualRevenue', values: ['budget'] },
  ...namedByCard(['Website', 'Nobody_Has_This__c', 'not a name']).filter((one) => one.owner === 'lead'),
  { owner: 'deal', role: 'amount', field: 'Probability', values: [] },
  { owner: 'deal', role: 'sourcedBy', field: 'CreatedBy.Name', values: [] },
  { owner: 'deal', role: 'stage2', field: 'StageName', values: ['Qualification'] },
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
  custom('need_answer', 'string', 'text'),
  custom('budget_amount', 'number', 'number'),
];
const dealProperties = [custom('arr', 'number', 'number'), custom('sourced_by', 'string', 'text')];
const hubspotMap: FieldMap = [
  { owner: 'contact', role: 'mql', field: 'marketing_stage', values: ['mql'] },
  { owner: 'contact', role: 'doNotCall', field: 'no_calls', values: ['true'] },
  { owner: 'contact', role: 'phone', field: 'second_phone', values: [] },
  { owner: 'contact', role: 'score', field: 'baton_score', values: [] },
  { owner: 'contact', role: 'handoff', field: 'handed_over', values: ['With the AE'] },
  { owner: 'contact', role: 'answer', field: 'need_answer', values: ['need'] },
  { owner: 'contact', role: 'known', field: 'budget_amount', values: ['budget'] },
  ...namedByCard(['second_phone', 'Nobody_Has_This__c', 'not a name']).filter((one) => one.owner === 'contact'),
  { owner: 'deal', role: 'amount', field: 'arr', values: [] },
  { owner: 'deal', role: 'sourcedBy', field: 'sourced_by', values: [] },
  { owner: 'deal', role: 'stage2', field: 'dealstage', values: ['qualifiedtobuy', 'presentationscheduled'] },
];

/** A field that a card names may not be there. */
const namesNothing = ({ role, values }: FieldMap[number]) => role === 'known' && values.length === 0;

const contact = z.object({ properties: z.record(z.string(), z.string().nullable()) });
const variants = [
  {
    crm: 'salesforce',
    owner: 'lead',
    start: () => salesforceBench(salesforceMap),
    fill: (bench: Bench, id: string) =>
      bench.raw('PATCH', `/services/data/v66.0/sobjects/Lead/${id}`, {
        ...{ Rating: 'Hot', HasOptedOutOfEmail: true, Website: '+1 312 555 0177' },
        ...{ Industry: 'Costly', AnnualRevenue: 5000 },
      }),
    scoreAndState: async (bench: Bench, id: string) => {
      const row = z.object({ NumberOfEmployees: z.number(), Description: z.string(), Industry: z.string() });
      const soql = `SELECT NumberOfEmployees, Description, Industry FROM Lead WHERE Id = '${id}'`;
      const found = await bench.raw('GET', `/services/data/v66.0/query?q=${encodeURIComponent(soql)}`);
      const [lead] = z.object({ records: z.array(row) }).parse(found).records;
      return [lead?.NumberOfEmployees, lead?.Description, lead?.Industry];
    },
    /** An account with an open opportunity, and that opportunity. */
    deal: async (bench: Bench) => {
      const soql =
        "SELECT Id, AccountId, Probability, CreatedBy.Name FROM Opportunity WHERE StageName = 'Qualification' LIMIT 1";
      const found = await bench.raw('GET', `/services/data/v66.0/query?q=${encodeURIComponent(soql)}`);
      const row = z.object({
        Id: z.string(),
        AccountId: z.string(),
        Probability: z.number(),
        CreatedBy: z.object({ Name: z.string() }),
      });
      const [deal] = z.object({ records: z.array(row) }).parse(found).records;
      if (deal === undefined) throw new Error('the demo has no such opportunity');
      const org = { crm: 'salesforce', org: bench.adapter.org.org } as const;
      return {
        account: { ...org, object: 'company', id: deal.AccountId } as const,
        deal: { ...org, object: 'deal', id: deal.Id } as const,
        amount: deal.Probability,
        sourcedBy: deal.CreatedBy.Name,
      };
    },
  },
  {
    crm: 'hubspot',
    owner: 'contact',
    start: async () => {
      const bench = await hubspotBench([], hubspotMap);
      for (const one of properties) await bench.raw('POST', '/crm/properties/2026-09/contacts', one);
      for (const one of dealProperties) {
        await bench.raw('POST', '/crm/properties/2026-09/deals', { ...one, groupName: 'dealinformation' });
      }
      return bench;
    },
    fill: (bench: Bench, id: string) =>
      bench.raw('PATCH', `/crm/objects/2026-09/contacts/${id}`, {
        properties: {
          marketing_stage: 'mql',
          no_calls: 'true',
          second_phone: '+1 312 555 0177',
          need_answer: 'Costly',
          budget_amount: '5000',
        },
      }),
    scoreAndState: async (bench: Bench, id: string) => {
      const path = `/crm/objects/2026-09/contacts/${id}?properties=baton_score,handed_over,need_answer`;
      const { properties: own } = contact.parse(await bench.raw('GET', path));
      return [Number(own['baton_score']), own['handed_over'], own['need_answer']];
    },
    deal: async (bench: Bench) => {
      const [account] = bench.people;
      if (account === undefined) throw new Error('the demo has nobody');
      const owners = z.object({ results: z.array(z.object({ id: z.string(), email: z.string().nullish() })) });
      const found = owners.parse(await bench.raw('GET', '/crm/owners/2026-09?limit=100')).results;
      const made = await bench.raw('POST', '/crm/objects/2026-09/deals', {
        properties: {
          ...{ dealname: 'Pilot', pipeline: 'default', dealstage: 'qualifiedtobuy', amount: '5', arr: '1200' },
          sourced_by: found.find(({ email }) => email === 'sam.rivera@baton.example')?.id ?? '',
        },
        associations: [
          {
            to: { id: account.id },
            types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }],
          },
        ],
      });
      const { id } = z.object({ id: z.string() }).parse(made);
      return { account, deal: { ...account, object: 'deal', id } as const, amount: 1200, sourcedBy: 'Sam Rivera' };
    },
  },
] as const;

describe.each(variants)(
  'fields of $crm that settings gave a meaning',
  ({ crm, owner, start, fill, scoreAndState, deal }) => {
    /** A record that is not there. */
    const gone = crm === 'salesforce' ? '00Q000000099999AAA' : '999999999999';
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

    it('know answers: those of the question they were mapped to, and those a scorecard names', async () => {
      const read = await bench.adapter.readRecord(person(1));
      const known = read.ok ? (read.value.known ?? []) : [];
      expect(known.map(({ criterionId, value }) => [criterionId, value])).toEqual([
        ['need', 'Costly'],
        ['budget', '5000'],
        [null, '+1 312 555 0177'],
      ]);
      const empty = await bench.adapter.readRecord(person(4));
      expect(empty.ok && empty.value.known?.some(({ criterionId }) => criterionId === 'need')).toBe(
        crm === 'salesforce',
      );
    });

    it('are written with a handoff: the score and the state', async () => {
      const aes = await bench.adapter.listAes();
      const [ae] = aes.ok ? aes.value.people : [];
      if (ae === undefined) throw new Error('no AE');
      const handoff: HandoffWrite = {
        ...{
          id: uuidv7(),
          ref: person(3),
          kind: 'handoff',
          ae: { id: ae.id, name: ae.name },
          status: null,
          score: 71.6,
        },
        answers: { need: { text: 'Yes. Before spring', amount: null }, budget: { text: '€5', amount: 5 } },
        ...{ taskSubject: 'Brief', brief: 'b', dueAt: Date.now() + 3_600_000 },
      };
      expect(await bench.adapter.write([handoff])).toMatchObject([{ result: { ok: true } }]);
      expect(await scoreAndState(bench, person(3).id)).toEqual([72, 'With the AE', 'Yes. Before spring']);
    });

    it('tell of an opportunity its amount, who sourced it and whether it is at stage 2', async () => {
      const made = await deal(bench);
      const known = { amount: { amount: made.amount }, sourcedBy: made.sourcedBy, isStage2: true };
      const opened = await bench.adapter.readRecord(made.deal);
      expect(opened).toMatchObject({ ok: true, value: { deal: { id: made.deal.id, ...known } } });
      const beside = await bench.adapter.readRecord(made.account);
      expect(beside.ok && beside.value.openOpportunities).toContainEqual(
        expect.objectContaining({ id: made.deal.id, isStage2: true, amount: expect.objectContaining(known.amount) }),
      );
      expect(await bench.adapter.readRecord(person(2))).toMatchObject({ ok: true, value: { deal: null } });
    });

    it('tell what became of leads: which opportunities came of them, and when they got how far', async () => {
      const { account, deal: made } = await deal(bench);
      const told = await bench.adapter.fatesOf?.([account, made, person(2), { ...person(2), id: gone }]);
      if (told?.ok !== true) throw new Error('no answer');
      expect([...told.value.keys()].sort()).toEqual([account.id, made.id, person(2).id].sort());
      const [own] = told.value.get(made.id)?.opportunities ?? [];
      expect(own).toMatchObject({ isLead: true, wonAt: null, stage2At: expect.any(Number) });
      expect(own?.stage2At).toBeGreaterThanOrEqual(own?.openedAt ?? Number.POSITIVE_INFINITY);
      expect(told.value.get(account.id)).toMatchObject({ knowsStage2: true });
      expect(told.value.get(account.id)?.opportunities).toContainEqual(
        expect.objectContaining({ openedAt: own?.openedAt, stage2At: own?.stage2At }),
      );
      expect(told.value.get(person(2).id)?.opportunities).toEqual([]);
    });

    it('are offered by the org’s own description, without those Baton knows by itself', async () => {
      const described = await bench.adapter.describe?.();
      const owners = described?.ok === true ? described.value.owners : [];
      const fields = owners.find((one) => one.owner === (owner satisfies FieldOwner))?.fields ?? [];
      const names = fields.map(({ name }) => name);
      const mapped = bench.map.filter((one) => one.owner === owner && !namesNothing(one)).map(({ field }) => field);
      expect(names).toEqual(expect.arrayContaining(mapped));
      const ofDeals = owners.find((one) => one.owner === 'deal')?.fields ?? [];
      const dealFields = bench.map.filter((one) => one.owner === 'deal').map(({ field }) => field);
      expect(ofDeals.map(({ name }) => name)).toEqual(expect.arrayContaining(dealFields));
      expect(ofDeals.find(({ kind }) => kind === 'stage')?.options.length).toBeGreaterThan(4);
      expect(names).not.toContain(owner === 'lead' ? 'Company' : 'firstname');
      expect(described).toMatchObject({ ok: true, value: { required: [] } });
    });
  },
);
