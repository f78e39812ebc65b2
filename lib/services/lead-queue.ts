import { isRecordKey, orgOfKey, type RecordKey } from '../model/record';
import type { QueueLead } from '../queue/queue-lead';
import type { BatonDatabase } from '../store/database';
import { parseRow, parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { blockOf, decodeBlock, encodeBlock, queueBlockRow } from '../store/queue-blocks';
import { queueStaleRow } from '../store/rows';
import { leadTables, readLeadFacts } from './lead-facts';
import { playsInUse } from './plays';
import { queueRowOf, type RowContext } from './queue-row';
import type { QueuePort, Services } from './services';

/** Rows worked out anew per question at most; the rest follows, so that nobody waits for a thousand of them. */
const mostPerFlush = 200;
/** And so many in one transaction: a call that is being logged meanwhile waits for no more than these. */
const mostPerTransaction = 10;
/** From so many rows on, looking for missing ones takes longer than anybody waits for the next lead. */
const manyRows = 5000;
const afterFirstMs = 2000;
/** A pick whose copy is older than this (ms) is read again from the CRM, to see a team-mate's call. */
export const staleMs = 10 * 60_000;
/** What changes every row. */
const topicsOfAll: readonly string[] = ['connections', 'plays', 'scorecards'];
/** Mostly somebody asks at once, and nothing is left to be marked. */
const markedAfterMs = 1000;
/** Of more rows than these each is put right. */
const mostMarked = 2000;

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
  /** Every row may differ. */
  #isAllStale = false;
  #marking = false;
  #isMarked = false;

  constructor(services: () => Services) {
    this.#services = services;
  }

  /** Something about these topics' leads changed: their rows are worked out anew when the queue is next asked. */
  touch(topics: readonly string[]): void {
    for (const topic of topics) {
      const key = topic.startsWith('lead:') ? topic.slice('lead:'.length) : '';
      if (isRecordKey(key)) this.#stale.add(key);
    }
    // Another user, plays of another kind, another card.
    if (topics.some((topic) => topicsOfAll.includes(topic))) this.#isAllStale = true;
    this.#markSoon();
  }

  /** The worker may be stopped before anybody asks: its next life is told which rows to put right. */
  #markSoon(): void {
    if (this.#marking || !(this.#isAllStale || this.#stale.size > 0)) return;
    this.#marking = true;
    setTimeout(() => {
      this.#marking = false;
      void this.#mark().catch(() => undefined);
    }, markedAfterMs);
  }

  async #mark(): Promise<void> {
    const database = await this.#services().store.open();
    const keys = [...this.#stale];
    const isAll = this.#isAllStale || keys.length > mostMarked;
    if (!isAll && keys.length === 0) return;
    this.#isMarked = true;
    await database.meta.put({ key: 'queueStale', isAll, keys: isAll ? [] : keys });
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
    await this.#readMark(database, unreadable);
    await setAside(database, unreadable, this.#services().clock.now());
    // Of many leads the few that are missing can wait until the first question is answered.
    if (rows.size < manyRows) await this.#findMissing(database, rows);
    else setTimeout(() => void this.#findMissing(database, rows).catch(() => undefined), afterFirstMs);
    return rows;
  }

  /** What an earlier life of the worker left to do. */
  async #readMark(database: BatonDatabase, unreadable: UnreadableRow[]): Promise<void> {
    const mark = parseRow('meta', queueStaleRow, await database.meta.get('queueStale'), unreadable);
    if (mark === undefined) return;
    this.#isMarked = true;
    if (mark.isAll) this.#isAllStale = true;
    for (const key of mark.keys) this.#stale.add(key);
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
    if (this.#isAllStale) for (const key of rows.keys()) this.#stale.add(key);
    this.#isAllStale = false;
    const keys = [...this.#stale].slice(0, mostPerFlush);
    if (keys.length === 0) return this.#unmark();
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
    else await this.#unmark();
  }

  /** Takes the mark away once nothing is left to do. */
  async #unmark(): Promise<void> {
    if (!this.#isMarked || this.#isAllStale || this.#stale.size > 0) return;
    const database = await this.#services().store.open();
    if (this.#isAllStale || this.#stale.size > 0) return;
    this.#isMarked = false;
    await database.meta.delete('queueStale');
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
