import { z } from 'zod';
import { type CrmResult, done } from './result';

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

/** A list, and whether it is all there is. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly complete: boolean;
}

/** A cache keeps no value larger than it has room for: so many rows of a list go into one. */
const rowsPerPart = 500;
const head = z.object({ parts: z.number().int().nonnegative(), complete: z.boolean() });

/** As {@link remember}, for a list that may be long: kept in parts, and read again as a whole where one of them is missing. */
export async function rememberList<T>(
  cache: AdapterCache,
  { key, schema, ttlMs, load }: Omit<Remembered<T>, 'load'> & { readonly load: () => Promise<CrmResult<Listed<T>>> },
): Promise<CrmResult<Listed<T>>> {
  const partKey = (part: number) => `${key}:${part}`;
  const kept = head.safeParse(await cache.get(key)).data;
  if (kept !== undefined) {
    const parts = await Promise.all(Array.from({ length: kept.parts }, (_, part) => cache.get(partKey(part))));
    const rows = z.array(z.array(schema)).safeParse(parts);
    if (rows.success) return done({ items: rows.data.flat(), complete: kept.complete });
  }
  const loaded = await load();
  if (!loaded.ok) return loaded;
  const { items, complete } = loaded.value;
  const parts = Math.ceil(items.length / rowsPerPart);
  for (let part = 0; part < parts; part += 1) {
    await cache.set(partKey(part), items.slice(part * rowsPerPart, (part + 1) * rowsPerPart), ttlMs);
  }
  // Last: where it stands, all of its parts do.
  await cache.set(key, { parts, complete }, ttlMs);
  return loaded;
}
