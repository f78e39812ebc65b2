import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { buildFolder } from '../../scripts/lib/build.ts';
import type { BatonBrowser } from '../support/browser.ts';
import { ae, salesforceDemo } from '../support/demo-crm.ts';
import { commandId, everyHour } from '../support/every-hour.ts';
import { test as base, expect } from '../support/fixtures.ts';
import { connected, type Ready } from '../support/ready.ts';
import { Sidebar } from '../support/sidebar.ts';
import { openSurface } from '../support/surfaces.ts';

/** Of a manifest, what an SDR changes by allowing notifications: a test cannot press the browser's own button. */
const manifest = z.looseObject({ permissions: z.array(z.string()), optional_permissions: z.array(z.string()) });

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
  launch: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'baton-notifying-'));
    await cp(process.env['BATON_EXTENSION'] ?? buildFolder('chrome'), folder, { recursive: true });
    const file = join(folder, 'manifest.json');
    const given = manifest.parse(JSON.parse(await readFile(file, 'utf8')));
    const optional = given.optional_permissions.filter((name) => name !== 'notifications');
    const allowed = { permissions: [...given.permissions, 'notifications'], optional_permissions: optional };
    await writeFile(file, JSON.stringify({ ...given, ...allowed }));
    await use({ extension: folder });
    await rm(folder, { recursive: true, force: true });
  },
});

test.setTimeout(180_000);

/** What the browser shows of Baton's notifications; runs in its worker. */
const shownIds = 'new Promise((resolve) => chrome.notifications.getAll((all) => resolve(Object.keys(all))))';

/** Whatever the hour of this test is, it is one at which one works and calls. */
async function alwaysAtWork(ready: Ready): Promise<void> {
  expect(await ready.ask('importCallingRules', { commandId: commandId(), file: everyHour })).toMatchObject({
    ok: true,
  });
  const workingTime = { weekdays: [1, 2, 3, 4, 5, 6, 7], startMinute: 0, endMinute: 1440 };
  const changed = { commandId: commandId(), change: { workingTime } };
  expect(await ready.ask('saveSettings', changed)).toMatchObject({ ok: true });
}

const name = 'Maya Okonkwo';

/** An SDR connected to Salesforce for whom every hour is a working one, and the lead these tests are about. */
async function atWork(parts: Omit<Parameters<typeof connected>[0], 'crm'>) {
  const crm = salesforceDemo(parts.demo);
  const { ready } = await connected({ ...parts, crm });
  await alwaysAtWork(ready);
  return { ready, recordKey: `salesforce:baton-demo.my.salesforce.com:lead:${crm.idOf(name)}` };
}

/** What is shown speaks of this lead; a click on it opens the lead, or comes back to the tab that shows it, and it goes. */
async function opensLead(baton: BatonBrowser, id: string, shownIn?: Page): Promise<void> {
  // An alarm of the browser comes half a minute late at worst.
  await expect.poll(async () => (await baton.worker()).evaluate(shownIds), { timeout: 60_000 }).toEqual([id]);
  const click = async () =>
    (await baton.worker()).evaluate(`chrome.notifications.onClicked.dispatch(${JSON.stringify(id)})`);
  if (shownIn === undefined) {
    const opened = baton.context.waitForEvent('page');
    await click();
    await new Sidebar(await opened).shows(name);
  } else {
    const elsewhere = await baton.context.newPage();
    const tabs = baton.context.pages().length;
    await click();
    const front = 'chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => tab?.url)';
    await expect.poll(async () => (await baton.worker()).evaluate(front)).toBe(shownIn.url());
    expect(baton.context.pages().length).toBe(tabs);
    await elsewhere.close();
  }
  await expect.poll(async () => (await baton.worker()).evaluate(shownIds)).toEqual([]);
}

test('a promised call that is due is said by a notification of the browser, and a click on it opens the lead', async ({
  baton,
  demo,
  findings,
}) => {
  const { ready, recordKey } = await atWork({ baton, findings, demo });
  const at = Date.now();
  const call = { commandId: commandId(), callId: null, recordKey, leadName: name, outcomeId: 'callBack', note: '', at };
  const followUp = { dueAt: at + 1500, timeZone: 'UTC' };
  expect(await ready.ask('logCall', { ...call, followUp })).toMatchObject({ ok: true });
  await opensLead(baton, `reminder:${recordKey}`);
});

test('an answer that is overdue is said by a notification of the browser once, and a click on it opens the lead', async ({
  baton,
  demo,
  findings,
}) => {
  const { ready, recordKey } = await atWork({ baton, findings, demo });
  const sidebar = await ready.open(name);
  await sidebar.press('1', '1', '1', '1');
  await sidebar.log('q', 'Board wants a fix by 1 March.');
  await sidebar.expectText('Logged: Qualified');
  const aes = z.object({ value: z.object({ aes: z.array(z.object({ id: z.string(), name: z.string() })) }) });
  const people = aes.parse(await ready.ask('listAes', { org: 'salesforce:baton-demo.my.salesforce.com' })).value.aes;
  const aeId = people.find((one) => one.name === ae.name)?.id;
  // Handed over a day ago, but for some seconds: with every hour a working one, the answer is due after 24.
  const at = Date.now() - 24 * 3_600_000 + 4000;
  const brief = [{ heading: 'pain', body: 'Board wants a fix by 1 March.' }];
  const given = { commandId: commandId(), recordKey, aeId, brief, taskSubject: 'Handoff', statusValue: null, at };
  expect(await ready.ask('handOver', given)).toMatchObject({ ok: true });
  await opensLead(baton, `reminder:${recordKey}`, sidebar.page);
  const popup = await openSurface(baton, 'popup.html', 360);
  await expect(popup.getByRole('region', { name: 'Answers overdue' })).toContainText(name);
  // Coming to look is no reason to say it again.
  expect(await (await baton.worker()).evaluate(shownIds)).toEqual([]);
});
