import type { Ask } from '../messaging/protocol';
import { hourMs } from '../model/time';
import type { RawTransaction } from '../store/raw-transaction';
import { type CallRow, callRow, type RunningRow } from '../store/rows';

/** A call left open this long was forgotten, not held: its length is not known. */
const longestCallMs = 4 * hourMs;

/** What the telephone knows of a call that is being logged. */
export type CallAtHand = Pick<
  CallRow,
  'recordKey' | 'leadName' | 'startedAt' | 'durationMs' | 'number' | 'override' | 'direction'
>;

/** Thrown inside the transaction: this running call is already logged, as the call `callId`. */
export class AlreadyLogged extends Error {
  readonly callId: string;
  constructor(callId: string) {
    super('already logged');
    this.callId = callId;
  }
}

/**
 * The running call that is being logged; null for a call without timer, or one Baton no longer knows. One that was logged
 * and taken back is as it was then: whoever still has it at hand logs it right. @throws AlreadyLogged
 */
export async function callAtHand(
  raw: RawTransaction,
  ask: Ask<'logCall'>,
  state: RunningRow | undefined,
): Promise<CallAtHand | null> {
  if (ask.callId === null) return null;
  const logged = state?.logged.find((entry) => entry.runningId === ask.callId);
  if (logged !== undefined) return takenBack(raw, ask.commandId, logged.callId);
  const running = state?.running?.callId === ask.callId ? state.running : null;
  return running && { ...running, durationMs: lengthOf(running, ask.at) };
}

async function takenBack(raw: RawTransaction, commandId: string, callId: string): Promise<CallRow> {
  const call = callRow.safeParse(await raw.get('calls', callId)).data;
  if (call === undefined || call.undoneAt === null) {
    // The very same command, come late, is about its own call, also where that was taken back and another took its place.
    const own = await raw.get('calls', commandId);
    throw new AlreadyLogged(own === undefined ? callId : commandId);
  }
  const ofLead = (await raw.getAllBy('calls', 'recordKey', call.recordKey)).flatMap(
    (found) => callRow.safeParse(found).data ?? [],
  );
  const anew = ofLead.find(({ startedAt, undoneAt }) => undoneAt === null && startedAt === call.startedAt);
  const known = ofLead.find(({ id }) => id === commandId) ?? anew;
  if (known !== undefined) throw new AlreadyLogged(known.id);
  return call;
}

function lengthOf(running: NonNullable<RunningRow['running']>, loggedAt: number): number | null {
  const lengthMs = Math.max(0, (running.endedAt ?? loggedAt) - running.startedAt);
  return running.endedAt === null && lengthMs > longestCallMs ? null : lengthMs;
}
