import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { assets } from '../core/assets.ts';
import { type Org, problemOf } from './api/call.ts';
import { apiHost } from './hosts.ts';
import { objectOfId } from './schema/objects.ts';
import { type SignIn, safePath, setUiSession } from './signin.ts';
import { createUiData } from './ui-data.ts';

const uiFolder = new URL('./ui/', import.meta.url);
const csp = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "object-src 'none'",
].join('; ');

const newTask = z.object({
  whoId: z.string().nullable(),
  whatId: z.string().nullable(),
  subject: z.string(),
  ownerId: z.string(),
  activityDate: z.string().nullable(),
  description: z.string(),
  kind: z.enum(['task', 'call']),
});

/** The UI host: one page for every address, its data, and nothing of the API. */
export function uiApp(org: () => Org, signIn: SignIn): Hono {
  const app = new Hono();
  const data = createUiData(org);
  const userKey = (context: Context) => signIn.userOfUiSession(getCookie(context, 'sid'));
  app.route('/__assets', assets(uiFolder));
  app.get('/secur/frontdoor.jsp', (context) => {
    const sid = signIn.redeem(context.req.query('otp'));
    if (sid === null) return context.redirect(`https://${apiHost}/`);
    setUiSession(context, sid);
    return context.redirect(safePath(context.req.query('retURL')));
  });
  app.get('/secur/logout.jsp', (context) => {
    signIn.endUiSession(getCookie(context, 'sid'));
    setCookie(context, 'sid', '', { path: '/', secure: true, maxAge: 0 });
    return context.redirect(`https://${apiHost}/secur/logout.jsp`);
  });
  // A real org answers API calls on this host with a redirect, on which browsers drop the Authorization header.
  app.all('/services/*', (context) => context.redirect(`https://${apiHost}${new URL(context.req.url).pathname}`, 302));
  app.use('/__ui/*', async (context, next) => {
    // Not 401: a browser would report it as an error of the page, and it is an ordinary end of a session.
    if (userKey(context) === null) return context.json({ signedOut: true });
    context.header('cache-control', 'no-store');
    return next();
  });
  app.get('/__ui/me', (context) => context.json(data.me(userKey(context) ?? '')));
  app.get('/__ui/list/:object', (context) => context.json(data.list(context.req.param('object'))));
  app.get('/__ui/record/:id', (context) => context.json(data.record(context.req.param('id'))));
  app.get('/__ui/search', (context) => context.json(data.search(context.req.query('q') ?? '')));
  app.post('/__ui/task', async (context) => {
    const task = newTask.safeParse(await context.req.json().catch(() => null));
    if (!task.success) return context.json({ problem: z.prettifyError(task.error) }, 400);
    return change(context, () => ({
      id: org().store.insert('Task', taskValues(task.data), writer(org(), userKey(context))),
    }));
  });
  app.patch('/__ui/record/:id', async (context) => {
    const values = z.record(z.string(), z.unknown()).safeParse(await context.req.json().catch(() => null));
    const id = context.req.param('id');
    const def = objectOfId(id);
    if (!values.success || def === null) return context.json({ problem: 'unreadable' }, 400);
    return change(context, () => {
      org().store.update(def.name, id, values.data, writer(org(), userKey(context)));
      return { id };
    });
  });
  app.get('*', (context) => {
    const url = new URL(context.req.url);
    if (userKey(context) === null) {
      const query = new URLSearchParams({ ec: '302', startURL: url.pathname + url.search });
      return context.redirect(`https://${apiHost}/?${query}`);
    }
    if (url.pathname === '/') return context.redirect('/lightning/page/home');
    return context.html(shell, 200, { 'content-security-policy': csp, 'cache-control': 'no-cache' });
  });
  return app;
}

/** A task still to do, or a call that was just made. */
function taskValues({ whoId, whatId, subject, ownerId, activityDate, description, kind }: z.infer<typeof newTask>) {
  const about = { WhoId: whoId, WhatId: whatId, Subject: subject, OwnerId: ownerId, Description: description };
  if (kind === 'task') return { ...about, ActivityDate: activityDate };
  const today = new Date().toISOString().slice(0, 10);
  return { ...about, ActivityDate: today, TaskSubtype: 'Call', CallType: 'Outbound', Status: 'Completed' };
}

function writer(org: Org, userKey: string | null) {
  return { userId: org.seeded.userIds.get(userKey ?? '') ?? '', autoAssign: false };
}

function change(context: Context, work: () => object): Response {
  try {
    return context.json(work());
  } catch (error) {
    return context.json({ problem: problemOf(error).message }, 400);
  }
}

const shell = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Salesforce</title>
<link rel="icon" href="/__assets/icon.svg">
<link rel="stylesheet" href="/__assets/base.css">
<link rel="stylesheet" href="/__assets/shell.css">
<link rel="stylesheet" href="/__assets/record.css">
<link rel="stylesheet" href="/__assets/list.css">
<link rel="stylesheet" href="/__assets/overlay.css">
<script type="module" src="/__assets/main.js"></script>
</head>
<body>
<header id="header"></header>
<main id="content" tabindex="-1"></main>
<div id="overlay"></div>
<div id="toasts" role="status" aria-live="polite"></div>
</body>
</html>`;
