import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { answer, call, contact, inputsOf, isCreate, org, portalWith } from '../../../tests/support/fake-portal';
import type { RecordRef } from '../../model/record';
import type { HandoffWrite } from '../write';

describe('the HubSpot adapter', () => {
  it('logs a call in the rep’s name, linked to the contact and its primary company', async () => {
    const { adapter, seen } = portalWith({
      'associations/2026-09/contacts/companies/batch/read': () => ({
        results: [
          {
            from: { id: '101' },
            to: [
              { toObjectId: 55, associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 279, label: null }] },
              { toObjectId: 56, associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' }] },
            ],
          },
        ],
      }),
    });
    const write = call();
    expect(await adapter.write([write])).toEqual([{ id: write.id, result: { ok: true, value: { crmId: 'c0' } } }]);
    const [input] = inputsOf(seen.find(isCreate));
    expect(input?.properties).toEqual({
      ...{
        hs_timestamp: '1700000000000',
        hs_call_title: 'Busy',
        hs_call_direction: 'OUTBOUND',
        hs_call_status: 'COMPLETED',
      },
      ...{ hs_call_duration: '34000', hs_call_to_number: '+1 312 555 0142', hubspot_owner_id: '7' },
      // The portal deleted its "Busy"; nobody answered is the nearest that is true.
      hs_call_disposition: 'd-na',
      hs_call_body: `a &lt;b&gt; &amp; &quot;c&quot;<br>d<br><br>[baton:${write.id}]`,
    });
    expect(input?.associations).toEqual([
      { to: { id: '101' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 194 }] },
      { to: { id: '56' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 182 }] },
    ]);
  });

  it.each([
    ['lead', 597],
    ['company', 182],
    ['deal', 206],
  ] as const)('links a call to a %s by the type for that direction', async (object, typeId) => {
    const { adapter, seen } = portalWith({});
    await adapter.write([call({ ref: { ...org, object, id: '9' } })]);
    expect(JSON.stringify(inputsOf(seen.find(isCreate))[0]?.associations)).toContain(`"associationTypeId":${typeId}`);
  });

  it('uses the unique property where the portal has it, for writing and for finding', async () => {
    const { adapter, seen } = portalWith({
      'properties/2026-09/(calls|tasks)$': () => ({ results: [{ name: 'baton_id', hasUniqueValue: true }] }),
      'objects/2026-09/calls/batch/read': (one) =>
        answer(207, {
          results: inputsOf(one)
            .slice(0, 1)
            .map(({ id }) => ({ id: 'c9', properties: { baton_id: id } })),
          numErrors: 1,
          errors: [{ category: 'OBJECT_NOT_FOUND' }],
        }),
    });
    const writes = [call(), call({ ref: { ...contact, id: '102' } })];
    await adapter.write(writes);
    expect(inputsOf(seen.at(-1))[0]?.properties).toMatchObject({
      baton_id: writes[0]?.id,
      hs_call_body: expect.not.stringContaining('baton:'),
    });
    expect(await adapter.findWritten(writes)).toEqual({ ok: true, value: new Map([[writes[0]?.id, 'c9']]) });
  });

  it('tells good rows from bad ones in a partial answer, whatever their order', async () => {
    const writes = [call(), call(), call()];
    const [a, b, c] = writes.map(({ id }) => id);
    const { adapter } = portalWith({
      'calls/batch/create': () =>
        answer(207, {
          ...{
            status: 'COMPLETE',
            numErrors: 1,
            results: [
              { id: 'x3', properties: {}, objectWriteTraceId: c },
              { id: 'x1', properties: { hs_call_body: `[baton:${a}]` } },
            ],
          },
          errors: [
            {
              category: 'VALIDATION_ERROR',
              message: 'Reason is required',
              context: { objectWriteTraceId: [b], propertyName: ['reason'] },
            },
          ],
        }),
    });
    expect(await adapter.write(writes)).toEqual([
      { id: a, result: { ok: true, value: { crmId: 'x1' } } },
      {
        id: b,
        result: {
          ok: false,
          problem: { kind: 'rejected', code: 'VALIDATION_ERROR', message: 'Reason is required', fields: ['reason'] },
        },
      },
      { id: c, result: { ok: true, value: { crmId: 'x3' } } },
    ]);
  });

  it('takes fewer rows than were sent, with no error, for unsure', async () => {
    const { adapter } = portalWith({
      'calls/batch/create': () => answer(201, { results: [{ id: 'x', properties: {} }] }),
    });
    const outcomes = await adapter.write([call(), call({ ref: { ...contact, id: '102' } })]);
    expect(outcomes).toMatchObject([
      { result: { problem: { kind: 'unsure' } } },
      { result: { problem: { kind: 'unsure' } } },
    ]);
  });

  it('logs the call without the company where that link is what HubSpot refuses', async () => {
    const { adapter } = portalWith({
      'associations/2026-09/contacts/companies': () => ({
        results: [{ from: { id: '101' }, to: [{ toObjectId: '56', associationTypes: [] }] }],
      }),
      'calls/batch/create': (one) =>
        inputsOf(one)[0]?.associations?.length === 2
          ? answer(400, {
              status: 'error',
              category: 'VALIDATION_ERROR',
              message: 'Some association targets do not exist.',
            })
          : answer(201, {
              results: [{ id: 'c1', properties: {}, objectWriteTraceId: inputsOf(one)[0]?.objectWriteTraceId }],
            }),
    });
    expect(await adapter.write([call()])).toMatchObject([{ result: { ok: true, value: { crmId: 'c1' } } }]);
  });

  it('changes owner and status before it makes the AE’s task, so that a repeated handoff makes one', async () => {
    const { adapter, seen } = portalWith({ 'PATCH ': () => ({ id: '101', properties: {} }) });
    const write: HandoffWrite = {
      id: uuidv7(),
      ref: contact,
      kind: 'handoff',
      ae: { id: '8', name: 'Jo' },
      status: 'QUALIFIED',
      taskSubject: 'Brief',
      brief: 'b',
      dueAt: 5,
    };
    expect(await adapter.write([write])).toMatchObject([{ result: { ok: true } }]);
    const writes = seen.filter(({ method, path }) => method === 'PATCH' || path.includes('batch/create'));
    expect(writes.map(({ path }) => path)).toEqual([
      '/crm/objects/2026-09/contacts/101',
      '/crm/objects/2026-09/tasks/batch/create',
    ]);
    expect(writes[0]?.body).toEqual({ properties: { hubspot_owner_id: '8', hs_lead_status: 'QUALIFIED' } });
    expect(inputsOf(writes[1])[0]?.properties).toMatchObject({
      hubspot_owner_id: '8',
      hs_timestamp: '5',
      hs_task_subject: 'Brief',
      hs_task_body: `b<br><br>[baton:${write.id}]`,
    });
  });

  it('makes no task where the record could not be handed over', async () => {
    const { adapter, seen } = portalWith({
      'PATCH ': () => answer(400, { category: 'VALIDATION_ERROR', message: 'Owner is inactive' }),
    });
    const write: HandoffWrite = {
      id: uuidv7(),
      ref: contact,
      kind: 'handoff',
      ae: { id: '8', name: 'Jo' },
      status: null,
      taskSubject: 'B',
      brief: 'b',
      dueAt: 5,
    };
    expect(await adapter.write([write])).toMatchObject([
      { result: { problem: { kind: 'rejected', message: 'Owner is inactive' } } },
    ]);
    expect(seen.some(({ path }) => path.includes('batch/create'))).toBe(false);
  });

  it('shows the record even where the key may not read deals, and does not call that "no deals"', async () => {
    const { adapter, seen } = portalWith({
      'contacts/101.*associations=companies': () => answer(403, { category: 'MISSING_SCOPES', message: 'scopes' }),
      'contacts/101': () => ({
        id: '101',
        properties: { firstname: 'Ann', lastname: 'Lee', company: 'Acme', hs_timezone: 'america_slash_new_york' },
      }),
      hs_lead_status: () => ({ options: [] }),
    });
    expect(await adapter.readRecord(contact)).toMatchObject({
      ok: true,
      value: { name: 'Ann Lee', openOpportunities: null, timeZone: 'America/New_York', doNotCall: null },
    });
    expect(seen.filter(({ path }) => path.includes('/contacts/101'))).toHaveLength(2);
  });

  it('says that there is more in the CRM than the newest of each kind', async () => {
    const calls = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `${1000 + n}`, type: 'to' }));
    const readWith = async (count: number) => {
      const { adapter } = portalWith({
        'contacts/101': () => ({
          ...{ id: '101', properties: { firstname: 'Ann', company: 'Acme' } },
          // Named twice: once for each label.
          associations: { calls: { results: [...calls(count), ...calls(count)] } },
        }),
        'calls/batch/read': (one) => ({
          results: inputsOf(one).map(({ id = '' }) => ({
            ...{ id, properties: { hs_timestamp: `2026-01-01T00:00:00.${id.slice(1)}Z` } },
          })),
        }),
        hs_lead_status: () => ({ options: [] }),
      });
      return adapter.readRecord(contact);
    };
    expect(await readWith(20)).toMatchObject({ value: { olderActivities: false, activities: { length: 20 } } });
    expect(await readWith(500)).toMatchObject({ value: { olderActivities: true, activities: { length: 20 } } });
  });

  it('reads a record with no history in one request, once the lists are known', async () => {
    const { adapter, seen } = portalWith({
      'contacts/101': () => ({ id: '101', properties: { firstname: 'Ann', company: 'Acme' } }),
      hs_lead_status: () => ({ options: [] }),
    });
    await adapter.readRecord(contact);
    seen.length = 0;
    expect(await adapter.readRecord(contact)).toMatchObject({ value: { openOpportunities: [], activities: [] } });
    expect(seen).toHaveLength(1);
  });

  it.each([
    [429, { policyName: 'SECONDLY', message: 'secondly limit' }, {}, { because: 'rateLimit', afterMs: 1000 }],
    [429, { policyName: 'TEN_SECONDLY_ROLLING', message: '' }, {}, { because: 'rateLimit', afterMs: 10_000 }],
    [429, { message: 'You have reached your daily limit.' }, {}, { because: 'dailyLimit', afterMs: 3_600_000 }],
    [429, { policyName: 'DAILY' }, { 'retry-after': '60' }, { because: 'dailyLimit', afterMs: 60_000 }],
    [423, {}, {}, { because: 'locked', afterMs: 2000 }],
    [477, {}, { 'retry-after': '120' }, { because: 'server', afterMs: 120_000 }],
    [401, { category: 'INVALID_AUTHENTICATION' }, {}, { kind: 'signInNeeded' }],
    [
      403,
      {
        category: 'MISSING_SCOPES',
        message: 'No',
        errors: [{ context: { requiredGranularScopes: ['crm.objects.contacts.write'] } }],
      },
      {},
      { kind: 'forbidden', message: 'crm.objects.contacts.write' },
    ],
    [502, {}, {}, { kind: 'unsure' }],
  ])('reads %i %j', async (status, json, headers, problem) => {
    const { adapter } = portalWith({ 'calls/batch/create': () => answer(status, json, headers) });
    expect(await adapter.write([call()])).toMatchObject([{ result: { problem } }]);
  });

  it('sends nothing for the rest of a window that the team has used up', async () => {
    const used = { 'x-hubspot-ratelimit-remaining': '0', 'x-hubspot-ratelimit-interval-milliseconds': '10000' };
    const { adapter, seen, wait } = portalWith({ 'owners/2026-09': () => answer(200, { results: [] }, used) });
    await adapter.owner();
    expect(await adapter.owner()).toMatchObject({ problem: { kind: 'retryAfter', because: 'rateLimit' } });
    expect(seen).toHaveLength(1);
    wait(10_000);
    await adapter.owner();
    expect(seen).toHaveLength(2);
  });

  it('does not act for another portal than its own', async () => {
    const { adapter } = portalWith({ 'account-info': () => ({ portalId: 999 }) });
    expect(await adapter.whoAmI()).toMatchObject({ problem: { kind: 'rejected', code: 'WRONG_ORG' } });
  });

  it('takes a stage of the lead’s own pipeline', async () => {
    const stage = (id: string, label: string) => ({ id, label, displayOrder: 0, metadata: { isClosed: 'false' } });
    const { adapter } = portalWith({
      'pipelines/2026-09/leads': () => ({
        results: [
          { id: 'p1', stages: [stage('s1', 'Qualified')] },
          { id: 'p2', stages: [stage('s2', 'Qualified')] },
        ],
      }),
      'leads/9': () => ({ id: '9', properties: { hs_lead_name: 'L', hs_pipeline: 'p2', hs_pipeline_stage: 's2' } }),
    });
    const ref: RecordRef = { ...org, object: 'lead', id: '9' };
    const record = await adapter.readRecord(ref);
    if (!record.ok) throw new Error('not read');
    expect(await adapter.planHandoff(record.value, { id: '8', name: 'Jo', email: null })).toMatchObject({
      value: { statusValue: 's2' },
    });
  });
});
