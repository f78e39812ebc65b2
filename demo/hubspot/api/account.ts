import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { notFound } from '../store/errors.ts';
import type { Owner, Portal } from '../store/portal.ts';
import { portalId } from '../store/settings.ts';
import { grantedScopes, requireScope } from './auth.ts';
import { bodyOf, limitOf, type PortalOf, pageOf } from './context.ts';

/** Who the account is, who works in it, and how its calls can end. */
export function accountRoutes(portalOf: PortalOf): Hono {
  const app = new Hono();
  for (const path of ['/account-info/2026-09/details', '/account-info/v3/details']) {
    app.get(path, (context) => {
      requireScope(portalOf(), 'oauth');
      return context.json(accountDetails);
    });
  }
  for (const base of ['/crm/owners/2026-09', '/crm/v3/owners']) {
    app.get(base, (context) => listOwners(context, portalOf()));
    // HubSpot's own client writes the list's path with a slash at the end.
    app.get(`${base}/`, (context) => listOwners(context, portalOf()));
    app.get(`${base}/:id`, (context) => getOwner(context, portalOf()));
  }
  // Source: guide "Private apps", "Get information about an access token" (no specification file has it).
  app.post('/oauth/v2/private-apps/get/access-token-info', async (context) => {
    const portal = portalOf();
    const { tokenKey } = await bodyOf(context, z.object({ tokenKey: z.string() }));
    if (!portal.settings.tellsScopes || tokenKey !== portal.serviceKey) throw notFound();
    const scopes = grantedScopes.filter((scope) => !portal.settings.missingScopes.includes(scope));
    return context.json({ userId: 4711, hubId: portalId, appId: 81_513, scopes });
  });
  // No dated twin of this one is published.
  app.get('/calling/v1/dispositions', (context) => {
    requireScope(portalOf(), 'crm.objects.contacts.read');
    return context.json(portalOf().dispositions);
  });
  return app;
}

const accountDetails = {
  portalId,
  accountType: 'STANDARD',
  timeZone: 'US/Mountain',
  companyCurrency: 'USD',
  additionalCurrencies: [],
  utcOffset: '-07:00',
  utcOffsetMilliseconds: -25_200_000,
  uiDomain: 'app.hubspot.com',
  dataHostingLocation: 'na1',
};

function listOwners(context: Context, portal: Portal): Response {
  requireScope(portal, 'crm.objects.owners.read');
  const email = context.req.query('email')?.toLowerCase();
  const found = email === undefined ? portal.owners : portal.owners.filter((owner) => owner.email === email);
  if (context.req.query('archived') === 'true') return context.json({ results: [] });
  const { page, paging } = pageOf(found, limitOf(context.req.query('limit'), 100, 500), context.req.query('after'));
  return context.json({ results: page.map(ownerJson), ...(paging === undefined ? {} : { paging }) });
}

function getOwner(context: Context, portal: Portal): Response {
  requireScope(portal, 'crm.objects.owners.read');
  const id = context.req.param('id');
  const isByUser = context.req.query('idProperty') === 'userId';
  const owner = portal.owners.find((known) => (isByUser ? String(known.userId) : known.id) === id);
  if (owner === undefined) throw notFound();
  return context.json(ownerJson(owner));
}

function ownerJson(owner: Owner) {
  const at = new Date(owner.createdAt).toISOString();
  return {
    id: owner.id,
    userId: owner.userId,
    userIdIncludingInactive: owner.userId,
    email: owner.email,
    firstName: owner.firstName,
    lastName: owner.lastName,
    type: 'PERSON',
    teams: [{ id: String(owner.team.length), name: owner.team, primary: true }],
    createdAt: at,
    updatedAt: at,
    archived: false,
  };
}
