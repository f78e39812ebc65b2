import type { z } from 'zod';
import { browser, type Storage } from '../browser';

/** What surfaces read and watch without asking the background. `local` outlives the browser, `session` does not. */
export type LiveKey =
  | 'progress'
  | 'settings'
  | 'connections'
  | 'pulse'
  | 'runningCall'
  | 'reminders'
  | 'storeState'
  | 'connectionsSetAside'
  | 'wanted'
  | `tab:${number}`;

const localKeys: ReadonlySet<string> = new Set([
  'progress',
  'settings',
  'connections',
  'storeState',
  'connectionsSetAside',
]);

function areaOf(key: LiveKey): 'local' | 'session' {
  return localKeys.has(key) ? 'local' : 'session';
}

function storageArea(key: LiveKey): Storage.StorageArea {
  return browser.storage[areaOf(key)];
}

/** The value under `key`; null where there is none or where it does not parse. */
export async function readLive<S extends z.ZodType>(key: LiveKey, schema: S): Promise<z.infer<S> | null> {
  const stored = await storageArea(key).get(key);
  return parsedOrNull(schema, stored[key]);
}

/**
 * Calls back with the value under `key`: once as it stands, then at every change (null where absent or unreadable).
 * Answers the function that ends the watch.
 */
export function watchLive<S extends z.ZodType>(
  key: LiveKey,
  schema: S,
  callback: (value: z.infer<S> | null) => void,
): () => void {
  let watching = true;
  let changed = false;
  const onChanged = (changes: Record<string, Storage.StorageChange>, areaName: string) => {
    const change = changes[key];
    if (change === undefined || areaName !== areaOf(key)) return;
    changed = true;
    callback(parsedOrNull(schema, change.newValue));
  };
  browser.storage.onChanged.addListener(onChanged);
  // A change that arrives before the first read is newer than what the read answers.
  const tellFirst = (value: z.infer<S> | null) => {
    if (watching && !changed) callback(value);
  };
  readLive(key, schema).then(tellFirst, () => tellFirst(null));
  return () => {
    watching = false;
    browser.storage.onChanged.removeListener(onChanged);
  };
}

/** Writes a live value. For the background alone: it is the only writer. */
export async function writeLive(key: LiveKey, value: unknown): Promise<void> {
  await storageArea(key).set({ [key]: value });
}

/** Takes a live value away. For the background alone. */
export async function removeLive(key: LiveKey): Promise<void> {
  await storageArea(key).remove(key);
}

function parsedOrNull<S extends z.ZodType>(schema: S, raw: unknown): z.infer<S> | null {
  if (raw === undefined || raw === null) return null;
  const parsed = schema.safeParse(raw);
  return parsed.success ? parsed.data : null;
}

/** Everything in session storage, unparsed. For the background, which looks for the tab that shows a record. */
export async function readSessionEntries(): Promise<readonly (readonly [string, unknown])[]> {
  return Object.entries(await browser.storage.session.get(null));
}
