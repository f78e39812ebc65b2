import { objectCatalog } from '../catalog/index.ts';
import type { ObjectName, ObjectType } from '../store/object-types.ts';
import type { Portal } from '../store/portal.ts';
import type { HubspotRecord } from '../store/record-store.ts';
import { findSegment, membersOf, segments } from '../store/segments.ts';
import { labelOf, linkTo, nameOf, ownerName } from './labels.ts';

type Query = Readonly<Record<string, string | undefined>>;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly cells: Readonly<Record<string, string | null>>;
}

const columns: Partial<Record<ObjectName, readonly string[]>> = {
  contacts: [
    'phone',
    'email',
    'hs_lead_status',
    'lifecyclestage',
    'company',
    'jobtitle',
    'owner',
    'notes_last_contacted',
    'city',
    'country',
    'lead_source',
    'createdate',
  ],
  companies: [
    'owner',
    'phone',
    'domain',
    'industry',
    'numberofemployees',
    'annualrevenue',
    'city',
    'country',
    'lifecyclestage',
    'createdate',
  ],
  deals: ['dealstage', 'amount', 'owner', 'closedate', 'primaryCompany', 'createdate'],
  leads: [
    'hs_pipeline_stage',
    'hs_lead_label',
    'owner',
    'primaryContact',
    'primaryCompany',
    'hs_lead_source',
    'hs_createdate',
  ],
};

const maxPageSize = 100;

/** One page of an index page's table, with the ids of all matching records for going from one to the next. */
export function listView(portal: Portal, type: ObjectType, query: Query) {
  const segment = findSegment(query['segment'] ?? '');
  const rows = (segment === undefined ? portal.records.all(type.name) : membersOf(portal, segment))
    .filter((record) => isWanted(portal, record, query))
    .map((record) => rowOf(portal, record));
  const sorted = rows.toSorted(comparator(query['sort'] ?? '-created'));
  const size = Math.min(Number(query['size'] ?? 25) || 25, maxPageSize);
  const page = Math.max(1, Number(query['page'] ?? 1) || 1);
  return {
    segment: segment?.name ?? null,
    total: sorted.length,
    columns: columns[type.name] ?? [],
    rows: sorted.slice((page - 1) * size, page * size),
    ids: sorted.map((row) => row.id),
  };
}

/** The account's segments with how many they hold. */
export function segmentsView(portal: Portal) {
  return {
    segments: segments.map((segment) => ({
      ...{ id: segment.id, name: segment.name, isOfContacts: segment.objectTypeId === '0-1' },
      ...{ kind: segment.processingType === 'DYNAMIC' ? 'Active' : 'Static', size: membersOf(portal, segment).length },
    })),
  };
}

/** Records for the search box of the top bar. */
export function searchView(portal: Portal, query: string) {
  if (query.trim() === '') return { results: [] };
  const types: readonly ObjectName[] = ['contacts', 'companies', 'deals', 'leads'];
  const found = types.flatMap((name) =>
    portal.records
      .all(name)
      .filter((record) => matchesText(record, query))
      .slice(0, 4),
  );
  return { results: found.map((record) => ({ ...linkTo(record), about: aboutLine(portal, record) })) };
}

function aboutLine(portal: Portal, record: HubspotRecord): string {
  const parts = ['jobtitle', 'company', 'domain', 'dealstage', 'hs_pipeline_stage'].map((name) =>
    labelOf(portal, record, name),
  );
  return parts.filter((part) => part !== null).join(' · ');
}

function isWanted(portal: Portal, record: HubspotRecord, query: Query): boolean {
  const owner = query['owner'];
  const status = query['status'];
  if (owner && record.values['hubspot_owner_id'] !== owner) return false;
  if (
    status &&
    (record.values['hs_lead_status'] ?? record.values['dealstage'] ?? record.values['hs_pipeline_stage']) !== status
  )
    return false;
  return !query['q'] || matchesText(record, query['q'], aboutLine(portal, record));
}

function matchesText(record: HubspotRecord, query: string, extra = ''): boolean {
  const texts = objectCatalog[record.type].searched.map((name) => record.values[name] ?? '');
  const all = [...texts, nameOf(record), extra].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function rowOf(
  portal: Portal,
  record: HubspotRecord,
): Row & { readonly sortable: Readonly<Record<string, string | null>> } {
  const names = columns[record.type] ?? [];
  const cells = Object.fromEntries(names.map((name) => [name, cellOf(portal, record, name)]));
  const created = new Date(record.createdAt).toISOString();
  return { id: record.id, name: nameOf(record), cells, sortable: { ...cells, name: nameOf(record), created } };
}

function cellOf(portal: Portal, record: HubspotRecord, column: string): string | null {
  if (column === 'owner') return ownerName(portal, record);
  if (column === 'primaryCompany' || column === 'primaryContact') {
    const type = column === 'primaryCompany' ? 'companies' : 'contacts';
    const id = portal.associations.primary({ type: record.type, id: record.id }, type);
    const found = id === undefined ? undefined : portal.records.find(type, id);
    return found === undefined ? null : nameOf(found);
  }
  return labelOf(portal, record, column);
}

function comparator(sort: string) {
  const isDescending = sort.startsWith('-');
  const name = isDescending ? sort.slice(1) : sort;
  const sign = isDescending ? -1 : 1;
  const collator = new Intl.Collator('en', { numeric: true });
  return (a: ReturnType<typeof rowOf>, b: ReturnType<typeof rowOf>) => {
    const [left, right] = [a.sortable[name] ?? null, b.sortable[name] ?? null];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return sign * collator.compare(left, right);
  };
}
