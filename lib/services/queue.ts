import { calendarOf, type HolidayCalendar } from '../calling/holidays';
import { attemptLimits } from '../calling/permission';
import { findOutcome } from '../calls/outcomes';
import type { Answer, Ask } from '../messaging/protocol';
import type { QueueItem } from '../messaging/views';
import { isRecordKey, orgOfKey, type RecordKey } from '../model/record';
import { hourMs, localDayOf, minuteOfDay, startOfLocalDay } from '../model/time';
import type { HourCounts } from '../queue/hours';
import { withDial } from '../queue/hours';
import { nextLead as pickNext, type QueueQuestion, type RankedLead, rankQueue } from '../queue/order';
import type { QueueLead } from '../queue/queue-lead';
import type { BatonDatabase } from '../store/database';
import { firstIdAt } from '../store/ids';
import { parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { blockOf, decodeBlock, encodeBlock, queueBlockRow } from '../store/queue-blocks';
import { callRow, hoursRow, recordRow } from '../store/rows';
import { rulesWithHolidays, yearsAround } from './calling-rules';
import { leadTables, readLeadFacts } from './lead-facts';
import { listedIn } from './lead-lists';
import { refreshRecord } from './lead-view';
import { playsInUse } from './plays';
import { mayCallWindow, questionOfWindow, queueRowOf, type RowContext } from './queue-row';
import type { QueuePort, Services } from './services';

/** Rows worked out anew per question at most; the rest follows, so that nobody waits for a thousand of them. */
const mostPerFlush = 200;
/** And so many in one transaction: a call that is being logged meanwhile waits for no more than these. */
const mostPerTransaction = 10;
/** From so many rows on, looking for missing ones takes longer than anybody waits for the next lead. */
const manyRows = 5000;
const afterFirstMs = 2000;
/** A pick whose copy is older than this is read again from the CRM, to see a team-mate's call. */
const staleMs = 10 * 60_000;
/** Who neither opened a record nor logged a call for so long is away, though the next lead may still be in sight. */
const awayAfterMs = 5 * 60_000;
/** A row that was out of date when it was picked is put right, and another one is picked. */
const mostPicks = 6;

/** The queue's rows, in memory while the worker lives and in the store beyond; one per worker start. */
export class LeadQueue implements QueuePort {
  readonly #services: () => Services;
  #rows: Promise<Map<RecordKey, QueueLead>> | null = null;
  readonly #stale = new Set<RecordKey>();
  /** Whose rows lie in which block. */
  readonly #blocks = new Map<string, Set<RecordKey>>();
  /** The rows being put right now: whoever asks meanwhile waits for these too. */
  #flushing: Promise<void> = Promise.resolve();
  /** When a lead was looked up in its CRM last, so that one that cannot be read is not asked for again and again. */
  readonly #looked = new Map<RecordKey, number>();

  constructor(services: () => Services) {
    this.#services = services;
  }

  /** Something about these topics' leads changed: their rows are worked out anew when the queue is next asked. */
  touch(topics: readonly string[]): void {
    for (const topic of topics) {
      const key = topic.startsWith('lead:') ? topic.slice('lead:'.length) : '';
      if (isRecordKey(key)) this.#stale.add(key);
    }
    // Another user, plays of another kind: every row may differ.
    if (topics.includes('connections') || topics.includes('plays')) {
      void this.#rows?.then((rows) => {
        for (const key of rows.keys()) this.#stale.add(key);
      });
    }
  }

  /** The rows, with those put right that changed since. */
  async rows(): Promise<Map<RecordKey, QueueLead>> {
    this.#rows ??= this.#load().catch((error: unknown) => {
      this.#rows = null;
      throw error;
    });
    const rows = await this.#rows;
    await this.#flush(rows);
    return rows;
  }

  /** Works one row out from the truth. */
  async renew(key: RecordKey): Promise<QueueLead> {
    const rows = await this.rows();
    this.#stale.add(key);
    await this.#flush(rows);
    const row = rows.get(key);
    if (row === undefined) throw new RangeError('No such lead');
    return row;
  }

  looksNow(key: RecordKey, now: number): boolean {
    for (const [looked, at] of this.#looked) if (now - at >= staleMs) this.#looked.delete(looked);
    if (this.#looked.has(key)) return false;
    this.#looked.set(key, now);
    return true;
  }

  async #load(): Promise<Map<RecordKey, QueueLead>> {
    const database = await this.#services().store.open();
    const unreadable: UnreadableRow[] = [];
    const raws = await database.queueBlocks.toArray();
    const share = sharing();
    const rows = new Map<RecordKey, QueueLead>();
    for (const block of parseRows('queueBlocks', queueBlockRow, raws, unreadable)) {
      for (const row of decodeBlock(block, share)) this.#keep(rows, row);
    }
    await setAside(database, unreadable, this.#services().clock.now());
    // Of many leads the few that are missing can wait until the first question is answered.
    if (rows.size < manyRows) await this.#findMissing(database, rows);
    else setTimeout(() => void this.#findMissing(database, rows).catch(() => undefined), afterFirstMs);
    return rows;
  }

  #keep(rows: Map<RecordKey, QueueLead>, row: QueueLead): void {
    rows.set(row.recordKey, row);
    const block = blockOf(row.recordKey);
    const keys = this.#blocks.get(block) ?? new Set();
    keys.add(row.recordKey);
    this.#blocks.set(block, keys);
  }

  /** Leads known from before there was a queue, and those whose rows could not be read. */
  async #findMissing(database: BatonDatabase, rows: ReadonlyMap<RecordKey, QueueLead>): Promise<void> {
    const tables = [database.records, database.pursuits];
    const keys = await Promise.all(tables.map((table) => table.toCollection().primaryKeys()));
    const before = this.#stale.size;
    for (const key of keys.flat()) if (isRecordKey(key) && !rows.has(key)) this.#stale.add(key);
    if (rows.size >= manyRows && this.#stale.size > before) this.#services().changed({ topics: ['queue'] });
  }

  #flush(rows: Map<RecordKey, QueueLead>): Promise<void> {
    const work = () => this.#putRight(rows);
    this.#flushing = this.#flushing.then(work, work);
    return this.#flushing;
  }

  async #putRight(rows: Map<RecordKey, QueueLead>): Promise<void> {
    const keys = [...this.#stale].slice(0, mostPerFlush);
    if (keys.length === 0) return;
    for (const key of keys) this.#stale.delete(key);
    try {
      const contextOf = await contexts(this.#services());
      for (let from = 0; from < keys.length; from += mostPerTransaction) {
        await this.#made(rows, keys.slice(from, from + mostPerTransaction), contextOf);
      }
    } catch (error) {
      // Rolled back, or never begun: these rows are still to be put right.
      for (const key of keys) this.#stale.add(key);
      throw error;
    }
    if (this.#stale.size > 0) setTimeout(() => this.#services().changed({ topics: ['queue'] }), 0);
  }

  /** Works rows out from the truth and keeps them, in memory and in the blocks they lie in. */
  async #made(
    rows: Map<RecordKey, QueueLead>,
    keys: readonly RecordKey[],
    contextOf: (key: RecordKey) => RowContext,
  ): Promise<void> {
    const services = this.#services();
    const database = await services.store.open();
    const unreadable: UnreadableRow[] = [];
    await database.transaction('rw', [...leadTables(database), database.queueBlocks], async () => {
      for (const key of keys) {
        this.#keep(rows, queueRowOf(key, await readLeadFacts(database, key, unreadable), contextOf(key)));
      }
      const blocks = [...new Set(keys.map(blockOf))];
      await database.queueBlocks.bulkPut(blocks.map((block) => encodeBlock(block, this.#rowsIn(rows, block))));
    });
    await setAside(database, unreadable, services.clock.now());
  }

  #rowsIn(rows: ReadonlyMap<RecordKey, QueueLead>, block: string): readonly QueueLead[] {
    return [...(this.#blocks.get(block) ?? [])].flatMap((key) => rows.get(key) ?? []);
  }
}

/**
 * Blocks read from the store have each a copy of the same few texts. Sharing one makes finding what is known of a window a
 * comparison of pointers instead of texts, a hundred thousand times at each question.
 */
function sharing(): (text: string) => string {
  const texts = new Map<string, string>();
  return (text) => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
}

async function contexts(services: Services): Promise<(key: RecordKey) => RowContext> {
  const [plays, connections] = await Promise.all([playsInUse(services), services.connections.list()]);
  return (key) => {
    const user = connections.find(({ org }) => org === orgOfKey(key))?.user ?? null;
    const { now, timeZone } = services.clock;
    return { plays, userId: user?.id ?? null, userName: user?.name ?? null, now: now(), timeZone: timeZone() };
  };
}

/** Whom to call next and why, or nobody; never the lead at hand. What is proposed was checked against the truth just now. */
export async function nextLead(services: Services, ask: Ask<'nextLead'>): Promise<Answer<'nextLead'>> {
  const question = await questionNow(services, ask.atHand);
  for (let tries = 0; tries < mostPicks; tries += 1) {
    const found = pickNext((await services.queue.rows()).values(), question);
    if (found === null) return { next: null };
    const { recordKey } = found.next.lead;
    const renewed = await services.queue.renew(recordKey);
    if (JSON.stringify(renewed) !== JSON.stringify(found.next.lead)) continue;
    void refreshIfStale(services, recordKey, ask.atHand).catch(() => undefined);
    return { next: itemOf(found.next, found.random) };
  }
  return { next: null };
}

/** The queue as it stands, the next lead first. */
export async function queue(services: Services, ask: Ask<'queue'>): Promise<Answer<'queue'>> {
  const question = await questionNow(services, []);
  const rows = await services.queue.rows();
  const ranked = rankQueue(rows.values(), question);
  const { isListed } = question;
  return {
    items: ranked.slice(0, ask.limit).map((each) => itemOf(each, false)),
    callable: ranked.length,
    known: isListed === undefined ? rows.size : [...rows.values()].filter(isListed).length,
  };
}

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
 * Looks in the CRM whether somebody else was faster; the queue is asked again where it was so. Only for somebody at work: a
 * sidebar in sight asks for the next lead every minute, whether or not anybody sits before it.
 */
async function refreshIfStale(services: Services, key: RecordKey, atHand: readonly RecordKey[]): Promise<void> {
  const database = await services.store.open();
  const now = services.clock.now();
  const [readAt] = await readAtOf(database, [key]);
  if (readAt !== undefined && now - readAt < staleMs) return;
  if (!(await isAtWork(database, atHand, now))) return;
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
