import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askDemo } from '../../demo/core/client.ts';
import { demoSignIn } from '../../demo/data/world.ts';
import { demoServiceKey } from '../../demo/hubspot/seed/owners.ts';
import { startDemo } from '../../demo/main.ts';
import { apiHost, signIn } from '../../demo/salesforce/testing.ts';
import { endpoints, isListed } from '../live/endpoints';
import { checkLive, listInMarkdown } from '../live/live-checks';
import { fetchThrough } from '../support/crm-bench';
import { hubspotDemo, makeIdProperty, salesforceDemo } from '../support/demo-crm';

let demo: Awaited<ReturnType<typeof startDemo>>;
beforeAll(async () => {
  demo = await startDemo({ port: 0 });
});
afterAll(() => demo.close());

/** An org with what only some have: a list of its own on calls, and the unique property. */
async function furnish(token: string): Promise<void> {
  const values = ['No answer', 'Spoke'];
  const ask = async (method: string, url: string, body: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await askDemo(demo.port, url, { method, headers, body: JSON.stringify(body) });
    if (answer.status >= 300) throw new Error(`${url}: ${answer.status} ${answer.text}`);
  };
  await ask('PATCH', `https://${apiHost}/__salesforce/fields`, {
    ...{ object: 'Task', field: 'Call_Result__c', restricted: true, values },
  });
  await ask('POST', 'https://api.hubapi.com/crm/properties/2026-09/calls', {
    ...{ name: 'call_result', label: 'Call result', type: 'enumeration', fieldType: 'select' },
    ...{ groupName: 'engagement', options: values.map((label) => ({ label, value: `v ${label}`, hidden: false })) },
  });
  await makeIdProperty(demo.port, 'calls');
}

describe('the check of a live org, on the demo CRMs', () => {
  beforeAll(() => furnish(demoServiceKey));

  it.each([
    { crm: 'salesforce', crmOf: salesforceDemo, untold: [] },
    { crm: 'hubspot', crmOf: hubspotDemo, untold: [] },
  ] as const)('$crm: everything holds, and every endpoint was asked', async ({ crm, crmOf, untold }) => {
    const steps = crmOf(demo);
    const token = crm === 'salesforce' ? (await signIn(demo.port, demoSignIn.password)).sid : demoServiceKey;
    const id = steps.idOf('Maya Okonkwo');
    const before = steps.written(id);
    const { findings, requests } = await checkLive({
      ...{ recordUrl: steps.urlOf(id), token, email: demoSignIn.email, mayWrite: true },
      fetch: fetchThrough(demo.port),
    });
    expect(findings.filter(({ holds }) => holds === false)).toEqual([]);
    expect(findings.filter(({ holds }) => holds === null).map(({ question }) => question)).toEqual(untold);
    expect(findings.length).toBeGreaterThan(25);
    const missed = endpoints.filter(
      (one) =>
        one.crm === crm &&
        one.isRare !== true &&
        !requests.some(({ method, path }) => one.method === method && one.path.test(path)),
    );
    expect(missed.map(({ method, path }) => `${method} ${path.source}`)).toEqual([]);
    expect(requests.filter((one) => one.status < 400 && !isListed(crm, one))).toEqual([]);
    // What it made it took away again.
    expect(steps.written(id)).toHaveLength(before.length);
  });

  it('says what a bad token meets', async () => {
    const steps = hubspotDemo(demo);
    const recordUrl = steps.urlOf(steps.idOf('Maya Okonkwo'));
    const ask = { recordUrl, token: 'pat-na1-nothing', email: demoSignIn.email, mayWrite: false };
    const { findings } = await checkLive({ ...ask, fetch: fetchThrough(demo.port) });
    expect(findings[0]).toMatchObject({ holds: false, seen: expect.stringMatching(/^signInNeeded/) });
  });

  it('asks what its page lists, and nothing else', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/live-check.md'), 'utf8');
    expect(page).toContain(listInMarkdown());
  });
});
