import { Connection } from 'jsforce';
import { setDispatcher } from 'jsforce/lib/request.js';
import { Agent } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiHost, type SignedIn, startSignedIn } from './testing.ts';

let org: SignedIn;
let connection: Connection;

beforeAll(async () => {
  org = await startSignedIn();
  // The host name is the real one; only its address and its certificate are this machine's.
  const loopback = [{ address: '127.0.0.1', family: 4 }];
  setDispatcher(
    new Agent({
      connect: { rejectUnauthorized: false, lookup: (_host, _options, done) => done(null, loopback) },
    }),
  );
  connection = new Connection({
    instanceUrl: `https://${apiHost}:${org.demo.port}`,
    accessToken: org.sid,
    version: '66.0',
  });
});
afterAll(async () => {
  setDispatcher();
  await org.demo.close();
});

describe('jsforce, the official client', () => {
  it('queries with parents and children', async () => {
    const found = await connection.query(
      "SELECT Id, Name, Owner.Name, (SELECT Subject FROM Tasks LIMIT 1) FROM Lead WHERE LastName = 'Okonkwo'",
    );
    expect(found).toMatchObject({
      totalSize: 1,
      done: true,
      records: [{ Name: 'Maya Okonkwo', Owner: { Name: 'Sam Rivera' } }],
    });
  });

  it('creates, reads back, updates and deletes', async () => {
    const made = await connection.sobject('Task').create({ Subject: 'Call: left voicemail', TaskSubtype: 'Call' });
    expect(made).toMatchObject({ success: true });
    const id = String(made.id);
    expect(await connection.sobject('Task').retrieve(id)).toMatchObject({
      Subject: 'Call: left voicemail',
      CreatedById: expect.stringMatching(/^005/),
    });
    await connection.sobject('Task').update({ Id: id, Status: 'Completed' });
    expect(await connection.sobject('Task').retrieve(id)).toMatchObject({ IsClosed: true });
    await connection.sobject('Task').destroy(id);
    await expect(connection.sobject('Task').retrieve(id)).rejects.toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
  });

  it('creates many with one result each', async () => {
    const results = await connection.sobject('Task').create([{ Subject: 'one' }, { Subject: 'two' }]);
    expect(results).toMatchObject([{ success: true }, { success: true }]);
  });

  it('reads errors as its own', async () => {
    await expect(connection.sobject('Task').create({ Mood: 'good' })).rejects.toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    await expect(connection.query('SELECT Mood FROM Lead')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' });
  });

  it('describes, says who it is, and sends composite requests', async () => {
    const description = await connection.sobject('Lead').describe();
    expect(description.fields.find((field) => field.name === 'Company')).toMatchObject({
      nillable: false,
      length: 255,
    });
    const answer = await connection.request({
      method: 'POST',
      url: '/services/data/v66.0/composite',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        allOrNone: true,
        compositeRequest: [{ method: 'GET', url: '/services/data/v66.0/limits', referenceId: 'limits' }],
      }),
    });
    expect(answer).toMatchObject({ compositeResponse: [{ httpStatusCode: 200, referenceId: 'limits' }] });
    expect(connection.limitInfo.apiUsage?.limit).toBe(100_000);
  });
});
