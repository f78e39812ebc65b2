import { orgOfKey, type RecordKey } from '../model/record';
import { callsOfRecord } from '../store/calls';
import type { BatonDatabase } from '../store/database';
import { idAfter } from '../store/ids';
import { afterPlan, newPursuit, promiseOf, replayPursuit, withFollowUp } from '../store/pursuit';
import { parseRow, setAside, type UnreadableRow } from '../store/quarantine';
import { type CallRow, type PursuitRow, pursuitRow } from '../store/rows';
import { closeTask, moveFollowUp } from './follow-up-tasks';
import { followUpEntry, followUpSubject } from './outbox-entries';
import type { Services } from './services';
import { nameIn, type Say } from './texts';

/** The tables a promise to call somebody named is moved in, for the scope of a transaction. */
export function namedTables(database: BatonDatabase) {
  const { calls, callsArchive, pursuits, outbox, delivered, quarantine } = database;
  return [calls, callsArchive, pursuits, outbox, delivered, quarantine];
}

/** A call before and after it was said who, in the CRM, the lead named in it. */
export interface NamedChange {
  readonly before: CallRow;
  readonly after: CallRow;
  readonly say: Say;
}

/**
 * The promise to call somebody a lead named stands with them once the CRM knows them, and with the lead again where it was
 * somebody else after all. Inside a transaction over {@link namedTables}, after the call itself was written.
 */
export async function moveNamedPromise(
  services: Services,
  database: BatonDatabase,
  change: NamedChange,
): Promise<void> {
  const { before, after, say } = change;
  const [was, is] = [keyOf(before), keyOf(after)];
  if (was === is || before.followUpId === null) return;
  const pursuit = await pursuitOf(services, database, before.recordKey);
  const isOpenHere = pursuit?.followUp?.id === before.followUpId;
  const isOpenThere = await takeNamedPromise(services, database, before);
  const isReminded = pursuit?.remindedOf === before.followUpId;
  if (pursuit !== undefined) {
    const calls = await callsOfRecord(database, before.recordKey, []);
    const changeId = idAfter(after.editWriteId ?? after.id, services.clock.now());
    const move = { before: pursuit, after: replayPursuit(pursuit, calls), changed: after, changeId, say, calls };
    await database.pursuits.put(await moveFollowUp(services, database, move));
  }
  if (is !== null && (isOpenHere || isOpenThere))
    await giveNamedPromise(services, database, { after, say, isReminded });
}

/** Takes the promise this call made from the person it was moved to, as if they had never had it. Answers whether it was open. */
export async function takeNamedPromise(services: Services, database: BatonDatabase, row: CallRow): Promise<boolean> {
  const key = keyOf(row);
  const pursuit = key === null ? undefined : await pursuitOf(services, database, key);
  if (key === null || row.followUpId === null || pursuit?.planned?.followUp.id !== row.followUpId) return false;
  const { planned: _, ...without } = pursuit;
  const isOpen = pursuit.followUp?.id === row.followUpId;
  const now = services.clock.now();
  if (isOpen && pursuit.followUp !== null) {
    const { leadName } = pursuit;
    await closeTask(database, pursuit.followUp, { leadName, now, after: idAfter(row.editWriteId ?? row.id, now) });
  }
  const replayed = replayPursuit(without, await callsOfRecord(database, key, []));
  await database.pursuits.put(withFollowUp(replayed, isOpen ? null : pursuit.followUp));
  return isOpen;
}

/**
 * Promises the named person the call at the time it was promised. Whoever has a promise of their own keeps that, and who must
 * not be called is promised none.
 */
export async function giveNamedPromise(
  services: Services,
  database: BatonDatabase,
  { after: row, say, isReminded = false }: Pick<NamedChange, 'after' | 'say'> & { readonly isReminded?: boolean },
): Promise<void> {
  const promise = promiseOf(row);
  const key = keyOf(row);
  if (promise === null || key === null) return;
  const { referral } = row;
  const found = await pursuitOf(services, database, key);
  const pursuit = found ?? newPursuit(key, orgOfKey(key), referral?.name ?? '');
  if (pursuit.doNotCall || pursuit.followUp !== null) return;
  const now = services.clock.now();
  const { person: _, ...plain } = promise;
  const why = say('background:namedBy', { name: nameIn(say, row.leadName) });
  const followUp = {
    ...plain,
    recordKey: key,
    note: [why, row.note].filter(Boolean).join('\n').slice(0, 4000),
    writeId: idAfter(row.editWriteId ?? row.id, now),
    ...(referral === undefined || referral.contact === '' ? {} : { reach: referral.contact }),
  };
  const planned: PursuitRow = { ...afterPlan(pursuit, followUp), planned: { followUp, at: now } };
  await database.pursuits.put(isReminded ? { ...planned, remindedOf: followUp.id } : planned);
  const { leadName } = pursuit;
  const subject = followUpSubject(say, { person: referral }, row.leadName);
  await database.outbox.put(followUpEntry(followUp, { leadName, subject, now }));
}

function keyOf({ named }: CallRow): RecordKey | null {
  return named?.recordKey ?? null;
}

async function pursuitOf(services: Services, database: BatonDatabase, key: RecordKey): Promise<PursuitRow | undefined> {
  const unreadable: UnreadableRow[] = [];
  const pursuit = parseRow('pursuits', pursuitRow, await database.pursuits.get(key), unreadable);
  await setAside(database, unreadable, services.clock.now());
  return pursuit;
}
