import { expect, type Locator, type Page } from '@playwright/test';
import type { BatonBrowser } from './browser.ts';
import type { Cable } from './cable.ts';
import type { DemoCrm } from './demo-crm.ts';
import { Sidebar } from './sidebar.ts';

/** Wraps each step of the story: a test reports it, the tour prints it and takes a picture. */
export type Step = (title: string, play: (saw: (fact: string) => void) => Promise<void>) => Promise<void>;

export interface Scene {
  readonly baton: BatonBrowser;
  readonly crm: DemoCrm;
  readonly step: Step;
  readonly page: Page;
}

/** A scene that can lose its network and its browser. */
export interface FragileScene extends Scene {
  readonly cable: Cable;
  /** Kills the browser as a crash would and starts it again on the same profile. */
  readonly reopen: () => Promise<{ readonly baton: BatonBrowser; readonly page: Page }>;
}

const maya = 'Maya Okonkwo';
const ae = 'Jonas Lindqvist';

/** One lead further by the CRM's own navigation, with the sidebar following. */
async function goOn({ crm, page }: Scene, sidebar: Sidebar): Promise<void> {
  const before = await sidebar.leadName();
  await crm.next(page);
  await sidebar.showsAnotherThan(before);
}

/** What the toolbar's badge says. */
export async function badgeText(baton: BatonBrowser): Promise<string> {
  const worker = await baton.worker();
  return worker.evaluate('chrome.action.getBadgeText({})');
}

/** What the popup shows, read as text. */
export async function popupText(baton: BatonBrowser): Promise<string> {
  const popup = await baton.context.newPage();
  await popup.goto(baton.url('popup.html'));
  await expect(popup.getByText('Handoffs today')).toBeVisible();
  const text = await popup.locator('body').innerText();
  await popup.close();
  return text.replaceAll(/\s+/g, ' ');
}

/** The SDR signs in to the CRM, connects Baton and opens the lead. */
export async function arrive({ baton, crm, step, page }: Scene): Promise<Sidebar> {
  const sidebar = new Sidebar(page);
  await step(`Sign in to ${crm.name} and connect Baton`, async (saw) => {
    await crm.signIn(page);
    await page.goto(crm.urlOf(crm.idOf(maya)));
    await sidebar.shows(maya);
    saw('the sidebar docks before anything is connected');
    await crm.connect(baton);
    saw('connected with what the SDR already has');
  });
  await step('Open a lead: who it is, and what happened before', async (saw) => {
    await page.bringToFront();
    await page.goto(crm.urlOf(crm.idOf(maya)));
    await sidebar.shows(maya);
    await sidebar.expectText('Head of Operations');
    await sidebar.expectText('Northwind Freight');
    await sidebar.expectText(/ in Denver/);
    const lead = await sidebar.region('Lead');
    await expect(lead.getByText('Sam Rivera').first()).toBeVisible();
    await expect(lead.getByText(/303.*555.*0142/).first()).toBeVisible();
    saw((await linesOf(lead)).slice(0, 6).join(' · '));
  });
  return sidebar;
}

/** What stands there, line by line, without the empty ones. */
async function linesOf(shown: Locator): Promise<string[]> {
  const lines = (await shown.innerText()).split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

/** Questions, a call that stays with its lead, and its outcome in two keystrokes. */
export async function work({ baton, crm, step, page }: Scene, sidebar: Sidebar): Promise<void> {
  await step('Answer a question: the score and its range move and say why', async (saw) => {
    const before = await sidebar.score();
    await sidebar.press('1');
    await expect.poll(async () => (await sidebar.score()).estimate).not.toBe(before.estimate);
    const after = await sidebar.score();
    expect(after.high - after.low).toBeLessThan(before.high - before.low);
    await (await sidebar.frame()).getByRole('button', { name: 'Why?' }).click();
    await sidebar.expectText(/raised the score by/);
    saw(`${before.estimate} (${before.low}–${before.high}) became ${after.estimate} (${after.low}–${after.high})`);
    await (await sidebar.frame()).getByRole('button', { name: 'Why?' }).click();
  });
  await step('Call, and go to another page: the call belongs to the lead it was started on', async (saw) => {
    await sidebar.startCall();
    await expect((await sidebar.frame()).getByRole('timer')).toBeVisible();
    await crm.next(page);
    await expect.poll(() => page.url()).not.toContain(crm.idOf(maya));
    await sidebar.expectText(`On the line with ${maya}`);
    saw(`on another lead's page the sidebar says: on the line with ${maya}`);
    await sidebar.press('j');
    await sidebar.shows(maya);
  });
  await step('Log it: the outcome’s key, Enter; progress moves everywhere at once', async (saw) => {
    await sidebar.press('e');
    await sidebar.log('b', 'Back from site Thursday morning, wants numbers for 40 drivers.');
    await sidebar.expectText(/Logged: /);
    await sidebar.expectToday('Dials', 1);
    expect(await popupText(baton)).toMatch(/Dials 1/);
    saw('1 dial in the sidebar and in the popup, without a reload');
  });
  await step('The next lead by the CRM’s own navigation; two keystrokes log a call', async (saw) => {
    await crm.next(page);
    await expect.poll(() => page.url()).not.toContain(crm.idOf(maya));
    const heading = (await sidebar.region('Lead')).getByRole('heading', { level: 1 });
    await expect(heading).not.toHaveText(maya);
    await sidebar.press('n', 'Enter');
    await sidebar.expectText('Logged: No answer');
    await sidebar.expectToday('Dials', 2);
    saw(`${await heading.innerText()}: no answer, logged with N and Enter`);
  });
}

/** The qualified lead goes to an AE, and the CRM shows it. */
export async function handOver({ baton, crm, step, page }: Scene, sidebar: Sidebar): Promise<void> {
  const id = crm.idOf(maya);
  await step('Qualify the lead: every rule of the handoff is met', async (saw) => {
    await page.goto(crm.urlOf(id));
    await sidebar.shows(maya);
    await sidebar.press('1', '1', '1');
    await sidebar.log('q', 'Two drivers leave every month over the rota; board wants a fix by 1 March.');
    await sidebar.expectText('Logged: Qualified');
    await sidebar.press('h');
    await sidebar.expectText('Ready to hand over');
    const rule = (await sidebar.frame()).getByText(/Score \d+, at least 70/).first();
    saw((await linesOf(rule)).join(' '));
  });
  await step('Read what will be written, and hand over', async (saw) => {
    const frame = await sidebar.frame();
    await frame.getByRole('combobox', { name: 'Account executive' }).selectOption({ label: ae });
    await expect(frame.getByText(`In ${crm.name} this will`)).toBeVisible();
    await expect(frame.getByText(/answer due/).first()).toBeVisible();
    await frame.getByRole('button', { name: /^Hand over/ }).click();
    await sidebar.expectText(`Handed to ${ae}`);
    await sidebar.expectToday('Handoffs', 1);
    await expect.poll(() => badgeText(baton)).toBe('');
    saw('handed over, today’s target is reached, the badge is empty');
  });
  await step(`${crm.name} shows the calls, the new owner and status, and the AE’s task with the brief`, async (saw) => {
    const isJonas = /Jonas|jonas/;
    await expect.poll(() => crm.lead(id).owner, { timeout: 30_000 }).toMatch(isJonas);
    await expect.poll(() => crm.written(id).filter((one) => one.body.includes('40 drivers')).length).toBeGreaterThan(0);
    const brief = () => crm.written(id).find((one) => one.kind === 'task' && isJonas.test(one.owner ?? ''));
    await expect.poll(() => brief()?.body ?? '').toContain('Two drivers leave every month');
    const task = brief();
    const calls = crm.written(id).filter((one) => one.kind === 'call' && /40 drivers|Two drivers/.test(one.body));
    expect(calls).toHaveLength(2);
    saw(`owner ${crm.lead(id).owner}, status ${crm.lead(id).status}, task "${task?.subject}"`);
    await page.bringToFront();
  });
}

/** The network goes, the browser dies; nothing is lost, and the CRM is told once. */
export async function survive(scene: FragileScene): Promise<void> {
  const { crm, step, cable } = scene;
  const { page: firstPage } = scene;
  const sidebar = new Sidebar(firstPage);
  // A lead not called yet: a redial within a minute would be the same attempt.
  let id = '';
  let name = '';
  const note = 'Said while the network was gone.';
  await step('Pull the network and log a call: it is safe here and waits', async (saw) => {
    await goOn(scene, sidebar);
    await goOn(scene, sidebar);
    id = crm.idOnPage(firstPage);
    name = (await sidebar.leadName()) ?? '';
    const before = await sidebar.today('Dials');
    cable.pull();
    await scene.baton.context.setOffline(true);
    await sidebar.expectText(/^Offline/);
    await sidebar.log('v', note);
    await sidebar.expectText('Logged: Left voicemail');
    await sidebar.expectToday('Dials', before + 1);
    await sidebar.expectText(/\d waiting/);
    expect(crm.written(id).some((one) => one.body.includes(note))).toBe(false);
    saw('logged without a network; the call and its follow-up wait');
  });
  await step(
    'Kill the browser and open it again: nothing is lost; with the network back the CRM is told, once',
    async (saw) => {
      const { baton, page } = await scene.reopen();
      const again = new Sidebar(page);
      cable.plug();
      await crm.backTo(page, crm.urlOf(id));
      await again.shows(name);
      await again.expectText(note);
      await expect
        .poll(() => crm.written(id).filter((one) => one.kind === 'call' && one.body.includes(note)).length, {
          timeout: 60_000,
        })
        .toBe(1);
      await again.expectText('All saved');
      expect(await popupText(baton)).toMatch(/Dials \d/);
      saw('the call is in the history and in the CRM, once');
    },
  );
}
