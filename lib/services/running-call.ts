import { z } from 'zod';
import { type RunningCall, runningCall } from '../calls/call';
import type { Ask } from '../messaging/protocol';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { parseRow, setAside, type UnreadableRow } from '../store/quarantine';
import { pursuitRow, type RunningRow, recordRow, runningRow } from '../store/rows';
import { barTo, rulesWithHolidays } from './calling-rules';
import { once } from './once';
import type { Services } from './services';

const noRunning: RunningRow = { key: 'running', running: null, logged: [] };

/** The call on the line and the last ones logged. Inside a transaction over `meta` and `quarantine`. */
async function readRunning(database: BatonDatabase, at: number): Promise<RunningRow> {
  const unreadable: UnreadableRow[] = [];
  const row = parseRow('meta', runningRow, await database.meta.get('running'), unreadable);
  await setAside(database, unreadable, at);
  return row ?? noRunning;
}

/** The call on the line, or null. */
export async function currentCall(database: BatonDatabase): Promise<RunningCall | null> {
  return runningRow.safeParse(await database.meta.get('running')).data?.running ?? null;
}

/** Puts a call on the line. Refuses where another one is (callRunning), where the person must not be called (doNotCall), and where no calling rule allows it and no reason is given (notNow). */
export async function startCall(services: Services, ask: Ask<'startCall'>): Promise<RunningCall> {
  const database = await services.store.open();
  const { meta, pursuits, records, calls, callsArchive } = database;
  const tables = [meta, pursuits, records, calls, callsArchive];
  const calling = await rulesWithHolidays(services);
  const command = { commandId: ask.commandId, at: ask.at, parse: (answer: unknown) => runningCall.parse(answer) };
  const started = await once(database, command, tables, async () => {
    const state = await readRunning(database, ask.at);
    if (state.running !== null) {
      const { recordKey, leadName } = state.running;
      throw new CommandFailure({ kind: 'callRunning', recordKey, leadName });
    }
    if (await mustNotBeCalled(database, ask.recordKey)) throw new CommandFailure({ kind: 'doNotCall' });
    const { commandId: callId, recordKey, leadName, number, at: startedAt } = ask;
    const bar = await barTo(database, calling, ask);
    if (bar !== null && ask.override === undefined) throw new CommandFailure({ kind: 'notNow', ruleId: bar.ruleId });
    const override = bar === null || ask.override === undefined ? {} : { override: { ...ask.override, ...bar } };
    const running: RunningCall = { callId, recordKey, leadName, number, startedAt, endedAt: null, ...override };
    await database.meta.put({ ...state, running });
    return running;
  });
  services.changed({ topics: [], runningCall: true });
  return started;
}

/** The SDR hung up: the clock stops, the outcome is still to come. A call already ended, or logged, stays as it is. */
export async function endCall(services: Services, ask: Ask<'endCall'>): Promise<RunningCall> {
  const database = await services.store.open();
  const command = { commandId: ask.commandId, at: ask.at, parse: (answer: unknown) => runningCall.parse(answer) };
  const ended = await once(database, command, [database.meta], async () => {
    const state = await readRunning(database, ask.at);
    if (state.running?.callId !== ask.callId) {
      throw new CommandFailure({ kind: 'refused', message: 'this call is not on the line' });
    }
    const running = { ...state.running, endedAt: state.running.endedAt ?? Math.max(ask.at, state.running.startedAt) };
    await database.meta.put({ ...state, running });
    return running;
  });
  services.changed({ topics: [], runningCall: true });
  return ended;
}

/** Forgets a call that was none; nothing is logged. One that is not on the line any more needs no forgetting. */
export async function discardCall(services: Services, ask: Ask<'discardCall'>): Promise<null> {
  const database = await services.store.open();
  const command = { commandId: ask.commandId, at: services.clock.now(), parse: z.null().parse };
  await once(database, command, [database.meta], async () => {
    const state = await readRunning(database, services.clock.now());
    if (state.running?.callId === ask.callId) await database.meta.put({ ...state, running: null });
    return null;
  });
  services.changed({ topics: [], runningCall: true });
  return null;
}

/** What the person said to Baton or what the CRM says: either is enough not to call. */
async function mustNotBeCalled(database: BatonDatabase, recordKey: Ask<'startCall'>['recordKey']): Promise<boolean> {
  const pursuit = pursuitRow.safeParse(await database.pursuits.get(recordKey)).data;
  const row = recordRow.safeParse(await database.records.get(recordKey)).data;
  return pursuit?.doNotCall === true || row?.record?.doNotCall === true;
}
