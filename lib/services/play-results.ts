import { z } from 'zod';
import { attemptsOf } from '../calls/attempts';
import { findOutcome } from '../calls/outcomes';
import type { Answer } from '../messaging/protocol';
import type { PlayStats } from '../messaging/views';
import type { RecordKey } from '../model/record';
import { epochMs } from '../model/schemas';
import { addDays, localDayOf } from '../model/time';
import { assignPlay, type Play, play } from '../plays/play';
import { adherenceOf, isAdherent } from '../plays/progress';
import { readyMadePlays } from '../plays/ready-made';
import { playStart, touchesOf, type Worked } from '../plays/touches';
import { callsOfDays } from '../store/calls';
import type { BatonDatabase } from '../store/database';
import { parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { type CallRow, pursuitRow, recordRow } from '../store/rows';
import type { Services } from './services';

/** Results are of this many days: long enough for a play to have run. */
const statsDays = 60;

/**
 * How leads were worked by each play of late. A call stays with the play it was made by: also after its lead went on with
 * another play, and after the play itself is gone.
 */
export async function playResults(
  services: Services,
  inUse: readonly Play[],
): Promise<Pick<Answer<'plays'>, 'stats' | 'gone'>> {
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
  const gone = await playsGone(database, inUse, calls);
  const stats = new Map(inUse.map(({ id }) => [id, emptyStats(id)]));
  for (const [key, ofLead] of byLead) {
    const facts = { calls: ofLead, record: records.get(key) ?? null, ticked: ticked.get(key) };
    const parts = partsOf(ofLead, assignPlay(inUse, { source: facts.record?.source ?? null }));
    for (const [index, part] of parts.entries()) {
      const used = inUse.find(({ id }) => id === part.playId);
      // Nothing more was due by a play once its lead went on without it.
      const isOver = used === undefined || index < parts.length - 1;
      const until = isOver ? Math.max(...part.calls.map(({ startedAt }) => startedAt)) : now();
      const adherent = wasAdherent(used ?? gone.get(part.playId) ?? null, facts, until, timeZone());
      stats.set(part.playId, withLead(stats.get(part.playId) ?? emptyStats(part.playId), part.calls, adherent));
    }
  }
  const isUsed = ({ playId }: PlayStats) => inUse.some(({ id }) => id === playId);
  const all = [...stats.values()];
  return {
    stats: all.filter(isUsed),
    gone: all.filter((each) => !isUsed(each)).map((each) => ({ ...each, name: gone.get(each.playId)?.name ?? null })),
  };
}

/** The calls of a lead that were made by one play. */
interface Part {
  readonly playId: string;
  readonly calls: readonly CallRow[];
}

/**
 * The calls of a lead by play, the play at hand last. A call that names none belongs to the play before it, else to the one
 * after it; where no call names one, to the play that fits the lead now.
 */
function partsOf(calls: readonly CallRow[], fitting: Play | null): readonly Part[] {
  const first = calls.find(({ play: ref }) => ref !== undefined)?.play?.playId ?? fitting?.id ?? null;
  if (first === null) return [];
  const parts = new Map<string, CallRow[]>();
  let at = first;
  for (const call of calls) {
    at = call.play?.playId ?? at;
    const before = parts.get(at) ?? [];
    // Set anew, so that the play used last stands last.
    parts.delete(at);
    parts.set(at, [...before, call]);
  }
  return [...parts].map(([playId, ofPlay]) => ({ playId, calls: ofPlay }));
}

/** Whether the lead was worked by the play until then; null where nothing tells what the play asked for. */
function wasAdherent(by: Play | null, facts: Worked, until: number, timeZone: string): boolean | null {
  if (by === null) return null;
  const startedAt = playStart(facts, by) ?? until;
  const touches = touchesOf(facts).filter(({ at }) => at <= until);
  return isAdherent(adherenceOf({ play: by, startedAt, touches, timeZone }, until));
}

/** A change of the plays as the audit keeps it: the row before it, and the plays after it. Each play is read by itself. */
const playsChange = z.object({
  at: epochMs,
  what: z.literal('plays'),
  before: z
    .object({ plays: z.array(z.unknown()) })
    .optional()
    .catch(undefined),
  after: z.array(z.unknown()).nullable().catch(null),
});

/** The plays that calls were made by and that are in use no more, as they were last; those nobody knows any more left out. */
async function playsGone(
  database: BatonDatabase,
  inUse: readonly Play[],
  calls: readonly CallRow[],
): Promise<ReadonlyMap<string, Play>> {
  const wanted = new Set(calls.flatMap(({ play: ref }) => (ref === undefined ? [] : [ref.playId])));
  for (const { id } of inUse) wanted.delete(id);
  if (wanted.size === 0) return new Map();
  const changes = (await database.audit.toArray())
    .flatMap((raw) => playsChange.safeParse(raw).data ?? [])
    .toSorted((a, b) => a.at - b.at);
  const known = changes.flatMap(({ before, after }) => [...(before?.plays ?? []), ...(after ?? [])]);
  const parsed = known.flatMap((each) => play.safeParse(each).data ?? []);
  return new Map([...readyMadePlays, ...parsed].filter(({ id }) => wanted.has(id)).map((each) => [each.id, each]));
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
