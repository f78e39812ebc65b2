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

test('leaves the whole screen to what fills it', async ({ docked }) => {
  const { page } = docked;
  await page.setViewportSize({ width: 1440, height: 900 });
  await docked.open('plain');
  await docked.untilOpen();
  await page.evaluate(() => {
    const film = document.createElement('div');
    film.innerHTML = '<p id="picture" style="width:100%;height:300px;background:#000">A film</p>';
    film.onclick = () => film.requestFullscreen();
    document.body.prepend(film);
  });
  const widthOf = async (id: string) => (await page.locator(id).boundingBox())?.width;
  await expect.poll(() => widthOf('#picture')).toBe(1060);
  await page.locator('#picture').click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement?.localName)).toBe('div');
  // Each look at the page comes later than the one before.
  await page.waitForTimeout(3000);
  expect(await widthOf('#picture')).toBe(1440);
  await page.evaluate(() => document.exitFullscreen());
  await expect.poll(() => widthOf('#picture')).toBe(1060);
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
