import { z } from 'zod';
import type { Answer } from '../messaging/protocol';
import type { OrgKey } from '../model/record';
import { addDays, localDayOf } from '../model/time';
import type { BatonDatabase } from '../store/database';

/** What one request was for. */
type Effect = 'read' | 'write';

const dayCount = z.object({ day: z.iso.date(), reads: z.number().int(), writes: z.number().int() });
const row = z.object({ key: z.string(), days: z.array(dayCount) });
type DayCount = z.infer<typeof dayCount>;

/** Counts what is asked of each org, by local day. */
export interface RequestCounter {
  /** One request left. Costs nothing now: what was counted is written a little later, all together. */
  readonly count: (org: OrgKey, effect: Effect) => void;
  /** How many requests an org was asked today, in the last seven days and in all that is kept. */
  readonly counts: (org: OrgKey) => Promise<Answer<'requestCounts'>>;
}

/** So many days are kept. */
const countedDays = 30;
const writtenAfterMs = 1000;

function rowKey(org: OrgKey): string {
  return `requests:${org}`;
}

/** Makes the counter; what a worker that dies within a second counted is missing afterwards. */
export function createRequestCounter(
  open: () => Promise<BatonDatabase>,
  clock: { readonly now: () => number; readonly timeZone: () => string },
): RequestCounter {
  let pending = new Map<OrgKey, { reads: number; writes: number }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const todayOf = () => localDayOf(clock.now(), clock.timeZone());
  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    const counted = pending;
    pending = new Map();
    if (counted.size === 0) return;
    const database = await open();
    const today = todayOf();
    await database.transaction('rw', database.meta, async () => {
      for (const [org, { reads, writes }] of counted) {
        const days = await daysIn(database, org);
        const own = days.find(({ day }) => day === today) ?? { day: today, reads: 0, writes: 0 };
        const others = days.filter(({ day }) => day !== today && day > addDays(today, -countedDays));
        const now = { day: today, reads: own.reads + reads, writes: own.writes + writes };
        await database.meta.put({ key: rowKey(org), days: [...others, now] });
      }
    });
  };
  return {
    count: (org, effect) => {
      const own = pending.get(org) ?? { reads: 0, writes: 0 };
      pending.set(org, effect === 'read' ? { ...own, reads: own.reads + 1 } : { ...own, writes: own.writes + 1 });
      timer ??= setTimeout(() => void flush().catch(() => undefined), writtenAfterMs);
    },
    counts: async (org) => {
      await flush();
      const days = await daysIn(await open(), org);
      const since = (first: string) => sumOf(days.filter(({ day }) => day >= first));
      const today = todayOf();
      return { today: since(today), week: since(addDays(today, -6)), month: since(addDays(today, 1 - countedDays)) };
    },
  };
}

async function daysIn(database: BatonDatabase, org: OrgKey): Promise<readonly DayCount[]> {
  return row.safeParse(await database.meta.get(rowKey(org))).data?.days ?? [];
}

function sumOf(days: readonly DayCount[]) {
  return {
    reads: days.reduce((sum, { reads }) => sum + reads, 0),
    writes: days.reduce((sum, { writes }) => sum + writes, 0),
  };
}
