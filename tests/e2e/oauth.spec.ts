import type { Page } from '@playwright/test';
import { askDemo } from '../../demo/core/client.ts';
import { demoClientId } from '../../demo/salesforce/oauth.ts';
import type { BatonBrowser } from '../support/browser.ts';
import { ae, salesforceDemo, sdr } from '../support/demo-crm.ts';
import { expect, test } from '../support/fixtures.ts';
import { Sidebar } from '../support/sidebar.ts';
import { openSurface } from '../support/surfaces.ts';

const org = 'salesforce:baton-demo.my.salesforce.com';

test.beforeEach(({ findings }) => {
  test.setTimeout(120_000);
  // The session that is ended below.
  findings.expectErrors(/status of 401/);
});

/** The click that ends a window may see it gone before it has done clicking. */
async function clickLast(page: Page, name: string): Promise<void> {
  const closed = page.waitForEvent('close');
  await page
    .getByRole('link', { name })
    .click({ noWaitAfter: true })
    .catch((error: unknown) => {
      if (!page.isClosed()) throw error;
    });
  await closed;
}

/** Presses "Sign in" in the card of the org; answers the window that the browser opens for it. */
async function signInWindow(baton: BatonBrowser, dashboard: Page): Promise<Page> {
  const opened = baton.context.waitForEvent('page');
  await dashboard.getByRole('button', { name: 'Sign in to Salesforce' }).click();
  return opened;
}

test('Salesforce is connected through the org’s own app, by a window that the browser opens', async ({
  baton,
  demo,
}) => {
  const crm = salesforceDemo(demo);
  const crmPage = await baton.context.newPage();
  await crm.signIn(crmPage);
  const dashboard = await openSurface(baton, `dashboard.html#/connections?org=${org}`, 800);
  const card = dashboard.getByRole('region', { name: /Salesforce/ });
  await card
    .getByText('Sign in through your org’s own app')
    .or(card.getByText(/own app/))
    .first()
    .click();
  await card.getByLabel('Client id of the app').fill(demoClientId);

  await test.step('who does not allow it is told so, and can try again', async () => {
    await clickLast(await signInWindow(baton, dashboard), 'Deny');
    await expect(card.getByRole('alert')).toContainText('You did not allow Baton');
  });

  await test.step('who closes the window is not connected, and nothing hangs', async () => {
    await (await signInWindow(baton, dashboard)).close();
    await expect(card.getByRole('alert')).toHaveText(/^The sign-in was not finished/);
    await expect(card.getByRole('alert')).not.toContainText('The CRM says');
    await expect(dashboard.getByRole('button', { name: 'Sign in to Salesforce' })).toBeEnabled();
  });

  await test.step('who allows it is connected, by PKCE and without a secret', async () => {
    const window = await signInWindow(baton, dashboard);
    // A person takes longer than the background usually may: no second window opens, and nobody is told that Baton is silent.
    await window.waitForTimeout(7000);
    expect(baton.context.pages().filter((page) => page.url().includes('/services/oauth2/'))).toEqual([window]);
    await expect(card.getByRole('alert')).toBeHidden();
    await clickLast(window, 'Allow');
    await expect(card.getByText(`Works for ${sdr.name}`)).toBeVisible();
  });

  await test.step('a call is logged, and another when the access token has ended: it is refreshed once', async () => {
    const leadId = crm.idOf('Maya Okonkwo');
    const calls = () => crm.written(leadId).filter(({ kind, subject }) => kind === 'call' && subject === 'No answer');
    await crmPage.goto(crm.urlOf(leadId));
    const sidebar = new Sidebar(crmPage);
    await sidebar.shows('Maya Okonkwo');
    await sidebar.press('n', 'Enter');
    await expect((await sidebar.frame()).getByText('Logged: No answer', { exact: true })).toBeVisible();
    await expect.poll(() => calls().length, { timeout: 30_000 }).toBe(1);
    await askDemo(demo.port, 'https://baton-demo.my.salesforce.com/__demo/expire-session', {
      method: 'POST',
      body: JSON.stringify({ realm: 'salesforce' }),
    });
    const before = demo.state().requests.length;
    await sidebar.press('n', 'Enter');
    await expect.poll(() => calls().length, { timeout: 30_000 }).toBe(2);
    const refreshed = demo
      .state()
      .requests.slice(before)
      .filter(({ path }) => path === '/services/oauth2/token');
    expect(refreshed).toHaveLength(1);
  });

  await test.step('who is signed in on the page is compared once Baton may look, and somebody else’s page stands still', async () => {
    await dashboard.bringToFront();
    await card.getByRole('button', { name: 'Compare with the page' }).click();
    await expect(card.getByText(/Baton compares itself with who is signed in/)).toBeVisible();
    await baton.context.clearCookies();
    await crm.signIn(crmPage, ae);
    await crmPage.goto(crm.urlOf(crm.idOf('Maya Okonkwo')));
    const sidebar = new Sidebar(crmPage);
    await sidebar.shows('Maya Okonkwo');
    const sentence = `You look at this org as ${ae.name}, but Baton works as ${sdr.name}`;
    await expect((await sidebar.frame()).getByText(sentence)).toBeVisible();
    await expect(card.getByText(sentence)).toBeVisible();
    await baton.context.clearCookies();
    await crm.signIn(crmPage);
    await crmPage.goto(crm.urlOf(crm.idOf('Maya Okonkwo')));
    await sidebar.shows('Maya Okonkwo');
    await expect(card.getByText(sentence)).toBeHidden();
    await expect((await sidebar.frame()).getByText(sentence)).toBeHidden();
  });
});
