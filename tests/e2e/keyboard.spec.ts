import type { CDPSession, Frame, Page } from '@playwright/test';
import { askBackground } from '../support/ask.ts';
import type { BatonBrowser } from '../support/browser.ts';
import { type DemoCrm, hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { expect, test } from '../support/fixtures.ts';
import { Sidebar } from '../support/sidebar.ts';
import { openSurface } from '../support/surfaces.ts';

/**
 * Gives a command as the browser does once its shortcut was pressed. Keys sent by the DevTools protocol reach the page
 * and never the browser's own shortcuts, so the press of Alt+B itself is left out; all that follows it is real.
 */
async function command(baton: BatonBrowser, name: 'focus-sidebar' | 'toggle-sidebar'): Promise<void> {
  const worker = await baton.worker();
  await worker.evaluate(
    `chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => chrome.commands.onCommand.dispatch('${name}', tab))`,
  );
}

const hasFocus = (frame: Frame) => () => frame.evaluate(() => document.hasFocus());

/** What has the focus, as assistive technology sees it: through the closed shadow root of the dock. */
async function focusedNode(page: Page): Promise<string> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const focused = nodes.filter((node) => node.properties?.some(({ name, value }) => name === 'focused' && value.value));
  return focused.map((node) => `${node.role?.value} ${node.name?.value}`).join(', ');
}

for (const crmOf of [salesforceDemo, hubspotDemo]) {
  const onCrm = crmOf === salesforceDemo ? 'Salesforce' : 'HubSpot';
  test(`the whole job by keyboard alone, on ${onCrm}`, async ({ baton, demo }) => {
    test.setTimeout(180_000);
    await wholeJob(baton, crmOf(demo));
  });
}

async function wholeJob(baton: BatonBrowser, crm: DemoCrm): Promise<void> {
  const page = await baton.context.newPage();
  const { keyboard } = page;
  const sidebar = new Sidebar(page);
  await crm.signIn(page);
  await crm.connect(baton);
  await page.bringToFront();
  await page.goto(crm.urlOf(crm.idOf('Maya Okonkwo')));
  await sidebar.shows('Maya Okonkwo');
  await sidebar.expectText('Head of Operations');
  const frame = await sidebar.frame();
  const question = frame.getByRole('region', { name: 'Next question' });
  const criteria = frame.getByRole('region', { name: 'All criteria' });

  await test.step('the command moves the focus into the sidebar and back; Escape gives it back too', async () => {
    const next = page.getByRole('link').first();
    await next.focus();
    await command(baton, 'focus-sidebar');
    await expect.poll(hasFocus(frame)).toBe(true);
    await command(baton, 'focus-sidebar');
    await expect(next).toBeFocused();
    await command(baton, 'focus-sidebar');
    await expect.poll(hasFocus(frame)).toBe(true);
    await keyboard.press('Escape');
    await expect(next).toBeFocused();
    await command(baton, 'focus-sidebar');
    await expect.poll(hasFocus(frame)).toBe(true);
  });

  await test.step('questions: note, digit, skip, back, don’t know, won’t say', async () => {
    await expect(question).toContainText('Need');
    await keyboard.press('/');
    await expect(question.getByRole('textbox')).toBeFocused();
    await keyboard.type('1 in 5 drivers leave');
    await keyboard.press('Enter');
    await keyboard.press('1');
    await expect(criteria.getByRole('button', { name: /^Need/ })).toContainText('1 in 5 drivers leave');
    await expect(question).toContainText('Authority');
    await keyboard.press('ArrowRight');
    await expect(question).not.toContainText('Authority');
    await keyboard.press('ArrowLeft');
    await expect(question).toContainText('Authority');
    await keyboard.press('0');
    await expect(criteria.getByRole('button', { name: /^Authority/ })).toContainText("don't know");
    const asked = await question.locator('span').first().innerText();
    await keyboard.press('-');
    await expect(criteria.getByRole('button', { name: new RegExp(`^${asked}`) })).toContainText("won't say");
  });

  await test.step('help opens, closes with Escape, and gives the focus back', async () => {
    const button = frame.getByRole('button', { name: /^Keys/ });
    await button.focus();
    await keyboard.press('?');
    const help = frame.getByRole('dialog');
    await expect(help).toBeVisible();
    await expect.poll(() => help.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
    await keyboard.press('n');
    await keyboard.press('Escape');
    await expect(help).toBeHidden();
    await expect(button).toBeFocused();
    await expect(frame.getByRole('radiogroup')).toHaveCount(0);
  });

  await test.step('a call: C, E, the outcome’s key, follow-up by digit, note, Enter; Z takes it back', async () => {
    await sidebar.startCall();
    await keyboard.press('e');
    await expect(frame.getByRole('timer')).toHaveAccessibleName(/^Ended/);
    await keyboard.press('b');
    await expect(frame.getByRole('radio', { checked: true })).toBeFocused();
    await keyboard.press('2');
    const chips = frame.getByRole('group', { name: /^Follow-up/ }).getByRole('button');
    await expect(chips.nth(1)).toHaveAttribute('aria-pressed', 'true');
    await keyboard.press('a');
    await expect(frame.getByLabel(/^Note on this call/)).toBeFocused();
    await keyboard.type('Back Thursday');
    await keyboard.press('Enter');
    await sidebar.expectText('Logged: ');
    await sidebar.expectToday('Dials', 1);
    await keyboard.press('z');
    await sidebar.expectText('Taken back: ');
    await sidebar.expectToday('Dials', 0);
    await keyboard.press('o');
    await expect(frame.getByLabel(/^Note on this call/)).toHaveValue('Back Thursday');
    await keyboard.press('q');
    await expect(frame.getByRole('radio', { name: /Qualified/ })).toBeChecked();
    await keyboard.press('Enter');
    await sidebar.expectText('Logged: Qualified');
    await sidebar.expectToday('Dials', 1);
  });

  await test.step('hand over: H, the AE, Ctrl+Enter', async () => {
    for (const name of ['Authority', 'Timeline', 'Budget']) {
      const row = criteria.getByRole('button', { name: new RegExp(`^${name}`) });
      await row.focus();
      await keyboard.press('Enter');
      await expect(question).toContainText(name);
      await keyboard.press('1');
      await expect(row).not.toContainText(/don't know|won't say|not asked/);
    }
    await keyboard.press('h');
    await expect(frame.getByRole('heading', { level: 1 })).toBeFocused();
    await sidebar.expectText('Ready to hand over');
    const picker = frame.getByRole('combobox', { name: 'Account executive' });
    for (let presses = 0; presses < 6 && !(await isFocused(picker)); presses += 1) await keyboard.press('Tab');
    await expect(picker).toBeFocused();
    await keyboard.press('j');
    await keyboard.press('Tab');
    await expect(frame.getByText(/answer due/).first()).toBeVisible();
    await keyboard.press('Control+Enter');
    await sidebar.expectText('Handed to Jonas Lindqvist');
    await expect(frame.getByRole('region', { name: 'What happens next' })).toBeVisible();
    await keyboard.press('Escape');
    await expect(frame.getByRole('heading', { name: 'Maya Okonkwo', level: 1 })).toBeVisible();
    await sidebar.expectToday('Handoffs', 1);
  });

  await test.step('the dock: width by arrow keys, collapse and open with the focus kept', async () => {
    await expect.poll(hasFocus(frame)).toBe(true);
    const width = () => frame.evaluate(() => window.innerWidth);
    const before = await width();
    await frame.getByRole('banner').getByRole('button').first().focus();
    // Going back past the sidebar's first control reaches the dock's handle.
    for (let presses = 0; presses < 4; presses += 1) {
      if (/splitter|separator/i.test(await focusedNode(page))) break;
      const before = await focusedNode(page);
      await keyboard.press('Shift+Tab');
      await expect.poll(() => focusedNode(page)).not.toBe(before);
    }
    expect(await focusedNode(page)).toMatch(/Resize the Baton sidebar/);
    await keyboard.press('ArrowLeft');
    await expect.poll(width).toBe(before + 16);
    await keyboard.press('Home');
    await expect.poll(width).toBeLessThanOrEqual(320);
    await keyboard.press('End');
    await expect.poll(width).toBeGreaterThan(460);
    await frame.getByRole('button', { name: /collapse/i }).focus();
    await keyboard.press('Enter');
    await expect.poll(() => focusedNode(page)).toMatch(/button Open Baton/);
    await keyboard.press('Enter');
    await expect.poll(async () => (await sidebar.frame()).evaluate(() => document.hasFocus())).toBe(true);
    // The page opens at once and tells afterwards; the command asks how it stands.
    await expect
      .poll(async () => askBackground(await sidebar.frame(), 'settings', [{}]))
      .toMatchObject([{ reply: { value: { dock: { collapsed: false } } } }]);
    await command(baton, 'toggle-sidebar');
    await expect.poll(() => focusedNode(page)).toMatch(/button Open Baton/);
  });
}

test('popup and dashboard by keyboard alone', async ({ baton, demo, findings }) => {
  test.setTimeout(120_000);
  findings.expectErrors(/net::ERR_INTERNET_DISCONNECTED/);
  const crm = salesforceDemo(demo);

  await test.step('popup: every control is reached by Tab and leads on by Enter', async () => {
    const popup = await openSurface(baton, 'popup.html', 360);
    const open = popup.getByRole('button', { name: 'Open dashboard' });
    await expect(open).toBeVisible();
    for (let presses = 0; presses < 8 && !(await isFocused(open)); presses += 1) await popup.keyboard.press('Tab');
    await expect(open).toBeFocused();
    const opened = baton.context.waitForEvent('page');
    // The popup closes itself, often before the key is known to be up again.
    await popup.keyboard.press('Enter').catch(() => undefined);
    await expect(await opened).toHaveURL(/dashboard\.html/);
  });

  await test.step('dashboard: skip link, targets saved by keyboard', async () => {
    const dashboard = await openSurface(baton, 'dashboard.html#/targets', 1440);
    const dials = dashboard.getByLabel('Dials a day');
    await expect(dials).toBeVisible();
    await dashboard.keyboard.press('Tab');
    await dashboard.keyboard.press('Enter');
    await expect(dashboard.getByRole('heading', { level: 1 })).toBeFocused();
    for (let presses = 0; presses < 20 && !(await isFocused(dials)); presses += 1)
      await dashboard.keyboard.press('Tab');
    await dashboard.keyboard.press('ControlOrMeta+a');
    await dashboard.keyboard.type('50');
    await dashboard.keyboard.press('Enter');
    await expect(dashboard.getByText('Targets saved.')).toBeVisible();
    await dashboard.reload();
    await expect(dials).toHaveValue('50');
  });

  await test.step('sync: the question before discarding keeps the focus and gives it back', async () => {
    const other = await baton.context.newPage();
    await crm.signIn(other);
    await crm.connect(baton);
    await other.bringToFront();
    await other.goto(crm.urlOf(crm.idOf('Dolores Reinger')));
    const second = new Sidebar(other);
    await second.shows('Dolores Reinger');
    await baton.context.setOffline(true);
    await second.expectText(/^Offline/);
    await second.log('n');
    await second.expectText('Logged: No answer');
    const sync = await openSurface(baton, 'dashboard.html#/sync', 1440);
    const discard = sync.getByRole('button', { name: /^Discard: / }).first();
    await discard.focus();
    await sync.keyboard.press('Enter');
    const dialog = sync.getByRole('dialog', { name: 'Discard this?' });
    await expect(dialog).toBeVisible();
    for (let presses = 0; presses < 5; presses += 1) {
      await sync.keyboard.press('Tab');
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await sync.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(discard).toBeFocused();
  });
});

function isFocused(locator: ReturnType<Frame['locator']>): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement);
}
