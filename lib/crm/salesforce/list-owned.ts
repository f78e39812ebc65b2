import { type CrmUser, listedMost } from '../adapter';
import type { AdapterCache } from '../cache';
import type { LeadRecord } from '../lead-record';
import { type FieldMap, readNames } from '../org-fields';
import { type CrmResult, done } from '../result';
import type { Row, SalesforceApi } from './api';
import { readable, rightsOf } from './fields';
import { to18 } from './ids';
import { ownedLeadsQuery, readFields } from './queries';
import { recordOfRows } from './record';

export interface ListDeps {
  readonly api: SalesforceApi;
  readonly cache: AdapterCache;
  readonly now: () => number;
  readonly org: string;
  readonly fieldMap: () => Promise<FieldMap>;
}

/** The open leads a user owns, by one query of the fields this user may read. */
export async function listOwned(
  deps: ListDeps,
  user: CrmUser,
  signal?: AbortSignal,
): Promise<CrmResult<readonly LeadRecord[]>> {
  const known = await rightsOf(deps.api, deps.cache, 'Lead', signal);
  if (!known.ok) return known;
  const map = await deps.fieldMap();
  const fields = readable([...readFields.Lead, ...readNames(map, 'lead')], known.value);
  const rows = await deps.api.query(ownedLeadsQuery(user.id, fields, listedMost), signal);
  return rows.ok ? done(recordsOfLeads(deps, rows.value, map)) : rows;
}

/** Rows of leads in Baton's words, without activities. */
export function recordsOfLeads(
  { org, now }: Pick<ListDeps, 'org' | 'now'>,
  rows: readonly Row[],
  map: FieldMap,
): readonly LeadRecord[] {
  return rows.flatMap((record) => {
    const id = record['Id'];
    const long = typeof id === 'string' ? to18(id) : null;
    if (long === null) return [];
    const ref = { crm: 'salesforce', org, object: 'lead', id: long } as const;
    return [recordOfRows(ref, { record, tasks: null, events: null, opportunities: null, roles: null }, map, now())];
  });
}
