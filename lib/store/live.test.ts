import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { z } from 'zod';
import { readLive, removeLive, writeLive } from './live';
import { knownLive, watchLive } from './live-watch';

beforeEach(() => fakeBrowser.reset());

const form = z.object({ n: z.number() });
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

it('tells the value as it stands, every change, and that it is gone or unreadable', async () => {
  await writeLive('pulse', { n: 1 });
  const told: unknown[] = [];
  const unwatch = watchLive('pulse', form, (value) => told.push(value));
  await turn();
  await writeLive('pulse', { n: 2 });
  await writeLive('pulse', { n: 'three' });
  await writeLive('progress', { n: 9 });
  await removeLive('pulse');
  await turn();
  unwatch();
  await writeLive('pulse', { n: 4 });
  await turn();
  expect(told).toEqual([{ n: 1 }, { n: 2 }, null, null]);
});

it('never tells an older value after a newer one', async () => {
  await writeLive('settings', { n: 1 });
  const told: unknown[] = [];
  const unwatch = watchLive('settings', form, (value) => told.push(value));
  await writeLive('settings', { n: 2 });
  await turn();
  unwatch();
  expect(told.at(-1)).toEqual({ n: 2 });
  expect(await readLive('settings', form)).toEqual({ n: 2 });
});

it('tells a change from what was found, also where it comes before that could be read', async () => {
  await writeLive('settings', { n: 1 });
  const { promise, resolve } = Promise.withResolvers<Record<string, unknown>>();
  vi.spyOn(fakeBrowser.storage.local, 'get').mockImplementationOnce(() => promise);
  const told: unknown[] = [];
  const watch = () => watchLive('settings', form, (value, isChange) => told.push([value?.n, isChange]));
  const unwatch = watch();
  await writeLive('settings', { n: 2 });
  resolve({ settings: { n: 1 } });
  await turn();
  expect(told).toEqual([[2, true]]);
  const unwatchOther = watch();
  expect(told).toEqual([
    [2, true],
    [2, false],
  ]);
  unwatch();
  unwatchOther();
});

describe('values watched in several places', () => {
  it('reads all that is asked for at the same moment at once', async () => {
    await writeLive('settings', { n: 1 });
    await writeLive('progress', { n: 2 });
    const get = vi.spyOn(fakeBrowser.storage.local, 'get');
    const told: unknown[] = [];
    const ends = (['settings', 'progress', 'settings'] as const).map((key) =>
      watchLive(key, form, (value) => told.push(value)),
    );
    await turn();
    expect(get.mock.calls).toEqual([[['settings', 'progress']]]);
    expect(told).toEqual([{ n: 1 }, { n: 1 }, { n: 2 }]);
    for (const end of ends) end();
  });

  it('knows at once what another one watches, as the same object, until nobody watches any more', async () => {
    await writeLive('settings', { n: 1 });
    expect(knownLive('settings', form)).toBeUndefined();
    const first: unknown[] = [];
    const end = watchLive('settings', form, (value) => first.push(value));
    await turn();
    const second: unknown[] = [];
    const endOther = watchLive('settings', form, (value) => second.push(value));
    expect(second).toEqual([{ n: 1 }]);
    expect(second[0]).toBe(first[0]);
    expect(knownLive('settings', form)).toBe(first[0]);
    end();
    await writeLive('settings', { n: 2 });
    expect([first.length, second.at(-1)]).toEqual([1, { n: 2 }]);
    endOther();
    await writeLive('settings', { n: 3 });
    expect(knownLive('settings', form)).toBeUndefined();
    const later: unknown[] = [];
    const endLater = watchLive('settings', form, (value) => later.push(value));
    await turn();
    endOther();
    await writeLive('settings', { n: 4 });
    endLater();
    expect(later).toEqual([{ n: 3 }, { n: 4 }]);
    expect(knownLive('settings', form)).toBeUndefined();
  });
});

describe('where a frame in a page has no session storage', () => {
  /** Another life of the background: what a module remembers is gone, what is stored is not. */
  async function anotherLife() {
    vi.resetModules();
    return import('./live');
  }
  beforeEach(() => vi.stubEnv('BROWSER', 'firefox'));
  afterEach(() => vi.unstubAllEnvs());

  const tab = { tabId: 7, ref: null, title: 'Leads', at: 1 };

  it('lies where such a frame can read it', async () => {
    const live = await anotherLife();
    const { watchLive } = await import('./live-watch');
    const told: unknown[] = [];
    const unwatch = watchLive('pulse', form, (value) => told.push(value));
    await live.writeLive('pulse', { n: 1 });
    await turn();
    unwatch();
    expect(told.at(-1)).toEqual({ n: 1 });
    expect(await fakeBrowser.storage.session.get('pulse')).toEqual({});
  });

  it('finds the tabs among much else without being handed all of it', async () => {
    const { local } = fakeBrowser.storage;
    await local.set({ 'fields:much': 'x'.repeat(1000) });
    const { writeLive, readTabStates } = await anotherLife();
    await writeLive('tab:7', tab);
    const get = vi.spyOn(local, 'get');
    expect(await readTabStates()).toEqual([tab]);
    // The fake browser lists its keys by reading everything first.
    expect(get).toHaveBeenLastCalledWith(['tab:7']);
  });

  it('outlives the background, and not the browser', async () => {
    const first = await anotherLife();
    await first.writeLive('tab:7', tab);
    await first.writeLive('settings', { n: 1 });
    const second = await anotherLife();
    expect(await second.readTabStates()).toEqual([tab]);
    await fakeBrowser.storage.session.clear();
    const later = await anotherLife();
    expect(await later.readTabStates()).toEqual([]);
    expect(await later.readLive('settings', form)).toEqual({ n: 1 });
  });
});
