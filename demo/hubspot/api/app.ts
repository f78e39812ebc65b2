import { Hono } from 'hono';
import { HubspotError, notImplemented } from '../store/errors.ts';
import { accountRoutes } from './account.ts';
import { batchAssociationRoutes, singleAssociationRoutes } from './associations.ts';
import { authenticate } from './auth.ts';
import { batchRoutes } from './batch.ts';
import type { PortalOf } from './context.ts';
import { rateLimits } from './limits.ts';
import { listRoutes } from './lists.ts';
import { objectRoutes } from './objects.ts';
import { schemaRoutes } from './schema.ts';
import { searchRoutes } from './search.ts';

/** `api.hubapi.com`: what the extension needs of HubSpot's CRM API, dated 2026-09 and v3; anything else answers 501. */
export function createHubspotApi(portalOf: PortalOf): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    if (error instanceof HubspotError) return context.json(error.toJson(), error.status);
    console.error(error);
    return context.json(new HubspotError(500, { message: 'internal error', category: 'INTERNAL_ERROR' }).toJson(), 500);
  });
  app.use(authenticate(portalOf), rateLimits(portalOf));
  app.route('/', accountRoutes(portalOf));
  app.route('/', listRoutes(portalOf));
  app.route('/', schemaRoutes(portalOf));
  app.route('/', batchAssociationRoutes(portalOf));
  app.route('/', singleAssociationRoutes(portalOf));
  // Before the single records: `batch` and `search` are no ids.
  app.route('/', batchRoutes(portalOf));
  app.route('/', searchRoutes(portalOf));
  app.route('/', objectRoutes(portalOf));
  app.notFound((context) => {
    const { status, body } = notImplemented(`${context.req.method} ${context.req.path}`);
    return context.json(new HubspotError(status, body).toJson(), status);
  });
  return app;
}
