import { findOutcome } from '../calls/outcomes';
import type { Ask } from '../messaging/protocol';
import type { CallView } from '../messaging/views';
import { textIn } from '../model/schemas';
import { changeOfDay, zeroCounts } from '../progress/counting';
import { callsOfRecord, findCall } from '../store/calls';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { idAfter } from '../store/ids';
import { replayPursuit } from '../store/pursuit';
import { parseRow, setAside, type UnreadableRow } from '../store/quarantine';
import { type CallRow, dayRow, outboxRow, pursuitRow } from '../store/rows';
import { readSettings } from '../store/settings';
import { callViewsOf } from './call-view';
import { moveFollowUp } from './follow-up-tasks';
import { takeNamedPromise } from './named-promise';
import { undoCallEntry } from './outbox-entries';
import { leadTopic, type Services } from './services';
import { isUnsent, withdrawChanges } from './unsent-changes';

/**
 * Takes a call back: marks it, and reverses its counters, its follow-up and what it did to the pursuit exactly, by
 * replaying the lead's other calls. What the CRM has not been told yet is withdrawn; what it has is marked there too.
 */
export async function undoCall(services: Services, ask: Ask<'undoCall'>): Promise<CallView> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const scope = [
    database.calls,
    database.callsArchive,
    database.pursuits,
    database.days,
    database.outbox,
    database.delivered,
    database.meta,
    database.reviews,
    database.quarantine,
  ];
  const view = await database.transaction('rw', scope, async () => {
    const found = await findCall(database, ask.callId, unreadable);
    if (found === null) throw new CommandFailure({ kind: 'refused', message: 'no such call' });
    const undone =
      found.row.undoneAt === null ? await takeBack(services, database, { ...found, at: ask.at }) : found.row;
    const [callView] = await callViewsOf(database, [undone], unreadable);
    if (callView === undefined) throw new CommandFailure({ kind: 'refused', message: 'no such call' });
    return callView;
  });
  await setAside(database, unreadable, services.clock.now());
  services.changed({ topics: [...leadTopicsOf(view), 'calls', 'sync', 'followUps', 'reviews'] });
  return view;
}

/** The topics of the lead of a call, and of whom it named. */
export function leadTopicsOf({ recordKey, named }: Pick<CallView, 'recordKey' | 'named'>): readonly string[] {
  return [recordKey, ...(named?.recordKey == null ? [] : [named.recordKey])].map(leadTopic);
}

interface Taken {
  readonly row: CallRow;
  readonly table: 'calls' | 'callsArchive';
  readonly at: number;
}

async function takeBack(services: Services, database: BatonDatabase, { row, table, at }: Taken): Promise<CallRow> {
  const undone: CallRow = { ...row, undoneAt: at };
  const unreadable: UnreadableRow[] = [];
  const calls = await callsOfRecord(database, row.recordKey, unreadable);
  const pursuit = parseRow('pursuits', pursuitRow, await database.pursuits.get(row.recordKey), unreadable);
  const day = parseRow('days', dayRow, await database.days.get(row.day), unreadable);
  const settings = await readSettings(database, unreadable);
  await setAside(database, unreadable, at);

  const others = calls.map((other) => (other.id === row.id ? undone : other));
  const ofDay = (list: readonly CallRow[]) => list.filter((other) => other.day === row.day);
  const counts = changeOfDay(day?.counts ?? zeroCounts(), ofDay(calls), ofDay(others), settings);
  const say = services.say(services.localeOf(settings));
  await database[table].put(undone);
  await database.days.put({ day: row.day, counts });
  const undoId = idAfter(row.id, services.clock.now());
  await tellOfUndo(database, undone, {
    id: undoId,
    subject: say('background:task.takenBack', { outcome: labelOf(row, services.localeOf(settings)) }),
    now: services.clock.now(),
  });
  if (pursuit !== undefined) {
    const after = replayPursuit(pursuit, others);
    const restored = await moveFollowUp(services, database, {
      before: pursuit,
      after,
      changed: undone,
      changeId: undoId,
      say,
      calls: others,
    });
    await database.pursuits.put(restored);
  }
  await takeNamedPromise(services, database, row);
  // There was no such conversation to look back at.
  await database.reviews.delete(row.id);
  return undone;
}

export function labelOf(row: CallRow, locale: Parameters<typeof textIn>[1]): string {
  const outcome = findOutcome(row.outcomeId);
  return outcome === undefined ? row.outcomeId : textIn(outcome.label, locale);
}

/** What was not sent of it goes, corrections too: one sent after the undo would show the call as if it stood. */
async function tellOfUndo(
  database: BatonDatabase,
  row: CallRow,
  facts: { readonly id: string; readonly subject: string; readonly now: number },
): Promise<void> {
  const entry = outboxRow.safeParse(await database.outbox.get(row.id)).data;
  await withdrawChanges(database, row.id);
  if (isUnsent(entry)) {
    await database.outbox.delete(row.id);
    return;
  }
  const mayBeThere = entry !== undefined || (await database.delivered.get(row.id)) !== undefined;
  if (mayBeThere) await database.outbox.put(undoCallEntry(facts.id, row, facts));
}
