import { z } from 'zod';
import { type ApiRequest, jsonIn } from './api-request.ts';
import { faultsInPath, faultsInRecord } from './salesforce-schema.ts';

/** Source: REST API Developer Guide, Composite and sObject Collections: their request bodies and limits. */
const subrequest = z.strictObject({
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
  url: z.string().regex(/^\/services\/data\/v\d+\.0\//),
  referenceId: z.string().regex(/^[A-Za-z]\w*$/),
  httpHeaders: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
});
const composite = z.strictObject({
  allOrNone: z.boolean().optional(),
  collateSubrequests: z.boolean().optional(),
  compositeRequest: z.array(subrequest).min(1).max(25),
});
const attributes = z.object({ type: z.string() });
const collection = z.strictObject({
  allOrNone: z.boolean().optional(),
  records: z.array(z.looseObject({ attributes })).min(1).max(200),
});
const queriesAtMost = 5;
/** Source: REST API Developer Guide, Headers; of those, the ones that may stand in a subrequest. */
const headers = new Set(['sforce-auto-assign', 'sforce-duplicate-rule-header']);

type Check = (request: ApiRequest, url: URL, parts: readonly string[]) => readonly string[];

/** Source: REST API Developer Guide, Reference: the resources Baton uses, below `/services/data/vXX.0`. */
const resources: readonly { readonly method: string; readonly path: RegExp; readonly check: Check }[] = [
  { method: 'GET', path: /^\/$/, check: () => [] },
  { method: 'GET', path: /^\/query(?:All)?$/, check: (_, url) => faultsInQuery(url) },
  { method: 'GET', path: /^\/query\/\w+(?:-\d+)?$/, check: () => [] },
  { method: 'GET', path: /^\/sobjects\/(\w+)\/describe$/, check: (_, __, [object = '']) => faultsInPath('Id', object) },
  { method: 'POST', path: /^\/sobjects\/(\w+)$/, check: ({ body }, _, [object = '']) => faultsInBody(body, object) },
  {
    method: 'PATCH',
    path: /^\/sobjects\/(\w+)\/\w{15,18}$/,
    check: ({ body }, _, [object = '']) => faultsInBody(body, object),
  },
  {
    method: 'GET',
    path: /^\/sobjects\/(\w+)\/listviews(?:\/\w{15,18}(?:\/describe)?)?$/,
    check: (_, __, [object = '']) => faultsInPath('Id', object),
  },
  {
    method: 'GET',
    path: /^\/sobjects\/\w+\/listviews\/\w{15,18}\/results$/,
    check: (_, url) =>
      [...url.searchParams]
        .filter(([name, value]) => !['limit', 'offset'].includes(name) || !/^\d{1,4}$/.test(value))
        .map(([name, value]) => `no ?${name}=${value}`),
  },
  { method: 'POST', path: /^\/composite$/, check: (request) => faultsInComposite(request) },
  { method: 'POST', path: /^\/composite\/sobjects$/, check: ({ body }) => faultsInCollection(body, false) },
  { method: 'PATCH', path: /^\/composite\/sobjects$/, check: ({ body }) => faultsInCollection(body, true) },
  { method: 'DELETE', path: /^\/composite\/sobjects$/, check: (_, url) => faultsInRemoval(url) },
];

/** Outside the versions: which there are, and the sign-in. Source: REST API Developer Guide, Versions; Salesforce Help, OAuth endpoints. */
const outside = ['GET /services/data', 'GET /services/oauth2/userinfo', 'POST /services/oauth2/token'];
const alsoOutside = ['POST /services/oauth2/revoke', 'GET /services/oauth2/authorize'];

/** What of a request Salesforce does not publish: an unknown resource, body, object, field, or a value of another type. */
export function unpublishedInSalesforce(request: ApiRequest): readonly string[] {
  const url = new URL(request.path, 'https://org.my.salesforce.com');
  const bare = `${request.method} ${url.pathname.replace(/\/$/, '')}`;
  if ([...outside, ...alsoOutside].includes(bare)) return [];
  const [, path] = /^\/services\/data\/v\d+\.0(\/.*)$/.exec(url.pathname) ?? [];
  for (const { method, path: pattern, check } of resources) {
    const found = method === request.method ? pattern.exec(path ?? '') : null;
    if (found !== null) return check(request, url, found.slice(1));
  }
  return ['Salesforce publishes no such resource'];
}

function faultsInComposite({ host, body }: ApiRequest): readonly string[] {
  const parsed = composite.safeParse(jsonIn(body)?.value);
  if (!parsed.success) return [`Composite: ${parsed.error.message}`];
  const asks = parsed.data.compositeRequest;
  const queries = asks.filter(({ url }) => /\/query\b|\/composite\/sobjects/.test(url));
  const names = new Set(asks.map(({ referenceId }) => referenceId));
  return [
    ...(queries.length > queriesAtMost ? [`${queries.length} queries and collections in one composite`] : []),
    ...(names.size < asks.length ? ['a referenceId twice in one composite'] : []),
    ...asks.flatMap(({ httpHeaders }) =>
      Object.keys(httpHeaders ?? {}).flatMap((name) =>
        headers.has(name.toLowerCase()) ? [] : [`no header ${name} in a subrequest`],
      ),
    ),
    ...asks.flatMap(({ method, url, body: own, referenceId }) =>
      unpublishedInSalesforce({ host, method, path: url, body: own === undefined ? '' : JSON.stringify(own) }).map(
        (fault) => `${referenceId}: ${fault}`,
      ),
    ),
  ];
}

function faultsInBody(body: string, object: string): readonly string[] {
  const record = z.record(z.string(), z.unknown()).safeParse(jsonIn(body)?.value).data;
  return record === undefined ? ['no record'] : faultsInRecord(record, object);
}

function faultsInCollection(body: string, hasIds: boolean): readonly string[] {
  const parsed = collection.safeParse(jsonIn(body)?.value);
  if (!parsed.success) return [`sObject Collections: ${parsed.error.message}`];
  return parsed.data.records.flatMap(({ attributes: { type }, id, ...fields }) => [
    ...(hasIds === (typeof id === 'string') ? [] : ['an id where none belongs, or none where one does']),
    ...faultsInRecord(fields, type),
  ]);
}

function faultsInRemoval(url: URL): readonly string[] {
  const ids = (url.searchParams.get('ids') ?? '').split(',');
  const isList = ids.length <= 200 && ids.every((id) => /^\w{15,18}$/.test(id));
  const unknown = [...url.searchParams.keys()].filter((name) => name !== 'ids' && name !== 'allOrNone');
  return [...(isList ? [] : ['no list of up to 200 ids']), ...unknown.map((name) => `?${name} is unknown`)];
}

const keywords = new Set(
  'and or not in like null true false asc desc nulls first last limit offset order by where select from'.split(' '),
);

function faultsInQuery(url: URL): readonly string[] {
  const unknown = [...url.searchParams.keys()].filter((name) => name !== 'q');
  return [...unknown.map((name) => `?${name} is unknown`), ...faultsInSoql(url.searchParams.get('q') ?? '')];
}

/** Each name in a query must be a field of the object it is asked of; inner queries are judged by themselves. */
function faultsInSoql(soql: string): readonly string[] {
  const plain = soql.replaceAll(/'(?:[^'\\]|\\.)*'/g, "''").replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '0');
  const inner = [...plain.matchAll(/\((SELECT [^()]*(?:\([^()]*\)[^()]*)*)\)/g)].map(([, text = '']) => text);
  const outer = inner.reduce((text, part) => text.replace(part, ''), plain);
  const [, object] = /^SELECT .+? FROM (\w+)/.exec(outer) ?? [];
  if (object === undefined) return [`no SOQL: ${soql}`];
  const names = outer.replace(`FROM ${object}`, '').match(/[A-Za-z][\w.]*/g) ?? [];
  const fields = [...new Set(names.filter((name) => !keywords.has(name.toLowerCase())))];
  return [...fields.flatMap((name) => faultsInPath(name, object)), ...inner.flatMap(faultsInSoql)];
}
