import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { dealPipeline, leadPipeline, type Pipeline } from '../catalog/pipelines.ts';
import { HubspotError, notFound, validationError } from '../store/errors.ts';
import type { ObjectType } from '../store/object-types.ts';
import type { Portal } from '../store/portal.ts';
import { type PropertyDefinition, type PropertyType, property } from '../store/property-definition.ts';
import { requireObjectScope, requireScope } from './auth.ts';
import { bodyOf, type PortalOf, typeParam } from './context.ts';

const madeAt = '2024-03-05T09:12:44.211Z';
const maxUniqueProperties = 10;

/** Property definitions and pipelines. */
export function schemaRoutes(portalOf: PortalOf): Hono {
  const app = new Hono();
  for (const base of ['/crm/properties/2026-09', '/crm/v3/properties']) {
    app.get(`${base}/:type`, (context) => listProperties(context, portalOf()));
    app.post(`${base}/:type`, (context) => createProperty(context, portalOf()));
    app.get(`${base}/:type/groups`, (context) => listGroups(context, portalOf()));
    app.get(`${base}/:type/:name`, (context) => getProperty(context, portalOf()));
    app.delete(`${base}/:type/:name`, (context) => archiveProperty(context, portalOf()));
  }
  for (const base of ['/crm/pipelines/2026-09', '/crm/v3/pipelines']) {
    app.get(`${base}/:type`, (context) =>
      context.json({ results: pipelinesOf(context, portalOf()).map(pipelineJson) }),
    );
    app.get(`${base}/:type/:id`, (context) => context.json(pipelineJson(pipelineOf(context, portalOf()))));
    app.get(`${base}/:type/:id/stages`, (context) =>
      context.json({ results: pipelineJson(pipelineOf(context, portalOf())).stages }),
    );
  }
  for (const base of ['/crm-object-schemas/2026-09/schemas', '/crm-object-schemas/v3/schemas']) {
    app.get(`${base}/:type`, (context) => getSchema(context, portalOf()));
  }
  return app;
}

/** Source: CRM Schemas 2026-09: the scope `oauth` is enough; each part can be left out. */
function getSchema(context: Context, portal: Portal): Response {
  requireScope(portal, 'oauth');
  const type = typeParam(context);
  const wants = (part: string) => context.req.query(part) !== 'false';
  const definitions = [...portal.definitions(type.name).values()];
  return context.json({
    ...{ id: type.id, objectTypeId: type.id, name: type.event, fullyQualifiedName: type.event },
    labels: { singular: type.singular, plural: type.name },
    requiredProperties: portal.requiredOf(type.name),
    ...{ searchableProperties: [], secondaryDisplayProperties: [], allowsSensitiveProperties: false, archived: false },
    properties: wants('includePropertyDefinitions') ? definitions.map(propertyJson) : [],
    associations: [],
    ...(wants('includeAuditMetadata') ? { createdAt: madeAt, updatedAt: madeAt } : {}),
  });
}

function readableType(context: Context, portal: Portal): ObjectType {
  const type = typeParam(context);
  requireObjectScope(portal, type, 'read');
  return type;
}

function listProperties(context: Context, portal: Portal): Response {
  const type = readableType(context, portal);
  return context.json({ results: [...portal.definitions(type.name).values()].map(propertyJson) });
}

function getProperty(context: Context, portal: Portal): Response {
  const type = readableType(context, portal);
  const found = portal.definitions(type.name).get(context.req.param('name') ?? '');
  if (found === undefined) throw notFound();
  return context.json(propertyJson(found));
}

function archiveProperty(context: Context, portal: Portal): Response {
  const type = typeParam(context);
  requireScope(portal, 'crm.schemas.contacts.write');
  const found = portal.definitions(type.name).get(context.req.param('name') ?? '');
  if (found === undefined || found.hubspotDefined) throw notFound();
  portal.removeDefinition(type.name, found.name);
  return context.body(null, 204);
}

function listGroups(context: Context, portal: Portal): Response {
  const type = readableType(context, portal);
  const names = new Set([...portal.definitions(type.name).values()].map((definition) => definition.groupName));
  return context.json({
    results: [...names].map((name) => ({ name, label: name, displayOrder: -1, archived: false })),
  });
}

const propertyInput = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be lower case letters, digits and underscores'),
  label: z.string().min(1),
  type: z.enum(['string', 'number', 'date', 'datetime', 'enumeration', 'bool', 'phone_number']),
  fieldType: z.string().min(1),
  groupName: z.string().min(1),
  description: z.string().default(''),
  hasUniqueValue: z.boolean().default(false),
  displayOrder: z.number().int().default(-1),
  options: z
    .array(
      z.object({
        label: z.string(),
        value: z.string(),
        displayOrder: z.number().int().default(-1),
        hidden: z.boolean().default(false),
      }),
    )
    .default([]),
});

async function createProperty(context: Context, portal: Portal): Promise<Response> {
  const type = typeParam(context);
  // Which scope a property of activities needs is undocumented; contacts' is the one that governs activities elsewhere.
  requireScope(portal, 'crm.schemas.contacts.write');
  const { type: valueType, ...input } = await bodyOf(context, propertyInput);
  const known = portal.definitions(type.name);
  if (known.has(input.name)) {
    const message = `A property named '${input.name}' already exists.`;
    throw new HubspotError(409, {
      message,
      category: 'OBJECT_ALREADY_EXISTS',
      subCategory: 'Properties.PROPERTY_EXISTS',
    });
  }
  checkUniqueAllowed([...known.values()], valueType, input.hasUniqueValue);
  const made = property(input.name, input.label, valueType, { ...input, hubspotDefined: false });
  portal.addDefinition(type.name, made);
  return context.json(propertyJson(made), 201);
}

function checkUniqueAllowed(known: readonly PropertyDefinition[], type: PropertyType, isUnique: boolean): void {
  if (!isUnique) return;
  if (type !== 'string' && type !== 'number')
    throw validationError('Only text and number properties can have unique values.');
  const own = known.filter((definition) => definition.hasUniqueValue && !definition.hubspotDefined);
  if (own.length >= maxUniqueProperties) {
    throw validationError(`At most ${maxUniqueProperties} properties with unique values are allowed on one object.`);
  }
}

function propertyJson(definition: PropertyDefinition) {
  const { readOnlyValue, ...rest } = definition;
  return {
    ...rest,
    createdAt: madeAt,
    updatedAt: madeAt,
    hidden: false,
    formField: false,
    archived: false,
    modificationMetadata: {
      archivable: !definition.hubspotDefined,
      readOnlyDefinition: definition.hubspotDefined,
      readOnlyValue,
    },
  };
}

function pipelinesOf(context: Context, portal: Portal): readonly Pipeline[] {
  const type = readableType(context, portal);
  if (type.name === 'deals') return [dealPipeline];
  return type.name === 'leads' ? [leadPipeline] : [];
}

function pipelineOf(context: Context, portal: Portal): Pipeline {
  const found = pipelinesOf(context, portal).find((pipeline) => pipeline.id === context.req.param('id'));
  if (found === undefined) throw notFound();
  return found;
}

function pipelineJson(pipeline: Pipeline) {
  const dates = { createdAt: madeAt, updatedAt: madeAt, archived: false };
  const stages = pipeline.stages.map((stage, displayOrder) => ({ ...stage, displayOrder, ...dates }));
  return { id: pipeline.id, label: pipeline.label, displayOrder: 0, stages, ...dates };
}
