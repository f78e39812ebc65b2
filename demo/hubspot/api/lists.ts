import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { HubspotError, validationError } from '../store/errors.ts';
import type { Portal } from '../store/portal.ts';
import { findSegment, membersOf, type Segment, segments } from '../store/segments.ts';
import { requireScope } from './auth.ts';
import { bodyOf, limitOf, type PortalOf, pageOf } from './context.ts';

/** Source: HubSpot API reference, Lists (segments), 2026-09: search (count, offset) and memberships (limit, after). */
const searchInput = z.strictObject({
  listIds: z.array(z.string()).optional(),
  offset: z.number().int().min(0).default(0),
  query: z.string().optional(),
  count: z.number().int().min(1).max(500).default(20),
  processingTypes: z.array(z.enum(['MANUAL', 'DYNAMIC', 'SNAPSHOT'])).optional(),
  additionalProperties: z.array(z.string()).optional(),
  objectTypeId: z.string().optional(),
  sort: z.string().optional(),
});
const limits = { usual: 100, most: 250 };

/** Segments: found by name, read, and whom they hold. */
export function listRoutes(portalOf: PortalOf): Hono {
  const app = new Hono();
  for (const base of ['/crm/lists/2026-09', '/crm/v3/lists']) {
    app.post(`${base}/search`, (context) => search(context, portalOf()));
    app.get(`${base}/:listId`, (context) => {
      const portal = portalOf();
      requireScope(portal, 'crm.lists.read');
      return context.json({ list: listJson(portal, segmentOf(context)) });
    });
    app.get(`${base}/:listId/memberships`, (context) => memberships(context, portalOf()));
  }
  return app;
}

async function search(context: Context, portal: Portal): Promise<Response> {
  requireScope(portal, 'crm.lists.read');
  const input = await bodyOf(context, searchInput);
  const wanted = (input.query ?? '').toLowerCase();
  const found = segments.filter(
    (one) =>
      one.name.toLowerCase().includes(wanted) &&
      (input.objectTypeId === undefined || one.objectTypeId === input.objectTypeId) &&
      (input.listIds === undefined || input.listIds.length === 0 || input.listIds.includes(one.id)) &&
      (input.processingTypes === undefined || input.processingTypes.includes(one.processingType)),
  );
  const end = input.offset + input.count;
  return context.json({
    hasMore: end < found.length,
    lists: found.slice(input.offset, end).map((one) => listJson(portal, one)),
    offset: Math.min(end, found.length),
    total: found.length,
  });
}

function memberships(context: Context, portal: Portal): Response {
  requireScope(portal, 'crm.lists.read');
  const members = membersOf(portal, segmentOf(context));
  const after = context.req.query('after');
  if (after !== undefined && !/^\d+$/.test(after)) throw validationError('The paging offset is not readable.');
  const limit = limitOf(context.req.query('limit'), limits.usual, limits.most);
  const { page, paging } = pageOf(members, limit, after);
  const results = page.map(({ id, createdAt }) => ({
    recordId: id,
    membershipTimestamp: new Date(createdAt).toISOString(),
  }));
  return context.json({ results, ...(paging === undefined ? {} : { paging }), total: members.length });
}

function segmentOf(context: Context): Segment {
  const id = context.req.param('listId') ?? '';
  const segment = findSegment(id);
  if (segment !== undefined) return segment;
  const message = `List does not exist with ID ${id}.`;
  throw new HubspotError(404, { message, category: 'OBJECT_NOT_FOUND', subCategory: 'ILS.LIST_NOT_FOUND' });
}

function listJson(portal: Portal, segment: Segment) {
  const { id, name, objectTypeId, processingType } = segment;
  const at = new Date(portal.startedAt).toISOString();
  return {
    ...{ listId: id, listVersion: 1, name, objectTypeId, processingType, processingStatus: 'COMPLETE' },
    ...{ createdAt: at, updatedAt: at, filtersUpdatedAt: at, createdById: '1', updatedById: '1' },
    additionalProperties: { hs_list_size: String(membersOf(portal, segment).length), hs_list_reference_count: '0' },
  };
}
