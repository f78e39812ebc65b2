import type { BatonDatabase } from '../store/database';
import { idAfter } from '../store/ids';
import { promisedBy } from '../store/pursuit';
import { type CallRow, outboxRow, type PursuitFollowUp, type PursuitRow } from '../store/rows';
import { closingOf, followUpEntry, followUpSubject } from './outbox-entries';
import type { Services } from './services';
import type { Say } from './texts';

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
  if (entry !== undefined && isOfThis && (entry.state === 'waiting' || entry.state === 'failed')) {
    await database.outbox.delete(entry.id);
    return after;
  }
  return reopenTask(database, move, after.followUp, now);
}

/** The same promise in other words: what the CRM was not told yet, it is told right. A task that is there stays as it is. */
async function retellTask(
  database: BatonDatabase,
  { before, after, say }: Move,
  followUp: PursuitFollowUp,
  now: number,
): Promise<void> {
  if (before.followUp?.note === followUp.note) return;
  const entry = outboxRow.safeParse(await database.outbox.get(followUp.writeId)).data;
  if (entry?.write.kind !== 'followUp' || (entry.state !== 'waiting' && entry.state !== 'failed')) return;
  const { leadName } = after;
  const facts = { leadName, subject: followUpSubject(say, followUp, leadName), now };
  await database.outbox.put({ ...followUpEntry(followUp, facts), createdAt: entry.createdAt });
}

async function closeTask(
  database: BatonDatabase,
  followUp: PursuitFollowUp,
  facts: { readonly leadName: string; readonly now: number; readonly after: string },
): Promise<void> {
  const [entry, delivered] = await Promise.all([
    database.outbox.get(followUp.writeId),
    database.delivered.get(followUp.writeId),
  ]);
  const closing = closingOf(followUp, { ...facts, entry, isDelivered: delivered !== undefined });
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
  const subject = followUpSubject(say, reopened, after.leadName);
  await database.outbox.put(followUpEntry(reopened, { leadName: after.leadName, subject, now }));
  return { ...after, followUp: reopened };
}
