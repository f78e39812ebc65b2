import { z } from 'zod';
import type { WriteOutcome } from '../adapter';
import type { AdapterCache } from '../cache';
import { allOf, isFinal, sendInOrder, sendIsolating } from '../in-order';
import { isChange, targetIdOf } from '../marker';
import { callValues, type FieldMap, handoffStateValues, handoffValues } from '../org-fields';
import { type CrmProblem, type CrmResult, done, failed } from '../result';
import type { CrmWrite, HandoffAnswerWrite, HandoffWrite } from '../write';
import {
  type CollectionRow,
  type CompositeStep,
  collectionLimit,
  keepsOwner,
  queryStep,
  rowsOf,
  type SalesforceApi,
} from './api';
import { isOfConvertedLead, onContacts } from './converted';
import { isSiblingEcho, problemOfRow, salesforceError, wordsOfErrors } from './errors';
import { forgetRights, rightsOf, writable } from './fields';
import { type FoundTasks, findTasks, lookups, tasksIn } from './find-written';
import { latelyLookups, noteWritten, writtenLately } from './late-copies';
import { isOfGone, onWinners } from './merged';
import { sObjectOf } from './queries';
import { taskStatuses } from './statuses';
import { changeOf, type TaskContext, type TaskWrite, taskOf } from './task';

interface WriteDeps {
  readonly api: SalesforceApi;
  readonly cache: AdapterCache;
  readonly now: () => number;
  readonly timeZone: () => string;
  readonly fieldMap: () => Promise<FieldMap>;
}

type Channel = 'create' | 'update' | 'handoff' | 'answer';
const channels: Readonly<Record<CrmWrite['kind'], Channel>> = {
  logCall: 'create',
  followUp: 'create',
  editCall: 'update',
  undoCall: 'update',
  editFollowUp: 'update',
  undoFollowUp: 'update',
  handoff: 'handoff',
  handoffAnswer: 'answer',
};

/** Applies writes in their order: new Tasks up to 200 a request, changes up to 200, each handoff as a transaction of its own. */
export async function applyWrites(
  deps: WriteDeps,
  writes: readonly CrmWrite[],
  signal?: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const context = await contextOf(deps, signal);
  if (!context.ok) return allOf(writes, context.problem).map((outcome) => ({ ...outcome, unsent: true }));
  return sendInOrder(writes, {
    channelOf: ({ kind }) => channels[kind],
    limitOf: (channel) => (channel === 'handoff' || channel === 'answer' ? 1 : collectionLimit),
    send: (channel, batch) => {
      if (channel === 'create') return create(deps, batch, context.value, signal);
      if (channel === 'answer') return answerHandoffs(deps, batch, context.value, signal);
      return channel === 'update'
        ? change(deps, batch, context.value, signal)
        : Promise.all(batch.filter(isHandoff).map((write) => handOver(deps, write, context.value, signal)));
    },
  });
}

/** What shapes Tasks here. Cached, so it costs two requests once in hours. */
export async function contextOf(deps: WriteDeps, signal?: AbortSignal): Promise<CrmResult<TaskContext>> {
  const [rights, statuses] = await Promise.all([
    rightsOf(deps.api, deps.cache, 'Task', signal),
    taskStatuses(deps.api, deps.cache, signal),
  ]);
  if (!rights.ok) return failed(asForbidden(rights.problem));
  if (!statuses.ok && !isFinal(statuses.problem)) return statuses;
  const known = statuses.ok ? statuses.value : { closed: undefined, open: undefined };
  const map = await deps.fieldMap();
  return done({ rights: rights.value, statuses: known, timeZone: deps.timeZone(), always: callValues(map), map });
}

/** An object that cannot be described is one this user may not use; the entries themselves are not at fault. */
function asForbidden(problem: CrmProblem): CrmProblem {
  return isFinal(problem) ? { kind: 'forbidden', message: problem.message } : problem;
}

function isHandoff(write: CrmWrite): write is HandoffWrite {
  return write.kind === 'handoff';
}

function isTaskWrite(write: CrmWrite): write is TaskWrite {
  return write.kind === 'logCall' || write.kind === 'followUp' || write.kind === 'handoffAnswer';
}

async function create(
  deps: WriteDeps,
  writes: readonly CrmWrite[],
  context: TaskContext,
  signal?: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const tasks = writes.filter(isTaskWrite);
  const outcomes = new Map<string, WriteOutcome>();
  const send = async (batch: readonly TaskWrite[], how: TaskContext) => {
    for (const outcome of await createOnce(deps, batch, how, signal)) outcomes.set(outcome.id, outcome);
  };
  const refused = (test: (outcome: WriteOutcome) => boolean) =>
    tasks.filter(({ id }) => [outcomes.get(id)].some((outcome) => outcome !== undefined && test(outcome)));
  await send(tasks, context);

  const stale = refused(isOfStaleField);
  if (stale.length > 0) {
    // A field was taken away since the description was read: nothing of these was written, so they go again without it.
    await forgetRights(deps.cache, 'Task');
    const fresh = await contextOf(deps, signal);
    if (fresh.ok) await send(stale, fresh.value);
  }
  const moved = await onContacts(deps.api, refused(isOfConvertedLead), signal);
  if (moved.length > 0) await send(moved, context);
  const merged = await onWinners(deps.api, refused(isOfGone), signal);
  if (merged.length > 0) await send(merged, context);
  return tasks.flatMap(({ id }) => outcomes.get(id) ?? []);
}

function createOnce(deps: WriteDeps, writes: readonly TaskWrite[], context: TaskContext, signal?: AbortSignal) {
  const byId = new Map(writes.map((write) => [write.id, write]));
  return sendIsolating(writes, async (batch) => {
    const records = batch.flatMap(({ id }) => {
      const write = byId.get(id);
      return write === undefined ? [] : [{ attributes: { type: 'Task' }, ...taskOf(write, context) }];
    });
    // What is sent itself is settled by itself.
    const sent = new Set(batch.map(({ id }) => id));
    const lately = (await writtenLately(deps.cache, context.rights, deps.now())).filter(({ id }) => !sent.has(id));
    const readBack = [...lookups(context.rights, batch), ...latelyLookups(lately)];
    const created = await deps.api.create(records, readBack, signal);
    if (!created.ok) return created.problem;
    const found = tasksIn(created.value.readBack, batch);
    const outcomes = batch.map(({ id }, index) => onceOnly(outcomeOfRow(id, created.value.rows[index]), found));
    const written = outcomes.filter(({ result }) => result.ok).map(({ id }) => id);
    await noteWritten(deps, lately, created.value.readBack, written, signal);
    return outcomes;
  });
}

/** Where the org holds a write twice, its request was sent twice on its way: then it is looked up and settled like a lost one. */
function onceOnly(outcome: WriteOutcome, found: FoundTasks): WriteOutcome {
  const times = found.get(outcome.id)?.length ?? 0;
  if (times < (outcome.result.ok ? 2 : 1)) return outcome;
  return { id: outcome.id, result: failed({ kind: 'unsure', message: 'sent twice on its way' }) };
}

function isOfStaleField({ result }: WriteOutcome): boolean {
  if (result.ok || result.problem.kind !== 'rejected') return false;
  return /^INVALID_FIELD(?:_FOR_INSERT_UPDATE)?$/.test(result.problem.code);
}

function outcomeOfRow(id: string, row: CollectionRow | undefined): WriteOutcome {
  if (row === undefined) return { id, result: failed({ kind: 'unsure', message: 'incomplete answer' }) };
  if (row.success) return { id, result: done({ crmId: row.id ?? null }) };
  const problem = problemOfRow(row.errors);
  // The only record a call or a follow-up points at is the lead; one that is not there any more is gone.
  const pointsNowhere = problem.kind === 'rejected' && problem.code === 'INVALID_CROSS_REFERENCE_KEY';
  return { id, result: failed(pointsNowhere ? { kind: 'gone', message: problem.message } : problem) };
}

async function change(
  deps: WriteDeps,
  writes: readonly CrmWrite[],
  context: TaskContext,
  signal?: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const found = await findTasks(deps.api, context.rights, writes, signal);
  if (!found.ok) return allOf(writes, found.problem).map((outcome) => ({ ...outcome, unsent: true }));
  const changes = writes.flatMap((write) => {
    if (!isChange(write)) return [];
    const [taskId] = found.value.get(targetIdOf(write)) ?? [];
    return taskId === undefined
      ? []
      : [{ write, record: { attributes: { type: 'Task' }, id: taskId, ...changeOf(write, context) } }];
  });
  // Nothing in the CRM to change: the call never got there, or somebody deleted it.
  const absent = writes.map(({ id }) => ({ id, result: done({ crmId: null }) }));
  if (changes.length === 0) return absent;
  const byId = new Map(changes.map((change) => [change.write.id, change.record]));
  const sent = await sendIsolating(
    changes.map(({ write }) => write),
    async (batch) => {
      const rows = await deps.api.change(
        batch.flatMap(({ id }) => byId.get(id) ?? []),
        signal,
      );
      return rows.ok ? batch.map((write, index) => outcomeOfRow(write.id, rows.value[index])) : rows.problem;
    },
  );
  const outcomes = new Map(sent.map((outcome) => [outcome.id, outcome]));
  return absent.map((outcome) => outcomes.get(outcome.id) ?? outcome);
}

/**
 * One transaction: the AE's task with the brief, then new owner and status, last because the change of owner may end this
 * user's right to edit. Assignment rules are kept out, or they would hand the lead to somebody else.
 */
async function handOver(
  deps: WriteDeps,
  write: HandoffWrite,
  context: TaskContext,
  signal?: AbortSignal,
): Promise<WriteOutcome> {
  const { ref, ae, status } = write;
  const mapped = await mappedOf(deps, write, signal);
  if (!mapped.ok) return { id: write.id, result: failed(asForbidden(mapped.problem)), unsent: true };
  const readBack = lookups(context.rights, [write]).map((soql, index) => queryStep(`readBack${index}`, soql));
  const steps = await deps.api.composite(
    [
      { method: 'POST', path: '/sobjects/Task', referenceId: 'brief', body: taskOf(write, context) },
      {
        method: 'PATCH',
        path: `/sobjects/${sObjectOf[ref.object]}/${ref.id}`,
        referenceId: 'owner',
        headers: { ...keepsOwner, 'Sforce-Duplicate-Rule-Header': 'allowSave=true' },
        body: {
          OwnerId: ae.id,
          ...(status === null || ref.object !== 'lead' ? {} : { Status: status }),
          ...mapped.value,
        },
      },
      ...readBack,
    ],
    { effect: 'write', together: true },
    signal,
  );
  if (!steps.ok) return { id: write.id, result: steps };
  const outcome = { id: write.id, result: resultOfSteps(steps.value) };
  if (outcome.result.ok) {
    return onceOnly(
      outcome,
      tasksIn(
        steps.value.flatMap((step) => rowsOf(step) ?? []),
        [write],
      ),
    );
  }
  if (!isFinal(outcome.result.problem)) return outcome;
  // Sent twice on its way, the second time is refused, because the lead is the AE's by then.
  const found = await findTasks(deps.api, context.rights, [write], signal);
  return found.ok ? onceOnly(outcome, found.value) : { id: write.id, result: failed(lostRefusal) };
}

/** First what may be done again: the mapped field and the AE's task, each only where this user may. Last the answer itself. */
async function answerHandoffs(
  deps: WriteDeps,
  batch: readonly CrmWrite[],
  context: TaskContext,
  signal?: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const write of batch.filter((one): one is HandoffAnswerWrite => one.kind === 'handoffAnswer')) {
    const problem = await besidesAnswer(deps, write, context, signal);
    if (problem === null) outcomes.push(...(await create(deps, [write], context, signal)));
    else outcomes.push({ id: write.id, result: failed(problem) });
  }
  return outcomes;
}

/** What stands in the way of an answer as a whole; null where nothing does. Rows that are only refused are left as they are. */
async function besidesAnswer(
  deps: WriteDeps,
  { ref, answer, taskId }: HandoffAnswerWrite,
  context: TaskContext,
  signal?: AbortSignal,
): Promise<CrmProblem | null> {
  const sObject = sObjectOf[ref.object];
  const values = handoffStateValues(context.map, ref.object, answer === 'takenBack' ? 'given' : answer);
  const rights = Object.keys(values).length === 0 ? null : await rightsOf(deps.api, deps.cache, sObject, signal);
  if (rights !== null && !rights.ok && !isFinal(rights.problem)) return rights.problem;
  const allowed = rights?.ok === true ? writable(values, rights.value, 'update') : {};
  const records = [
    ...(Object.keys(allowed).length === 0 ? [] : [{ attributes: { type: sObject }, id: ref.id, ...allowed }]),
    ...(taskId === null || answer === 'takenBack'
      ? []
      : [{ attributes: { type: 'Task' }, id: taskId, Status: context.statuses.closed ?? 'Completed' }]),
  ];
  if (records.length === 0) return null;
  const changed = await deps.api.change(records, signal);
  return changed.ok || isFinal(changed.problem) ? null : changed.problem;
}

/** What settings say a handoff writes besides, as far as this user may write it. */
async function mappedOf(deps: WriteDeps, { ref, score, answers }: HandoffWrite, signal?: AbortSignal) {
  const values = handoffValues(await deps.fieldMap(), ref.object, { score: score ?? null, answers: answers ?? {} });
  if (Object.keys(values).length === 0) return done({});
  const rights = await rightsOf(deps.api, deps.cache, sObjectOf[ref.object], signal);
  return rights.ok ? done(writable(values, rights.value, 'update')) : rights;
}

const lostRefusal: CrmProblem = { kind: 'unsure', message: 'refused, and not known whether twice' };

const created = z.object({ id: z.string() });

function resultOfSteps(steps: readonly CompositeStep[]): CrmResult<{ crmId: string | null }> {
  const refused = steps.filter(({ httpStatusCode }) => httpStatusCode >= 300).map(errorsOf);
  if (refused.length === 0) return done({ crmId: created.safeParse(steps[0]?.body).data?.id ?? null });
  const telling = refused.find((errors) => errors.length > 0 && !isSiblingEcho(wordsOfErrors(errors))) ?? [];
  // Rolled back as a whole: whatever the reason, nothing was applied.
  if (telling.length === 0) return failed({ kind: 'retryAfter', afterMs: 0, because: 'server', message: '' });
  const problem = problemOfRow(telling);
  // The brief points at the lead and at the AE: only where it is the lead that is not there, the record is gone.
  const isLead = problem.kind === 'rejected' && problem.fields.some((field) => field === 'WhoId' || field === 'WhatId');
  const isGone = isLead && problem.code === 'INVALID_CROSS_REFERENCE_KEY';
  return failed(isGone ? { kind: 'gone', message: problem.message } : problem);
}

function errorsOf(step: CompositeStep) {
  return z.array(salesforceError).safeParse(step.body).data ?? [];
}
