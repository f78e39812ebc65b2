import type { z } from 'zod';
import type { CrmResult } from './result';

/**
 * Where an adapter keeps what an org seldom changes (field lists, picklists, owners), so that a worker that wakes up
 * does not ask again, and for minutes what hangs on a record. Never holds a token. Values are parsed on read. Keeping fails
 * silently: what is not there is read again.
 */
export interface AdapterCache {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, ttlMs: number): Promise<void>;
  remove(key: string): Promise<void>;
}

/** A cache that lives as long as its adapter; the default where none is given. */
export function memoryCache(now: () => number): AdapterCache {
  const entries = new Map<string, { readonly value: unknown; readonly until: number }>();
  return {
    get: async (key) => {
      const entry = entries.get(key);
      return entry !== undefined && entry.until > now() ? entry.value : undefined;
    },
    set: async (key, value, ttlMs) => {
      entries.set(key, { value, until: now() + ttlMs });
    },
    remove: async (key) => {
      entries.delete(key);
    },
  };
}

interface Remembered<T> {
  readonly key: string;
  readonly schema: z.ZodType<T>;
  readonly ttlMs: number;
  readonly load: () => Promise<CrmResult<T>>;
}

/** The cached value of `key` where it still parses, else what `load` answers, which is then kept for `ttlMs`. Problems are never kept. */
export async function remember<T>(
  cache: AdapterCache,
  { key, schema, ttlMs, load }: Remembered<T>,
): Promise<CrmResult<T>> {
  const kept = schema.safeParse(await cache.get(key));
  if (kept.success) return { ok: true, value: kept.data };
  const loaded = await load();
  if (loaded.ok) await cache.set(key, loaded.value, ttlMs);
  return loaded;
}
