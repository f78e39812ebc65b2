import { type RecordObject, recordObjects } from '../../model/record';
import type { HandedOver, HandedOverAsk } from '../adapter';
import { mappedFields } from '../org-fields';
import { type CrmResult, done } from '../result';
import { batchLimit, type HubspotObject } from './api';
import { type HubspotType, typeOf } from './associations';
import { namesFor, type ReadDeps } from './read-record';
import { recordOfParts, relatedProperties } from './record';
import { statusProperty } from './statuses';

/** Of the tasks and deals of a record so many of the newest are looked at. */
const newestMost = 10;

/**
 * What became of handed-over records, for up to 100 of a kind in at most five requests: the records, the ids of what is linked
 * to them, and the tasks and deals that are there. What this key may not read tells nothing, and the rest still counts.
 */
export async function readHandedOver(
  deps: ReadDeps,
  asks: readonly HandedOverAsk[],
  signal?: AbortSignal,
): Promise<CrmResult<ReadonlyMap<string, HandedOver>>> {
  const all = new Map<string, HandedOver>();
  for (const object of recordObjects) {
    const own = asks.filter(({ ref }) => ref.object === object);
    for (let at = 0; at < own.length; at += batchLimit) {
      const read = await readKind(deps, object, own.slice(at, at + batchLimit), signal);
      if (!read.ok) return read;
      for (const [id, found] of read.value) all.set(id, found);
    }
  }
  return done(all);
}

async function readKind(
  deps: ReadDeps,
  object: RecordObject,
  asks: readonly HandedOverAsk[],
  signal?: AbortSignal,
): Promise<CrmResult<readonly (readonly [string, HandedOver])[]>> {
  const map = await deps.fieldMap();
  const mapped = mappedFields(map, object, 'handoff').map(({ field }) => field);
  const pipeline = object === 'lead' ? ['hs_pipeline'] : object === 'deal' ? ['pipeline'] : [];
  const properties = [...new Set(['hubspot_owner_id', statusProperty[object], ...pipeline, ...mapped])];
  const ids = asks.map(({ ref }) => ref.id);
  const records = await deps.api.batchRead(typeOf[object], { ids, properties, optional: true }, signal);
  if (!records.ok) return records;
  const tasks = await linkedTo(deps, object, 'tasks', ids, signal);
  const deals =
    object === 'contact' || object === 'company' ? await linkedTo(deps, object, 'deals', ids, signal) : null;
  const found: (readonly [string, HandedOver])[] = [];
  for (const { ref } of asks) {
    const record = records.value.find(({ id }) => id === ref.id);
    if (record === undefined) continue;
    const activities = [['tasks', tasks?.get(ref.id) ?? []] as const];
    const parts = { record, contact: null, company: null, deals: deals?.get(ref.id) ?? null, activities };
    const names = await namesFor(deps, object, parts, signal);
    found.push([ref.id, recordOfParts(ref, parts, { ...names, map }, deps.now())]);
  }
  return done(found);
}

/** What of a kind is linked to these records, by their ids; null where it could not be read. */
async function linkedTo(
  { api }: ReadDeps,
  object: RecordObject,
  type: Extract<HubspotType, 'tasks' | 'deals'>,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly HubspotObject[]> | null> {
  const links = await api.linked(typeOf[object], type, ids, signal);
  if (!links.ok) return null;
  const newest = new Map([...links.value].map(([id, to]) => [id, newestOf(to.map((link) => link.id))]));
  const wanted = [...new Set([...newest.values()].flat())];
  const read = new Map<string, HubspotObject>();
  for (let at = 0; at < wanted.length; at += batchLimit) {
    const of = { ids: wanted.slice(at, at + batchLimit), properties: relatedProperties[type], optional: true };
    const answer = await api.batchRead(type, of, signal);
    if (!answer.ok) return null;
    for (const one of answer.value) read.set(one.id, one);
  }
  return new Map([...newest].map(([id, of]) => [id, of.flatMap((one) => read.get(one) ?? [])]));
}

/** Newer things have larger ids. */
function newestOf(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort((a, b) => b.length - a.length || (a < b ? 1 : -1)).slice(0, newestMost);
}
