import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import {
  asks,
  call,
  callFields,
  collection,
  composite,
  created,
  field,
  lead,
  org,
  orgWith,
  page,
  type Route,
  taskFields,
} from '../../../tests/support/fake-org';
import type { RecordRef } from '../../model/record';
import type { HandoffWrite } from '../write';

describe('the Salesforce adapter', () => {
  it('speaks the newest version it knows that the org has', async () => {
    const { adapter, seen } = orgWith({
      'POST .*/composite$': composite(() => ({ body: page({ Id: lead.id, Name: 'Ann' }) })),
    });
    await adapter.readRecord(lead);
    await adapter.readRecord(lead);
    expect(seen.map(({ path }) => path)).toEqual([
      '/services/data/',
      '/services/data/v67.0/composite',
      '/services/data/v67.0/composite',
    ]);
  });

  it('leaves out fields that the org lacks, and says so with null', async () => {
    const { adapter, seen } = orgWith({
      'POST .*/composite$': composite((ref, soql) =>
        ref === 'record' && soql.includes('DoNotCall')
          ? {
              code: 400,
              body: [{ errorCode: 'INVALID_FIELD', message: "No such column 'DoNotCall' on entity 'Lead'" }],
            }
          : { body: ref === 'record' ? page({ Id: lead.id, Name: 'Ann', Company: 'Acme' }) : page() },
      ),
      'Lead/describe': () => ({
        fields: ['Id', 'Name', 'Company', 'Status', 'OwnerId'].map((name) =>
          field(name, name === 'OwnerId' ? { relationshipName: 'Owner' } : {}),
        ),
      }),
    });
    expect(await adapter.readRecord(lead)).toMatchObject({
      ok: true,
      value: { name: 'Ann', company: 'Acme', doNotCall: null },
    });
    await adapter.readRecord(lead);
    const reads = seen.filter(({ path }) => path.endsWith('/composite'));
    expect(reads).toHaveLength(3);
    expect(JSON.stringify(reads[2]?.body)).toContain(
      encodeURIComponent('SELECT Id, Name, Company, Status, OwnerId, Owner.Name FROM Lead'),
    );
  });

  it('shows the record even where activities or opportunities may not be read', async () => {
    const contact: RecordRef = { ...org, object: 'contact', id: '003bm000000012dAAA' };
    const { adapter } = orgWith({
      'POST .*/composite$': composite((ref) =>
        ref === 'record'
          ? { body: page({ Id: contact.id, Name: 'Ann', Account: { Name: 'Acme' }, DoNotCall: false }) }
          : { code: 400, body: [{ errorCode: 'INVALID_TYPE', message: '' }] },
      ),
    });
    expect(await adapter.readRecord(contact)).toMatchObject({
      ok: true,
      value: { company: 'Acme', doNotCall: false, openOpportunities: null, activities: [] },
    });
  });

  it('says that a record is gone where the query finds none', async () => {
    const { adapter } = orgWith({ 'POST .*/composite$': composite(() => ({ body: page() })) });
    expect(await adapter.readRecord(lead)).toMatchObject({ problem: { kind: 'gone' } });
  });

  it('logs a call as a closed Task of the day it was made in the SDR’s own zone', async () => {
    const { adapter, seen } = orgWith({ 'POST .*/composite/sobjects$': created });
    const write = call();
    expect(await adapter.write([write])).toEqual([{ id: write.id, result: { ok: true, value: { crmId: '00T0' } } }]);
    const sent = collection.parse(seen.at(-1)?.body);
    expect(sent).toEqual({
      allOrNone: false,
      records: [
        {
          ...{
            attributes: { type: 'Task' },
            WhoId: lead.id,
            TaskSubtype: 'Call',
            CallType: 'Outbound',
            Subject: 'No answer',
          },
          ...{
            CallDisposition: 'No answer',
            CallDurationInSeconds: 61,
            Status: 'Completed',
            ActivityDate: '2026-11-24',
          },
          ...{ Description: 'Tried\n\n+1 213 555 0100', CallObject: `baton:${write.id}` },
        },
      ],
    });
  });

  it('sends only what this user may fill in this org, and marks the Description where CallObject cannot be', async () => {
    const { adapter, seen } = orgWith({
      'POST .*/composite/sobjects$': created,
      'Task/describe': () => ({
        fields: taskFields.map((name) => field(name, name === 'TaskSubtype' ? { createable: false } : {})),
      }),
      'FROM Task WHERE WhoId IN': ({ query }) =>
        page({ Id: '00T9', Description: `x\n\n[baton:${write.id}]` }, { Id: '00T8', Description: query }),
    });
    const write = call();
    await adapter.write([write]);
    const [record] = collection.parse(seen.at(-1)?.body).records;
    expect(Object.keys(record ?? {}).sort()).toEqual([
      'ActivityDate',
      'Description',
      'Status',
      'Subject',
      'WhoId',
      'attributes',
    ]);
    expect(record?.['Description']).toContain(`[baton:${write.id}]`);
    expect(await adapter.findWritten([write, call()])).toEqual({ ok: true, value: new Map([[write.id, '00T9']]) });
  });

  it('looks for lost calls by their marks, within the time they can have been written', async () => {
    const write = call({ id: uuidv7({ msecs: Date.UTC(2026, 10, 24, 12) }) });
    const { adapter, seen } = orgWith({
      'FROM Task WHERE CallObject IN': () => page({ Id: '00T1', CallObject: `baton:${write.id}` }),
    });
    expect(await adapter.findWritten([write])).toEqual({ ok: true, value: new Map([[write.id, '00T1']]) });
    expect(seen.at(-1)?.query).toBe(
      `SELECT Id, CallObject FROM Task WHERE CallObject IN ('baton:${write.id}') AND CreatedDate >= 2026-10-24T12:00:00Z`,
    );
  });

  it('goes again without a field that was taken away since it was described', async () => {
    let known = [...taskFields, ...callFields];
    const { adapter, seen } = orgWith({
      'Task/describe': () => ({ fields: known.map((name) => field(name)) }),
      'POST .*/composite/sobjects$': (one) =>
        collection.parse(one.body).records.some((record) => 'CallDisposition' in record) &&
        !known.includes('CallDisposition')
          ? { status: 400, errors: [{ errorCode: 'INVALID_FIELD', message: 'No such column' }] }
          : created(one),
    });
    await adapter.write([call()]);
    known = known.filter((name) => name !== 'CallDisposition');
    expect((await adapter.write([call()])).map(({ result }) => result.ok)).toEqual([true]);
    expect(seen.filter(({ path }) => path.endsWith('/describe'))).toHaveLength(2);
  });

  it('looks again where the extra copy of a call is locked just now, and lets it be where it may not be deleted', async () => {
    const write = call();
    const twice = ['00Ta', '00Tb'].map((Id) => ({ Id, CallObject: `baton:${write.id}` }));
    for (const [statusCode, settled] of [
      ['UNABLE_TO_LOCK_ROW', false],
      ['INSUFFICIENT_ACCESS_OR_READONLY', true],
    ] as const) {
      const { adapter } = orgWith({
        'FROM Task WHERE': () => page(...twice),
        'DELETE ': () => [{ success: false, errors: [{ statusCode, message: '', fields: [] }] }],
      });
      expect([statusCode, (await adapter.findWritten([write])).ok]).toEqual([statusCode, settled]);
    }
  });

  it('logs the call on the contact that the lead became meanwhile', async () => {
    const refusing: Route = (one) =>
      collection.parse(one.body).records.map((record) =>
        record['WhoId'] === lead.id
          ? {
              success: false,
              errors: [
                {
                  statusCode: 'CANNOT_UPDATE_CONVERTED_LEAD',
                  message: 'cannot reference converted lead',
                  fields: [],
                },
              ],
            }
          : { id: '00Tc', success: true, errors: [] },
      );
    const { adapter, seen } = orgWith({
      'POST .*/composite/sobjects$': refusing,
      'FROM Lead WHERE Id IN': () => page({ Id: lead.id, ConvertedContactId: '003bm000000012dAAA' }),
    });
    const write = call();
    expect(await adapter.write([write])).toMatchObject([
      { id: write.id, result: { ok: true, value: { crmId: '00Tc' } } },
    ]);
    expect(collection.parse(seen.at(-1)?.body).records[0]).toMatchObject({
      WhoId: '003bm000000012dAAA',
      CallObject: `baton:${write.id}`,
    });
  });

  it.each([
    ['logs the call on the record that its own was merged into', '00Qbm000000099xAAA', true],
    ['says that a record is gone that was deleted and not merged', null, false],
  ])('%s', async (_, winner, written) => {
    const refusing: Route = (one) =>
      collection.parse(one.body).records.map((record) =>
        record['WhoId'] === lead.id
          ? {
              success: false,
              errors: [{ statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] }],
            }
          : { id: '00Tc', success: true, errors: [] },
      );
    const { adapter, seen } = orgWith({
      'POST .*/composite/sobjects$': refusing,
      'queryAll.*MasterRecordId': () => page({ Id: lead.id, MasterRecordId: winner }),
    });
    const write = call();
    expect(await adapter.write([write])).toMatchObject([
      { id: write.id, result: written ? { ok: true, value: { crmId: '00Tc' } } : { problem: { kind: 'gone' } } },
    ]);
    const posts = seen.filter(({ method }) => method === 'POST');
    expect(collection.parse(posts.at(-1)?.body).records[0]).toMatchObject({
      WhoId: winner ?? lead.id,
      CallObject: `baton:${write.id}`,
    });
  });

  it('hands over in one transaction, owner last, without assignment rules', async () => {
    const { adapter, seen } = orgWith({
      'POST .*/composite$': () => ({
        compositeResponse: [
          { referenceId: 'owner', httpStatusCode: 204, body: null },
          { referenceId: 'brief', httpStatusCode: 201, body: { id: '00Tb', success: true } },
          { referenceId: 'readBack0', httpStatusCode: 200, body: page({ Id: '00Tb' }) },
        ],
      }),
    });
    const write: HandoffWrite = {
      id: uuidv7(),
      ref: lead,
      kind: 'handoff',
      ae: { id: '005bm000000012kAAA', name: 'Jo' },
      status: 'Qualified',
      taskSubject: 'Brief',
      brief: 'b',
      dueAt: 0,
    };
    expect(await adapter.write([write])).toEqual([{ id: write.id, result: { ok: true, value: { crmId: '00Tb' } } }]);
    const sent = asks.parse(seen.at(-1)?.body);
    expect(sent.allOrNone).toBe(true);
    expect(sent.compositeRequest.map(({ method, url }) => `${method} ${url}`).slice(0, 2)).toEqual([
      'POST /services/data/v67.0/sobjects/Task',
      `PATCH /services/data/v67.0/sobjects/Lead/${lead.id}`,
    ]);
    expect(sent.compositeRequest[1]).toMatchObject({
      body: { OwnerId: '005bm000000012kAAA', Status: 'Qualified' },
      httpHeaders: { 'Sforce-Auto-Assign': 'FALSE' },
    });
    expect(sent.compositeRequest[0]).toMatchObject({
      body: { OwnerId: '005bm000000012kAAA', WhoId: lead.id, Status: 'Not Started' },
    });
  });

  it('gives the admin’s own words for a handoff that a rule refuses', async () => {
    const halted = [{ errorCode: 'PROCESSING_HALTED', message: 'rolled back' }];
    const rule = [
      { errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Set a budget first.', fields: ['Budget__c'] },
    ];
    const { adapter } = orgWith({
      'POST .*/composite$': () => ({
        compositeResponse: [
          { referenceId: 'brief', httpStatusCode: 400, body: halted },
          { referenceId: 'owner', httpStatusCode: 400, body: rule },
          { referenceId: 'readBack0', httpStatusCode: 400, body: halted },
        ],
      }),
    });
    const write: HandoffWrite = {
      id: uuidv7(),
      ref: lead,
      kind: 'handoff',
      ae: { id: '005bm000000012kAAA', name: 'Jo' },
      status: null,
      taskSubject: 'Brief',
      brief: 'b',
      dueAt: 0,
    };
    expect(await adapter.write([write])).toMatchObject([
      { result: { problem: { kind: 'rejected', message: 'Set a budget first.', fields: ['Budget__c'] } } },
    ]);
  });

  it.each([
    [401, 'INVALID_SESSION_ID', 'Session expired or invalid', { kind: 'signInNeeded' }],
    [401, 'INVALID_SESSION_ID', 'This session is not valid for use with the REST API', { kind: 'forbidden' }],
    [403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', { kind: 'retryAfter', because: 'dailyLimit' }],
    [
      403,
      'REQUEST_LIMIT_EXCEEDED',
      'ConcurrentPerOrgLongTxn Limit exceeded.',
      { kind: 'retryAfter', because: 'rateLimit' },
    ],
    [403, 'API_DISABLED_FOR_ORG', 'not enabled', { kind: 'forbidden' }],
    [400, 'UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access', { kind: 'retryAfter', because: 'locked' }],
    [404, 'ENTITY_IS_DELETED', 'entity is deleted', { kind: 'gone' }],
    [400, 'ENTITY_IS_DELETED', 'entity is deleted', { kind: 'gone' }],
    [
      400,
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing',
      { kind: 'rejected', code: 'REQUIRED_FIELD_MISSING' },
    ],
  ])('reads %i %s (%s)', async (status, errorCode, message, problem) => {
    const { adapter } = orgWith({
      'POST .*/composite/sobjects$': () => ({ status, errors: [{ errorCode, message }] }),
    });
    expect(await adapter.write([call()])).toMatchObject([{ result: { problem } }]);
  });

  it('knows its user without OAuth’s own endpoint, by the identity among the resources', async () => {
    const { adapter } = orgWith({
      userinfo: () => ({ status: 403, errors: 'Bad_OAuth_Token' }),
      'GET /services/data/v67.0/$': () => ({
        identity: 'https://acme.my.salesforce.com/id/00Dbm000000012dEAA/005bm000000012dAAA',
      }),
      'FROM User WHERE Id': () => page({ Id: '005bm000000012dAAA', Name: 'Sam', Email: 'sam@acme.example' }),
    });
    expect(await adapter.identity()).toEqual({
      ok: true,
      value: {
        orgId: '00Dbm000000012dEAA',
        user: { id: '005bm000000012dAAA', name: 'Sam', email: 'sam@acme.example' },
      },
    });
  });

  it('leaves the SDR out of the people a lead can be handed to, and follows pages of this host only', async () => {
    const { adapter, seen } = orgWith({
      'FROM User': () => ({
        done: false,
        nextRecordsUrl: '/services/data/v67.0/query/01g-2000',
        records: [{ Id: '005bm000000012d', Name: 'Sam' }],
      }),
      'query/01g': () => ({
        done: false,
        nextRecordsUrl: '//evil.example/x',
        records: [
          {
            ...{ Id: '005bm000000012kAAA', Name: 'Jo', Email: null },
            ...{ Title: 'Account Executive, EMEA', UserRole: { Name: 'Account Executive' } },
          },
        ],
      }),
    });
    expect(await adapter.listAes()).toEqual({
      ok: true,
      value: {
        people: [{ id: '005bm000000012kAAA', name: 'Jo', email: null, role: 'Account Executive, EMEA' }],
        complete: true,
      },
    });
    expect(seen).toHaveLength(3);
  });

  it('counts every opportunity of the account for a contact where its roles may not be read', async () => {
    const id = '003bm000000012kAAA';
    const opportunity = { IsClosed: false, IsWon: false, CreatedDate: '2026-11-01T09:00:00.000+0000' };
    const { adapter } = orgWith({
      'FROM OpportunityContactRole': () => ({
        status: 400,
        errors: [{ errorCode: 'INVALID_TYPE', message: "sObject type 'OpportunityContactRole' is not supported." }],
      }),
      'FROM Contact': () => page({ Id: id, AccountId: '001bm000000012kAAA' }),
      'FROM Opportunity WHERE AccountId': () =>
        page({ ...opportunity, Id: '006bm000000012kAAA', AccountId: '001bm000000012kAAA' }),
    });
    const fates = await adapter.fatesOf?.([{ ...org, object: 'contact', id }]);
    expect(fates?.ok === true && fates.value.get(id)?.opportunities).toHaveLength(1);
  });

  it('lists people by their names alone where their titles may not be read', async () => {
    const { adapter } = orgWith({
      'Email, Title': () => ({
        status: 400,
        errors: [{ errorCode: 'INVALID_FIELD', message: "No such column 'Title'" }],
      }),
      'FROM User': () => page({ Id: '005bm000000012kAAA', Name: 'Jo', Email: null }),
    });
    expect(await adapter.listAes()).toMatchObject({ ok: true, value: { people: [{ name: 'Jo', role: null }] } });
  });
});
