import { type CrmUser, listedMost } from '../adapter';
import type { LeadRecord } from '../lead-record';
import { readNames } from '../org-fields';
import { type CrmResult, done } from '../result';
import { type HubspotObject, searchPageSize } from './api';
import { namesFor, type ReadDeps } from './read-record';
import { recordOfParts, recordProperties } from './record';

/** The contacts an owner has, the newest first, by HubSpot's search: pages of 200, the newest {@link listedMost}. */
export async function listOwned(
  deps: ReadDeps & { readonly org: string },
  user: CrmUser,
  signal?: AbortSignal,
): Promise<CrmResult<readonly LeadRecord[]>> {
  const map = await deps.fieldMap();
  const properties = [...recordProperties.contact, ...readNames(map, 'contact')];
  const found: HubspotObject[] = [];
  for (let after: string | null = '0'; after !== null && found.length < listedMost; ) {
    const page = await deps.api.searchOwned({ ownerId: user.id, properties, after }, signal);
    if (!page.ok) return page;
    found.push(...page.value.results);
    after = page.value.results.length < searchPageSize ? null : page.value.after;
  }
  const [first] = found;
  if (first === undefined) return done([]);
  const partsOf = (record: HubspotObject) => ({ record, contact: null, company: null, deals: null, activities: [] });
  const names = await namesFor(deps, 'contact', partsOf(first), signal);
  return done(
    found.map((record) => {
      const ref = { crm: 'hubspot', org: deps.org, object: 'contact', id: record.id } as const;
      return recordOfParts(ref, partsOf(record), { ...names, map }, deps.now());
    }),
  );
}
