import { z } from 'zod';
import type { WriteOutcome } from '../adapter';
import type { CrmWrite } from '../write';
import type { SalesforceApi } from './api';
import { long } from './ids';
import { convertedLeadsQuery } from './queries';

const row = z.object({ Id: z.string(), ConvertedContactId: z.string().nullish() });

/** True where Salesforce refused a Task because its lead was converted meanwhile, e.g. by the AE it was handed to. */
export function isOfConvertedLead({ result }: WriteOutcome): boolean {
  if (result.ok || result.problem.kind !== 'rejected') return false;
  const { code, message } = result.problem;
  return code === 'CANNOT_UPDATE_CONVERTED_LEAD' || /converted lead/i.test(message);
}

/**
 * These writes on the contacts that their leads became, which is where the lead's whole history moved to. Writes whose lead
 * has no visible contact are left out.
 */
export async function onContacts<W extends CrmWrite>(
  api: SalesforceApi,
  writes: readonly W[],
  signal?: AbortSignal,
): Promise<readonly W[]> {
  const ids = [...new Set(writes.filter(({ ref }) => ref.object === 'lead').map(({ ref }) => ref.id))];
  if (ids.length === 0) return [];
  const answer = await api.query(convertedLeadsQuery(ids), signal);
  const contacts = new Map<string, string>();
  for (const raw of answer.ok ? answer.value : []) {
    const lead = row.safeParse(raw).data;
    if (typeof lead?.ConvertedContactId === 'string') contacts.set(long(lead.Id), long(lead.ConvertedContactId));
  }
  return writes.flatMap((write) => {
    const id = contacts.get(write.ref.id);
    return id === undefined ? [] : [{ ...write, ref: { ...write.ref, object: 'contact' as const, id } }];
  });
}
