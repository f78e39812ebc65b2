import { z } from 'zod';
import { type AdapterCache, remember } from '../cache';
import { type Http, type HttpAsk, parsed } from '../http';
import { type CrmProblem, type CrmResult, done, failed } from '../result';
import { problemOfAnswer, salesforceError } from './errors';

/** The newest version this adapter was written against; older orgs and servers get their own newest. Source: facts of Summer '26. */
const newestKnown = 67;
const hourMs = 3_600_000;

/** What is no version number is of no interest. */
const versions = z
  .array(
    z
      .object({ version: z.string().regex(/^\d+\.\d+$/) })
      .nullable()
      .catch(null),
  )
  .transform((rows) => rows.filter((row) => row !== null))
  .pipe(z.array(z.object({ version: z.string() })).min(1));
const versionKey = 'version';

/** Lets the version be agreed anew: the org does not serve the one that was. */
export function forgetVersion(cache: AdapterCache): Promise<void> {
  return cache.remove(versionKey);
}

/** One row of a query: field values by name, with sub-objects for relationships. */
export type Row = Readonly<Record<string, unknown>>;
const row = z.record(z.string(), z.unknown());
const queryPage = z.object({ done: z.boolean(), records: z.array(row), nextRecordsUrl: z.string().nullish() });

const step = z.object({
  referenceId: z.string(),
  httpStatusCode: z.number().int(),
  httpHeaders: z.record(z.string(), z.string()).nullish().catch(null),
  body: z.unknown().optional(),
});
const compositeAnswer = z.object({ compositeResponse: z.array(step) });
export type CompositeStep = z.infer<typeof step>;

const collectionRow = z.object({
  id: z.string().nullish(),
  success: z.boolean(),
  errors: z.array(salesforceError).catch([]),
});
export type CollectionRow = z.infer<typeof collectionRow>;

/** One request inside a composite; `path` is relative to the version's base, e.g. `/sobjects/Task`. */
export interface CompositeAsk {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly referenceId: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What came of creates: one row per record in the order sent, and the rows of the queries asked after them. */
export interface Created {
  readonly rows: readonly CollectionRow[];
  readonly readBack: readonly Row[];
}

/** The REST resources of one org, by what Baton needs of them. */
export interface SalesforceApi {
  get<T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<CrmResult<T>>;
  /** As {@link get}, of what can be done without: a missing right says nothing about the connection. */
  getOptional<T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<CrmResult<T>>;
  /** A resource outside the versioned base. A 401 here does not end the session. */
  getOutside<T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<CrmResult<T>>;
  query(soql: string, signal?: AbortSignal): Promise<CrmResult<readonly Row[]>>;
  /** One page of the rows of a query that sees what was deleted or merged as well. */
  queryDeleted(soql: string, signal?: AbortSignal): Promise<CrmResult<readonly Row[]>>;
  /** Independent or chained requests as one call; with `together` all or none are applied. */
  composite(
    asks: readonly CompositeAsk[],
    how: { readonly effect: 'read' | 'write'; readonly together: boolean },
    signal?: AbortSignal,
  ): Promise<CrmResult<readonly CompositeStep[]>>;
  /**
   * Creates up to 200 records, each on its own, and asks `readBack` of the org afterwards, in one request: a browser sends a
   * request again by itself when a connection it had used before is cut, and only what the org then holds tells of that.
   */
  create(records: readonly Row[], readBack: readonly string[], signal?: AbortSignal): Promise<CrmResult<Created>>;
  /** Changes up to 200 records, each on its own; rows in the order sent. */
  change(records: readonly Row[], signal?: AbortSignal): Promise<CrmResult<readonly CollectionRow[]>>;
  /** Deletes up to 200 records, each on its own; rows in the order sent. */
  remove(ids: readonly string[], signal?: AbortSignal): Promise<CrmResult<readonly CollectionRow[]>>;
}

/** How many records one collection request may hold. Source: REST API Developer Guide, sObject Collections. */
export const collectionLimit = 200;

/** Speaks REST with one org's API host (`acme.my.salesforce.com`). */
export function createSalesforceApi(host: string, http: Http, cache: AdapterCache): SalesforceApi {
  const origin = `https://${host}`;
  const call = <T>(ask: HttpAsk, schema: z.ZodType<T>) =>
    http({ ...ask, headers: { 'Sforce-Call-Options': 'client=Baton', ...ask.headers } }).then((result) =>
      parsed(result, schema, ask),
    );

  const base = async (signal?: AbortSignal): Promise<CrmResult<string>> => {
    const version = await remember(cache, {
      key: versionKey,
      schema: z.string(),
      ttlMs: 8 * hourMs,
      load: async () => {
        const answer = await call({ method: 'GET', url: `${origin}/services/data/`, effect: 'read', signal }, versions);
        return answer.ok ? done(bestOf(answer.value.map(({ version }) => version))) : answer;
      },
    });
    return version.ok ? done(`/services/data/v${version.value}`) : version;
  };

  const onBase = async <T>(
    path: string,
    ask: (base: string) => Omit<HttpAsk, 'url'>,
    schema: z.ZodType<T>,
    signal?: AbortSignal,
  ): Promise<CrmResult<T>> => {
    const at = await base(signal);
    if (!at.ok) return at;
    return call({ ...ask(at.value), url: `${origin}${at.value}${path}`, signal }, schema);
  };

  const collection = async (
    path: string,
    ask: Pick<HttpAsk, 'method' | 'json' | 'headers'>,
    size: number,
    signal?: AbortSignal,
  ): Promise<CrmResult<readonly CollectionRow[]>> => {
    const answer = await onBase(path, () => ({ ...ask, effect: 'write' }), z.array(collectionRow), signal);
    return !answer.ok || answer.value.length === size ? answer : failed(incomplete('write'));
  };

  const api: SalesforceApi = {
    get: (path, schema, signal) => onBase(path, () => ({ method: 'GET', effect: 'read' }), schema, signal),
    getOptional: (path, schema, signal) =>
      onBase(path, () => ({ method: 'GET', effect: 'read', optional: true, mayBeAbsent: true }), schema, signal),
    getOutside: (path, schema, signal) =>
      call({ method: 'GET', url: `${origin}${path}`, effect: 'read', renew: false, signal }, schema),
    queryDeleted: async (soql, signal) => {
      const answer = await api.get(`/queryAll?q=${encodeURIComponent(soql)}`, queryPage, signal);
      return answer.ok ? done(answer.value.records) : answer;
    },
    query: async (soql, signal) => {
      const rows: Row[] = [];
      const followed = new Set<string>();
      const first = await api.get(`/query?q=${encodeURIComponent(soql)}`, queryPage, signal);
      let page = first;
      for (;;) {
        if (!page.ok) return page;
        rows.push(...page.value.records);
        const next = page.value.nextRecordsUrl;
        // Only a path of this very host is followed: a token belongs to one host.
        const isPath = typeof next === 'string' && next.startsWith('/services/data/') && !followed.has(next);
        if (page.value.done || !isPath) return done(rows);
        followed.add(next);
        page = await call({ method: 'GET', url: `${origin}${next}`, effect: 'read', signal }, queryPage);
      }
    },
    composite: async (asks, { effect, together }, signal) => {
      const answer = await onBase(
        '/composite',
        (at) => ({
          method: 'POST',
          effect,
          // In the order given: what reads back comes after what it reads.
          json: {
            allOrNone: together,
            collateSubrequests: false,
            compositeRequest: asks.map((ask) => inComposite(at, ask)),
          },
        }),
        compositeAnswer,
        signal,
      );
      if (!answer.ok) return answer;
      const byRef = new Map(answer.value.compositeResponse.map((result) => [result.referenceId, result]));
      const steps = asks.flatMap(({ referenceId }) => byRef.get(referenceId) ?? []);
      return steps.length === asks.length ? done(steps) : failed(incomplete(effect));
    },
    create: async (records, readBack, signal) => {
      const steps = await api.composite(
        [
          { method: 'POST', path: collections, referenceId: 'create', body: { allOrNone: false, records } },
          ...readBack.map((soql, index) => queryStep(`readBack${index}`, soql)),
        ],
        { effect: 'write', together: false },
        signal,
      );
      return steps.ok ? createdBy(steps.value, records.length) : steps;
    },
    change: (records, signal) =>
      collection(
        collections,
        { method: 'PATCH', json: { allOrNone: false, records }, headers: keepsOwner },
        records.length,
        signal,
      ),
    remove: (ids, signal) =>
      collection(`${collections}?ids=${ids.join(',')}&allOrNone=false`, { method: 'DELETE' }, ids.length, signal),
  };
  return api;
}

const collections = '/composite/sobjects';

/**
 * Leaves a changed record with its owner: without it the org's active assignment rule may give a changed lead to somebody else.
 * Source: REST API Developer Guide, "Assignment Rule Header".
 */
export const keepsOwner = { 'Sforce-Auto-Assign': 'FALSE' };

/** One query as a step of a composite. */
export function queryStep(referenceId: string, soql: string): CompositeAsk {
  return { method: 'GET', path: `/query?q=${encodeURIComponent(soql)}`, referenceId };
}

function createdBy([create, ...queries]: readonly CompositeStep[], size: number): CrmResult<Created> {
  if (create === undefined) return failed(incomplete('write'));
  if (create.httpStatusCode >= 300) {
    const body = { kind: 'json', value: create.body } as const;
    const answer = { status: create.httpStatusCode, headers: new Headers(create.httpHeaders ?? {}), body };
    return failed(problemOfAnswer(answer, { effect: 'write' }));
  }
  const rows = z.array(collectionRow).length(size).safeParse(create.body);
  if (!rows.success) return failed(incomplete('write'));
  // What could not be read back is not held against the records: they are there.
  return done({ rows: rows.data, readBack: queries.flatMap((step) => rowsOf(step) ?? []) });
}

/** The newest version not above the newest known; where all are newer, the oldest of them. */
function bestOf(all: readonly string[]): string {
  const sorted = [...all].sort((a, b) => Number(a) - Number(b));
  return sorted.findLast((version) => Number(version) <= newestKnown) ?? sorted[0] ?? `${newestKnown}.0`;
}

function inComposite(base: string, ask: CompositeAsk) {
  return {
    method: ask.method,
    url: `${base}${ask.path}`,
    referenceId: ask.referenceId,
    ...(ask.headers === undefined ? {} : { httpHeaders: ask.headers }),
    ...(ask.body === undefined ? {} : { body: ask.body }),
  };
}

function incomplete(effect: 'read' | 'write'): CrmProblem {
  return effect === 'write'
    ? { kind: 'unsure', message: 'incomplete answer' }
    : { kind: 'retryAfter', afterMs: 0, because: 'server', message: 'incomplete answer' };
}

/** The rows of a query step of a composite; null where the step failed. */
export function rowsOf(step: CompositeStep): readonly Row[] | null {
  if (step.httpStatusCode !== 200) return null;
  const page = queryPage.safeParse(step.body);
  return page.success ? page.data.records : null;
}
