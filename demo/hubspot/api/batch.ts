import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { HubspotError, validationError } from '../store/errors.ts';
import type { ObjectType } from '../store/object-types.ts';
import type { Portal } from '../store/portal.ts';
import type { HubspotRecord, Values } from '../store/record-store.ts';
import { associationInputs } from './associations.ts';
import { bodyOf, type PortalOf, propertyValues } from './context.ts';
import { allowedType, createInput, objectBases, recordBy } from './objects.ts';
import { recordJson, writtenJson } from './record-json.ts';

const maxInputs = 100;

/** Many records in one request. Without trace ids a batch is all or nothing; with them it may be done in part (207). */
export function batchRoutes(portalOf: PortalOf): Hono {
  const app = new Hono();
  for (const base of objectBases) {
    app.post(`${base}/:type/batch/read`, (context) => batchRead(context, portalOf()));
    app.post(`${base}/:type/batch/create`, (context) => batchCreate(context, portalOf()));
    app.post(`${base}/:type/batch/update`, (context) => batchUpdate(context, portalOf()));
    app.post(`${base}/:type/batch/upsert`, (context) => batchUpsert(context, portalOf()));
    app.post(`${base}/:type/batch/archive`, (context) => batchArchive(context, portalOf()));
  }
  return app;
}

interface RowError {
  readonly status: 'error';
  readonly category: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** @throws HubspotError 400 for an empty batch, or one above HubSpot's hundred. */
function checkSize(inputs: readonly unknown[]): void {
  if (inputs.length === 0) throw validationError('Some required fields were not set: [inputs]');
  if (inputs.length > maxInputs) {
    throw validationError(`Batch size of ${inputs.length} is over the limit of ${maxInputs} inputs per request.`);
  }
}

function answer(
  context: Context,
  portal: Portal,
  outcome: { results: unknown[]; errors: RowError[]; status: 200 | 201 },
): Response {
  const now = new Date(portal.clock()).toISOString();
  const body = { status: 'COMPLETE', results: outcome.results, startedAt: now, completedAt: now };
  if (outcome.errors.length === 0) return context.json(body, outcome.status);
  return context.json({ ...body, numErrors: outcome.errors.length, errors: outcome.errors }, 207);
}

function couldNotFind(type: ObjectType, ids: readonly string[]): RowError[] {
  if (ids.length === 0) return [];
  const message = `Could not get some ${type.event} objects, they may be deleted or not exist. Check that ids are valid.`;
  return [{ status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { ids } }];
}

const readInput = z.object({
  inputs: z.array(z.object({ id: z.string() })),
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).default([]),
  idProperty: z.string().optional(),
});

async function batchRead(context: Context, portal: Portal): Promise<Response> {
  const type = allowedType(context, portal);
  const input = await bodyOf(context, readInput);
  checkSize(input.inputs);
  const found = input.inputs.map(({ id }) => ({ id, record: findBy(portal, type, id, input.idProperty) }));
  const results = found.flatMap(({ record }) => (record === undefined ? [] : [recordJson(portal, record, input)]));
  const missing = found.filter(({ record }) => record === undefined).map(({ id }) => id);
  return answer(context, portal, { results, errors: couldNotFind(type, missing), status: 200 });
}

function findBy(
  portal: Portal,
  type: ObjectType,
  id: string,
  idProperty: string | undefined,
): HubspotRecord | undefined {
  try {
    return recordBy(portal, type.name, id, idProperty);
  } catch (error) {
    if (error instanceof HubspotError && error.status === 404) return undefined;
    throw error;
  }
}

/** What each input of a batch comes to: its write, or why it is refused. */
interface Planned<T> {
  readonly traceId: string | undefined;
  readonly write: () => T;
}

/**
 * Runs a batch's writes. Rows that carry a trace id may fail alone; where the inputs carry none the first
 * refusal refuses everything, before anything is written.
 */
function runRows<T>(rows: readonly Planned<T>[], check: (index: number) => void): { results: T[]; errors: RowError[] } {
  const isPartial = rows.length > 0 && rows.every((row) => row.traceId !== undefined);
  if (!isPartial) for (const index of rows.keys()) check(index);
  const results: T[] = [];
  const errors: RowError[] = [];
  for (const row of rows) {
    try {
      results.push(row.write());
    } catch (error) {
      if (!(error instanceof HubspotError) || !isPartial) throw error;
      errors.push(rowError(error, row.traceId));
    }
  }
  return { results, errors };
}

function rowError(error: HubspotError, traceId: string | undefined): RowError {
  const { category, message, context } = error.body;
  const trace = traceId === undefined ? {} : { objectWriteTraceId: [traceId] };
  return { status: 'error', category, message, context: { ...context, ...trace } };
}

/** @throws HubspotError 400 where two inputs carry the same trace id. */
function checkTraceIds(inputs: readonly { readonly objectWriteTraceId?: string | undefined }[]): void {
  const ids = inputs.map((input) => input.objectWriteTraceId).filter((id) => id !== undefined);
  if (new Set(ids).size !== ids.length) throw validationError('objectWriteTraceId must be unique within a batch.');
}

async function batchCreate(context: Context, portal: Portal): Promise<Response> {
  const type = allowedType(context, portal);
  const { inputs } = await bodyOf(context, z.object({ inputs: z.array(createInput) }));
  checkSize(inputs);
  checkTraceIds(inputs);
  const newRecord = (input: (typeof inputs)[number]) => ({
    type,
    values: input.properties,
    associations: associationInputs(type.name, input.associations),
  });
  const rows = inputs.map((input) => ({
    traceId: input.objectWriteTraceId,
    write: () => writtenJson(portal.create(newRecord(input), 'INTEGRATION'), null),
  }));
  const outcome = runRows(rows, (index) => {
    const input = inputs[index];
    if (input !== undefined) portal.checkNew(newRecord(input));
  });
  return answer(context, portal, { ...outcome, status: 201 });
}

const changeInput = z.object({
  id: z.string(),
  idProperty: z.string().optional(),
  properties: propertyValues,
  objectWriteTraceId: z.string().optional(),
});
type ChangeInput = z.infer<typeof changeInput>;

async function batchUpdate(context: Context, portal: Portal): Promise<Response> {
  const type = allowedType(context, portal);
  const { inputs } = await bodyOf(context, z.object({ inputs: z.array(changeInput) }));
  checkSize(inputs);
  checkTraceIds(inputs);
  const found = inputs.map((input) => ({ input, record: findBy(portal, type, input.id, input.idProperty) }));
  const missing = found.filter(({ record }) => record === undefined).map(({ input }) => input.id);
  const present = found.flatMap(({ input, record }) => (record === undefined ? [] : [{ input, record }]));
  const rows = present.map(({ input, record }) => ({
    traceId: input.objectWriteTraceId,
    write: () =>
      writtenJson(
        portal.update(portal.get(type.name, record.id), input.properties, 'INTEGRATION'),
        Object.keys(input.properties),
      ),
  }));
  const outcome = runRows(rows, (index) => {
    const row = present[index];
    if (row !== undefined) portal.checkChange(row.record, row.input.properties);
  });
  return answer(context, portal, {
    results: outcome.results,
    errors: [...outcome.errors, ...couldNotFind(type, missing)],
    status: 200,
  });
}

async function batchUpsert(context: Context, portal: Portal): Promise<Response> {
  const type = allowedType(context, portal);
  const { inputs } = await bodyOf(context, z.object({ inputs: z.array(changeInput) }));
  checkSize(inputs);
  checkTraceIds(inputs);
  const rows = inputs.map((input) => ({ traceId: input.objectWriteTraceId, write: () => upsert(portal, type, input) }));
  const outcome = runRows(rows, (index) => {
    const input = inputs[index];
    if (input === undefined) return;
    const known = findBy(portal, type, input.id, input.idProperty);
    if (known === undefined) portal.checkNew({ type, values: upsertValues(input), associations: [] });
    else portal.checkChange(known, input.properties);
  });
  return answer(context, portal, { ...outcome, status: 200 });
}

function upsert(portal: Portal, type: ObjectType, input: ChangeInput): Record<string, unknown> {
  const known = findBy(portal, type, input.id, input.idProperty);
  const written =
    known === undefined
      ? portal.create({ type, values: upsertValues(input), associations: [] }, 'INTEGRATION')
      : portal.update(known, input.properties, 'INTEGRATION');
  return { ...writtenJson(written, null), new: known === undefined };
}

/** @throws HubspotError 400 where a record would have to be made but no unique property names it. */
function upsertValues(input: ChangeInput): Values {
  if (input.idProperty === undefined || input.idProperty === 'hs_object_id') {
    throw validationError(
      `No record with id ${input.id} exists; an upsert that creates needs a unique property as idProperty.`,
    );
  }
  return { [input.idProperty]: input.id, ...input.properties };
}

async function batchArchive(context: Context, portal: Portal): Promise<Response> {
  const type = allowedType(context, portal);
  const { inputs } = await bodyOf(context, z.object({ inputs: z.array(z.object({ id: z.string() })) }));
  checkSize(inputs);
  for (const { id } of inputs) {
    const record = portal.records.find(type.name, id);
    if (record !== undefined) portal.archive(record);
  }
  return context.body(null, 204);
}
