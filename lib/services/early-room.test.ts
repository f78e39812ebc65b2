import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { browser } from '../browser';
import { tellEarlyRoom } from './early-room';

/** The scripts registered with the browser, by id: all that is needed of it. */
let registered = new Map<string, { readonly id: string; readonly js?: string[]; readonly matches?: string[] }>();

beforeEach(() => {
  registered = new Map();
  const keep = async (scripts: readonly { readonly id: string }[]) => {
    for (const script of scripts) registered.set(script.id, script);
  };
  vi.spyOn(browser, 'scripting', 'get').mockReturnValue({
    ...browser.scripting,
    getRegisteredContentScripts: async () => [...registered.values()],
    registerContentScripts: vi.fn(keep),
    updateContentScripts: vi.fn(keep),
    unregisterContentScripts: async () => registered.clear(),
  });
});
afterEach(() => vi.restoreAllMocks());

const widthPx = () =>
  [...registered.values()]
    .flatMap(({ js }) => js ?? [])
    .reduce((sum, path) => sum + Number(/room-(\d+)\.js$/.exec(path)?.[1]), 0);

it('writes the width into the scripts that run', async () => {
  for (const px of [320, 380, 431, 480]) {
    await tellEarlyRoom({ collapsed: false, widthPx: px });
    expect(widthPx()).toBe(px);
  }
});

it('runs none where the dock is collapsed', async () => {
  await tellEarlyRoom({ collapsed: false, widthPx: 380 });
  await tellEarlyRoom({ collapsed: true, widthPx: 380 });
  expect(registered.size).toBe(0);
});

it('lets the last of several changes stand', async () => {
  await Promise.all([380, 400, 420].map((px) => tellEarlyRoom({ collapsed: false, widthPx: px })));
  expect(widthPx()).toBe(420);
});

it('asks the browser for no change where there is none', async () => {
  await tellEarlyRoom({ collapsed: false, widthPx: 380 });
  await tellEarlyRoom({ collapsed: false, widthPx: 380 });
  expect(browser.scripting.registerContentScripts).toHaveBeenCalledTimes(1);
  expect(browser.scripting.updateContentScripts).not.toHaveBeenCalled();
});
