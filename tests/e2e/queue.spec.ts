import { hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { commandId, everyHour } from '../support/every-hour.ts';
import { expect, type Ready, test } from '../support/ready.ts';

test.beforeAll(({ demo }) => demo.reset());
test.setTimeout(120_000);

/** Whatever the hour of this test is, there is somebody to call. */
async function callAtAnyHour(browser: Ready): Promise<void> {
  const rules = { commandId: commandId(), file: everyHour };
  expect(await browser.ask('importCallingRules', rules)).toMatchObject({ ok: true });
}

test('one’s own leads are read into the queue, and Baton goes on answering: a call is logged, the next lead opens', async ({
  ready,
}) => {
  const browser = await ready(salesforceDemo);
  await callAtAnyHour(browser);
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
  const frame = await sidebar.frame();
  const next = frame.getByRole('button', { name: /^Next: / });
  await expect(next).toBeVisible();
  // Who is next may change at any time: what counts is who is offered when the key is pressed.
  await next.evaluate((button) => {
    const note = () => Reflect.set(globalThis, 'offered', button.textContent);
    addEventListener('keydown', note, { capture: true, once: true });
  });
  await sidebar.press('f');
  await sidebar.showsAnotherThan('Maya Okonkwo');
  const offered = await (await sidebar.frame()).evaluate(() => Reflect.get(globalThis, 'offered'));
  expect(offered).toContain(await sidebar.leadName());
});

for (const crmOf of [salesforceDemo, hubspotDemo]) {
  test(`the next lead opens without a reload, sidebar and all: ${crmOf.name}`, async ({ ready }) => {
    const browser = await ready(crmOf);
    await callAtAnyHour(browser);
    const sidebar = await browser.open('Maya Okonkwo');
    const { page } = sidebar;
    await expect((await sidebar.frame()).getByRole('button', { name: /^Next: / })).toBeVisible();
    const frame = await sidebar.frame();
    await page.evaluate(() => document.body.setAttribute('data-same-document', ''));
    await sidebar.press('f');
    await sidebar.showsAnotherThan('Maya Okonkwo');
    const name = (await sidebar.leadName()) ?? '';
    await expect(page).toHaveTitle(new RegExp(name));
    // Longer than a page that does not follow is waited for.
    await page.waitForTimeout(4500);
    expect(await page.evaluate(() => document.body.hasAttribute('data-same-document'))).toBe(true);
    expect(await sidebar.frame()).toBe(frame);
    await page.goBack();
    await sidebar.shows('Maya Okonkwo');
  });
}
