import { describe, expect, it } from 'vitest';
import { PublishedCheck } from '../support/published/index';

const hubspot = { host: 'api.hubapi.com', method: 'POST' };
const salesforce = { host: 'acme.my.salesforce.com', method: 'POST' };
const objects = '/crm/objects/2026-09';
const base = '/services/data/v66.0';

/** What the check says of one request. */
function faultsOf(request: { host: string; method: string; path: string; json?: unknown }): readonly string[] {
  const check = new PublishedCheck();
  const { json, ...rest } = request;
  check.note({ ...rest, body: json === undefined ? '' : JSON.stringify(json) });
  return check.take();
}

const call = { properties: { hs_timestamp: '1' }, associations: [], objectWriteTraceId: 'x' };
const query = (soql: string) => `${base}/query?q=${encodeURIComponent(soql)}`;

describe('a request of HubSpot as its client’s types have it', () => {
  it('is fine', () => {
    expect(faultsOf({ ...hubspot, path: `${objects}/calls/batch/create`, json: { inputs: [call] } })).toEqual([]);
    expect(faultsOf({ ...hubspot, method: 'GET', path: '/crm/owners/2026-09?email=a%40b.example&limit=1' })).toEqual(
      [],
    );
    expect(faultsOf({ ...hubspot, method: 'GET', path: '/account-info/2026-09/details' })).toEqual([]);
  });

  it.each([
    ['an endpoint it does not have', `${objects}/calls/batch/make`, { inputs: [] }, 'no such endpoint'],
    ['a query parameter it does not have', `${objects}/calls/batch/create?all=1`, { inputs: [] }, '?all'],
    ['an attribute it does not have', `${objects}/calls/batch/create`, { inputs: [{ ...call, note: 'x' }] }, 'note'],
    ['a missing attribute', `${objects}/calls/batch/read`, { inputs: [], properties: [] }, 'propertiesWithHistory'],
    ['a number for a text', `${objects}/calls/batch/create`, { inputs: [{ properties: { a: 1 } }] }, 'not string'],
    [
      'a choice it does not have',
      `${objects}/calls/batch/create`,
      {
        inputs: [
          {
            ...call,
            associations: [{ to: { id: '1' }, types: [{ associationCategory: 'OURS', associationTypeId: 1 }] }],
          },
        ],
      },
      'OURS',
    ],
  ])('is found out with %s', (_, path, json, telling) => {
    expect(faultsOf({ ...hubspot, path, json })).toEqual([expect.stringContaining(telling)]);
  });
});

describe('a request of Salesforce as its published schema and resources have it', () => {
  const step = (more: object) => ({ allOrNone: true, compositeRequest: [{ referenceId: 'a', ...more }] });

  it('is fine', () => {
    const soql = "SELECT Id, Owner.Name, Team__c FROM Lead WHERE Id IN (SELECT AccountId FROM Contact WHERE Id = 'x')";
    expect(faultsOf({ ...salesforce, method: 'GET', path: query(soql) })).toEqual([]);
    const json = step({ method: 'PATCH', url: `${base}/sobjects/Lead/00Q000000000001AAA`, body: { Status: 'Open' } });
    expect(faultsOf({ ...salesforce, path: `${base}/composite`, json })).toEqual([]);
  });

  it.each([
    ['a field the object lacks', query('SELECT Id, DoNotRing FROM Lead'), 'DoNotRing'],
    ['a field that is only filtered by', query("SELECT Id FROM Task WHERE Marker = 'x'"), 'Marker'],
    ['a relationship it lacks', query('SELECT Boss.Name FROM Lead'), 'Boss'],
    ['an object there is not', query('SELECT Id FROM Leed'), 'Leed'],
    ['a resource there is not', `${base}/sobject/Lead`, 'no such resource'],
  ])('is found out with %s', (_, path, telling) => {
    expect(faultsOf({ ...salesforce, method: 'GET', path })).toEqual([expect.stringContaining(telling)]);
  });

  it.each([
    ['a field that is not there', { CallLength: 3 }, 'CallLength'],
    ['a text for a number', { CallDurationInSeconds: '3' }, 'CallDurationInSeconds'],
    ['a day that is none', { ActivityDate: 'today' }, 'ActivityDate'],
    ['null where the field has a value', { Status: null }, 'Status'],
  ])('is found out with %s in a record', (_, body, telling) => {
    const json = step({ method: 'POST', url: `${base}/sobjects/Task`, body });
    expect(faultsOf({ ...salesforce, path: `${base}/composite`, json })).toEqual([expect.stringContaining(telling)]);
  });

  it('is found out with more than five queries in a composite, and with a header that belongs elsewhere', () => {
    const ask = { method: 'GET', url: query('SELECT Id FROM Lead') };
    const compositeRequest = Array.from({ length: 6 }, (__, index) => ({ ...ask, referenceId: `r${index}` }));
    const path = `${base}/composite`;
    expect(faultsOf({ ...salesforce, path, json: { compositeRequest } })).toEqual([
      expect.stringContaining('6 queries'),
    ]);
    const json = step({ ...ask, httpHeaders: { 'X-Ours': '1' } });
    expect(faultsOf({ ...salesforce, path, json })).toEqual([expect.stringContaining('X-Ours')]);
  });
});

it('looks at no page of a CRM and at no switch of the demo', () => {
  expect(faultsOf({ ...salesforce, host: 'acme.lightning.force.com', path: '/anything' })).toEqual([]);
  expect(faultsOf({ ...hubspot, path: '/__demo/faults' })).toEqual([]);
});
