import type { BatonDatabase } from '../store/database';
import { idAfter } from '../store/ids';
import { promisedBy } from '../store/pursuit';
import { type CallRow, outboxRow, type PursuitFollowUp, type PursuitRow } from '../store/rows';
import type { OutboxEntry } from '../sync/outbox-entry';
import { closingOf, editFollowUpEntry, followUpEntry, followUpSubject } from './outbox-entries';
import type { Services } from './services';
import type { Say } from './texts';
import { changeIdAfter, isUnsent, unsentChangesOf, withdrawChanges } from './unsent-changes';

/** A lead's calls are others than before, and with them what is promised. */
export interface Move {
  readonly before: PursuitRow;
  readonly after: PursuitRow;
  /** The call that was taken back or changed. */
  readonly changed: CallRow;
  /** Writes about follow-ups come after this one, which tells of the change itself. */
  readonly changeId: string;
  readonly say: Say;
  readonly calls: readonly CallRow[];
}

/** Brings the CRM's follow-up tasks in line with the replayed pursuit; answers it with the task's new write where one is made. */
export async function moveFollowUp(services: Services, database: BatonDatabase, move: Move): Promise<PursuitRow> {
  const { before, after, changed, changeId } = move;
  const now = services.clock.now();
  if (before.followUp?.id === after.followUp?.id) {
    if (after.followUp !== null) await retellTask(database, move, after.followUp, now);
    return after;
  }
  if (before.followUp !== null)
    await closeTask(database, before.followUp, { leadName: changed.leadName, now, after: changeId });
  if (after.followUp === null) return after;
  const closing = changed.closedByWriteId === null ? undefined : await database.outbox.get(changed.closedByWriteId);
  const entry = outboxRow.safeParse(closing).data;
  const isOfThis = entry?.write.kind === 'undoFollowUp' && entry.write.followUpWriteId === after.followUp.writeId;
  if (entry !== undefined && isOfThis && isUnsent(entry)) {
    await database.outbox.delete(entry.id);
    return after;
  }
  return reopenTask(database, move, after.followUp, now);
}

/** The same promise in other words: what the CRM was not told yet, it is told right; a task that it has is corrected, by one write at a time. */
async function retellTask(
  database: BatonDatabase,
  { before, after, changeId, say }: Move,
  followUp: PursuitFollowUp,
  now: number,
): Promise<void> {
  const { leadName } = after;
  const facts = (of: PursuitFollowUp) => ({ leadName, subject: followUpSubject(say, of, leadName), now });
  const told = followUpEntry(followUp, facts(followUp));
  if (before.followUp !== null && isSameTask(followUpEntry(before.followUp, facts(before.followUp)), told)) return;
  const { outbox, delivered } = database;
  const first = outboxRow.safeParse(await outbox.get(followUp.writeId)).data;
  const unsent = await unsentChangesOf(database, followUp.writeId);
  await outbox.bulkDelete(unsent.map(({ id }) => id));
  if (first !== undefined && isUnsent(first)) {
    await outbox.put({ ...told, createdAt: first.createdAt });
    return;
  }
  if (first === undefined && (await delivered.get(followUp.writeId)) === undefined) return;
  const earlier = unsent.at(-1);
  const id = earlier?.id ?? changeIdAfter(changeId, followUp.writeId, now);
  const edit = editFollowUpEntry(id, followUp, facts(followUp));
  await outbox.put({ ...edit, createdAt: earlier?.createdAt ?? now });
}

function isSameTask({ write: a }: OutboxEntry, { write: b }: OutboxEntry): boolean {
  return a.kind === 'followUp' && b.kind === 'followUp' && a.subject === b.subject && a.body === b.body;
}

/** Ends the CRM's task of a follow-up that is over: it is not sent after all, or completed. */
export async function closeTask(
  database: BatonDatabase,
  followUp: PursuitFollowUp,
  facts: { readonly leadName: string; readonly now: number; readonly after: string },
): Promise<void> {
  const [entry, delivered] = await Promise.all([
    database.outbox.get(followUp.writeId),
    database.delivered.get(followUp.writeId),
  ]);
  const closing = closingOf(followUp, { ...facts, entry, isDelivered: delivered !== undefined });
  await withdrawChanges(database, followUp.writeId);
  if (closing.kind === 'withdraw') await database.outbox.delete(followUp.writeId);
  if (closing.kind === 'send') await database.outbox.put(closing.entry);
}

/** The earlier task is completed or was withdrawn: the promise gets a new one, and its call remembers that. */
async function reopenTask(
  database: BatonDatabase,
  { after, changeId, say, calls }: Move,
  followUp: PursuitFollowUp,
  now: number,
): Promise<PursuitRow> {
  const writeId = idAfter(changeId, now);
  const reopened = { ...followUp, writeId };
  const origin = calls.find((row) => promisedBy(row)?.id === followUp.id);
  if (origin !== undefined && origin.promised !== null) {
    const table = (await database.calls.get(origin.id)) === undefined ? database.callsArchive : database.calls;
    await table.put({ ...origin, promised: { ...origin.promised, writeId } });
  }
  const { planned } = after;
  const isPlanned = planned?.followUp.id === followUp.id;
  const subject = followUpSubject(say, reopened, after.leadName);
  await database.outbox.put(followUpEntry(reopened, { leadName: after.leadName, subject, now }));
  return { ...after, followUp: reopened, ...(isPlanned ? { planned: { ...planned, followUp: reopened } } : {}) };
}
