import type { WriteOutcome } from '../adapter';
import { allOf, sendIsolating } from '../in-order';
import { isChange, targetIdOf } from '../marker';
import { done } from '../result';
import type { CrmWrite } from '../write';
import { contextOf, type WriteDeps } from './context';
import { isOfStaleProblem, outcomeOfRow } from './creates';
import { forgetRights } from './fields';
import { findTasks } from './find-written';
import { changeOf, type TaskContext } from './task';

/** Changes Tasks that are there; once more without a field that was taken away since they were described. */
export async function change(
  deps: WriteDeps,
  writes: readonly CrmWrite[],
  context: TaskContext,
  signal?: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const first = await changeOnce(deps, writes, context, signal);
  const stale = new Set(
    first.flatMap(({ id, result }) => (!result.ok && isOfStaleProblem(result.problem) ? [id] : [])),
  );
  if (stale.size === 0) return first;
  await forgetRights(deps.cache, 'Task');
  const fresh = await contextOf(deps, signal);
  if (!fresh.ok) return first;
  const again = await changeOnce(
    deps,
    writes.filter(({ id }) => stale.has(id)),
    fresh.value,
    signal,
  );
  const byId = new Map([...first, ...again].map((outcome) => [outcome.id, outcome]));
  return writes.flatMap(({ id }) => byId.get(id) ?? []);
}

async function changeOnce(
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
