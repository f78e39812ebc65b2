import type { Page } from '@playwright/test';
import type { RunningDemo } from '../../demo/core/demo.ts';
import { type BatonBrowser, launchBaton } from '../support/browser.ts';
import { type DemoCrm, hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { commandId, everyHour } from '../support/every-hour.ts';
import { test as base, expect, freshProfile, testLaunchOptions } from '../support/fixtures.ts';
import { goOn, letters, tallyOf, tapping } from '../support/keyboard-session.ts';
import { Ready } from '../support/ready.ts';
import { Sidebar } from '../support/sidebar.ts';
import { watchContext } from '../support/watch.ts';
import { setClocks } from './clock.ts';

/** Every outcome; the first five come twice, which makes twenty. */
const session = [...letters, ...letters.slice(0, 5)];
const hourMs = 3_600_000;

// Each session has browsers of its own and several of them: nothing of the shared fixture is opened.
const test = base.extend({
  baton: async ({ demo }, use) => {
    await demo.reset();
    const unused: BatonBrowser = await launchBaton(testLaunchOptions(demo.port));
    await use(unused);
    await unused.close();
  },
});

interface Desk {
  readonly ready: Ready;
  readonly page: Page;
  readonly sidebar: Sidebar;
}

async function openDesk(demo: RunningDemo, crmOf: (demo: RunningDemo) => DemoCrm, profile: string): Promise<Desk> {
  const baton = await launchBaton(testLaunchOptions(demo.port, { profile }));
  const findings = watchContext(baton.context);
  const crm = crmOf(demo);
  const page = await baton.context.newPage();
  await crm.signIn(page);
  const control = await baton.context.newPage();
  await control.goto(baton.url('popup.html'));
  await page.bringToFront();
  return { ready: new Ready({ baton, crm, findings, control, demo }), page, sidebar: new Sidebar(page) };
}

for (const crmOf of [salesforceDemo, hubspotDemo]) {
  test(`a session of twenty calls by keyboard alone: ${crmOf === salesforceDemo ? 'Salesforce' : 'HubSpot'}`, async ({
    demo,
    findings,
  }) => {
    findings.expectErrors(/.*/);
    const profile = await freshProfile();
    let desk = await openDesk(demo, crmOf, profile);
    await desk.ready.crm.connect(desk.ready.baton);
    expect(await desk.ready.ask('importCallingRules', { commandId: commandId(), file: everyHour })).toMatchObject({
      ok: true,
    });
    await desk.ready.readOwnLeads();
    await desk.page.bringToFront();
    await desk.page.goto(desk.ready.crm.urlOf(desk.ready.crm.idOf('Maya Okonkwo')));
    await desk.sidebar.shows('Maya Okonkwo');

    const logKeys: number[] = [];
    const nextKeys: number[] = [];
    const { crm } = desk.ready;
    const tally = tallyOf(crm);
    for (const [index, letter] of session.entries()) {
      await test.step(`call ${index + 1}: ${letter}`, async () => {
        const { sidebar, page, ready } = desk;
        const { keyboard } = page;
        const name = (await sidebar.leadName()) ?? '';
        tally.call(crm.idOnPage(page));
        await sidebar.startCall();
        const frame = await sidebar.frame();
        if (index === 3) await ready.stopWorker();
        if (index === 6) {
          await keyboard.press('a');
          await keyboard.type('Half a sentence');
          await expect
            .poll(async () => JSON.stringify(await ready.ask('drafts', { recordKey: await keyOfShown(desk) })))
            .toContain('Half a sentence');
          await page.reload();
          await sidebar.shows(name);
          await sidebar.press('o');
          await expect((await sidebar.frame()).getByLabel(/^Note on this call/)).toHaveValue('Half a sentence');
          await sidebar.press('Escape');
        }
        // Midnight passes during a call, then the clocks of the United States and of Europe are moved, then it is set back.
        const local = new Date();
        if (index === 9) await setClocks(await ready.baton.worker(), frame, local.setHours(24, 0, 20, 0));
        if (index === 11) await setClocks(await ready.baton.worker(), frame, Date.UTC(2027, 2, 14, 6, 59));
        if (index === 12) await setClocks(await ready.baton.worker(), frame, Date.UTC(2027, 2, 14, 7, 1));
        if (index === 13) await setClocks(await ready.baton.worker(), frame, Date.now() + hourMs);
        await sidebar.press('e');
        const hand = tapping(page);
        await hand.tap(letter);
        await hand.tap('Enter');
        logKeys.push(hand.taps());
        await sidebar.expectText(/^Logged: /);
        await expect((await sidebar.frame()).getByRole('timer')).toHaveCount(0);
      });
      if (index === 15) {
        // The SDR travels: another zone, the same work.
        await desk.ready.baton.close();
        process.env['TZ'] = 'Asia/Tokyo';
        desk = await openDesk(demo, crmOf, profile);
        await desk.page.goto(crm.urlOf(tally.ids.at(-1) ?? ''));
        await expect.poll(async () => (await desk.sidebar.leadName()) ?? '', { timeout: 45_000 }).not.toBe('');
      }
      if (index < session.length - 1) nextKeys.push(await goOn(desk));
    }

    for (const [index, id] of tally.ids.entries()) expect(id, `call ${index + 1}`).not.toBe(tally.ids[index - 1]);
    const counts = (keys: readonly number[]) => Math.max(...keys);
    console.log(`keys to log: ${counts(logKeys)}`);
    console.log(`keys to next lead: ${counts(nextKeys)}`);
    const kept = await desk.ready.ask('callHistory', { cursor: null, limit: 200, search: '' });
    const calls = kept?.ok === true ? (kept.value as { calls: { outcomeId: string }[] }).calls : [];
    expect(calls).toHaveLength(session.length);
    expect(new Set(calls.map(({ outcomeId }) => outcomeId)).size).toBe(letters.length);
    // What was logged while the clock ran ahead would wait for that hour.
    await desk.ready.ask('syncNow', {});
    await expect.poll(() => tally.arrived(), { timeout: 120_000 }).toBe(session.length);
    await desk.ready.baton.close();
    delete process.env['TZ'];
  });
}

async function keyOfShown({ ready, page }: Desk): Promise<string> {
  const id = ready.crm.idOnPage(page);
  return ready.crm.name === 'Salesforce'
    ? `salesforce:baton-demo.my.salesforce.com:lead:${id}`
    : `hubspot:4711007:contact:${id}`;
}
