import { hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { commandId, everyHour } from '../support/every-hour.ts';
import { expect, test } from '../support/fixtures.ts';
import { goOn, letters, tallyOf, tapping } from '../support/keyboard-session.ts';
import { connected } from '../support/ready.ts';
import { Sidebar } from '../support/sidebar.ts';
import { openSidebarTab, wear } from '../support/surfaces.ts';

// Beside one another: neither waits for the other, and both together stay below 45 s.
test.describe.configure({ mode: 'parallel', timeout: 120_000 });

// The short one of `npm run test:session`: every outcome once on each CRM, by keyboard alone.
for (const crmOf of [salesforceDemo, hubspotDemo]) {
  test(`every outcome by keyboard alone: ${crmOf === salesforceDemo ? 'Salesforce' : 'HubSpot'}`, async ({
    baton,
    demo,
    findings,
  }) => {
    const { ready, page } = await connected({ baton, crm: crmOf(demo), findings, demo });
    const rules = { commandId: commandId(), file: everyHour };
    expect(await ready.ask('importCallingRules', rules)).toMatchObject({ ok: true });
    await ready.readOwnLeads();
    await page.bringToFront();
    const sidebar = await ready.open('Maya Okonkwo', page);

    const logKeys: number[] = [];
    const nextKeys: number[] = [];
    const tally = tallyOf(ready.crm);
    for (const [index, letter] of letters.entries()) {
      tally.call(ready.crm.idOnPage(page));
      // The first by the timer, the others as calls just made.
      if (index === 0) {
        await sidebar.startCall();
        await sidebar.press('e');
      }
      await sidebar.press();
      const hand = tapping(page);
      await hand.tap(letter);
      await hand.tap('Enter');
      logKeys.push(hand.taps());
      await sidebar.expectText(/^Logged: /);
      await expect((await sidebar.frame()).getByRole('radiogroup', { name: 'What came of it' })).toBeHidden();
      if (index < letters.length - 1) nextKeys.push(await goOn({ sidebar, page }));
    }
    console.log(`keys to log: ${Math.max(...logKeys)}`);
    console.log(`keys to next lead: ${Math.max(...nextKeys)}`);
    for (const [index, id] of tally.ids.entries()) expect(id, `call ${index + 1}`).not.toBe(tally.ids[index - 1]);
    const kept = await ready.ask('callHistory', { cursor: null, limit: 200, search: '' });
    const calls = kept?.ok === true ? (kept.value as { calls: { outcomeId: string }[] }).calls : [];
    expect(new Set(calls.map(({ outcomeId }) => outcomeId)).size).toBe(letters.length);
    await expect.poll(() => tally.arrived(), { timeout: 30_000 }).toBe(letters.length);
  });
}

test('the button that logs is in sight on a small screen, whatever else the panel asks', async ({ baton, demo }) => {
  const crm = salesforceDemo(demo);
  const page = await baton.context.newPage();
  await crm.signIn(page);
  await crm.connect(baton);
  await page.goto(crm.urlOf(crm.idOf('Maya Okonkwo')));
  await new Sidebar(page).shows('Maya Okonkwo');
  const tab = await openSidebarTab(baton, page, 320);
  await tab.setViewportSize({ width: 320, height: 640 });
  for (const [language, name] of [
    ['zh-CN', '记录'],
    ['en', 'Log'],
  ] as const) {
    await wear(tab, { language, theme: 'light' });
    for (const letter of ['n', 'r', 'k']) {
      await tab.locator('body').press(letter);
      const log = tab.locator('main').getByRole('button', { name, exact: true });
      await expect(log).toBeInViewport({ ratio: 1 });
      const [button, footer] = await Promise.all([log.boundingBox(), tab.locator('footer').boundingBox()]);
      expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(footer?.y ?? 0);
      await tab.keyboard.press('Escape');
    }
  }
});
