import type { WriteOutcome } from '../adapter';
import { allOf, sendIsolating } from '../in-order';
import { type CrmProblem, done, failed } from '../result';
import type { CrmWrite } from '../write';
import type { CollectionRow } from './api';
import { contextOf, type WriteDeps } from './context';
import { isOfConvertedLead, onContacts } from './converted';
import { problemOfRow } from './errors';
import { forgetRights } from './fields';
import { type FoundTasks, lookups, tasksIn } from './find-written';
import { latelyLookups, noteWritten, writtenLately } from './late-copies';
import { isOfGone, onWinners } from './merged';
import { type TaskContext, type TaskWrite, taskOf } from './task';

function isTaskWrite(write: CrmWrite): write is TaskWrite {
  return write.kind === 'logCall' || write.kind === 'followUp' || write.kind === 'handoffAnswer';
}

/** Makes Tasks, each once: without a field that was taken away, and where its record went meanwhile. */
export async function create(
  deps: WriteDeps,
  writes: readonly CrmWrite[],
  context: TaskContext,
  signal?: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const tasks = writes.filter(isTaskWrite);
  const outcomes = new Map<string, WriteOutcome>();
  const send = async (batch: readonly TaskWrite[], how: TaskContext, isFirst = false) => {
    for (const outcome of await createOnce(deps, batch, how, { isFirst, signal })) outcomes.set(outcome.id, outcome);
  };
  const refused = (test: (outcome: WriteOutcome) => boolean) =>
    tasks.filter(({ id }) => [outcomes.get(id)].some((outcome) => outcome !== undefined && test(outcome)));
  await send(tasks, context, true);

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

interface Sending {
  /** Whether a refused field is dealt with afterwards: then a refusal of all is not asked about write by write. */
  readonly isFirst: boolean;
  readonly signal: AbortSignal | undefined;
}

function createOnce(deps: WriteDeps, writes: readonly TaskWrite[], context: TaskContext, { isFirst, signal }: Sending) {
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
    if (!created.ok && isFirst && isOfStaleProblem(created.problem)) return allOf(batch, created.problem);
    if (!created.ok) return created.problem;
    const found = tasksIn(created.value.readBack, batch);
    const outcomes = batch.map(({ id }, index) => onceOnly(outcomeOfRow(id, created.value.rows[index]), found));
    const written = outcomes.filter(({ result }) => result.ok).map(({ id }) => id);
    await noteWritten(deps, lately, created.value.readBack, written, signal);
    return outcomes;
  });
}

/** Where the org holds a write twice, its request was sent twice on its way: then it is looked up and settled like a lost one. */
export function onceOnly(outcome: WriteOutcome, found: FoundTasks): WriteOutcome {
  const times = found.get(outcome.id)?.length ?? 0;
  if (times < (outcome.result.ok ? 2 : 1)) return outcome;
  return { id: outcome.id, result: failed({ kind: 'unsure', message: 'sent twice on its way' }) };
}

function isOfStaleField({ result }: WriteOutcome): boolean {
  return !result.ok && isOfStaleProblem(result.problem);
}

/** True where a field is refused that was there when the object was described. */
export function isOfStaleProblem(problem: CrmProblem): boolean {
  return problem.kind === 'rejected' && /^INVALID_FIELD(?:_FOR_INSERT_UPDATE)?$/.test(problem.code);
}

/** What came of one row of a collection. */
export function outcomeOfRow(id: string, row: CollectionRow | undefined): WriteOutcome {
  if (row === undefined) return { id, result: failed({ kind: 'unsure', message: 'incomplete answer' }) };
  if (row.success) return { id, result: done({ crmId: row.id ?? null }) };
  const problem = problemOfRow(row.errors);
  // The only record a call or a follow-up points at is the lead; one that is not there any more is gone.
  const pointsNowhere = problem.kind === 'rejected' && problem.code === 'INVALID_CROSS_REFERENCE_KEY';
  return { id, result: failed(pointsNowhere ? { kind: 'gone', message: problem.message } : problem) };
}
