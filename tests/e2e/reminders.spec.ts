import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { buildFolder } from '../../scripts/lib/build.ts';
import { salesforceDemo } from '../support/demo-crm.ts';
import { commandId, everyHour } from '../support/every-hour.ts';
import { test as base, expect } from '../support/fixtures.ts';
import { connected } from '../support/ready.ts';
import { Sidebar } from '../support/sidebar.ts';

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

/** What the browser shows of Baton's notifications; runs in its worker. */
const shownIds = 'new Promise((resolve) => chrome.notifications.getAll((all) => resolve(Object.keys(all))))';

test('a promised call that is due is said by a notification of the browser, and a click on it opens the lead', async ({
  baton,
  demo,
  findings,
}) => {
  const crm = salesforceDemo(demo);
  const { ready } = await connected({ baton, crm, findings, demo });

  // Whatever the hour of this test is, it is one at which one works and calls.
  expect(await ready.ask('importCallingRules', { commandId: commandId(), file: everyHour })).toMatchObject({
    ok: true,
  });
  const settings = z.object({ value: z.looseObject({}) }).parse(await ready.ask('settings', {})).value;
  const workingTime = { weekdays: [1, 2, 3, 4, 5, 6, 7], startMinute: 0, endMinute: 1440 };
  const changed = { commandId: commandId(), settings: { ...settings, workingTime } };
  expect(await ready.ask('saveSettings', changed)).toMatchObject({ ok: true });

  const name = 'Maya Okonkwo';
  const recordKey = `salesforce:baton-demo.my.salesforce.com:lead:${crm.idOf(name)}`;
  const at = Date.now();
  const call = { commandId: commandId(), callId: null, recordKey, leadName: name, outcomeId: 'callBack', note: '', at };
  const followUp = { dueAt: at + 1500, timeZone: 'UTC' };
  expect(await ready.ask('logCall', { ...call, followUp })).toMatchObject({ ok: true });
  const id = `reminder:${recordKey}`;
  // An alarm of the browser comes half a minute late at worst.
  await expect.poll(async () => (await baton.worker()).evaluate(shownIds), { timeout: 60_000 }).toEqual([id]);

  const opened = baton.context.waitForEvent('page');
  await (await baton.worker()).evaluate(`chrome.notifications.onClicked.dispatch(${JSON.stringify(id)})`);
  await new Sidebar(await opened).shows(name);
  await expect.poll(async () => (await baton.worker()).evaluate(shownIds)).toEqual([]);
});
