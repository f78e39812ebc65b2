import { z } from 'zod';
import { type CrmProblem, type CrmResult, done, failed } from '../result';

/**
 * OAuth 2.0 authorization code with PKCE against the org's own My Domain host, as a public client: no secret exists.
 * Source: Salesforce Help, OAuth 2.0 Web Server Flow and PKCE; RFC 7636; facts of November 2026.
 */
export interface OauthClient {
  /** The org's API host, e.g. `acme.my.salesforce.com`. */
  readonly host: string;
  /** The consumer key of the External Client App that the org's own administrator made. */
  readonly clientId: string;
  /** Where the browser brings the answer back to; stands in the app's list of callback URLs. */
  readonly redirectUri: string;
}

/** What is sent along once and checked when the answer comes back. */
export interface OauthAttempt {
  readonly state: string;
  readonly verifier: string;
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  instance_url: z.url(),
});
const oauthRefusal = z.object({ error: z.string(), error_description: z.string().catch('') });

/** The tokens of a sign-in. Rotating refresh tokens: each one serves once, and the answer brings the next. */
export interface OauthTokens {
  readonly accessToken: string;
  /** Null where the app gives none: then the SDR signs in again when the session ends. */
  readonly refreshToken: string | null;
  /** The host the token is for. */
  readonly host: string;
}

const timeoutMs = 20_000;

/** Random enough that no page can guess it. Source: RFC 7636 asks for 32 octets. */
export function newAttempt(): OauthAttempt {
  return { state: randomText(), verifier: randomText() };
}

function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The page on which the SDR signs in and allows Baton. */
export async function authorizeUrl(client: OauthClient, { state, verifier }: OauthAttempt): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    scope: 'api refresh_token',
    code_challenge: base64url(new Uint8Array(hash)),
    code_challenge_method: 'S256',
    state,
  });
  return `https://${client.host}/services/oauth2/authorize?${query}`;
}

/** The code in the URL the sign-in came back to, or what stood in the way. */
export function codeIn(url: string, client: OauthClient, { state }: OauthAttempt): CrmResult<string> {
  const query = new URL(url).searchParams;
  const error = query.get('error');
  if (error !== null) return failed(oauthProblem(error, query.get('error_description') ?? ''));
  const code = query.get('code');
  // An answer to another question: nothing of it is used.
  if (!url.startsWith(client.redirectUri) || query.get('state') !== state || code === null) {
    return failed(oauthProblem('invalid_state', ''));
  }
  return done(code);
}

/** Changes the code for tokens. */
export function tokensForCode(
  client: OauthClient,
  given: { readonly code: string; readonly verifier: string },
  send: typeof fetch,
): Promise<CrmResult<OauthTokens>> {
  return askForTokens(client, send, {
    grant_type: 'authorization_code',
    code: given.code,
    redirect_uri: client.redirectUri,
    code_verifier: given.verifier,
  });
}

/** Changes a refresh token for a new access token and, where the app rotates, the next refresh token. */
export async function refreshedTokens(
  client: Pick<OauthClient, 'host' | 'clientId'>,
  refreshToken: string,
  send: typeof fetch,
): Promise<CrmResult<OauthTokens>> {
  const answer = await askForTokens(client, send, { grant_type: 'refresh_token', refresh_token: refreshToken });
  return answer.ok ? done({ ...answer.value, refreshToken: answer.value.refreshToken ?? refreshToken }) : answer;
}

/** Ends a sign-in in the org too; what the org answers changes nothing here. */
export async function revokeToken(host: string, token: string, send: typeof fetch): Promise<void> {
  await post(host, 'revoke', { token }, send).catch(() => undefined);
}

async function askForTokens(
  { host, clientId }: Pick<OauthClient, 'host' | 'clientId'>,
  send: typeof fetch,
  form: Readonly<Record<string, string>>,
): Promise<CrmResult<OauthTokens>> {
  const unreachable: CrmProblem = { kind: 'retryAfter', afterMs: 0, because: 'network', message: '' };
  const response = await post(host, 'token', { ...form, client_id: clientId }, send).catch(() => null);
  if (response === null) return failed(unreachable);
  const body: unknown = await response.json().catch(() => null);
  const refusal = oauthRefusal.safeParse(body);
  if (refusal.success) return failed(oauthProblem(refusal.data.error, refusal.data.error_description));
  const tokens = tokenAnswer.safeParse(body);
  if (!response.ok || !tokens.success) {
    return failed({ kind: 'retryAfter', afterMs: 0, because: 'server', message: `HTTP ${response.status}` });
  }
  return done({
    accessToken: tokens.data.access_token,
    refreshToken: tokens.data.refresh_token ?? null,
    host: new URL(tokens.data.instance_url).hostname,
  });
}

function post(host: string, path: 'token' | 'revoke', form: Readonly<Record<string, string>>, send: typeof fetch) {
  return send(`https://${host}/services/oauth2/${path}`, {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    ...{ credentials: 'omit', redirect: 'manual', cache: 'no-store' },
    signal: AbortSignal.timeout(timeoutMs),
  });
}

/** Refusals that the SDR cures by signing in once more. */
const signInAgain = new Set(['invalid_grant', 'inactive_user', 'inactive_org']);

/**
 * What a refusal of the sign-in means. The code of a `rejected` names the step that cures it (`error:oauth`). Source:
 * Salesforce Help, OAuth Authorization Errors and OAuth 2.0 Error Responses; facts of November 2026.
 */
export function oauthProblem(error: string, description: string): CrmProblem {
  const words = description.replaceAll('+', ' ');
  // A window that was closed is nobody's words.
  const said = error === 'cancelled' ? '' : error;
  const message = words === '' ? said : words;
  if (signInAgain.has(error)) return { kind: 'signInNeeded', message };
  if (error === 'server_error' || error === 'temporarily_unavailable') {
    return { kind: 'retryAfter', afterMs: 0, because: 'server', message };
  }
  return { kind: 'rejected', code: `OAUTH_${oauthCode(error, words)}`, message, fields: [] };
}

function oauthCode(error: string, words: string): string {
  if (/must be installed into org/i.test(words) || error === 'OAUTH_APPROVAL_ERROR_GENERIC') return 'NOT_INSTALLED';
  if (/OAUTH_APP_BLOCKED|blocked by admin/i.test(`${error} ${words}`)) return 'BLOCKED';
  if (/not approved|hasn't approved|not admin approved|OAUTH_APP_ACCESS_DENIED/i.test(`${error} ${words}`)) {
    return 'NOT_APPROVED';
  }
  if (/ip restricted|login from restricted ip/i.test(words)) return 'IP';
  if (error === 'redirect_uri_mismatch') return 'REDIRECT';
  if (error === 'invalid_client_id' || error === 'invalid_client' || error === 'unauthorized_client') return 'CLIENT';
  if (error === 'invalid_client_credentials') return 'SECRET';
  if (error === 'access_denied') return 'DENIED';
  if (error === 'invalid_scope') return 'SCOPE';
  if (error === 'cancelled') return 'CANCELLED';
  return 'OTHER';
}
