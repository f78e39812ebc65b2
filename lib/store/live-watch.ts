import type { z } from 'zod';
import { browser, type Storage } from '../browser';
import { areaOf, type LiveKey, parsedOrNull } from './live';

/** A value that somebody here watches, as it was read last; read and heard of once, however many watch it. */
interface Watched {
  raw: unknown;
  isRead: boolean;
  /** What `raw` is to each schema it was asked by: the same object to all, until it changes. */
  parsed: Map<z.ZodType, unknown>;
  readonly watchers: Set<(isChange: boolean) => void>;
  readonly end: () => void;
}

const watched = new Map<LiveKey, Watched>();

/**
 * Calls back with the value under `key`: once as it stands, then at every change (null where absent or unreadable).
 * `isChange` is true where it was just changed, be it before it could be read. Answers the function that ends the watch.
 */
export function watchLive<S extends z.ZodType>(
  key: LiveKey,
  schema: S,
  callback: (value: z.infer<S> | null, isChange: boolean) => void,
): () => void {
  const entry = watched.get(key) ?? startWatching(key);
  const tell = (isChange: boolean) => callback(parsedOf(entry, schema), isChange);
  entry.watchers.add(tell);
  if (entry.isRead) tell(false);
  return () => {
    // Ended once: ending it again must not end what others have begun to watch since.
    if (!entry.watchers.delete(tell) || entry.watchers.size > 0) return;
    entry.end();
    watched.delete(key);
  };
}

/** The value under `key` where somebody here watches it already; undefined where it is not known yet. */
export function knownLive<S extends z.ZodType>(key: LiveKey, schema: S): z.infer<S> | null | undefined {
  const entry = watched.get(key);
  return entry?.isRead === true ? parsedOf(entry, schema) : undefined;
}

function startWatching(key: LiveKey): Watched {
  const onChanged = (changes: Record<string, Storage.StorageChange>, areaName: string) => {
    const change = changes[key];
    if (change !== undefined && areaName === areaOf(key)) tell(entry, change.newValue, true);
  };
  const entry: Watched = {
    raw: undefined,
    isRead: false,
    parsed: new Map(),
    watchers: new Set(),
    end: () => browser.storage.onChanged.removeListener(onChanged),
  };
  watched.set(key, entry);
  browser.storage.onChanged.addListener(onChanged);
  // A change that arrives before the first read is newer than what the read answers.
  const tellFirst = (raw: unknown) => {
    if (!entry.isRead) tell(entry, raw, false);
  };
  readTogether(key).then(tellFirst, () => tellFirst(undefined));
  return entry;
}

function tell(entry: Watched, raw: unknown, isChange: boolean): void {
  Object.assign(entry, { raw, isRead: true, parsed: new Map() });
  for (const watcher of [...entry.watchers]) watcher(isChange);
}

function parsedOf<S extends z.ZodType>(entry: Watched, schema: S): z.infer<S> | null {
  if (!entry.parsed.has(schema)) entry.parsed.set(schema, parsedOrNull(schema, entry.raw));
  // Under a schema stands what that schema made of it.
  return entry.parsed.get(schema) as z.infer<S> | null;
}

interface Reading {
  readonly keys: Set<LiveKey>;
  readonly stored: Promise<Record<string, unknown>>;
}

const readings = new Map<ReturnType<typeof areaOf>, Reading>();

/** What is asked for at the same moment (a surface opens) is one question to the browser, and one drawing here. */
async function readTogether(key: LiveKey): Promise<unknown> {
  const area = areaOf(key);
  const reading = readings.get(area) ?? startReading(area);
  reading.keys.add(key);
  return (await reading.stored)[key];
}

function startReading(area: ReturnType<typeof areaOf>): Reading {
  const keys = new Set<LiveKey>();
  const stored = Promise.resolve().then(() => {
    readings.delete(area);
    return browser.storage[area].get([...keys]);
  });
  const reading = { keys, stored };
  readings.set(area, reading);
  return reading;
}
