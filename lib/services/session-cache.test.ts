import { afterEach, describe, expect, it, vi } from 'vitest';
import { browser } from '../browser';
import { sessionCache } from './session-cache';

afterEach(() => vi.restoreAllMocks());

describe('what an adapter keeps for a while', () => {
  it('goes when its time is over, whoever kept it, and leaves everything else alone', async () => {
    let now = 0;
    await browser.storage.session.set({ draft: 'mine' });
    await sessionCache('salesforce:old:1', () => now).set('owners', ['Ann'], 1000);
    const cache = sessionCache('hubspot:4711:2', () => now);
    await cache.set('related:1', ['a'], 1000);
    expect(await cache.get('related:1')).toEqual(['a']);
    now = 600_000;
    await cache.set('related:2', ['b'], 1000);
    expect(await cache.get('related:1')).toBeUndefined();
    // Other tests of this worker may still be writing something of theirs.
    const kept = Object.keys(await browser.storage.session.get(null));
    expect(kept.filter((key) => key === 'draft' || key.startsWith('crm:')).toSorted()).toEqual([
      'crm:hubspot:4711:2:related:2',
      'draft',
    ]);
  });

  it('is read from the browser once by each worker', async () => {
    await sessionCache('hubspot:4711:3', () => 0).set('owners', ['Ann'], 1000);
    const cache = sessionCache('hubspot:4711:3', () => 0);
    const get = vi.spyOn(browser.storage.session, 'get');
    for (let time = 0; time < 3; time += 1) expect(await cache.get('owners')).toEqual(['Ann']);
    expect(get).toHaveBeenCalledOnce();
    await cache.remove('owners');
    expect(await cache.get('owners')).toBeUndefined();
  });

  it('is not kept where it is very large, or where there is no room: it is read again', async () => {
    const cache = sessionCache('hubspot:4711:2', () => 0);
    await cache.set('note', ['short'], 1000);
    await cache.set('note', ['x'.repeat(300_000)], 1000);
    expect(await cache.get('note')).toBeUndefined();
    vi.spyOn(browser.storage.session, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    await cache.set('other', ['b'], 1000);
    expect(await cache.get('other')).toBeUndefined();
  });
});
