import { loggedWithinMs } from '../calls/call';
import { followUpIssue } from '../calls/follow-up';
import { findOutcome } from '../calls/outcomes';
import type { Ask } from '../messaging/protocol';
import type { CallView } from '../messaging/views';
import { hourMs } from '../model/time';
import type { BatonDatabase } from '../store/database';
import { repairDays } from '../store/days';
import { CommandFailure, namesOfFailure } from '../store/failures';
import { instantOfId } from '../store/ids';
import { setAside } from '../store/quarantine';
import { type RawTransaction, rawTransaction } from '../store/raw-transaction';
import { AlreadyLogged } from './call-at-hand';
import { callViewOf, storedCallView } from './call-view';
import type { LogRows } from './log-foresight';
import { type LogQuestion, logKeysOf, logTables, Unreadable, writeLog } from './log-transaction';
import { leadTopic, type Services } from './services';

/** A command's id and its `at` are made at the same moment; further apart than this, one of them is wrong. */
const mostApartMs = 24 * hourMs;

/**
 * Logs a call: one strictly durable transaction writes the call, the day's counters, the lead's pursuit and what the CRM
 * has to be told, and clears the running call and the draft. Once it answers, the call is safe; telling surfaces and CRM
 * comes after. The same command, and any second "log" of the same running call, answers the call already logged; one that
 * was taken back meanwhile is logged anew by any other command.
 */
export async function logCall(services: Services, ask: Ask<'logCall'>): Promise<CallView> {
  if (!(Math.abs(ask.at - instantOfId(ask.commandId)) <= mostApartMs)) {
    throw new CommandFailure({ kind: 'refused', message: 'the time of the call is not that of its id' });
  }
  if (ask.made !== undefined) refuseWrongTime(ask.made.startedAt, ask.at);
  refuseWrongFollowUp(ask.followUp?.dueAt, ask.at);
  const outcome = findOutcome(ask.outcomeId);
  if (outcome === undefined) throw new CommandFailure({ kind: 'refused', message: 'no such outcome' });
  const { clock } = services;
  const [database, settings] = await Promise.all([services.store.open(), services.settings.read()]);
  const timeZone = clock.timeZone();
  const keys = logKeysOf(ask, timeZone);
  const question = { ask, outcome, settings, now: clock.now(), timeZone, keys };
  // Nothing is awaited between this and the beginning of the transaction: what is certain now is so then.
  const known = services.foresight.of(keys, database.writes);
  const view = await writeOrFind(services, database, question, known);
  services.changed({
    topics: [leadTopic(view.recordKey), 'calls', 'sync', 'followUps'],
    runningCall: ask.callId !== null,
  });
  return view;
}

/** Refuses a follow-up for a time that has passed, or for years ahead. @throws CommandFailure `followUpTime` */
export function refuseWrongFollowUp(dueAt: number | undefined, at: number): void {
  const issue = dueAt === undefined ? null : followUpIssue(dueAt, at);
  if (issue !== null) throw new CommandFailure({ kind: 'followUpTime', issue });
}

/** A clock is read a little apart in two places. */
const aheadMs = 60_000;

/** Refuses the time of a call that is still to come, or longer ago than a call may be logged. */
export function refuseWrongTime(startedAt: number, loggedAt: number): void {
  if (startedAt > loggedAt + aheadMs) throw new CommandFailure({ kind: 'refused', message: 'a call to come' });
  if (startedAt < loggedAt - loggedWithinMs) throw new CommandFailure({ kind: 'refused', message: 'too long ago' });
}

async function writeOrFind(
  services: Services,
  database: BatonDatabase,
  question: LogQuestion,
  known?: LogRows,
): Promise<CallView> {
  try {
    const write = (raw: RawTransaction) => writeLog(services, raw, question, known);
    return callViewOf(await rawTransaction(database, logTables, write), 'waiting');
  } catch (error) {
    if (error instanceof Unreadable) {
      await makeReadable(database, error, question.now);
      return writeOrFind(services, database, question);
    }
    if (error instanceof AlreadyLogged) return storedCallView(database, error.callId, []);
    if (namesOfFailure(error).includes('ConstraintError')) return storedCallView(database, question.ask.commandId, []);
    throw error;
  }
}

/** Sets aside what cannot be read; the counters of a day come back from its calls. */
async function makeReadable(database: BatonDatabase, { rows }: Unreadable, now: number): Promise<void> {
  await setAside(database, rows, now);
  const days = rows.filter((row) => row.table === 'days').map((row) => row.key);
  await repairDays(database, days, now);
}
