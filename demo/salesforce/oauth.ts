import { createHash, randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { apiHost } from './hosts.ts';

/** The consumer key of the org's External Client App for Baton: PKCE required, no secret, rotating refresh tokens. */
export const demoClientId = '3MVG9demoBatonExternalClientApp';
/** Callback URLs that the app lists: what Chromium and Firefox bring an extension's sign-in back to. */
const callbackUrl = /^https:\/\/[a-z0-9]+\.(?:chromiumapp\.org|extensions\.allizom\.org)\/salesforce$/;

interface OauthDeps {
  /** The user of the browser's session on the API host. */
  readonly userOf: (context: Context) => string | null;
  /** A new access token for a user. */
  readonly startSession: (userKey: string) => string;
  readonly endSession: (token: string) => void;
  readonly organizationId: () => string;
  readonly userId: (userKey: string) => string;
}

interface Grant {
  readonly userKey: string;
  readonly redirectUri: string;
  readonly challenge: string;
}

const asked = z.object({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.string(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
  state: z.string().optional(),
  scope: z.string().optional(),
});

/** `/services/oauth2`: authorize, token and revoke of the web server flow with PKCE. Source: Salesforce Help, OAuth 2.0 flows. */
export function oauthRoutes(deps: OauthDeps): Hono {
  const codes = new Map<string, Grant>();
  const refreshTokens = new Map<string, string>();
  const app = new Hono().basePath('/services/oauth2');

  app.get('/authorize', (context) => {
    const query = asked.safeParse(context.req.query());
    if (!query.success) return page(context, 'error=unsupported_response_type', 400);
    if (query.data.client_id !== demoClientId) {
      return page(context, 'error=invalid_client_id&error_description=client identifier invalid', 400);
    }
    const { redirect_uri: redirectUri, code_challenge: challenge, code_challenge_method: method, state } = query.data;
    if (!callbackUrl.test(redirectUri)) {
      return page(context, 'error=redirect_uri_mismatch&error_description=redirect_uri must match configuration', 400);
    }
    const back = (answer: Record<string, string>) =>
      `${redirectUri}?${new URLSearchParams({ ...answer, ...(state === undefined ? {} : { state }) })}`;
    if (challenge === undefined || method !== 'S256') {
      const description = 'missing required code challenge';
      return context.redirect(back({ error: 'invalid_request', error_description: description }));
    }
    const userKey = deps.userOf(context);
    if (userKey === null) {
      const { pathname, search } = new URL(context.req.url);
      return context.redirect(`/?${new URLSearchParams({ startURL: pathname + search })}`);
    }
    const code = randomBytes(24).toString('base64url');
    codes.set(code, { userKey, redirectUri, challenge });
    return consent(context, {
      allow: back({ code }),
      deny: back({ error: 'access_denied', error_description: 'end-user denied authorization' }),
    });
  });

  app.post('/token', async (context) => {
    const form = await context.req.parseBody();
    const text = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
    if (text('client_secret') !== '') return refusal(context, 'invalid_client', 'this app takes no secret');
    if (text('client_id') !== demoClientId) return refusal(context, 'invalid_client_id', 'client identifier invalid');
    if (text('grant_type') === 'authorization_code') {
      const grant = codes.get(text('code'));
      codes.delete(text('code'));
      const proof = createHash('sha256').update(text('code_verifier')).digest('base64url');
      if (grant === undefined) return refusal(context, 'invalid_grant', 'authentication failure');
      if (grant.redirectUri !== text('redirect_uri')) {
        return refusal(context, 'redirect_uri_mismatch', 'redirect_uri must match configuration');
      }
      if (grant.challenge !== proof) return refusal(context, 'invalid_grant', 'invalid code verifier');
      return context.json(tokensFor(grant.userKey));
    }
    if (text('grant_type') === 'refresh_token') {
      const userKey = refreshTokens.get(text('refresh_token'));
      // Rotation: each refresh token serves once.
      refreshTokens.delete(text('refresh_token'));
      if (userKey === undefined) return refusal(context, 'invalid_grant', 'expired access/refresh token');
      return context.json(tokensFor(userKey));
    }
    return refusal(context, 'unsupported_grant_type', 'grant type not supported');
  });

  app.post('/revoke', async (context) => {
    const { token } = await context.req.parseBody();
    if (typeof token !== 'string') return refusal(context, 'invalid_request', 'token missing');
    refreshTokens.delete(token);
    deps.endSession(token);
    return context.body(null, 200);
  });

  const tokensFor = (userKey: string) => {
    const refreshToken = `5Aep861${randomBytes(30).toString('base64url')}`;
    refreshTokens.set(refreshToken, userKey);
    const id = `https://login.salesforce.com/id/${deps.organizationId()}/${deps.userId(userKey)}`;
    return {
      access_token: deps.startSession(userKey),
      refresh_token: refreshToken,
      signature: randomBytes(32).toString('base64'),
      scope: 'refresh_token api',
      instance_url: `https://${apiHost}`,
      id,
      token_type: 'Bearer',
      issued_at: String(Date.now()),
    };
  };
  return app;
}

function refusal(context: Context, error: string, description: string): Response {
  return context.json({ error, error_description: description }, 400);
}

function page(context: Context, text: string, status: ContentfulStatusCode): Response | Promise<Response> {
  return context.html(
    html`<!doctype html><title>Error</title><main><h1>We can’t authorize you</h1><p>${text}</p></main>`,
    status,
  );
}

function consent(context: Context, { allow, deny }: { allow: string; deny: string }): Response | Promise<Response> {
  const body = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Allow Access? | Salesforce</title>
<link rel="icon" href="/__assets/icon.svg">
<link rel="stylesheet" href="/__assets/login.css">
</head>
<body>
<main>
  <div class="brand"><span class="mark" aria-hidden="true"></span>Allow Access?</div>
  <p>Baton is asking to:</p>
  <ul><li>Manage user data via APIs (api)</li><li>Perform requests at any time (refresh_token, offline_access)</li></ul>
  <p><a class="button" href="${deny}">Deny</a> <a class="button" href="${allow}">Allow</a></p>
</main>
</body>
</html>`;
  return context.html(body);
}
