import type { Handoff } from '../handoff/handoff';
import { addDays } from '../model/time';
import { rebuildDays } from '../progress/counting';
import { type Counts, type Day, metrics } from '../progress/progress';
import { callsOfDays } from './calls';
import type { BatonDatabase } from './database';
import { parseRows, setAside, type UnreadableRow } from './quarantine';
import { dayRow, handoffRow } from './rows';

/** Calls keep the setting they were counted by; this one is never used for them. */
const rules = { conversationSeconds: 0 };

/** The counters of `from` to `to` as calls and handoffs have them, whatever the table `days` says. */
async function daysFromHistory(
  database: BatonDatabase,
  from: string,
  to: string,
  unreadable: UnreadableRow[],
): Promise<Day[]> {
  const calls = await callsOfDays(database, from, to, unreadable);
  return rebuildDays(calls, await handoffsOfDays(database, from, to, unreadable), rules);
}

async function handoffsOfDays(
  database: BatonDatabase,
  from: string,
  to: string,
  unreadable: UnreadableRow[],
): Promise<Handoff[]> {
  const raws = await database.handoffs.where('day').between(from, to, true, true).toArray();
  return parseRows('handoffs', handoffRow, raws, unreadable);
}

/** A day whose stored counters differ from what its calls and handoffs say. */
export interface DayDifference {
  readonly day: string;
  readonly stored: Counts | null;
  readonly rebuilt: Counts | null;
}

/** Proves that counters and history agree from `from` to `to`; answers every day on which they do not. */
export async function checkDays(database: BatonDatabase, from: string, to: string): Promise<DayDifference[]> {
  const unreadable: UnreadableRow[] = [];
  return database.transaction(
    'r',
    database.calls,
    database.callsArchive,
    database.handoffs,
    database.days,
    async () => {
      const raws = await database.days.where('day').between(from, to, true, true).toArray();
      const stored = new Map(parseRows('days', dayRow, raws, unreadable).map((row) => [row.day, row.counts]));
      const rebuilt = new Map(
        (await daysFromHistory(database, from, to, unreadable)).map((row) => [row.day, row.counts]),
      );
      const days = [...new Set([...stored.keys(), ...rebuilt.keys()])].toSorted();
      return days.flatMap((day) => {
        const [inTable, inHistory] = [stored.get(day) ?? null, rebuilt.get(day) ?? null];
        return isSame(inTable, inHistory) ? [] : [{ day, stored: inTable, rebuilt: inHistory }];
      });
    },
  );
}

/** Writes the counters of these days anew from history. */
export async function repairDays(database: BatonDatabase, days: readonly string[], at: number): Promise<void> {
  const { calls, callsArchive, handoffs, quarantine } = database;
  await database.transaction('rw', [calls, callsArchive, handoffs, database.days, quarantine], async () => {
    for (const day of days) {
      const unreadable: UnreadableRow[] = [];
      parseRows('days', dayRow, await database.days.where('day').equals(day).toArray(), unreadable);
      const rebuilt = await daysFromHistory(database, day, day, unreadable);
      await setAside(database, unreadable, at);
      const row = rebuilt.find((found) => found.day === day);
      await (row === undefined ? database.days.delete(day) : database.days.put(row));
    }
  });
}

/** Checks the last two months and repairs what differs; answers the days that did. */
export async function checkAndRepairDays(database: BatonDatabase, today: string, at: number): Promise<string[]> {
  const wrong = (await checkDays(database, addDays(today, -62), addDays(today, 1))).map((difference) => difference.day);
  if (wrong.length > 0) await repairDays(database, wrong, at);
  return wrong;
}

function isSame(a: Counts | null, b: Counts | null): boolean {
  return metrics.every((metric) => (a?.[metric] ?? 0) === (b?.[metric] ?? 0));
}
