import { browser } from '../browser';
import type { Credentials } from '../crm/adapter';
import type { CrmProblem, CrmResult } from '../crm/result';
import {
  authorizeUrl,
  codeIn,
  newAttempt,
  type OauthTokens,
  oauthProblem,
  refreshedTokens,
  tokensForCode,
} from '../crm/salesforce/oauth';
import { CommandFailure } from '../store/failures';
import { otherUserProblem } from './salesforce-session';
import type { SalesforceOauthConnection } from './stored-connections';

/** Where the browser brings the sign-in back to; administrators enter it as the app's callback URL. */
export function oauthRedirectUri(): string {
  return browser.identity.getRedirectURL('salesforce');
}

/** Lets the SDR sign in to an org and allow Baton. @throws CommandFailure with what stands in the way. */
export async function signInByOauth(
  { host, clientId }: { readonly host: string; readonly clientId: string },
  send: typeof fetch,
): Promise<OauthTokens> {
  const client = { host, clientId, redirectUri: oauthRedirectUri() };
  const attempt = newAttempt();
  const url = await authorizeUrl(client, attempt);
  const back = await browser.identity.launchWebAuthFlow({ url, interactive: true }).catch(() => null);
  // Closed, or a page of the org that ends in no answer: what it showed is in its own window.
  if (back === null) throw failure(oauthProblem('cancelled', ''));
  const code = codeIn(back, client, attempt);
  if (!code.ok) throw failure(code.problem);
  const tokens = await tokensForCode(client, { code: code.value, verifier: attempt.verifier }, send);
  if (!tokens.ok) throw failure(tokens.problem);
  if (tokens.value.host !== host) {
    throw new CommandFailure({ kind: 'wrongOrg', expected: host, actual: tokens.value.host });
  }
  return tokens.value;
}

function failure(problem: CrmProblem): CommandFailure {
  return new CommandFailure({ kind: 'crm', problem });
}

export interface OauthDeps {
  readonly host: string;
  /** The connection as it is stored now; null where it was disconnected, made anew or forbidden. */
  readonly find: () => Promise<SalesforceOauthConnection | null>;
  /** Keeps new tokens before they are used; false where the connection they are for is gone. */
  readonly keep: (tokens: OauthTokens) => Promise<boolean>;
  readonly send: typeof fetch;
  /** The name of somebody else who is signed in on the org's pages; null where it is the same person, or cannot be known. */
  readonly otherUser: (connection: SalesforceOauthConnection) => Promise<string | null>;
}

/**
 * The access token of an OAuth connection. A refresh token serves once where the app rotates them, so one caller at a time
 * refreshes, also across a worker that is ending and one that is starting; whoever waited finds the new token stored. There is
 * none while the page is known to be somebody else's: nothing may be read or written in another name than the page shows.
 */
export function oauthCredentials(deps: OauthDeps): Credentials {
  let problem: CrmProblem | null = null;
  const refresh = async (refused: string): Promise<string | null> => {
    const connection = await deps.find();
    if (connection === null) return null;
    if (connection.accessToken !== refused) return connection.accessToken;
    if (connection.refreshToken === null) {
      problem = { kind: 'signInNeeded', message: '' };
      return null;
    }
    const { clientId, refreshToken } = connection;
    const tokens: CrmResult<OauthTokens> = await refreshedTokens(
      { host: deps.host, clientId },
      refreshToken,
      deps.send,
    );
    problem = tokens.ok ? null : tokens.problem;
    if (!tokens.ok) return null;
    return (await deps.keep(tokens.value)) ? tokens.value.accessToken : null;
  };
  const token = async (): Promise<string | null> => {
    const connection = await deps.find();
    if (connection === null) return null;
    const other = await deps.otherUser(connection);
    if (other !== null) problem = otherUserProblem(other, connection.user.name);
    else if (problem?.kind === 'signInNeeded' && problem.otherUser !== undefined) problem = null;
    return other === null ? connection.accessToken : null;
  };
  return {
    token,
    problem: () => problem,
    refresh: (refused) => oneAtATime(`baton-oauth:${deps.host}`, () => refresh(refused)),
  };
}

async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (typeof navigator === 'undefined' || navigator.locks === undefined) return work();
  return navigator.locks.request(name, work);
}
