import type { Outcome } from '../calls/outcome';
import { referralText } from '../calls/referral';
import type { Ask, Settings } from '../messaging/protocol';
import type { Draft } from '../messaging/views';
import { orgOfKey, refOfKey } from '../model/record';
import { textIn } from '../model/schemas';
import { localDayOf } from '../model/time';
import { changeOfDay, zeroCounts } from '../progress/counting';
import type { Counts } from '../progress/progress';
import { idAfter } from '../store/ids';
import { countedCall, newPursuit, pursuitAfterCall } from '../store/pursuit';
import { parseRow, type UnreadableRow } from '../store/quarantine';
import type { RawTransaction } from '../store/raw-transaction';
import {
  type CallRow,
  type CountedCallRow,
  callRow,
  type PursuitFollowUp,
  type PursuitRow,
  type RunningRow,
} from '../store/rows';
import { type CallAtHand, callAtHand } from './call-at-hand';
import { draftAfterCall } from './drafts';
import { type LogKeys, type LogRows, readDesk, readLogRows } from './log-foresight';
import { closingOf, followUpEntry, followUpSubject, logCallEntry } from './outbox-entries';
import type { Services } from './services';
import type { Say } from './texts';

/** The tables of the transaction that logs a call. */
export const logTables = ['calls', 'days', 'pursuits', 'outbox', 'delivered', 'meta', 'drafts'];

/** How many logged calls are remembered by the running call they were, so that a second "log" finds its call. */
const rememberedLogs = 8;
/** Thrown inside the transaction: rows that would be written over cannot be read and have to be set aside first. */
export class Unreadable extends Error {
  readonly rows: readonly UnreadableRow[];
  constructor(rows: readonly UnreadableRow[]) {
    super('unreadable rows');
    this.rows = rows;
  }
}

/** What is to be logged, and when and where that is. */
export interface LogQuestion {
  readonly ask: Ask<'logCall'>;
  readonly outcome: Outcome;
  readonly settings: Settings;
  readonly now: number;
  readonly timeZone: string;
  readonly keys: LogKeys;
}

/** What stands in the store before the call is logged. */
interface Before {
  readonly runningState: RunningRow | undefined;
  readonly atHand: CallAtHand | null;
  readonly day: string;
  readonly counts: Counts;
  readonly pursuit: PursuitRow;
  readonly ofDay: readonly CountedCallRow[];
  readonly draft: Draft | undefined;
}

/** Reads what is needed, unless it is known, and writes everything a logged call changes. Answers the call. */
export async function writeLog(
  services: Services,
  raw: RawTransaction,
  question: LogQuestion,
  known?: LogRows,
): Promise<CallRow> {
  const before = await beforeOf(raw, question, known);
  const bare = callOf(question, before);
  const after = pursuitAfterCall(before.pursuit, bare, before.ofDay);
  const closedByWriteId = await closeEarlier(raw, {
    before: before.pursuit.followUp,
    after,
    row: bare,
    now: question.now,
  });
  const row = { ...bare, closedByWriteId };
  raw.add('calls', row);
  raw.put('pursuits', after);
  const ofDay = [...before.ofDay, countedCall(row)];
  raw.put('days', { day: row.day, counts: changeOfDay(before.counts, before.ofDay, ofDay, question.settings) });
  putEntries(services, raw, { question, after, row });
  clearDesk(raw, question, before, row);
  return row;
}

/** Which rows logging this call reads first. */
export function logKeysOf(ask: Ask<'logCall'>, timeZone: string): LogKeys {
  const startedAt = ask.callId === null && ask.made !== undefined ? ask.made.startedAt : ask.at;
  return { recordKey: ask.recordKey, day: localDayOf(startedAt, timeZone), isRunning: ask.callId !== null };
}

async function beforeOf(raw: RawTransaction, { ask, keys }: LogQuestion, known?: LogRows): Promise<Before> {
  const { day } = keys;
  const unreadable: UnreadableRow[] = [];
  const rows = known ?? (await readLogRows(raw, keys, unreadable));
  const atHand = await callAtHand(raw, ask, rows.running);
  // The call belongs to the lead it was started on, wherever the SDR is now.
  const { recordKey, leadName } = atHand ?? ask;
  const desk = recordKey === ask.recordKey ? rows : await readDesk(raw, recordKey, unreadable);
  const pursuit = desk.pursuit ?? newPursuit(recordKey, orgOfKey(recordKey), leadName);
  const before = {
    runningState: rows.running,
    atHand,
    day,
    counts: rows.counts ?? zeroCounts(),
    pursuit,
    ofDay: await callsOfLeadOnDay(raw, pursuit, day, unreadable),
    draft: desk.draft,
  };
  if (unreadable.length > 0) throw new Unreadable(unreadable);
  return before;
}

/** The lead's calls of that day: kept with the pursuit for its latest day, else looked up. */
async function callsOfLeadOnDay(
  raw: RawTransaction,
  pursuit: PursuitRow,
  day: string,
  unreadable: UnreadableRow[],
): Promise<readonly CountedCallRow[]> {
  if (pursuit.lastDay === null || pursuit.lastDay.day < day) return [];
  if (pursuit.lastDay.day === day) return pursuit.lastDay.calls;
  const raws = await raw.getAllBy('calls', 'recordKey', pursuit.recordKey);
  const rows = raws.flatMap((found) => parseRow('calls', callRow, found, unreadable) ?? []);
  return rows.filter((row) => row.day === day && row.undoneAt === null).map(countedCall);
}

function callOf({ ask, outcome, settings, now, timeZone }: LogQuestion, { atHand, pursuit, day }: Before): CallRow {
  // A promise to call somebody who must not be called is none.
  const promise = outcome.doNotCall ? null : ask.followUp;
  const followUpId = promise === null ? null : idAfter(ask.commandId, now);
  const made = ask.callId === null ? ask.made : undefined;
  return {
    id: ask.commandId,
    recordKey: pursuit.recordKey,
    leadName: atHand?.leadName ?? ask.leadName,
    outcomeId: outcome.id,
    startedAt: atHand?.startedAt ?? made?.startedAt ?? ask.at,
    durationMs: atHand === null ? (made?.durationMs ?? null) : atHand.durationMs,
    loggedAt: ask.at,
    day,
    timeZone,
    number: atHand === null ? (ask.made?.number ?? null) : atHand.number,
    note: ask.note,
    followUpId,
    undoneAt: null,
    conversationSeconds: settings.conversationSeconds,
    promised: promise === null || followUpId === null ? null : { ...promise, writeId: followUpId },
    closedByWriteId: null,
    ...(atHand?.override === undefined ? {} : { override: atHand.override }),
    ...(ask.play === undefined ? {} : { play: ask.play }),
    ...(ask.referral === undefined || outcome.followUp.kind !== 'referral' ? {} : { referral: ask.referral }),
    ...((atHand ?? made)?.direction === 'in' ? { direction: 'in' as const } : {}),
  };
}

interface Closing {
  readonly before: PursuitFollowUp | null;
  readonly after: PursuitRow;
  readonly row: CallRow;
  readonly now: number;
}

/** Ends the CRM's task of a follow-up that this call kept or replaced; answers the id of the write that does, if any. */
async function closeEarlier(raw: RawTransaction, { before, after, row, now }: Closing): Promise<string | null> {
  if (before === null || before.id === after.followUp?.id) return null;
  const { writeId } = before;
  const [entry, delivered] = await Promise.all([raw.get('outbox', writeId), raw.get('delivered', writeId)]);
  const facts = {
    entry,
    isDelivered: delivered !== undefined,
    leadName: row.leadName,
    now,
    after: row.followUpId ?? row.id,
  };
  const closing = closingOf(before, facts);
  if (closing.kind === 'withdraw') raw.delete('outbox', writeId);
  if (closing.kind === 'send') raw.put('outbox', closing.entry);
  return closing.kind === 'send' ? closing.entry.id : null;
}

interface Written {
  readonly question: LogQuestion;
  readonly after: PursuitRow;
  readonly row: CallRow;
}

/** What the CRM has to be told: the call, and the follow-up it promised. */
function putEntries(services: Services, raw: RawTransaction, { question, after, row }: Written): void {
  const locale = services.localeOf(question.settings);
  const { now, outcome } = question;
  const outcomeLabel = textIn(outcome.label, locale);
  const remark = remarkOf(services.say(locale), row);
  raw.put('outbox', logCallEntry(row, { ref: refOfKey(row.recordKey), outcomeLabel, remark, now }));
  if (after.followUp === null || after.followUp.id !== row.followUpId) return;
  const { leadName } = row;
  const subject = followUpSubject(services.say(locale), after.followUp, leadName);
  raw.put('outbox', followUpEntry(after.followUp, { leadName, subject, now }));
}

/** What the CRM's copy of the call says beside the note: whom they named, and why it was made outside the calling rules. */
export function remarkOf(say: Say, { override, referral }: CallRow): string | null {
  const lines = [
    referral === undefined ? null : say('background:referredTo', { who: referralText(referral) }),
    override === undefined ? null : say('calling:recorded', { reason: reasonText(say, override) }),
  ].filter((line) => line !== null);
  return lines.length === 0 ? null : lines.join('\n');
}

function reasonText(say: Say, override: NonNullable<CallRow['override']>): string {
  return override.note === '' ? say(`calling:reason.${override.reason}`) : override.note;
}

/** The call is off the line, and what was typed for it is used. */
function clearDesk(
  raw: RawTransaction,
  question: LogQuestion,
  { runningState, atHand, draft }: Before,
  row: CallRow,
): void {
  const runningId = question.ask.callId;
  if (runningState !== undefined && atHand !== null && runningId !== null) {
    const { running, logged } = runningState;
    const others = logged.filter((entry) => entry.runningId !== runningId);
    raw.put('meta', {
      ...runningState,
      // Where this one was logged before and taken back, another may be on the line by now.
      running: running?.callId === runningId ? null : running,
      logged: [...others, { runningId, callId: row.id }].slice(-rememberedLogs),
    });
  }
  if (draft === undefined) return;
  const left = draftAfterCall(draft);
  if (left === null) raw.delete('drafts', row.recordKey);
  else raw.put('drafts', left);
}
