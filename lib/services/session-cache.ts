import { z } from 'zod';
import { browser } from '../browser';
import type { AdapterCache } from '../crm/cache';

const entry = z.object({ value: z.unknown(), until: z.number() });

/** An adapter's cache in `storage.session`: outlives the worker, not the browser. `prefix` names one connection. */
export function sessionCache(prefix: string, now: () => number): AdapterCache {
  const keyOf = (key: string) => `${prefix}:${key}`;
  return {
    get: async (key) => {
      const { [keyOf(key)]: raw } = await browser.storage.session.get(keyOf(key));
      const kept = entry.safeParse(raw);
      return kept.success && kept.data.until > now() ? kept.data.value : undefined;
    },
    set: (key, value, ttlMs) => browser.storage.session.set({ [keyOf(key)]: { value, until: now() + ttlMs } }),
    remove: (key) => browser.storage.session.remove(keyOf(key)),
  };
}
