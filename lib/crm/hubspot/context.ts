import { z } from 'zod';
import { type AdapterCache, remember } from '../cache';
import { isFinal } from '../in-order';
import type { FieldMap, OutcomeField } from '../org-fields';
import { ownOutcomeField, ownOutcomeList } from '../outcome-values';
import { type CrmProblem, type CrmResult, done } from '../result';
import type { CrmWrite } from '../write';
import { type HubspotApi, version } from './api';
import { callFieldsOf } from './describe';
import { type Disposition, defaultDispositions, dispositionsOf } from './dispositions';
import { idProperty } from './id-property';

const keepMs = 8 * 3_600_000;
const properties = z.object({
  results: z.array(z.object({ name: z.string(), hasUniqueValue: z.boolean().nullish().catch(false) })),
});

/** Which kind of activity a write makes or changes. */
export function activityTypeOf(write: CrmWrite): 'calls' | 'tasks' {
  return write.kind === 'logCall' || write.kind === 'editCall' || write.kind === 'undoCall' ? 'calls' : 'tasks';
}

/** What shapes calls and tasks in this portal. */
export interface WriteContext {
  /** The rep: a key acts for the portal, and this is who the timeline shows. */
  readonly ownerId: string | null;
  readonly dispositions: readonly Disposition[];
  /** The list of the portal's own that outcomes are written into as well; null where settings name none, or it is gone. */
  readonly ownResult: OutcomeField | null;
  /** What settings say the portal's fields mean: which disposition stands for which outcome. */
  readonly map: FieldMap;
  /** Whether the unique property exists on each type that is written; where not, the marker stands in the body. */
  readonly hasIdProperty: Readonly<Record<'calls' | 'tasks', boolean>>;
  readonly cache: AdapterCache;
}

/** What writing needs. */
export interface WriteDeps {
  readonly api: HubspotApi;
  readonly cache: AdapterCache;
  readonly ownerId: string | null;
  readonly fieldMap: () => Promise<FieldMap>;
}

/** Reads what shapes the calls and tasks of these writes. Cached: two to four requests once in hours. */
export async function contextOf(
  { api, cache, ownerId, fieldMap }: WriteDeps,
  writes: readonly CrmWrite[],
  signal?: AbortSignal,
): Promise<CrmResult<WriteContext>> {
  const isMade = (type: 'calls' | 'tasks') => writes.some((write) => activityTypeOf(write) === type);
  const map = await fieldMap();
  const [dispositions, lists, calls, tasks] = await Promise.all([
    dispositionsOf(api, cache, signal),
    ownOutcomeField(map) === null ? null : callFieldsOf(api, cache, signal),
    isMade('calls') ? hasIdProperty(api, cache, 'calls', signal) : done(false),
    isMade('tasks') ? hasIdProperty(api, cache, 'tasks', signal) : done(false),
  ]);
  if (!calls.ok) return calls;
  if (!tasks.ok) return tasks;
  // The list of outcomes is the one undated path; a portal or key that does not serve it still has HubSpot's own set.
  if (!dispositions.ok && !isFinal(dispositions.problem) && dispositions.problem.kind !== 'forbidden')
    return dispositions;
  return done({
    ownerId,
    dispositions: dispositions.ok ? dispositions.value : defaultDispositions,
    hasIdProperty: { calls: calls.value, tasks: tasks.value },
    ownResult: ownOutcomeList(
      { owners: [], required: [], callLists: lists?.ok === true ? lists.value.lists : [] },
      map,
    ),
    map,
    cache,
  });
}

async function hasIdProperty(
  api: HubspotApi,
  cache: AdapterCache,
  type: 'calls' | 'tasks',
  signal?: AbortSignal,
): Promise<CrmResult<boolean>> {
  return remember(cache, {
    key: idPropertyKey(type),
    schema: z.boolean(),
    ttlMs: keepMs,
    load: async () => {
      // The list and not the one property, because its absence would be an error answer.
      const answer = await api.getOptional(`/crm/properties/${version}/${type}`, properties, signal);
      if (answer.ok) return done(answer.value.results.some(isIdProperty));
      const isRefused = isFinal(answer.problem) || answer.problem.kind === 'forbidden';
      return isRefused ? probed(api, type, signal) : answer;
    },
  });
}

function isIdProperty({ name, hasUniqueValue }: z.infer<typeof properties>['results'][number]): boolean {
  return name === idProperty && hasUniqueValue === true;
}

/**
 * Whether the property is there, for a key that may not list properties: reading by it is refused where it is not. Never
 * guessed, because a call looked for by the wrong mark is not found and would be written twice.
 */
async function probed(api: HubspotApi, type: 'calls' | 'tasks', signal?: AbortSignal): Promise<CrmResult<boolean>> {
  const nobodys = '00000000-0000-7000-8000-000000000000';
  const answer = await api.batchRead(type, { ids: [nobodys], properties: [], idProperty }, signal);
  if (answer.ok || answer.problem.kind === 'gone') return done(true);
  return answer.problem.kind === 'rejected' ? done(false) : answer;
}

function idPropertyKey(type: 'calls' | 'tasks'): string {
  return `idProperty:${type}`;
}

/** Forgets that the property is there, because the portal has just said that it is not. */
export function forgetIdProperty(cache: AdapterCache, type: 'calls' | 'tasks'): Promise<void> {
  return cache.remove(idPropertyKey(type));
}

/** Remembers for a while that the property is of no use: the portal has just refused a write with it. */
export function doWithoutIdProperty(cache: AdapterCache, type: 'calls' | 'tasks'): Promise<void> {
  return cache.set(idPropertyKey(type), false, keepMs);
}

/** True where a write was refused because an administrator deleted the property meanwhile. */
export function isOfMissingIdProperty(problem: CrmProblem): boolean {
  if (problem.kind !== 'rejected' || !problem.message.includes(idProperty)) return false;
  return /PROPERTY_DOESNT_EXIST|(?:does not|doesn'?t) exist/i.test(`${problem.code} ${problem.message}`);
}
