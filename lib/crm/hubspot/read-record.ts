import { z } from 'zod';
import type { RecordObject, RecordRef } from '../../model/record';
import type { AdapterCache } from '../cache';
import type { LeadRecord } from '../lead-record';
import { type FieldMap, mappedFields, readNames } from '../org-fields';
import { type CrmResult, done } from '../result';
import { batchLimit, type HubspotApi, type HubspotObject, hubspotObject } from './api';
import { type HubspotType, typeOf } from './associations';
import { defaultDispositions, dispositionsOf } from './dispositions';
import { ownersOf } from './owners';
import {
  type ActivityType,
  activityTypes,
  linkedIds,
  type Names,
  type RecordParts,
  recordOfParts,
  recordProperties,
  relatedProperties,
  valueIn,
} from './record';
import { type HubspotStatus, labelOf, statusesOf } from './statuses';

export interface ReadDeps {
  readonly api: HubspotApi;
  readonly cache: AdapterCache;
  readonly now: () => number;
  readonly fieldMap: () => Promise<FieldMap>;
}

/** How many activities of each kind a view shows. */
const recent = 20;

/** What hangs on a record changes seldom, and new things have new ids: so long its copy is good for views that follow. */
const relatedKeptMs = 10 * 60_000;
const keptRelated = z.record(z.string(), z.array(hubspotObject));

/**
 * One record view: one request for the record with the ids of everything linked to it, then one batch read, all at once,
 * for each kind of thing that is linked: 1 request for a record with no history, at most 8 for one with all of it (a key's
 * 10-second quota is shared by the whole team). Of a record seen minutes ago only what is new is read: 1 request where nothing is. Owners, outcomes and stage names come from the cache.
 */
export async function readRecord(deps: ReadDeps, ref: RecordRef, signal?: AbortSignal): Promise<CrmResult<LeadRecord>> {
  const map = await deps.fieldMap();
  const found = await readWithLinks(deps.api, ref, map, signal);
  if (!found.ok) return found;
  const record = await withAllLinks(deps.api, ref, found.value, signal);
  const parts = { record, ...(await readRelated(deps, ref, { ...found.value, record, map }, signal)) };
  const names = await namesFor(deps, ref.object, parts, signal);
  return done(recordOfParts(ref, parts, { ...names, map }, deps.now()));
}

/** The record with links beyond the first page of those that came with it: the newest may be on the last. */
async function withAllLinks(
  api: HubspotApi,
  ref: RecordRef,
  { record, asked }: WithLinks,
  signal?: AbortSignal,
): Promise<HubspotObject> {
  const { associations = {} } = record;
  const more = asked.filter((type) => associations[type]?.paging?.next !== undefined);
  if (more.length === 0) return record;
  const whole = await Promise.all(
    more.map(async (type): Promise<[string, { results: { id: string }[] }]> => {
      const links = await api.linked(typeOf[ref.object], type, [ref.id], signal);
      const all = links.ok ? (links.value.get(ref.id) ?? []).map(({ id }) => ({ id })) : [];
      return [type, { results: [...(associations[type]?.results ?? []), ...all] }];
    }),
  );
  return { ...record, associations: { ...associations, ...Object.fromEntries(whole) } };
}

interface WithLinks {
  readonly record: HubspotObject;
  /** Which kinds of links were asked for: of others nothing is known. */
  readonly asked: readonly HubspotType[];
}

async function readWithLinks(
  api: HubspotApi,
  ref: RecordRef,
  map: FieldMap,
  signal?: AbortSignal,
): Promise<CrmResult<WithLinks>> {
  const read = async (asked: readonly HubspotType[], optional: boolean): Promise<CrmResult<WithLinks>> => {
    const properties = [...new Set([...recordProperties[ref.object], ...readNames(map, ref.object)])];
    const of = { type: typeOf[ref.object], id: ref.id, properties, associations: asked, optional };
    const answer = await api.readObject(of, signal);
    return answer.ok ? done({ record: answer.value, asked }) : answer;
  };
  // A key without the scope of one linked kind may not ask for its ids, and a portal may not know each kind; what may be read
  // is still worth showing.
  for (const asked of [linkedTypes(ref.object), ['calls', 'notes', 'meetings', 'tasks'] as const]) {
    const answer = await read(asked, true);
    if (answer.ok || (answer.problem.kind !== 'forbidden' && answer.problem.kind !== 'rejected')) return answer;
  }
  return read(['calls', 'tasks'], false);
}

function linkedTypes(object: RecordObject): readonly HubspotType[] {
  if (object === 'contact') return ['companies', 'deals', ...activityTypes];
  if (object === 'lead') return ['contacts', 'companies', ...activityTypes];
  return object === 'company' ? ['deals', ...activityTypes] : ['companies', 'contacts', ...activityTypes];
}

async function readRelated(
  deps: ReadDeps,
  ref: RecordRef,
  { record, asked, map }: WithLinks & { readonly map: FieldMap },
  signal?: AbortSignal,
) {
  const { api, cache } = deps;
  const { object } = ref;
  // What settings map is read with the deals: another choice makes what is kept of them too little.
  const dealFields = readNames(map, 'deal');
  const key = [`related:${object}:${ref.id}`, ...dealFields].join(':');
  const kept = keptRelated.safeParse(await cache.get(key)).data ?? {};
  const seen: Record<string, readonly HubspotObject[]> = {};
  const read = async (type: HubspotType, ids: readonly string[], properties: readonly string[]) => {
    if (ids.length === 0) return [];
    const known = (kept[type] ?? []).filter(({ id }) => ids.includes(id));
    const missing = ids.filter((id) => !known.some((one) => one.id === id));
    if (missing.length === 0) {
      seen[type] = known;
      return known;
    }
    const answer = await api.batchRead(type, { ids: missing, properties, optional: true }, signal);
    if (!answer.ok) return null;
    seen[type] = [...known, ...answer.value];
    return seen[type];
  };
  const knowsCompany = object === 'company' || object === 'lead' || valueIn(record, 'company') !== null;
  const people = object === 'lead' || object === 'deal' ? primaryContact(record) : [];
  const companies = knowsCompany ? [] : newest(record, 'companies').slice(0, 1);
  const [contacts, firms, deals, ...activities] = await Promise.all([
    read('contacts', people, [...recordProperties.contact, ...readNames(map, 'contact')]),
    read('companies', companies, recordProperties.company),
    asked.includes('deals')
      ? read('deals', newest(record, 'deals').slice(0, batchLimit), [...relatedProperties.deals, ...dealFields])
      : null,
    ...activityTypes.map(
      async (type): Promise<readonly [ActivityType, readonly HubspotObject[]]> => [
        type,
        (await read(type, newest(record, type).slice(0, recent), relatedProperties[type])) ?? [],
      ],
    ),
  ]);
  const isNew = Object.entries(seen).some(([type, objects]) => objects.length !== (kept[type] ?? []).length);
  if (isNew) await cache.set(key, seen, relatedKeptMs);
  return { contact: contacts?.[0] ?? null, company: firms?.[0] ?? null, deals, activities };
}

function primaryContact(record: HubspotObject): readonly string[] {
  const primary = valueIn(record, 'hs_primary_contact_id');
  return primary === null ? newest(record, 'contacts').slice(0, 1) : [primary];
}

/** Ids of linked objects, the newest (largest) first. */
function newest(record: HubspotObject, type: HubspotType): readonly string[] {
  return linkedIds(record, type).toSorted((a, b) => b.length - a.length || (a < b ? 1 : -1));
}

/** Only the lists that this view needs are asked for, and they are kept for hours. What cannot be read keeps its bare value. */
export async function namesFor(
  deps: ReadDeps,
  object: RecordObject,
  seen: RecordParts,
  signal?: AbortSignal,
): Promise<Names> {
  const { api, cache } = deps;
  const objects = [seen.record, ...seen.activities.flatMap(([, list]) => list)];
  const sources = mappedFields(await deps.fieldMap(), 'deal', 'sourcedBy').map(({ field }) => field);
  const namesSource = [...(seen.deals ?? []), ...(object === 'deal' ? [seen.record] : [])].some((deal) =>
    sources.some((field) => valueIn(deal, field) !== null),
  );
  const owned = objects.some((one) => valueIn(one, 'hubspot_owner_id') !== null) || namesSource;
  const called = seen.activities.some(([type, list]) => type === 'calls' && list.length > 0);
  const kinds = [...new Set<RecordObject>([object, ...(seen.deals?.length ? (['deal'] as const) : [])])];
  const [owners, dispositions, ...lists] = await Promise.all([
    owned ? ownersOf(api, cache, signal) : null,
    called ? dispositionsOf(api, cache, signal) : null,
    ...kinds.map((kind) => statusesOf(api, cache, kind, signal)),
  ]);
  const statuses = new Map<RecordObject, readonly HubspotStatus[]>(
    kinds.map((kind, index) => {
      const list = lists[index];
      return [kind, list?.ok === true ? list.value : []];
    }),
  );
  const known = dispositions?.ok === true ? [...dispositions.value, ...defaultDispositions] : defaultDispositions;
  return {
    owner: (id) => (owners?.ok === true ? owners.value.items.find((owner) => owner.id === id)?.name : undefined) ?? id,
    status: (kind, value, pipeline) => labelOf(statuses.get(kind) ?? [], value, pipeline),
    disposition: (id) => known.find((disposition) => disposition.id === id)?.label ?? null,
  };
}
