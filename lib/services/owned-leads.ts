import { listedMost } from '../crm/adapter';
import { failed } from '../crm/result';
import type { OrgKey } from '../model/record';
import type { BatonDatabase } from '../store/database';
import { parseRow, setAside, type UnreadableRow } from '../store/quarantine';
import { type QueueOwnedRow, queueOwnedRow } from '../store/rows';
import { keepListed } from './listed-leads';
import { leadTopic, type Services } from './services';

function rowKey(org: OrgKey): string {
  return `queueOwned:${org}`;
}

/** When the SDR's own leads in an org were last read, and how many they were; null where that never happened. */
export async function ownedRowOf(
  services: Services,
  database: BatonDatabase,
  org: OrgKey,
): Promise<QueueOwnedRow | null> {
  const unreadable: UnreadableRow[] = [];
  const row = parseRow('meta', queueOwnedRow, await database.meta.get(rowKey(org)), unreadable) ?? null;
  await setAside(database, unreadable, services.clock.now());
  return row;
}

/** Reads the leads the SDR owns in an org into the queue. Where that fails, those known before stay, with what stands in the way. */
export async function readOwned(services: Services, org: OrgKey): Promise<void> {
  const database = await services.store.open();
  const triedAt = services.clock.now();
  const before = await ownedRowOf(services, database, org);
  const connection = (await services.connections.list()).find((each) => each.org === org);
  if (connection === undefined) return;
  const adapter = await services.connections.adapterFor(org);
  const listed = (await adapter?.listOwned?.(connection.user)) ?? failed({ kind: 'signInNeeded', message: '' });
  const changed = listed.ok ? await keepListed(database, listed.value) : [];
  const kept = { key: rowKey(org), org, triedAt };
  const next: QueueOwnedRow = listed.ok
    ? { ...kept, count: listed.value.length, isWhole: listed.value.length < listedMost, readAt: triedAt, problem: null }
    : { count: 0, isWhole: true, readAt: null, ...before, ...kept, problem: listed.problem };
  await database.transaction('rw', database.meta, async () => {
    const now = queueOwnedRow.safeParse(await database.meta.get(next.key)).data;
    // It was read anew meanwhile.
    if (now === undefined || now.triedAt <= triedAt) await database.meta.put({ ...next });
  });
  services.changed({ topics: [...changed.map(leadTopic), 'queue'] });
}
