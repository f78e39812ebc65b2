import { isRecordKey, type RecordKey } from '../model/record';
import type { BatonDatabase } from '../store/database';
import { parseRow, type UnreadableRow } from '../store/quarantine';
import { blockOf } from '../store/queue-blocks';
import { queueStaleRow } from '../store/rows';

/** What changes every row. */
const topicsOfAll: readonly string[] = ['connections', 'plays', 'scorecards'];
/** Mostly somebody asks at once, and nothing is left to be marked. */
const markedAfterMs = 1000;
/** Of more leads than these, the whole blocks they lie in are put right by the next life of the worker. */
const mostMarked = 2000;
const markKey = 'queueStale';

/** A block to be put right, and the change since which that is so. */
export interface StaleBlock {
  readonly name: string;
  /** Those of its leads whose rows are missing; null where every row of it is to be put right. */
  readonly missing: ReadonlySet<RecordKey> | null;
  readonly change: number;
}

/**
 * Which of the queue's rows are to be worked out anew: those of single leads, and whole blocks where something changed that
 * concerns everybody. Kept in the store too, because the worker may be stopped before the work is done.
 */
export class StaleLeads {
  readonly #open: () => Promise<BatonDatabase>;
  /** The one touched last at the end: that is the lead somebody works on. */
  readonly #keys = new Set<RecordKey>();
  readonly #blocks = new Set<string>();
  /** Leads without a row, by the block where it belongs: one by one, a block would be written once for each of its leads. */
  readonly #missing = new Map<string, Set<RecordKey>>();
  /** Every block, and which those are is not known yet. */
  #isAll = false;
  /** Goes up with each change that concerns everybody: a block begun before it is to be done once more. */
  #changes = 0;
  #marking = false;
  #isMarked = false;
  /** Whether it is known what an earlier life of the worker left to do. */
  #isRead = false;

  constructor(open: () => Promise<BatonDatabase>) {
    this.#open = open;
  }

  get isEmpty(): boolean {
    return this.#missing.size === 0 && !this.#isToMark;
  }

  /** Whether something is left to do that the next life of the worker would not see by itself. */
  get #isToMark(): boolean {
    return this.#keys.size > 0 || this.hasBlocks;
  }

  get hasBlocks(): boolean {
    return this.#isAll || this.#blocks.size > 0;
  }

  /** How many leads that concerns; these are the rows there are, by their blocks. */
  count(blocks: ReadonlyMap<string, ReadonlySet<RecordKey>>): number {
    const inBlocks = [...blocks].filter(([name]) => this.#isAll || this.#blocks.has(name));
    const alone = [...this.#keys].filter((key) => !this.#isAll && !this.#blocks.has(blockOf(key)));
    const sets = [...inBlocks.map(([, keys]) => keys), ...this.#missing.values()];
    return sets.reduce((sum, keys) => sum + keys.size, alone.length);
  }

  /** Something about these topics' leads changed. */
  touch(topics: readonly string[]): void {
    for (const topic of topics) {
      const key = topic.startsWith('lead:') ? topic.slice('lead:'.length) : '';
      if (isRecordKey(key)) this.add(key);
    }
    if (topics.some((topic) => topicsOfAll.includes(topic))) {
      this.#isAll = true;
      this.#changes += 1;
    }
    this.#markSoon();
  }

  /** A lead's row was not put right after all. */
  add(key: RecordKey): void {
    this.#keys.delete(key);
    this.#keys.add(key);
  }

  /** These leads have no row. Never marked: the next life of the worker misses them too. */
  addMissing(keys: Iterable<RecordKey>): void {
    for (const key of keys) {
      const block = blockOf(key);
      const missing = this.#missing.get(block);
      if (missing === undefined) this.#missing.set(block, new Set([key]));
      else missing.add(key);
    }
  }

  /** Takes the leads touched last, at most so many. */
  take(most: number): readonly RecordKey[] {
    const keys = [...this.#keys].slice(-most).toReversed();
    for (const key of keys) this.#keys.delete(key);
    return keys;
  }

  /** Takes leads without a row, at most so many. */
  takeMissing(most: number): readonly RecordKey[] {
    const taken: RecordKey[] = [];
    for (const [block, missing] of this.#missing) {
      const keys = [...missing].slice(0, most - taken.length);
      for (const key of keys) missing.delete(key);
      if (missing.size === 0) this.#missing.delete(block);
      taken.push(...keys);
      if (taken.length === most) break;
    }
    return taken;
  }

  /** A block that is to be put right as a whole, of those in use; null where none is. */
  block(inUse: Iterable<string>): StaleBlock | null {
    if (this.#isAll) for (const each of inUse) this.#blocks.add(each);
    this.#isAll = false;
    const [name] = this.#blocks;
    return name === undefined ? null : { name, missing: null, change: this.#changes };
  }

  /** A block in which rows are missing; null where none are. */
  blockOfMissing(): StaleBlock | null {
    const [found] = this.#missing;
    return found === undefined ? null : { name: found[0], missing: found[1], change: this.#changes };
  }

  /** Marks that the block was put right. Inside the transaction that keeps it: no life of the worker does it twice. */
  async mark({ name, missing, change }: StaleBlock, database: BatonDatabase): Promise<void> {
    if (missing === null && change === this.#changes) await this.#write(database, name);
  }

  /** The block was put right, and that is kept. */
  finish({ name, missing, change }: StaleBlock): void {
    if (missing !== null) this.#missing.delete(name);
    else if (change === this.#changes) this.#blocks.delete(name);
  }

  /** What an earlier life of the worker left to do. */
  async read(database: BatonDatabase, unreadable: UnreadableRow[]): Promise<void> {
    const mark = parseRow('meta', queueStaleRow, await database.meta.get(markKey), unreadable);
    this.#isRead = true;
    if (mark === undefined) return;
    this.#isMarked = true;
    if (mark.isAll) this.#isAll = true;
    for (const block of mark.blocks) this.#blocks.add(block);
    for (const key of mark.keys) this.#keys.add(key);
  }

  /** Takes the mark away once nothing of what it says is left to do. */
  async unmark(): Promise<void> {
    if (!this.#isMarked || this.#isToMark) return;
    const database = await this.#open();
    if (this.#isToMark) return;
    this.#isMarked = false;
    await database.meta.delete(markKey);
  }

  /** The worker may be stopped before anybody asks: its next life is told which rows to put right. */
  #markSoon(): void {
    if (this.#marking || !this.#isToMark) return;
    this.#marking = true;
    setTimeout(() => {
      this.#marking = false;
      void this.#markNow().catch(() => undefined);
    }, markedAfterMs);
  }

  async #markNow(): Promise<void> {
    const database = await this.#open();
    // In a life in which nobody asks for the queue, what an earlier one left is kept with what is new.
    if (!this.#isRead) await this.read(database, []);
    // Mostly it was put right at once: a writing transaction makes the log foresight look again.
    if (!this.#isToMark) return;
    await database.transaction('rw', database.meta, async () => {
      // Has its turn after a block that is being put right, and does not say again that this is to be done.
      await database.meta.get(markKey);
      if (this.#isToMark) await this.#write(database);
    });
  }

  async #write(database: BatonDatabase, without: string | null = null): Promise<void> {
    this.#isMarked = true;
    const isMany = this.#keys.size > mostMarked;
    const blocks = new Set([...this.#blocks].filter((block) => block !== without));
    if (isMany) for (const key of this.#keys) blocks.add(blockOf(key));
    const keys = isMany ? [] : [...this.#keys];
    await database.meta.put({ key: markKey, isAll: this.#isAll, blocks: [...blocks], keys });
  }
}
