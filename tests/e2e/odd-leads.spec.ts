import type { Frame } from '@playwright/test';
import { hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { expect, test } from '../support/ready.ts';

/** The request that reads a record. */
const reading = { path: '/composite$|/objects/[^/]+/contacts/' };

test.beforeAll(({ demo }) => demo.reset());
test.setTimeout(120_000);

/** Chromium itself says of a page's request that it failed. */
const failedRequests = /Failed to load resource/;

/** Reaches past the right edge at the width the sidebar has now: tag and text of whatever does. */
function overflowing(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      if (element.closest('svg') !== null && element.tagName !== 'svg') return false;
      const { left, right, width } = element.getBoundingClientRect();
      // What is kept for screen readers alone is one pixel wide.
      return width > 1 && (right > clientWidth + 1 || left < -1);
    });
    const scrolling = [...document.querySelectorAll('main, main section, footer, h1')].filter(
      // A title that ends in an ellipsis is cut on purpose.
      (element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'hidden',
    );
    return [
      ...(scrollWidth > clientWidth ? [`the page: ${scrollWidth} in ${clientWidth}`] : []),
      ...[...wide, ...scrolling].map((element) => `${element.tagName}: ${element.textContent?.slice(0, 60)}`),
    ];
  });
}

test('a record that cannot be read: what is known shows at once, the trouble in one line', async ({
  ready,
  findings,
}) => {
  findings.expectErrors(failedRequests);
  const browser = await ready(salesforceDemo);
  const lead = 'Carmen Alfaro Vaca';
  const { apiHost } = browser.crm;
  const sidebar = await browser.open(lead);
  await expect((await sidebar.region('Lead')).getByText('Sam Rivera').first()).toBeVisible();
  for (const [kind, says] of [
    ['500', 'The CRM has trouble right now'],
    ['429', 'The CRM asks for a pause'],
  ] as const) {
    // Until it is cleared: the sidebar looks again by itself as well.
    await browser.demo('faults', { host: apiHost, ...reading, kind, times: 1000 });
    await browser.open(lead, sidebar.page);
    await sidebar.expectText(says);
    const frame = await sidebar.frame();
    await expect((await sidebar.region('Lead')).getByText('Sam Rivera').first()).toBeVisible();
    const again = frame.getByRole('button', { name: 'Try again' });
    const asked = () => browser.requests().filter(({ fault }) => fault === kind).length;
    const before = asked();
    await again.click();
    await expect.poll(asked, 'the CRM is asked again').toBeGreaterThan(before);
    await browser.endFaults();
    // Or the sidebar has looked again by itself before the click.
    await again.click({ timeout: 5000 }).catch(() => undefined);
    await expect(frame.getByText(says)).toHaveCount(0);
  }
  await browser.demo('faults', { host: apiHost, ...reading, kind: 'hang' });
  await browser.open(lead, sidebar.page);
  await expect((await sidebar.region('Lead')).getByText('Sam Rivera').first()).toBeVisible();
  await sidebar.log('n', 'While the CRM said nothing.');
  await sidebar.expectText('Logged: No answer');
  await expect.poll(() => browser.callsInCrm(lead, 'While the CRM said nothing.'), { timeout: 60_000 }).toBe(1);
});

test('a lead without a phone, without a company, one who must not be called', async ({ ready }) => {
  const browser = await ready(salesforceDemo);
  const sidebar = await browser.open('Curtis Bauer');
  await sidebar.expectText('No phone number known.');
  await expect((await sidebar.frame()).getByRole('button', { name: 'Start the timer' })).toBeVisible();
  await sidebar.startCall();
  await sidebar.log('n');
  await sidebar.expectText('Logged: No answer');
  await expect.poll(async () => (await browser.history('Curtis Bauer')).length).toBe(1);

  await browser.open('Leah Stanton', sidebar.page);
  await expect((await sidebar.region('Lead')).getByText('Sam Rivera').first()).toBeVisible();
  const text = await (await sidebar.frame()).locator('body').innerText();
  expect(text).not.toMatch(/undefined|null|\[object|·\s*$|^\s*·/m);
  await sidebar.log('n');
  await sidebar.expectText('Logged: No answer');

  await browser.open('Gordon Pike', sidebar.page);
  await sidebar.expectText('Do not call');
  const frame = await sidebar.frame();
  await expect(frame.getByRole('button', { name: /^(Call|Start the timer)/ })).toHaveCount(0);
  await expect(frame.locator('a[href^="tel:"]')).toHaveCount(0);
  await sidebar.press('c');
  await expect(frame.getByRole('status').filter({ hasText: /^Not called: / })).toHaveCount(1);
  await expect(frame.getByRole('timer')).toHaveCount(0);
});

test('names of 200 characters and in every script are whole on demand and break nothing at 320 pixels', async ({
  ready,
}) => {
  const browser = await ready(hubspotDemo);
  const long = browser.crm.names().find((name) => name.length > 150) ?? '';
  expect(long.length).toBeGreaterThanOrEqual(199);
  const page = await browser.baton.context.newPage();
  expect(await browser.ask('dock', { widthPx: 320 })).toMatchObject({ ok: true });
  const names = [
    long,
    'ليلى الحدّاد',
    'נועה בן־דוד',
    '静怡 欧阳',
    'प्रिया कृष्णमूर्ति',
    "Zoë 👩🏽‍🚒 O'Shea 🚚",
    '<b>Bob</b> & "Co"',
    'Imani Brooks',
  ];
  for (const name of names) {
    const sidebar = await browser.open(name, page);
    const frame = await sidebar.frame();
    await expect((await sidebar.region('Lead')).getByText('Sam Rivera').first()).toBeVisible();
    await expect.poll(() => frame.evaluate(() => innerWidth)).toBeLessThanOrEqual(320);
    await expect.poll(() => overflowing(frame), name).toEqual([]);
    const heading = (await sidebar.region('Lead')).getByRole('heading', { level: 1 });
    expect(await heading.locator('*').count(), 'a name is text').toBe(0);
    if (name === long) {
      const isWhole = () => heading.evaluate((one) => one.scrollHeight <= one.clientHeight + 1);
      expect(await isWhole()).toBe(false);
      await (await sidebar.region('Lead')).getByRole('button', { name: 'More' }).first().click();
      await expect.poll(isWhole).toBe(true);
      await expect.poll(() => overflowing(frame), 'unfolded').toEqual([]);
    }
    await sidebar.press('n');
    await expect.poll(() => overflowing(frame), `the outcome of ${name}`).toEqual([]);
    await sidebar.press('Enter');
    await sidebar.expectText('Logged: No answer');
    await sidebar.press('h');
    await expect(frame.getByRole('heading', { level: 1 })).toBeVisible();
    await expect.poll(() => overflowing(frame), `the handoff of ${name}`).toEqual([]);
  }
  expect(await browser.ask('dock', { widthPx: 380 })).toMatchObject({ ok: true });
});
