import { z } from 'zod';
import type { RecordRef } from '../../model/record';
import { listedMost } from '../adapter';
import type { LeadList } from '../lead-list';
import type { LeadRecord } from '../lead-record';
import { readNames } from '../org-fields';
import { type CrmResult, done, failed } from '../result';
import { queryStep, type Row, rowsOf, type SalesforceApi } from './api';
import { readable, rightsOf } from './fields';
import { to18 } from './ids';
import { type ListDeps, recordsOfLeads } from './list-owned';
import { leadsByIdQuery, readFields } from './queries';

const listViewPage = z.object({
  listviews: z.array(z.object({ id: z.string(), label: z.string(), developerName: z.string().nullish() })),
  nextRecordsUrl: z.string().nullish(),
});
const cell = z.object({ fieldNameOrPath: z.string(), value: z.unknown() });
const listViewResults = z.object({ records: z.array(z.object({ columns: z.array(cell) })) });

const byName = new Intl.Collator();

/** The list views of leads that this user may see, by name. Source: REST API Developer Guide, "List Views for an Object". */
export async function listLists(api: SalesforceApi, signal?: AbortSignal): Promise<CrmResult<readonly LeadList[]>> {
  const lists: LeadList[] = [];
  for (let path: string | null = '/sobjects/Lead/listviews'; path !== null; ) {
    const page: CrmResult<z.infer<typeof listViewPage>> = await api.getOptional(path, listViewPage, signal);
    if (!page.ok) return page;
    for (const { id, label, developerName } of page.value.listviews) {
      const long = to18(id);
      if (long !== null) lists.push({ id: long, name: label, alias: developerName ?? null, size: null });
    }
    const next = /^\/services\/data\/v\d+\.\d+(\/sobjects\/Lead\/listviews\?.+)$/.exec(page.value.nextRecordsUrl ?? '');
    path = next?.[1] ?? null;
  }
  return done(lists.toSorted((a, b) => byName.compare(a.name, b.name)));
}

/** Whom a list view shows, in its order: one request. Source: REST API Developer Guide, "List View Results" (limit 1–2000). */
export async function membersOf(
  api: SalesforceApi,
  org: string,
  listId: string,
  signal?: AbortSignal,
): Promise<CrmResult<readonly RecordRef[]>> {
  const id = to18(listId);
  if (id === null) return failed({ kind: 'gone', message: '' });
  const path = `/sobjects/Lead/listviews/${id}/results?limit=${listedMost}`;
  const answer = await api.getOptional(path, listViewResults, signal);
  if (!answer.ok) return answer;
  return done(
    answer.value.records.flatMap(({ columns }) => {
      // The id is there although the view does not show it.
      const value = columns.find(({ fieldNameOrPath }) => fieldNameOrPath === 'Id')?.value;
      const lead = typeof value === 'string' ? to18(value) : null;
      return lead === null ? [] : [{ crm: 'salesforce', org, object: 'lead', id: lead } as const];
    }),
  );
}

/** So many ids stay well below the longest address the server takes, and so many queries one composite may hold. */
const idsPerQuery = 200;
const queriesPerRequest = 5;

/** Leads by their ids, up to a thousand with each request. */
export async function readMany(
  deps: ListDeps,
  refs: readonly RecordRef[],
  signal?: AbortSignal,
): Promise<CrmResult<readonly LeadRecord[]>> {
  const ids = refs.filter(({ object }) => object === 'lead').map(({ id }) => id);
  if (ids.length === 0) return done([]);
  const known = await rightsOf(deps.api, deps.cache, 'Lead', signal);
  if (!known.ok) return known;
  const map = await deps.fieldMap();
  const fields = readable([...readFields.Lead, ...readNames(map, 'lead')], known.value);
  const queries = chunks(ids, idsPerQuery).map((some, index) =>
    queryStep(`leads${index}`, leadsByIdQuery(some, fields)),
  );
  const rows: Row[] = [];
  for (const asks of chunks(queries, queriesPerRequest)) {
    const steps = await deps.api.composite(asks, { effect: 'read', together: false }, signal);
    if (!steps.ok) return steps;
    for (const step of steps.value) {
      const found = rowsOf(step);
      if (found === null) return failed({ kind: 'retryAfter', afterMs: 0, because: 'server', message: 'query failed' });
      rows.push(...found);
    }
  }
  return done(recordsOfLeads(deps, rows, map));
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
