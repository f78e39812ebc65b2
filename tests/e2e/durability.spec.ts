import type { CDPSession, Frame, Page } from '@playwright/test';
import { launchBaton } from '../support/browser.ts';
import { salesforceDemo } from '../support/demo-crm.ts';
import { freshProfile, testLaunchOptions } from '../support/fixtures.ts';
import { expect, type Ready, test } from '../support/ready.ts';
import { Sidebar } from '../support/sidebar.ts';
import { watchContext } from '../support/watch.ts';

/** Where evaluated code runs, not here. */
declare const chrome: typeof import('wxt/browser').browser;

test.beforeAll(({ demo }) => demo.reset());
test.setTimeout(120_000);

const noteField = (frame: Frame) => frame.getByRole('textbox', { name: /^Note on this call/ });

/** The timer of the call on the line, in seconds. */
async function secondsOnLine(sidebar: Sidebar): Promise<number> {
  const text = await (await sidebar.frame()).getByRole('timer').innerText();
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** One call to the lead, here and in the CRM. */
async function loggedOnce(ready: Ready, lead: string, note: string): Promise<void> {
  await expect.poll(() => ready.callsInCrm(lead, note), { timeout: 45_000 }).toBe(1);
  expect((await ready.history(lead)).map((call) => call.note)).toEqual([note]);
}

/** A second window, not a tab behind the first: both are seen at the same time. */
async function newWindow(ready: Ready, beside: Page): Promise<Page> {
  const cdp = await ready.baton.context.newCDPSession(beside);
  const opened = ready.baton.context.waitForEvent('page');
  await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true });
  return opened;
}

/** Playwright keeps every window in focus, so coming back to one has to be told; what was typed elsewhere is there then. */
async function comeBackTo(sidebar: Sidebar, typed: string): Promise<void> {
  const frame = await sidebar.frame();
  await expect(async () => {
    await frame.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(noteField(frame)).toHaveValue(typed, { timeout: 500 });
  }).toPass({ timeout: 15_000 });
}

test('a double click on "Log" and a double Enter log once', async ({ ready }) => {
  const browser = await ready(salesforceDemo);
  const sidebar = await browser.open('Cesar Thiel');
  await sidebar.press('v');
  const frame = await sidebar.frame();
  await noteField(frame).fill('Clicked twice.');
  const button = frame.getByRole('button', { name: /^Log\b/ }).first();
  await button.hover();
  const { mouse } = sidebar.page;
  await mouse.down();
  await mouse.up();
  // A person's second click comes when the call is logged and something else lies under the pointer.
  await sidebar.expectText('Logged: Left voicemail');
  await expect(button).toHaveCount(0);
  await mouse.down({ clickCount: 2 });
  await mouse.up({ clickCount: 2 });
  await expect(frame.getByRole('timer')).toHaveCount(0);

  const second = await browser.open('Delilah Kutch', sidebar.page);
  await second.press('v', 'a');
  await sidebar.page.keyboard.type('Entered twice.');
  await Promise.all([sidebar.page.keyboard.press('Enter'), sidebar.page.keyboard.press('Enter')]);
  await second.expectText('Logged: Left voicemail');
  await second.press('Enter', 'Enter');
  await loggedOnce(browser, 'Cesar Thiel', 'Clicked twice.');
  await loggedOnce(browser, 'Delilah Kutch', 'Entered twice.');
});

test('Enter while an input method composes is the input method’s', async ({ ready }) => {
  const browser = await ready(salesforceDemo);
  const lead = 'Paris Treutel';
  const sidebar = await browser.open(lead);
  const { page } = sidebar;
  await sidebar.press('v', 'a');
  const frame = await sidebar.frame();
  await expect(noteField(frame)).toBeFocused();
  await frame.evaluate(() => {
    document.addEventListener(
      'keydown',
      ({ key, keyCode, isComposing }) => {
        document.body.dataset['seen'] = `${key} ${keyCode} ${isComposing}`;
      },
      true,
    );
  });
  const cdp: CDPSession = await browser.baton.context.newCDPSession(page);
  await cdp.send('Input.imeSetComposition', { text: '周四早上', selectionStart: 4, selectionEnd: 4 });
  await expect(noteField(frame)).toHaveValue('周四早上');
  await cdp.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Enter',
    code: 'Enter',
    windowsVirtualKeyCode: 229,
  });
  await expect(frame.locator('body')).toHaveAttribute('data-seen', 'Enter 229 true');
  // The Enter that ends a composition comes, in some browsers, after it: still with the key code of an input method.
  await cdp.send('Input.insertText', { text: '周四早上' });
  await expect(noteField(frame)).toHaveValue('周四早上');
  await cdp.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Enter',
    code: 'Enter',
    windowsVirtualKeyCode: 229,
  });
  await expect(frame.locator('body')).toHaveAttribute('data-seen', 'Enter 229 false');
  await expect(noteField(frame)).toBeVisible();
  expect(await browser.history(lead)).toEqual([]);
  await page.keyboard.press('Enter');
  await sidebar.expectText('Logged: Left voicemail');
  await loggedOnce(browser, lead, '周四早上');
});

test('two windows on one lead stay in step, and one call is one call', async ({ ready }) => {
  const browser = await ready(salesforceDemo);
  // Nobody called this lead before.
  const lead = 'Will Hessel';
  const one = await browser.open(lead);
  const two = await browser.open(lead, await newWindow(browser, one.page));
  await one.startCall();
  const timer = (await two.frame()).getByRole('timer');
  await expect(timer).toBeVisible();

  await one.press('v', 'a');
  await one.page.keyboard.type('Said in the first window.');
  await two.press('n');
  await expect((await two.frame()).getByRole('button', { name: /^Log\b/ }).first()).toBeEnabled();
  await one.page.keyboard.press('Enter');
  await one.expectText('Logged: Left voicemail');
  await expect((await one.frame()).getByRole('timer')).toHaveCount(0);
  await expect(timer).toHaveCount(0);
  // The second window is still about that call: its Enter finds what the first has logged.
  await two.press('Enter');
  await two.expectText('Another window had logged this call already');
  await two.expectText('Said in the first window.');
  await loggedOnce(browser, lead, 'Said in the first window.');
  for (const sidebar of [one, two]) {
    await expect((await sidebar.region('Lead')).getByText('1 call so far')).toBeVisible();
  }

  // Both log the same running call in the same moment.
  const next = 'Cristopher Baumbach';
  await browser.open(next, one.page);
  await browser.open(next, two.page);
  await one.startCall();
  await expect((await two.frame()).getByRole('timer')).toBeVisible();
  await one.press('n');
  await two.press('n');
  await Promise.all([one.page.keyboard.press('Enter'), two.page.keyboard.press('Enter')]);
  await one.expectText('Logged: No answer');
  await two.expectText('Logged: No answer');
  await loggedOnce(browser, next, '');
});

test('a worker stopped between key press and reply: logged, once', async ({ ready }) => {
  const browser = await ready(salesforceDemo);
  const page = await browser.baton.context.newPage();
  const leads = ['Carmine Strosin', 'Abondance Perrin', 'Trenton Cruickshank', 'Alia Lemke'];
  for (const [round, lead] of leads.entries()) {
    const sidebar = await browser.open(lead, page);
    await sidebar.press('v', 'a');
    await page.keyboard.type(`Round ${round}.`);
    const stopped = browser.stopWorker();
    // Each round a little later into the stop: before it, in the middle of the command, after the store has it.
    if (round % 2 === 1) await stopped;
    await Promise.all([page.keyboard.press('Enter'), browser.stopWorker()]);
    await stopped;
    await sidebar.expectText('Logged: Left voicemail');
  }
  for (const [round, lead] of leads.entries()) await loggedOnce(browser, lead, `Round ${round}.`);
});

test('a worker stopped during a call: the timer goes on, and the call is logged with its length', async ({ ready }) => {
  const browser = await ready(salesforceDemo);
  const lead = 'Kate Graham';
  const sidebar = await browser.open(lead);
  await sidebar.startCall();
  await expect.poll(() => secondsOnLine(sidebar)).toBeGreaterThanOrEqual(1);
  await browser.stopWorker();
  const before = await secondsOnLine(sidebar);
  await expect.poll(() => secondsOnLine(sidebar)).toBeGreaterThan(before + 1);
  await sidebar.log('v', 'Longer than the worker lived.');
  await sidebar.expectText('Logged: Left voicemail');
  await loggedOnce(browser, lead, 'Longer than the worker lived.');
});

test('neither a page nor a content script can command Baton', async ({ ready }) => {
  const browser = await ready(salesforceDemo);
  const lead = 'Bert Hansen';
  const { page } = await browser.open(lead);
  expect(await page.evaluate('typeof globalThis.chrome?.runtime?.sendMessage')).toBe('undefined');

  const cdp = await browser.baton.context.newCDPSession(page);
  const worlds: number[] = [];
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${browser.baton.extensionId}`) worlds.push(context.id);
  });
  await cdp.send('Runtime.enable');
  await expect.poll(() => worlds.length, { message: 'the content script’s world' }).toBeGreaterThan(0);
  const recordKey = `salesforce:${browser.crm.apiHost}:lead:${browser.crm.idOf(lead)}`;
  const at = Date.now();
  const commandId = `${at
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})(.{4})$/, '$1-$2')}-7000-8000-000000000001`;
  const forged = [
    {
      name: 'logCall',
      ask: {
        commandId,
        callId: null,
        recordKey,
        leadName: lead,
        outcomeId: 'noAnswer',
        note: 'Forged.',
        followUp: null,
        at,
      },
    },
    { name: 'leadView', ask: { recordKey, refresh: false } },
    { name: 'connections', ask: {} },
  ];
  const inContentScript = async (expression: string): Promise<unknown> => {
    const [contextId = 0] = worlds;
    const how = { contextId, awaitPromise: true, returnByValue: true };
    return (await cdp.send('Runtime.evaluate', { ...how, expression })).result.value;
  };
  for (const message of forged) {
    const sent = JSON.stringify({ n: 1, ...message });
    const answer = await inContentScript(`new Promise((resolve) => {
      const port = chrome.runtime.connect({ name: 'baton' });
      port.onMessage.addListener(({ reply }) => resolve(reply));
      port.postMessage(${sent});
    })`);
    expect(answer, message.name).toMatchObject({ ok: false, error: { kind: 'refused' } });
  }
  const readStore = "chrome.storage.local.get(null).then(() => 'read', () => 'refused')";
  expect(await inContentScript(readStore), 'the store is for Baton’s own pages').toBe('refused');
  expect(await browser.history(lead)).toEqual([]);
  // From a page of Baton the very same message is a command: what was refused was its sender.
  expect(await browser.ask('logCall', forged[0]?.ask ?? {})).toMatchObject({ ok: true });
});

test('what is typed in one window goes on in the other, and goes to the CRM once', async ({ ready }) => {
  const browser = await ready(salesforceDemo);
  const lead = 'Paris Treutel';
  const one = await browser.open(lead);
  const two = await browser.open(lead, await newWindow(browser, one.page));
  await one.press('v', 'a');
  await one.page.keyboard.type('Asks for numbers');
  await two.press('o');
  await comeBackTo(two, 'Asks for numbers');
  await two.press('a', 'End');
  await two.page.keyboard.type(', by mail');
  await comeBackTo(one, 'Asks for numbers, by mail');
  await two.page.keyboard.press('Enter');
  await two.expectText('Logged: Left voicemail');

  // The first window still has its panel open: that note is in the CRM, and does not go there with the next call.
  await expect(noteField(await one.frame())).toHaveValue('');
  await one.press('Escape', 'n', 'Enter');
  await one.expectText('Logged: No answer');
  const notes = (await browser.history(lead)).map(({ note }) => note);
  expect(notes.filter((note) => note.includes('numbers'))).toEqual(['Asks for numbers, by mail']);
});

test('a draft survives a reload; a call on the line and a half-written note survive a killed browser', async ({
  demo,
}) => {
  const crm = salesforceDemo(demo);
  const options = { ...testLaunchOptions(demo.port), profile: await freshProfile() };
  const lead = 'Josephine Wintheiser';
  const note = 'She said that before the first of March';
  const arrive = async (isKnown: boolean) => {
    const baton = await launchBaton(options);
    const findings = watchContext(baton.context);
    const page = await baton.context.newPage();
    // The session may have outlived the browser, or not.
    await (isKnown ? crm.backTo(page, crm.urlOf(crm.idOf(lead))) : crm.signIn(page));
    await page.goto(crm.urlOf(crm.idOf(lead)));
    const sidebar = new Sidebar(page);
    await sidebar.shows(lead);
    return { baton, findings, page, sidebar };
  };
  const first = await arrive(false);
  await first.sidebar.startCall();
  await first.sidebar.press('v', 'a');
  await first.page.keyboard.type(note);
  await first.page.reload();
  await first.sidebar.shows(lead);
  await first.sidebar.press('o');
  await expect(noteField(await first.sidebar.frame())).toHaveValue(note);
  const before = await secondsOnLine(first.sidebar);
  expect(first.findings.unexpected()).toEqual([]);

  await first.baton.kill();
  const second = await arrive(true);
  await expect.poll(() => secondsOnLine(second.sidebar)).toBeGreaterThan(before);
  await second.sidebar.press('o');
  await expect(noteField(await second.sidebar.frame())).toHaveValue(note);
  await second.sidebar.press('Enter');
  await second.sidebar.expectText('Logged: Left voicemail');
  await second.sidebar.expectText(note);
  expect(second.findings.unexpected()).toEqual([]);
  await second.baton.close();
});
