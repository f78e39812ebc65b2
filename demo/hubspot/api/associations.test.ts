import { describe, expect, it } from 'vitest';
import type { ObjectName } from '../store/object-types.ts';
import { idOf, type TestPortal, testPortal } from '../testing.ts';

/** Facts table: association type ids from the row's object to the column's. */
const table: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  calls: { contacts: 194, companies: 182, deals: 206, leads: 597 },
  tasks: { contacts: 204, companies: 192, deals: 216, leads: 647 },
  notes: { contacts: 202, companies: 190, deals: 214, leads: 855 },
  meetings: { contacts: 200, companies: 188, deals: 212, leads: 601 },
};

const rows = Object.entries(table).flatMap(([from, targets]) =>
  Object.entries(targets).map(([to, typeId]) => ({ from, to, typeId })),
);

function anyId({ portal }: TestPortal, name: ObjectName): string {
  const [record] = portal.records.all(name);
  if (record === undefined) throw new Error(`No ${name}`);
  return record.id;
}

function create(test: TestPortal, from: string, toId: string, typeId: number) {
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId }];
  return test.ask('POST', `/crm/objects/2026-09/${from}`, {
    properties: { hs_timestamp: '2026-11-24T15:00:00Z' },
    associations: [{ to: { id: toId }, types }],
  });
}

describe('associations on create', () => {
  it.each(rows)('$from to $to is type $typeId, and only to $to', async ({ from, to, typeId }) => {
    const test = testPortal();
    const name = to as ObjectName;
    const made = await create(test, from, anyId(test, name), typeId);
    expect(made.status).toBe(201);
    const read = await test.ask('GET', `/crm/objects/2026-09/${from}/${idOf(made)}/associations/${to}`);
    expect(read.body).toMatchObject({
      results: [{ toObjectId: anyId(test, name), associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId }] }],
    });
    const other = name === 'companies' ? 'contacts' : 'companies';
    const wrongTarget = await create(test, from, anyId(test, other), typeId);
    expect(wrongTarget).toMatchObject({ status: 400, body: { subCategory: 'crm.associations.INVALID_OBJECT_IDS' } });
  });

  it('refuses the id of the other direction: contact to call on a call', async () => {
    const test = testPortal();
    expect(await create(test, 'calls', anyId(test, 'contacts'), 193)).toMatchObject({
      status: 400,
      body: { category: 'VALIDATION_ERROR', errors: [{ code: 'INVALID_ASSOCIATION_TYPE' }] },
    });
    expect(
      test.portal.records.all('calls').filter((call) => call.values['hs_object_source'] === 'INTEGRATION'),
    ).toEqual([]);
  });

  it('refuses names in place of the numeric type', async () => {
    const { ask } = testPortal();
    const associations = [{ to: { id: '1' }, types: [{ type: 'call_to_contact' }] }];
    expect((await ask('POST', '/crm/v3/objects/calls', { properties: {}, associations })).status).toBe(400);
  });

  it('shows a call from the contact with the inverse type, and counts it as a contact attempt', async () => {
    const test = testPortal();
    const contactId = anyId(test, 'contacts');
    const before = test.portal.get('contacts', contactId).values['num_contacted_notes'];
    const made = await create(test, 'calls', contactId, 194);
    const read = await test.ask('GET', `/crm/v4/objects/contacts/${contactId}/associations/calls`);
    expect(JSON.stringify(read.body)).toContain(
      `{"toObjectId":"${idOf(made)}","associationTypes":[{"category":"HUBSPOT_DEFINED","typeId":193`,
    );
    const after = test.portal.get('contacts', contactId).values;
    expect(after['num_contacted_notes']).toBe(String(Number(before) + 1));
    expect(after['notes_last_contacted']).toBe('2026-11-24T15:00:00.000Z');
  });

  it('loses associations silently only when told to', async () => {
    const test = testPortal();
    test.portal.settings = { ...test.portal.settings, dropsAssociations: true };
    const made = await create(test, 'calls', anyId(test, 'contacts'), 194);
    expect(made.status).toBe(201);
    expect(
      (await test.ask('GET', `/crm/objects/2026-09/calls/${idOf(made)}?associations=contacts`)).body,
    ).not.toHaveProperty('associations');
  });

  it('lets a lead exist only with a contact', async () => {
    const test = testPortal();
    const properties = { hs_lead_name: 'New lead' };
    expect((await test.ask('POST', '/crm/objects/2026-09/leads', { properties })).status).toBe(400);
    const associations = [
      {
        to: { id: anyId(test, 'contacts') },
        types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 578 }],
      },
    ];
    expect((await test.ask('POST', '/crm/objects/2026-09/leads', { properties, associations })).status).toBe(201);
  });
});

describe('associations afterwards', () => {
  it('makes the default link without a type id, in both directions', async () => {
    const test = testPortal();
    const note = await test.ask('POST', '/crm/objects/2026-09/notes', {
      properties: { hs_timestamp: '2026-11-24T15:00:00Z' },
    });
    const contactId = anyId(test, 'contacts');
    const path = `/crm/objects/2026-09/notes/${idOf(note)}/associations/default/contacts/${contactId}`;
    expect(await test.ask('PUT', path)).toMatchObject({ status: 200, body: { results: { length: 2 } } });
    const batch = await test.ask('POST', '/crm/associations/2026-09/notes/contacts/batch/read', {
      inputs: [{ id: idOf(note) }],
    });
    expect(batch).toMatchObject({
      status: 200,
      body: { results: [{ from: { id: idOf(note) }, to: [{ toObjectId: contactId }] }] },
    });
    expect((await test.ask('PUT', path.replace(contactId, '1'))).status).toBe(404);
    expect((await test.ask('DELETE', path.replace('/default', ''))).status).toBe(204);
    const after = await test.ask('POST', '/crm/v4/associations/notes/contacts/batch/read', {
      inputs: [{ id: idOf(note) }],
    });
    expect(after).toMatchObject({
      status: 207,
      body: { numErrors: 1, errors: [{ subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND' }] },
    });
  });

  it("makes a contact's first company its primary one", async () => {
    const test = testPortal();
    const contact = await test.ask('POST', '/crm/objects/2026-09/contacts', { properties: { lastname: 'Fresh' } });
    const path = `/crm/objects/2026-09/contacts/${idOf(contact)}/associations/default/companies/${anyId(test, 'companies')}`;
    await test.ask('PUT', path);
    const read = await test.ask('GET', `/crm/objects/2026-09/contacts/${idOf(contact)}/associations/companies`);
    expect(read.body).toMatchObject({
      results: [
        {
          associationTypes: [
            { typeId: 279, label: null },
            { typeId: 1, label: 'Primary' },
          ],
        },
      ],
    });
  });
});
