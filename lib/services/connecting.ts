import type { Credentials } from '../crm/adapter';
import { createHubspotAdapter } from '../crm/hubspot/adapter';
import { missingScopesProblem } from '../crm/hubspot/scopes';
import type { CrmProblem } from '../crm/result';
import { createSalesforceAdapter } from '../crm/salesforce/adapter';
import { type OrgKey, type OrgRef, orgKey } from '../model/record';
import { CommandFailure } from '../store/failures';
import { otherPageUser } from './page-user';
import { signInByOauth } from './salesforce-oauth';
import { mayReadCookies, orgIdOf, sessionTokens } from './salesforce-session';
import type { Clock, Services } from './services';
import type { HubspotConnection, SalesforceConnection, SalesforceOauthConnection } from './stored-connections';

export interface ConnectionsDeps {
  readonly clock: Clock;
  /** Told when a connection was made, lost, or changed its state. */
  readonly changed: Services['changed'];
  /** The fields that the scorecard in use names itself: they are read with every record. */
  readonly namedFields?: () => Promise<readonly string[]>;
  /** Told of every request to an org's API. */
  readonly counted?: (org: OrgKey, effect: 'read' | 'write') => void;
  /** False where the browser believes that there is no network. */
  readonly online?: () => boolean;
  readonly fetch?: typeof fetch;
}

/** The parts of an org's key. */
export function refOf(org: OrgKey): OrgRef {
  const at = org.indexOf(':');
  return { crm: org.slice(0, at) === 'hubspot' ? 'hubspot' : 'salesforce', org: org.slice(at + 1) };
}

/** What every adapter shares. */
export function partsOf(deps: ConnectionsDeps) {
  return {
    now: deps.clock.now,
    ...(deps.fetch === undefined ? {} : { fetch: deps.fetch }),
    ...(deps.online === undefined ? {} : { online: deps.online }),
  };
}

/** A key has no fresher form; after a 401 it is tried once more, because one 401 may be a server's slip. */
export function fixed(token: string): Credentials {
  return { token: async () => token, refresh: async () => token };
}

/** The browser's `fetch` for what an adapter does not ask itself (tokens); counted with the org's other requests. */
export function sendCounted(deps: ConnectionsDeps, org: OrgKey): typeof fetch {
  const send = deps.fetch ?? fetch;
  return (input, init) => {
    deps.counted?.(org, 'read');
    return send(input, init);
  };
}

/** An adapter that uses one given token. */
export function salesforceWith(deps: ConnectionsDeps, org: OrgRef, token: string) {
  const counted = (effect: 'read' | 'write') => deps.counted?.(orgKey(org), effect);
  const credentials: Credentials = { token: async () => token, refresh: async () => null };
  return createSalesforceAdapter({
    ...partsOf(deps),
    counted,
    org,
    credentials,
    userId: null,
    timeZone: deps.clock.timeZone,
  });
}

/** Uses the session of the page the SDR is signed in to. @throws CommandFailure with what stands in the way. */
export async function salesforceConnection(deps: ConnectionsDeps, key: OrgKey): Promise<SalesforceConnection> {
  const org = salesforceOrg(key);
  if (!(await mayReadCookies())) throw new CommandFailure({ kind: 'permissionMissing' });
  let problem: CrmProblem = { kind: 'signInNeeded', message: '' };
  for (const token of await sessionTokens(org.org)) {
    const identity = await salesforceWith(deps, org, token).identity();
    if (!identity.ok) {
      problem = identity.problem;
      continue;
    }
    const { user, orgId } = identity.value;
    const expected = orgIdOf(token) ?? '';
    if (orgId.slice(0, 15) !== expected) throw new CommandFailure({ kind: 'wrongOrg', expected, actual: orgId });
    return {
      ...salesforceFresh(deps, key, org),
      auth: 'salesforceSession',
      user,
      orgId,
    };
  }
  throw new CommandFailure({ kind: 'crm', problem });
}

/** Signs in by the org's External Client App. @throws CommandFailure with what stands in the way. */
export async function salesforceOauthConnection(
  deps: ConnectionsDeps,
  key: OrgKey,
  clientId: string,
): Promise<SalesforceOauthConnection> {
  const org = salesforceOrg(key);
  const tokens = await signInByOauth({ host: org.org, clientId }, sendCounted(deps, key));
  const identity = await salesforceWith(deps, org, tokens.accessToken).identity();
  if (!identity.ok) throw new CommandFailure({ kind: 'crm', problem: identity.problem });
  const { user, orgId } = identity.value;
  // What is written must be written as the person who looks at the page.
  const page = await pageUserOf(deps, { org: key, orgId, user });
  if (page !== null) throw new CommandFailure({ kind: 'otherUser', expected: page, actual: user.name });
  const { accessToken, refreshToken } = tokens;
  return {
    ...salesforceFresh(deps, key, org),
    auth: 'salesforceOauth',
    user,
    orgId,
    clientId,
    accessToken,
    refreshToken,
  };
}

/** Who else than the connection's user is signed in on the org's pages, as far as this browser may know. */
export function pageUserOf(
  deps: ConnectionsDeps,
  { org, orgId, user }: Pick<SalesforceOauthConnection, 'org' | 'orgId' | 'user'>,
): Promise<string | null> {
  const ref = refOf(org);
  const identify = (token: string) => salesforceWith(deps, ref, token).identity();
  return otherPageUser({ org, host: ref.org, orgId, identify }, user);
}

interface HubspotAsk {
  readonly key: string;
  readonly ownerEmail: string;
  readonly expectPortal: string | null;
  /** Gives the key to the requests; always the same where none are given. */
  readonly credentials?: Credentials;
}

/** Verifies a key: whose portal it is, what it may do, and that the rep is one of its owners. @throws CommandFailure with what stands in the way. */
export async function hubspotConnection(deps: ConnectionsDeps, ask: HubspotAsk): Promise<HubspotConnection> {
  const { key, ownerEmail, expectPortal, credentials = fixed(key) } = ask;
  // A key travels in a header: what cannot stand there is no key (a pasted sentence, a line break).
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new CommandFailure({
      kind: 'crm',
      problem: { kind: 'rejected', code: 'INVALID_KEY', message: '', fields: ['key'] },
    });
  }
  const org: OrgRef = { crm: 'hubspot', org: expectPortal ?? '0' };
  // Whose requests these were is known with the first answer; of a key that nobody knows, the portal's it was meant for.
  let asked: OrgKey | null = expectPortal === null ? null : orgKey(org);
  let early = 0;
  const counted = () => {
    if (asked === null) early += 1;
    else deps.counted?.(asked, 'read');
  };
  const parts = { ...partsOf(deps), counted };
  const adapter = createHubspotAdapter({ ...parts, org, credentials, ownerEmail, ownerId: null });
  const portal = await adapter.portal();
  if (portal.ok) {
    asked = orgKey({ crm: 'hubspot', org: portal.value });
    for (; early > 0; early -= 1) counted();
  }
  if (!portal.ok) throw new CommandFailure({ kind: 'crm', problem: portal.problem });
  if (expectPortal !== null && portal.value !== expectPortal) {
    throw new CommandFailure({ kind: 'wrongOrg', expected: expectPortal, actual: portal.value });
  }
  const { missing, lacking } = await adapter.scopes(key);
  if (missing.length > 0) throw new CommandFailure({ kind: 'crm', problem: missingScopesProblem(missing) });
  const owner = await adapter.owner();
  if (!owner.ok) throw new CommandFailure({ kind: 'crm', problem: owner.problem });
  const connected = fresh(deps, orgKey({ crm: 'hubspot', org: portal.value }), portal.value);
  return { ...connected, auth: 'hubspotKey', user: owner.value, key, ownerEmail, lacks: [...lacking] };
}

function fresh(deps: ConnectionsDeps, org: OrgKey, label: string) {
  return { org, label, connectedAt: deps.clock.now(), state: 'ok' as const, problem: null };
}

function salesforceFresh(deps: ConnectionsDeps, key: OrgKey, org: OrgRef) {
  return fresh(deps, key, org.org.replace(/\.my\.salesforce\.com$/, ''));
}

/** @throws CommandFailure where the org is none of Salesforce's API hosts. */
function salesforceOrg(key: OrgKey): OrgRef {
  const org = refOf(key);
  if (org.crm === 'salesforce' && /^[a-z0-9.-]+\.my\.salesforce\.com$/.test(org.org)) return org;
  throw new CommandFailure({ kind: 'refused', message: 'no Salesforce org' });
}
