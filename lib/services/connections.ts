import type { CrmAdapter } from '../crm/adapter';
import { type CrmProblem, isKnownBar } from '../crm/result';
import { revokeToken } from '../crm/salesforce/oauth';
import { type ConnectionView, type ConnectWays, isBlocked } from '../messaging/views';
import type { OrgKey } from '../model/record';
import { CommandFailure } from '../store/failures';
import { adapterOf, keyWhileStill } from './connected-adapter';
import {
  type ConnectionsDeps,
  hubspotConnection,
  refOf,
  salesforceConnection,
  salesforceOauthConnection,
  sendCounted,
} from './connecting';
import { maySeePageUser } from './page-user';
import { allowsSomePortal, isAllowedOrg, isForbidden, type Policy, readPolicy, refuseWhere } from './policy';
import { oauthRedirectUri } from './salesforce-oauth';
import type { ConnectionsPort } from './services';
import {
  type HubspotConnection,
  isStill,
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
  const adapters = new Map<OrgKey, { readonly of: StoredConnection; readonly adapter: CrmAdapter }>();

  /** What the SDR began, one after the other, and what of it was the last to take effect in each org. */
  let begun = 0;
  const decided = new Map<OrgKey, number>();
  const begin = (): number => {
    begun += 1;
    return begun;
  };

  /** Lets a connection stand as an answer of the CRM says, unless it was removed or made anew before that came. */
  const stand = async (asked: StoredConnection, change: (now: StoredConnection) => StoredConnection): Promise<void> => {
    // Of what an administrator forbids, nobody can tell.
    if (isForbidden(await readPolicy(), asked)) return;
    let serves = false;
    const changed = await stored.changeStill(asked, (before) => {
      const after = change(before);
      serves = after.state === 'ok' && (before.state === 'signInNeeded' || isBlocked(before));
      return after;
    });
    if (changed) deps.changed(serves ? { ...everywhere, servesAgain: asked.org } : everywhere);
  };
  const note = async (org: OrgKey, problem: CrmProblem | null, effect: Effect): Promise<void> => {
    const asked = await stored.find(org);
    if (asked !== null) await stand(asked, (now) => withProblem(now, problem, effect));
  };
  /** @throws CommandFailure `overtaken` where what was begun later has taken effect: that is not undone. */
  const keep = async (connection: StoredConnection, turn: number): Promise<ConnectionView> => {
    const { org } = connection;
    const isKept = await stored.change(org, (before) => {
      if ((decided.get(org) ?? 0) > turn) return before;
      decided.set(org, turn);
      return connection;
    });
    if (!isKept) throw new CommandFailure({ kind: 'overtaken' });
    deps.changed(everywhere);
    return viewOf(connection);
  };
  const observe = (asked: StoredConnection) => (problem: CrmProblem | null, effect: Effect) => {
    void stand(asked, (now) => withProblem(now, problem, effect)).catch(() => undefined);
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
      if (known !== undefined && isStill(connection, known.of) && known.of.user.id === connection.user.id)
        return known.adapter;
      const adapter = adapterOf(deps, stored, connection, observe(connection));
      adapters.set(org, { of: connection, adapter });
      return adapter;
    },
    connectSalesforce: async (org) => {
      const turn = begin();
      await refuseWhere(org, ({ salesforceSession }) => !salesforceSession);
      return keep(await salesforceConnection(deps, org), turn);
    },
    signInSalesforce: async (org, clientId) => {
      const turn = begin();
      await refuseWhere(org, ({ salesforceClientId }) => (salesforceClientId ?? clientId) !== clientId);
      const connection = await salesforceOauthConnection(deps, org, clientId.trim());
      return keep(connection, turn).catch((error: unknown) => {
        endInOrg(deps, connection);
        throw error;
      });
    },
    connectHubspot: async (key, ownerEmail, expectPortal) => {
      const turn = begin();
      const connection = await hubspotConnection(deps, {
        ...{ key: key.trim(), ownerEmail: ownerEmail.trim(), expectPortal },
      });
      await refuseWhere(connection.org, ({ hubspotKey }) => !hubspotKey);
      return keep(connection, turn);
    },
    ways: async (org) => ({
      ...waysOf(await readPolicy(), await stored.all(), org),
      comparesPageUser: await maySeePageUser(),
    }),
    check: async (org) => {
      const before = await stored.find(org);
      if (before === null || isForbidden(await readPolicy(), before))
        throw new CommandFailure({ kind: 'notConnected' });
      await stand(before, await checked(deps, stored, before));
      const now = await stored.find(org);
      // The SDR has ended it while it was being checked.
      if (now === null) throw new CommandFailure({ kind: 'overtaken' });
      return viewOf(now);
    },
    disconnect: async (org) => {
      adapters.delete(org);
      decided.set(org, begin());
      const ended: StoredConnection[] = [];
      await stored.change(org, (before) => {
        if (before !== null) ended.push(before);
        return null;
      });
      for (const connection of ended) endInOrg(deps, connection);
      if (ended.length > 0) deps.changed(everywhere);
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

/** Takes back what the org gave for a connection that is no more; where that does not reach it, it ends there by itself. */
function endInOrg(deps: ConnectionsDeps, { org, ...connection }: StoredConnection): void {
  if (connection.auth !== 'salesforceOauth') return;
  const { refreshToken, accessToken } = connection;
  void revokeToken(refOf(org).org, refreshToken ?? accessToken, sendCounted(deps, org));
}

/** Asks the org how a connection stands, and answers what that makes of it. */
async function checked(
  deps: ConnectionsDeps,
  stored: StoredConnections,
  asked: StoredConnection,
): Promise<(now: StoredConnection) => StoredConnection> {
  if (asked.auth === 'hubspotKey') return checkedHubspot(deps, stored, asked);
  let problem: CrmProblem | null = null;
  const observed = (met: CrmProblem | null) => {
    problem = met;
  };
  await adapterOf(deps, stored, asked, observed).whoAmI();
  // The SDR asks whether it goes on, so a write is tried next whatever became of the last.
  return (now) => withProblem(now, problem, 'write');
}

/** A key verified anew: with what it may do by now, or with what stands in its way. */
async function checkedHubspot(
  deps: ConnectionsDeps,
  stored: StoredConnections,
  asked: HubspotConnection,
): Promise<(now: StoredConnection) => StoredConnection> {
  const { key, ownerEmail, connectedAt } = asked;
  const credentials = keyWhileStill(stored, asked);
  try {
    const fresh = await hubspotConnection(deps, { key, ownerEmail, credentials, expectPortal: refOf(asked.org).org });
    return () => ({ ...fresh, connectedAt });
  } catch (error) {
    if (!(error instanceof CommandFailure) || error.appError.kind !== 'crm') throw error;
    const { problem } = error.appError;
    return (now) => withProblem(now, problem, 'write');
  }
}

/** How a connection stands that an administrator forbade after it was made. */
const byPolicy = { state: 'failing', problem: { kind: 'forbidden', message: '', cause: 'policy' } } as const;

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
