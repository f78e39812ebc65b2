import { calendarOf, type HolidayCalendar } from '../calling/holidays';
import { attemptLimits } from '../calling/permission';
import { findOutcome } from '../calls/outcomes';
import type { Answer, Ask } from '../messaging/protocol';
import type { QueueItem } from '../messaging/views';
import type { RecordKey } from '../model/record';
import { hourMs, localDayOf, minuteOfDay, startOfLocalDay } from '../model/time';
import type { HourCounts } from '../queue/hours';
import { withDial } from '../queue/hours';
import { frontOf, nextLead as pickNext, type QueueQuestion, type RankedLead, rankQueue } from '../queue/order';
import type { BatonDatabase } from '../store/database';
import { firstIdAt } from '../store/ids';
import { parseRows, type UnreadableRow } from '../store/quarantine';
import { callRow, hoursRow, recordRow } from '../store/rows';
import { rulesWithHolidays, yearsAround } from './calling-rules';
import { keepSourceFresh, listedIn } from './lead-lists';
import { staleMs } from './lead-queue';
import { refreshRecord } from './lead-view';
import { mayCallWindow, questionOfWindow } from './queue-row';
import type { Services } from './services';

/** Who neither opened a record nor logged a call for so long is away, though the next lead may still be in sight. */
const awayAfterMs = 5 * 60_000;
/** A row that was out of date when it was picked is put right, and another one is picked. */
const mostPicks = 6;
/** While many rows wait to be put right, so many of those in front are before one of them is picked. */
const renewedAtOnce = 6;
/** And so many of a queue that is shown. */
const shownInFront = 20;

/** Whom to call next and why, or nobody; never the lead at hand. What is proposed was checked against the truth just now. */
export async function nextLead(services: Services, ask: Ask<'nextLead'>): Promise<Answer<'nextLead'>> {
  const question = await questionNow(services, ask.atHand);
  const found = await checkedPick(services, question);
  // Whoever is picked among rows that are not all found yet may not be it a moment later, when the queue is asked again.
  const next = services.queue.isSettling() ? null : (found?.next.lead.recordKey ?? null);
  void lookAgain(services, ask.atHand, next).catch(() => undefined);
  return { next: found === null ? null : itemOf(found.next, found.random) };
}

async function checkedPick(services: Services, question: QueueQuestion): Promise<Pick | null> {
  for (let tries = 0; tries < mostPicks; tries += 1) {
    const rows = await services.queue.rows();
    if (services.queue.isBehind()) return pickOfFront(services, question);
    const found = pickNext(rows.values(), question);
    if (found === null) return null;
    const [renewed] = await services.queue.renew([found.next.lead.recordKey]);
    if (JSON.stringify(renewed) === JSON.stringify(found.next.lead)) return found;
  }
  return null;
}
type Pick = NonNullable<ReturnType<typeof pickNext>>;

/**
 * The pick where something changed that concerns every lead, and most rows say what was true before: of those that stand in
 * front by that, the first by what is true now. Chance waits until the rows are right again.
 */
async function pickOfFront(services: Services, question: QueueQuestion): Promise<Pick | null> {
  const notAgain = [...question.notAgain];
  for (let tries = 0; tries < mostPicks; tries += 1) {
    const rows = await services.queue.rows();
    const front = frontOf(rows.values(), { ...question, notAgain }, renewedAtOnce);
    if (front.length === 0) return null;
    const keys = front.map(({ lead }) => lead.recordKey);
    const renewed = await services.queue.renew(keys);
    const found = pickNext(rows.values(), { ...question, draw: 1 }, renewed);
    if (found !== null) return found;
    notAgain.push(...keys);
  }
  return null;
}

/**
 * The queue as it stands, the next lead first. While many rows wait to be put right, those in front are before they are shown,
 * and `behind` says of how many that is still to come.
 */
export async function queue(services: Services, ask: Ask<'queue'>): Promise<Answer<'queue'>> {
  const question = await questionNow(services, []);
  const rows = await services.queue.rows();
  if (services.queue.behind() > 0) await renewFront(services, rows, question);
  const ranked = rankQueue(rows.values(), question);
  const { isListed } = question;
  return {
    items: ranked.slice(0, ask.limit).map((each) => itemOf(each, false)),
    callable: ranked.length,
    known: isListed === undefined ? rows.size : [...rows.values()].filter(isListed).length,
    behind: services.queue.behind(),
  };
}

/** Puts right who stands in front, and who comes to stand there by that, as far as anybody waits for. */
async function renewFront(services: Services, rows: Rows, question: QueueQuestion): Promise<void> {
  const done = new Set<RecordKey>();
  for (let tries = 0; tries < mostPicks; tries += 1) {
    const front = frontOf(rows.values(), question, shownInFront).map(({ lead }) => lead.recordKey);
    const left = front.filter((key) => !done.has(key));
    if (left.length === 0) return;
    await services.queue.renew(left);
    for (const key of left) done.add(key);
  }
}
type Rows = Awaited<ReturnType<Services['queue']['rows']>>;

function itemOf({ lead, band, hour, colleague }: RankedLead, random: boolean): QueueItem {
  const { recordKey, name, company, attempts, dueAt, freshAt, fit } = lead;
  const person = band === 'promise' ? (lead.person ?? null) : null;
  return { recordKey, name, company, person, colleague, band, random, hour, attempts, dueAt, freshAt, fit };
}

async function questionNow(services: Services, notAgain: readonly RecordKey[]): Promise<QueueQuestion> {
  const now = services.clock.now();
  const timeZone = services.clock.timeZone();
  const database = await services.store.open();
  const [{ rules, table }, hours, seed, isListed] = await Promise.all([
    rulesWithHolidays(services),
    hoursOf(database),
    turnSeed(database),
    listedIn(services, database),
  ]);
  const holidays = holidaysLater(table, now);
  return {
    now,
    dayStart: startOfLocalDay(localDayOf(now, timeZone), timeZone),
    notAgain,
    ...(isListed === undefined ? {} : { isListed }),
    hours,
    mayCall: (window) => mayCallWindow(window, { rules, holidays: holidays(window) }, now),
    limitsOf: (window) => {
      const asked = questionOfWindow(window);
      return asked === null ? [] : attemptLimits({ ...asked, rules, holidays: {}, attemptsAt: [] });
    },
    draw: fraction(seed, 0),
    pick: fraction(seed, 1),
  };
}

function holidaysLater(table: Parameters<typeof calendarOf>[0], now: number): (window: string) => HolidayCalendar {
  const known = new Map<string, HolidayCalendar>();
  return (window) => {
    const countries = [...new Set(questionOfWindow(window)?.places.flatMap(({ country }) => country ?? []))].toSorted();
    const key = countries.join();
    const found = known.get(key) ?? calendarOf(table, countries, yearsAround(now));
    known.set(key, found);
    return found;
  };
}

/** Chance holds still until the next call is logged: asking twice proposes the same lead. */
async function turnSeed(database: BatonDatabase): Promise<string> {
  return (await lastCallId(database)) ?? 'none';
}

async function lastCallId(database: BatonDatabase): Promise<string | undefined> {
  const [last] = await database.calls.orderBy('id').reverse().limit(1).primaryKeys();
  return last;
}

/** A number in [0, 1) that depends on the text alone, evenly spread. FNV-1a with a final mix. */
function fraction(text: string, salt: number): number {
  let hash = 2_166_136_261 ^ salt;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_519);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4_294_967_296;
}

/**
 * Looks in the CRM whether somebody else was faster, and who is the SDR's now; the queue is asked again where that changed
 * something. Only for somebody at work: a sidebar in sight asks for the next lead every minute, whether or not anybody sits
 * before it.
 */
async function lookAgain(services: Services, atHand: readonly RecordKey[], next: RecordKey | null): Promise<void> {
  const database = await services.store.open();
  const now = services.clock.now();
  if (!(await isAtWork(database, atHand, now))) return;
  // All of it by the one moment: the next one may be of another hour, where the machine slept.
  if (next !== null) await refreshIfStale(services, database, next, now);
  for (const { org, state } of await services.connections.list()) {
    if (state !== 'signInNeeded') await keepSourceFresh(services, org, now);
  }
}

async function refreshIfStale(services: Services, database: BatonDatabase, key: RecordKey, now: number): Promise<void> {
  const [readAt] = await readAtOf(database, [key]);
  if (readAt !== undefined && now - readAt < staleMs) return;
  if (services.queue.looksNow(key, now)) await refreshRecord(services, database, key);
}

/** Whether a record at hand was opened, or a call logged, just now. */
async function isAtWork(database: BatonDatabase, atHand: readonly RecordKey[], now: number): Promise<boolean> {
  const since = now - awayAfterMs;
  if (((await lastCallId(database)) ?? '') >= firstIdAt(since)) return true;
  return (await readAtOf(database, atHand)).some((readAt) => readAt >= since);
}

/** When these records were read from their CRM (epoch ms); nothing of those that never were. */
async function readAtOf(database: BatonDatabase, keys: readonly RecordKey[]): Promise<readonly number[]> {
  const raws = await database.records.bulkGet([...keys]);
  return raws.flatMap((raw) => recordRow.safeParse(raw).data?.record?.fetchedAt ?? []);
}

async function hoursOf(database: BatonDatabase): Promise<HourCounts> {
  return hoursRow.safeParse(await database.meta.get('queueHours')).data?.counts ?? {};
}

/** Calls younger than this may still be taken back. */
const settledMs = hourMs;
const learnAtOnce = 2000;

/** Counts at which hours leads are reached, from the calls not counted yet. While nothing else happens. */
export async function learnHours(services: Services): Promise<void> {
  const database = await services.store.open();
  const before = hoursRow.safeParse(await database.meta.get('queueHours')).data;
  const until = firstIdAt(services.clock.now() - settledMs);
  const from = before?.cursor ?? '';
  const unreadable: UnreadableRow[] = [];
  const raws = await Promise.all(
    [database.calls, database.callsArchive].map((table) =>
      table.where('id').between(from, until, false, false).limit(learnAtOnce).toArray(),
    ),
  );
  const calls = parseRows('calls', callRow, raws.flat(), unreadable).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const last = calls.at(-1);
  if (last === undefined) return;
  const rows = await services.queue.rows();
  let counts = before?.counts ?? {};
  for (const { recordKey, startedAt, outcomeId, undoneAt } of calls) {
    const lead = rows.get(recordKey);
    if (undoneAt !== null || lead?.zone == null) continue;
    const hour = Math.floor(minuteOfDay(startedAt, lead.zone) / 60);
    counts = withDial(counts, lead.kind, hour, findOutcome(outcomeId)?.connect === true);
  }
  await database.meta.put({ key: 'queueHours', cursor: last.id, counts });
}
