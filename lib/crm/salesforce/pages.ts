import type { RecordObject, RecordRef } from '../../model/record';
import type { CrmPages } from '../adapter';
import { objectOfId, to18 } from './ids';

const lightningSuffix = '.lightning.force.com';
const apiSuffix = '.my.salesforce.com';

/** What Lightning's URLs call the objects. */
export const pathNames: Readonly<Record<RecordObject, string>> = {
  lead: 'Lead',
  contact: 'Contact',
  company: 'Account',
  deal: 'Opportunity',
};

/**
 * The API host of the org a page belongs to (`acme--uat.sandbox.my.salesforce.com`), which is the org's name for Baton;
 * null for other hosts. Requests to the Lightning host are redirected and lose their Authorization header.
 */
export function orgOfUrl(url: URL): string | null {
  const host = url.hostname.toLowerCase();
  const suffix = [lightningSuffix, apiSuffix].find((end) => host.endsWith(end) && host.length > end.length);
  return suffix === undefined ? null : host.slice(0, -suffix.length) + apiSuffix;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function refOfId(org: string, text: string | null | undefined): RecordRef | null {
  const id = text ? to18(text) : null;
  const object = id && objectOfId(id);
  return id && object ? { crm: 'salesforce', org, object, id } : null;
}

/** A record named by a path: Lightning with or without object name, old Lightning's hash, Classic. */
function refOfPath(org: string, path: string): RecordRef | null {
  const [first, second, third, fourth] = path.split(/[?#]/, 1).join('').split('/').filter(Boolean);
  // The short form has no object name, so "view" may stand where the id stands otherwise: only a valid id is taken.
  if (first === 'lightning') return second === 'r' ? (refOfId(org, third) ?? refOfId(org, fourth)) : null;
  if (first === 'sObject') return refOfId(org, second);
  return second === undefined || second === 'e' ? refOfId(org, first) : null;
}

/** Salesforce's pages. Source of the URL forms: Salesforce help "Lightning URL formats" and public parsers, read November 2026. */
export const salesforcePages: CrmPages = {
  crm: 'salesforce',

  recordFromUrl(url) {
    const org = orgOfUrl(url);
    const path = url.pathname;
    if (org === null || path.startsWith('/lightning/setup/')) return null;
    if (path.startsWith('/one/one.app') || path === '/console') return refOfPath(org, decoded(url.hash.slice(1)));
    if (path.startsWith('/apex/')) return refOfId(org, url.searchParams.get('id'));
    // In a console the path is the tab in focus and `ws` the workspace around it, which counts where the tab is, say, a task.
    return refOfPath(org, path) ?? refOfPath(org, url.searchParams.get('ws') ?? '');
  },

  listFromUrl(url) {
    const org = orgOfUrl(url);
    const list = url.searchParams.get('filterName');
    if (org === null || list === null || !/^\/lightning\/o\/Lead\/list$/.test(url.pathname)) return null;
    // By its id of 15 or 18 characters, or by its API name; what was seen last is no list that the API knows.
    return /^(?:__)?Recent$/.test(list) ? null : { crm: 'salesforce', org, list: to18(list) ?? list };
  },

  urlOfRecord({ org, object, id }) {
    const host = org.slice(0, -apiSuffix.length) + lightningSuffix;
    return `https://${host}/lightning/r/${pathNames[object]}/${id}/view`;
  },

  nameFromTitle(title) {
    // "Maya Okonkwo | Lead | Salesforce", and while the page loads "Lightning Experience | Salesforce".
    const name = /^(?:\(\d+\) )?(.*?)(?: \| [^|]+)? \| Salesforce$/s.exec(title.trim())?.[1]?.trim();
    return name && !/^(?:Lightning Experience|Home)$/.test(name) ? name : null;
  },
};
