/**
 * One step of the database's schema. Steps are frozen once released: a change is a new step at the end.
 * `upgrade` changes rows of the step before; it imports nothing, so that later code cannot change old history.
 */
export interface Migration {
  readonly version: number;
  /** Dexie's schema notation: primary key first, then the indexes; null takes the table away. Every index makes each write slower. */
  readonly stores: Readonly<Record<string, string | null>>;
}

const v1: Migration = {
  version: 1,
  stores: {
    records: 'recordKey',
    pursuits: 'recordKey, openDueAt',
    answers: 'id, recordKey',
    // Recent calls only, so that logging costs the same whatever lies behind; `archive` moves older rows over.
    calls: 'id, recordKey',
    callsArchive: 'id, recordKey',
    handoffs: 'id, recordKey, day',
    days: 'day',
    outbox: 'id, org, [state+nextAttemptAt]',
    delivered: 'id',
    drafts: 'recordKey',
    audit: 'id',
    commands: 'id',
    meta: 'key',
    quarantine: 'id, table',
  },
};

/** The queue's small rows per lead, and what the SDR thought of their own conversations. */
const v2: Migration = { version: 2, stores: { queue: 'recordKey', reviews: 'id' } };

/** Handoffs are found by where they stand: those still open, and those that came back. */
const v3: Migration = { version: 3, stores: { handoffs: 'id, recordKey, day, state' } };

/** The queue's rows lie in blocks; what the old ones said is worked out anew. */
const v4: Migration = { version: 4, stores: { queueBlocks: 'key', queue: null } };

/** Every step from the first release on, in order. */
export const migrations: readonly Migration[] = [v1, v2, v3, v4];
