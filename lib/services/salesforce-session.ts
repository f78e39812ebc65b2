import { browser } from '../browser';
import type { Credentials } from '../crm/adapter';
import type { CrmProblem, CrmResult } from '../crm/result';
import type { Identity } from '../crm/salesforce/users';
import type { SalesforceConnection } from './stored-connections';

/** True where the SDR has allowed Baton to read cookies. */
export function mayReadCookies(): Promise<boolean> {
  return browser.permissions.contains({ permissions: ['cookies'] });
}

/**
 * The session tokens that this browser holds for an API host. Several are possible: containers, a leftover of a moved org.
 * Source: Salesforce keeps a session in the cookie `sid`, whose value is `<org id>!<secret>`; only the one of the
 * `my.salesforce.com` host has API rights.
 */
export async function sessionTokens(host: string): Promise<readonly string[]> {
  const stores = await browser.cookies.getAllCookieStores();
  const found = await Promise.all(
    stores.map(({ id: storeId }) => browser.cookies.getAll({ url: `https://${host}/`, name: 'sid', storeId })),
  );
  const values = found.flat().map(({ value }) => (value.includes('%') ? decoded(value) : value));
  return [...new Set(values)].filter((value) => orgIdOf(value) !== null);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The first 15 characters of the org's id in a session token; null where it is none. */
export function orgIdOf(token: string): string | null {
  return /^(00D[A-Za-z0-9]{12})(?:[A-Za-z0-9]{3})?![\x21-\x7e]+$/.exec(token)?.[1] ?? null;
}

interface SessionDeps {
  readonly connection: SalesforceConnection;
  readonly host: string;
  /** Whose session a token is. */
  readonly identify: (token: string) => Promise<CrmResult<Identity>>;
}

/**
 * The bearer token of a connection, read from the cookie at each need and never stored. A token that was not seen before is
 * asked once whose it is: if somebody else signed in to the page, Baton must not write in their name.
 */
export function sessionCredentials(deps: SessionDeps): Credentials {
  const verifiedKey = `session:${deps.connection.org}:${deps.connection.user.id}`;
  let problem: CrmProblem | null = null;
  let searching: Promise<string | null> | null = null;

  const search = async (): Promise<string | null> => {
    const result = await findOwnToken(deps, verifiedKey);
    problem = result.problem;
    return result.token;
  };
  const token = (): Promise<string | null> => {
    searching ??= search().finally(() => {
      searching = null;
    });
    return searching;
  };
  return {
    token,
    problem: () => problem,
    refresh: async () => {
      await browser.storage.session.remove(verifiedKey);
      return token();
    },
  };
}

interface Found {
  readonly token: string | null;
  readonly problem: CrmProblem | null;
}

async function findOwnToken({ connection, host, identify }: SessionDeps, verifiedKey: string): Promise<Found> {
  if (!(await mayReadCookies())) return { token: null, problem: { kind: 'signInNeeded', message: 'cookies' } };
  const tokens = (await sessionTokens(host)).filter((token) => orgIdOf(token) === connection.orgId.slice(0, 15));
  const { [verifiedKey]: verified } = await browser.storage.session.get(verifiedKey);
  let problem: CrmProblem | null = null;
  for (const token of tokens) {
    const print = await fingerprint(token);
    if (print === verified) return { token, problem: null };
    const identity = await identify(token);
    if (!identity.ok) problem = identity.problem;
    else if (identity.value.user.id.slice(0, 15) === connection.user.id.slice(0, 15)) {
      await browser.storage.session.set({ [verifiedKey]: print });
      return { token, problem: null };
    } else problem = otherUserProblem(identity.value.user.name, connection.user.name);
  }
  return { token: null, problem };
}

/** What stands in the way where somebody else is signed in on the page than Baton works for. */
export function otherUserProblem(page: string, own: string): CrmProblem {
  return { kind: 'signInNeeded', message: page, otherUser: { page, own } };
}

/** Names a token without holding it. */
export async function fingerprint(token: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
