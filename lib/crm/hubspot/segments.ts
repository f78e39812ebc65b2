import { z } from 'zod';
import type { RecordRef } from '../../model/record';
import { listedMost } from '../adapter';
import type { LeadList } from '../lead-list';
import type { LeadRecord } from '../lead-record';
import { type CrmResult, done, failed } from '../result';
import { batchLimit, type HubspotApi, type HubspotObject, version } from './api';
import { type ListDeps, listedProperties, recordsOfContacts } from './list-owned';
import { objectTypeIds } from './pages';

/** Source: HubSpot API reference, Lists (segments), 2026-09: `count` at most 500, `limit` of memberships at most 250. */
const listsPerPage = 500;
const membersPerPage = 250;
/** A portal with more segments than this is looked through no further. */
const mostLists = 5000;

const count = z.coerce.number().int().nonnegative().nullish().catch(null);
const listsPage = z.object({
  lists: z.array(
    z.object({
      listId: z.coerce.string(),
      name: z.string().catch(''),
      objectTypeId: z.string(),
      additionalProperties: z.object({ hs_list_size: count }).optional().catch(undefined),
    }),
  ),
  hasMore: z.boolean().catch(false),
  offset: z.number().int(),
});
const membersPage = z.object({
  results: z.array(z.object({ recordId: z.coerce.string() })),
  paging: z
    .object({ next: z.object({ after: z.string() }).optional() })
    .nullish()
    .catch(null),
});

const byName = new Intl.Collator();

/** The portal's segments (lists) of contacts, by name. Saved views of the index pages are in no public API. */
export async function listLists(api: HubspotApi, signal?: AbortSignal): Promise<CrmResult<readonly LeadList[]>> {
  const lists: LeadList[] = [];
  let offset = 0;
  for (let isLast = false; !isLast && offset < mostLists; ) {
    // Of every kind of record: not each version of this endpoint takes the kind as a filter.
    const json = { count: listsPerPage, offset, additionalProperties: [] };
    const page = await api.askOptional(`/crm/lists/${version}/search`, json, listsPage, signal);
    if (!page.ok) return page;
    for (const { listId, name, objectTypeId, additionalProperties } of page.value.lists) {
      if (objectTypeId !== objectTypeIds.contact) continue;
      lists.push({ id: listId, name, alias: null, size: additionalProperties?.hs_list_size ?? null });
    }
    isLast = !page.value.hasMore || page.value.offset <= offset;
    offset = page.value.offset;
  }
  return done(lists.toSorted((a, b) => byName.compare(a.name, b.name)));
}

/** Whom a segment holds: pages of 250, up to {@link listedMost}. */
export async function membersOf(
  api: HubspotApi,
  org: string,
  listId: string,
  signal?: AbortSignal,
): Promise<CrmResult<readonly RecordRef[]>> {
  if (!/^\d{1,20}$/.test(listId)) return failed({ kind: 'gone', message: '' });
  const ids: string[] = [];
  for (let after: string | null = ''; after !== null && ids.length < listedMost; ) {
    const query = new URLSearchParams({ limit: String(membersPerPage), ...(after === '' ? {} : { after }) });
    const path = `/crm/lists/${version}/${listId}/memberships?${query}`;
    const page: CrmResult<z.infer<typeof membersPage>> = await api.getOptional(path, membersPage, signal);
    if (!page.ok) return page;
    ids.push(...page.value.results.map(({ recordId }) => recordId));
    const next: string | null = page.value.paging?.next?.after ?? null;
    after = next === after || page.value.results.length === 0 ? null : next;
  }
  return done(ids.slice(0, listedMost).map((id) => ({ crm: 'hubspot', org, object: 'contact', id }) as const));
}

/** Contacts by their ids, a hundred with each request. */
export async function readMany(
  deps: ListDeps,
  refs: readonly RecordRef[],
  signal?: AbortSignal,
): Promise<CrmResult<readonly LeadRecord[]>> {
  const ids = refs.filter(({ object }) => object === 'contact').map(({ id }) => id);
  const properties = await listedProperties(deps);
  const found: HubspotObject[] = [];
  for (let from = 0; from < ids.length; from += batchLimit) {
    const page = await deps.api.batchRead('contacts', { ids: ids.slice(from, from + batchLimit), properties }, signal);
    if (!page.ok) return page;
    found.push(...page.value);
  }
  return done(await recordsOfContacts(deps, found, signal));
}
