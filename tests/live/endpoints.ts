import type { Crm } from '../../lib/model/record';

/** One endpoint that Baton's adapters use. */
interface Endpoint {
  readonly crm: Crm;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: RegExp;
  /** Asked only where another one was refused, where there is very much, or at the SDR's own word: an ordinary check does not show it. */
  readonly isRare?: true;
}

const salesforce = (method: Endpoint['method'], path: string): Endpoint => ({
  ...{ crm: 'salesforce', method, path: new RegExp(`^/services${path}$`) },
});
const hubspot = (method: Endpoint['method'], path: string): Endpoint => ({
  ...{ crm: 'hubspot', method, path: new RegExp(`^${path}$`) },
});
const data = String.raw`/data/v\d+\.0`;
const dated = '2026-09';

/** Every endpoint the adapters use: `npm run check:live` confirms each that an ordinary org shows, and the adapters' tests use no other. */
export const endpoints: readonly Endpoint[] = [
  salesforce('GET', '/data/?'),
  salesforce('GET', '/oauth2/userinfo'),
  { ...salesforce('GET', `${data}/`), isRare: true },
  salesforce('GET', `${data}/query`),
  { ...salesforce('GET', `${data}/queryAll`), isRare: true },
  { ...salesforce('GET', String.raw`${data}/query/\w+-\d+`), isRare: true },
  salesforce('GET', `${data}/sobjects/(?:Task|Lead|Contact|Opportunity)/describe`),
  { ...salesforce('GET', `${data}/sobjects/(?:Account|Event)/describe`), isRare: true },
  salesforce('GET', `${data}/sobjects/Lead/listviews`),
  salesforce('GET', String.raw`${data}/sobjects/Lead/listviews/\w{18}/results`),
  salesforce('POST', `${data}/composite`),
  salesforce('PATCH', `${data}/composite/sobjects`),
  salesforce('DELETE', `${data}/composite/sobjects`),
  hubspot('GET', `/account-info/${dated}/details`),
  hubspot('POST', '/oauth/v2/private-apps/get/access-token-info'),
  hubspot('GET', `/crm/owners/${dated}`),
  { ...hubspot('GET', `/crm/objects/${dated}/(?:contacts|companies|deals)`), isRare: true },
  hubspot('GET', `/crm-object-schemas/${dated}/schemas/0-48`),
  hubspot('GET', String.raw`/crm/objects/${dated}/(?:contacts|companies|deals|leads)/\d+`),
  hubspot('PATCH', String.raw`/crm/objects/${dated}/(?:contacts|companies|deals|leads)/\d+`),
  hubspot('POST', `/crm/objects/${dated}/(?:contacts|companies|deals|leads)/batch/read`),
  hubspot('POST', `/crm/objects/${dated}/(?:calls|tasks|notes|meetings|emails)/batch/read`),
  hubspot('POST', `/crm/objects/${dated}/calls/batch/create`),
  { ...hubspot('POST', `/crm/objects/${dated}/contacts/batch/create`), isRare: true },
  hubspot('POST', `/crm/objects/${dated}/tasks/batch/create`),
  hubspot('POST', `/crm/objects/${dated}/(?:calls|tasks)/batch/update`),
  hubspot('POST', `/crm/objects/${dated}/(?:calls|tasks)/batch/archive`),
  hubspot('POST', `/crm/objects/${dated}/contacts/search`),
  hubspot('POST', `/crm/associations/${dated}/[a-z]+/[a-z]+/batch/read`),
  hubspot('GET', `/crm/pipelines/${dated}/(?:deals|leads)`),
  hubspot('GET', `/crm/properties/${dated}/(?:contacts|companies|deals|calls|tasks)`),
  hubspot('GET', `/crm/properties/${dated}/(?:contacts|companies|calls|tasks)/[a-z_]+`),
  hubspot('GET', '/calling/v1/dispositions'),
  hubspot('POST', `/crm/lists/${dated}/search`),
  hubspot('GET', String.raw`/crm/lists/${dated}/\d+/memberships`),
];

/** True for a request to one of them. */
export function isListed(crm: Crm, { method, path }: { readonly method: string; readonly path: string }): boolean {
  return endpoints.some((one) => one.crm === crm && one.method === method && one.path.test(path));
}
