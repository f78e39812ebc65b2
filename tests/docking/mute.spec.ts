import { expect, test } from './fixture.ts';

/** Where evaluated code runs, not here. */
declare const chrome: typeof import('wxt/browser').browser;

test.use({ isMute: true });

test('takes no room for a sidebar that does not answer, and offers to try again', async ({ docked }) => {
  await docked.open('scrolling');
  await expect.poll(async () => (await docked.part('div'))?.attributes.get('class')).toBe('waiting');
  await expect
    .poll(async () => (await docked.part('div'))?.attributes.get('class'), { timeout: 20_000 })
    .toBe('failed');
  expect(await docked.page.evaluate(() => document.querySelectorAll('[style]').length)).toBe(1);

  await (await docked.part('button'))?.focus();
  await docked.page.keyboard.press('Enter');
  await expect.poll(async () => (await docked.part('div'))?.attributes.get('class')).toBe('waiting');
});

test('shows a sidebar that says after all that it is ready', async ({ docked }) => {
  await docked.open('scrolling');
  await expect
    .poll(async () => (await docked.part('div'))?.attributes.get('class'), { timeout: 20_000 })
    .toBe('failed');
  await (await docked.worker()).evaluate(async () => {
    const tabs = await chrome.tabs.query({ url: 'https://acme.lightning.force.com/*' });
    const ready = { to: 'baton-dock', kind: 'ready' };
    await Promise.all(tabs.map(({ id }) => chrome.tabs.sendMessage(Number(id), ready)));
  });
  await docked.untilOpen();
});

test('keeps an unseen sidebar out of the way of keys, and of clicks where it would lie over the page', async ({
  docked,
}) => {
  const { page } = docked;
  await page.setViewportSize({ width: 700, height: 600 });
  await docked.open('scrolling');
  await expect.poll(async () => (await docked.part('div'))?.attributes.has('hidden')).toBe(false);
  // Under the dock, which is the right half of this window.
  const inside = await page.locator('#chat').boundingBox();
  expect(inside?.x).toBeGreaterThan(700 - 320);
  await page.evaluate(() =>
    document.querySelector('#chat')?.addEventListener('click', () => document.body.setAttribute('data-clicked', '')),
  );
  await page.mouse.click(inside?.x ? inside.x + 10 : 0, inside?.y ? inside.y + 10 : 0);
  expect(await page.evaluate(() => document.body.hasAttribute('data-clicked'))).toBe(true);

  await page.setViewportSize({ width: 1280, height: 600 });
  await page.locator('#chat').focus();
  const seen = new Set<string | undefined>();
  for (let key = 0; key < 6; key += 1) {
    await page.keyboard.press('Tab');
    seen.add(await page.evaluate(() => document.activeElement?.localName));
  }
  expect((await docked.part('div'))?.attributes.get('class')).toBe('waiting');
  expect([...seen]).not.toContain('baton-dock');
});
