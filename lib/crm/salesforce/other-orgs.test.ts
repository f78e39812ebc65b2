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
  taskFields,
} from '../../../tests/support/fake-org';
import type { RecordRef } from '../../model/record';

// What Salesforce documents, and the demo org does not do.

const contactId = '003bm000000012dAAA';
const account: RecordRef = { ...org, object: 'company', id: '001bm000000012dAAA' };
const isCreate = ({ method, path }: { method: string; path: string }) =>
  method === 'POST' && path.endsWith('/composite/sobjects');

describe('an org of which Baton knows little', () => {
  it('is spoken to in the version both know, whatever else stands in its list', async () => {
    const { adapter, seen } = orgWith({
      'GET /services/data/$': () => [
        { label: 'Winter', url: '/services/data/v52.0', version: '52.0' },
        { label: 'Preview', version: '70.0-beta' },
        { label: 'Spring', version: '55.0' },
        { label: 'None' },
      ],
      'POST .*/composite$': composite(() => ({ body: page({ Id: lead.id, Name: 'Ann' }) })),
    });
    expect((await adapter.readRecord(lead)).ok).toBe(true);
    expect(seen.at(-1)?.path).toBe('/services/data/v55.0/composite');
  });

  it('keeps what waits, and asks its versions anew, where it has retired the one that Baton speaks', async () => {
    let isRetired = true;
    const { adapter, seen } = orgWith({
      'GET /services/data/$': () => [{ version: isRetired ? '40.0' : '50.0' }],
      '/v40.0/composite$': () => ({ status: 410, errors: [{ errorCode: 'UNSUPPORTED_API_VERSION', message: 'Gone' }] }),
      'POST .*/composite/sobjects$': created,
    });
    const [first] = await adapter.write([call()]);
    expect(first?.result).toMatchObject({ problem: { kind: 'retryAfter', because: 'server' } });
    isRetired = false;
    const [second] = await adapter.write([call()]);
    expect(second?.result).toMatchObject({ ok: true });
    expect(seen.at(-1)?.path).toContain('/v50.0/');
  });

  it('does not lose a batch, or split it, where its host answers that there is no such page', async () => {
    const { adapter, seen } = orgWith({
      'POST .*/composite$': () => ({
        status: 404,
        errors: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
      }),
    });
    const outcomes = await adapter.write(
      ['00Qbm000000012dEAA', '00Qbm000000012eEAA', '00Qbm000000012fEAA'].map((id) => call({ ref: { ...lead, id } })),
    );
    expect(outcomes.map(({ result }) => !result.ok && result.problem.kind)).toEqual(Array(3).fill('retryAfter'));
    expect(seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});

describe('an error of an org', () => {
  it.each([
    ['INVALID_SESSION_ID', 'signInNeeded'],
    ['REQUEST_LIMIT_EXCEEDED', 'retryAfter'],
    ['API_DISABLED_FOR_ORG', 'forbidden'],
  ])('%s is understood as one object as well as in a list', async (errorCode, kind) => {
    const { adapter } = orgWith({
      'POST .*/composite$': () => ({ status: 403, errors: { errorCode, message: 'No', extra: [1] } }),
    });
    expect(await adapter.readRecord(lead)).toMatchObject({ problem: { kind } });
  });

  it('is read by what it has where some of it has another form', async () => {
    const { adapter } = orgWith({
      'POST .*/composite$': () => ({
        status: 403,
        errors: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: null, fields: 'x', statusCode: 7 }],
      }),
    });
    expect(await adapter.readRecord(lead)).toMatchObject({ problem: { kind: 'retryAfter', because: 'dailyLimit' } });
  });
});

describe('an org that answers with ids of fifteen characters', () => {
  const short = (id: string) => id.slice(0, 15);

  it('has a call written on the contact that the lead became', async () => {
    const { adapter, seen } = orgWith({
      'POST .*/composite/sobjects$': (one) =>
        collection.parse(one.body).records.map(({ WhoId }) =>
          WhoId === lead.id
            ? {
                success: false,
                errors: [{ statusCode: 'CANNOT_UPDATE_CONVERTED_LEAD', message: 'cannot reference converted lead' }],
              }
            : { id: '00T1', success: true, errors: [] },
        ),
      'FROM Lead WHERE Id IN': () => page({ Id: short(lead.id), ConvertedContactId: short(contactId) }),
    });
    expect(await adapter.write([call()])).toMatchObject([{ result: { ok: true } }]);
    expect(collection.parse(seen.at(-1)?.body).records[0]).toMatchObject({ WhoId: contactId });
  });

  it('has a call written on the record that was kept', async () => {
    const winner = '00Qbm000000012kEAA';
    const { adapter, seen } = orgWith({
      'POST .*/composite/sobjects$': (one) =>
        collection
          .parse(one.body)
          .records.map(({ WhoId }) =>
            WhoId === lead.id
              ? { success: false, errors: [{ statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted' }] }
              : { id: '00T1', success: true, errors: [] },
          ),
      'queryAll.*MasterRecordId': () => page({ Id: short(lead.id), MasterRecordId: short(winner) }),
    });
    expect(await adapter.write([call()])).toMatchObject([{ result: { ok: true } }]);
    expect(collection.parse(seen.filter(isCreate).at(-1)?.body).records[0]).toMatchObject({
      WhoId: short(winner) + winner.slice(15),
    });
  });
});

describe('an org where CallObject cannot be filled', () => {
  const withoutCallObject = {
    'Task/describe': () => ({
      fields: [...taskFields, ...callFields].filter((name) => name !== 'CallObject').map((name) => field(name)),
    }),
  };

  it('is asked for a lost call on the contact, too, that its lead became', async () => {
    const write = call();
    const { adapter } = orgWith({
      ...withoutCallObject,
      'FROM Lead WHERE Id IN': () => page({ Id: lead.id, ConvertedContactId: contactId }),
      [`FROM Task WHERE WhoId IN \\('${contactId}'\\)`]: () =>
        page({ Id: '00T9', Description: `x\n\n[baton:${write.id}]` }),
    });
    expect(await adapter.findWritten([write])).toEqual({ ok: true, value: new Map([[write.id, '00T9']]) });
  });

  it('is asked for it on the record, too, that its lead was merged into', async () => {
    const write = call();
    const winner = '00Qbm000000012kEAA';
    const { adapter } = orgWith({
      ...withoutCallObject,
      'queryAll.*MasterRecordId': () => page({ Id: lead.id, MasterRecordId: winner }),
      [`FROM Task WHERE WhoId IN \\('${winner}'\\)`]: () => page({ Id: '00T9', Description: `[baton:${write.id}]` }),
    });
    expect(await adapter.findWritten([write])).toEqual({ ok: true, value: new Map([[write.id, '00T9']]) });
  });
});

describe('a field that was taken away since it was described', () => {
  const gone = {
    status: 400,
    errors: [{ errorCode: 'INVALID_FIELD', message: "No such column 'CallDisposition' on sobject of type Task" }],
  };
  const holdsIt = ({ body }: { body: unknown }) => JSON.stringify(body).includes('CallDisposition');
  /** Described with the field once, and without it from then on. */
  const describing = () => {
    let times = 0;
    return {
      'Task/describe': () => {
        times += 1;
        const names = [...taskFields, ...callFields].filter((name) => times === 1 || name !== 'CallDisposition');
        return { fields: names.map((name) => field(name)) };
      },
    };
  };

  it('costs a batch one refusal, not one for each of its calls', async () => {
    const { adapter, seen } = orgWith({
      ...describing(),
      'POST .*/composite/sobjects$': (one) => (holdsIt(one) ? gone : created(one)),
    });
    const ids = ['d', 'e', 'f', 'g', 'h', 'i', 'j', 'k'].map((char) => `00Qbm000000001${char}`);
    const outcomes = await adapter.write(ids.map((id) => call({ ref: { ...lead, id } })));
    expect(outcomes.map(({ result }) => result.ok)).toEqual(ids.map(() => true));
    expect(seen.filter(isCreate)).toHaveLength(2);
  });

  it('does not keep a lead from being handed over, where settings map it', async () => {
    let isThere = true;
    const map = [{ owner: 'lead', role: 'score', field: 'Score__c', values: [] }] as const;
    const { adapter, seen } = orgWith(
      {
        'Lead/describe': () => ({
          fields: ['OwnerId', 'Status', ...(isThere ? ['Score__c'] : [])].map((name) => field(name)),
        }),
        'POST .*/composite$': (one) => ({
          compositeResponse: asks.parse(one.body).compositeRequest.map(({ referenceId, url, body }) => {
            const isRefused = !isThere && JSON.stringify(body ?? '').includes('Score__c');
            if (url.includes('/query')) return { referenceId, httpStatusCode: 200, httpHeaders: {}, body: page() };
            return isRefused
              ? {
                  referenceId,
                  httpStatusCode: 400,
                  httpHeaders: {},
                  body: [{ errorCode: 'INVALID_FIELD', message: 'No such column' }],
                }
              : { referenceId, httpStatusCode: 201, httpHeaders: {}, body: { id: '00Tb', success: true, errors: [] } };
          }),
        }),
      },
      { fieldMap: async () => map.map((one) => ({ ...one, values: [] })) },
    );
    const handoff = {
      ...{ kind: 'handoff' as const, ref: lead, ae: { id: '005bm000000012kAAA', name: 'Jo' }, status: 'Qualified' },
      ...{ score: 80, taskSubject: 'Over to you', brief: 'Brief', dueAt: Date.UTC(2026, 10, 26) },
    };
    expect(await adapter.write([{ ...handoff, id: call().id }])).toMatchObject([{ result: { ok: true } }]);
    isThere = false;
    seen.length = 0;
    expect(await adapter.write([{ ...handoff, id: call().id }])).toMatchObject([{ result: { ok: true } }]);
    expect(seen.map(({ method }) => method)).toContain('POST');
  });

  it('does not keep a call from being put right', async () => {
    const { kind: _, ...words } = call();
    const { adapter, seen } = orgWith({
      ...describing(),
      'FROM Task WHERE CallObject IN': () => page({ Id: '00T1', CallObject: `baton:${words.id}` }),
      'PATCH .*/composite/sobjects$': (one) => (holdsIt(one) ? gone : [{ id: '00T1', success: true, errors: [] }]),
    });
    const edit = { ...words, id: call().id, kind: 'editCall' as const, callWriteId: words.id };
    expect(await adapter.write([edit])).toMatchObject([{ result: { ok: true } }]);
    expect(seen.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
  });
});

describe('an org whose own date must be on every Task', () => {
  const must = (name: string, type: string) => field(name, { type, nillable: false, defaultedOnCreate: false });
  const describing = {
    'Task/describe': () => ({
      fields: [
        ...[...taskFields, ...callFields].map((name) => field(name)),
        must('Contacted_On__c', 'date'),
        must('Contacted_At__c', 'datetime'),
        field('Reviewed_On__c', { type: 'date', nillable: true }),
      ],
    }),
  };

  it('gets the day of the call, in the zone of who called, and nothing into a date that may be empty', async () => {
    const { adapter, seen } = orgWith({ ...describing, 'POST .*/composite/sobjects$': created });
    await adapter.write([call()]);
    const [record] = collection.parse(seen.find(isCreate)?.body).records;
    expect(record).toMatchObject({ Contacted_On__c: '2026-11-24', Contacted_At__c: '2026-11-25T07:30:00.000Z' });
    expect(record).not.toHaveProperty('Reviewed_On__c');
  });
});

describe('a person account', () => {
  const person = {
    ...{ Id: account.id, Name: 'Ida Moreau', Phone: '+33 1 44 55 66 77', PersonMobilePhone: '+33 6 11 22 33 44' },
    ...{ PersonEmail: 'ida@example.fr', PersonTitle: 'Owner', PersonDoNotCall: true, PersonLeadSource: 'Web' },
    ...{ PersonMailingCity: 'Lyon', PersonMailingCountry: 'France', IsPersonAccount: true },
  };
  const known = [...Object.keys(person), 'OwnerId', 'BillingCity', 'BillingCountry', 'LastModifiedDate'];

  it('is a person: with numbers, address, and the wish not to be called', async () => {
    const { adapter } = orgWith({
      'Account/describe': () => ({ fields: known.map((name) => field(name)) }),
      'POST .*/composite$': composite((ref) => ({ body: ref === 'record' ? page(person) : page() })),
    });
    const read = await adapter.readRecord(account);
    expect(read.ok && read.value).toMatchObject({
      ...{ name: 'Ida Moreau', title: 'Owner', email: 'ida@example.fr', doNotCall: true, source: 'Web' },
      phones: [
        { kind: 'work', raw: '+33 1 44 55 66 77' },
        { kind: 'mobile', raw: '+33 6 11 22 33 44' },
      ],
      address: { city: 'Lyon', country: 'France' },
    });
  });

  it('has the activities that Salesforce files under the person behind it', async () => {
    const { adapter } = orgWith({
      'Account/describe': () => ({ fields: known.map((name) => field(name)) }),
      'POST .*/composite$': composite((ref, soql) => {
        if (ref === 'record') return { body: page(person) };
        const isRolledUp = soql.includes(`(WhatId = '${account.id}' OR AccountId = '${account.id}')`);
        const task = {
          Id: '00T1',
          Subject: 'Called',
          TaskSubtype: 'Call',
          CreatedDate: '2026-11-24T10:00:00.000+0000',
        };
        return { body: ref === 'tasks' && isRolledUp ? page(task) : page() };
      }),
    });
    const read = await adapter.readRecord(account);
    expect(read.ok && read.value.activities.map(({ subject }) => subject)).toEqual(['Called']);
  });

  it('is not asked for in an org that has none, and costs no request then', async () => {
    const names = ['Id', 'Name', 'Phone', 'OwnerId', 'LastModifiedDate'];
    const { adapter, seen } = orgWith({
      'Account/describe': () => ({ fields: names.map((name) => field(name)) }),
      'POST .*/composite$': composite((ref) => ({
        body: ref === 'record' ? page({ Id: account.id, Name: 'Acme' }) : page(),
      })),
    });
    await adapter.readRecord(account);
    seen.length = 0;
    expect((await adapter.readRecord(account)).ok).toBe(true);
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(seen[0]?.body)).not.toContain('Person');
  });
});

describe('answers that do not end or do not fit', () => {
  it('come to an end though a page names itself as the next', async () => {
    const next = '/services/data/v67.0/query/01g-2000';
    const people = { ...page({ Id: '005bm000000012kAAA', Name: 'Jo' }), done: false, nextRecordsUrl: next };
    const { adapter, seen } = orgWith({ 'FROM User': () => people, [next]: () => people });
    const listed = await adapter.listAes();
    expect(listed.ok && listed.value.people.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThan(6);
  });

  it('throw nothing where a row has no id', async () => {
    const { adapter } = orgWith({ 'POST .*/composite$': composite(() => ({ body: page({ Name: 'Ann' }) })) });
    const read = await adapter.readRecord(lead);
    expect(read.ok && read.value.name).toBe('Ann');
  });
});
