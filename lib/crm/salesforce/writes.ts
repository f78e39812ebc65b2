import { z } from 'zod';
import type { WriteOutcome } from '../adapter';
import { allOf, isFinal, sendInOrder } from '../in-order';
import { handoffStateValues, handoffValues } from '../org-fields';
import { type CrmProblem, type CrmResult, done, failed } from '../result';
import type { CrmWrite, HandoffAnswerWrite, HandoffWrite } from '../write';
import { type CompositeStep, collectionLimit, keepsOwner, queryStep, rowsOf } from './api';
import { change } from './changes';
import { asForbidden, contextOf, type WriteDeps } from './context';
import { create, isOfStaleProblem, onceOnly } from './creates';
import { isSiblingEcho, problemOfRow, salesforceError, wordsOfErrors } from './errors';
import { forgetRights, rightsOf, writable } from './fields';
import { findTasks, lookups, tasksIn } from './find-written';
import { sObjectOf } from './queries';
import { type TaskContext, taskOf } from './task';

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
        : Promise.all(batch.filter(isHandoff).map((write) => handOverHealing(deps, write, context.value, signal)));
    },
  });
}

function isHandoff(write: CrmWrite): write is HandoffWrite {
  return write.kind === 'handoff';
}

/** As {@link handOver}; once more without a field that was taken away since the Task or the record was described. */
async function handOverHealing(
  deps: WriteDeps,
  write: HandoffWrite,
  context: TaskContext,
  signal?: AbortSignal,
): Promise<WriteOutcome> {
  const first = await handOver(deps, write, context, signal);
  if (first.result.ok || !isOfStaleProblem(first.result.problem)) return first;
  await Promise.all([forgetRights(deps.cache, 'Task'), forgetRights(deps.cache, sObjectOf[write.ref.object])]);
  const fresh = await contextOf(deps, signal);
  return fresh.ok ? handOver(deps, write, fresh.value, signal) : first;
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
