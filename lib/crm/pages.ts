import type { Crm, OrgRef, RecordRef } from '../model/record';
import type { CrmPages } from './adapter';
import { isCrmPage } from './hosts';
import { orgOfUrl as hubspotOrgOfUrl, hubspotPages } from './hubspot/pages';
import type { ListPage } from './lead-list';
import { orgOfUrl as salesforceOrgOfUrl, salesforcePages } from './salesforce/pages';

/** The pages of a CRM. */
export function pagesOf(crm: Crm): CrmPages {
  return crm === 'salesforce' ? salesforcePages : hubspotPages;
}

function crmPageAt(url: string): URL | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed && isCrmPage(parsed) ? parsed : null;
}

/** The record a page shows by its URL; null where it shows none, is no CRM's page or the text is no URL. Never throws. */
export function recordFromUrl(url: string): RecordRef | null {
  const page = crmPageAt(url);
  return page && (salesforcePages.recordFromUrl(page) ?? hubspotPages.recordFromUrl(page));
}

/** The list of leads a page shows by its URL; null where it shows none. Never throws. */
export function listFromUrl(url: string): ListPage | null {
  const page = crmPageAt(url);
  return page && (salesforcePages.listFromUrl(page) ?? hubspotPages.listFromUrl(page));
}

/** The org whose page this is, with or without a record on it; null where the URL does not tell. Never throws. */
export function orgFromUrl(url: string): OrgRef | null {
  const page = crmPageAt(url);
  if (!page) return null;
  const salesforce = salesforceOrgOfUrl(page);
  if (salesforce) return { crm: 'salesforce', org: salesforce };
  const hubspot = hubspotOrgOfUrl(page);
  return hubspot ? { crm: 'hubspot', org: hubspot } : null;
}

/**
 * The page that shows a record. `near` is a page of the same CRM in which it is to open: HubSpot serves a portal from
 * the host of its data centre, and going to another host would leave the app that is open.
 */
export function urlOfRecord(ref: RecordRef, near?: string): string {
  const url = new URL(pagesOf(ref.crm).urlOfRecord(ref));
  const open = near === undefined ? null : crmPageAt(near);
  if (open && ref.crm === 'hubspot' && orgFromUrl(open.href)?.crm === 'hubspot') url.host = open.host;
  return url.href;
}
