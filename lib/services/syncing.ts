import { z } from 'zod';
import { edited } from '../crm/edit';
import { isChange } from '../crm/marker';
import type { Ask } from '../messaging/protocol';
import type { ConnectionView } from '../messaging/views';
import type { OrgKey, RecordKey } from '../model/record';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { handoffRow, outboxRow } from '../store/rows';
import type { OutboxEntry } from '../sync/outbox-entry';
import { countHandoff } from './handoff';
import { once } from './once';
import { leadTopic, type Services } from './services';
import { failedOf } from './sync-list';
import { withdrawChanges } from './unsent-changes';

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

/**
 * Sends what failed once more; what waits for a better moment is not kept waiting any longer, with the rest of its org.
 * @throws CommandFailure `entryGone` where it waits no more.
 */
export async function retryEntry(services: Services, ask: Ask<'retryEntry'>): Promise<null> {
  const now = services.clock.now();
  const waiting: OrgKey[] = [];
  await decide(services, ask, async (database, entry) => {
    if (entry.state === 'failed') await database.outbox.put(again(entry, now));
    else waiting.push(entry.org);
  });
  for (const org of waiting) await services.outbox.wake(org, now);
  services.syncSoon();
  return null;
}

/** Sends everything once more that failed. */
export async function retryFailed(services: Services, { commandId }: Ask<'retryFailed'>): Promise<null> {
  const now = services.clock.now();
  const database = await services.store.open();
  await once(database, { commandId, at: now, parse: z.null().parse }, [database.outbox], async () => {
    const raws = await failedOf(database).toArray();
    const failed = raws.flatMap((raw) => outboxRow.safeParse(raw).data ?? []);
    await database.outbox.bulkPut(failed.map((entry) => again(entry, now)));
    return null;
  });
  // Of every lead: there may be thousands.
  services.changed({ topics: ['leads', 'handoffs', 'sync'] });
  services.syncSoon();
  return null;
}

function again(entry: OutboxEntry, now: number): OutboxEntry {
  return { ...entry, state: 'waiting', nextAttemptAt: now, problem: null };
}

/**
 * Sends what failed once more, with the SDR's changes in it; their own history keeps what it has.
 * @throws CommandFailure `entryGone` where there is nothing to change any more: it was sent, discarded or is tried again.
 */
export async function editEntry(services: Services, ask: Ask<'editEntry'>): Promise<null> {
  const now = services.clock.now();
  await decide(services, ask, async (database, entry) => {
    if (entry.state !== 'failed') throw new CommandFailure({ kind: 'entryGone' });
    await database.outbox.put({ ...again(entry, now), write: edited(entry.write, ask.change) });
  });
  services.syncSoon();
  return null;
}

/**
 * The CRM is not to be told after all, nor of what was changed of it meanwhile. The call stays in Baton; a handoff that
 * never reached the CRM is withdrawn. @throws CommandFailure `beingSent` for what is on its way right now: that cannot be
 * taken back; `inDoubt` for what the CRM may have made already: forgotten here, it would stand there for good, and be made
 * a second time; `entryGone` where it waits no more, because it was sent or discarded elsewhere.
 */
export async function discardEntry(services: Services, ask: Ask<'discardEntry'>): Promise<null> {
  await decide(services, ask, async (database, entry) => {
    if (entry.state === 'sending') throw new CommandFailure({ kind: 'beingSent' });
    if (entry.state === 'unsure' && !isChange(entry.write)) throw new CommandFailure({ kind: 'inDoubt' });
    await database.outbox.delete(entry.id);
    await withdrawChanges(database, entry.id);
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
    if (entry === undefined) throw new CommandFailure({ kind: 'entryGone' });
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
