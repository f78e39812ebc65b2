import type { CallView } from '../messaging/views';
import { findCall } from '../store/calls';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { parseRows, type UnreadableRow } from '../store/quarantine';
import { type CallRow, outboxRow } from '../store/rows';

/** A call as lists show it. */
export function callViewOf(row: CallRow, sync: CallView['sync']): CallView {
  const { conversationSeconds: _, promised: __, closedByWriteId: ___, editWriteId: ____, ...call } = row;
  return { ...call, sync };
}

/** Calls with where their copies in the CRM stand. */
export async function callViewsOf(
  database: BatonDatabase,
  rows: readonly CallRow[],
  unreadable: UnreadableRow[],
): Promise<CallView[]> {
  const ids = rows.map((row) => row.id);
  const editIds = rows.flatMap(({ editWriteId }) => editWriteId ?? []);
  const [entries, delivered] = await Promise.all([
    database.outbox.bulkGet([...ids, ...editIds]),
    database.delivered.bulkGet(ids),
  ]);
  const parsed = parseRows('outbox', outboxRow, entries.filter(Boolean), unreadable);
  const failedById = new Map(parsed.map((entry) => [entry.id, entry.state === 'failed']));
  return rows.map((row, index) => {
    // A change that waits makes the CRM's copy one that waits.
    const failed = failedById.get(row.id) ?? failedById.get(row.editWriteId ?? '');
    if (failed !== undefined) return callViewOf(row, failed ? 'failed' : 'waiting');
    return callViewOf(row, delivered[index] === undefined ? 'local' : 'synced');
  });
}

/** The stored call as a view. @throws CommandFailure where there is none. */
export async function storedCallView(database: BatonDatabase, id: string, unreadable: UnreadableRow[]) {
  const found = await findCall(database, id, unreadable);
  if (found === null) throw new CommandFailure({ kind: 'refused', message: 'no such call' });
  const [view] = await callViewsOf(database, [found.row], unreadable);
  if (view === undefined) throw new CommandFailure({ kind: 'refused', message: 'no such call' });
  return view;
}
