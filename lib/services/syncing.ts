import { z } from 'zod';
import { edited } from '../crm/edit';
import type { Answer, Ask } from '../messaging/protocol';
import type { ConnectionView } from '../messaging/views';
import type { RecordKey } from '../model/record';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { handoffRow, lastSyncedRow, outboxRow } from '../store/rows';
import type { OutboxEntry } from '../sync/outbox-entry';
import { countHandoff } from './handoff';
import { once } from './once';
import { leadTopic, type Services } from './services';

/** What the CRM has yet to be told: what failed first, because it waits for the SDR, then the oldest. */
export async function syncState(services: Services, ask: Ask<'syncState'>): Promise<Answer<'syncState'>> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const { outbox, meta } = database;
  const [failed, oldest, total, last] = await Promise.all([
    outbox.where('[state+nextAttemptAt]').between(['failed', -1], ['failed', []]).limit(ask.limit).toArray(),
    outbox.orderBy('id').limit(ask.limit).toArray(),
    outbox.count(),
    meta.get('lastSyncedAt'),
  ]);
  const entries = [
    ...parseRows('outbox', outboxRow, failed, unreadable),
    ...parseRows('outbox', outboxRow, oldest, unreadable).filter((entry) => entry.state !== 'failed'),
  ];
  await setAside(database, unreadable, services.clock.now());
  return {
    entries: entries.slice(0, ask.limit),
    total,
    lastSyncedAt: lastSyncedRow.safeParse(last).data?.at ?? null,
  };
}

/** Forgets every pause and sends what waits. */
export async function syncNow(services: Services): Promise<null> {
  for (const org of await services.outbox.orgs()) await services.outbox.wake(org, services.clock.now());
  services.syncSoon();
  return null;
}

/** The SDR has just signed in: what waited for that is sent now. */
export async function wakened<C extends Pick<ConnectionView, 'org'>>(services: Services, connection: C): Promise<C> {
  await services.outbox.wake(connection.org, services.clock.now());
  services.syncSoon();
  return connection;
}

/** Sends what failed once more. */
export async function retryEntry(services: Services, ask: Ask<'retryEntry'>): Promise<null> {
  const now = services.clock.now();
  await decide(services, ask, async (database, entry) => {
    if (entry.state !== 'failed') return;
    await database.outbox.put({ ...entry, state: 'waiting', nextAttemptAt: now, problem: null });
  });
  services.syncSoon();
  return null;
}

/** Sends what failed once more, with the SDR's changes in it; their own history keeps what it has. */
export async function editEntry(services: Services, ask: Ask<'editEntry'>): Promise<null> {
  const now = services.clock.now();
  await decide(services, ask, async (database, entry) => {
    if (entry.state !== 'failed') return;
    const write = edited(entry.write, ask.change);
    await database.outbox.put({ ...entry, write, state: 'waiting', nextAttemptAt: now, problem: null });
  });
  services.syncSoon();
  return null;
}

/**
 * The CRM is not to be told after all. The call stays in Baton; a handoff that never reached the CRM is withdrawn.
 * @throws CommandFailure `beingSent` for what is on its way right now: that cannot be taken back.
 */
export async function discardEntry(services: Services, ask: Ask<'discardEntry'>): Promise<null> {
  await decide(services, ask, async (database, entry) => {
    if (entry.state === 'sending') throw new CommandFailure({ kind: 'beingSent' });
    await database.outbox.delete(entry.id);
    if (entry.write.kind === 'handoff') await withdraw(services, database, entry);
  });
  return null;
}

async function decide(
  services: Services,
  ask: { readonly commandId: string; readonly entryId: string },
  act: (database: BatonDatabase, entry: OutboxEntry) => Promise<void>,
): Promise<void> {
  const database = await services.store.open();
  const command = { commandId: ask.commandId, at: services.clock.now(), parse: z.null().parse };
  const touched: RecordKey[] = [];
  await once(database, command, [database.outbox, database.handoffs, database.days], async () => {
    const entry = outboxRow.safeParse(await database.outbox.get(ask.entryId)).data;
    if (entry === undefined) return null;
    touched.push(entry.recordKey);
    await act(database, entry);
    return null;
  });
  services.changed({ topics: [...touched.map(leadTopic), 'handoffs', 'sync', 'calls'] });
}

async function withdraw(services: Services, database: BatonDatabase, { id, org }: OutboxEntry): Promise<void> {
  // What was said of it meanwhile would tell the CRM of a handoff it never had.
  const waiting = await database.outbox.where('org').equals(org).toArray();
  const answers = waiting
    .flatMap((raw) => outboxRow.safeParse(raw).data ?? [])
    .filter(({ write }) => write.kind === 'handoffAnswer' && write.handoffWriteId === id);
  await database.outbox.bulkDelete(answers.map((one) => one.id));
  const handoff = handoffRow.safeParse(await database.handoffs.get(id)).data;
  if (handoff === undefined || handoff.state === 'withdrawn') return;
  const at = services.clock.now();
  const history = [...handoff.history, { state: 'withdrawn' as const, at, reason: null }];
  await database.handoffs.put({ ...handoff, state: 'withdrawn', history });
  await countHandoff(database, { day: handoff.day, state: 'withdrawn' }, at);
}
