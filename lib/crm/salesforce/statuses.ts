import { z } from 'zod';
import { type AdapterCache, remember } from '../cache';
import { type CrmResult, done } from '../result';
import type { SalesforceApi } from './api';
import { leadStatusQuery, taskStatusQuery } from './queries';

const keepMs = 8 * 3_600_000;
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value === true);

const status = z.object({
  ApiName: z.string().nullish(),
  MasterLabel: z.string(),
  IsConverted: flag,
  IsClosed: flag,
  IsDefault: flag,
  SortOrder: z.number().nullish(),
});
const statuses = z.array(status);
/** One value of an org's status list. */
export type Status = z.infer<typeof status>;

/** The lead statuses of the org, in its order. */
export function leadStatuses(api: SalesforceApi, cache: AdapterCache, signal?: AbortSignal) {
  return listOf(api, cache, { key: 'leadStatus', soql: leadStatusQuery }, signal);
}

function listOf(
  api: SalesforceApi,
  cache: AdapterCache,
  { key, soql }: { readonly key: string; readonly soql: string },
  signal?: AbortSignal,
): Promise<CrmResult<readonly Status[]>> {
  return remember(cache, {
    key,
    schema: statuses,
    ttlMs: keepMs,
    load: async () => {
      const answer = await api.query(soql, signal);
      return answer.ok ? done(answer.value.flatMap((row) => status.safeParse(row).data ?? [])) : answer;
    },
  });
}

/** The value that is written. */
export function apiNameOf({ ApiName, MasterLabel }: Status): string {
  return ApiName ?? MasterLabel;
}

/** The statuses of a closed and of an open task in this org; undefined where it has none, and the default then stands. */
export interface TaskStatuses {
  readonly closed: string | undefined;
  readonly open: string | undefined;
}

/** Which Status says "done" and which "to do" in this org. */
export async function taskStatuses(
  api: SalesforceApi,
  cache: AdapterCache,
  signal?: AbortSignal,
): Promise<CrmResult<TaskStatuses>> {
  const all = await listOf(api, cache, { key: 'taskStatus', soql: taskStatusQuery }, signal);
  if (!all.ok) return all;
  const closed = all.value.filter(({ IsClosed }) => IsClosed);
  const open = all.value.filter(({ IsClosed }) => !IsClosed);
  const best = {
    closed: closed.find(({ MasterLabel }) => /complet|done|完成/i.test(MasterLabel)) ?? closed[0],
    open: open.find(({ IsDefault }) => IsDefault) ?? open[0],
  };
  return done({
    closed: best.closed === undefined ? undefined : apiNameOf(best.closed),
    open: best.open === undefined ? undefined : apiNameOf(best.open),
  });
}
