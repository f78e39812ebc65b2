import { type ApiRequest, jsonIn } from './api-request.ts';
import { clientOperations, faultsIn, type Operation } from './hubspot-client.ts';

/**
 * HubSpot dates its API versions; its newest client still names them by number. The operations and their shapes are the
 * same ones. Source: HubSpot-public-api-spec-collection, 2026-09 and v3/v4 files compared, read 2026-11-26.
 */
const dated: readonly (readonly [RegExp, string])[] = [
  [/^\/crm\/(objects|pipelines|properties)\/\d{4}-\d{2}\//, '/crm/v3/$1/'],
  [/^\/crm\/lists\/\d{4}-\d{2}\//, '/crm/v3/lists/'],
  [/^\/crm\/owners\/\d{4}-\d{2}(?=\/|$)/, '/crm/v3/owners'],
  [/^\/crm\/associations\/\d{4}-\d{2}\//, '/crm/v4/associations/'],
];

/** One text, `tokenKey`; the guide has no model of it. */
const tokenInfo = { type: '{ [key: string]: string; }', folder: '' };
const schemaQuery = new Set(['includePropertyDefinitions', 'includeAssociationDefinitions', 'includeAuditMetadata']);

/**
 * Asked for by Baton and in no API of the client: Account Info and the parts of a schema (in the specification files), the outcomes
 * of calls and what a private app's token may do (in the guides only).
 */
const besides: readonly Operation[] = [
  { method: 'GET', path: /^\/crm-object-schemas\/\d{4}-\d{2}\/schemas\/[^/]+$/, query: schemaQuery, body: null },
  { method: 'POST', path: /^\/oauth\/v2\/private-apps\/get\/access-token-info$/, query: new Set(), body: tokenInfo },
  { method: 'GET', path: /^\/account-info\/\d{4}-\d{2}\/details$/, query: new Set(), body: null },
  { method: 'GET', path: /^\/calling\/v1\/dispositions$/, query: new Set(), body: null },
];

let operations: readonly Operation[] | undefined;

/** What of a request HubSpot does not publish: an unknown endpoint or query parameter, a body of another shape. */
export function unpublishedInHubspot({ method, path, body }: ApiRequest): readonly string[] {
  operations ??= [...clientOperations(), ...besides];
  const url = new URL(path, 'https://api.hubapi.com');
  const numbered = dated.reduce((text, [pattern, name]) => text.replace(pattern, name), url.pathname);
  const known = operations.filter((one) => one.method === method && one.path.test(numbered));
  const [operation] = known;
  if (operation === undefined) return ['HubSpot publishes no such endpoint'];
  const params = [...url.searchParams.keys()].filter((name) => !known.some(({ query }) => query.has(name)));
  const unknown = params.map((name) => `?${name} is not in ${operation.path.source}`);
  if (operation.body === null) return body === '' ? unknown : [...unknown, 'a body where none belongs'];
  const json = jsonIn(body);
  return [...unknown, ...(json === undefined ? ['no JSON'] : faultsIn(json.value, operation.body, 'body'))];
}
