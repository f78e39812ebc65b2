import type { CrmAdapter } from '../crm/adapter';
import { createHubspotAdapter } from '../crm/hubspot/adapter';
import { type FieldMap, namedByCard } from '../crm/org-fields';
import { type CrmProblem, isKnownBar } from '../crm/result';
import { createSalesforceAdapter } from '../crm/salesforce/adapter';
import { type OauthTokens, revokeToken } from '../crm/salesforce/oauth';
import { type ConnectionView, type ConnectWays, isBlocked } from '../messaging/views';
import type { OrgKey } from '../model/record';
import { CommandFailure } from '../store/failures';
import {
  type ConnectionsDeps,
  fixed,
  hubspotConnection,
  pageUserOf,
  partsOf,
  refOf,
  salesforceConnection,
  salesforceOauthConnection,
  salesforceWith,
  sendCounted,
} from './connecting';
import { readFieldMap } from './field-maps';
import { maySeePageUser } from './page-user';
import { allowsSomePortal, isAllowedOrg, type Policy, readPolicy } from './policy';
import { oauthCredentials, oauthRedirectUri } from './salesforce-oauth';
import { sessionCredentials } from './salesforce-session';
import type { ConnectionsPort } from './services';
import { sessionCache } from './session-cache';
import {
  type HubspotConnection,
  openStoredConnections,
  type SalesforceOauthConnection,
  type StoredConnection,
  type StoredConnections,
  viewOf,
} from './stored-connections';

/** The connections to CRMs: how they are made, how they stand, and the adapters that use them. */
export interface Connections extends ConnectionsPort {
  /** A request met this trouble: shown with the connection where it is the connection's. */
  noteProblem(org: OrgKey, problem: CrmProblem, effect?: Effect): Promise<void>;
  /** A request was served. */
  noteOk(org: OrgKey, effect?: Effect): Promise<void>;
}

const everywhere = { topics: ['connections'] };

/** Makes the connections of this browser profile. Tokens and keys stay in here. */
export function createConnections(deps: ConnectionsDeps): Connections {
  const stored = openStoredConnections(deps.clock.now);
  const adapters = new Map<OrgKey, { readonly connectedAt: number; readonly adapter: CrmAdapter }>();

  const note = async (org: OrgKey, problem: CrmProblem | null, effect: Effect): Promise<void> => {
    let serves = false;
    const changed = await stored.change(org, (before) => {
      if (before === null) return null;
      const after = withProblem(before, problem, effect);
      serves = after.state === 'ok' && (before.state === 'signInNeeded' || isBlocked(before));
      return after;
    });
    if (changed) deps.changed(serves ? { ...everywhere, servesAgain: org } : everywhere);
  };
  const keep = async (connection: StoredConnection): Promise<ConnectionView> => {
    await stored.change(connection.org, () => connection);
    deps.changed(everywhere);
    return viewOf(connection);
  };
  const observe = (org: OrgKey) => (problem: CrmProblem | null, effect: Effect) => {
    void note(org, problem, effect).catch(() => undefined);
  };

  return {
    list: async () => {
      const [policy, all] = await Promise.all([readPolicy(), stored.all()]);
      return all.map((one) => (isForbidden(policy, one) ? { ...viewOf(one), ...byPolicy } : viewOf(one)));
    },
    adapterFor: async (org) => {
      const connection = await stored.find(org);
      if (connection === null || isForbidden(await readPolicy(), connection)) return null;
      const known = adapters.get(org);
      if (known?.connectedAt === connection.connectedAt) return known.adapter;
      const adapter = adapterOf(deps, stored, connection, observe(org));
      adapters.set(org, { connectedAt: connection.connectedAt, adapter });
      return adapter;
    },
    connectSalesforce: async (org) => {
      await refuseWhere(org, ({ salesforceSession }) => !salesforceSession);
      return keep(await salesforceConnection(deps, org));
    },
    signInSalesforce: async (org, clientId) => {
      await refuseWhere(org, ({ salesforceClientId }) => (salesforceClientId ?? clientId) !== clientId);
      return keep(await salesforceOauthConnection(deps, org, clientId.trim()));
    },
    connectHubspot: async (key, ownerEmail, expectPortal) => {
      const connection = await hubspotConnection(deps, {
        ...{ key: key.trim(), ownerEmail: ownerEmail.trim(), expectPortal },
      });
      await refuseWhere(connection.org, ({ hubspotKey }) => !hubspotKey);
      return keep(connection);
    },
    ways: async (org) => ({
      ...waysOf(await readPolicy(), await stored.all(), org),
      comparesPageUser: await maySeePageUser(),
    }),
    check: async (org) => {
      const before = await stored.find(org);
      if (before === null || isForbidden(await readPolicy(), before))
        throw new CommandFailure({ kind: 'notConnected' });
      if (before.auth === 'hubspotKey') return keep(await checkedHubspot(deps, before));
      let problem: CrmProblem | null = null;
      const observed = (met: CrmProblem | null) => {
        problem = met;
      };
      await adapterOf(deps, stored, before, observed).whoAmI();
      // The SDR asks whether it goes on, so a write is tried next whatever became of the last.
      await note(org, problem, 'write');
      return viewOf((await stored.find(org)) ?? before);
    },
    disconnect: async (org) => {
      adapters.delete(org);
      const connection = await stored.find(org);
      if (connection?.auth === 'salesforceOauth') {
        const { refreshToken, accessToken } = connection;
        void revokeToken(refOf(org).org, refreshToken ?? accessToken, sendCounted(deps, org));
      }
      if (await stored.change(org, () => null)) deps.changed(everywhere);
    },
    noteProblem: (org, problem, effect = 'read') => note(org, problem, effect),
    noteOk: (org, effect = 'read') => note(org, null, effect),
  };
}

type Effect = 'read' | 'write';

/** The same but for how long it lasts. */
function isAlike(a: CrmProblem | null, b: CrmProblem): boolean {
  const told = (problem: CrmProblem | null) =>
    JSON.stringify(problem, (key, value: unknown) => (key === 'afterMs' ? undefined : value));
  return told(a) === told(b);
}

/** The connection as it stands after a request; the same object where nothing changed, so that nothing is written. */
function withProblem(before: StoredConnection, problem: CrmProblem | null, effect: Effect): StoredConnection {
  const passes = problem === null || problem.kind === 'retryAfter' || problem.kind === 'unsure';
  // That reading goes on says nothing of what may not be written.
  if (before.barred === 'write' && effect === 'read' && passes) return before;
  if (problem === null)
    return before.state === 'ok' && before.problem === null
      ? before
      : { ...before, state: 'ok', problem, barred: undefined };
  // A refused entry or a deleted record says nothing about the connection.
  if (problem.kind === 'rejected' || problem.kind === 'gone') return before;
  const state = problem.kind === 'signInNeeded' ? 'signInNeeded' : 'failing';
  const barred = effect === 'write' && isKnownBar(problem) ? ('write' as const) : undefined;
  const same = before.state === state && before.barred === barred && isAlike(before.problem, problem);
  return same ? before : { ...before, state, problem, barred };
}

function adapterOf(
  deps: ConnectionsDeps,
  stored: StoredConnections,
  connection: StoredConnection,
  observe: (problem: CrmProblem | null, effect: Effect) => void,
): CrmAdapter {
  const org = refOf(connection.org);
  // Another connection to the same org may be another user's, who sees other fields.
  const cache = sessionCache(`${connection.org}:${connection.connectedAt}`, deps.clock.now);
  const counted = (effect: 'read' | 'write') => deps.counted?.(connection.org, effect);
  const shared = { ...partsOf(deps), org, cache, observe, counted, fieldMap: () => fieldMapOf(deps, connection.org) };
  if (connection.auth === 'hubspotKey') {
    const { key, ownerEmail, user } = connection;
    return createHubspotAdapter({ ...shared, credentials: fixed(key), ownerEmail, ownerId: user.id });
  }
  if (connection.auth === 'salesforceOauth') {
    const credentials = oauthCredentials(oauthDeps(deps, stored, connection.org));
    return createSalesforceAdapter({
      ...shared,
      credentials,
      userId: connection.user.id,
      timeZone: deps.clock.timeZone,
    });
  }
  const identify = (token: string) => salesforceWith(deps, org, token).identity();
  const credentials = sessionCredentials({ connection, host: org.org, identify });
  return createSalesforceAdapter({ ...shared, credentials, userId: connection.user.id, timeZone: deps.clock.timeZone });
}

/** What settings say of the org's fields, and those that the scorecard names. */
async function fieldMapOf({ namedFields }: ConnectionsDeps, org: OrgKey): Promise<FieldMap> {
  const [map, named] = await Promise.all([readFieldMap(org), namedFields?.() ?? []]);
  return [...map, ...namedByCard(named)];
}

function oauthDeps(deps: ConnectionsDeps, stored: StoredConnections, org: OrgKey) {
  return {
    host: refOf(org).org,
    send: sendCounted(deps, org),
    otherUser: (connection: SalesforceOauthConnection) => pageUserOf(deps, connection),
    find: async () => {
      const connection = await stored.find(org);
      return connection?.auth === 'salesforceOauth' ? connection : null;
    },
    keep: async ({ accessToken, refreshToken }: OauthTokens) => {
      await stored.change(org, (before) =>
        before?.auth === 'salesforceOauth' ? { ...before, accessToken, refreshToken } : before,
      );
    },
  };
}

/** A key verified anew: with what it may do by now, or with what stands in its way. */
async function checkedHubspot(deps: ConnectionsDeps, before: HubspotConnection): Promise<StoredConnection> {
  const { key, ownerEmail, connectedAt } = before;
  try {
    const expectPortal = refOf(before.org).org;
    return { ...(await hubspotConnection(deps, { key, ownerEmail, expectPortal })), connectedAt };
  } catch (error) {
    if (error instanceof CommandFailure && error.appError.kind === 'crm')
      return withProblem(before, error.appError.problem, 'write');
    throw error;
  }
}

/** How a connection stands that an administrator forbade after it was made. */
const byPolicy = { state: 'failing', problem: { kind: 'forbidden', message: '', cause: 'policy' } } as const;

/** True where the administrator lets nobody connect to this org, or not in this way. */
function isForbidden(policy: Policy, connection: StoredConnection): boolean {
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
async function refuseWhere(org: OrgKey, forbids: (policy: Policy) => boolean): Promise<void> {
  const policy = await readPolicy();
  if (forbids(policy) || !isAllowedOrg(policy, org)) throw new CommandFailure({ kind: 'notAllowed' });
}

function waysOf(
  policy: Policy,
  all: readonly StoredConnection[],
  org: OrgKey | null,
): Omit<ConnectWays, 'comparesPageUser'> {
  const allowed = org === null ? allowsSomePortal(policy) : isAllowedOrg(policy, org);
  const known = all.find((one): one is SalesforceOauthConnection => one.org === org && one.auth === 'salesforceOauth');
  return {
    salesforceSession: allowed && policy.salesforceSession,
    hubspotKey: allowed && policy.hubspotKey,
    clientId: policy.salesforceClientId ?? known?.clientId ?? null,
    isPrescribed: policy.salesforceClientId !== undefined,
    callbackUrl: allowed ? oauthRedirectUri() : null,
  };
}
