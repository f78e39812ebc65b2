import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { DemoCore } from '../../core/app.ts';
import { grantedScopes } from '../api/auth.ts';
import { bodyOf, type PortalOf, propertyValues } from '../api/context.ts';
import { HubspotError, notFound } from '../store/errors.ts';
import { findObjectType, type ObjectName, type ObjectType } from '../store/object-types.ts';
import type { Portal } from '../store/portal.ts';
import { portalId } from '../store/settings.ts';
import { listView, searchView, segmentsView } from './list-view.ts';
import { activityInput, logActivity } from './log-activity.ts';
import { recordView } from './record-view.ts';
import { signedIn } from './sign-in.ts';
import { tasksView } from './task-view.ts';

/** What the single-page app reads and writes, for whoever is signed in. */
export function createDataRoutes(core: DemoCore, portalOf: PortalOf): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    if (error instanceof HubspotError) return context.json(error.toJson(), error.status);
    console.error(error);
    return context.json({ message: 'internal error' }, 500);
  });
  app.use(async (context, next) => {
    if (signedIn(core, context) === null) return context.json({ message: 'Sign in again.' }, 401);
    return next();
  });
  app.get('/me', (context) => context.json(accountView(core, context, portalOf())));
  app.get('/search', (context) => context.json(searchView(portalOf(), context.req.query('q') ?? '')));
  app.get('/list/:type', (context) =>
    ifChanged(context, portalOf(), () => listView(portalOf(), typeOf(context), context.req.query())),
  );
  app.get('/segments', (context) => ifChanged(context, portalOf(), () => segmentsView(portalOf())));
  app.get('/tasks', (context) => ifChanged(context, portalOf(), () => tasksView(portalOf(), context.req.query())));
  app.get('/service-key', (context) =>
    context.json({ key: portalOf().serviceKey, scopes: grantedScopes, name: 'Baton', createdBy: 'Helen Marsh' }),
  );
  app.get('/record/:type/:id', (context) =>
    ifChanged(context, portalOf(), () => recordOrGone(portalOf(), typeOf(context), context.req.param('id'))),
  );
  app.patch('/record/:type/:id', (context) => changeRecord(context, portalOf()));
  app.delete('/record/:type/:id', (context) => {
    const portal = portalOf();
    portal.archive(portal.get(typeOf(context).name, context.req.param('id')));
    return context.json({ ok: true });
  });
  app.post('/record/:type/:id/activities', async (context) => {
    const portal = portalOf();
    const about = portal.get(typeOf(context).name, context.req.param('id'));
    const made = logActivity(portal, about, await bodyOf(context, activityInput), ownerIdOf(core, context, portal));
    return context.json({ id: made.id }, 201);
  });
  app.all('*', (context) => context.json({ message: `The HubSpot demo's pages have no ${context.req.path}.` }, 501));
  return app;
}

/** A deleted record is an answer of the page, not a failure: its page says so. */
function recordOrGone(portal: Portal, type: ObjectType, id: string): object {
  return portal.records.find(type.name, id) === undefined ? { gone: true } : recordView(portal, type, id);
}

function typeOf(context: Context): ObjectType {
  const type = findObjectType(context.req.param('type') ?? '');
  if (type === undefined) throw notFound();
  return type;
}

/** Answers 204 where nothing changed since the revision the page has: pages ask every two seconds. */
function ifChanged(context: Context, portal: Portal, view: () => object): Response {
  // A reset makes a new portal whose revisions start anew: the clock of its making tells them apart.
  const revision = `${portal.records.revision}-${portal.startedAt}`;
  if (context.req.query('rev') === revision) return context.body(null, 204);
  return context.json({ rev: revision, ...view() });
}

async function changeRecord(context: Context, portal: Portal): Promise<Response> {
  const record = portal.get(typeOf(context).name, context.req.param('id') ?? '');
  const { properties } = await bodyOf(context, z.object({ properties: propertyValues }));
  portal.update(record, properties, 'CRM_UI');
  return context.json({ ok: true });
}

function ownerIdOf(core: DemoCore, context: Context, portal: Portal): string {
  const user = core.world.users.find((known) => known.key === signedIn(core, context)?.userKey);
  return portal.owners.find((owner) => owner.email === user?.email)?.id ?? '';
}

function accountView(core: DemoCore, context: Context, portal: Portal) {
  return {
    portalId,
    ownerId: ownerIdOf(core, context, portal),
    owners: portal.owners.map(({ id, firstName, lastName, email, title }) => ({
      id,
      name: `${firstName} ${lastName}`,
      email,
      title,
    })),
    dispositions: portal.dispositions
      .filter((disposition) => !disposition.deleted)
      .map(({ id, label }) => ({ value: id, label })),
    options: {
      hs_lead_status: optionsOf(portal, 'contacts', 'hs_lead_status'),
      lifecyclestage: optionsOf(portal, 'contacts', 'lifecyclestage'),
      dealstage: optionsOf(portal, 'deals', 'dealstage'),
      hs_pipeline_stage: optionsOf(portal, 'leads', 'hs_pipeline_stage'),
      hs_lead_label: optionsOf(portal, 'leads', 'hs_lead_label'),
      hs_analytics_source: optionsOf(portal, 'contacts', 'hs_analytics_source'),
      do_not_call: optionsOf(portal, 'contacts', 'do_not_call'),
    },
  };
}

function optionsOf(portal: Portal, type: ObjectName, property: string) {
  const known = portal.definitions(type).get(property)?.options ?? [];
  return known.map(({ value, label }) => ({ value, label }));
}
