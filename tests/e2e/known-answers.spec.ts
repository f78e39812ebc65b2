import { askDemo } from '../../demo/core/client.ts';
import type { RunningDemo } from '../../demo/core/demo.ts';
import { demoSignIn } from '../../demo/data/world.ts';
import { demoServiceKey } from '../../demo/hubspot/seed/owners.ts';
import { apiHost, signIn } from '../../demo/salesforce/testing.ts';
import { bant } from '../../lib/qualification/scorecards/bant.ts';
import { hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { expect, test } from '../support/ready.ts';

test.setTimeout(120_000);

const lead = 'Filiberto Purdy';
const need = bant.criteria.find(({ id }) => id === 'need');
const [known] = need !== undefined && 'options' in need ? need.options : [];
const label = known?.label.en ?? 'no answer';

/** Somebody else wrote into a field of the org's own what Baton asks for. */
const crms = [
  {
    crmOf: salesforceDemo,
    name: 'Salesforce',
    map: { owner: 'lead', role: 'known', field: 'Industry', values: ['need'] },
    fill: async ({ port }: RunningDemo, id: string) => {
      const { sid } = await signIn(port, demoSignIn.password);
      const url = `https://${apiHost}/services/data/v66.0/sobjects/Lead/${id}`;
      return patch(port, url, sid, { Industry: label });
    },
  },
  {
    crmOf: hubspotDemo,
    name: 'HubSpot',
    map: { owner: 'contact', role: 'known', field: 'industry', values: ['need'] },
    fill: ({ port }: RunningDemo, id: string) =>
      patch(port, `https://api.hubapi.com/crm/objects/2026-09/contacts/${id}`, demoServiceKey, {
        properties: { industry: label },
      }),
  },
] as const;

function patch(port: number, url: string, token: string, body: object) {
  const headers = { authorization: `Bearer ${token}` };
  return askDemo(port, url, { method: 'PATCH', headers, body: JSON.stringify(body) });
}

for (const { crmOf, name, map, fill } of crms) {
  test(`${name}: an answer that a mapped field knows is filled in, marked, and confirmed by a key`, async ({
    ready,
    demo,
  }) => {
    const browser = await ready(crmOf);
    const filled = await fill(demo, browser.crm.idOf(lead));
    expect(filled.status, filled.text).toBeLessThan(300);
    const connections = await browser.ask('connections', {});
    const [, org] = /"org":"([^"]+)"/.exec(JSON.stringify(connections)) ?? [];
    expect(await browser.ask('saveFieldMap', { org, map: [map] })).toMatchObject({ ok: true });

    const sidebar = await browser.open(lead);
    const frame = await sidebar.frame();
    const criterion = frame.getByRole('button', { name: /^Need must-have/ });
    await expect(criterion).toContainText(label);
    await criterion.click();
    await expect(criterion).toContainText('says the CRM');
    const asked = frame.getByRole('region', { name: 'Next question' });
    await expect(asked).toContainText(/The CRM says so \(industry\)/i);
    await sidebar.press('y');
    await expect(criterion).toContainText(label);
    await expect(frame.getByText(/The CRM says so|says the CRM/)).toHaveCount(0);
  });
}
