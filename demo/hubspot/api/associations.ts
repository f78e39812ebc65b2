import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Link, RecordId } from '../store/association-store.ts';
import { type AssociationType, associationTypes, findAssociationType } from '../store/association-types.ts';
import { type ErrorDetail, validationError } from '../store/errors.ts';
import { type ObjectName, type ObjectType, objectType } from '../store/object-types.ts';
import { type AssociationInput, type Portal, plainType } from '../store/portal.ts';
import { requireObjectScope } from './auth.ts';
import { bodyOf, limitOf, type PortalOf, pageOf, typeParam } from './context.ts';
import { associationName } from './record-json.ts';

const typeSpec = z.object({ associationCategory: z.string(), associationTypeId: z.number().int() });
type TypeSpec = z.infer<typeof typeSpec>;

/** Links as a create takes them. String names in place of the numeric type are refused, as by the real API. */
export const inlineAssociations = z
  .array(z.object({ to: z.object({ id: z.coerce.string() }), types: z.array(typeSpec).min(1) }))
  .default([]);

/** The links a create asks for; the type id decides what kind of record `to` is. @throws HubspotError 400 for a type of another pair or direction. */
export function associationInputs(from: ObjectName, given: z.infer<typeof inlineAssociations>): AssociationInput[] {
  return given.flatMap(({ to, types }) =>
    types.map((spec) => {
      const type = typeFrom(from, spec);
      return { to: { type: type.to, id: to.id }, type };
    }),
  );
}

function typeFrom(from: ObjectName, spec: TypeSpec): AssociationType {
  const names: readonly ObjectName[] = [
    'contacts',
    'companies',
    'deals',
    'leads',
    'calls',
    'tasks',
    'notes',
    'emails',
    'meetings',
  ];
  const found = names
    .map((to) => findAssociationType(from, to, spec.associationTypeId))
    .find((type) => type !== undefined);
  if (found === undefined || spec.associationCategory !== 'HUBSPOT_DEFINED') throw wrongType(from, spec);
  return found;
}

function wrongType(from: ObjectName, spec: TypeSpec, to?: ObjectName): Error {
  const target = to === undefined ? 'any object' : objectType(to).event;
  const message = `Association type ${spec.associationCategory}:${spec.associationTypeId} does not exist from ${objectType(from).event} to ${target}.`;
  return validationError(message, [{ message, code: 'INVALID_ASSOCIATION_TYPE', in: 'associationTypeId' }], {
    subCategory: 'crm.associations.INVALID_ASSOCIATION_TYPE',
  });
}

/** Associations of single records: the v4 form (also of the dated API) and the older v3 form of the read. */
export function singleAssociationRoutes(portalOf: PortalOf): Hono {
  const app = new Hono();
  for (const base of ['/crm/objects/2026-09', '/crm/v4/objects']) {
    app.get(`${base}/:from/:id/associations/:to`, (context) => list(context, portalOf(), (link) => v4Link(link)));
    app.put(`${base}/:from/:id/associations/default/:to/:toId`, (context) => putDefault(context, portalOf()));
    app.put(`${base}/:from/:id/associations/:to/:toId`, (context) => putLabelled(context, portalOf()));
    app.delete(`${base}/:from/:id/associations/:to/:toId`, (context) => remove(context, portalOf()));
  }
  app.get('/crm/v3/objects/:from/:id/associations/:to', (context) =>
    list(context, portalOf(), (link) => ({
      id: link.id,
      type: link.types[0] === undefined ? '' : associationName(link.types[0], link.types),
    })),
  );
  return app;
}

/** Associations of many records at once. */
export function batchAssociationRoutes(portalOf: PortalOf): Hono {
  const app = new Hono();
  for (const base of ['/crm/associations/2026-09', '/crm/v4/associations', '/crm/associations/v4']) {
    app.post(`${base}/:from/:to/batch/read`, (context) => batchRead(context, portalOf()));
    app.post(`${base}/:from/:to/batch/create`, (context) => batchCreate(context, portalOf()));
    app.post(`${base}/:from/:to/batch/associate/default`, (context) => batchDefault(context, portalOf()));
    app.post(`${base}/:from/:to/batch/archive`, (context) => batchArchive(context, portalOf()));
    app.get(`${base}/:from/:to/labels`, (context) => labels(context, portalOf()));
  }
  return app;
}

function pairOf(context: Context, portal: Portal, mode: 'read' | 'write'): { from: ObjectType; to: ObjectType } {
  const from = typeParam(context, 'from');
  const to = typeParam(context, 'to');
  requireObjectScope(portal, from, mode);
  requireObjectScope(portal, to, mode);
  return { from, to };
}

function list(context: Context, portal: Portal, shape: (link: Link) => unknown): Response {
  const { from, to } = pairOf(context, portal, 'read');
  const record = portal.get(from.name, context.req.param('id') ?? '');
  const links = portal.associations.of({ type: from.name, id: record.id }, to.name);
  const sorted = links.toSorted((a, b) => Number(a.id) - Number(b.id));
  const { page, paging } = pageOf(sorted, limitOf(context.req.query('limit'), 500, 500), context.req.query('after'));
  return context.json({ results: page.map(shape), ...(paging === undefined ? {} : { paging }) });
}

function v4Link(link: Link) {
  return {
    toObjectId: link.id,
    associationTypes: link.types.map((type) => ({
      category: 'HUBSPOT_DEFINED',
      typeId: type.typeId,
      label: type.label,
    })),
  };
}

function ends(context: Context, portal: Portal): { from: RecordId; to: RecordId } {
  const pair = pairOf(context, portal, 'write');
  const from = portal.get(pair.from.name, context.req.param('id') ?? '');
  const to = portal.get(pair.to.name, context.req.param('toId') ?? '');
  return { from: { type: from.type, id: from.id }, to: { type: to.type, id: to.id } };
}

function putDefault(context: Context, portal: Portal): Response {
  const { from, to } = ends(context, portal);
  const type = plainType(from.type, to.type);
  portal.link(from, to, type);
  return context.json({ status: 'COMPLETE', ...instants(portal), results: defaultRows(from, to, type) });
}

function defaultRows(from: RecordId, to: RecordId, type: AssociationType) {
  const spec = (associationTypeId: number) => ({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId });
  return [
    { from: { id: from.id }, to: { id: to.id }, associationSpec: spec(type.typeId) },
    { from: { id: to.id }, to: { id: from.id }, associationSpec: spec(type.inverse) },
  ];
}

async function putLabelled(context: Context, portal: Portal): Promise<Response> {
  const { from, to } = ends(context, portal);
  const specs = await bodyOf(context, z.array(typeSpec).min(1));
  for (const spec of specs) portal.link(from, to, pairType(from.type, to.type, spec));
  return context.json(labelledRow(from, to), 201);
}

function pairType(from: ObjectName, to: ObjectName, spec: TypeSpec): AssociationType {
  const type = findAssociationType(from, to, spec.associationTypeId);
  if (type === undefined || spec.associationCategory !== 'HUBSPOT_DEFINED') throw wrongType(from, spec, to);
  return type;
}

function labelledRow(from: RecordId, to: RecordId) {
  return {
    fromObjectTypeId: objectType(from.type).id,
    fromObjectId: from.id,
    toObjectTypeId: objectType(to.type).id,
    toObjectId: to.id,
    labels: [],
  };
}

function remove(context: Context, portal: Portal): Response {
  const { from, to } = ends(context, portal);
  portal.associations.remove(from, to);
  portal.records.touch();
  return context.body(null, 204);
}

const readInputs = z.object({ inputs: z.array(z.object({ id: z.coerce.string() })).max(1000) });

async function batchRead(context: Context, portal: Portal): Promise<Response> {
  const { from, to } = pairOf(context, portal, 'read');
  const { inputs } = await bodyOf(context, readInputs);
  const rows = inputs.map(({ id }) => ({ id, links: portal.associations.of({ type: from.name, id }, to.name) }));
  const results = rows
    .filter(({ links }) => links.length > 0)
    .map(({ id, links }) => ({ from: { id }, to: links.map(v4Link) }));
  const errors = rows.filter(({ links }) => links.length === 0).map(({ id }) => noneFound(from, to, id));
  const body = { status: 'COMPLETE', results, ...instants(portal) };
  return errors.length === 0 ? context.json(body) : context.json({ ...body, numErrors: errors.length, errors }, 207);
}

/** The live API reports a record without links as an error row of a 207. */
function noneFound(from: ObjectType, to: ObjectType, id: string): ErrorDetail & { status: string; category: string } {
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${to.singular} is associated with ${from.singular} ${id}.`,
    context: { fromObjectId: [id], fromObjectType: [from.singular], toObjectType: [to.singular] },
  };
}

const linkInputs = z.object({
  inputs: z
    .array(
      z.object({
        from: z.object({ id: z.coerce.string() }),
        to: z.object({ id: z.coerce.string() }),
        types: z.array(typeSpec).optional(),
      }),
    )
    .max(2000),
});

async function batchLink(context: Context, portal: Portal, isDefault: boolean) {
  const pair = pairOf(context, portal, 'write');
  const { inputs } = await bodyOf(context, linkInputs);
  return inputs.map((input) => {
    const from = { type: pair.from.name, id: portal.get(pair.from.name, input.from.id).id };
    const to = { type: pair.to.name, id: portal.get(pair.to.name, input.to.id).id };
    const types = isDefault
      ? [plainType(from.type, to.type)]
      : (input.types ?? []).map((spec) => pairType(from.type, to.type, spec));
    if (types.length === 0) throw validationError('Some required fields were not set: [types]');
    return { from, to, types };
  });
}

async function batchCreate(context: Context, portal: Portal): Promise<Response> {
  const links = await batchLink(context, portal, false);
  for (const { from, to, types } of links) for (const type of types) portal.link(from, to, type);
  const results = links.map(({ from, to }) => labelledRow(from, to));
  return context.json({ status: 'COMPLETE', results, ...instants(portal) }, 201);
}

async function batchDefault(context: Context, portal: Portal): Promise<Response> {
  const links = await batchLink(context, portal, true);
  for (const { from, to, types } of links) for (const type of types) portal.link(from, to, type);
  const results = links.flatMap(({ from, to, types }) => types.flatMap((type) => defaultRows(from, to, type)));
  return context.json({ status: 'COMPLETE', results, ...instants(portal) });
}

const archiveInputs = z.object({
  inputs: z
    .array(z.object({ from: z.object({ id: z.coerce.string() }), to: z.array(z.object({ id: z.coerce.string() })) }))
    .max(2000),
});

async function batchArchive(context: Context, portal: Portal): Promise<Response> {
  const pair = pairOf(context, portal, 'write');
  const { inputs } = await bodyOf(context, archiveInputs);
  for (const { from, to } of inputs) {
    for (const { id } of to)
      portal.associations.remove({ type: pair.from.name, id: from.id }, { type: pair.to.name, id });
  }
  portal.records.touch();
  return context.body(null, 204);
}

function labels(context: Context, portal: Portal): Response {
  const { from, to } = pairOf(context, portal, 'read');
  const results = associationTypes(from.name, to.name).map((type) => ({
    category: 'HUBSPOT_DEFINED',
    typeId: type.typeId,
    label: type.label,
  }));
  return context.json({ results });
}

function instants(portal: Portal) {
  const now = new Date(portal.clock()).toISOString();
  return { startedAt: now, completedAt: now };
}
