import { monthOf } from '../model/time';
import { addCounts, zeroCounts } from '../progress/counting';
import type { ProgressSnapshot } from '../progress/progress';
import type { BatonDatabase } from './database';
import { parseRows, setAside, type UnreadableRow } from './quarantine';
import { dayRow, handoffRow, pursuitRow, recordRow } from './rows';
import { readSettings, readTargets } from './settings';

export interface SnapshotQuestion {
  readonly now: number;
  readonly timeZone: string;
  /** Today in `timeZone`. */
  readonly today: string;
  /** Orgs whose connection asks for a sign-in. */
  readonly needsSignIn: number;
}

const followUpsShown = 5;
const handoffTimesShown = 200;

/** What every surface shows of progress, read anew from the truth in one transaction. */
export async function readSnapshot(database: BatonDatabase, question: SnapshotQuestion): Promise<ProgressSnapshot> {
  const { days, handoffs, pursuits, outbox, meta, records } = database;
  const unreadable: UnreadableRow[] = [];
  const snapshot = await database.transaction('r', [days, handoffs, pursuits, outbox, meta, records], async () => {
    const [settings, targets, counted, handoffTimes, nextFollowUps, sync] = await Promise.all([
      readSettings(database, unreadable),
      readTargets(database, unreadable),
      countsOf(database, question.today, unreadable),
      handoffTimesOf(database, question.today, unreadable),
      nextFollowUpsOf(database, unreadable),
      syncOf(database),
    ]);
    return {
      version: 1 as const,
      day: question.today,
      timeZone: question.timeZone,
      ...counted,
      targets,
      workingTime: settings.workingTime,
      handoffTimes,
      nextFollowUps,
      sync: { ...sync, needsSignIn: question.needsSignIn },
      updatedAt: question.now,
    };
  });
  await setAside(database, unreadable, question.now);
  return snapshot;
}

async function countsOf(database: BatonDatabase, today: string, unreadable: UnreadableRow[]) {
  const month = monthOf(today);
  const raws = await database.days.where('day').between(`${month}-00`, `${month}-99`).toArray();
  const rows = parseRows('days', dayRow, raws, unreadable);
  return {
    today: rows.find((row) => row.day === today)?.counts ?? zeroCounts(),
    month: rows.reduce((sum, row) => addCounts(sum, row.counts), zeroCounts()),
  };
}

async function handoffTimesOf(database: BatonDatabase, today: string, unreadable: UnreadableRow[]): Promise<number[]> {
  const raws = await database.handoffs.where('day').equals(today).toArray();
  return parseRows('handoffs', handoffRow, raws, unreadable)
    .filter((row) => row.state !== 'withdrawn')
    .map((row) => row.submittedAt)
    .toSorted((a, b) => a - b)
    .slice(-handoffTimesShown);
}

async function nextFollowUpsOf(database: BatonDatabase, unreadable: UnreadableRow[]) {
  const raws = await database.pursuits.orderBy('openDueAt').limit(followUpsShown).toArray();
  const rows = parseRows('pursuits', pursuitRow, raws, unreadable);
  const companies = await companiesOf(
    database,
    rows.map((row) => row.recordKey),
    unreadable,
  );
  return rows.flatMap(({ recordKey, leadName, followUp }) =>
    followUp === null
      ? []
      : [
          {
            recordKey,
            leadName,
            company: companies.get(recordKey) ?? null,
            dueAt: followUp.dueAt,
            timeZone: followUp.timeZone,
            ...(followUp.person === undefined ? {} : { person: followUp.person.name }),
          },
        ],
  );
}

/** The company of each of these records, where known. */
export async function companiesOf(
  database: BatonDatabase,
  recordKeys: readonly string[],
  unreadable: UnreadableRow[],
): Promise<ReadonlyMap<string, string>> {
  const raws = await database.records.bulkGet([...new Set(recordKeys)]);
  const rows = parseRows('records', recordRow, raws.filter(Boolean), unreadable);
  return new Map(rows.flatMap((row) => (row.record?.company ? [[row.recordKey, row.record.company]] : [])));
}

async function syncOf(database: BatonDatabase): Promise<{ waiting: number; failed: number }> {
  const [all, failed] = await Promise.all([
    database.outbox.count(),
    database.outbox.where('[state+nextAttemptAt]').between(['failed', -1], ['failed', []]).count(),
  ]);
  return { waiting: all - failed, failed };
}
