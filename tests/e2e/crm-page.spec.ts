import { hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { expect, type Ready, test } from '../support/ready.ts';
import type { Sidebar } from '../support/sidebar.ts';

test.beforeAll(({ demo }) => demo.reset());
test.setTimeout(120_000);

/** As the browser does when the SDR presses the command's keys anywhere in it; no page gets to see those. */
async function command(ready: Ready, name: string): Promise<void> {
  const worker = await ready.baton.worker();
  await worker.evaluate((asked) => {
    const { onCommand }: { onCommand: object } = Reflect.get(globalThis, 'chrome').commands;
    Reflect.get(onCommand, 'dispatch').call(onCommand, asked);
  }, name);
}

/** A softphone in the page takes the number itself; without one this browser would ask which program to open. */
function answerLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a[href^="tel:"]') !== null) event.preventDefault();
  });
}

async function endAndLog(sidebar: Sidebar): Promise<void> {
  await sidebar.press('e');
  await sidebar.log('n');
  await sidebar.expectText('Logged: No answer');
}

for (const make of [salesforceDemo, hubspotDemo]) {
  test(`${make === salesforceDemo ? 'Salesforce' : 'HubSpot'}: the CRM's own link starts the call, and the outcome is logged from the page by command and keys`, async ({
    ready,
  }) => {
    const browser = await ready(make);
    const sidebar = await browser.open('Maya Okonkwo');
    await sidebar.expectText(/ in Denver/);
    await sidebar.page.evaluate(answerLinks);
    await sidebar.page.locator('a[href^="tel:"]').first().click();
    const frame = await sidebar.frame();
    await expect(frame.getByRole('timer')).toBeVisible();
    await endAndLog(sidebar);

    // The SDR is somewhere in the page: no key of the sidebar counts there.
    await sidebar.page
      .locator('a[href^="tel:"]')
      .first()
      .evaluate((link) => link.focus());
    await sidebar.page.keyboard.press('v');
    await expect(frame.getByRole('radiogroup', { name: 'What came of it' })).toBeHidden();
    await command(browser, 'log-outcome');
    await expect(frame.getByRole('radiogroup', { name: 'What came of it' })).toBeVisible();
    await expect.poll(() => frame.evaluate(() => document.hasFocus())).toBe(true);
    await sidebar.page.keyboard.press('v');
    await sidebar.page.keyboard.press('Enter');
    await sidebar.expectText('Logged: Left voicemail');
    await expect
      .poll(async () => (await browser.history('Maya Okonkwo')).slice(0, 2).map(({ outcomeId }) => outcomeId))
      .toEqual(['voicemailLeft', 'noAnswer']);
  });
}
