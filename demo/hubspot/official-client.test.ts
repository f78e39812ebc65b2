import { Agent } from 'node:https';
import { Client } from '@hubspot/api-client';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/contacts/index.js';
import { AssociationSpecAssociationCategoryEnum } from '@hubspot/api-client/lib/codegen/crm/objects/calls/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askDemo } from '../core/client.ts';
import { type RunningDemo, runDemo } from '../core/demo.ts';
import { createHubspotApps, demoServiceKey } from './app.ts';

/** HubSpot's own client against the demo: what it cannot read, the real API would not have said. */
describe('the official client', () => {
  let demo: RunningDemo;
  let client: Client;

  beforeAll(async () => {
    demo = await runDemo([createHubspotApps], { port: 0 });
    const httpAgent = new Agent({
      rejectUnauthorized: false,
      lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    client = new Client({ accessToken: demoServiceKey, basePath: `https://api.hubapi.com:${demo.port}`, httpAgent });
    await askDemo(demo.port, 'https://api.hubapi.com/__hubspot/settings', {
      method: 'PATCH',
      body: JSON.stringify({ searchDelayMs: 0 }),
    });
  });

  afterAll(() => demo.close());

  it('creates a contact and a call on it, and finds both', async () => {
    const contact = await client.crm.contacts.basicApi.create({
      properties: { email: 'client@example.com', firstname: 'Official', lastname: 'Client' },
      associations: [],
    });
    const { results: owners } = await client.crm.owners.ownersApi.getPage('sam.rivera@baton.example');
    const call = await client.crm.objects.calls.basicApi.create({
      properties: {
        hs_timestamp: String(Date.now()),
        hs_call_title: 'By the client',
        hs_call_status: 'COMPLETED',
        hubspot_owner_id: owners[0]?.id ?? '',
      },
      associations: [
        {
          to: { id: contact.id },
          types: [
            { associationCategory: AssociationSpecAssociationCategoryEnum.HubspotDefined, associationTypeId: 194 },
          ],
        },
      ],
    });
    const read = await client.crm.objects.calls.basicApi.getById(call.id, ['hs_call_title'], undefined, ['contacts']);
    expect(read.properties['hs_call_title']).toBe('By the client');
    expect(read.associations?.['contacts']?.results.map((row) => row.id)).toEqual([contact.id]);
    expect(read.createdAt).toBeInstanceOf(Date);

    const found = await client.crm.contacts.searchApi.doSearch({
      filterGroups: [
        { filters: [{ propertyName: 'email', operator: FilterOperatorEnum.Eq, value: 'client@example.com' }] },
      ],
      properties: ['firstname'],
      sorts: [],
      limit: 10,
      after: '0',
    });
    expect(found.total).toBe(1);
    expect(found.results[0]?.properties['firstname']).toBe('Official');

    const linked = await client.crm.associations.v4.basicApi.getPage('contacts', contact.id, 'calls');
    expect(linked.results.map((row) => row.toObjectId)).toEqual([call.id]);
  });

  it('reads in batches and learns of missing records', async () => {
    const { results } = await client.crm.contacts.basicApi.getPage(2);
    const inputs = [...results.map(({ id }) => ({ id })), { id: '7' }];
    const read = await client.crm.contacts.batchApi.read({
      inputs,
      properties: ['lastname'],
      propertiesWithHistory: [],
    });
    expect(read.results.map((row) => row.id)).toEqual(results.map((row) => row.id));
    expect(read).toMatchObject({ numErrors: 1, errors: [{ category: 'OBJECT_NOT_FOUND' }] });
  });

  it('understands properties, pipelines and refusals', async () => {
    const statuses = await client.crm.properties.coreApi.getByName('contacts', 'hs_lead_status');
    expect(statuses.options.map((option) => option.value)).toContain('ATTEMPTED_TO_CONTACT');
    const pipelines = await client.crm.pipelines.pipelinesApi.getAll('deals');
    expect(pipelines.results[0]?.stages.at(-1)?.id).toBe('closedlost');
    await expect(client.crm.contacts.basicApi.getById('7')).rejects.toMatchObject({ code: 404 });
    await expect(client.crm.contacts.basicApi.update('7', { properties: { city: 'X' } })).rejects.toMatchObject({
      code: 404,
    });
  });
});
