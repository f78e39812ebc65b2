import { type CallDetails, detailsOf, detailsWith } from '../calls/call';
import { findOutcome } from '../calls/outcomes';
import type { Ask } from '../messaging/protocol';
import { type CallView, callView } from '../messaging/views';
import { orgOfKey, refOfKey } from '../model/record';
import { localDayOf } from '../model/time';
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
import { refuseWrongFollowUp, refuseWrongTime } from './log-call';
import { remarkOf } from './log-transaction';
import { giveNamedPromise, takeNamedPromise } from './named-promise';
import { once } from './once';
import { editCallEntry, logCallEntry } from './outbox-entries';
import type { Services } from './services';
import { labelOf, leadTopicsOf } from './undo-call';
import { isUnsent, unsentChangesOf } from './unsent-changes';

/**
 * Puts a logged call right: keeps what was before with it, and brings counters, follow-up and the lead's pursuit in line
 * by replaying the lead's calls. What the CRM has not been told yet is told right; what it has is corrected there. Only
 * what differs from the details that the change began with is changed; the same command or details again change nothing.
 * @throws CommandFailure where there is no such call or outcome, where it was taken back, and for a time that cannot be.
 */
export async function editCall(services: Services, ask: Ask<'editCall'>): Promise<CallView> {
  const database = await services.store.open();
  if (findOutcome(ask.details.outcomeId) === undefined) throw refused('no such outcome');
  refuseWrongFollowUp(ask.promise?.dueAt, ask.at);
  const unreadable: UnreadableRow[] = [];
  const topics: string[] = [];
  const { calls, callsArchive, pursuits, days, outbox, delivered, meta } = database;
  const by = await userOf(services, database, ask.callId);
  const command = { commandId: ask.commandId, at: ask.at, parse: (answer: unknown) => callView.parse(answer) };
  const scope = [calls, callsArchive, pursuits, days, outbox, delivered, meta];
  const view = await once(database, command, scope, async () => {
    const found = await findCall(database, ask.callId, unreadable);
    if (found === null) throw refused('no such call');
    topics.push(...leadTopicsOf(found.row));
    if (found.row.undoneAt !== null) throw refused('it was taken back');
    const now = detailsOf(found.row);
    const details = detailsWith(now, ask.began, ask.details);
    if (now.startedAt !== details.startedAt) refuseWrongTime(details.startedAt, found.row.loggedAt);
    const changed = isSame(now, details)
      ? found.row
      : await putRight(services, database, { ...found, ask: { ...ask, details }, by });
    const [stored] = await callViewsOf(database, [changed], unreadable);
    if (stored === undefined) throw refused('no such call');
    return stored;
  });
  await setAside(database, unreadable, services.clock.now());
  services.changed({ topics: [...topics, 'calls', 'sync', 'followUps'] });
  return view;
}

function refused(message: string): CommandFailure {
  return new CommandFailure({ kind: 'refused', message });
}

function isSame(a: CallDetails, b: CallDetails): boolean {
  return JSON.stringify(a) === JSON.stringify({ ...a, ...b });
}

/** Who changes it: the user of the connection to the call's org. */
async function userOf(services: Services, database: BatonDatabase, callId: string): Promise<string | null> {
  const found = await findCall(database, callId, []);
  if (found === null) return null;
  const connections = await services.connections.list();
  return connections.find(({ org }) => org === orgOfKey(found.row.recordKey))?.user.name ?? null;
}

interface Change {
  readonly row: CallRow;
  readonly table: 'calls' | 'callsArchive';
  readonly ask: Ask<'editCall'>;
  readonly by: string | null;
}

async function putRight(services: Services, database: BatonDatabase, change: Change): Promise<CallRow> {
  const { row, table, ask } = change;
  const unreadable: UnreadableRow[] = [];
  const calls = await callsOfRecord(database, row.recordKey, unreadable);
  const pursuit = parseRow('pursuits', pursuitRow, await database.pursuits.get(row.recordKey), unreadable);
  const settings = await readSettings(database, unreadable);
  await setAside(database, unreadable, ask.at);
  const locale = services.localeOf(settings);
  const say = services.say(locale);
  const now = services.clock.now();
  const changeId = idAfter(row.editWriteId ?? row.id, now);
  const edited = editedRow(change, changeId);
  const outcomeLabel = labelOf(edited, locale);
  const facts = { ref: refOfKey(row.recordKey), outcomeLabel, remark: remarkOf(say, edited), now };
  const changed = await tellOfChange(database, edited, { ...facts, changeId });
  await database[table].put(changed);
  const others = calls.map((other) => (other.id === row.id ? changed : other));
  for (const day of new Set([row.day, changed.day])) await recount(database, day, { calls, others, settings });
  if (pursuit !== undefined) {
    const after = replayPursuit(pursuit, others);
    const move = { before: pursuit, after, changed, changeId, say, calls: others };
    await database.pursuits.put(await moveFollowUp(services, database, move));
  }
  if (changed.named === undefined) await takeNamedPromise(services, database, row);
  else if (row.promised === null) await giveNamedPromise(services, database, { after: changed, say });
  return changed;
}

/**
 * The call as it is now, with what it was among its changes. Whom they named stays with its outcome; a promise goes with
 * an outcome that promises nothing, and with the name of whom it was to call; a name that comes is promised a call.
 */
function editedRow({ row, ask: { details, promise, at }, by }: Change, changeId: string): CallRow {
  const { direction, referral: _, ...rest } = details;
  const edits = [...(row.edits ?? []), { at, by, before: detailsOf(row) }];
  const isMoved = details.startedAt !== row.startedAt;
  const { referral: named, named: inCrm, ...plain } = row;
  const referral = referralAfter(row, details);
  const edited = {
    ...plain,
    ...(referral === undefined ? {} : { referral }),
    // Somebody else is somebody else in the CRM too.
    ...(inCrm === undefined || referral?.name !== named?.name ? {} : { named: inCrm }),
    ...rest,
    direction,
    edits,
    day: isMoved ? localDayOf(details.startedAt, row.timeZone) : row.day,
  };
  const next = findOutcome(details.outcomeId);
  const isKept =
    (details.outcomeId === row.outcomeId || next?.followUp.kind !== 'none') &&
    (named === undefined || referral !== undefined);
  if (!isKept) return { ...edited, followUpId: null, promised: null };
  if (referral === undefined || row.promised !== null || promise === undefined || next?.doNotCall === true)
    return edited;
  const followUpId = idAfter(changeId, at);
  return { ...edited, followUpId, promised: { ...promise, writeId: followUpId } };
}

/** Whom they named: as the SDR says now, else as it was; nobody where the outcome is none that names anybody. */
function referralAfter(row: CallRow, { outcomeId, referral }: CallDetails): CallRow['referral'] {
  if (findOutcome(outcomeId)?.followUp.kind !== 'referral' || referral === null) return undefined;
  return referral ?? (outcomeId === row.outcomeId ? row.referral : undefined);
}

type ChangeFacts = Parameters<typeof logCallEntry>[1] & { readonly changeId: string };

/**
 * Answers the call with the write that tells of it. Corrections that were not sent yet go: one that waited behind the call
 * while it was being sent would put the older words back, were the call told right itself.
 */
async function tellOfChange(database: BatonDatabase, row: CallRow, facts: ChangeFacts): Promise<CallRow> {
  const { outbox, delivered } = database;
  const first = outboxRow.safeParse(await outbox.get(row.id)).data;
  const unsent = await unsentChangesOf(database, row.id);
  await outbox.bulkDelete(unsent.map(({ id }) => id));
  if (first !== undefined && isUnsent(first)) {
    await outbox.put({ ...logCallEntry(row, facts), createdAt: first.createdAt });
    const { editWriteId: _, ...told } = row;
    return told;
  }
  if (first === undefined && (await delivered.get(row.id)) === undefined) return row;
  const earlier = unsent.find(({ id }) => id === row.editWriteId);
  const editWriteId = earlier?.id ?? facts.changeId;
  await outbox.put({ ...editCallEntry(editWriteId, row, facts), createdAt: earlier?.createdAt ?? facts.now });
  return { ...row, editWriteId };
}

interface Recount {
  readonly calls: readonly CallRow[];
  readonly others: readonly CallRow[];
  readonly settings: Parameters<typeof changeOfDay>[3];
}

async function recount(database: BatonDatabase, day: string, { calls, others, settings }: Recount): Promise<void> {
  const unreadable: UnreadableRow[] = [];
  const before = parseRow('days', dayRow, await database.days.get(day), unreadable)?.counts ?? zeroCounts();
  const ofDay = (list: readonly CallRow[]) => list.filter((row) => row.day === day);
  await database.days.put({ day, counts: changeOfDay(before, ofDay(calls), ofDay(others), settings) });
}
