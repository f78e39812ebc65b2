import { Hono } from 'hono';
import type { DemoCore } from '../../core/app.ts';
import { assets } from '../../core/assets.ts';
import type { PortalOf } from '../api/context.ts';
import { createDataRoutes } from './data.ts';
import { pageHeaders, shellPage } from './pages.ts';
import { signedIn, signInRoutes } from './sign-in.ts';

/** Paths the single-page app knows; the server sends the same shell for each. */
const pagePattern = /^\/(contacts|sales|tasks|settings)\/\d+(\/|$)/;
const home = '/contacts/4711007/objects/0-1/views/all/list';

/** `app.hubspot.com`: sign-in, the single-page app and the data it shows. */
export function createHubspotUi(core: DemoCore, portalOf: PortalOf): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(pageHeaders)) context.res.headers.set(name, value);
  });
  app.route('/__ui/static', assets(new URL('./public/', import.meta.url)));
  app.get('/favicon.ico', (context) => context.redirect('/__ui/static/mark.svg'));
  app.route('/', signInRoutes(core));
  app.route('/__ui', createDataRoutes(core, portalOf));
  app.get('*', (context) => {
    const { pathname, search } = new URL(context.req.url);
    if (signedIn(core, context) === null) {
      return context.redirect(`/login?loginRedirectUrl=${encodeURIComponent(pathname + search)}`);
    }
    if (/^\/(contacts\/4711007\/?)?$/.test(pathname)) return context.redirect(home);
    return context.html(shellPage(), pagePattern.test(pathname) ? 200 : 404);
  });
  return app;
}
