import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { orgOfKey } from '../model/record';
import { dana, makeRig } from './rig';

const org = orgOfKey(dana);
const dayMs = 86_400_000;
beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

describe('the requests made to an org', () => {
  it('are counted by day, reads and writes apart, and old days go', async () => {
    const rig = makeRig();
    const { requests } = rig.services;
    const counts = () => rig.get('requestCounts', { org });
    expect((await counts()).month).toEqual({ reads: 0, writes: 0 });
    for (const effect of ['read', 'read', 'write'] as const) requests.count(org, effect);
    expect((await counts()).today).toEqual({ reads: 2, writes: 1 });
    rig.now += dayMs;
    requests.count(org, 'read');
    expect(await counts()).toEqual({
      today: { reads: 1, writes: 0 },
      week: { reads: 3, writes: 1 },
      month: { reads: 3, writes: 1 },
    });
    rig.now += 29 * dayMs;
    requests.count(org, 'write');
    expect(await counts()).toMatchObject({ week: { reads: 0, writes: 1 }, month: { reads: 1, writes: 1 } });
    const row = await (await rig.database()).meta.get(`requests:${org}`);
    expect(row).toMatchObject({ days: [{ reads: 1 }, { writes: 1 }] });
  });

  it('are written a moment later by themselves, so that the next life of the worker knows them', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const rig = makeRig();
    rig.services.requests.count(org, 'read');
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    await expect
      .poll(async () => (await makeRig().get('requestCounts', { org })).today)
      .toEqual({ reads: 1, writes: 0 });
  });
});
