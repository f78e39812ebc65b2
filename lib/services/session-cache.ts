import { z } from 'zod';
import { browser } from '../browser';
import type { AdapterCache } from '../crm/cache';

const entry = z.object({ value: z.unknown(), until: z.number() });

/** Every adapter's cache; what else lies in `storage.session` has other names. */
const allCaches = 'crm:';
/** What is over is looked for no more often than this. */
const sweepPauseMs = 60_000;
/** `storage.session` holds 10 MB in all, which drafts and the running call share: what is larger than this is read again instead. */
const largestChars = 250_000;

/**
 * An adapter's cache in `storage.session`: outlives the worker, not the browser. `name` names one connection. What is over
 * goes, and where there is no room nothing is kept: a cache may be empty, and never stands in anybody's way.
 */
export function sessionCache(name: string, now: () => number): AdapterCache {
  const keyOf = (key: string) => `${allCaches}${name}:${key}`;
  let sweptAt = Number.NEGATIVE_INFINITY;
  const sweep = async () => {
    if (Math.abs(now() - sweptAt) < sweepPauseMs) return;
    sweptAt = now();
    const all = Object.entries(await browser.storage.session.get(null));
    const over = all.filter(
      ([key, raw]) => key.startsWith(allCaches) && (entry.safeParse(raw).data?.until ?? 0) <= now(),
    );
    if (over.length > 0) await browser.storage.session.remove(over.map(([key]) => key));
  };
  const keep = async (key: string, value: unknown, ttlMs: number) => {
    await sweep();
    if (JSON.stringify(value).length > largestChars) await browser.storage.session.remove(keyOf(key));
    else await browser.storage.session.set({ [keyOf(key)]: { value, until: now() + ttlMs } });
  };
  return {
    get: async (key) => {
      const { [keyOf(key)]: raw } = await browser.storage.session.get(keyOf(key));
      const kept = entry.safeParse(raw);
      return kept.success && kept.data.until > now() ? kept.data.value : undefined;
    },
    set: (key, value, ttlMs) => keep(key, value, ttlMs).catch(() => undefined),
    remove: (key) => browser.storage.session.remove(keyOf(key)),
  };
}
