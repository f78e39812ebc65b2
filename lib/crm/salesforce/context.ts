import type { AdapterCache } from '../cache';
import { isFinal } from '../in-order';
import { callValues, type FieldMap } from '../org-fields';
import { type CrmProblem, type CrmResult, done, failed } from '../result';
import type { SalesforceApi } from './api';
import { rightsOf } from './fields';
import { taskStatuses } from './statuses';
import type { TaskContext } from './task';

/** What writing needs. */
export interface WriteDeps {
  readonly api: SalesforceApi;
  readonly cache: AdapterCache;
  readonly now: () => number;
  readonly timeZone: () => string;
  readonly fieldMap: () => Promise<FieldMap>;
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
export function asForbidden(problem: CrmProblem): CrmProblem {
  return isFinal(problem) ? { kind: 'forbidden', message: problem.message } : problem;
}
