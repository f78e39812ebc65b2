import { z } from 'zod';
import { attemptsOf } from '../calls/attempts';
import { findOutcome } from '../calls/outcomes';
import type { Answer, Ask } from '../messaging/protocol';
import type { PlayStats } from '../messaging/views';
import type { RecordKey } from '../model/record';
import { addDays, localDayOf } from '../model/time';
import { assignPlay, type Play } from '../plays/play';
import { adherenceOf, isAdherent } from '../plays/progress';
import { readyMadePlays } from '../plays/ready-made';
import { playStart, touchesOf } from '../plays/touches';
import { callsOfDays } from '../store/calls';
import type { BatonDatabase } from '../store/database';
import { parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { type CallRow, pursuitRow, recordRow } from '../store/rows';
import { savedPlaysIn } from './lead-card';
import { once } from './once';
import type { Services } from './services';

/** The team's plays in their order; the ready-made ones until some were saved. */
export async function playsInUse(services: Services): Promise<readonly Play[]> {
  return (await savedPlays(services)) ?? readyMadePlays;
}

async function savedPlays(services: Services): Promise<readonly Play[] | null> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const saved = await savedPlaysIn(database, unreadable);
  await setAside(database, unreadable, services.clock.now());
  return saved;
}

/** Results are of this many days: long enough for a play to have run. */
const statsDays = 60;

/** The plays, and how leads were worked by each of late. */
export async function plays(services: Services): Promise<Answer<'plays'>> {
  const saved = await savedPlays(services);
  const inUse = saved ?? readyMadePlays;
  return { plays: [...inUse], edited: saved !== null, stats: await statsOf(services, inUse) };
}

/** Keeps the plays; leads are assigned anew by them at once, and calls keep the play they were made by. */
export async function savePlays(services: Services, ask: Ask<'savePlays'>): Promise<null> {
  const database = await services.store.open();
  const at = services.clock.now();
  const command = { commandId: ask.commandId, at, parse: z.null().parse };
  await once(database, command, [database.meta, database.audit], async () => {
    const before: unknown = await database.meta.get('plays');
    await (ask.plays === null ? database.meta.delete('plays') : database.meta.put({ key: 'plays', plays: ask.plays }));
    await database.audit.put({ id: ask.commandId, at, what: 'plays', before, after: ask.plays });
    return null;
  });
  services.changed({ topics: ['plays', 'queue'] });
  return null;
}

async function statsOf(services: Services, inUse: readonly Play[]): Promise<PlayStats[]> {
  const database = await services.store.open();
  const { now, timeZone } = services.clock;
  const unreadable: UnreadableRow[] = [];
  const today = localDayOf(now(), timeZone());
  const calls = (await callsOfDays(database, addDays(today, -statsDays), today, unreadable)).filter(
    (call) => call.undoneAt === null,
  );
  const byLead = Map.groupBy(calls, (call) => call.recordKey);
  const records = await recordsOf(database, [...byLead.keys()], unreadable);
  const ticked = await tickedOf(database, [...byLead.keys()], unreadable);
  await setAside(database, unreadable, now());
  const stats = new Map(inUse.map(({ id }) => [id, emptyStats(id)]));
  for (const [key, ofLead] of byLead) {
    const record = records.get(key) ?? null;
    const play = playOf(inUse, ofLead, record?.source ?? null);
    const sum = play === null ? undefined : stats.get(play.id);
    if (play === null || sum === undefined) continue;
    const facts = { calls: ofLead, record, ticked: ticked.get(key) };
    const startedAt = playStart(facts, play) ?? now();
    const adherent = isAdherent(
      adherenceOf({ play, startedAt, touches: touchesOf(facts), timeZone: timeZone() }, now()),
    );
    stats.set(play.id, withLead(sum, ofLead, adherent));
  }
  return [...stats.values()];
}

/** The play the latest call was made by, where it still exists; else the one the rule assigns now. */
function playOf(inUse: readonly Play[], calls: readonly CallRow[], source: string | null): Play | null {
  const used = calls.findLast(({ play }) => play !== undefined)?.play;
  return inUse.find(({ id }) => id === used?.playId) ?? assignPlay(inUse, { source });
}

function emptyStats(playId: string): PlayStats {
  return { playId, leads: 0, judged: 0, adherent: 0, attempts: 0, connects: 0, qualified: 0 };
}

function withLead(sum: PlayStats, calls: readonly CallRow[], adherent: boolean | null): PlayStats {
  const outcomes = calls.map(({ outcomeId }) => findOutcome(outcomeId));
  return {
    ...sum,
    leads: sum.leads + 1,
    judged: sum.judged + (adherent === null ? 0 : 1),
    adherent: sum.adherent + (adherent === true ? 1 : 0),
    attempts: sum.attempts + attemptsOf(calls).length,
    connects: sum.connects + outcomes.filter((outcome) => outcome?.connect === true).length,
    qualified: sum.qualified + (outcomes.some((outcome) => outcome?.person === 'qualified') ? 1 : 0),
  };
}

async function recordsOf(database: BatonDatabase, keys: readonly RecordKey[], unreadable: UnreadableRow[]) {
  const raws = (await database.records.bulkGet([...keys])).filter(Boolean);
  return new Map(parseRows('records', recordRow, raws, unreadable).map((row) => [row.recordKey, row.record]));
}

/** The steps ticked off for each of these leads. */
async function tickedOf(database: BatonDatabase, keys: readonly RecordKey[], unreadable: UnreadableRow[]) {
  const raws = (await database.pursuits.bulkGet([...keys])).filter(Boolean);
  return new Map(
    parseRows('pursuits', pursuitRow, raws, unreadable).map(({ recordKey, ticked }) => [recordKey, ticked]),
  );
}
