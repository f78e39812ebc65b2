import type { RecordObject } from '../../model/record';
import type { CrmPages } from '../adapter';

/** HubSpot's object type ids of the records Baton knows. Source: HubSpot "Using object APIs", read November 2026. */
export const objectTypeIds: Readonly<Record<RecordObject, string>> = {
  contact: '0-1',
  company: '0-2',
  deal: '0-3',
  lead: '0-136',
};

const objectOfName: ReadonlyMap<string, RecordObject> = new Map([
  ['0-1', 'contact'],
  ['0-2', 'company'],
  ['0-3', 'deal'],
  ['0-136', 'lead'],
  ['contact', 'contact'],
  ['company', 'company'],
  ['deal', 'deal'],
]);

const host = /^app(?:-[a-z]{2}\d+)?\.hubspot\.com$/;
const number = '[1-9]\\d{0,19}';
const recordPath = new RegExp(`^/contacts/(${number})/record/(\\d+-\\d+)/(${number})(?:/|$)`);
const legacyPath = new RegExp(`^/(?:contacts|sales)/(${number})/(contact|company|deal)/(${number})(?:/|$)`);
const workspacePath = new RegExp(`^/(?:prospecting|sales-workspace)/(${number})(?:/|$)`);
const segmentPath = new RegExp(`^/contacts/(${number})/(?:objectLists|lists)/(${number})(?:/|$)`);
const viewPath = new RegExp(`^/contacts/(${number})/(?:objects/0-1/views|contacts/list)/`);
const anyPath = new RegExp(`^/[a-z-]+/(${number})(?:/|$)`);

/** The portal a page belongs to, which is the org's name for Baton; null where the URL names none. */
export function orgOfUrl(url: URL): string | null {
  return (host.test(url.hostname) && anyPath.exec(url.pathname)?.[1]) || null;
}

/** HubSpot's pages. Source of the URL forms: public parsers of HubSpot's record URLs, read November 2026. */
export const hubspotPages: CrmPages = {
  crm: 'hubspot',

  recordFromUrl(url) {
    if (!host.test(url.hostname)) return null;
    const [, org, name, id] = recordPath.exec(url.pathname) ?? legacyPath.exec(url.pathname) ?? [];
    const object = objectOfName.get(name ?? '');
    if (org && object && id) return { crm: 'hubspot', org, object, id };
    const workspace = workspacePath.exec(url.pathname)?.[1];
    const leadId = url.searchParams.get('leadId') ?? '';
    if (!workspace || !new RegExp(`^${number}$`).test(leadId)) return null;
    return { crm: 'hubspot', org: workspace, object: 'lead', id: leadId };
  },

  listFromUrl(url) {
    if (!host.test(url.hostname)) return null;
    const [, org, list] = segmentPath.exec(url.pathname) ?? viewPath.exec(url.pathname) ?? [];
    return org === undefined ? null : { crm: 'hubspot', org, list: list ?? null };
  },

  urlOfRecord({ org, object, id }) {
    return `https://app.hubspot.com/contacts/${org}/record/${objectTypeIds[object]}/${id}`;
  },

  nameFromTitle(title) {
    // "Maya Okonkwo", "Maya Okonkwo | Contact", "(2) Maya Okonkwo | HubSpot": what follows the first bar is the page's kind.
    const name = title
      .trim()
      .replace(/^\(\d+\) /, '')
      .split(' | ')[0]
      ?.trim();
    return name && !/^(?:hubspot|loading\b.*)$/i.test(name) ? name : null;
  },
};
