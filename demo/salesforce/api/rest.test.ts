import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askDemo } from '../../core/client.ts';
import { apiHost, type SignedIn, signIn, startSignedIn, uiHost } from '../testing.ts';

let org: SignedIn;
beforeAll(async () => {
  org = await startSignedIn();
});
beforeEach(() => org.demo.reset());
afterAll(() => org.demo.close());

/** The first value of the first record of a query. */
async function one(soql: string, field = 'Id'): Promise<string> {
  const answer = (await org.query(soql)).json() as { records: Record<string, string>[] };
  return answer.records[0]?.[field] ?? 'none';
}
const maya = () => one("SELECT Id FROM Lead WHERE LastName = 'Okonkwo'");
const task = (body: object) => org.api('/sobjects/Task', { method: 'POST', body });

describe('sign-in', () => {
  it('gives the API host and the UI host their own sessions, and only the first may call', async () => {
    expect(org.sid).toMatch(/^00D[A-Za-z0-9]{12}!.{20,}$/);
    expect(org.uiSid).not.toBe(org.sid);
    const wrong = await org.api('/limits', { headers: { authorization: `Bearer ${org.uiSid}` } });
    expect([wrong.status, wrong.json()]).toEqual([
      401,
      [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
    ]);
  });

  it('says so where the password is wrong', async () => {
    const refused = await signIn(org.demo.port, 'guess');
    expect(refused.sid).toBe('');
    expect(refused.page).toContain('Please check your username and password');
  });

  it('sends a browser without a session to the sign-in page, and does not follow foreign addresses', async () => {
    const page = await askDemo(org.demo.port, `https://${uiHost}/lightning/page/home`);
    expect(page.headers.get('location')).toContain(`https://${apiHost}/?ec=302&startURL=%2Flightning%2Fpage%2Fhome`);
    const form = await askDemo(org.demo.port, `https://${apiHost}/?startURL=${encodeURIComponent('//evil.example/')}`);
    expect(form.text).not.toContain('evil.example');
  });

  it('ends sessions on demand', async () => {
    const own = await startSignedIn();
    expect((await own.api('/limits')).status).toBe(200);
    await askDemo(own.demo.port, `https://${apiHost}/__demo/expire-session`, { method: 'POST' });
    expect((await own.api('/limits')).status).toBe(401);
    await own.demo.close();
  });
});

describe('the pages', () => {
  it('show what a program wrote, and null for a record that is gone', async () => {
    const id = await maya();
    const page = () =>
      askDemo(org.demo.port, `https://${uiHost}/__ui/record/${id}`, {
        headers: { cookie: `sid=${encodeURIComponent(org.uiSid)}` },
      });
    await task({
      WhoId: id,
      Subject: 'Handoff brief',
      OwnerId: await one("SELECT Id FROM User WHERE LastName = 'Nair'"),
    });
    expect((await page()).json()).toMatchObject({
      name: 'Maya Okonkwo',
      activities: expect.arrayContaining([expect.objectContaining({ name: 'Handoff brief' })]),
    });
    await askDemo(org.demo.port, `https://${apiHost}/__demo/delete-record`, {
      method: 'POST',
      body: JSON.stringify({ id }),
    });
    expect((await page()).json()).toBeNull();
  });

  it('need a session of their own', async () => {
    const page = await askDemo(org.demo.port, `https://${uiHost}/__ui/me`, {
      headers: { cookie: `sid=${encodeURIComponent(org.sid)}` },
    });
    expect(page.json()).toEqual({ signedOut: true });
  });
});

describe('the REST API', () => {
  it('lists versions without a session and counts calls on every answer', async () => {
    const list = await askDemo(org.demo.port, `https://${apiHost}/services/data/`);
    expect(list.json()).toContainEqual({ label: "Winter '27", url: '/services/data/v68.0', version: '68.0' });
    expect((await org.api('/limits')).headers.get('sforce-limit-info')).toMatch(/^api-usage=\d+\/100000$/);
  });

  it('creates, reads, changes and deletes a task', async () => {
    const created = await task({
      WhoId: await maya(),
      Subject: 'Call',
      TaskSubtype: 'Call',
      CallDurationInSeconds: 34,
    });
    const { id } = created.json() as { id: string };
    expect(created.status).toBe(201);
    expect((await org.api(`/sobjects/Task/${id}`)).json()).toMatchObject({
      Id: id,
      Status: 'Not Started',
      Priority: 'Normal',
      IsClosed: false,
    });
    expect((await org.api(`/sobjects/Task/${id}`, { method: 'PATCH', body: { Status: 'Completed' } })).status).toBe(
      204,
    );
    expect((await org.api(`/sobjects/Task/${id.slice(0, 15)}?fields=IsClosed`)).json()).toMatchObject({
      IsClosed: true,
    });
    expect((await org.api(`/sobjects/Task/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await org.api(`/sobjects/Task/${id}`)).json()).toMatchObject([{ errorCode: 'ENTITY_IS_DELETED' }]);
  });

  it('moves a lead to the assignment queue unless the update says not to', async () => {
    const id = await maya();
    const quiet = { method: 'PATCH', body: { Rating: 'Hot' }, headers: { 'Sforce-Auto-Assign': 'FALSE' } };
    await org.api(`/sobjects/Lead/${id}`, quiet);
    expect((await org.query(`SELECT Owner.Name FROM Lead WHERE Id = '${id}'`)).json()).toMatchObject({
      records: [{ Owner: { Name: 'Sam Rivera' } }],
    });
    await org.api(`/sobjects/Lead/${id}`, { method: 'PATCH', body: { Rating: 'Warm' } });
    expect((await org.query(`SELECT Owner.Name, Owner.Type FROM Lead WHERE Id = '${id}'`)).json()).toMatchObject({
      records: [{ Owner: { Name: 'Inbound Lead Queue', Type: 'Group' } }],
    });
  });

  it.each([
    [
      'a lead with a related record',
      async () => ({ WhoId: await maya(), WhatId: await one('SELECT Id FROM Account') }),
      'FIELD_INTEGRITY_EXCEPTION',
    ],
    ['an unknown field', async () => ({ Mood: 'good' }), 'INVALID_FIELD'],
    ['a read-only field', async () => ({ IsClosed: true }), 'INVALID_FIELD_FOR_INSERT_UPDATE'],
    ['a subject that is too long', async () => ({ Subject: 'x'.repeat(256) }), 'STRING_TOO_LONG'],
    [
      'a value off a restricted list',
      async () => ({ TaskSubtype: 'Telepathy' }),
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    ],
    ['nobody by that id', async () => ({ WhoId: '00Qbm0000000009' }), 'INVALID_CROSS_REFERENCE_KEY'],
    [
      'an owner who left',
      async () => ({ OwnerId: await one('SELECT Id FROM User WHERE IsActive = false') }),
      'INACTIVE_OWNER_OR_USER',
    ],
    [
      'a converted lead',
      async () => ({ WhoId: await one('SELECT Id FROM Lead WHERE IsConverted = true') }),
      'CANNOT_UPDATE_CONVERTED_LEAD',
    ],
  ])('refuses a task with %s', async (_what, body, errorCode) => {
    const refused = await task(await body());
    expect([refused.status, refused.json()]).toMatchObject([400, [{ errorCode }]]);
  });

  it('does not let a subtype change, a required field go, or a converted lead be touched', async () => {
    const { id } = (await task({ Subject: 'Call', TaskSubtype: 'Call' })).json() as { id: string };
    const subtype = await org.api(`/sobjects/Task/${id}`, { method: 'PATCH', body: { TaskSubtype: 'Email' } });
    expect(subtype.json()).toMatchObject([{ errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', fields: ['TaskSubtype'] }]);
    const lead = await org.api('/sobjects/Lead', { method: 'POST', body: { LastName: 'Nobody' } });
    expect(lead.json()).toMatchObject([{ errorCode: 'REQUIRED_FIELD_MISSING', fields: ['Company'] }]);
    const converted = await one('SELECT Id FROM Lead WHERE IsConverted = true');
    const touched = await org.api(`/sobjects/Lead/${converted}`, { method: 'PATCH', body: { Title: 'x' } });
    expect(touched.json()).toMatchObject([{ errorCode: 'CANNOT_UPDATE_CONVERTED_LEAD' }]);
  });

  it('describes which fields may be written', async () => {
    const { fields } = (await org.api('/sobjects/Task/describe')).json() as {
      fields: { name: string; updateable: boolean; createable: boolean }[];
    };
    expect(fields.find((field) => field.name === 'TaskSubtype')).toMatchObject({ createable: true, updateable: false });
    expect(fields.find((field) => field.name === 'CallObject')).toMatchObject({ createable: true, updateable: true });
  });
});

describe('composite', () => {
  const post = (allOrNone: boolean, compositeRequest: object[]) =>
    org.api('/composite', { method: 'POST', body: { allOrNone, compositeRequest } });
  const base = '/services/data/v66.0/sobjects';
  const handoff = async (status: string) => {
    const lead = await maya();
    const ae = await one("SELECT Id FROM User WHERE LastName = 'Lindqvist'");
    return [
      {
        method: 'POST',
        url: `${base}/Task`,
        referenceId: 'brief',
        body: { WhoId: lead, OwnerId: ae, Subject: 'Handoff' },
      },
      { method: 'GET', url: `${base}/Task/@{brief.id}?fields=Subject,OwnerId`, referenceId: 'read' },
      {
        method: 'PATCH',
        url: `${base}/Lead/${lead}`,
        referenceId: 'lead',
        body: { OwnerId: ae, Status: status },
        httpHeaders: { 'Sforce-Auto-Assign': 'FALSE' },
      },
    ];
  };

  it('applies its parts in order and lets them use each other', async () => {
    const answer = await post(true, await handoff('Qualified'));
    expect(answer.json()).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 201, referenceId: 'brief', body: { success: true } },
        { httpStatusCode: 200, referenceId: 'read', body: { Subject: 'Handoff' } },
        { httpStatusCode: 204, referenceId: 'lead', body: null },
      ],
    });
    expect((await org.query(`SELECT Owner.Name, Status FROM Lead WHERE Id = '${await maya()}'`)).json()).toMatchObject({
      records: [{ Owner: { Name: 'Jonas Lindqvist' }, Status: 'Qualified' }],
    });
  });

  it('takes everything back where one part of all-or-none fails, and still answers 200', async () => {
    const answer = await post(true, await handoff('Ready'));
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 400, body: [{ errorCode: 'PROCESSING_HALTED' }] },
        { httpStatusCode: 400, body: [{ errorCode: 'PROCESSING_HALTED' }] },
        { httpStatusCode: 400, body: [{ errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST' }] },
      ],
    });
    expect((await org.query("SELECT COUNT() FROM Task WHERE Subject = 'Handoff'")).json()).toMatchObject({
      totalSize: 0,
    });
  });

  it('keeps what worked where parts are independent', async () => {
    await post(false, await handoff('Ready'));
    expect((await org.query("SELECT COUNT() FROM Task WHERE Subject = 'Handoff'")).json()).toMatchObject({
      totalSize: 1,
    });
  });

  it('answers queries side by side, each with its own success', async () => {
    const q = (soql: string) => `/services/data/v66.0/query?q=${encodeURIComponent(soql)}`;
    const answer = await post(false, [
      {
        method: 'GET',
        url: q("SELECT Name FROM Lead WHERE Company = 'Northwind Freight' AND Title LIKE 'Head%'"),
        referenceId: 'good',
      },
      { method: 'GET', url: q('SELECT Mood FROM Lead'), referenceId: 'bad' },
    ]);
    expect(answer.json()).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 200, body: { records: [{ Name: 'Maya Okonkwo' }] } },
        { httpStatusCode: 400, body: [{ errorCode: 'INVALID_FIELD' }] },
      ],
    });
  });

  it('refuses more than 25 parts and more than 5 queries', async () => {
    const many = (count: number, url: string) =>
      Array.from({ length: count }, (_, index) => ({ method: 'GET', url, referenceId: `r${index}` }));
    expect((await post(false, many(26, `${base}/Lead/describe`))).status).toBe(400);
    expect((await post(false, many(6, '/services/data/v66.0/query?q=SELECT+Id+FROM+Lead'))).status).toBe(400);
  });

  it('saves collections record by record, or all or none', async () => {
    const records = [
      { attributes: { type: 'Task' }, Subject: 'good one' },
      { attributes: { type: 'Task' }, Subject: 'x'.repeat(300) },
    ];
    const each = await org.api('/composite/sobjects', { method: 'POST', body: { allOrNone: false, records } });
    expect(each.json()).toMatchObject([
      { success: true, errors: [] },
      { success: false, errors: [{ statusCode: 'STRING_TOO_LONG', fields: ['Subject'] }] },
    ]);
    const none = await org.api('/composite/sobjects', { method: 'POST', body: { allOrNone: true, records } });
    expect(none.json()).toMatchObject([
      { errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }] },
      { errors: [{ statusCode: 'STRING_TOO_LONG' }] },
    ]);
    expect((await org.query("SELECT COUNT() FROM Task WHERE Subject = 'good one'")).json()).toMatchObject({
      totalSize: 1,
    });
  });
});

describe('list views of leads', () => {
  type Views = { listviews: { id: string; developerName: string; resultsUrl: string }[] };
  const views = async () => ((await org.api('/sobjects/Lead/listviews')).json() as Views).listviews;
  const results = async (id: string, query = '') =>
    (await org.api(`/sobjects/Lead/listviews/${id}/results${query}`)).json() as {
      done: boolean;
      size: number;
      records: { columns: { fieldNameOrPath: string; value: string | null }[] }[];
    };

  it('are listed, described, and answer in pages of 25 unless more are asked for', async () => {
    const all = (await views()).find(({ developerName }) => developerName === 'AllOpenLeads');
    const id = all?.id ?? '';
    expect(id).toMatch(/^00B/);
    expect((await org.api(`/sobjects/Lead/listviews/${id}/describe`)).json()).toMatchObject({
      sobjectType: 'Lead',
      query: expect.stringContaining('FROM Lead WHERE IsConverted = false'),
    });
    expect(await results(id)).toMatchObject({ size: 25, done: false });
    const whole = await results(id, '?limit=2000');
    expect(whole.done).toBe(true);
    expect(whole.records[0]?.columns.find(({ fieldNameOrPath }) => fieldNameOrPath === 'Id')?.value).toMatch(/^00Q/);
    expect(await results(id, '?limit=2001')).toMatchObject([{ errorCode: expect.any(String) }]);
    expect((await org.api('/sobjects/Lead/listviews/00Bbm0000099999EAA/results')).status).toBe(404);
  });

  it('show their own to whoever asks', async () => {
    const mine = (await views()).find(({ developerName }) => developerName === 'MyLeads');
    const open = await one("SELECT Id FROM Lead WHERE LastName = 'Okonkwo'");
    const { records } = await results(mine?.id ?? '', '?limit=2000');
    expect(
      records.map(({ columns }) => columns.find(({ fieldNameOrPath }) => fieldNameOrPath === 'Id')?.value),
    ).toContain(open);
  });
});
