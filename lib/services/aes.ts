import type { z } from 'zod';
import { orderCandidates } from '../handoff/candidates';
import type { Answer, Ask } from '../messaging/protocol';
import { type OrgKey, orgOfKey } from '../model/record';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { aesRow, handoffRow } from '../store/rows';
import type { Services } from './services';

/** Where the list of an org's AEs is kept in `meta`. */
export function aesKey(org: OrgKey): string {
  return `aes:${org}`;
}

/** The list changes with the team, not with the hour. */
const freshForMs = 10 * 60_000;

/**
 * People a lead can be handed to: read from the CRM at most every ten minutes, and from the copy of the last time where
 * it cannot be reached. @throws CommandFailure `notConnected`, or the CRM's problem, where there is no copy either.
 */
export async function listAes(services: Services, ask: Ask<'listAes'>): Promise<Answer<'listAes'>> {
  const database = await services.store.open();
  const now = services.clock.now();
  const copy = aesRow.safeParse(await database.meta.get(aesKey(ask.org))).data;
  const recent = await recentIn(database, ask.org);
  const viewOf = ({ aes, fetchedAt }: z.infer<typeof aesRow>) => ({ aes: orderCandidates(aes, recent), fetchedAt });
  if (copy !== undefined && now - copy.fetchedAt < freshForMs) return viewOf(copy);
  const adapter = await services.connections.adapterFor(ask.org);
  const read = adapter === null ? null : await adapter.listAes();
  if (read?.ok) {
    const row = { key: aesKey(ask.org), aes: [...read.value], fetchedAt: now };
    await database.meta.put(row);
    return viewOf(row);
  }
  if (copy !== undefined) return viewOf(copy);
  throw new CommandFailure(read === null ? { kind: 'notConnected' } : { kind: 'crm', problem: read.problem });
}

/** How many of the latest handoffs are looked at. */
const lookedAt = 60;

/** The AEs of the latest handoffs of this org, the latest first. */
async function recentIn(database: BatonDatabase, org: OrgKey): Promise<string[]> {
  const rows = await database.handoffs.orderBy('day').reverse().limit(lookedAt).toArray();
  const read = rows
    .flatMap((raw) => handoffRow.safeParse(raw).data ?? [])
    .filter((one) => orgOfKey(one.recordKey) === org);
  return read.toSorted((a, b) => b.submittedAt - a.submittedAt).map(({ ae }) => ae.id);
}
