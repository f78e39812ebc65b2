import type { z } from 'zod';
import type { CrmAdapter } from '../crm/adapter';
import { type Candidate, namedByAddress, orderCandidates } from '../handoff/candidates';
import type { Answer, Ask } from '../messaging/protocol';
import { type OrgKey, orgOfKey } from '../model/record';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { aesRow, handoffRow } from '../store/rows';
import { readPolicy } from './policy';
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
  const how = await orderFor(services, database, ask);
  if (copy !== undefined && now - copy.fetchedAt < freshForMs) return viewOf(copy, how);
  const adapter = await services.connections.adapterFor(ask.org);
  const read = adapter === null ? null : await adapter.listAes();
  if (read?.ok) {
    const { people, complete } = read.value;
    // Those once found by searching stay: what is chosen of them must still be there at the handoff.
    const known = complete ? [...people] : withThose(people, copy?.aes ?? []);
    const aes = complete || adapter === null ? known : withThose(known, await prescribedIn(adapter, known));
    const row = { key: aesKey(ask.org), aes, complete, fetchedAt: now };
    await database.meta.put(row);
    return viewOf(row, how);
  }
  if (copy !== undefined) return viewOf(copy, how);
  throw new CommandFailure(read === null ? { kind: 'notConnected' } : { kind: 'crm', problem: read.problem });
}

/**
 * The list with those whom the CRM finds by what was typed. @throws CommandFailure as {@link listAes}, and with the
 * CRM's problem where it could not be searched.
 */
export async function findAes(services: Services, ask: Ask<'findAes'>): Promise<Answer<'findAes'>> {
  const { org, text } = ask;
  await listAes(services, { org });
  const adapter = await services.connections.adapterFor(org);
  const found = await adapter?.findAes?.(text);
  if (found === undefined) throw new CommandFailure({ kind: 'notConnected' });
  if (!found.ok) throw new CommandFailure({ kind: 'crm', problem: found.problem });
  const database = await services.store.open();
  const row = await database.transaction('rw', database.meta, async () => {
    const before = aesRow.parse(await database.meta.get(aesKey(org)));
    const after = { ...before, aes: withThose(before.aes, found.value) };
    await database.meta.put(after);
    return after;
  });
  return viewOf(row, await orderFor(services, database, { org }));
}

/** So many addresses are looked for with one reading of the list. */
const lookedForMost = 20;

/** Whom an administrator prescribes and a list that stops lacks: each looked for by address. */
async function prescribedIn(adapter: CrmAdapter, known: readonly Candidate[]): Promise<readonly Candidate[]> {
  const { missing } = namedByAddress(known, (await readPolicy()).receivers ?? []);
  const people: Candidate[] = [];
  for (const address of missing.slice(0, lookedForMost)) {
    const found = await adapter.findAes?.(address);
    // Who could not be asked for is asked for with the next reading.
    if (found?.ok !== true) break;
    people.push(...found.value);
  }
  return people;
}

function withThose(people: readonly Candidate[], more: readonly Candidate[]): Candidate[] {
  const known = new Set(people.map(({ id }) => id));
  return [...people, ...more.filter(({ id }) => !known.has(id))];
}

interface Order {
  readonly recent: readonly string[];
  readonly rule: (people: readonly Candidate[]) => AgreedReceivers | null;
  readonly everybody: boolean;
}
type AgreedReceivers = NonNullable<Answer<'listAes'>['receivers']>;

async function orderFor(
  services: Services,
  database: BatonDatabase,
  { org, everybody = false }: Ask<'listAes'>,
): Promise<Order> {
  return { recent: await recentIn(database, org), rule: await receiversOf(services, org), everybody };
}

/**
 * Who may receive leads of an org: those an administrator names, else those chosen in settings; null where nothing is agreed. An
 * administrator names them by their addresses, so those of another org are none here. Where nobody else may receive any, that
 * holds also where none of them was found.
 */
export async function receiversOf(services: Services, org: OrgKey): Promise<Order['rule']> {
  const [policy, settings] = await Promise.all([readPolicy(), services.settings.read()]);
  const chosen = settings.receivers?.[org];
  return (people) => {
    const { found, missing } = namedByAddress(people, policy.receivers ?? []);
    if (found.length > 0 || (policy.receivers !== undefined && policy.receiversOnly)) {
      return { ...{ aes: found.map(plainly), only: policy.receiversOnly }, isPrescribed: true, missing: [...missing] };
    }
    return chosen === undefined || chosen.aes.length === 0 ? null : { ...chosen, isPrescribed: false };
  };
}

function plainly({ id, name, email }: Candidate) {
  return { id, name, email };
}

function viewOf({ aes, complete, fetchedAt }: z.infer<typeof aesRow>, order: Order): Answer<'listAes'> {
  const agreed = order.rule(aes);
  const rule = agreed !== null && order.everybody ? { ...agreed, only: false } : agreed;
  return {
    ...{ aes: orderCandidates(aes, order.recent, rule), fetchedAt },
    // Nobody else is to be looked for where only those named may receive leads.
    complete: complete || rule?.only === true,
    ...(agreed === null ? {} : { receivers: agreed }),
  };
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
