import { describe, expect, it } from 'vitest';
import { testPortal } from '../testing.ts';

const base = '/crm/objects/2026-09';
const good = { hs_timestamp: '2026-11-24T15:00:00Z', hs_call_title: 'Good' };
const bad = { hs_timestamp: '2026-11-24T15:00:00Z', hs_call_status: 'NOPE' };

describe('batch create', () => {
  it('does what it can with trace ids and says which rows failed', async () => {
    const { ask } = testPortal();
    const inputs = [
      { properties: good, objectWriteTraceId: 'row-0' },
      { properties: bad, objectWriteTraceId: 'row-1' },
      { properties: good, objectWriteTraceId: 'row-2' },
    ];
    const { status, body } = await ask('POST', `${base}/calls/batch/create`, { inputs });
    expect(status).toBe(207);
    expect(body).toMatchObject({
      status: 'COMPLETE',
      results: { length: 2 },
      numErrors: 1,
      errors: [{ status: 'error', category: 'VALIDATION_ERROR', context: { objectWriteTraceId: ['row-1'] } }],
    });
  });

  it('writes nothing at all where one row is refused and no trace ids are given', async () => {
    const { ask, portal } = testPortal();
    const before = portal.records.all('calls').length;
    const { status } = await ask('POST', `${base}/calls/batch/create`, {
      inputs: [{ properties: good }, { properties: bad }],
    });
    expect(status).toBe(400);
    expect(portal.records.all('calls')).toHaveLength(before);
  });

  it('answers 201 when all went well, and refuses more than a hundred or none', async () => {
    const { ask } = testPortal();
    const many = (count: number) => ({ inputs: Array.from({ length: count }, () => ({ properties: good })) });
    expect(await ask('POST', `${base}/calls/batch/create`, many(100))).toMatchObject({
      status: 201,
      body: { results: { length: 100 } },
    });
    expect((await ask('POST', `${base}/calls/batch/create`, many(101))).status).toBe(400);
    expect((await ask('POST', `${base}/calls/batch/create`, many(0))).status).toBe(400);
  });

  it('refuses a unique value twice within one batch', async () => {
    const { ask } = testPortal();
    const inputs = ['a', 'b'].map((trace) => ({
      properties: { email: 'twice@example.com' },
      objectWriteTraceId: trace,
    }));
    expect(await ask('POST', `${base}/contacts/batch/create`, { inputs })).toMatchObject({
      status: 207,
      body: { results: { length: 1 }, errors: [{ category: 'CONFLICT', context: { objectWriteTraceId: ['b'] } }] },
    });
  });
});

describe('other batches', () => {
  it('reads what exists and names what does not', async () => {
    const { ask, portal } = testPortal();
    const [contact] = portal.records.all('contacts');
    const body = { inputs: [{ id: contact?.id }, { id: '7' }], properties: ['phone'] };
    expect(await ask('POST', `/crm/v3/objects/contacts/batch/read`, body)).toMatchObject({
      status: 207,
      body: {
        results: [{ id: contact?.id, properties: { phone: contact?.values['phone'] } }],
        numErrors: 1,
        errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['7'] } }],
      },
    });
    const byEmail = { inputs: [{ id: contact?.values['email'] }], properties: [], idProperty: 'email' };
    expect(await ask('POST', `${base}/contacts/batch/read`, byEmail)).toMatchObject({
      status: 200,
      body: { results: [{ id: contact?.id }] },
    });
  });

  it('updates in part where a record is gone', async () => {
    const { ask, portal } = testPortal();
    const [contact] = portal.records.all('contacts');
    const inputs = [
      { id: contact?.id, properties: { hs_lead_status: 'BAD_TIMING' } },
      { id: '7', properties: { hs_lead_status: 'NEW' } },
    ];
    const answer = await ask('POST', `${base}/contacts/batch/update`, { inputs });
    expect(answer).toMatchObject({ status: 207, body: { results: { length: 1 }, numErrors: 1 } });
    expect(portal.get('contacts', contact?.id ?? '').values['hs_lead_status']).toBe('BAD_TIMING');
  });

  it('says of each upserted row whether it is new', async () => {
    const { ask, portal } = testPortal();
    const [contact] = portal.records.all('contacts');
    const inputs = [contact?.values['email'], 'brand.new@example.com'].map((id) => ({
      id,
      idProperty: 'email',
      properties: { city: 'Oslo' },
    }));
    expect(await ask('POST', `${base}/contacts/batch/upsert`, { inputs })).toMatchObject({
      status: 200,
      body: {
        results: [
          { id: contact?.id, new: false },
          { new: true, properties: { email: 'brand.new@example.com' } },
        ],
      },
    });
  });

  it('archives, also what is gone already', async () => {
    const { ask, portal } = testPortal();
    const [contact] = portal.records.all('contacts');
    const inputs = [{ id: contact?.id }, { id: '7' }];
    expect((await ask('POST', `${base}/contacts/batch/archive`, { inputs })).status).toBe(204);
    expect(portal.records.find('contacts', contact?.id ?? '')).toBeUndefined();
  });
});
