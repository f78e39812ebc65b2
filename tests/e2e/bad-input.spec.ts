import type { Page } from '@playwright/test';
import { hubspotDemo, salesforceDemo, sdr } from '../support/demo-crm.ts';
import { expect, type Ready, test } from '../support/ready.ts';
import { Sidebar } from '../support/sidebar.ts';

const crms = [salesforceDemo, hubspotDemo];
const nameOf = (crmOf: (typeof crms)[number]) => (crmOf === salesforceDemo ? 'Salesforce' : 'HubSpot');
/** The request that writes a call, in either CRM. */
const writing = (crmOf: (typeof crms)[number]) =>
  crmOf === salesforceDemo
    ? { path: '/composite$', body: '/composite/sobjects' }
    : { path: '/calls/batch/create', method: 'POST' };

test.beforeAll(({ demo }) => demo.reset());
test.setTimeout(120_000);

/** Chromium itself says of a page's request that it failed. */
const failedRequests = /Failed to load resource/;

async function writtenOnce(ready: Ready, lead: string, note: string): Promise<void> {
  await expect.poll(() => ready.callsInCrm(lead, note), { message: `${note} is in the CRM`, timeout: 60_000 }).toBe(1);
}

async function allSaved(sidebar: Sidebar): Promise<void> {
  await expect((await sidebar.frame()).getByRole('button', { name: /^All saved/ })).toBeVisible({ timeout: 45_000 });
}

/** Where the SDR always signs in to Salesforce. */
async function signInAgain(page: Page, host: string): Promise<void> {
  await page.goto(`https://${host}/`);
  await page.getByLabel('Username').fill(sdr.email);
  await page.getByLabel('Password').fill(sdr.password);
  await page.getByRole('button', { name: 'Log In' }).click();
  await page.waitForURL(/lightning/);
}

for (const crmOf of crms) {
  const crmName = nameOf(crmOf);

  test(`${crmName}: a page that is no record has no dock, and is as it was before one`, async ({ ready }) => {
    const browser = await ready(crmOf);
    const page = await browser.baton.context.newPage();
    const traces = (of: Page) =>
      of.evaluate(() => ({
        html: document.documentElement.getAttributeNames(),
        body: document.body.getAttributeNames(),
        styled: [...document.querySelectorAll('[style]')].map((one) => `${one.tagName} ${one.getAttribute('style')}`),
        width: document.body.getBoundingClientRect().width,
        docks: document.querySelectorAll('baton-dock').length,
      }));
    await page.goto(browser.crm.listUrl);
    const link = page.getByRole('link', { name: 'Dolores Reinger' }).first();
    await expect(link).toBeVisible();
    const before = await traces(page);
    expect(before.docks).toBe(0);
    await link.click();
    await new Sidebar(page).shows('Dolores Reinger');
    await page.goBack();
    await expect(link).toBeVisible();
    await expect.poll(() => traces(page)).toEqual(before);
  });

  test(`${crmName}: whatever the CRM answers to a call, it is written once`, async ({ ready, findings }) => {
    findings.expectErrors(failedRequests);
    const browser = await ready(crmOf);
    const lead = 'Filiberto Purdy';
    const note = `Through every weather on ${crmName}.`;
    const sidebar = await browser.open(lead);
    const isSalesforce = crmOf === salesforceDemo;
    const troubles = isSalesforce
      ? [{ kind: '429', retryAfterSeconds: 2 }, { kind: '500' }]
      : [{ kind: 'html' }, { kind: 'hang' }];
    for (const trouble of troubles) {
      await browser.demo('faults', { host: browser.crm.apiHost, ...writing(crmOf), ...trouble });
    }
    await sidebar.log('v', note);
    await sidebar.expectText('Logged: Left voicemail');
    await expect((await sidebar.frame()).getByRole('button', { name: /^All saved/ })).toHaveCount(0);
    if (!isSalesforce) {
      // The request hangs, the sidebar does not; in the end the connection is cut.
      await expect.poll(() => browser.faultsLeft(), { timeout: 30_000 }).toEqual([]);
      await sidebar.press('o');
      await expect(await sidebar.region(/^Log a call with/)).toBeVisible();
      await sidebar.press('Escape');
      await browser.endFaults();
    }
    await writtenOnce(browser, lead, note);
    await allSaved(sidebar);
    expect(browser.faultsLeft()).toEqual([]);

    // Applied, and then the connection is cut: the CRM is asked before anything is sent again.
    const other = 'Dolores Reinger';
    const otherNote = `Written, and nobody said so on ${crmName}.`;
    await browser.demo('faults', { host: browser.crm.apiHost, ...writing(crmOf), kind: 'dropAfter' });
    await browser.open(other, sidebar.page);
    await sidebar.log('v', otherNote);
    await writtenOnce(browser, other, otherNote);
    await allSaved(sidebar);
    expect(browser.faultsLeft()).toEqual([]);
    for (const [name, text] of [
      [lead, note],
      [other, otherNote],
    ] as const) {
      expect(browser.callsInCrm(name, text)).toBe(1);
      const tasks = browser.crm.written(browser.crm.idOf(name)).filter((one) => one.kind === 'task');
      // Salesforce keeps the calls of before as tasks too: the follow-up is the open one of today.
      expect(
        tasks.filter(({ subject }) => subject === tasks.at(-1)?.subject),
        'the follow-up too',
      ).toHaveLength(1);
    }
    if (isSalesforce) {
      const asked = browser.requests().filter(({ host }) => host === browser.crm.apiHost);
      const at = asked.findIndex(({ fault }) => fault === '429');
      // A read may have been under way when it was answered; the next write meets the next fault.
      const again = asked.findIndex(({ fault }) => fault === '500');
      expect((asked[again]?.at ?? 0) - (asked[at]?.at ?? 0), 'Retry-After is kept').toBeGreaterThanOrEqual(1990);
    }
  });

  test(`${crmName}: an expired sign-in is said in one line; what waits goes out after it, once`, async ({
    ready,
    findings,
  }) => {
    findings.expectErrors(failedRequests);
    const browser = await ready(crmOf);
    const { crm, baton } = browser;
    const lead = 'Houston Sawayn';
    const note = `Signed out of ${crmName}.`;
    const sidebar = await browser.open(lead);
    if (crmOf === salesforceDemo) await browser.demo('expire-session', { realm: 'salesforce' });
    else await browser.demo('faults', { host: crm.apiHost, kind: '401', times: 10_000 });

    await sidebar.log('v', note);
    await sidebar.expectText('Logged: Left voicemail');
    await expect((await sidebar.frame()).getByRole('button', { name: /^Sign-in needed/ })).toBeVisible();
    await browser.open(lead, sidebar.page);
    const sentence =
      crmOf === salesforceDemo ? 'The CRM wants you to sign in again' : 'HubSpot no longer accepts Baton’s key';
    await sidebar.expectText(sentence);
    await sidebar.expectText(note);
    expect(browser.callsInCrm(lead, note)).toBe(0);
    const opened = baton.context.waitForEvent('page');
    await (await sidebar.frame()).getByRole('button', { name: 'Open connections' }).click();
    const connections = await opened;
    await expect(connections.getByText('Sign-in needed').first()).toBeVisible();

    await browser.endFaults();
    if (crmOf === salesforceDemo) {
      // Signing in where they always do is enough.
      await signInAgain(sidebar.page, crm.apiHost);
    } else await crm.connect(baton);
    await browser.open(lead, sidebar.page);
    await writtenOnce(browser, lead, note);
    await allSaved(sidebar);
    await expect((await sidebar.frame()).getByText(sentence)).toHaveCount(0);
    expect(browser.callsInCrm(lead, note)).toBe(1);
  });

  test(`${crmName}: that nothing may be written is said with the step that cures it; then what waits goes out, once`, async ({
    ready,
    findings,
  }) => {
    findings.expectErrors(failedRequests);
    const browser = await ready(crmOf);
    const lead = 'Kiel Hammes';
    const note = `Barred from ${crmName}.`;
    const sidebar = await browser.open(lead);
    const isSalesforce = crmOf === salesforceDemo;
    const bar = (isBarred: boolean) =>
      isSalesforce
        ? browser.knob('__salesforce/access', { api: isBarred ? 'disabled' : 'everybody' })
        : browser.knob('__hubspot/settings', { missingScopes: isBarred ? ['crm.objects.contacts.write'] : [] });
    await bar(true);
    await sidebar.log('v', note);
    await sidebar.expectText('Logged: Left voicemail');
    const frame = await sidebar.frame();
    await expect(frame.getByRole('button', { name: /^Access blocked/ })).toBeVisible({ timeout: 30_000 });
    const sentence = isSalesforce
      ? 'Your Salesforce user may not use the API'
      : 'This HubSpot key lacks crm.objects.contacts.write';
    await sidebar.expectText(sentence);
    const opened = browser.baton.context.waitForEvent('page');
    await frame.getByRole('button', { name: /^Access blocked/ }).click();
    const connections = await opened;
    await expect(connections.getByText(sentence)).toBeVisible();
    expect(browser.callsInCrm(lead, note)).toBe(0);

    await bar(false);
    await frame.getByRole('button', { name: 'Try again' }).click();
    await writtenOnce(browser, lead, note);
    await allSaved(sidebar);
    await expect(frame.getByText(sentence)).toHaveCount(0);
    await expect(connections.getByText(sentence)).toHaveCount(0);
  });

  test(`${crmName}: a deleted record is said clearly, and what is known here stays`, async ({ ready, findings }) => {
    findings.expectErrors(failedRequests);
    const browser = await ready(crmOf);
    const lead = 'Shanon Brown';
    const sidebar = await browser.open(lead);
    await sidebar.log('v', 'Before it was deleted.');
    await writtenOnce(browser, lead, 'Before it was deleted.');
    const id = browser.crm.idOf(lead);
    const url = browser.crm.urlOf(id);
    await browser.demo('delete-record', { id });
    await sidebar.page.goto(url);
    await sidebar.shows(lead);
    await sidebar.expectText('This record is no longer in the CRM');
    await sidebar.expectText('Before it was deleted.');
    await sidebar.log('n', 'After it was deleted.');
    const frame = await sidebar.frame();
    // The call, and the follow-up it suggested.
    await expect(frame.getByRole('button', { name: /^2 not sent/ })).toBeVisible({ timeout: 30_000 });
    await sidebar.expectText('After it was deleted.');
    const opened = browser.baton.context.waitForEvent('page');
    await frame.getByRole('button', { name: /^2 not sent/ }).click();
    const sync = await opened;
    const failed = sync.getByRole('region', { name: 'Needs your decision' });
    await expect(failed).toContainText('This record is no longer in the CRM');
    for (const left of [1, 0]) {
      await failed
        .getByRole('button', { name: /^Discard/ })
        .first()
        .click();
      await sync.getByRole('button', { name: 'Discard for good' }).click();
      await expect(failed.getByRole('button', { name: /^Discard/ })).toHaveCount(left);
    }
    await allSaved(sidebar);
    await sidebar.expectText('After it was deleted.');
  });
}

test('Salesforce: what waits goes out as soon as the SDR comes back from signing in in another tab', async ({
  ready,
  findings,
}) => {
  findings.expectErrors(failedRequests);
  const browser = await ready(salesforceDemo);
  const lead = 'Vicky Mertz';
  const note = 'Signed in again elsewhere.';
  const sidebar = await browser.open(lead);
  await browser.demo('expire-session', { realm: 'salesforce' });
  await sidebar.log('v', note);
  const needed = (await sidebar.frame()).getByRole('button', { name: /^Sign-in needed/ });
  await expect(needed).toBeVisible();
  expect(browser.callsInCrm(lead, note)).toBe(0);
  await signInAgain(await browser.baton.context.newPage(), browser.crm.apiHost);
  await sidebar.page.bringToFront();
  await allSaved(sidebar);
  await expect(needed).toHaveCount(0);
  expect(browser.callsInCrm(lead, note)).toBe(1);
});
