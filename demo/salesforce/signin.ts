import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import type { DemoCore } from '../core/app.ts';
import { demoSignIn } from '../data/world.ts';
import { apiHost, uiHost } from './hosts.ts';

/** Sessions that may call the API; the one of the pages may not, as in a real org. */
const apiRealm = 'salesforce';
const uiRealm = 'salesforce-ui';

const cookie = { httpOnly: true, secure: true, sameSite: 'None', path: '/' } as const;

export interface SignIn {
  /** The user of the browser's session on this host. */
  userOfCookie(context: Context): string | null;
  /** A token for the API that no browser session stands behind. */
  startApiSession(userKey: string): string;
  endApiSession(token: string): void;
  /** The API host's pages: the form, sign-out, the way on to Lightning. */
  readonly routes: Hono;
  /** The user whose `sid` is this, or null. */
  userOfApiSession(sid: string | undefined): string | null;
  userOfUiSession(sid: string | undefined): string | null;
  /** Turns the one-time code of a fresh sign-in into a session of the UI host; null for a used or unknown code. */
  redeem(code: string | undefined): string | null;
  endUiSession(sid: string | undefined): void;
}

/** Sign-in with a form on the API host, which hands the browser over to the UI host with a code that works once. */
export function createSignIn(core: DemoCore, organizationId: () => string): SignIn {
  const codes = new Map<string, string>();
  const org15 = () => organizationId().slice(0, 15);
  const secretOf = (sid: string | undefined) => sid?.split('!')[1];
  const userOf = (realm: string, sid: string | undefined) =>
    sid?.startsWith(`${org15()}!`) === true ? (core.sessions.find(realm, secretOf(sid))?.userKey ?? null) : null;
  const start = (realm: string, userKey: string) => `${org15()}!${core.sessions.start(realm, userKey).token}`;
  const onward = (userKey: string, startUrl: string) => {
    // What began on this host goes on here.
    if (startUrl.startsWith('/services/')) return startUrl;
    const code = randomBytes(24).toString('base64url');
    codes.set(code, userKey);
    const query = new URLSearchParams({ otp: code, retURL: startUrl });
    return `https://${uiHost}/secur/frontdoor.jsp?${query}`;
  };

  const routes = new Hono();
  routes.get('/', (context) => {
    const startUrl = safePath(context.req.query('startURL'));
    const userKey = userOf(apiRealm, getCookie(context, 'sid'));
    return userKey === null
      ? signInPage(context, { startUrl, refused: false, email: '' })
      : context.redirect(onward(userKey, startUrl));
  });
  routes.post('/', async (context) => {
    const form = await context.req.parseBody();
    const email = String(form['un'] ?? '').trim();
    const startUrl = safePath(String(form['startURL'] ?? ''));
    const user = core.world.users.find((one) => one.email === email.toLowerCase());
    if (user === undefined || form['pw'] !== demoSignIn.password)
      return signInPage(context, { startUrl, refused: true, email });
    setCookie(context, 'sid', start(apiRealm, user.key), cookie);
    return context.redirect(onward(user.key, startUrl), 303);
  });
  routes.get('/secur/logout.jsp', (context) => {
    core.sessions.end(secretOf(getCookie(context, 'sid')) ?? '');
    setCookie(context, 'sid', '', { ...cookie, maxAge: 0 });
    return context.redirect('/');
  });
  return {
    routes,
    userOfCookie: (context) => userOf(apiRealm, getCookie(context, 'sid')),
    startApiSession: (userKey) => start(apiRealm, userKey),
    endApiSession: (token) => core.sessions.end(secretOf(token) ?? ''),
    userOfApiSession: (sid) => userOf(apiRealm, sid),
    userOfUiSession: (sid) => userOf(uiRealm, sid),
    redeem(code) {
      const userKey = codes.get(code ?? '');
      codes.delete(code ?? '');
      return userKey === undefined ? null : start(uiRealm, userKey);
    },
    endUiSession: (sid) => core.sessions.end(secretOf(sid) ?? ''),
  };
}

/** Keeps the UI host's own cookie in the form a browser holds it. */
export function setUiSession(context: Context, sid: string): void {
  setCookie(context, 'sid', sid, cookie);
}

/** The address to go on to, if it is one of this org's pages. */
export function safePath(path: string | undefined): string {
  return path !== undefined && /^\/(?!\/|\\)/.test(path) ? path : '/lightning/page/home';
}

interface Form {
  readonly startUrl: string;
  readonly refused: boolean;
  readonly email: string;
}

function signInPage(context: Context, form: Form): Response | Promise<Response> {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Login | Salesforce</title>
<link rel="icon" href="/__assets/icon.svg">
<link rel="stylesheet" href="/__assets/login.css">
</head>
<body>
<main>
  <div class="brand"><span class="mark" aria-hidden="true"></span>Baton Demo, Inc.</div>
  <form method="post" action="/" aria-label="Log in">
    ${form.refused ? html`<p class="refused" role="alert">Please check your username and password. If you still can't log in, contact your administrator.</p>` : ''}
    <label>Username<input name="un" type="email" autocomplete="username" value="${form.email}" required autofocus></label>
    <label>Password<input name="pw" type="password" autocomplete="current-password" required></label>
    <input type="hidden" name="startURL" value="${form.startUrl}">
    <button type="submit">Log In</button>
  </form>
  <p class="hint">This is a demonstration org that runs on your own machine. Sign in as <code>${demoSignIn.email}</code> with the password <code>${demoSignIn.password}</code>.</p>
</main>
<footer>${apiHost} · not Salesforce: a stand-in for trying out Baton</footer>
</body>
</html>`;
  return context.html(page);
}
