import { type CrmUser, listedMost } from '../adapter';
import type { LeadRecord } from '../lead-record';
import { readNames } from '../org-fields';
import { type CrmResult, done } from '../result';
import { type HubspotObject, searchPageSize } from './api';
import { namesFor, type ReadDeps } from './read-record';
import { recordOfParts, recordProperties } from './record';

export type ListDeps = ReadDeps & { readonly org: string };

/** The contacts an owner has, the newest first, by HubSpot's search: pages of 200, the newest {@link listedMost}. */
export async function listOwned(
  deps: ListDeps,
  user: CrmUser,
  signal?: AbortSignal,
): Promise<CrmResult<readonly LeadRecord[]>> {
  const properties = await listedProperties(deps);
  const found: HubspotObject[] = [];
  for (let after: string | null = '0'; after !== null && found.length < listedMost; ) {
    const page = await deps.api.searchOwned({ ownerId: user.id, properties, after }, signal);
    if (!page.ok) return page;
    found.push(...page.value.results);
    after = page.value.results.length < searchPageSize ? null : page.value.after;
  }
  return done(await recordsOfContacts(deps, found, signal));
}

/** What is asked of contacts that are read for a list. */
export async function listedProperties(deps: ListDeps): Promise<readonly string[]> {
  return [...recordProperties.contact, ...readNames(await deps.fieldMap(), 'contact')];
}

/** Contacts in Baton's words, without what hangs on them. */
export async function recordsOfContacts(
  deps: ListDeps,
  found: readonly HubspotObject[],
  signal?: AbortSignal,
): Promise<readonly LeadRecord[]> {
  const [first] = found;
  if (first === undefined) return [];
  const partsOf = (record: HubspotObject) => ({ record, contact: null, company: null, deals: null, activities: [] });
  // Names of owners are asked for where any contact has one.
  const owned = found.find(({ properties }) => properties['hubspot_owner_id'] != null) ?? first;
  const names = await namesFor(deps, 'contact', partsOf(owned), signal);
  const map = await deps.fieldMap();
  return found.map((record) => {
    const ref = { crm: 'hubspot', org: deps.org, object: 'contact', id: record.id } as const;
    return recordOfParts(ref, partsOf(record), { ...names, map }, deps.now());
  });
}
