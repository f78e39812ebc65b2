import { timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { DemoCore } from '../../core/app.ts';
import type { Session } from '../../core/sessions.ts';
import { demoSignIn } from '../../data/world.ts';
import { signInPage } from './pages.ts';

const realm = 'hubspot';
const cookieName = 'hubspot_demo_session';
const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'Lax' } as const;

/** The session of the request, or null. */
export function signedIn(core: DemoCore, context: Context): Session | null {
  return core.sessions.find(realm, getCookie(context, cookieName));
}

/** Sign-in page and sign-out. */
export function signInRoutes(core: DemoCore): Hono {
  const app = new Hono();
  app.get('/login', (context) => {
    const redirectTo = safePath(context.req.query('loginRedirectUrl'));
    if (signedIn(core, context) !== null) return context.redirect(redirectTo);
    return context.html(signInPage({ email: '', redirectTo, problem: null }));
  });
  app.post('/login', async (context) => {
    const form = await context.req.formData();
    const email = textOf(form.get('email')).trim();
    const redirectTo = safePath(textOf(form.get('loginRedirectUrl')));
    if (!isRight(email, textOf(form.get('password')))) {
      const problem = 'That email address and password do not match. Check both and try again.';
      return context.html(signInPage({ email, redirectTo, problem }), 401);
    }
    setCookie(context, cookieName, core.sessions.start(realm, 'sam').token, cookieOptions);
    return context.redirect(redirectTo, 303);
  });
  app.post('/logout', (context) => {
    const session = signedIn(core, context);
    if (session !== null) core.sessions.end(session.token);
    deleteCookie(context, cookieName, cookieOptions);
    return context.redirect('/login', 303);
  });
  return app;
}

function isRight(email: string, password: string): boolean {
  const expected = Buffer.from(demoSignIn.password);
  const given = Buffer.from(password);
  return (
    email.toLowerCase() === demoSignIn.email && given.length === expected.length && timingSafeEqual(given, expected)
  );
}

function textOf(field: FormDataEntryValue | null): string {
  return typeof field === 'string' ? field : '';
}

/** Only paths of this host: a sign-in must not send anyone elsewhere. */
function safePath(given: string | undefined): string {
  return given !== undefined && /^\/(?![/\\])/.test(given) ? given : '/';
}
