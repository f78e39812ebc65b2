import { z } from 'zod';
import { browser } from '../browser';
import { type ConnectionView, connectionView } from '../messaging/views';
import type { OrgKey } from '../model/record';

/** `write`: what was written last was forbidden, while reading may go on. */
const barred = z.literal('write').optional();
const salesforceSession = connectionView.extend({
  barred,
  auth: z.literal('salesforceSession'),
  /** The org's own id (18 characters), to tell its session cookies from those of other orgs. */
  orgId: z.string().min(15),
});
const salesforceOauth = connectionView.extend({
  barred,
  auth: z.literal('salesforceOauth'),
  orgId: z.string().min(15),
  clientId: z.string().min(1),
  /** Secrets: never leave the background. */
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1).nullable(),
});
const hubspotKey = connectionView.extend({
  barred,
  auth: z.literal('hubspotKey'),
  /** A secret: never leaves the background. */
  key: z.string().min(1),
  ownerEmail: z.string(),
});
const storedConnection = z.discriminatedUnion('auth', [salesforceSession, salesforceOauth, hubspotKey]);
/** A connection as it is kept. */
export type StoredConnection = z.infer<typeof storedConnection>;
export type SalesforceConnection = z.infer<typeof salesforceSession>;
export type SalesforceOauthConnection = z.infer<typeof salesforceOauth>;
export type HubspotConnection = z.infer<typeof hubspotKey>;

const storageKey = 'connections';
const file = z.object({ version: z.literal(1), connections: z.array(z.unknown()) });

/** The connections in `storage.local` (small, bounded, trusted contexts only). Changes are made one after the other. */
export interface StoredConnections {
  all(): Promise<readonly StoredConnection[]>;
  find(org: OrgKey): Promise<StoredConnection | null>;
  /** Puts what `change` answers in place of the org's connection; null removes it, the same object changes nothing. Answers whether anything changed. */
  change(org: OrgKey, change: (before: StoredConnection | null) => StoredConnection | null): Promise<boolean>;
  /** The same for what came of asking the CRM: a connection that was removed or made anew meanwhile stays as it is. */
  changeStill<C extends StoredConnection>(asked: C, change: (now: C) => StoredConnection): Promise<boolean>;
}

/** Whether the connection that is stored is still the one that was read before, and none that was made since. */
export function isStill<C extends StoredConnection>(now: StoredConnection | null, before: C): now is C {
  if (now?.org !== before.org || now.auth !== before.auth || now.connectedAt !== before.connectedAt) return false;
  return now.auth !== 'hubspotKey' || before.auth !== 'hubspotKey' || now.key === before.key;
}

/** Opens the kept connections. */
export function openStoredConnections(now: () => number): StoredConnections {
  let last: Promise<unknown> = Promise.resolve();
  const afterOthers = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work, work);
    last = result;
    return result;
  };
  const sound = async (): Promise<readonly StoredConnection[]> => {
    const found = await read();
    // Never written over: what cannot be read is kept beside, and the SDR connects again.
    if (found.broken !== undefined) {
      await browser.storage.local.set({
        [`corrupt:${storageKey}:${now()}`]: found.broken,
        connectionsSetAside: { at: now() },
      });
      await write(found.sound);
    }
    return found.sound;
  };
  const all = async () => {
    const found = await read();
    return found.broken === undefined ? found.sound : afterOthers(sound);
  };
  const changeOne: StoredConnections['change'] = (org, change) =>
    afterOthers(async () => {
      const before = await sound();
      const own = before.find((connection) => connection.org === org) ?? null;
      const changed = change(own);
      if (changed === own) return false;
      const others = before.filter((connection) => connection.org !== org);
      await write(changed === null ? others : [...others, changed]);
      return true;
    });
  return {
    all,
    find: async (org) => (await all()).find((connection) => connection.org === org) ?? null,
    change: changeOne,
    changeStill: (asked, change) => changeOne(asked.org, (now) => (isStill(now, asked) ? change(now) : now)),
  };
}

function write(connections: readonly StoredConnection[]): Promise<void> {
  return browser.storage.local.set({ [storageKey]: { version: 1, connections } });
}

/** What is stored: the connections that parse, and everything as it stands where some do not. */
async function read(): Promise<{ readonly sound: readonly StoredConnection[]; readonly broken?: unknown }> {
  const { [storageKey]: raw } = await browser.storage.local.get(storageKey);
  if (raw === undefined) return { sound: [] };
  const parsed = file.safeParse(raw);
  const rows = parsed.success ? parsed.data.connections : [];
  const sound = rows.flatMap((row) => storedConnection.safeParse(row).data ?? []);
  return parsed.success && sound.length === rows.length ? { sound } : { sound, broken: raw };
}

/** What surfaces may know of a connection: no key, no token, no session. */
export function viewOf(connection: StoredConnection): ConnectionView {
  const { org, label, auth, user, connectedAt, state, problem, lacks } = connection;
  return { org, label, auth, user, connectedAt, state, problem, ...(lacks === undefined ? {} : { lacks }) };
}
