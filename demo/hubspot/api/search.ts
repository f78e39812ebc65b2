import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { objectCatalog } from '../catalog/index.ts';
import { validationError } from '../store/errors.ts';
import { findObjectType, type ObjectName } from '../store/object-types.ts';
import type { Portal } from '../store/portal.ts';
import type { HubspotRecord } from '../store/record-store.ts';
import { instantOf } from '../store/validation.ts';
import { bodyOf, type PortalOf } from './context.ts';
import { allowedType, objectBases } from './objects.ts';
import { recordJson } from './record-json.ts';

/** Limits of HubSpot's search. Source: HubSpot's "search the CRM" guide. */
const limits = { page: 200, results: 10_000, groups: 5, filtersPerGroup: 6, filters: 18, queryLength: 3000 };

const filterSchema = z.object({
  propertyName: z.string(),
  operator: z.enum([
    'EQ',
    'NEQ',
    'LT',
    'LTE',
    'GT',
    'GTE',
    'BETWEEN',
    'IN',
    'NOT_IN',
    'HAS_PROPERTY',
    'NOT_HAS_PROPERTY',
    'CONTAINS_TOKEN',
    'NOT_CONTAINS_TOKEN',
  ]),
  value: z.string().optional(),
  highValue: z.string().optional(),
  values: z.array(z.string()).optional(),
});
type Filter = z.infer<typeof filterSchema>;

const sortSchema = z.union([
  z.string(),
  z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') }),
]);

const searchInput = z.object({
  query: z.string().optional(),
  filterGroups: z.array(z.object({ filters: z.array(filterSchema) })).default([]),
  sorts: z.array(sortSchema).default([]),
  properties: z.array(z.string()).nullish(),
  limit: z.number().int().optional(),
  after: z.union([z.string(), z.number()]).optional(),
});
type SearchInput = z.infer<typeof searchInput>;

/** Search over the index, which lags behind what was written. */
export function searchRoutes(portalOf: PortalOf): Hono {
  const app = new Hono();
  for (const base of objectBases) {
    app.post(`${base}/:type/search`, (context) => search(context, portalOf()));
  }
  return app;
}

async function search(context: Context, portal: Portal): Promise<Response> {
  const type = allowedType(context, portal);
  const input = await bodyOf(context, searchInput);
  checkLimits(input);
  checkProperties(portal, type.name, input);
  const limit = input.limit ?? 10;
  const start = offsetOf(input.after);
  if (start + limit > limits.results) {
    throw validationError(`Paging through more than ${limits.results} results is not possible.`);
  }
  const indexed = portal.records.indexed(type.name, portal.clock(), portal.settings.searchDelayMs);
  const matching = indexed.filter((record) => matches(portal, record, input)).toSorted(comparator(input));
  const page = matching.slice(start, start + limit);
  const results = page.map((record) => recordJson(portal, record, { properties: input.properties ?? [] }));
  const next = start + limit;
  const paging = next < matching.length ? { paging: { next: { after: String(next) } } } : {};
  return context.json({ total: matching.length, results, ...paging });
}

function offsetOf(after: string | number | undefined): number {
  if (after === undefined || after === '') return 0;
  const offset = Number(after);
  if (!Number.isInteger(offset) || offset < 0)
    throw validationError(`after must be an integer string, not "${after}".`);
  return offset;
}

function checkLimits(input: SearchInput): void {
  const filters = input.filterGroups.flatMap((group) => group.filters);
  const limit = input.limit ?? 10;
  if (limit < 1 || limit > limits.page) throw validationError(`limit must be between 1 and ${limits.page}.`);
  if (input.filterGroups.length > limits.groups)
    throw validationError(`At most ${limits.groups} filterGroups are allowed.`);
  if (input.filterGroups.some((group) => group.filters.length > limits.filtersPerGroup)) {
    throw validationError(`At most ${limits.filtersPerGroup} filters are allowed in a group.`);
  }
  if (filters.length > limits.filters) throw validationError(`At most ${limits.filters} filters are allowed.`);
  if (input.sorts.length > 1) throw validationError('Only one sort is allowed.');
  if ((input.query?.length ?? 0) > limits.queryLength) throw validationError('query is too long.');
}

const associationPattern = /^associations\.(.+)$/;

function checkProperties(portal: Portal, type: ObjectName, input: SearchInput): void {
  const known = portal.definitions(type);
  const sorted = input.sorts.map((sort) => sortOf(sort).propertyName);
  const named = [
    ...input.filterGroups.flatMap((group) => group.filters.map((filter) => filter.propertyName)),
    ...sorted,
  ];
  for (const name of named) {
    const association = associationPattern.exec(name)?.[1];
    const isKnown = association === undefined ? known.has(name) : findObjectType(association) !== undefined;
    if (!isKnown) {
      const message = `There was a problem with the request: property "${name}" does not exist on ${type}.`;
      throw validationError(message, [{ message, code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: [name] } }]);
    }
  }
}

function matches(portal: Portal, record: HubspotRecord, input: SearchInput): boolean {
  if (input.query !== undefined && !matchesQuery(record, input.query)) return false;
  if (input.filterGroups.length === 0) return true;
  return input.filterGroups.some((group) => group.filters.every((filter) => matchesFilter(portal, record, filter)));
}

function matchesQuery(record: HubspotRecord, query: string): boolean {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const texts = objectCatalog[record.type].searched.map((name) => record.values[name]?.toLowerCase() ?? '');
  const digits = texts.map((text) => text.replace(/\D/g, ''));
  const has = (word: string) =>
    texts.some((text) => text.includes(word)) ||
    (/^\+?\d{4,}$/.test(word) && digits.some((text) => text.includes(word.replace('+', ''))));
  return words.every(has);
}

function matchesFilter(portal: Portal, record: HubspotRecord, filter: Filter): boolean {
  const association = associationPattern.exec(filter.propertyName)?.[1];
  if (association !== undefined) {
    const to = findObjectType(association);
    const wanted = filter.operator === 'IN' ? (filter.values ?? []) : [filter.value ?? ''];
    return (
      to !== undefined &&
      portal.associations.of({ type: record.type, id: record.id }, to.name).some((link) => wanted.includes(link.id))
    );
  }
  return holds(record.values[filter.propertyName] ?? null, filter);
}

function holds(value: string | null, filter: Filter): boolean {
  const wanted = filter.value ?? '';
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return value !== null && value !== '';
    case 'NOT_HAS_PROPERTY':
      return value === null || value === '';
    case 'EQ':
      return value !== null && compare(value, wanted) === 0;
    case 'NEQ':
      return value === null || compare(value, wanted) !== 0;
    case 'IN':
      return value !== null && (filter.values ?? []).some((one) => compare(value, one) === 0);
    case 'NOT_IN':
      return value !== null && (filter.values ?? []).every((one) => compare(value, one) !== 0);
    case 'CONTAINS_TOKEN':
      return value !== null && containsToken(value, wanted);
    case 'NOT_CONTAINS_TOKEN':
      return value === null || !containsToken(value, wanted);
    default:
      return value !== null && holdsOrder(value, filter);
  }
}

function holdsOrder(value: string, filter: Filter): boolean {
  const order = compare(value, filter.value ?? '');
  switch (filter.operator) {
    case 'LT':
      return order < 0;
    case 'LTE':
      return order <= 0;
    case 'GT':
      return order > 0;
    case 'GTE':
      return order >= 0;
    default:
      return order >= 0 && compare(value, filter.highValue ?? '') <= 0;
  }
}

/** Words with `*` at either end as wildcards. */
function containsToken(value: string, token: string): boolean {
  const pattern = token
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`(^|[^\\p{L}\\p{N}])${pattern}($|[^\\p{L}\\p{N}])`, 'iu').test(value);
}

/** Numbers and instants by size, everything else as text without case. */
function compare(a: string, b: string): number {
  const left = sizeOf(a);
  const right = sizeOf(b);
  if (left !== null && right !== null) return left - right;
  const [first, second] = [a.toLowerCase(), b.toLowerCase()];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function sizeOf(text: string): number | null {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return instantOf(text);
}

function sortOf(sort: z.infer<typeof sortSchema>) {
  if (typeof sort !== 'string') return sort;
  const isDescending = sort.startsWith('-');
  return {
    propertyName: isDescending ? sort.slice(1) : sort,
    direction: isDescending ? 'DESCENDING' : 'ASCENDING',
  } as const;
}

function comparator(input: SearchInput): (a: HubspotRecord, b: HubspotRecord) => number {
  const [given] = input.sorts;
  if (given === undefined) return (a, b) => Number(a.id) - Number(b.id);
  const { propertyName, direction } = sortOf(given);
  const sign = direction === 'DESCENDING' ? -1 : 1;
  return (a, b) => {
    const [left, right] = [a.values[propertyName] ?? null, b.values[propertyName] ?? null];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return sign * compare(left, right) || Number(a.id) - Number(b.id);
  };
}
