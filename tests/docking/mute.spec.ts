import { expect, test } from './fixture.ts';

test.use({ isMute: true });

test('takes no room for a sidebar that does not answer, and offers to try again', async ({ docked }) => {
  await docked.open('scrolling');
  await expect.poll(async () => (await docked.part('div'))?.attributes.get('class')).toBe('waiting');
  await expect
    .poll(async () => (await docked.part('div'))?.attributes.get('class'), { timeout: 20_000 })
    .toBe('failed');
  expect(await docked.part('iframe')).toBeUndefined();
  expect(await docked.page.evaluate(() => document.querySelectorAll('[style]').length)).toBe(1);

  await (await docked.part('button'))?.focus();
  await docked.page.keyboard.press('Enter');
  await expect.poll(async () => (await docked.part('iframe')) !== undefined).toBe(true);
});
