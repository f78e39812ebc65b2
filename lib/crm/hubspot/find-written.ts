import { isFinal } from '../in-order';
import { targetIdOf, timeOfId, writeIdIn } from '../marker';
import { type CrmResult, done } from '../result';
import type { CrmWrite } from '../write';
import { batchLimit, type HubspotApi } from './api';
import { type HubspotType, typeOf } from './associations';
import { activityTypeOf, forgetIdProperty, type WriteContext } from './context';
import { idProperty } from './id-property';

type Found = CrmResult<ReadonlyMap<string, readonly string[]>>;

/**
 * How many of a record's newest activities are read in search of a write, by the write's age. Later ids are larger, and
 * Baton sends nothing more on a record before the lost one is found: only what others did since can stand before it.
 */
const newestByAge = [
  { youngerThanMs: 3_600_000, count: 5 },
  { youngerThanMs: 86_400_000, count: 40 },
] as const;
const newestAtMost = 200;
const bodies = { calls: 'hs_call_body', tasks: 'hs_task_body' } as const;

/**
 * The calls and tasks that Baton made for these writes (for an undo: of the write it takes back), by write id, the oldest first. By the unique
 * property where the portal has it, else through what is linked to the record; never by search, which lags behind.
 */
export async function findActivities(
  api: HubspotApi,
  context: WriteContext,
  writes: readonly CrmWrite[],
  signal?: AbortSignal,
): Promise<Found> {
  const all = new Map<string, readonly string[]>();
  for (const type of ['calls', 'tasks'] as const) {
    const wanted = writes.filter((write) => activityTypeOf(write) === type);
    const byProperty = await byPropertyOf(api, context, type, wanted, signal);
    if (!byProperty.ok) return byProperty;
    // What was written before the property existed carries its marker in the body.
    const left = wanted.filter((write) => !byProperty.value.has(targetIdOf(write)));
    const byMarker = await byLinks(api, type, left, signal);
    if (!byMarker.ok) return byMarker;
    for (const [id, crmIds] of [...byProperty.value, ...byMarker.value]) all.set(id, crmIds);
  }
  return done(all);
}

async function byPropertyOf(
  api: HubspotApi,
  context: WriteContext,
  type: 'calls' | 'tasks',
  writes: readonly CrmWrite[],
  signal?: AbortSignal,
): Promise<Found> {
  if (!context.hasIdProperty[type]) return done(new Map());
  const found = await byId(api, type, writes, signal);
  if (found.ok || found.problem.kind !== 'rejected') return found;
  // Deleted since the portal was asked for it; what it held is gone with it.
  await forgetIdProperty(context.cache, type);
  return done(new Map());
}

/** As {@link findActivities}, and where a write stands in the portal more than once all but the oldest go to its recycling bin. */
export async function settleActivities(
  api: HubspotApi,
  context: WriteContext,
  writes: readonly CrmWrite[],
  signal?: AbortSignal,
): Promise<CrmResult<ReadonlyMap<string, string>>> {
  const found = await findActivities(api, context, writes, signal);
  if (!found.ok) return found;
  for (const type of ['calls', 'tasks'] as const) {
    const own = writes.filter((write) => activityTypeOf(write) === type).map(targetIdOf);
    for (const extras of chunks([...new Set(own)].flatMap((id) => (found.value.get(id) ?? []).slice(1)))) {
      const removed = await insistently(() => api.batchArchive(type, extras, signal));
      // What this key may not remove stays: asking again would change nothing.
      if (!removed.ok && !isFinal(removed.problem) && removed.problem.kind !== 'forbidden') return removed;
    }
  }
  return done(new Map([...found.value].flatMap(([id, [first]]) => (first === undefined ? [] : [[id, first]]))));
}

/** So often a key has to be refused before it is believed that it may not do something: a copy that stays is seen by people. */
const refusalsToBelieve = 3;

/** Asks again where a right is said to be missing: one refusal may be a server's slip. */
export async function insistently<T>(ask: () => Promise<CrmResult<T>>): Promise<CrmResult<T>> {
  for (let refusals = 1; ; refusals += 1) {
    const answer = await ask();
    if (answer.ok || answer.problem.kind !== 'forbidden' || refusals === refusalsToBelieve) return answer;
  }
}

/**
 * Which of the calls or tasks just made stand there twice, because their request was sent again on its way: told by the
 * newest neighbours of each on its record. Needed only where no unique property lets HubSpot refuse the second.
 */
export async function madeTwice(
  api: HubspotApi,
  type: 'calls' | 'tasks',
  made: ReadonlyMap<string, { readonly write: CrmWrite; readonly crmId: string }>,
  signal?: AbortSignal,
): Promise<CrmResult<ReadonlySet<string>>> {
  const own = new Set([...made.values()].map(({ crmId }) => crmId));
  const neighbours = new Set<string>();
  for (const [from, of] of Map.groupBy(made.values(), ({ write }): HubspotType => typeOf[write.ref.object])) {
    const perRecord = Map.groupBy(of, ({ write }) => write.ref.id);
    const links = await api.linked(from, type, [...perRecord.keys()], signal);
    if (!links.ok) return links;
    for (const [record, targets] of links.value) {
      const others = newestOf(targets).filter((id) => !own.has(id));
      for (const id of others.slice(0, perRecord.get(record)?.length ?? 0)) neighbours.add(id);
    }
  }
  const twice = new Set<string>();
  for (const ids of chunks([...neighbours])) {
    const read = await api.batchRead(type, { ids, properties: [bodies[type]] }, signal);
    if (!read.ok) return read;
    for (const { properties } of read.value) {
      const writeId = writeIdIn(properties[bodies[type]]);
      if (writeId !== null && made.has(writeId)) twice.add(writeId);
    }
  }
  return done(twice);
}

/** Which of these writes the portal's unique property finds, by write id. */
export async function byId(
  api: HubspotApi,
  type: 'calls' | 'tasks',
  writes: readonly CrmWrite[],
  signal?: AbortSignal,
): Promise<Found> {
  const found = new Map<string, readonly string[]>();
  for (const ids of chunks([...new Set(writes.map(targetIdOf))])) {
    const answer = await api.batchRead(type, { ids, properties: [idProperty], idProperty }, signal);
    if (!answer.ok && answer.problem.kind !== 'gone') return answer;
    for (const { id, properties } of answer.ok ? answer.value : []) {
      const writeId = properties[idProperty];
      if (typeof writeId === 'string') found.set(writeId, [id]);
    }
  }
  return done(found);
}

async function byLinks(
  api: HubspotApi,
  type: 'calls' | 'tasks',
  writes: readonly CrmWrite[],
  signal?: AbortSignal,
): Promise<Found> {
  const linked = await linkedTo(api, type, writes, signal);
  if (!linked.ok) return linked;
  const wanted = new Set(writes.map(targetIdOf));
  const newest = await marksIn(api, type, linked.value.newest, wanted, signal);
  if (!newest.ok) return newest;
  const left = writes.filter((write) => !newest.value.has(targetIdOf(write)));
  if (left.length === 0) return newest;
  // That later ids are larger is HubSpot's practice and nobody's word: what is not among the newest is looked for in the rest.
  const records = new Set(left.map(({ ref }) => ref.id));
  const others = [...linked.value.others].flatMap(([record, ids]) => (records.has(record) ? ids : []));
  const rest = await marksIn(api, type, others, wanted, signal);
  return rest.ok ? done(new Map([...rest.value, ...newest.value])) : rest;
}

/** Which of these activities carry the marks of the wanted writes, by write id, the oldest first. */
async function marksIn(
  api: HubspotApi,
  type: 'calls' | 'tasks',
  activityIds: readonly string[],
  wanted: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<Found> {
  const found = new Map<string, string[]>();
  for (const ids of chunks([...new Set(activityIds)])) {
    const answer = await api.batchRead(type, { ids, properties: [bodies[type]] }, signal);
    if (!answer.ok && answer.problem.kind !== 'gone') return answer;
    for (const { id, properties } of answer.ok ? answer.value : []) {
      const writeId = writeIdIn(properties[bodies[type]]);
      if (writeId !== null && wanted.has(writeId)) found.set(writeId, [...(found.get(writeId) ?? []), id]);
    }
  }
  for (const ids of found.values()) ids.sort(byAge);
  return done(found);
}

/** The activities of the writes' records: those that are probably the newest, and the others by record. */
interface Linked {
  readonly newest: readonly string[];
  readonly others: ReadonlyMap<string, readonly string[]>;
}

/** What hangs on the writes' records. A deleted record has nothing any more. */
async function linkedTo(
  api: HubspotApi,
  type: 'calls' | 'tasks',
  writes: readonly CrmWrite[],
  signal?: AbortSignal,
): Promise<CrmResult<Linked>> {
  const newest = new Set<string>();
  const others = new Map<string, readonly string[]>();
  for (const [from, of] of Map.groupBy(writes, ({ ref }): HubspotType => typeOf[ref.object])) {
    for (const ids of chunks([...new Set(of.map(({ ref }) => ref.id))])) {
      const links = await api.linked(from, type, ids, signal);
      if (!links.ok && links.problem.kind !== 'gone') return links;
      for (const [record, targets] of links.ok ? links.value : []) {
        const own = of.filter(({ ref }) => ref.id === record);
        const all = newestOf(targets);
        const count = countFor(own, Date.now());
        for (const id of all.slice(0, count)) newest.add(id);
        others.set(record, [...(others.get(record) ?? []), ...all.slice(count)]);
      }
    }
  }
  return done({ newest: [...newest], others });
}

function newestOf(links: readonly { readonly id: string }[]): readonly string[] {
  return links
    .map(({ id }) => id)
    .sort((a, b) => byAge(b, a))
    .slice(0, newestAtMost);
}

function countFor(writes: readonly CrmWrite[], now: number): number {
  const ages = writes.map((write) => now - (timeOfId(targetIdOf(write)) ?? 0));
  const oldest = Math.max(...ages);
  const others = newestByAge.find(({ youngerThanMs }) => oldest < youngerThanMs)?.count ?? newestAtMost;
  return Math.min(newestAtMost, others + 2 * writes.length);
}

/** Ids are numbers of any length, the later ones larger. */
function byAge(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

function chunks<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / batchLimit) }, (_, index) =>
    items.slice(index * batchLimit, (index + 1) * batchLimit),
  );
}
