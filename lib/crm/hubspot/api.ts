import { z } from 'zod';
import { type Http, type HttpAsk, parsed } from '../http';
import { type CrmResult, done } from '../result';
import type { HubspotType } from './associations';
import { type RowError, rowError } from './errors';

const origin = 'https://api.hubapi.com';
/** The dated version of every path but one. Supported to about March 2028. Source: HubSpot API versioning, read 2026-11-23. */
export const version = '2026-09';
/** Source: HubSpot API guides, batch endpoints. */
export const batchLimit = 100;
/** Source: HubSpot API guides, "Search the CRM" (200 per page, 10,000 in all). */
export const searchPageSize = 200;

const paging = z
  .object({ next: z.object({ after: z.coerce.string() }).optional() })
  .nullish()
  .catch(null);
const associated = z.object({ results: z.array(z.object({ id: z.coerce.string() })).catch([]), paging });
const propertyValue = z
  .union([z.string(), z.number().transform(String), z.boolean().transform(String)])
  .nullish()
  .catch(null);
export const hubspotObject = z.object({
  id: z.coerce.string(),
  /** Property values are strings or null, both ways; what comes as a number or a truth value is taken for its text. */
  properties: z.record(z.string(), propertyValue).catch({}),
  createdAt: z.string().optional().catch(undefined),
  updatedAt: z.string().optional().catch(undefined),
  associations: z.record(z.string(), associated).optional().catch(undefined),
  objectWriteTraceId: z.string().nullish().catch(null),
});
/** One object of HubSpot. */
export type HubspotObject = z.infer<typeof hubspotObject>;

const batch = z.object({ results: z.array(hubspotObject), errors: z.array(rowError).optional().catch(undefined) });
const searchPage = z.object({
  results: z.array(hubspotObject),
  paging,
});
/** What a batch came to: 207 and some 2xx answers hold both. */
export interface BatchAnswer {
  readonly results: readonly HubspotObject[];
  readonly errors: readonly RowError[];
}

const links = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: z.coerce.string() }),
      to: z.array(
        z.object({
          toObjectId: z.coerce.string(),
          associationTypes: z.array(z.object({ typeId: z.number().nullish() })).catch([]),
        }),
      ),
      paging,
    }),
  ),
});

/** A link to another record, with the types it has. */
export interface Link {
  readonly id: string;
  readonly typeIds: readonly number[];
}

export interface CreateInput {
  readonly properties: Readonly<Record<string, string>>;
  readonly associations: readonly unknown[];
  readonly objectWriteTraceId: string;
}

/** HubSpot's public API, by what Baton needs of it. */
export interface HubspotApi {
  get<T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<CrmResult<T>>;
  /** As {@link get}, of what can be done without: that it may not be asked, or is not there, says nothing about the connection. */
  getOptional<T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<CrmResult<T>>;
  /** As {@link HubspotApi.getOptional}, where the question is a body. */
  askOptional<T>(path: string, json: unknown, schema: z.ZodType<T>, signal?: AbortSignal): Promise<CrmResult<T>>;
  readObject(
    of: {
      readonly type: HubspotType;
      readonly id: string;
      readonly properties: readonly string[];
      readonly associations: readonly HubspotType[];
      readonly optional?: boolean;
    },
    signal?: AbortSignal,
  ): Promise<CrmResult<HubspotObject>>;
  /** Up to 100 objects by id, or by a unique property. Objects that are not there are absent from the answer. */
  batchRead(
    type: HubspotType,
    of: {
      readonly ids: readonly string[];
      readonly properties: readonly string[];
      readonly idProperty?: string;
      readonly optional?: boolean;
    },
    signal?: AbortSignal,
  ): Promise<CrmResult<readonly HubspotObject[]>>;
  /** A page of the contacts an owner has, the newest first. */
  searchOwned(
    of: { readonly ownerId: string; readonly properties: readonly string[]; readonly after: string },
    signal?: AbortSignal,
  ): Promise<CrmResult<{ readonly results: readonly HubspotObject[]; readonly after: string | null }>>;
  /** Contacts by what their properties hold: any of the groups, and of a group everything. The index lags behind. */
  searchContacts(
    of: {
      readonly groups: readonly (readonly unknown[])[];
      readonly properties: readonly string[];
      readonly limit: number;
    },
    signal?: AbortSignal,
  ): Promise<CrmResult<readonly HubspotObject[]>>;
  batchCreate(type: HubspotType, inputs: readonly CreateInput[], signal?: AbortSignal): Promise<CrmResult<BatchAnswer>>;
  batchUpdate(
    type: HubspotType,
    inputs: readonly { readonly id: string; readonly properties: Readonly<Record<string, string>> }[],
    signal?: AbortSignal,
  ): Promise<CrmResult<BatchAnswer>>;
  /** Moves up to 100 objects to the portal's recycling bin. */
  batchArchive(type: HubspotType, ids: readonly string[], signal?: AbortSignal): Promise<CrmResult<unknown>>;
  update(
    type: HubspotType,
    id: string,
    properties: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<CrmResult<HubspotObject>>;
  /** What up to 1,000 records are linked to, by their id, over all pages. */
  linked(
    from: HubspotType,
    to: HubspotType,
    ids: readonly string[],
    signal?: AbortSignal,
  ): Promise<CrmResult<ReadonlyMap<string, readonly Link[]>>>;
}

/** Speaks with HubSpot's public API through one key. */
export function createHubspotApi(http: Http): HubspotApi {
  const call = async <T>(ask: Omit<HttpAsk, 'url'> & { readonly path: string }, schema: z.ZodType<T>) => {
    const { path, ...rest } = ask;
    return parsed(await http({ ...rest, url: `${origin}${path}` }), schema, ask);
  };
  const objects = `/crm/objects/${version}`;
  const write = async (
    path: string,
    inputs: readonly unknown[],
    signal?: AbortSignal,
  ): Promise<CrmResult<BatchAnswer>> => {
    const answer = await call({ method: 'POST', path, effect: 'write', json: { inputs }, signal }, batch);
    return answer.ok ? done({ results: answer.value.results, errors: answer.value.errors ?? [] }) : answer;
  };

  return {
    get: (path, schema, signal) => call({ method: 'GET', path, effect: 'read', signal }, schema),
    getOptional: (path, schema, signal) =>
      call({ method: 'GET', path, effect: 'read', optional: true, mayBeAbsent: true, signal }, schema),
    askOptional: (path, json, schema, signal) =>
      call({ method: 'POST', path, effect: 'read', json, optional: true, mayBeAbsent: true, signal }, schema),
    readObject: ({ type, id, properties, associations, optional }, signal) => {
      const query = new URLSearchParams({ properties: properties.join(','), archived: 'false' });
      if (associations.length > 0) query.set('associations', associations.join(','));
      return call(
        { method: 'GET', path: `${objects}/${type}/${id}?${query}`, effect: 'read', optional, signal },
        hubspotObject,
      );
    },
    batchRead: async (type, { ids, properties, idProperty, optional }, signal) => {
      const json = {
        inputs: ids.map((id) => ({ id })),
        properties,
        // Required by HubSpot's specification, though its server is lenient today.
        propertiesWithHistory: [],
        ...(idProperty === undefined ? {} : { idProperty }),
      };
      const answer = await call(
        { method: 'POST', path: `${objects}/${type}/batch/read`, effect: 'read', json, optional, signal },
        batch,
      );
      return answer.ok ? done(answer.value.results) : answer;
    },
    searchOwned: async ({ ownerId, properties, after }, signal) => {
      const json = {
        filterGroups: [{ filters: [{ propertyName: 'hubspot_owner_id', operator: 'EQ', value: ownerId }] }],
        sorts: ['-createdate'],
        properties,
        limit: searchPageSize,
        after,
      };
      const answer = await call(
        { method: 'POST', path: `${objects}/contacts/search`, effect: 'read', json, signal },
        searchPage,
      );
      if (!answer.ok) return answer;
      const { results, paging } = answer.value;
      return done({ results, after: paging?.next?.after ?? null });
    },
    searchContacts: async ({ groups, properties, limit }, signal) => {
      const json = { filterGroups: groups.map((filters) => ({ filters })), properties, limit };
      const answer = await call(
        { method: 'POST', path: `${objects}/contacts/search`, effect: 'read', json, signal },
        searchPage,
      );
      return answer.ok ? done(answer.value.results) : answer;
    },
    batchCreate: (type, inputs, signal) => write(`${objects}/${type}/batch/create`, inputs, signal),
    batchUpdate: (type, inputs, signal) => write(`${objects}/${type}/batch/update`, inputs, signal),
    batchArchive: async (type, ids, signal) => {
      const json = { inputs: ids.map((id) => ({ id })) };
      return http({ method: 'POST', url: `${origin}${objects}/${type}/batch/archive`, effect: 'write', json, signal });
    },
    update: (type, id, properties, signal) =>
      call(
        { method: 'PATCH', path: `${objects}/${type}/${id}`, effect: 'write', json: { properties }, signal },
        hubspotObject,
      ),
    linked: async (from, to, ids, signal) => {
      const all = new Map<string, Link[]>();
      const asked = new Set<string>();
      let inputs: readonly { readonly id: string; readonly after?: string }[] = ids.map((id) => ({ id }));
      while (inputs.length > 0) {
        const path = `/crm/associations/${version}/${from}/${to}/batch/read`;
        const page = await call({ method: 'POST', path, effect: 'read', json: { inputs }, signal }, links);
        if (!page.ok) return page;
        for (const { from: source, to: targets } of page.value.results) {
          const found = targets.map(linkOf);
          all.set(source.id, [...(all.get(source.id) ?? []), ...found]);
        }
        // A page that names itself as the next would be asked for for ever.
        inputs = page.value.results.flatMap(({ from: source, paging: more }) => {
          const next = more?.next;
          const key = `${source.id} ${next?.after}`;
          if (next === undefined || asked.has(key)) return [];
          asked.add(key);
          return [{ id: source.id, after: next.after }];
        });
      }
      return done(all);
    },
  };
}

function linkOf(target: z.infer<typeof links>['results'][number]['to'][number]): Link {
  return {
    id: target.toObjectId,
    typeIds: target.associationTypes.flatMap(({ typeId }) => (typeof typeId === 'number' ? [typeId] : [])),
  };
}
