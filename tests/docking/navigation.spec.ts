import type { Page } from '@playwright/test';
import { type DockedPage, expect, leadPath, nextLeadPath, test } from './fixture.ts';

/** As the sidebar asks for another record: the next lead of the queue, a colleague, an opportunity. */
async function askForNextLead(docked: DockedPage): Promise<void> {
  const recordKey = `salesforce:acme.my.salesforce.com:lead:${nextLeadPath.split('/')[4]}`;
  await docked.askAsSidebar('openRecord', { recordKey, newTab: false });
}

/** Whether the page is still the one that was opened. */
const mark = (page: Page) => page.evaluate(() => document.documentElement.setAttribute('data-same-document', ''));
const isMarked = (page: Page) => page.evaluate(() => document.documentElement.hasAttribute('data-same-document'));

test('goes to another record by the page’s own link', async ({ docked }) => {
  const { page } = docked;
  await docked.open('scrolling');
  await docked.untilOpen();
  await mark(page);
  await askForNextLead(docked);
  await expect.poll(() => page.url()).toContain(nextLeadPath);
  expect(await isMarked(page)).toBe(true);

  // Whoever goes back at once stays there.
  await page.evaluate(() => history.back());
  await expect.poll(() => page.url()).toContain(leadPath);
  await page.waitForTimeout(2500);
  expect(page.url()).toContain(leadPath);
  expect(await isMarked(page)).toBe(true);
});

test('does not take a page that was left again at once for one that was never reached', async ({ docked }) => {
  const { page } = docked;
  await docked.open('scrolling');
  await docked.untilOpen();
  await page.evaluate(() => {
    document.getElementById('next')?.addEventListener('click', () => {
      document.body.setAttribute('data-went-to', location.pathname);
      history.back();
    });
  });
  await askForNextLead(docked);
  await expect(page.locator(`body[data-went-to="${nextLeadPath}"]`)).toHaveCount(1);
  await page.waitForTimeout(2500);
  expect(page.url()).toContain(leadPath);
  await expect(page.locator('body[data-went-to]')).toHaveCount(1);
});

test('takes a router along that has no link to the record, and its way back', async ({ docked }) => {
  const { page } = docked;
  await docked.open('router');
  await docked.untilOpen();
  await mark(page);
  await askForNextLead(docked);
  await expect(page.getByRole('heading')).toHaveText(`Record ${nextLeadPath}`);
  await page.waitForTimeout(2500);
  expect(await isMarked(page)).toBe(true);
  await expect(page).toHaveTitle(/AbCdF/);

  await page.goBack();
  await expect(page.getByRole('heading')).toHaveText(`Record ${leadPath}`);
  expect(await isMarked(page)).toBe(true);
});

for (const [kind, name] of [
  ['has no router', 'plain'],
  ['changes all the time and follows nothing', 'ticking'],
]) {
  test(`loads the record anew where the page ${kind}`, async ({ docked }) => {
    const { page } = docked;
    await docked.open(String(name));
    await docked.untilOpen();
    await mark(page);
    await page.route(`**${nextLeadPath}`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Next | Lead | Salesforce</title><h1>Loaded</h1>' }),
    );
    await askForNextLead(docked);
    await expect(page.getByRole('heading')).toHaveText('Loaded');
    expect(page.url()).toContain(nextLeadPath);
    await page.goBack();
    await expect.poll(() => page.url()).toContain(leadPath);
  });
}

test('leaves the clicks that follow to the page', async ({ docked }) => {
  const { page } = docked;
  await docked.open('router');
  await docked.untilOpen();
  await askForNextLead(docked);
  await expect(page.getByRole('heading')).toHaveText(`Record ${nextLeadPath}`);
  await page.getByRole('link', { name: 'Elsewhere' }).click();
  await expect(page).toHaveURL(/#elsewhere$/);
});
