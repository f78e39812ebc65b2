import { z } from 'zod';
import { indispensable, useful } from '../hubspot-scopes';
import type { CrmProblem, CrmResult } from '../result';
import { type HubspotApi, version } from './api';

/** What a key may do of what Baton needs. */
export interface KeyScopes {
  /** Missing, and without them nothing works. */
  readonly missing: readonly string[];
  /** Missing, and without them a part is left out. */
  readonly lacking: readonly string[];
}

const tokenInfo = '/oauth/v2/private-apps/get/access-token-info';
const told = z.object({ scopes: z.array(z.string()) });
const portalTold = z.object({ hubId: z.coerce.string() });
const anything = z.looseObject({});

/**
 * Which scopes a key has: HubSpot tells them of the token of a private app (guide "Private apps", `access-token-info`); where it
 * does not tell (nothing is published about service keys), each kind of record is asked for one, and a refusal names the scope.
 * The scopes for writing cannot be asked about without writing: they are told by the first refusal.
 */
export async function scopesOf(api: HubspotApi, key: string, signal?: AbortSignal): Promise<KeyScopes> {
  const info = await api.askOptional(tokenInfo, { tokenKey: key }, told, signal);
  if (info.ok) {
    const without = (wanted: readonly string[]) => wanted.filter((scope) => !info.value.scopes.includes(scope));
    return { missing: without(indispensable), lacking: without(useful) };
  }
  const asked = async (scope: string, path: string) => ((await lacks(api, path, signal)) ? [scope] : []);
  const objects = `/crm/objects/${version}`;
  const [missing, ...lacking] = await Promise.all([
    asked('crm.objects.contacts.read', `${objects}/contacts?limit=1`),
    asked('crm.objects.companies.read', `${objects}/companies?limit=1`),
    asked('crm.objects.deals.read', `${objects}/deals?limit=1`),
  ]);
  return { missing, lacking: lacking.flat() };
}

/** The portal of a key, as HubSpot tells it of the tokens of private apps; null where it does not. */
export async function portalOfKey(api: HubspotApi, key: string, signal?: AbortSignal): Promise<string | null> {
  const info = await api.askOptional(tokenInfo, { tokenKey: key }, portalTold, signal);
  return info.ok ? info.value.hubId : null;
}

async function lacks(api: HubspotApi, path: string, signal: AbortSignal | undefined): Promise<boolean> {
  const answer: CrmResult<unknown> = await api.getOptional(path, anything, signal);
  return !answer.ok && answer.problem.kind === 'forbidden' && answer.problem.cause === 'missingScopes';
}

/** What stands in the way of a key that may do too little. */
export function missingScopesProblem(missing: readonly string[]): CrmProblem {
  return { kind: 'forbidden', message: missing.join(', '), cause: 'missingScopes' };
}
