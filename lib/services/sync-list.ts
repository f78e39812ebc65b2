import type { Answer, Ask } from '../messaging/protocol';
import type { OutboxView } from '../messaging/views';
import type { BatonDatabase } from '../store/database';
import { parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { lastSyncedRow, outboxRow } from '../store/rows';
import type { Services } from './services';

/** One stretch of what the CRM has yet to be told: what failed first, because it waits for the SDR, then the oldest. */
export async function syncState(services: Services, ask: Ask<'syncState'>): Promise<Answer<'syncState'>> {
  const database = await services.store.open();
  const from = ask.offset ?? 0;
  const [failed, all, last] = await Promise.all([
    failedOf(database).primaryKeys(),
    database.outbox.orderBy('id').primaryKeys(),
    database.meta.get('lastSyncedAt'),
  ]);
  const isFailed = new Set(failed);
  const inOrder = [...failed, ...all.filter((id) => !isFailed.has(id))];
  const raws = await database.outbox.bulkGet(inOrder.slice(from, from + ask.limit));
  const entries = await readable(services, database, raws.filter(Boolean));
  return {
    entries,
    total: inOrder.length,
    failed: failed.length,
    lastSyncedAt: lastSyncedRow.safeParse(last).data?.at ?? null,
  };
}

/** Why things wait or failed: each reason once, with how many have it, what failed first and then the most frequent. */
export async function syncReasons(services: Services): Promise<Answer<'syncReasons'>> {
  const database = await services.store.open();
  const entries = await readable(services, database, await database.outbox.toArray());
  const groups = new Map<string, Answer<'syncReasons'>[number]>();
  for (const entry of entries) {
    const key = reasonKey(entry);
    const { org, problem } = entry;
    const state = entry.state === 'failed' ? 'failed' : 'waiting';
    groups.set(key, { org, state, problem, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  const rank = ({ state }: Answer<'syncReasons'>[number]) => (state === 'failed' ? 0 : 1);
  return [...groups.values()].toSorted((a, b) => rank(a) - rank(b) || b.count - a.count);
}

/** What makes two entries wait for the same: what their CRMs said, but not when, nor in how many words. */
function reasonKey({ org, state, problem }: OutboxView): string {
  const said = JSON.stringify(problem, (key, value: unknown) =>
    key === 'afterMs' || (key === 'message' && problem?.kind !== 'rejected') ? undefined : value,
  );
  return `${org} ${state === 'failed'} ${said}`;
}

/** How one entry stands; null once it waits no more: it was sent, or discarded. */
export async function entryState(services: Services, ask: Ask<'entryState'>): Promise<Answer<'entryState'>> {
  const database = await services.store.open();
  return outboxRow.safeParse(await database.outbox.get(ask.entryId)).data?.state ?? null;
}

/** What waits for the SDR's decision. */
export function failedOf(database: BatonDatabase) {
  return database.outbox.where('[state+nextAttemptAt]').between(['failed', -1], ['failed', []]);
}

async function readable(services: Services, database: BatonDatabase, raws: readonly unknown[]) {
  const unreadable: UnreadableRow[] = [];
  const entries = parseRows('outbox', outboxRow, raws, unreadable);
  await setAside(database, unreadable, services.clock.now());
  return entries;
}
