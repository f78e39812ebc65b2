import type { OrgKey } from '../model/record';
import { orgKey } from '../model/schemas';
import { afterRefusal } from '../sync/after-refusal';
import { dueAtOf } from '../sync/backoff';
import type { OutboxEntry } from '../sync/outbox-entry';
import { awake, type OutboxStore, recovered, type Settlement } from '../sync/outbox-store';
import type { BatonDatabase } from './database';
import { parseRow, parseRows, setAside, type UnreadableRow } from './quarantine';
import { type DeliveredRow, deliveredRow, outboxRow } from './rows';

/** States in which an entry still has to be sent (`failed` waits for the SDR). */
const unfinished = ['waiting', 'sending', 'unsure'] as const;
/** States from which an entry may be sent. */
const sendable = ['waiting', 'unsure'] as const;

/** The outbox in IndexedDB. See the contract for the law of order. */
export class DexieOutbox implements OutboxStore {
  readonly #open: () => Promise<BatonDatabase>;
  readonly #now: () => number;
  /** Told after a settlement: which entries' records changed. */
  readonly #onSettled: (entries: readonly OutboxEntry[]) => void;

  constructor(
    open: () => Promise<BatonDatabase>,
    now: () => number,
    onSettled: (entries: readonly OutboxEntry[]) => void,
  ) {
    this.#open = open;
    this.#now = now;
    this.#onSettled = onSettled;
  }

  async orgs(): Promise<readonly OrgKey[]> {
    const database = await this.#open();
    const keys = await database.outbox.orderBy('org').uniqueKeys();
    const found: OrgKey[] = [];
    for (const key of keys) {
      const org = orgKey.safeParse(key);
      if (org.success && (await this.#hasUnfinished(database, org.data))) found.push(org.data);
    }
    return found;
  }

  async due(org: OrgKey, now: number, limit: number): Promise<readonly OutboxEntry[]> {
    const database = await this.#open();
    const unreadable: UnreadableRow[] = [];
    const taken: OutboxEntry[] = [];
    const blocked = new Set<string>();
    await database.outbox
      .where('org')
      .equals(org)
      .until(() => taken.length >= limit)
      .each((raw) => {
        const stored = parseRow('outbox', outboxRow, raw, unreadable);
        const entry = stored && { ...stored, nextAttemptAt: dueAtOf(stored, this.#now()) };
        if (entry === undefined || entry.state === 'failed' || taken.length >= limit) return;
        const isDue = entry.state !== 'sending' && entry.nextAttemptAt <= now;
        if (isDue && !blocked.has(entry.recordKey)) taken.push(entry);
        else blocked.add(entry.recordKey);
      });
    await setAside(database, unreadable, this.#now());
    return taken;
  }

  async markSending(ids: readonly string[]): Promise<readonly OutboxEntry[]> {
    const isSendable = (entry: OutboxEntry) => sendable.some((state) => state === entry.state);
    const sending = await this.#change(ids, (entry) => (isSendable(entry) ? { ...entry, state: 'sending' } : null));
    return Promise.all(sending.map((entry) => this.#withTask(entry)));
  }

  /** An answer said before its handoff had reached the CRM: only now is it known which task it completes. */
  async #withTask(entry: OutboxEntry): Promise<OutboxEntry> {
    const { write } = entry;
    if (write.kind !== 'handoffAnswer' || write.taskId !== null) return entry;
    const database = await this.#open();
    const sent = deliveredRow.safeParse(await database.delivered.get(write.handoffWriteId)).data;
    return { ...entry, write: { ...write, taskId: sent?.crmId ?? null } };
  }

  async settle(settlements: readonly Settlement[], now: number): Promise<void> {
    const database = await this.#open();
    const byId = new Map(settlements.map((settlement) => [settlement.id, settlement]));
    const { outbox, delivered, meta, quarantine } = database;
    const settled = await database.transaction('rw', [outbox, delivered, meta, quarantine], async () => {
      const entries = await entriesOf(database, [...byId.keys()], this.#now());
      const done: DeliveredRow[] = [];
      const open: OutboxEntry[] = [];
      for (const entry of entries) {
        const settlement = byId.get(entry.id);
        if (settlement === undefined) continue;
        const { id, org, recordKey } = entry;
        if (settlement.kind === 'done') done.push({ id, org, recordKey, crmId: settlement.crmId, at: now });
        else open.push(afterSettlement(entry, settlement));
      }
      const { kept, gone } = await this.#afterRefusals(database, open, now);
      await outbox.bulkPut(kept);
      await outbox.bulkDelete([...gone, ...done.map(({ id }) => id)]);
      if (done.length === 0) return entries;
      // A change that found nothing to change has told the CRM nothing.
      await delivered.bulkPut(done.filter(({ id }) => !gone.has(id)));
      await meta.put({ key: 'lastSyncedAt', at: now });
      return entries;
    });
    if (settled.length > 0) this.#onSettled(settled);
  }

  /** The entries as they go on, and the ids of those that do not: see {@link afterRefusal}. */
  async #afterRefusals(database: BatonDatabase, open: readonly OutboxEntry[], now: number) {
    const refused = open.filter(({ state }) => state === 'failed');
    const gone = new Set<string>();
    if (refused.length === 0) return { kept: open, gone };
    const keys = new Set(refused.map(({ recordKey }) => recordKey));
    const unreadable: UnreadableRow[] = [];
    const raws = await database.outbox
      .where('org')
      .anyOf([...new Set(refused.map(({ org }) => org))])
      .toArray();
    const behind = parseRows('outbox', outboxRow, raws, unreadable).filter(({ recordKey }) => keys.has(recordKey));
    await setAside(database, unreadable, this.#now());
    const kept = open.flatMap((entry) => {
      if (!refused.includes(entry)) return [entry];
      const after = afterRefusal(entry, behind, now);
      for (const id of after.obsolete) gone.add(id);
      if (after.entry === null) gone.add(entry.id);
      return after.entry === null ? [] : [after.entry];
    });
    return { kept: kept.filter(({ id }) => !gone.has(id)), gone };
  }

  async recover(org: OrgKey, lookUpFrom: number): Promise<number> {
    const database = await this.#open();
    const raws = await database.outbox
      .where('[state+nextAttemptAt]')
      .between(['sending', -1], ['sending', []])
      .toArray();
    const unreadable: UnreadableRow[] = [];
    const own = parseRows('outbox', outboxRow, raws, unreadable).filter((entry) => entry.org === org);
    const ids = own.map((entry) => entry.id);
    await setAside(database, unreadable, this.#now());
    await this.#change(ids, (entry) => (entry.state === 'sending' ? recovered(entry, lookUpFrom) : null));
    return ids.length;
  }

  async nextDueAt(): Promise<number | null> {
    const database = await this.#open();
    const firsts = await Promise.all(
      sendable.map((state) => database.outbox.where('[state+nextAttemptAt]').between([state, -1], [state, []]).first()),
    );
    const unreadable: UnreadableRow[] = [];
    const rows = parseRows('outbox', outboxRow, firsts.filter(Boolean), unreadable);
    const dueTimes = rows.map((row) => dueAtOf(row, this.#now()));
    await setAside(database, unreadable, this.#now());
    return dueTimes.length === 0 ? null : Math.min(...dueTimes);
  }

  async wake(org: OrgKey, now: number): Promise<void> {
    const database = await this.#open();
    const unreadable: UnreadableRow[] = [];
    const raws = await database.outbox.where('org').equals(org).toArray();
    const asleep = parseRows('outbox', outboxRow, raws, unreadable).filter((entry) => entry.nextAttemptAt > now);
    await setAside(database, unreadable, this.#now());
    await this.#change(
      asleep.map((entry) => entry.id),
      (entry) => awake(entry, now),
    );
  }

  /** Changes those of these entries that are still there and for which `change` does not answer null. */
  async #change(
    ids: readonly string[],
    change: (entry: OutboxEntry) => OutboxEntry | null,
  ): Promise<readonly OutboxEntry[]> {
    const database = await this.#open();
    return database.transaction('rw', database.outbox, database.quarantine, async () => {
      const entries = await entriesOf(database, ids, this.#now());
      const changed = entries.map(change).filter((entry) => entry !== null);
      await database.outbox.bulkPut(changed);
      return changed;
    });
  }

  async #hasUnfinished(database: BatonDatabase, org: OrgKey): Promise<boolean> {
    const row = await database.outbox
      .where('org')
      .equals(org)
      .filter((raw) => {
        const parsed = outboxRow.safeParse(raw);
        return parsed.success && unfinished.some((state) => state === parsed.data.state);
      })
      .first();
    return row !== undefined;
  }
}

async function entriesOf(database: BatonDatabase, ids: readonly string[], at: number): Promise<OutboxEntry[]> {
  const unreadable: UnreadableRow[] = [];
  const raws = await database.outbox.bulkGet([...ids]);
  const entries = parseRows('outbox', outboxRow, raws.filter(Boolean), unreadable);
  await setAside(database, unreadable, at);
  return entries;
}

function afterSettlement(entry: OutboxEntry, settlement: Exclude<Settlement, { kind: 'done' }>): OutboxEntry {
  switch (settlement.kind) {
    case 'again':
      return {
        ...entry,
        // Whether an unsure entry was applied stays open until a lookup succeeded.
        state: entry.state === 'unsure' ? 'unsure' : 'waiting',
        attempts: entry.attempts + (settlement.attempted ? 1 : 0),
        nextAttemptAt: settlement.nextAttemptAt,
        problem: settlement.problem,
      };
    case 'unsure':
      return {
        ...entry,
        state: 'unsure',
        attempts: entry.attempts + 1,
        nextAttemptAt: settlement.nextAttemptAt,
        problem: settlement.problem,
      };
    case 'failed':
      return { ...entry, state: 'failed', attempts: entry.attempts + 1, problem: settlement.problem };
  }
}
