import { describe, expect, it } from 'vitest';
import { idOf, testPortal } from '../testing.ts';

const contacts = '/crm/objects/2026-09/contacts';
const calls = '/crm/objects/2026-09/calls';
const call = { hs_timestamp: '2026-11-24T15:00:00Z', hs_call_direction: 'OUTBOUND', hs_call_status: 'COMPLETED' };

describe('single records', () => {
  it('gives default properties, what was asked for, and null for what was never set', async () => {
    const { ask, portal } = testPortal();
    const id = portal.records.findBy('contacts', 'firstname', 'Curtis')?.id ?? '';
    const { status, body } = await ask(
      'GET',
      `${contacts}/${id}?properties=phone,hs_lead_status&associations=companies`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      archived: false,
      properties: { lastname: 'Bauer', phone: null, hs_lead_status: expect.any(String), hs_object_id: id },
      associations: {
        companies: { results: [{ type: 'contact_to_company_unlabeled' }, { type: 'contact_to_company' }] },
      },
    });
  });

  it('shows a write at once to a read, under the v3 path as well', async () => {
    const { ask } = testPortal();
    const made = await ask('POST', contacts, { properties: { email: 'New.Person@example.com', lastname: 'Person' } });
    expect(made.status).toBe(201);
    const patched = await ask('PATCH', `/crm/v3/objects/contacts/${idOf(made)}`, {
      properties: { hs_lead_status: 'CONNECTED' },
    });
    expect(patched.status).toBe(200);
    const read = await ask('GET', `${contacts}/new.person@example.com?idProperty=email&properties=hs_lead_status`);
    expect(read.body).toMatchObject({ properties: { hs_lead_status: 'CONNECTED', lastname: 'Person' } });
  });

  it('refuses values that are no strings, unknown options, unknown and read-only properties, each by name', async () => {
    const { ask } = testPortal();
    expect(await ask('POST', calls, { properties: { ...call, hs_call_duration: 5000 } })).toMatchObject({
      status: 400,
      body: { category: 'VALIDATION_ERROR' },
    });
    const properties = {
      ...call,
      hs_call_direction: 'SIDEWAYS',
      colour: 'red',
      hs_object_id: '1',
      hubspot_owner_id: '5',
    };
    const { status, body } = await ask('POST', calls, { properties });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      status: 'error',
      category: 'VALIDATION_ERROR',
      message: expect.stringContaining('SIDEWAYS was not one of the allowed options'),
      errors: [
        { code: 'INVALID_OPTION', context: { propertyName: ['hs_call_direction'] } },
        { code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['colour'] } },
        { code: 'READ_ONLY_VALUE', context: { propertyName: ['hs_object_id'] } },
        { code: 'INVALID_OWNER_ID', context: { propertyName: ['hubspot_owner_id'] } },
      ],
    });
  });

  it('requires hs_timestamp of activities', async () => {
    const { ask } = testPortal();
    for (const type of ['calls', 'tasks', 'notes']) {
      const { status, body } = await ask('POST', `/crm/objects/2026-09/${type}`, { properties: {} });
      expect(status).toBe(400);
      expect(body).toMatchObject({ category: 'VALIDATION_ERROR', context: { properties: ['hs_timestamp'] } });
    }
  });

  it('takes an instant in milliseconds or ISO and stores it as ISO UTC; a disposition must exist and not be deleted', async () => {
    const { ask, portal } = testPortal();
    const busy = portal.dispositions.find((known) => known.label === 'Busy')?.id ?? '';
    const made = await ask('POST', calls, {
      properties: { ...call, hs_timestamp: '1795532400000', hs_call_disposition: busy },
    });
    expect(made.body).toMatchObject({
      properties: { hs_timestamp: new Date(1795532400000).toISOString(), hs_call_disposition: busy },
    });
    const deleted = portal.dispositions.find((known) => known.deleted)?.id ?? '';
    expect(await ask('POST', calls, { properties: { ...call, hs_call_disposition: deleted } })).toMatchObject({
      status: 400,
    });
  });

  it('answers 409 with the existing id for an email address in use', async () => {
    const { ask, portal } = testPortal();
    const [first] = portal.records.all('contacts');
    const answer = await ask('POST', contacts, { properties: { email: first?.values['email']?.toUpperCase() } });
    expect(answer).toMatchObject({
      status: 409,
      body: { category: 'CONFLICT', message: `Contact already exists. Existing ID: ${first?.id}` },
    });
  });

  it('makes a record that was deleted or merged away a 404', async () => {
    const { ask, portal } = testPortal();
    const [a, b, c] = portal.records.all('contacts');
    expect((await ask('DELETE', `${contacts}/${a?.id}`)).status).toBe(204);
    expect(await ask('GET', `${contacts}/${a?.id}`)).toMatchObject({
      status: 404,
      body: { category: 'OBJECT_NOT_FOUND' },
    });
    expect(await ask('PATCH', `${contacts}/${a?.id}`, { properties: { city: 'X' } })).toMatchObject({ status: 404 });
    const merged = await ask('POST', `${contacts}/merge`, { primaryObjectId: b?.id, objectIdToMerge: c?.id });
    expect(merged.status).toBe(200);
    expect((await ask('GET', `${contacts}/${c?.id}`)).status).toBe(404);
  });

  it('deletes a lead with its only contact', async () => {
    const { ask, portal } = testPortal();
    const [lead] = portal.records.all('leads');
    const contactId = lead?.values['hs_primary_contact_id'];
    await ask('DELETE', `${contacts}/${contactId}`);
    expect((await ask('GET', `/crm/objects/2026-09/leads/${lead?.id}`)).status).toBe(404);
  });

  it('pages through a list until there is no next page', async () => {
    const { ask, portal } = testPortal();
    const seen = new Set<string>();
    let path: string | null = `${contacts}?limit=25`;
    while (path !== null) {
      const { body } = await ask('GET', path);
      for (const row of rowsOf(body)) seen.add(row.id);
      const after = /"after":"(\d+)"/.exec(JSON.stringify(body))?.[1];
      path = after === undefined ? null : `${contacts}?limit=25&after=${after}`;
    }
    expect(seen.size).toBeGreaterThan(25);
    expect(seen.size).toBe(portal.records.all('contacts').length);
  });

  it('answers 501 with a clear message for what the demo does not have', async () => {
    const { ask } = testPortal();
    expect(await ask('GET', '/crm/objects/2026-09/tickets')).toMatchObject({ status: 501 });
    expect(await ask('GET', '/crm/objects/2031-03/contacts')).toMatchObject({
      status: 501,
      body: { message: expect.stringContaining('/crm/objects/2031-03/contacts') },
    });
  });
});

describe('a unique property made by the API', () => {
  const definition = {
    name: 'baton_call_id',
    label: 'Baton call id',
    type: 'string',
    fieldType: 'text',
    groupName: 'engagement',
    hasUniqueValue: true,
  };

  it('refuses a second call with the same value and finds the first by it', async () => {
    const { ask } = testPortal();
    expect((await ask('POST', '/crm/properties/2026-09/calls', definition)).status).toBe(201);
    expect(await ask('POST', '/crm/properties/2026-09/calls', definition)).toMatchObject({
      status: 409,
      body: { category: 'OBJECT_ALREADY_EXISTS' },
    });
    const properties = { ...call, baton_call_id: 'a-1' };
    const made = await ask('POST', calls, { properties });
    expect(made.status).toBe(201);
    const again = await ask('POST', calls, { properties });
    expect(again).toMatchObject({
      status: 400,
      body: {
        category: 'VALIDATION_ERROR',
        message: expect.stringContaining(`${idOf(made)} already has that value`),
        errors: [{ code: 'CONFLICTING_UNIQUE_VALUE', context: { propertyName: ['baton_call_id'] } }],
      },
    });
    expect((await ask('GET', `${calls}/a-1?idProperty=baton_call_id`)).body).toMatchObject({ id: idOf(made) });
    expect((await ask('GET', `${calls}/a-2?idProperty=baton_call_id`)).status).toBe(404);
    expect((await ask('GET', `${calls}/x?idProperty=hs_call_title`)).status).toBe(400);
  });

  it('exists nowhere before it is made', async () => {
    const { ask } = testPortal();
    expect((await ask('GET', '/crm/properties/2026-09/calls/baton_call_id')).status).toBe(404);
    expect((await ask('POST', calls, { properties: { ...call, baton_call_id: 'a-1' } })).status).toBe(400);
  });
});

describe('the key and the limits', () => {
  it('answers 401 without a key, with another key, and 403 naming the missing scope', async () => {
    const { ask, portal } = testPortal();
    expect(await ask('GET', contacts, undefined, { authorization: '' })).toMatchObject({
      status: 401,
      body: { category: 'INVALID_AUTHENTICATION' },
    });
    expect((await ask('GET', contacts, undefined, { authorization: 'Bearer pat-na1-other' })).status).toBe(401);
    portal.settings = { ...portal.settings, missingScopes: ['crm.objects.contacts.write'] };
    expect((await ask('GET', contacts)).status).toBe(200);
    expect((await ask('POST', `${contacts}/batch/read`, { inputs: [{ id: '1' }] })).status).toBe(207);
    expect(await ask('POST', contacts, { properties: { lastname: 'X' } })).toMatchObject({
      status: 403,
      body: {
        category: 'MISSING_SCOPES',
        errors: [{ context: { requiredGranularScopes: ['crm.objects.contacts.write'] } }],
      },
    });
  });

  it('answers 403 on leads in an account without Sales Hub Professional', async () => {
    const { ask, portal } = testPortal();
    expect((await ask('GET', '/crm/objects/2026-09/leads')).status).toBe(200);
    portal.settings = { ...portal.settings, hasLeads: false };
    expect((await ask('GET', '/crm/objects/2026-09/leads')).status).toBe(403);
  });

  it('counts 190 requests in ten rolling seconds, in headers and in its refusal', async () => {
    const { ask, wait } = testPortal();
    const first = await ask('GET', `${contacts}?limit=1`);
    expect(first.headers.get('x-hubspot-ratelimit-max')).toBe('190');
    expect(first.headers.get('x-hubspot-ratelimit-remaining')).toBe('189');
    expect(first.headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
    for (let n = 1; n < 190; n += 1) await ask('GET', `${contacts}?limit=1`);
    expect(await ask('GET', `${contacts}?limit=1`)).toMatchObject({
      status: 429,
      body: {
        errorType: 'RATE_LIMIT',
        policyName: 'TEN_SECONDLY_ROLLING',
        message: 'You have reached your ten_secondly_rolling limit.',
      },
    });
    wait(10_000);
    expect((await ask('GET', `${contacts}?limit=1`)).status).toBe(200);
  });

  it('stops at the daily limit', async () => {
    const { ask, portal } = testPortal();
    portal.settings = { ...portal.settings, dailyLimit: 1 };
    expect((await ask('GET', contacts)).headers.get('x-hubspot-ratelimit-daily-remaining')).toBe('0');
    expect(await ask('GET', contacts)).toMatchObject({ status: 429, body: { policyName: 'DAILY' } });
  });
});

describe('the account', () => {
  it('says who it is, who works there and how calls end', async () => {
    const { ask } = testPortal();
    expect((await ask('GET', '/account-info/2026-09/details')).body).toMatchObject({
      portalId: 4711007,
      uiDomain: 'app.hubspot.com',
    });
    const owner = await ask('GET', '/crm/owners/2026-09?email=SAM.RIVERA@baton.example');
    expect(owner.body).toMatchObject({ results: [{ firstName: 'Sam', lastName: 'Rivera', type: 'PERSON' }] });
    expect((await ask('GET', '/crm/v3/owners/?limit=100')).body).toMatchObject({ results: { length: 6 } });
    const { body } = await ask('GET', '/calling/v1/dispositions');
    expect(body).toEqual(
      expect.arrayContaining([
        { id: 'f240bbac-87c9-4f6e-bf70-924b57d47db7', label: 'Connected', deleted: false },
        { id: expect.any(String), label: 'Gatekeeper', deleted: false },
        { id: expect.any(String), label: 'Left message with assistant', deleted: true },
      ]),
    );
  });

  it('does not tell call outcomes through the properties API', async () => {
    const { ask } = testPortal();
    expect((await ask('GET', '/crm/v3/properties/calls/hs_call_disposition')).body).toMatchObject({
      externalOptions: true,
      options: [],
    });
    const statuses = await ask('GET', '/crm/properties/2026-09/contacts/hs_lead_status');
    expect(JSON.stringify(statuses.body)).toContain('"value":"BAD_TIMING"');
  });
});

function rowsOf(body: unknown): { id: string }[] {
  if (typeof body === 'object' && body !== null && 'results' in body && Array.isArray(body.results))
    return body.results;
  throw new Error('No results');
}
