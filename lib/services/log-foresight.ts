import type { Draft } from '../messaging/views';
import type { RecordKey } from '../model/record';
import { localDayOf } from '../model/time';
import type { Counts } from '../progress/progress';
import { parseRow, type UnreadableRow } from '../store/quarantine';
import type { RawTransaction } from '../store/raw-transaction';
import { dayRow, draftRow, type PursuitRow, pursuitRow, type RunningRow, runningRow } from '../store/rows';
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

/** Where a lead stands, and what was typed for it; undefined where there is nothing. */
export interface DeskRows {
  readonly pursuit: PursuitRow | undefined;
  readonly draft: Draft | undefined;
}

/** Those rows, undefined where there is none. */
export interface LogRows extends DeskRows {
  readonly running: RunningRow | undefined;
  readonly counts: Counts | undefined;
}

/** Reads them, in one round; what cannot be read is added to `unreadable`. */
export async function readLogRows(
  raw: RowReader,
  { recordKey, day, isRunning }: LogKeys,
  unreadable: UnreadableRow[],
): Promise<LogRows> {
  const [running, counts, desk] = await Promise.all([
    isRunning ? raw.get('meta', 'running') : undefined,
    raw.get('days', day),
    readDesk(raw, recordKey, unreadable),
  ]);
  return {
    running: parseRow('meta', runningRow, running, unreadable),
    counts: parseRow('days', dayRow, counts, unreadable)?.counts,
    ...desk,
  };
}

/** Reads a lead's own two of them. */
export async function readDesk(raw: RowReader, recordKey: RecordKey, unreadable: UnreadableRow[]): Promise<DeskRows> {
  const [pursuit, draft] = await Promise.all([raw.get('pursuits', recordKey), raw.get('drafts', recordKey)]);
  return {
    pursuit: parseRow('pursuits', pursuitRow, pursuit, unreadable),
    draft: parseRow('drafts', draftRow, draft, unreadable),
  };
}

type RowReader = Pick<RawTransaction, 'get'>;

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
      const unreadable: UnreadableRow[] = [];
      const rows = await readLogRows({ get }, { recordKey, day, isRunning: true }, unreadable);
      this.#seen.delete(recordKey);
      // Logging itself meets what cannot be read, and sets it aside.
      if (unreadable.length === 0) this.#seen.set(recordKey, { day, rows, writes, begun });
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
