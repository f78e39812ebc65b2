import { isRecordKey, orgOfKey, type RecordKey } from '../model/record';
import type { QueueLead } from '../queue/queue-lead';
import type { BatonDatabase } from '../store/database';
import { parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { blockOf, decodeBlock, encodeBlock, type QueueBlockRow, queueBlockRow } from '../store/queue-blocks';
import { leadTables, readLeadFacts } from './lead-facts';
import { playsInUse } from './plays';
import { queueRowOf, type RowContext } from './queue-row';
import type { QueuePort, Services } from './services';
import { type StaleBlock, StaleLeads } from './stale-leads';

/** So many rows are worked out in one transaction: a call that is being logged meanwhile, and a question, wait for no more. */
const rowsAtOnce = 10;
/** And so many where nobody waits for them: what comes meanwhile waits for hardly more than for one. */
const rowsBehind = 5;
/** From so many rows on, looking for missing ones takes longer than anybody waits for the next lead. */
const manyRows = 5000;
const afterFirstMs = 2000;
/** A pick whose copy is older than this (ms) is read again from the CRM, to see a team-mate's call. */
export const staleMs = 10 * 60_000;
/** What takes no longer is done without a rest. */
const hurryMs = 1000;
/** No rest is longer: a step may have taken long because the machine slept. */
const longestRestMs = 100;
/** While many rows are put right, whoever shows the queue asks again this often. */
const toldEveryMs = 2000;

/**
 * The queue's rows, in memory while the worker lives and in the store beyond; one per worker start. Rows whose leads changed
 * are worked out anew when the queue is asked: a few before the answer, the others after it, a few at a time.
 */
export class LeadQueue implements QueuePort {
  readonly #services: () => Services;
  #rows: Promise<Map<RecordKey, QueueLead>> | null = null;
  readonly #stale: StaleLeads;
  /** Whose rows lie in which block. */
  readonly #blocks = new Map<string, Set<RecordKey>>();
  /** One piece of work on the rows at a time. */
  #turn: Promise<unknown> = Promise.resolve();
  #isCatchingUp = false;
  /** When that began (ms, of the worker's own clock). */
  #behindSince = 0;
  /** How long the last step of it took (ms). */
  #stepMs = 0;
  /** So many wait for rows now. */
  #asking = 0;
  /** When a lead was looked up in its CRM last, so that one that cannot be read is not asked for again and again. */
  readonly #looked = new Map<RecordKey, number>();

  constructor(services: () => Services) {
    this.#services = services;
    this.#stale = new StaleLeads(() => services().store.open());
  }

  /** Something about these topics' leads changed: their rows are worked out anew when the queue is next asked. */
  touch(topics: readonly string[]): void {
    this.#stale.touch(topics);
  }

  /** The rows, with those put right that changed last. */
  async rows(): Promise<Map<RecordKey, QueueLead>> {
    const rows = await this.#loaded();
    await this.#first(() => this.#putFewRight(rows, 'missing too'));
    if (!this.#stale.isEmpty) this.#catchUp(rows);
    return rows;
  }

  /** Whether whole blocks still say what was true before something changed. */
  isBehind(): boolean {
    return this.#stale.hasBlocks;
  }

  behind(): number {
    return this.#stale.count(this.#blocks);
  }

  isSettling(): boolean {
    return this.#isCatchingUp && !this.#isMuch();
  }

  /** Works these rows out from the truth. */
  async renew(keys: readonly RecordKey[]): Promise<readonly QueueLead[]> {
    const rows = await this.#loaded();
    for (let from = 0; from < keys.length; from += rowsAtOnce) {
      await this.#first(() => this.#keepRenewed(rows, keys.slice(from, from + rowsAtOnce)));
    }
    return keys.flatMap((key) => rows.get(key) ?? []);
  }

  looksNow(key: RecordKey, now: number): boolean {
    for (const [looked, at] of this.#looked) if (now - at >= staleMs) this.#looked.delete(looked);
    if (this.#looked.has(key)) return false;
    this.#looked.set(key, now);
    return true;
  }

  #loaded(): Promise<Map<RecordKey, QueueLead>> {
    this.#rows ??= this.#load().catch((error: unknown) => {
      this.#rows = null;
      throw error;
    });
    return this.#rows;
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
    await this.#stale.read(database, unreadable);
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
  async #findMissing(database: BatonDatabase, rows: Map<RecordKey, QueueLead>): Promise<void> {
    const tables = [database.records, database.pursuits];
    const keys = await Promise.all(tables.map((table) => table.toCollection().primaryKeys()));
    // A lead lies in both tables.
    const missing = new Set<RecordKey>();
    for (const key of keys.flat()) if (isRecordKey(key) && !rows.has(key)) missing.add(key);
    this.#stale.addMissing(missing);
    if (missing.size > 0 && rows.size >= manyRows) this.#catchUp(rows);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn;
    return turn;
  }

  /** Work that somebody waits for: catching up holds on meanwhile. */
  async #first<T>(work: () => Promise<T>): Promise<T> {
    this.#asking += 1;
    try {
      return await this.#inTurn(work);
    } finally {
      this.#asking -= 1;
    }
  }

  /**
   * A step of catching up. Whoever wants something of the worker has their turn before it. Where there is much to do, nothing
   * is done for as long as the last step took: a call that is logged then finds the store and the processor free.
   */
  async #step(work: () => Promise<void>): Promise<void> {
    do await new Promise((resolve) => setTimeout(resolve, this.#isMuch() ? this.#stepMs : 0));
    while (this.#asking > 0);
    await this.#inTurn(async () => {
      const startedAt = performance.now();
      await work();
      this.#stepMs = Math.min(performance.now() - startedAt, longestRestMs);
    });
  }

  #isMuch(): boolean {
    return performance.now() - this.#behindSince > hurryMs;
  }

  async #putFewRight(rows: Map<RecordKey, QueueLead>, which: 'touched' | 'missing too'): Promise<void> {
    const touched = this.#stale.take(rowsAtOnce);
    const missing = which === 'touched' ? [] : this.#stale.takeMissing(rowsAtOnce - touched.length);
    const keys = [...touched, ...missing];
    if (keys.length === 0) return this.#stale.unmark();
    await this.#keepRenewed(rows, keys);
    await this.#stale.unmark();
  }

  /** Works rows out from the truth and keeps them, in memory and in the blocks they lie in. */
  async #keepRenewed(rows: Map<RecordKey, QueueLead>, keys: readonly RecordKey[]): Promise<void> {
    try {
      await this.#readAnew(rows, keys, await contexts(this.#services()));
      const blocks = [...new Set(keys.map(blockOf))].map((block) => this.#encoded(rows, block));
      await (await this.#services().store.open()).queueBlocks.bulkPut(blocks);
    } catch (error) {
      // Not kept: these rows are still to be put right.
      for (const key of keys) this.#stale.add(key);
      throw error;
    }
  }

  /** Puts everything right that is left, a few rows at a time, and has the queue asked again meanwhile. */
  #catchUp(rows: Map<RecordKey, QueueLead>): void {
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    this.#behindSince = performance.now();
    void this.#putAllRight(rows)
      // Whoever asks next goes on with it.
      .catch(() => undefined)
      .finally(() => {
        this.#isCatchingUp = false;
      });
  }

  async #putAllRight(rows: Map<RecordKey, QueueLead>): Promise<void> {
    let toldAt = this.#behindSince;
    while (!this.#stale.isEmpty) {
      const isMuch = this.#isMuch();
      await this.#step(() => this.#putFewRight(rows, isMuch ? 'touched' : 'missing too'));
      const block = this.#stale.block(this.#blocks.keys()) ?? (isMuch ? this.#stale.blockOfMissing() : null);
      if (block !== null) await this.#putBlockRight(rows, block);
      if (performance.now() - toldAt < toldEveryMs) continue;
      this.#services().changed({ topics: ['queue'] });
      toldAt = performance.now();
    }
    await this.#stale.unmark();
    this.#services().changed({ topics: ['queue'] });
  }

  async #putBlockRight(rows: Map<RecordKey, QueueLead>, block: StaleBlock): Promise<void> {
    const keys = [...(block.missing ?? this.#blocks.get(block.name) ?? [])];
    // A change meanwhile makes this block stale once more.
    const contextOf = await contexts(this.#services());
    for (let from = 0; from < keys.length; from += rowsBehind) {
      await this.#step(() => this.#readAnew(rows, keys.slice(from, from + rowsBehind), contextOf));
    }
    await this.#step(async () => {
      const database = await this.#services().store.open();
      // Only what is marked writes where logging a call reads, too.
      const tables = [database.queueBlocks, ...(block.missing === null ? [database.meta] : [])];
      await database.transaction('rw', tables, async () => {
        await database.queueBlocks.put(this.#encoded(rows, block.name));
        await this.#stale.mark(block, database);
      });
    });
    this.#stale.finish(block);
  }

  /** Works rows out from the truth, in memory. */
  async #readAnew(rows: Map<RecordKey, QueueLead>, keys: readonly RecordKey[], contextOf: ContextOf): Promise<void> {
    const services = this.#services();
    const database = await services.store.open();
    const unreadable: UnreadableRow[] = [];
    await database.transaction('r', leadTables(database), async () => {
      const renew = async (key: RecordKey) =>
        this.#keep(rows, queueRowOf(key, await readLeadFacts(database, key, unreadable), contextOf(key)));
      await Promise.all(keys.map(renew));
    });
    await setAside(database, unreadable, services.clock.now());
  }

  #encoded(rows: ReadonlyMap<RecordKey, QueueLead>, block: string): QueueBlockRow {
    return encodeBlock(
      block,
      [...(this.#blocks.get(block) ?? [])].flatMap((key) => rows.get(key) ?? []),
    );
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

type ContextOf = (key: RecordKey) => RowContext;

async function contexts(services: Services): Promise<ContextOf> {
  const [plays, connections] = await Promise.all([playsInUse(services), services.connections.list()]);
  return (key) => {
    const user = connections.find(({ org }) => org === orgOfKey(key))?.user ?? null;
    const { now, timeZone } = services.clock;
    return { plays, userId: user?.id ?? null, userName: user?.name ?? null, now: now(), timeZone: timeZone() };
  };
}
