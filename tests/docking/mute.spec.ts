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
