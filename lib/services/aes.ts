import type { Answer, Ask } from '../messaging/protocol';
import type { OrgKey } from '../model/record';
import { CommandFailure } from '../store/failures';
import { aesRow } from '../store/rows';
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

function viewOf({ aes, fetchedAt }: Answer<'listAes'>): Answer<'listAes'> {
  return { aes, fetchedAt };
}
