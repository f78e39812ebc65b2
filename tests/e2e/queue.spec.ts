import { hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { expect, test } from '../support/ready.ts';
import { Sidebar } from '../support/sidebar.ts';

test.beforeAll(({ demo }) => demo.reset());
test.setTimeout(90_000);

test('one’s own leads are read into the queue, and Baton goes on answering: a call is logged, the next lead opens', async ({
  ready,
}) => {
  const browser = await ready(salesforceDemo);
  const sidebar = await browser.open('Maya Okonkwo');
  const dashboard = await browser.baton.context.newPage();
  await dashboard.goto(browser.baton.url('dashboard.html#/queue'));
  // They were read when the org was connected, and are read again when the SDR wants it.
  await expect(dashboard.getByText(/^1\d\d leads of yours, read /)).toBeVisible();
  await dashboard.getByRole('button', { name: 'Read again' }).click();
  await expect(dashboard.getByText(/^1\d\d leads of yours, read this minute/)).toBeVisible();
  await expect(dashboard.getByText(/^\d+ of 1\d\d leads known here may be called now/)).toBeVisible();

  await sidebar.page.bringToFront();
  await sidebar.log('n');
  await sidebar.expectText('Logged: No answer');
  const next = (await sidebar.frame()).getByRole('button', { name: /^Next: / });
  await expect(next).toBeVisible();
  const title = await next.innerText();
  await sidebar.press('f');
  await expect(async () => {
    const name = (await new Sidebar(sidebar.page).leadName()) ?? 'Maya Okonkwo';
    expect(name).not.toBe('Maya Okonkwo');
    expect(title).toContain(name);
  }).toPass({ timeout: 30_000 });
});

for (const crmOf of [salesforceDemo, hubspotDemo]) {
  test(`the next lead opens without a reload, sidebar and all: ${crmOf.name}`, async ({ ready }) => {
    const browser = await ready(crmOf);
    const sidebar = await browser.open('Maya Okonkwo');
    const { page } = sidebar;
    await expect((await sidebar.frame()).getByRole('button', { name: /^Next: / })).toBeVisible();
    const frame = await sidebar.frame();
    await page.evaluate(() => document.body.setAttribute('data-same-document', ''));
    await sidebar.press('f');
    await expect(async () => expect(await sidebar.leadName()).not.toBe('Maya Okonkwo')).toPass({ timeout: 30_000 });
    const name = (await sidebar.leadName()) ?? '';
    await expect(page).toHaveTitle(new RegExp(name));
    // Longer than a page that does not follow is waited for.
    await page.waitForTimeout(2500);
    expect(await page.evaluate(() => document.body.hasAttribute('data-same-document'))).toBe(true);
    expect(await sidebar.frame()).toBe(frame);
    await page.goBack();
    await expect(async () => expect(await sidebar.leadName()).toBe('Maya Okonkwo')).toPass({ timeout: 30_000 });
  });
}
