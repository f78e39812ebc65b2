import type { Context } from 'hono';
import { z } from 'zod';
import { notImplemented, validationError } from '../store/errors.ts';
import { findObjectType, type ObjectType } from '../store/object-types.ts';
import type { Portal } from '../store/portal.ts';

/** Gives the portal as it is now: a reset of the demo replaces it. */
export type PortalOf = () => Portal;

/** The object type of a path parameter. @throws HubspotError 501 for an object this portal does not have. */
export function typeParam(context: Context, name = 'type'): ObjectType {
  return typeNamed(context.req.param(name) ?? '');
}

/** The object type a request names. @throws HubspotError 501 for an object this portal does not have. */
export function typeNamed(segment: string): ObjectType {
  const type = findObjectType(segment);
  if (type === undefined) throw notImplemented(`the object type "${segment}"`);
  return type;
}

/** The JSON body in the form a schema asks for. @throws HubspotError 400 as HubSpot words it. */
export async function bodyOf<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(parseJson(await context.req.text()));
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  const where = first?.path.join('.') ?? '';
  throw validationError(`Invalid input JSON on line 1, column 1: ${where}: ${first?.message ?? 'not readable'}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw validationError('Invalid input JSON on line 1, column 1: Could not parse the request body.');
  }
}

/** A query parameter that lists names, given once with commas or several times. */
export function listQuery(context: Context, name: string): string[] {
  const given = context.req.queries(name) ?? [];
  return given
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** A `limit` within bounds. @throws HubspotError 400 outside them. */
export function limitOf(given: string | undefined, usual: number, max: number): number {
  if (given === undefined) return usual;
  const limit = Number(given);
  if (!Number.isInteger(limit) || limit < 1 || limit > max) {
    throw validationError(`Page size must be between 1 and ${max}; ${given} was given.`);
  }
  return limit;
}

/** Cuts a page out of rows in id order; `after` is the last id of the page before. */
export function pageOf<T extends { readonly id: string }>(
  rows: readonly T[],
  limit: number,
  after: string | undefined,
) {
  const start = after === undefined ? 0 : rows.findIndex((row) => Number(row.id) > Number(after));
  const page = start < 0 ? [] : rows.slice(start, start + limit);
  const last = page.at(-1);
  const hasMore = start >= 0 && start + limit < rows.length;
  return {
    page,
    paging: hasMore && last !== undefined ? { next: { after: last.id, link: `?after=${last.id}` } } : undefined,
  };
}

/** Property values as HubSpot takes them: strings only. Stricter than the real API, which quietly turns numbers into text. */
export const propertyValues = z.record(z.string(), z.string().nullable());
