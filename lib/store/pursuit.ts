import { countAttempts } from '../calls/attempts';
import { findOutcome } from '../calls/outcomes';
import type { OrgKey, RecordKey } from '../model/record';
import { localDayOf } from '../model/time';
import type { CallRow, CountedCallRow, PursuitFollowUp, PursuitRow } from './rows';

/** A lead nobody has called yet. */
export function newPursuit(recordKey: RecordKey, org: OrgKey, leadName: string): PursuitRow {
  return {
    recordKey,
    org,
    leadName,
    attempts: 0,
    lastOutcomeId: null,
    lastCallAt: null,
    ended: 'nothing',
    doNotCall: false,
    removedNumbers: [],
    followUp: null,
    followUpsDone: [],
    lastDay: null,
    draftUsedAt: 0,
  };
}

/** Where a lead stands after one more call was logged. Pure: the same calls in the same order give the same row. */
export function pursuitAfterCall(before: PursuitRow, row: CallRow, ofDay: readonly CountedCallRow[]): PursuitRow {
  const outcome = findOutcome(row.outcomeId);
  const ends = outcome?.ends ?? 'nothing';
  const counted = countedCall(row);
  const pursuit: PursuitRow = {
    ...before,
    leadName: row.leadName,
    attempts: before.attempts + countAttempts([...ofDay, counted]) - countAttempts(ofDay),
    lastOutcomeId: row.outcomeId,
    // One logged afterwards may be older than the last.
    lastCallAt: Math.max(before.lastCallAt ?? row.startedAt, row.startedAt),
    // Only "do not call" outlives a later call: whoever is called again is pursued again.
    ended: before.ended === 'person' ? 'person' : ends,
    doNotCall: before.doNotCall || outcome?.doNotCall === true,
    removedNumbers: removedAfter(before, row, outcome?.removesNumber === true),
    lastDay: lastDayAfter(before.lastDay, row.day, [...ofDay, counted]),
    draftUsedAt: Math.max(before.draftUsedAt, row.loggedAt),
  };
  return withFollowUp(pursuit, followUpAfterCall(pursuit, before.followUp, row));
}

/** Where a lead stands after these calls alone; those taken back count nothing. Any order will do. */
export function replayPursuit(before: PursuitRow, calls: readonly CallRow[]): PursuitRow {
  const empty = {
    ...newPursuit(before.recordKey, before.org, before.leadName),
    followUpsDone: before.followUpsDone,
    draftUsedAt: before.draftUsedAt,
    ...(before.restoredNumbers === undefined ? {} : { restoredNumbers: before.restoredNumbers }),
    ...(before.remindedOf === undefined ? {} : { remindedOf: before.remindedOf }),
    ...(before.ticked === undefined ? {} : { ticked: before.ticked }),
    ...(before.personNote === undefined ? {} : { personNote: before.personNote }),
    ...(before.planned === undefined ? {} : { planned: before.planned }),
  };
  const inOrder = calls.filter((row) => row.undoneAt === null).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const { planned } = before;
  const firstAfter = planned === undefined ? -1 : inOrder.findIndex(({ loggedAt }) => loggedAt > planned.at);
  const setBefore = firstAfter < 0 ? inOrder.length : firstAfter;
  const withPlanned = (pursuit: PursuitRow, index: number) =>
    planned !== undefined && index === setBefore ? afterPlan(pursuit, planned.followUp) : pursuit;
  const replayed = inOrder.reduce((pursuit, row, index) => {
    const ofDay = inOrder.slice(0, index).filter((other) => other.day === row.day);
    return pursuitAfterCall(withPlanned(pursuit, index), row, ofDay.map(countedCall));
  }, empty);
  return { ...withPlanned(replayed, inOrder.length), leadName: before.leadName };
}

/** Where a lead stands after a follow-up was set without a call: back in pursuit, whatever the last call ended but "do not call". */
export function afterPlan(before: PursuitRow, followUp: PursuitFollowUp): PursuitRow {
  if (before.doNotCall) return before;
  const pursuit: PursuitRow = { ...before, ended: before.ended === 'person' ? 'person' : 'nothing' };
  return before.followUpsDone.includes(followUp.id) ? pursuit : withFollowUp(pursuit, followUp);
}

/** The same pursuit with another open follow-up, or with none. */
export function withFollowUp(pursuit: PursuitRow, followUp: PursuitFollowUp | null): PursuitRow {
  const { openDueAt: _, ...rest } = pursuit;
  return followUp === null ? { ...rest, followUp } : { ...rest, followUp, openDueAt: followUp.dueAt };
}

/** What counting needs of a call, kept small. */
export function countedCall(row: CallRow): CountedCallRow {
  const { id, recordKey, outcomeId, startedAt, durationMs, number, day, undoneAt, conversationSeconds } = row;
  return { id, recordKey, outcomeId, startedAt, durationMs, number, day, undoneAt, conversationSeconds };
}

/**
 * The open follow-up after a call: the one it promised; else the earlier one, unless the call kept that promise (it was
 * due that day or before) or ended the pursuit.
 */
function followUpAfterCall(after: PursuitRow, open: PursuitFollowUp | null, row: CallRow): PursuitFollowUp | null {
  if (after.doNotCall) return null;
  const promised = promisedBy(row);
  if (promised !== null) return after.followUpsDone.includes(promised.id) ? null : promised;
  if (open === null || after.ended !== 'nothing') return null;
  return localDayOf(open.dueAt, row.timeZone) <= row.day ? null : open;
}

/** The follow-up a call promised its lead, or null; one that was promised to somebody the CRM knows stands with them. */
export function promisedBy(row: CallRow): PursuitFollowUp | null {
  return row.named?.recordKey == null ? promiseOf(row) : null;
}

/** The follow-up a call promised, whomever, or null. */
export function promiseOf(row: CallRow): PursuitFollowUp | null {
  if (row.promised === null || row.followUpId === null) return null;
  const { dueAt, timeZone, writeId } = row.promised;
  return {
    id: row.followUpId,
    recordKey: row.recordKey,
    dueAt,
    timeZone,
    note: row.note.slice(0, 4000),
    doneAt: null,
    writeId,
    ...(row.referral === undefined ? {} : { person: row.referral }),
  };
}

function removedAfter(
  { removedNumbers: removed, restoredNumbers = [] }: PursuitRow,
  { number, loggedAt }: CallRow,
  isWrong: boolean,
): string[] {
  if (!isWrong || number === null || removed.includes(number)) return removed;
  const isRestored = restoredNumbers.some((restored) => restored.number === number && restored.at >= loggedAt);
  return isRestored ? removed : [...removed, number];
}

function lastDayAfter(before: PursuitRow['lastDay'], day: string, calls: CountedCallRow[]): PursuitRow['lastDay'] {
  if (before !== null && before.day > day) return before;
  return { day, calls };
}
