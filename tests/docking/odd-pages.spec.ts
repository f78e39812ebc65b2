import { expect, test } from './fixture.ts';

test('narrows what is wider than the room left by no more than it must', async ({ docked }) => {
  const { page } = docked;
  await page.setViewportSize({ width: 900, height: 800 });
  await docked.open('composers');
  const { left } = await docked.untilOpen();
  await expect.poll(() => docked.covered()).toEqual([]);
  expect((await page.locator('#row').boundingBox())?.width).toBeCloseTo(left, 0);
});

test('fits into a window narrower than itself', async ({ docked }) => {
  const { page } = docked;
  await page.setViewportSize({ width: 320, height: 600 });
  await docked.open('plain');
  expect(await docked.untilOpen()).toMatchObject({ left: 0, width: 320 });
});

test('is not there on paper, nor is its room', async ({ docked }) => {
  const { page } = docked;
  await page.setViewportSize({ width: 1440, height: 900 });
  await docked.open('scrolling');
  await docked.untilOpen();
  await expect.poll(() => docked.covered()).toEqual([]);
  await page.evaluate(() => {
    addEventListener('afterprint', () => document.body.setAttribute('data-printed', ''));
    matchMedia('print').addEventListener('change', ({ matches }) => {
      const { marginRight } = getComputedStyle(document.documentElement);
      if (matches) document.body.setAttribute('data-margin-on-paper', marginRight);
    });
  });
  await page.pdf();
  await expect(page.locator('body[data-printed]')).toHaveCount(1);
  await expect(page.locator('body')).toHaveAttribute('data-margin-on-paper', '0px');
  await expect.poll(() => page.evaluate(() => document.documentElement.style.marginRight)).toBe('380px');
  await expect.poll(() => docked.covered()).toEqual([]);
});

test('stays away from what is no page', async ({ docked }) => {
  const { page } = docked;
  const failures: string[] = [];
  page.on('pageerror', ({ message }) => failures.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') failures.push(message.text());
  });
  await docked.open('feed');
  await page.waitForTimeout(1000);
  expect(failures).toEqual([]);
});
