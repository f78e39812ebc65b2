import { answerFiguresOf, figuresDays, standingAnswer } from '../handoff/answer-figures';
import { addDays, dayMs, monthOf } from '../model/time';
import { addCounts, zeroCounts } from '../progress/counting';
import type { ProgressSnapshot, WorkingTime } from '../progress/progress';
import type { BatonDatabase } from './database';
import { parseRow, parseRows, setAside, type UnreadableRow } from './quarantine';
import { dayRow, handoffRow, pursuitRow, recordRow } from './rows';
import { readSettings, readTargets } from './settings';

export interface SnapshotQuestion {
  readonly now: number;
  readonly timeZone: string;
  /** Today in `timeZone`. */
  readonly today: string;
  /** Orgs whose connection asks for a sign-in. */
  readonly needsSignIn: number;
  /** Orgs that let Baton do nothing before somebody there changes it. */
  readonly blocked: number;
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
      handoffs: await handoffsOf(database, question, settings.workingTime, unreadable),
      sync: { ...sync, needsSignIn: question.needsSignIn, blocked: question.blocked },
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
  const [earliest = today] = await database.days.orderBy('day').limit(1).primaryKeys();
  // A day to come is one from before the clock was put right.
  const first = earliest < today ? earliest : today;
  return {
    today: rows.find((row) => row.day === today)?.counts ?? zeroCounts(),
    month: rows.reduce((sum, row) => addCounts(sum, row.counts), zeroCounts()),
    ...(monthOf(first) === month ? { countedFrom: first } : {}),
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

const returnedShown = 5;
/** What came back longer ago is no news any more. */
const returnedForMs = 14 * dayMs;

/** Without the brief and all that was known: this is read after every command. */
const answeredRow = handoffRow.pick({
  ...{ recordKey: true, leadName: true, ae: true, state: true, history: true, submittedAt: true, dueAt: true },
});

/** The handoffs of the last time: how they were answered, and what came back and nobody took up again. */
async function handoffsOf(
  database: BatonDatabase,
  { now, timeZone, today }: SnapshotQuestion,
  workingTime: WorkingTime,
  unreadable: UnreadableRow[],
): Promise<ProgressSnapshot['handoffs']> {
  const raws = await database.handoffs
    .where('day')
    .aboveOrEqual(addDays(today, -figuresDays - 1))
    .toArray();
  const rows = parseRows('handoffs', answeredRow, raws, unreadable);
  const figures = answerFiguresOf(rows, { now, workingTime, timeZone });
  const back: NonNullable<ProgressSnapshot['handoffs']>['returned'] = [];
  for (const handoff of rows.toSorted((a, b) => b.submittedAt - a.submittedAt)) {
    const answer = standingAnswer(handoff);
    if (answer?.state !== 'returned' || now - answer.at > returnedForMs) continue;
    const { recordKey, leadName, ae, submittedAt } = handoff;
    const isAgain = rows.some((other) => other.recordKey === recordKey && other.submittedAt > submittedAt);
    const pursuit = parseRow('pursuits', pursuitRow, await database.pursuits.get(recordKey), unreadable);
    const isTakenUp = (pursuit?.lastCallAt ?? 0) > answer.at || pursuit?.followUp != null;
    if (isAgain || isTakenUp) continue;
    const { at, reason: note, reasonId = null } = answer;
    back.push({ recordKey, leadName, aeName: ae.name, reasonId, note, at });
  }
  return {
    open: figures.waiting + figures.overdue,
    overdue: figures.overdue,
    returned: back.toSorted((a, b) => b.at - a.at).slice(0, returnedShown),
    returnedCount: back.length,
    figures,
  };
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
