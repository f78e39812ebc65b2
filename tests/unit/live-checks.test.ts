import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoSignIn } from '../../demo/data/world.ts';
import { demoServiceKey } from '../../demo/hubspot/seed/owners.ts';
import { startDemo } from '../../demo/main.ts';
import { signIn } from '../../demo/salesforce/testing.ts';
import { checkLive } from '../live/live-checks';
import { fetchThrough } from '../support/crm-bench';
import { hubspotDemo, salesforceDemo } from '../support/demo-crm';

let demo: Awaited<ReturnType<typeof startDemo>>;
beforeAll(async () => {
  demo = await startDemo({ port: 0 });
});
afterAll(() => demo.close());

describe('the check of a live org, on the demo CRMs', () => {
  it.each([
    { crm: 'Salesforce', crmOf: salesforceDemo },
    { crm: 'HubSpot', crmOf: hubspotDemo },
  ])('$crm: everything holds', async ({ crm, crmOf }) => {
    const steps = crmOf(demo);
    const token = crm === 'Salesforce' ? (await signIn(demo.port, demoSignIn.password)).sid : demoServiceKey;
    const findings = await checkLive({
      ...{ recordUrl: steps.urlOf(steps.idOf('Maya Okonkwo')), token, email: demoSignIn.email, mayWrite: true },
      fetch: fetchThrough(demo.port),
    });
    expect(findings.filter(({ holds }) => !holds)).toEqual([]);
    expect(findings.length).toBeGreaterThan(8);
  });

  it('says what a bad token meets', async () => {
    const steps = hubspotDemo(demo);
    const recordUrl = steps.urlOf(steps.idOf('Maya Okonkwo'));
    const ask = { recordUrl, token: 'pat-na1-nothing', email: demoSignIn.email, mayWrite: false };
    const [first] = await checkLive({ ...ask, fetch: fetchThrough(demo.port) });
    expect(first).toMatchObject({ holds: false, seen: expect.stringMatching(/^signInNeeded/) });
  });
});
