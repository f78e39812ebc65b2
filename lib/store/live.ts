import { z } from 'zod';
import { browser, type Storage } from '../browser';
import { type TabState, tabState } from '../messaging/views';

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

/**
 * Firefox gives a page of ours that lies in a frame of the CRM's page what it gives content scripts, and that is no
 * `storage.session` (seen in Firefox 153): what the sidebar watches lies in `storage.local` there.
 */
const isAllLocal = () => import.meta.env.BROWSER === 'firefox';

/** Where the value under `key` lies. */
export function areaOf(key: LiveKey): 'local' | 'session' {
  return isAllLocal() || localKeys.has(key) ? 'local' : 'session';
}

function storageArea(key: LiveKey): Storage.StorageArea {
  return browser.storage[areaOf(key)];
}

/** Whether a key of the storage is a live value that does not outlive the browser. */
function isOfSession(key: string): boolean {
  return /^(pulse|runningCall|reminders|wanted|tab:\d+)$/.test(key);
}

let begun: Promise<void> | null = null;
const begunKey = 'liveBegun';

/** Takes away what an earlier session of the browser left in `storage.local`; once, before the background reads or writes any. */
function begin(): Promise<void> {
  if (!isAllLocal()) return Promise.resolve();
  begun ??= forgetEarlier();
  return begun;
}

async function forgetEarlier(): Promise<void> {
  // Of the background's own lives in one session only the first finds no mark.
  const { session, local } = browser.storage;
  if ((await session.get(begunKey))[begunKey] === true) return;
  await local.remove(Object.keys(await local.get(null)).filter(isOfSession));
  await session.set({ [begunKey]: true });
}

/** The value under `key`; null where there is none or where it does not parse. */
export async function readLive<S extends z.ZodType>(key: LiveKey, schema: S): Promise<z.infer<S> | null> {
  const stored = await storageArea(key).get(key);
  return parsedOrNull(schema, stored[key]);
}

/** Writes a live value. For the background alone: it is the only writer. */
export async function writeLive(key: LiveKey, value: unknown): Promise<void> {
  await begin();
  await storageArea(key).set({ [key]: value });
}

/** Takes a live value away. For the background alone. */
export async function removeLive(key: LiveKey): Promise<void> {
  await storageArea(key).remove(key);
}

/** What was stored, parsed; null where there is nothing or where it does not parse. */
export function parsedOrNull<S extends z.ZodType>(schema: S, raw: unknown): z.infer<S> | null {
  if (raw === undefined || raw === null) return null;
  const parsed = schema.safeParse(raw);
  return parsed.success ? parsed.data : null;
}

/** What every open tab of a CRM shows. For the background alone. */
export async function readTabStates(): Promise<readonly TabState[]> {
  await begin();
  const area = storageArea('tab:0');
  const keys = await keysOf(area);
  const stored = await area.get(keys === null ? null : keys.filter(isOfTab));
  return Object.entries(stored).flatMap(([key, value]) => {
    const tab = isOfTab(key) ? parsedOrNull(tabState, value) : null;
    return tab === null ? [] : [tab];
  });
}

const isOfTab = (key: string) => key.startsWith('tab:');
const keyList = z.array(z.string());

/**
 * What there is in an area, without handing over what it holds: beside the tabs lies what the CRMs told, megabytes of it.
 * Null where the browser cannot say (Chromium before 130).
 */
async function keysOf(area: Storage.StorageArea): Promise<readonly string[] | null> {
  const getKeys: unknown = Reflect.get(area, 'getKeys');
  return typeof getKeys === 'function' ? keyList.parse(await getKeys.call(area)) : null;
}
