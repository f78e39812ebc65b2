import type { RecordKey } from '../model/record';
import { localDayOf } from '../model/time';
import type { RawTransaction } from '../store/raw-transaction';
import type { Store } from '../store/store';
import type { WriteCount } from '../store/write-count';

/** Which rows logging a call on a lead depends on. */
export interface LogKeys {
  readonly recordKey: RecordKey;
  /** The day the call counts for. */
  readonly day: string;
  /** Whether a running call is logged. */
  readonly isRunning: boolean;
}

/** Those rows as they lie in the store, undefined where there is none. */
export interface LogRows {
  readonly running: unknown;
  readonly day: unknown;
  readonly pursuit: unknown;
  readonly draft: unknown;
}

/** Reads them, in one round. */
export async function readLogRows(
  raw: Pick<RawTransaction, 'get'>,
  { recordKey, day, isRunning }: LogKeys,
): Promise<LogRows> {
  const [running, dayRow, pursuit, draft] = await Promise.all([
    isRunning ? raw.get('meta', 'running') : undefined,
    raw.get('days', day),
    raw.get('pursuits', recordKey),
    raw.get('drafts', recordKey),
  ]);
  return { running, day: dayRow, pursuit, draft };
}

const readTables = ['meta', 'days', 'pursuits', 'drafts'];

interface Seen {
  readonly day: string;
  readonly rows: LogRows;
  /** The writes begun on the tables read, as counted before the reading. */
  readonly writes: WriteCount;
  readonly begun: number;
}

/** What the day is known by. */
interface DayClock {
  readonly now: () => number;
  readonly timeZone: () => string;
}

/** As many leads as an SDR has open at a time. */
const mostLeads = 8;

/**
 * What logging a call on the leads in view is going to read. Known for certain as long as nothing began to write there
 * since it was read (the background is the only writer); with it, logging has nothing to wait for before it writes.
 */
export class Foresight {
  readonly #store: Store;
  readonly #clock: DayClock;
  readonly #seen = new Map<RecordKey, Seen>();

  constructor(store: Store, clock: DayClock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The SDR looks at this lead, or something of it has changed. Never throws. */
  async look(recordKey: RecordKey): Promise<void> {
    const day = localDayOf(this.#clock.now(), this.#clock.timeZone());
    try {
      const database = await this.#store.open();
      const { writes } = database;
      const begun = writes.of(readTables);
      const get = (table: string, key: string): Promise<unknown> => database.table(table).get(key);
      const rows = await readLogRows({ get }, { recordKey, day, isRunning: true });
      this.#seen.delete(recordKey);
      this.#seen.set(recordKey, { day, rows, writes, begun });
    } catch {
      this.#seen.delete(recordKey);
    }
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > mostLeads && oldest !== undefined) this.#seen.delete(oldest);
  }

  /** Looks again at those leads in view of which something may have changed. */
  async lookAgain(): Promise<void> {
    const outdated = [...this.#seen].filter(([, seen]) => !isCertain(seen, seen.writes));
    await Promise.all(outdated.map(([key]) => this.look(key)));
  }

  /** The rows that a transaction begun now would find; undefined where that is not certain. */
  of({ recordKey, day, isRunning }: LogKeys, writes: WriteCount): LogRows | undefined {
    const seen = this.#seen.get(recordKey);
    if (seen?.day !== day || !isCertain(seen, writes)) return undefined;
    return isRunning ? seen.rows : { ...seen.rows, running: undefined };
  }
}

function isCertain(seen: Seen, writes: WriteCount): boolean {
  return seen.writes === writes && seen.begun === writes.of(readTables);
}
