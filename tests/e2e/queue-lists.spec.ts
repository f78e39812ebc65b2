import { z } from 'zod';
import { askDemo } from '../../demo/core/client.ts';
import { hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { expect, test } from '../support/ready.ts';
import { Sidebar } from '../support/sidebar.ts';

const known = z.object({ known: z.number() });

test.beforeAll(({ demo }) => demo.reset());
test.setTimeout(120_000);

for (const { crmOf, listUrl, list, link, offer } of [
  {
    crmOf: salesforceDemo,
    listUrl: 'https://baton-demo.lightning.force.com/lightning/o/Lead/list?filterName=Webinar_Leads',
    list: 'Webinar Leads',
    link: 'table a[href^="/lightning/r/Lead/"]',
    offer: 'This list view: Webinar Leads',
  },
  {
    crmOf: hubspotDemo,
    listUrl: 'https://app.hubspot.com/contacts/4711007/objectLists/101/filters',
    list: 'Webinar sign-ups',
    link: '.name-cell a',
    offer: 'This segment: Webinar sign-ups',
  },
]) {
  test(`the queue of ${list} runs over the list the SDR stands on, and over their own leads again`, async ({
    ready,
  }) => {
    const browser = await ready(crmOf);
    const page = await browser.baton.context.newPage();
    await page.goto(listUrl);
    const people = page.locator(link);
    await expect(people.first()).toBeVisible();
    const first = (await people.first().innerText()).trim();
    await people.first().click();
    const sidebar = new Sidebar(page);
    await sidebar.shows(first);
    const frame = await sidebar.frame();
    const source = frame.getByRole('button', { name: /whom the queue takes from|The queue takes from/ });
    await source.click();
    const dialog = frame.getByRole('dialog', { name: 'Whom the queue takes from' });
    await dialog.getByRole('button', { name: offer }).click();
    const state = dialog.getByText(/^\d+ on it, read /);
    await expect(state).toBeVisible();
    const held = await state.innerText();
    await expect(dialog.getByRole('combobox')).toHaveValue(list);
    await page.keyboard.press('Escape');
    await expect(frame.getByRole('button', { name: new RegExp(`takes from “${list}”`) })).toBeVisible();

    // The queue is as long as the list; that nobody else is in it is what `lib/queue/order.test.ts` proves.
    await expect
      .poll(async () => {
        const answer = await browser.ask('queue', { limit: 1 });
        return answer?.ok === true ? known.parse(answer.value).known : null;
      })
      .toBe(Number.parseInt(held, 10));

    const dashboard = await browser.baton.context.newPage();
    await dashboard.goto(browser.baton.url('dashboard.html#/queue'));
    const field = dashboard.getByRole('combobox');
    await expect(field).toHaveValue(list);
    await field.fill('My leads');
    await field.press('ArrowDown');
    await field.press('Enter');
    await expect(dashboard.getByText(/^\d+ leads of yours, read /)).toBeVisible();
    await expect(dashboard.getByText(/on it, read/)).toHaveCount(0);
    await page.bringToFront();
    await expect(
      (await sidebar.frame()).getByRole('button', { name: 'Choose whom the queue takes from' }),
    ).toBeVisible();
  });
}

test('a key that may not read segments is said to lack that scope', async ({ ready, demo }) => {
  const browser = await ready(hubspotDemo);
  const settings = { method: 'PATCH', body: JSON.stringify({ missingScopes: ['crm.lists.read'] }) };
  await askDemo(demo.port, 'https://api.hubapi.com/__hubspot/settings', settings);
  const dashboard = await browser.baton.context.newPage();
  await dashboard.goto(browser.baton.url('dashboard.html#/queue'));
  await expect(dashboard.getByText('This HubSpot key lacks crm.lists.read')).toBeVisible();
});
