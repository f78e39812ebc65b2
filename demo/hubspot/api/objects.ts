import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { notFound, validationError } from '../store/errors.ts';
import type { ObjectName, ObjectType } from '../store/object-types.ts';
import type { Portal } from '../store/portal.ts';
import type { HubspotRecord } from '../store/record-store.ts';
import { associationInputs, inlineAssociations } from './associations.ts';
import { isRead, requireObjectScope } from './auth.ts';
import { bodyOf, limitOf, listQuery, type PortalOf, pageOf, propertyValues, typeNamed, typeParam } from './context.ts';
import { recordJson, type Shown, writtenJson } from './record-json.ts';

/** The dated paths and the v3 ones the official clients still use. */
export const objectBases = ['/crm/objects/2026-09', '/crm/v3/objects', '/crm/objects/v3'] as const;

/** What a create takes. */
export const createInput = z.object({
  properties: propertyValues,
  associations: inlineAssociations,
  objectWriteTraceId: z.string().optional(),
});

/** Reading and writing single records. */
export function objectRoutes(portalOf: PortalOf): Hono {
  const app = new Hono();
  for (const base of objectBases) {
    app.get(`${base}/:type`, (context) => listRecords(context, portalOf()));
    app.post(`${base}/:type`, (context) => createRecord(context, portalOf()));
    app.post(`${base}/:type/merge`, (context) => mergeRecords(context, portalOf()));
    app.get(`${base}/:type/:id`, (context) => getRecord(context, portalOf()));
    app.patch(`${base}/:type/:id`, (context) => updateRecord(context, portalOf()));
    app.delete(`${base}/:type/:id`, (context) => deleteRecord(context, portalOf()));
  }
  return app;
}

/** The object type of the request, its scope checked. */
export function allowedType(context: Context, portal: Portal): ObjectType {
  const type = typeParam(context);
  requireObjectScope(portal, type, isRead(context) ? 'read' : 'write');
  return type;
}

/** The record a path's id names, by record id or by a unique property. @throws HubspotError 404, or 400 for a property that is not unique. */
export function recordBy(portal: Portal, type: ObjectName, id: string, idProperty: string | undefined): HubspotRecord {
  if (idProperty === undefined || idProperty === 'hs_object_id') return portal.get(type, id);
  if (portal.definitions(type).get(idProperty)?.hasUniqueValue !== true) {
    throw validationError(`${idProperty} is not a unique property of ${type} and cannot be used as idProperty.`);
  }
  const found = portal.records.findBy(type, idProperty, id);
  if (found === undefined) throw notFound();
  return found;
}

function shownBy(context: Context): Shown {
  return {
    properties: listQuery(context, 'properties'),
    propertiesWithHistory: listQuery(context, 'propertiesWithHistory'),
    associations: listQuery(context, 'associations').map((segment) => typeNamed(segment).name),
  };
}

function listRecords(context: Context, portal: Portal): Response {
  const type = allowedType(context, portal);
  const isArchived = context.req.query('archived') === 'true';
  const rows = isArchived ? portal.records.allArchived(type.name) : portal.records.all(type.name);
  const { page, paging } = pageOf(rows, limitOf(context.req.query('limit'), 10, 100), context.req.query('after'));
  const shown = shownBy(context);
  const results = page.map((record) => recordJson(portal, record, shown));
  return context.json({ results, ...(paging === undefined ? {} : { paging }) });
}

function getRecord(context: Context, portal: Portal): Response {
  const type = allowedType(context, portal);
  const record = recordBy(portal, type.name, context.req.param('id') ?? '', context.req.query('idProperty'));
  return context.json(recordJson(portal, record, shownBy(context)));
}

async function createRecord(context: Context, portal: Portal): Promise<Response> {
  const type = allowedType(context, portal);
  const input = await bodyOf(context, createInput);
  const associations = associationInputs(type.name, input.associations);
  const made = portal.create({ type, values: input.properties, associations }, 'INTEGRATION');
  return context.json(writtenJson(made, null), 201);
}

async function updateRecord(context: Context, portal: Portal): Promise<Response> {
  const type = allowedType(context, portal);
  const record = recordBy(portal, type.name, context.req.param('id') ?? '', context.req.query('idProperty'));
  const { properties } = await bodyOf(context, z.object({ properties: propertyValues }));
  const updated = portal.update(record, properties, 'INTEGRATION');
  return context.json(writtenJson(updated, Object.keys(properties)));
}

function deleteRecord(context: Context, portal: Portal): Response {
  const type = allowedType(context, portal);
  const record = portal.records.find(type.name, context.req.param('id') ?? '');
  // Deleting what is gone already answers 204 as well.
  if (record !== undefined) portal.archive(record);
  return context.body(null, 204);
}

const mergeInput = z.object({ primaryObjectId: z.string(), objectIdToMerge: z.string() });

async function mergeRecords(context: Context, portal: Portal): Promise<Response> {
  const type = allowedType(context, portal);
  const input = await bodyOf(context, mergeInput);
  const into = portal.get(type.name, input.primaryObjectId);
  const other = portal.get(type.name, input.objectIdToMerge);
  if (into.id === other.id) throw validationError('A record cannot be merged with itself.');
  return context.json(writtenJson(portal.merge(into, other), null));
}
