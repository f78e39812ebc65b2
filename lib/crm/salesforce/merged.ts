import { z } from 'zod';
import type { RecordObject } from '../../model/record';
import type { WriteOutcome } from '../adapter';
import type { CrmWrite } from '../write';
import type { SalesforceApi } from './api';
import { long } from './ids';
import { mergedQuery } from './queries';

const row = z.object({ Id: z.string(), MasterRecordId: z.string().nullish() });

/** What can be merged in Salesforce, by its API name; opportunities cannot. */
const mergeable: Partial<Record<RecordObject, string>> = { lead: 'Lead', contact: 'Contact', company: 'Account' };

/** True where Salesforce refused a Task because its record was deleted meanwhile. */
export function isOfGone({ result }: WriteOutcome): boolean {
  if (result.ok) return false;
  const { problem } = result;
  return problem.kind === 'gone' || (problem.kind === 'rejected' && problem.code === 'INVALID_CROSS_REFERENCE_KEY');
}

/**
 * These writes on the records that theirs were merged into. Writes whose record was deleted otherwise, or whose winner this user
 * may not see, are left out. Source: Object Reference, `MasterRecordId` of Lead, Contact and Account ("if this object was deleted
 * as the result of a merge, this field contains the ID of the record that was kept"), read 2026-11-26.
 */
export async function onWinners<W extends CrmWrite>(
  api: SalesforceApi,
  writes: readonly W[],
  signal?: AbortSignal,
): Promise<readonly W[]> {
  const winners = new Map<string, string>();
  for (const object of new Set(writes.map(({ ref }) => ref.object))) {
    const sobject = mergeable[object];
    if (sobject === undefined) continue;
    const ids = [...new Set(writes.filter(({ ref }) => ref.object === object).map(({ ref }) => ref.id))];
    const answer = await api.queryDeleted(mergedQuery(sobject, ids), signal);
    for (const raw of answer.ok ? answer.value : []) {
      const loser = row.safeParse(raw).data;
      if (typeof loser?.MasterRecordId === 'string') winners.set(long(loser.Id), long(loser.MasterRecordId));
    }
  }
  return writes.flatMap((write) => {
    const id = winners.get(write.ref.id);
    return id === undefined ? [] : [{ ...write, ref: { ...write.ref, id } }];
  });
}
