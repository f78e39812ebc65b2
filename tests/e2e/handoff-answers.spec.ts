import { z } from 'zod';
import { askDemo } from '../../demo/core/client.ts';
import type { RunningDemo } from '../../demo/core/demo.ts';
import { demoSignIn } from '../../demo/data/world.ts';
import { demoServiceKey } from '../../demo/hubspot/seed/owners.ts';
import { apiHost, signIn } from '../../demo/salesforce/testing.ts';
import { type BatonBrowser, launchBaton } from '../support/browser.ts';
import { ae, type DemoCrm, hubspotDemo, salesforceDemo, sdr } from '../support/demo-crm.ts';
import { testLaunchOptions } from '../support/fixtures.ts';
import { expect, type Ready, test } from '../support/ready.ts';
import { Sidebar } from '../support/sidebar.ts';
import { openSurface } from '../support/surfaces.ts';

test.beforeAll(({ demo }) => demo.reset());
test.setTimeout(240_000);

const leads = { taken: 'Maya Okonkwo', back: 'Filiberto Purdy' };

/** Qualifies a lead and hands it over, as the SDR does; ends when the CRM has it. */
async function handOver({ crm }: Ready, sidebar: Sidebar, name: string): Promise<void> {
  await sidebar.press('1', '1', '1', '1');
  await sidebar.log('q', 'Board wants a fix by 1 March.');
  await sidebar.expectText('Logged: Qualified');
  await sidebar.press('h');
  const frame = await sidebar.frame();
  await frame.getByRole('combobox', { name: 'Account executive' }).selectOption({ label: ae.name });
  await expect(frame.getByText(/answer due/).first()).toBeVisible();
  await frame.getByRole('button', { name: /^Hand over/ }).click();
  await sidebar.expectText(`Handed to ${ae.name}`);
  await sidebar.expectText(/of working time left/);
  await expect.poll(() => crm.lead(crm.idOf(name)).owner, { timeout: 30_000 }).toMatch(/jonas/i);
  await sidebar.expectText(`in ${crm.name}`);
  await sidebar.press('Escape');
}

async function send(
  demo: RunningDemo,
  method: string,
  url: string,
  token: string,
  body: object,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const headers = { ...more, authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await askDemo(demo.port, url, { method, headers, body: JSON.stringify(body) });
  expect(answer.status, answer.text).toBeLessThan(300);
}

interface GivingBack {
  readonly demo: RunningDemo;
  readonly crm: DemoCrm;
  readonly id: string;
  readonly sidebar: Sidebar;
}

/** The AE has Baton too: what is said there reaches the SDR through the CRM. */
async function inOwnBaton({ demo, crm, id }: Omit<GivingBack, 'sidebar'>): Promise<string> {
  const baton = await launchBaton(testLaunchOptions(demo.port));
  const page = await baton.context.newPage();
  await crm.signIn(page, ae);
  await crm.connect(baton, ae);
  await page.goto(crm.urlOf(id));
  const own = new Sidebar(page);
  await own.shows(leads.back);
  const card = await own.region('Handed to you');
  await expect(card).toContainText('Handoff: Filiberto Purdy');
  await card.getByRole('button', { name: 'Return…' }).press('Enter');
  await expect(card.getByRole('combobox', { name: 'Why you return it' })).toBeFocused();
  await card.getByRole('combobox').selectOption({ label: 'No need' });
  await card.getByRole('textbox').fill('They have a rota tool since May');
  await card.getByRole('textbox').press('Enter');
  await expect(card).toContainText('You returned it: No need · They have a rota tool since May');
  // By its own words: the lead may have been given back before.
  const isSaid = () =>
    crm
      .written(id)
      .some(({ subject, body }) => subject.startsWith('Handoff returned') && body.includes('a rota tool since May'));
  await expect.poll(isSaid).toBe(true);
  await baton.close();
  return `${ae.name} said so`;
}

const salesforceUrl = `https://${apiHost}/services/data/v66.0/sobjects`;
const hubspotUrl = 'https://api.hubapi.com/crm/objects/2026-09';

/** What the AE does in their own CRM. */
const crms = [
  {
    crmOf: salesforceDemo,
    name: 'Salesforce',
    known: `${ae.name} completed the task`,
    accept: async (demo: RunningDemo, crm: DemoCrm, id: string) => {
      const task = crm.written(id).find(({ kind, subject }) => kind === 'task' && subject.startsWith('Handoff'));
      const { sid } = await signIn(demo.port, demoSignIn.password);
      await send(demo, 'PATCH', `${salesforceUrl}/Task/${task?.id}`, sid, { Status: 'Completed' });
    },
    giveBack: async ({ demo, id, sidebar }: GivingBack) => {
      const { sid } = await signIn(demo.port, demoSignIn.password);
      const url = `https://${apiHost}/services/data/v66.0/query?q=${encodeURIComponent(`SELECT Id FROM User WHERE Name = '${sdr.name}'`)}`;
      const found = await askDemo(demo.port, url, { headers: { authorization: `Bearer ${sid}` } });
      const { records } = z.object({ records: z.array(z.object({ Id: z.string() })) }).parse(JSON.parse(found.text));
      // Without the header the org's assignment rules would send it to a queue.
      const auto = { 'sforce-auto-assign': 'FALSE' };
      await send(demo, 'PATCH', `${salesforceUrl}/Lead/${id}`, sid, { OwnerId: records[0]?.Id }, auto);
      // Coming to the record again is enough.
      await sidebar.page.reload();
      return 'The owner was set back to you';
    },
  },
  {
    crmOf: hubspotDemo,
    name: 'HubSpot',
    known: `${ae.name} opened “Okonkwo rota”`,
    accept: async (demo: RunningDemo, _: DemoCrm, id: string) => {
      const owners = await askDemo(demo.port, `https://api.hubapi.com/crm/owners/2026-09?email=${ae.email}&limit=1`, {
        headers: { authorization: `Bearer ${demoServiceKey}` },
      });
      const { results } = z.object({ results: z.array(z.object({ id: z.string() })) }).parse(JSON.parse(owners.text));
      const properties = {
        ...{ dealname: 'Okonkwo rota', pipeline: 'default', dealstage: 'appointmentscheduled' },
        hubspot_owner_id: results[0]?.id,
      };
      const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }];
      await send(demo, 'POST', `${hubspotUrl}/deals`, demoServiceKey, {
        properties,
        associations: [{ to: { id }, types }],
      });
    },
    giveBack: inOwnBaton,
  },
] as const;

/** Whoever opens the popup has it looked up, unless that was done within the last half minute. */
async function lookedUpByPopup(baton: BatonBrowser, sidebar: Sidebar, text: string): Promise<void> {
  const frame = await sidebar.frame();
  await expect(async () => {
    const popup = await openSurface(baton, 'popup.html', 360);
    await expect(frame.getByText(text).first())
      .toBeVisible({ timeout: 4000 })
      .finally(() => popup.close());
  }).toPass({ timeout: 60_000, intervals: [5000] });
}

for (const { crmOf, name, known, accept, giveBack } of crms) {
  test(`${name}: a handoff is followed until the AE accepts it, and another until it is returned`, async ({
    alone,
    demo,
  }) => {
    const browser = await alone(crmOf);
    const { crm, baton } = browser;
    const taken = await browser.open(leads.taken);
    await handOver(browser, taken, leads.taken);

    await test.step('the AE accepts in the CRM: whoever opens the popup has it looked up, and every surface says it', async () => {
      await accept(demo, crm, crm.idOf(leads.taken));
      await lookedUpByPopup(baton, taken, `${ae.name} accepted`);
      await taken.expectText(known);
    });

    const back = await browser.open(leads.back);
    await handOver(browser, back, leads.back);
    const how = await test.step('the AE gives the other back', () =>
      giveBack({ demo, crm, id: crm.idOf(leads.back), sidebar: back }));

    await test.step('it is the SDR’s again, with the reason before the next call and a day to take it up', async () => {
      // Where the AE's word came by another Baton, the popup has it looked up once its pause is over.
      await expect(async () => {
        const popup = await openSurface(baton, 'popup.html', 360);
        const section = popup.getByRole('region', { name: 'Returned by an AE' });
        await expect(section)
          .toContainText(leads.back, { timeout: 4000 })
          .finally(() => popup.close());
      }).toPass({ timeout: 90_000, intervals: [5000] });
      await back.page.bringToFront();
      await back.shows(leads.back);
      await back.expectText(`${ae.name} returned it`);
      await back.expectText(how);
      const card = await back.region('Lead');
      await expect(card.getByRole('note').filter({ hasText: `Back from ${ae.name}` })).toBeVisible();
      const again = await back.region('Take it up again');
      await again.getByRole('button').first().press('Enter');
      await expect(again).toBeHidden();
      await expect(card).toContainText(/Next: /);
      await expect
        .poll(() => crm.written(crm.idOf(leads.back)).some(({ subject }) => /again/.test(subject)))
        .toBe(true);
    });

    await test.step('a word is taken back, and said again', async () => {
      const state = await back.region('Handoff');
      await state.getByRole('button', { name: 'Take back what was said of this handoff' }).press('Enter');
      await back.expectText(`Handed to ${ae.name}`);
      await state.getByRole('button', { name: 'Returned…' }).press('Enter');
      await state.getByRole('combobox', { name: 'Why it came back' }).selectOption({ label: 'Bad timing' });
      await state.getByRole('button', { name: 'Save as returned' }).press('Enter');
      await back.expectText('Reason: Bad timing');
      await expect
        .poll(() => crm.written(crm.idOf(leads.back)).some(({ subject }) => subject.includes('(Bad timing)')))
        .toBe(true);
    });

    await test.step('the figures moved', async () => {
      const dashboard = await openSurface(baton, 'dashboard.html#/handoffs', 1200);
      await expect(dashboard.getByRole('region', { name: 'What AEs said' })).toContainText('1 of 2 answered');
      await expect(dashboard.getByRole('region', { name: 'What AEs said' })).toContainText('1 / 2');
      await dashboard.getByRole('combobox', { name: 'Show' }).selectOption({ label: 'Returned' });
      await expect(dashboard.getByText('1 handoff', { exact: true })).toBeVisible();
      await expect(dashboard.getByText(/Bad timing/)).toBeVisible();
      await dashboard.close();
    });
  });
}

test('Salesforce: an account executive with a Baton of their own sees what was handed over, and answers there', async ({
  alone,
  demo,
}) => {
  const browser = await alone(salesforceDemo);
  const { crm, baton } = browser;
  const back = await browser.open(leads.back);
  await handOver(browser, back, leads.back);
  const how = await inOwnBaton({ demo, crm, id: crm.idOf(leads.back) });
  // The AE's own task is done with the answer.
  const { sid } = await signIn(demo.port, demoSignIn.password);
  const soql = `SELECT Status FROM Task WHERE WhoId = '${crm.idOf(leads.back)}' AND Subject LIKE 'Handoff:%'`;
  const url = `https://${apiHost}/services/data/v66.0/query?q=${encodeURIComponent(soql)}`;
  const task = await askDemo(demo.port, url, { headers: { authorization: `Bearer ${sid}` } });
  expect(task.text).toContain('"Status":"Completed"');
  await lookedUpByPopup(baton, back, `${ae.name} returned it`);
  await back.expectText(how);
  await back.expectText('They have a rota tool since May');
});
