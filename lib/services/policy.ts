import { z } from 'zod';
import { browser } from '../browser';
import type { OrgKey } from '../model/record';
import { CommandFailure } from '../store/failures';
import type { StoredConnection } from './stored-connections';

/**
 * What the organisation's administrator prescribes, in `storage.managed` (schema: `public/managed-schema.json`). A value
 * that does not parse counts as not set, except that a list of orgs or of receivers that does not parse names none.
 */
const policy = z.object({
  /** The consumer key of the org's External Client App. */
  salesforceClientId: z.string().min(1).optional().catch(undefined),
  /** False forbids using the session of the page. */
  salesforceSession: z.boolean().default(true).catch(true),
  /** False forbids pasting a HubSpot key. */
  hubspotKey: z.boolean().default(true).catch(true),
  /** E-mail addresses of those who may receive leads, the preferred one first. */
  receivers: z.array(z.string()).max(200).optional().catch([]),
  /** True lets nobody else receive any, also where none of them is found in an org. */
  receiversOnly: z.boolean().default(false).catch(false),
  /** Only these orgs may be connected: Salesforce hosts and HubSpot portal ids. */
  allowedOrgs: z.array(z.string()).optional().catch([]),
});
export type Policy = z.infer<typeof policy>;

/** Reads what is prescribed; nothing is where the browser is not managed. */
export async function readPolicy(): Promise<Policy> {
  const raw: unknown = await browser.storage.managed.get().catch(() => ({}));
  return policy.parse(raw ?? {});
}

/** True where some HubSpot portal may be connected: their ids are numbers, Salesforce's hosts are not. */
export function allowsSomePortal({ allowedOrgs }: Policy): boolean {
  return allowedOrgs === undefined || allowedOrgs.some((allowed) => /^\d+$/.test(allowed.trim()));
}

/** True where the administrator lets this org be connected. */
export function isAllowedOrg({ allowedOrgs }: Policy, org: OrgKey): boolean {
  const id = org.slice(org.indexOf(':') + 1);
  return allowedOrgs === undefined || allowedOrgs.some((allowed) => allowed.trim().toLowerCase() === id);
}

/** True where the administrator lets nobody connect to this org, or not in this way. */
export function isForbidden(policy: Policy, connection: StoredConnection): boolean {
  if (!isAllowedOrg(policy, connection.org)) return true;
  switch (connection.auth) {
    case 'salesforceSession':
      return !policy.salesforceSession;
    case 'hubspotKey':
      return !policy.hubspotKey;
    case 'salesforceOauth':
      return policy.salesforceClientId !== undefined && policy.salesforceClientId !== connection.clientId;
  }
}

/** @throws CommandFailure where the administrator forbids it. */
export async function refuseWhere(org: OrgKey, forbids: (policy: Policy) => boolean): Promise<void> {
  const policy = await readPolicy();
  if (forbids(policy) || !isAllowedOrg(policy, org)) throw new CommandFailure({ kind: 'notAllowed' });
}
