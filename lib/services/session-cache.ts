import { z } from 'zod';
import { browser } from '../browser';
import type { AdapterCache } from '../crm/cache';

const entry = z.object({ value: z.unknown(), until: z.number() });
type Entry = z.infer<typeof entry>;

/** Every adapter's cache; what else lies in `storage.session` has other names. */
const allCaches = 'crm:';
/** What is over is looked for no more often than this. */
const sweepPauseMs = 60_000;
/** `storage.session` holds 10 MB in all, which drafts and the running call share: what is larger than this is read again instead. */
const largestChars = 250_000;

/**
 * An adapter's cache in `storage.session`: outlives the worker, not the browser. `name` names one connection. What is over
 * goes, and where there is no room nothing is kept: a cache may be empty, and never stands in anybody's way. What this worker has read or written is not read again: a list in parts costs the browser more to hand
 * over than a CRM takes to answer.
 */
export function sessionCache(name: string, now: () => number): AdapterCache {
  const keyOf = (key: string) => `${allCaches}${name}:${key}`;
  let sweptAt = Number.NEGATIVE_INFINITY;
  const held = new Map<string, Entry>();
  /** What was read before it was changed is old when it arrives. */
  let changes = 0;
  const forget = (key: string) => {
    changes += 1;
    held.delete(key);
  };
  const sweep = async () => {
    if (Math.abs(now() - sweptAt) < sweepPauseMs) return;
    sweptAt = now();
    for (const [key, { until }] of held) if (until <= now()) held.delete(key);
    const all = Object.entries(await browser.storage.session.get(null));
    const over = all.filter(
      ([key, raw]) => key.startsWith(allCaches) && (entry.safeParse(raw).data?.until ?? 0) <= now(),
    );
    if (over.length > 0) await browser.storage.session.remove(over.map(([key]) => key));
  };
  const keep = async (key: string, value: unknown, ttlMs: number) => {
    forget(key);
    const mine = changes;
    await sweep();
    if (JSON.stringify(value).length > largestChars) return browser.storage.session.remove(keyOf(key));
    const kept = { value, until: now() + ttlMs };
    await browser.storage.session.set({ [keyOf(key)]: kept });
    if (mine === changes) held.set(key, kept);
  };
  const read = async (key: string) => {
    const before = changes;
    const { [keyOf(key)]: raw } = await browser.storage.session.get(keyOf(key));
    const kept = entry.safeParse(raw).data;
    if (kept !== undefined && before === changes) held.set(key, kept);
    return kept;
  };
  return {
    get: async (key) => {
      const kept = held.get(key) ?? (await read(key));
      return kept !== undefined && kept.until > now() ? kept.value : undefined;
    },
    set: (key, value, ttlMs) => keep(key, value, ttlMs).catch(() => undefined),
    remove: async (key) => {
      forget(key);
      await browser.storage.session.remove(keyOf(key));
    },
  };
}
