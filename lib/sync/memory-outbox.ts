import { v7 as uuidv7 } from 'uuid';
import type { CrmAdapter } from '../crm/adapter';
import type { CrmWrite } from '../crm/write';
import { type OrgKey, orgKey, type RecordRef, recordKey } from '../model/record';
import type { OutboxEntry } from './outbox-entry';
import { awake, type OutboxStore, recovered, type Settlement } from './outbox-store';

export type Dice = () => number;

export const org: OrgKey = orgKey({ crm: 'salesforce', org: 'x' });
const startedAt = 1_700_000_000_000;

/** Waiting entries, one per given record number, in the order of their ids. */
export function entriesFor(records: readonly number[]): OutboxEntry[] {
  return records.map((number, index) => {
    const ref: RecordRef = { crm: 'salesforce', org: 'x', object: 'lead', id: `r${number}` };
    const id = uuidv7({ msecs: startedAt + index });
    const write: CrmWrite = {
      ...{ id, ref, kind: 'logCall', outcomeId: 'noAnswer', outcomeLabel: 'No answer', startedAt },
      ...{ durationMs: null, number: null, note: '' },
    };
    return {
      ...{ id, org, recordKey: recordKey(ref), leadName: `Lead ${number}`, write, state: 'waiting', attempts: 0 },
      ...{ nextAttemptAt: startedAt, problem: null, createdAt: startedAt },
    };
  });
}

/**
 * The outbox contract in memory, for tests: durable like the real one, and able to let its worker die before or after any
 * step. `crashes` counts steps until each death; a dead worker can do nothing more.
 */
export class MemoryOutbox implements OutboxStore {
  now = startedAt + 1000;
  readonly delivered = new Map<string, string | null>();
  readonly entries = new Map<string, OutboxEntry>();
  readonly #crashes: number[];
  #dead = false;

  constructor(entries: readonly OutboxEntry[], crashes: readonly number[]) {
    for (const entry of entries) this.entries.set(entry.id, entry);
    this.#crashes = [...crashes];
  }

  /** A new worker starts. */
  revive(): void {
    this.#dead = false;
  }

  /** The adapter, able to die with its worker: before a request leaves or before its answer is heard. */
  mortal(adapter: CrmAdapter): CrmAdapter {
    return {
      ...adapter,
      write: (writes) => this.#step(() => adapter.write(writes)),
      findWritten: (writes) => this.#step(() => adapter.findWritten(writes)),
    };
  }

  async #step<T>(work: () => T | Promise<T>): Promise<T> {
    this.#tick();
    const result = await work();
    this.#tick();
    return result;
  }

  #tick(): void {
    const [next] = this.#crashes;
    if (next !== undefined && !this.#dead) {
      if (next === 0) {
        this.#crashes.shift();
        this.#dead = true;
      } else this.#crashes[0] = next - 1;
    }
    if (this.#dead) throw new Error('the worker died');
  }

  org(of: OrgKey): readonly OutboxEntry[] {
    const own = [...this.entries.values()].filter((entry) => entry.org === of && entry.state !== 'failed');
    return own.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  unfinished(): number {
    return this.#unfinished().length;
  }

  /** The worker dies now. */
  kill(): void {
    this.#dead = true;
  }

  #unfinished(): readonly OutboxEntry[] {
    return [...this.entries.values()].filter(({ state }) => state !== 'failed');
  }

  failedIds(): string[] {
    return [...this.entries.values()].filter(({ state }) => state === 'failed').map(({ id }) => id);
  }

  orgs() {
    return this.#step(() => [...new Set(this.#unfinished().map((entry) => entry.org))]);
  }

  due(of: OrgKey, now: number, limit: number) {
    return this.#step(() => {
      const taken: OutboxEntry[] = [];
      const blocked = new Set<string>();
      for (const entry of this.org(of)) {
        const isDue = entry.state !== 'sending' && entry.nextAttemptAt <= now && taken.length < limit;
        if (isDue && !blocked.has(entry.recordKey)) taken.push(entry);
        else blocked.add(entry.recordKey);
      }
      return taken;
    });
  }

  markSending(ids: readonly string[]) {
    return this.#step(() => {
      const present = ids.filter((id) => ['waiting', 'unsure'].includes(this.entries.get(id)?.state ?? ''));
      for (const id of present) this.#change(id, { state: 'sending' });
      return present.flatMap((id) => this.entries.get(id) ?? []);
    });
  }

  settle(settlements: readonly Settlement[]) {
    return this.#step(() => {
      for (const settlement of settlements) this.#settleOne(settlement);
    });
  }

  #settleOne(settlement: Settlement): void {
    const entry = this.entries.get(settlement.id);
    if (entry === undefined) return;
    if (settlement.kind === 'done') {
      this.entries.delete(entry.id);
      this.delivered.set(entry.id, settlement.crmId);
    } else this.#change(entry.id, changeBy(settlement, entry));
  }

  recover(of: OrgKey, lookUpFrom: number) {
    return this.#step(() => {
      const lost = this.org(of).filter(({ state }) => state === 'sending');
      for (const entry of lost) this.#change(entry.id, recovered(entry, lookUpFrom));
      return lost.length;
    });
  }

  nextDueAt() {
    return this.#step(() => {
      const times = this.#unfinished().map(({ nextAttemptAt }) => nextAttemptAt);
      return times.length === 0 ? null : Math.min(...times);
    });
  }

  wake(of: OrgKey, now: number) {
    return this.#step(() => {
      for (const entry of this.org(of)) this.#change(entry.id, awake(entry, now));
    });
  }

  #change(id: string, change: Partial<OutboxEntry>): void {
    const entry = this.entries.get(id);
    if (entry !== undefined) this.entries.set(id, { ...entry, ...change });
  }
}

function changeBy(settlement: Exclude<Settlement, { kind: 'done' }>, entry: OutboxEntry): Partial<OutboxEntry> {
  const { problem } = settlement;
  if (settlement.kind === 'failed') return { state: 'failed', problem };
  const { nextAttemptAt } = settlement;
  if (settlement.kind === 'unsure') return { state: 'unsure', attempts: entry.attempts + 1, nextAttemptAt, problem };
  const state = entry.state === 'unsure' ? 'unsure' : 'waiting';
  return { state, attempts: entry.attempts + (settlement.attempted ? 1 : 0), nextAttemptAt, problem };
}
