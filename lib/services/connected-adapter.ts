import type { Credentials, CrmAdapter } from '../crm/adapter';
import { createHubspotAdapter } from '../crm/hubspot/adapter';
import { type FieldMap, namedByCard } from '../crm/org-fields';
import type { CrmProblem } from '../crm/result';
import { createSalesforceAdapter } from '../crm/salesforce/adapter';
import { revokeToken } from '../crm/salesforce/oauth';
import type { OrgKey } from '../model/record';
import { type ConnectionsDeps, fixed, pageUserOf, partsOf, refOf, salesforceWith, sendCounted } from './connecting';
import { readFieldMap } from './field-maps';
import { isForbidden, readPolicy } from './policy';
import { type OauthDeps, oauthCredentials } from './salesforce-oauth';
import { sessionCredentials } from './salesforce-session';
import { sessionCache } from './session-cache';
import {
  type HubspotConnection,
  isStill,
  type SalesforceOauthConnection,
  type StoredConnection,
  type StoredConnections,
} from './stored-connections';

type Observe = (problem: CrmProblem | null, effect: 'read' | 'write') => void;

/** The adapter of one connection: it serves only as long as this connection is the org's and nobody forbids it. */
export function adapterOf(
  deps: ConnectionsDeps,
  stored: StoredConnections,
  connection: StoredConnection,
  observe: Observe,
): CrmAdapter {
  const org = refOf(connection.org);
  // Another connection to the same org may be another user's, who sees other fields.
  const cache = sessionCache(`${connection.org}:${connection.connectedAt}`, deps.clock.now);
  const counted = (effect: 'read' | 'write') => deps.counted?.(connection.org, effect);
  const shared = { ...partsOf(deps), org, cache, observe, counted, fieldMap: () => fieldMapOf(deps, connection.org) };
  const userId = connection.user.id;
  const withTimeZone = { ...shared, userId, timeZone: deps.clock.timeZone };
  if (connection.auth === 'hubspotKey') {
    const { ownerEmail } = connection;
    return createHubspotAdapter({
      ...shared,
      credentials: keyWhileStill(stored, connection),
      ownerEmail,
      ownerId: userId,
    });
  }
  if (connection.auth === 'salesforceOauth') {
    return createSalesforceAdapter({
      ...withTimeZone,
      credentials: oauthCredentials(oauthDeps(deps, stored, connection)),
    });
  }
  const identify = (token: string) => salesforceWith(deps, org, token).identity();
  const credentials = sessionCredentials({ connection, host: org.org, identify });
  return createSalesforceAdapter({ ...withTimeZone, credentials: whileStill(stored, connection, credentials) });
}

/** A connection's key, as long as it is the org's connection. */
export function keyWhileStill(stored: StoredConnections, connection: HubspotConnection): Credentials {
  return whileStill(stored, connection, fixed(connection.key));
}

/** The connection as it is stored now; null where it was removed, made anew or forbidden since. */
async function standing<C extends StoredConnection>(stored: StoredConnections, connection: C): Promise<C | null> {
  const now = await stored.find(connection.org);
  return isStill(now, connection) && !isForbidden(await readPolicy(), now) ? now : null;
}

/** What was begun before the SDR ended a connection, or made another one, goes on without a token: nothing more is sent. */
function whileStill(stored: StoredConnections, connection: StoredConnection, own: Credentials): Credentials {
  return {
    ...own,
    token: async () => ((await standing(stored, connection)) === null ? null : own.token()),
    refresh: async (refused) => ((await standing(stored, connection)) === null ? null : own.refresh(refused)),
  };
}

/** What settings say of the org's fields, and those that the scorecard names. */
async function fieldMapOf({ namedFields }: ConnectionsDeps, org: OrgKey): Promise<FieldMap> {
  const [map, named] = await Promise.all([readFieldMap(org), namedFields?.() ?? []]);
  return [...map, ...namedByCard(named)];
}

function oauthDeps(deps: ConnectionsDeps, stored: StoredConnections, connection: SalesforceOauthConnection): OauthDeps {
  const { org: host } = refOf(connection.org);
  const send = sendCounted(deps, connection.org);
  return {
    host,
    send,
    otherUser: (now) => pageUserOf(deps, now),
    find: () => standing(stored, connection),
    keep: async ({ accessToken, refreshToken }) => {
      const isKept = await stored.changeStill(connection, (now) => ({ ...now, accessToken, refreshToken }));
      // Asked for by a connection that was ended meanwhile: it ends in the org too.
      if (!isKept) await revokeToken(host, refreshToken ?? accessToken, send);
      return isKept;
    },
  };
}
