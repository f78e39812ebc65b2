import { askDemo } from '../../demo/core/client.ts';
import type { RunningDemo } from '../../demo/core/demo.ts';
import { demoServiceKey } from '../../demo/hubspot/seed/owners.ts';
import { apiHost } from '../../demo/salesforce/testing.ts';
import { hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { expect, test } from '../support/ready.ts';
import { misfits, openSidebarTab } from '../support/surfaces.ts';

test.setTimeout(120_000);

const lead = 'Filiberto Purdy';

/** A company with more people than a list shows at a glance, or than can be read at all. */
const crms = [
  {
    name: 'Salesforce',
    crmOf: salesforceDemo,
    people: (demo: RunningDemo, more: number) => knob(demo, `https://${apiHost}/__salesforce/users`, { more }),
    /** What finds somebody the list does not hold, and what they are called. */
    beyond: { typed: 'colleague jen 9999', name: 'Colleague 9999 Jensen' },
  },
  {
    name: 'HubSpot',
    crmOf: hubspotDemo,
    people: (demo: RunningDemo, moreOwners: number) =>
      knob(demo, 'https://api.hubapi.com/__hubspot/settings', { moreOwners }),
    beyond: { typed: 'colleague10999@baton.example', name: 'Colleague 10999 Jensen' },
  },
] as const;

async function knob({ port }: RunningDemo, url: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${demoServiceKey}` };
  const answer = await askDemo(port, url, { method: 'PATCH', headers, body: JSON.stringify(body) });
  expect(answer.status, answer.text).toBe(200);
}

for (const { name, crmOf, people, beyond } of crms) {
  test.describe(name, () => {
    test.beforeAll(({ demo }) => demo.reset());
    test.afterAll(({ demo }) => demo.reset());

    test('an AE is picked out of 11,000 by typing, with the keyboard alone, in 320 px', async ({ alone, demo }) => {
      await people(demo, 11_000);
      // Who was read as an AE is kept for ten minutes, and no other test has so many.
      const browser = await alone(crmOf);
      const docked = await browser.open(lead);
      const sidebar = await openSidebarTab(browser.baton, docked.page, 320);
      await expect(sidebar.getByRole('heading', { level: 1, name: lead })).toBeVisible();
      await sidebar.keyboard.press('h');
      const field = sidebar.getByRole('combobox', { name: 'Account executive' });
      await field.focus();
      await sidebar.keyboard.type('1236 executive');
      await expect(field).toHaveAttribute('aria-expanded', 'true');
      await expect(sidebar.getByRole('option')).toHaveCount(1);
      await expect(sidebar.getByRole('option')).toContainText('Colleague 1236 García');
      await expect.poll(() => misfits(sidebar)).toEqual([]);
      await sidebar.keyboard.press('Enter');
      await expect(field).toHaveValue('Colleague 1236 García');
      await expect(sidebar.getByText('Brief for Colleague 1236 García')).toBeVisible();
      await sidebar.keyboard.press('ArrowDown');
      await expect(sidebar.getByRole('option')).toHaveCount(60);
      await expect(sidebar.getByText(/^and [\d,]+ more/)).toBeVisible();
      await expect(sidebar.getByText(/^The list stops at [\d,]+ people/)).toBeVisible();
      await expect.poll(() => misfits(sidebar)).toEqual([]);
      await sidebar.keyboard.press('Escape');
      await expect(field).toHaveValue('Colleague 1236 García');

      // Whom the list does not hold, the CRM is asked for.
      await sidebar.keyboard.press('ControlOrMeta+a');
      // That nobody is found here is said until the CRM has answered.
      await browser.demo('rain', { host: browser.crm.apiHost, path: '.', rate: 0, latencyMs: 3000 });
      await sidebar.keyboard.insertText(beyond.typed);
      await expect(sidebar.getByText('Nobody found.')).toBeVisible();
      await browser.endFaults();
      await expect(sidebar.getByRole('option')).toContainText(beyond.name);
      await sidebar.keyboard.press('ArrowDown');
      await sidebar.keyboard.press('Enter');
      await expect(field).toHaveValue(beyond.name);
      await expect(sidebar.getByText(`Brief for ${beyond.name}`)).toBeVisible();
      await expect(sidebar.getByText(`In ${name} this will`)).toBeVisible();
    });
  });
}
