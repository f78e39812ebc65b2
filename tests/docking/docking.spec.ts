import { v7 as uuidv7 } from 'uuid';
import type { BatonBrowser } from '../support/browser.ts';
import { expect, leadPath, nextLeadPath, test } from './fixture.ts';

/** Where evaluated code runs, not here. */
declare const chrome: typeof import('wxt/browser').browser;

const kinds = ['scrolling', 'app', 'fullWidth', 'rtl', 'plain', 'styled', 'strict', 'quirks', 'zoomed', 'bleeding'];
for (const name of kinds) {
  test(`takes its room from a page and gives it back to the byte: ${name}`, async ({ docked }) => {
    await docked.ask('dock', { collapsed: true });
    await docked.open(name);
    await docked.untilCollapsed();
    const before = await docked.markup();

    await docked.ask('dock', { collapsed: false });
    const { left, width } = await docked.untilOpen();
    expect(width).toBe(380);
    expect(left + width).toBe(
      await docked.page.evaluate(() => (document.scrollingElement ?? document.body).clientWidth),
    );
    await expect.poll(() => docked.covered()).toEqual([]);

    await docked.ask('dock', { collapsed: true });
    await docked.untilCollapsed();
    expect(await docked.markup()).toBe(before);
  });
}

test('moves dialogs and backdrops that open later, and lets their styles go with them', async ({ docked }) => {
  const { page } = docked;
  await docked.open('scrolling');
  const dock = await docked.untilOpen();
  await page.click('#open');
  await expect.poll(() => docked.covered()).toEqual([]);
  for (const id of ['modal', 'centred', 'auto']) {
    const box = await page.locator(`#${id}`).boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0) / 2).toBeCloseTo(dock.left / 2, 0);
  }
  await docked.ask('dock', { collapsed: true });
  await docked.untilCollapsed();
  expect(await page.locator('#modal').getAttribute('style')).toBe('width:90vw;height:300px');
  expect(await page.locator('#centred').getAttribute('style')).toBeNull();
});

test('leaves what the page itself changed meanwhile', async ({ docked }) => {
  const { page } = docked;
  await docked.open('scrolling');
  await docked.untilOpen();
  await expect.poll(() => docked.covered()).toEqual([]);
  await page.evaluate(() => {
    const header = document.querySelector<HTMLElement>('#header');
    if (header) header.style.background = 'rgb(1, 2, 3)';
    document.documentElement.style.overflow = 'hidden';
  });
  await docked.ask('dock', { collapsed: true });
  await docked.untilCollapsed();
  expect(await page.locator('#header').getAttribute('style')).toBe('background: rgb(1, 2, 3);');
  expect(await page.evaluate(() => document.documentElement.getAttribute('style'))).toBe('overflow: hidden;');
});

for (const name of ['scrolling', 'quirks']) {
  test(`lets the right end of a wide table be scrolled out from under it: ${name}`, async ({ docked }) => {
    const { page } = docked;
    await docked.open(name);
    const { left } = await docked.untilOpen();
    const tableEnd = () =>
      page.evaluate(() => {
        scrollTo(1e6, 0);
        return document.querySelector('#wide')?.getBoundingClientRect().right ?? Number.POSITIVE_INFINITY;
      });
    await expect.poll(tableEnd).toBeLessThanOrEqual(left + 1);
    expect(await tableEnd()).toBeGreaterThan(left - 40);
  });
}

test('takes back the way to scroll once there is nothing wide any more, and gives it again', async ({ docked }) => {
  await docked.open('scrolling');
  await docked.untilOpen();
  const tooWide = () =>
    docked.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const widen = (width: string) =>
    docked.page.evaluate((to) => {
      const wide = document.querySelector('#wide');
      if (wide instanceof HTMLElement) wide.style.cssText = `display:block;overflow:hidden;width:${to}`;
      document.body.click();
    }, width);
  await expect.poll(tooWide).toBeGreaterThan(0);
  await widen('100px');
  await expect.poll(tooWide).toBe(0);
  await widen('3000px');
  await expect.poll(tooWide).toBeGreaterThan(3000 - 1280);
});

test('follows the window to another size and lies over a narrow page', async ({ docked }) => {
  const { page } = docked;
  await docked.open('app');
  await docked.untilOpen();
  await expect.poll(() => docked.covered()).toEqual([]);
  await page.setViewportSize({ width: 1200, height: 800 });
  await expect.poll(() => docked.covered()).toEqual([]);
  expect((await page.locator('#root').boundingBox())?.width).toBe(820);
  await page.setViewportSize({ width: 800, height: 800 });
  await expect.poll(async () => (await page.locator('#root').boundingBox())?.width).toBe(800);
  expect((await docked.part('div'))?.attributes.get('class')).toBe('open');
});

test('keeps its frame from record to record and is absent where there is none', async ({ docked }) => {
  const { page } = docked;
  await docked.open('scrolling');
  await docked.untilOpen();
  const frame = () => page.frames().find((candidate) => candidate.url().endsWith('/sidebar.html'));
  const first = frame();
  await first?.evaluate(() => document.body.setAttribute('data-kept', ''));
  await page.click('#next');
  await expect.poll(() => page.url()).toContain(nextLeadPath);
  await expect
    .poll(async () => JSON.stringify(await (await docked.worker()).evaluate(() => chrome.storage.session.get(null))))
    .toContain('00Q5e00000AbCdFEAV');
  expect(frame()).toBe(first);
  expect(await first?.evaluate(() => document.body.hasAttribute('data-kept'))).toBe(true);

  await page.evaluate(() => history.pushState({}, '', '/lightning/o/Lead/list'));
  await expect(page.locator('baton-dock')).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.getAttribute('style'))).toBeNull();
  await expect.poll(frame).toBeUndefined();

  await page.evaluate((path) => history.pushState({}, '', path), leadPath);
  await docked.untilOpen();
});

test('takes its room before the page is laid out, without waiting for the background', async ({ docked }) => {
  const { page } = docked;
  /** The margin when the first element of the page's body was parsed, with the worker asleep. */
  const early = async (path?: string) => {
    await docked.stopWorker();
    await docked.open('early', path);
    return page.evaluate(() => document.body.dataset['margin']);
  };
  await docked.open('early');
  await docked.untilOpen();
  expect(await early()).toBe('380px');
  await docked.untilOpen();

  await docked.ask('dock', { widthPx: 431 });
  await expect.poll(() => early()).toBe('431px');
  await docked.ask('dock', { collapsed: true, widthPx: 380 });
  await expect.poll(() => early()).toBe('0px');
  await docked.untilCollapsed();
  await docked.ask('dock', { collapsed: false });
  await expect.poll(() => early()).toBe('380px');
  expect(await early('/lightning/o/Lead/list')).toBe('0px');
  expect(await early('/lightning/r/view/view')).toBe('0px');
});

test('moves what lies fixed in the window before the page is painted, without waiting for the background', async ({
  docked,
}) => {
  const { page } = docked;
  await docked.open('scrolling');
  const { width: dockWidth } = await docked.untilOpen();
  await page.addInitScript(() =>
    addEventListener('DOMContentLoaded', () =>
      // The frame after the first one with all of the page.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const { right = 0 } = document.querySelector('#header')?.getBoundingClientRect() ?? {};
          document.body.setAttribute('data-first', `${innerWidth - right}`);
        }),
      ),
    ),
  );
  await docked.stopWorker();
  await docked.open('scrolling', nextLeadPath);
  await expect.poll(() => page.evaluate(() => document.body.dataset['first'])).toBe(`${dockWidth}`);
  await docked.untilOpen();
});

test('gives early room back where the background has no dock for the page', async ({ docked }) => {
  // Looks like a lead's page, and is none: the id is too short.
  await docked.stopWorker();
  await docked.open('early', '/lightning/r/Lead/00Qx/view');
  expect(await docked.page.evaluate(() => document.body.dataset['margin'])).toBe('380px');
  await expect.poll(() => docked.page.evaluate(() => document.documentElement.getAttribute('style'))).toBeNull();
});

test('follows a navigation by hash', async ({ docked }) => {
  await docked.open('plain', '/one/one.app');
  await docked.page.evaluate(() => {
    location.hash = '#/sObject/00Q5e00000AbCdEEAV/view';
  });
  await docked.untilOpen();
  await docked.page.evaluate(() => {
    location.hash = '#/home';
  });
  await expect(docked.page.locator('baton-dock')).toHaveCount(0);
});

for (const path of ['/lightning/page/home', '/lightning/o/Lead/list', '/lightning/r/view/view']) {
  test(`stays away from ${path}`, async ({ docked }) => {
    await docked.open('plain', path);
    await expect
      .poll(async () => JSON.stringify(await (await docked.worker()).evaluate(() => chrome.storage.session.get(null))))
      .toContain('"ref":null');
    await expect(docked.page.locator('baton-dock')).toHaveCount(0);
    expect(await docked.page.evaluate(() => document.documentElement.getAttribute('style'))).toBeNull();
  });
}

test('comes back where the page replaces its content', async ({ docked }) => {
  const { page } = docked;
  await docked.open('plain');
  await docked.untilOpen();
  await page.evaluate(() => {
    const body = document.createElement('body');
    body.innerHTML = '<header id="late" data-fits style="position:fixed;left:0;right:0;top:0;height:40px"></header>';
    document.body.replaceWith(body);
  });
  await expect.poll(() => docked.covered()).toEqual([]);
  await page.evaluate(() =>
    document.documentElement.replaceChildren(document.createElement('head'), document.createElement('body')),
  );
  await docked.untilOpen();
  expect(await page.evaluate(() => document.documentElement.style.marginRight)).toBe('380px');
});

test('is resized by keys and by the mouse, and remembers', async ({ docked }) => {
  const { page } = docked;
  await docked.open('scrolling');
  await docked.untilOpen();
  const width = async () => (await (await docked.part('div'))?.box())?.width;
  const handle = await docked.part('b');
  expect(handle?.attributes.get('role')).toBe('separator');
  expect(handle?.attributes.get('aria-orientation')).toBe('vertical');
  expect(handle?.attributes.get('aria-label')).not.toBe('');
  await handle?.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(width).toBe(396);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(width).toBe(364);
  await page.keyboard.press('Home');
  await expect.poll(width).toBe(320);
  await page.keyboard.press('End');
  await expect.poll(width).toBe(480);
  expect((await docked.part('b'))?.attributes.get('aria-valuenow')).toBe('480');
  await expect.poll(() => docked.covered()).toEqual([]);

  const at = await (await docked.part('b'))?.box();
  const x = (at?.left ?? 0) + 4;
  await page.mouse.move(x, 500);
  await page.mouse.down();
  await page.mouse.move(x + 60, 500, { steps: 3 });
  await page.mouse.move(x + 100, 500, { steps: 3 });
  await page.mouse.up();
  await expect.poll(width).toBe(380);
  await expect.poll(() => docked.ask('settings', {})).toMatchObject({ value: { dock: { widthPx: 380 } } });
  await page.mouse.move(x + 60, 300);
  await page.reload();
  expect((await docked.untilOpen()).width).toBe(380);

  const again = await (await docked.part('b'))?.box();
  await (await docked.part('b'))?.focus();
  await page.keyboard.press('Home');
  await expect.poll(width).toBe(320);
  await page.mouse.dblclick((again?.left ?? 0) + 60 + 4, 500);
  await expect.poll(width).toBe(380);
});

test('stays as it was just moved when told how it was before', async ({ docked, dockBrowser: { control } }) => {
  const { page } = docked;
  await docked.open('scrolling');
  await docked.untilOpen();
  const width = async () => (await (await docked.part('div'))?.box())?.width;
  const worker = await docked.worker();
  /** What the background tells where it has looked the settings up before the dock was moved. */
  const tellOld = () =>
    worker.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ url: 'https://acme.lightning.force.com/*', active: true });
      const labels = { frameTitle: 'Baton', open: 'Open', resize: 'Resize' };
      const state = {
        present: true,
        collapsed: false,
        widthPx: 380,
        dark: null,
        score: null,
        call: '' as const,
        labels,
      };
      await chrome.tabs.sendMessage(Number(tab?.id), { to: 'baton-dock', kind: 'state', state });
    });
  // Until it is let go, the background cannot save.
  await control.evaluate(async () => {
    const open = indexedDB.open('baton');
    await new Promise((resolve) => {
      open.onsuccess = resolve;
    });
    const store = open.result.transaction('meta', 'readwrite').objectStore('meta');
    document.body.dataset['held'] = 'yes';
    const hold = () => {
      if (document.body.dataset['held'] === 'yes') store.get('settings').onsuccess = hold;
      else open.result.close();
    };
    hold();
  });
  await (await docked.part('b'))?.focus();
  await page.keyboard.press('Home');
  await expect.poll(width).toBe(320);
  await tellOld();
  expect(await width()).toBe(320);
  await control.evaluate(() => {
    document.body.dataset['held'] = 'no';
  });
  // Once it is known there, the dock is told again what others do with it.
  await docked.ask('dock', { widthPx: 400 });
  await expect.poll(width).toBe(400);
});

test('collapses to a tab, opens by keyboard, and moves the focus there and back', async ({ docked }) => {
  const { page } = docked;
  await docked.open('scrolling');
  await docked.untilOpen();
  await page.focus('#field');
  const tabId = await (await docked.worker()).evaluate(
    async () => (await chrome.tabs.query({ url: 'https://acme.lightning.force.com/*' })).at(-1)?.id,
  );
  const focus = (where: string) =>
    docked
      .worker()
      .then((worker) =>
        worker.evaluate(
          ([id, to]) =>
            chrome.tabs.sendMessage(Number(id), { to: 'baton-dock', kind: 'focus', where: to }).catch(() => undefined),
          [tabId, where] as const,
        ),
      );
  const focused = () => page.evaluate(() => document.activeElement?.localName);
  await focus('sidebar');
  await expect.poll(focused).toBe('baton-dock');
  await focus('toggle');
  await expect.poll(focused).toBe('input');

  await docked.ask('dock', { collapsed: true });
  const tab = await docked.untilCollapsed();
  expect(tab.attributes.get('aria-expanded')).toBe('false');
  expect(tab.attributes.get('aria-controls')).toBe((await docked.part('iframe'))?.attributes.get('id'));
  expect(tab.attributes.get('aria-label')).not.toBe('');
  await (await docked.part('button'))?.focus();
  await page.keyboard.press('Enter');
  await docked.untilOpen();
  await expect.poll(focused).toBe('baton-dock');
});

test('waits for a sidebar in a tab that is not in front', async ({ docked, dockBrowser }) => {
  await dockBrowser.control.bringToFront();
  await docked.open('plain');
  const mode = async () => (await docked.part('div'))?.attributes.get('class');
  await expect.poll(mode).toMatch(/^(waiting|open)$/);
  await docked.page.waitForTimeout(11_000);
  expect(await mode()).not.toBe('failed');
  await docked.page.bringToFront();
  await docked.untilOpen();
});

async function reloadByPage({ context, url }: BatonBrowser): Promise<void> {
  const page = await context.newPage();
  await page.goto(url('popup.html')).catch(() => undefined);
  await page.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  await page.close().catch(() => undefined);
}

test('goes when Baton is reloaded, leaves the page as it was, and is back on the page’s next visit', async ({
  docked,
  dockBrowser,
}) => {
  test.setTimeout(90_000);
  await docked.open('scrolling');
  await docked.untilOpen();
  await expect.poll(() => docked.covered()).toEqual([]);
  await (await docked.worker()).evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  await expect(docked.page.locator('baton-dock')).toHaveCount(0);
  expect(await docked.page.evaluate(() => [...document.querySelectorAll('[style]')].length)).toBe(0);
  let visits = 0;
  // A visit while Baton is still starting is one without it.
  await expect(async () => {
    visits += 1;
    // Once in a few dozen reloads Chromium starts the worker without any extension API; only another reload helps.
    if (visits > 2) await reloadByPage(dockBrowser.baton);
    await docked.open('scrolling');
    await docked.untilOpen(5000);
  }).toPass({ timeout: 40_000 });
});

test('says on the collapsed tab that a call is on the line, and whose outcome is missing', async ({ docked }) => {
  const at = Date.now();
  const callId = uuidv7({ msecs: at });
  const recordKey = 'salesforce:acme.my.salesforce.com:lead:00Q5e00000AbCdEEAV';
  const tab = async () => {
    const { attributes } = await docked.untilCollapsed();
    return [attributes.get('class'), attributes.get('aria-label')];
  };
  await docked.ask('dock', { collapsed: true });
  await docked.open('plain');
  expect(await tab()).toEqual(['', 'Open Baton']);
  const override = { reason: 'asked', note: '' };
  const call = { recordKey, leadName: 'Maya', number: null, at, override };
  expect(await docked.ask('startCall', { commandId: callId, ...call })).toMatchObject({ ok: true });
  await expect.poll(tab).toEqual(['live', 'Open Baton: on a call']);
  await docked.ask('endCall', { commandId: uuidv7(), callId, at: Date.now() });
  await expect.poll(tab).toEqual(['ended', 'Open Baton: a call is not logged yet']);
  await docked.ask('discardCall', { commandId: uuidv7(), callId });
  await expect.poll(tab).toEqual(['', 'Open Baton']);
});
