import type { Context, MiddlewareHandler } from 'hono';
import { HubspotError } from '../store/errors.ts';
import type { ObjectType } from '../store/object-types.ts';
import type { Portal } from '../store/portal.ts';
import type { PortalOf } from './context.ts';

/** Every scope the demo's service key was given. Source: security blocks of HubSpot's 2026-09 specifications. */
export const grantedScopes = [
  'oauth',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.leads.read',
  'crm.objects.leads.write',
  'crm.objects.owners.read',
  'crm.lists.read',
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
  'crm.schemas.companies.read',
  'crm.schemas.deals.read',
  'sales-email-read',
] as const;
type Scope = (typeof grantedScopes)[number];

/** Lets only the portal's service key pass. */
export function authenticate(portalOf: PortalOf): MiddlewareHandler {
  return async (context, next) => {
    const given = context.req.header('authorization');
    const token = /^Bearer\s+(\S+)$/i.exec(given ?? '')?.[1];
    if (token === undefined) throw unauthenticated();
    if (token !== portalOf().serviceKey) throw wrongKey();
    await next();
  };
}

function unauthenticated(): HubspotError {
  const message =
    'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview';
  return new HubspotError(401, { message, category: 'INVALID_AUTHENTICATION' });
}

function wrongKey(): HubspotError {
  const message = 'Authentication credentials not found. The access token is unknown, was rotated or has been deleted.';
  return new HubspotError(401, { message, category: 'INVALID_AUTHENTICATION' });
}

/** @throws HubspotError 403 MISSING_SCOPES where the key lacks this scope. */
export function requireScope(portal: Portal, scope: Scope): void {
  if (!portal.settings.missingScopes.includes(scope)) return;
  throw new HubspotError(403, {
    message:
      "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    category: 'MISSING_SCOPES',
    errors: [
      { message: 'One or more of the following scopes are required.', context: { requiredGranularScopes: [scope] } },
    ],
  });
}

/** @throws HubspotError 403 where the key may not read or write this object type, or the account lacks it. */
export function requireObjectScope(portal: Portal, type: ObjectType, mode: 'read' | 'write'): void {
  const scope = `crm.objects.${type.scope}.${mode}` as const;
  requireScope(portal, scope);
  if (type.name !== 'leads' || portal.settings.hasLeads) return;
  throw new HubspotError(403, {
    message: 'The Leads object requires Sales Hub Professional or Enterprise.',
    category: 'MISSING_SCOPES',
    errors: [{ message: 'This account cannot be granted the scope.', context: { requiredGranularScopes: [scope] } }],
  });
}

/** True for requests that only read, whatever their HTTP method. */
export function isRead(context: Context): boolean {
  return context.req.method === 'GET' || /\/(search|batch\/read)$/.test(context.req.path);
}
