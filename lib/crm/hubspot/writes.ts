import type { RecordRef } from '../../model/record';
import type { WriteOutcome } from '../adapter';
import { allOf, isFinal, sendInOrder, sendIsolating } from '../in-order';
import { isChange, targetIdOf } from '../marker';
import { type FieldMap, handoffStateValues, handoffValues } from '../org-fields';
import { type CrmProblem, type CrmResult, done, failed } from '../result';
import type { CrmWrite, HandoffAnswerWrite, HandoffWrite } from '../write';
import { type ActivityWrite, changeOf } from './activity';
import { batchLimit, type HubspotApi } from './api';
import { typeOf } from './associations';
import { outcomesOfUpdates } from './batch-outcomes';
import {
  activityTypeOf,
  contextOf,
  doWithoutIdProperty,
  isOfMissingIdProperty,
  type WriteContext,
  type WriteDeps,
} from './context';
import { create } from './creates';
import { findActivities } from './find-written';
import { knowLinks } from './links';
import { statusProperty } from './statuses';

type Channel = 'calls' | 'tasks' | 'change' | 'handoff' | 'answer';
const channels: Readonly<Record<CrmWrite['kind'], Channel>> = {
  logCall: 'calls',
  followUp: 'tasks',
  editCall: 'change',
  undoCall: 'change',
  editFollowUp: 'change',
  undoFollowUp: 'change',
  handoff: 'handoff',
  handoffAnswer: 'answer',
};

/** Applies writes in their order: calls and tasks up to 100 a request, changes likewise, each handoff in two requests. */
export async function applyWrites(
  deps: WriteDeps,
  writes: readonly CrmWrite[],
  { signal, soon }: { readonly signal: AbortSignal | undefined; readonly soon: readonly CrmWrite[] },
): Promise<readonly WriteOutcome[]> {
  const context = await contextOf(deps, writes, signal);
  if (!context.ok) return unsent(writes, context);
  await knowLinks(deps.api, deps.cache, writes.filter(isActivity), soon.filter(isActivity), signal);
  return sendInOrder(writes, {
    channelOf: ({ kind }) => channels[kind],
    limitOf: (channel) => (channel === 'handoff' || channel === 'answer' ? 1 : batchLimit),
    send: (channel, batch) => {
      if (channel === 'handoff') return handOver(deps, batch, context.value, signal);
      if (channel === 'answer') return answerHandoffs(deps, batch, context.value, signal);
      return channel === 'change'
        ? change(deps.api, batch, context.value, signal)
        : createHealing(deps, batch.filter(isActivity), context.value, signal);
    },
  });
}

/** As {@link create}; where the unique property was deleted since it was asked for, what was refused for that goes again without it. */
async function createHealing(
  deps: WriteDeps,
  writes: readonly ActivityWrite[],
  context: WriteContext,
  signal?: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const outcomes = await create(deps.api, writes, context, signal);
  const stale = new Set(
    outcomes.flatMap(({ id, result }) => (!result.ok && isOfMissingIdProperty(result.problem) ? [id] : [])),
  );
  const [first] = writes;
  if (stale.size === 0 || first === undefined) return outcomes;
  // The refusal says more than a list that still has it: nothing was written with it, so it is found by the other mark.
  const type = activityTypeOf(first);
  await doWithoutIdProperty(deps.cache, type);
  const again = await create(
    deps.api,
    writes.filter(({ id }) => stale.has(id)),
    { ...context, hasIdProperty: { ...context.hasIdProperty, [type]: false } },
    signal,
  );
  const byId = new Map([...outcomes, ...again].map((outcome) => [outcome.id, outcome]));
  return writes.flatMap(({ id }) => byId.get(id) ?? []);
}

function unsent(writes: readonly CrmWrite[], { problem }: Extract<CrmResult<never>, { ok: false }>) {
  return allOf(writes, problem).map((outcome) => ({ ...outcome, unsent: true as const }));
}

function isActivity(write: CrmWrite): write is ActivityWrite {
  return !isChange(write);
}

async function change(
  api: HubspotApi,
  writes: readonly CrmWrite[],
  context: WriteContext,
  signal?: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const found = await findActivities(api, context, writes, signal);
  if (!found.ok) return unsent(writes, found);
  // Nothing in the CRM to change: the call never got there, or somebody deleted it.
  const outcomes = new Map(writes.map(({ id }): [string, WriteOutcome] => [id, { id, result: done({ crmId: null }) }]));
  for (const type of ['calls', 'tasks'] as const) {
    const changes = writes.flatMap((write) => {
      if (!isChange(write)) return [];
      const [crmId] = found.value.get(targetIdOf(write)) ?? [];
      if (crmId === undefined || activityTypeOf(write) !== type) return [];
      return [{ write, crmId, properties: changeOf(write, context) }];
    });
    if (changes.length === 0) continue;
    const byId = new Map(changes.map((change) => [change.write.id, change]));
    const sent = await sendIsolating(
      changes.map(({ write }) => write),
      async (batch) => {
        const own = batch.flatMap(({ id }) => byId.get(id) ?? []);
        const inputs = own.map(({ crmId, properties }) => ({ id: crmId, properties }));
        const answer = await api.batchUpdate(type, inputs, signal);
        const ids = own.map(({ write, crmId }) => ({ id: write.id, crmId }));
        return answer.ok ? outcomesOfUpdates(ids, answer.value) : answer.problem;
      },
    );
    for (const outcome of sent) outcomes.set(outcome.id, outcome);
  }
  return writes.flatMap(({ id }) => outcomes.get(id) ?? []);
}

/**
 * HubSpot has no transaction, so a handoff is ordered to be repeatable: first the new owner and status (setting the same
 * again changes nothing), last the AE's task with the brief, which is the only step that must not happen twice. It carries
 * the handoff's id, so finding it means that everything was done, and not finding it means that all may be done again.
 */
async function handOver(
  deps: WriteDeps,
  batch: readonly CrmWrite[],
  context: WriteContext,
  signal?: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  const map = await deps.fieldMap();
  for (const write of batch.filter((one): one is HandoffWrite => one.kind === 'handoff')) {
    const changed = await deps.api.update(
      typeOf[write.ref.object],
      write.ref.id,
      changesOf(write.ref, write, map),
      signal,
    );
    if (changed.ok) outcomes.push(...(await createHealing(deps, [write], context, signal)));
    else outcomes.push({ id: write.id, result: changed });
  }
  return outcomes;
}

/** First what may be done again: the mapped field and the AE's task, each only where this key may. Last the answer itself. */
async function answerHandoffs(
  deps: WriteDeps,
  batch: readonly CrmWrite[],
  context: WriteContext,
  signal?: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const write of batch.filter((one): one is HandoffAnswerWrite => one.kind === 'handoffAnswer')) {
    const problem = await besidesAnswer(deps, write, signal);
    if (problem === null) outcomes.push(...(await createHealing(deps, [write], context, signal)));
    else outcomes.push({ id: write.id, result: failed(problem) });
  }
  return outcomes;
}

/** What stands in the way of an answer as a whole; null where nothing does. What is only refused is left as it is. */
async function besidesAnswer(
  { api, fieldMap }: WriteDeps,
  { ref, answer, taskId }: HandoffAnswerWrite,
  signal?: AbortSignal,
): Promise<CrmProblem | null> {
  const values = handoffStateValues(await fieldMap(), ref.object, answer === 'takenBack' ? 'given' : answer);
  const asks = [
    ...(Object.keys(values).length === 0 ? [] : [() => api.update(typeOf[ref.object], ref.id, values, signal)]),
    ...(taskId === null || answer === 'takenBack'
      ? []
      : [() => api.batchUpdate('tasks', [{ id: taskId, properties: { hs_task_status: 'COMPLETED' } }], signal)]),
  ];
  for (const ask of asks) {
    const changed = await ask();
    if (!changed.ok && !isFinal(changed.problem) && changed.problem.kind !== 'forbidden') return changed.problem;
  }
  return null;
}

function changesOf(
  { object }: RecordRef,
  { ae, status, score, answers }: HandoffWrite,
  map: FieldMap,
): Record<string, string> {
  const moved = status === null || object === 'deal' ? {} : { [statusProperty[object]]: status };
  const mapped = Object.entries(handoffValues(map, object, { score: score ?? null, answers: answers ?? {} }));
  return {
    ...Object.fromEntries(mapped.map(([name, value]) => [name, String(value)])),
    hubspot_owner_id: ae.id,
    ...moved,
  };
}
