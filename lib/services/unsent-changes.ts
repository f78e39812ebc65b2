import { isChange, targetIdOf } from '../crm/marker';
import type { BatonDatabase } from '../store/database';
import { idAfter, instantOfId } from '../store/ids';
import { outboxRow } from '../store/rows';
import type { OutboxEntry } from '../sync/outbox-entry';

/** True for what no CRM has, nor is being told, nor may have been told: it can be taken back here without a trace there. */
export function isUnsent(entry: Pick<OutboxEntry, 'state'> | undefined): boolean {
  return entry?.state === 'waiting' || entry?.state === 'failed';
}

/** Changes of what the write `targetId` makes that are unsent, the earliest first. Their ids sort after the target's: see {@link changeIdAfter}. */
export async function unsentChangesOf(database: BatonDatabase, targetId: string): Promise<readonly OutboxEntry[]> {
  const raws = await database.outbox.where('id').above(targetId).toArray();
  return raws
    .flatMap((raw) => outboxRow.safeParse(raw).data ?? [])
    .filter((entry) => isChange(entry.write) && targetIdOf(entry.write) === targetId && isUnsent(entry));
}

/** Takes back every unsent change of what the write `targetId` makes: it has no use any more, and must not be tried again. */
export async function withdrawChanges(database: BatonDatabase, targetId: string): Promise<void> {
  const unsent = await unsentChangesOf(database, targetId);
  await database.outbox.bulkDelete(unsent.map(({ id }) => id));
}

/** The id of a change that is sent after both of these writes, wherever the clock was set meanwhile. */
export function changeIdAfter(one: string, other: string, now: number): string {
  return idAfter(one, Math.max(now, instantOfId(other) + 1));
}
