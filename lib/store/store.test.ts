import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { storeState } from '../messaging/views';
import { BatonDatabase } from './database';
import { readLive } from './live';
import { migrations } from './migrations';
import { callRow, handoffRow } from './rows';
import { Store } from './store';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

/** The schema of the first release, written out: it must never change. */
const firstRelease = {
  records: 'recordKey',
  pursuits: 'recordKey, openDueAt',
  answers: 'id, recordKey',
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
};
const firstCall = {
  id: '01a20cc8-8e81-7259-be71-bb4a5d24861d',
  recordKey: 'hubspot:4711:contact:9',
  leadName: 'Dana Fox',
  outcomeId: 'noAnswer',
  startedAt: 1795510800001,
  durationMs: null,
  loggedAt: 1795510800001,
  day: '2026-11-24',
  timeZone: 'Europe/Berlin',
  number: null,
  note: '',
  followUpId: null,
  undoneAt: null,
  conversationSeconds: 60,
  promised: null,
  closedByWriteId: null,
};

async function writeFirstRelease(name: string): Promise<void> {
  const old = new Dexie(name);
  old.version(1).stores(firstRelease);
  await old.table('calls').add(firstCall);
  old.close();
}

describe('opening the store', () => {
  it('reads a database of the first release', async () => {
    await writeFirstRelease('baton');
    const database = await new Store(() => 0).open();
    expect(callRow.parse(await database.calls.get(firstCall.id))).toEqual(firstCall);
    database.close();
  });

  it('finds the handoffs of the second release by where they stand', async () => {
    const old = new Dexie('baton');
    old.version(1).stores(firstRelease);
    old.version(2).stores({ queue: 'recordKey', reviews: 'id' });
    const at = 1_790_000_000_000;
    const handoff = {
      ...{ id: firstCall.id, recordKey: firstCall.recordKey, leadName: 'Dana Fox', brief: [], clauses: [] },
      ...{ ae: { id: '005A', name: 'Jonas', email: null }, score: { estimate: 80, low: 70, high: 90 } },
      ...{ rulesVersion: 1, state: 'submitted', history: [{ state: 'submitted', at, reason: null }] },
      ...{ submittedAt: at, dueAt: at, day: '2026-09-21' },
    };
    await old.table('handoffs').add(handoff);
    old.close();
    const database = await new Store(() => 0).open();
    const [found] = await database.handoffs.where('state').equals('submitted').toArray();
    expect(handoffRow.parse(found)).toEqual(handoff);
    database.close();
  });

  it('brings a database of an earlier release to the schema of a later one, rows and all', async () => {
    await writeFirstRelease('baton');
    const next = { version: migrations.length + 1, stores: { calls: 'id, recordKey, outcomeId' } };
    const database = new BatonDatabase('baton', [...migrations, next]);
    expect(await database.calls.where('outcomeId').equals('noAnswer').count()).toBe(1);
    database.close();
  });

  it('opens a database that a later Baton wrote, after a step back', async () => {
    await writeFirstRelease('baton');
    const next = { version: 90, stores: { calls: 'id, recordKey, outcomeId', later: 'id' } };
    const later = new BatonDatabase('baton', [...migrations, next]);
    await later.open();
    later.close();
    const database = await new Store(() => 0).open();
    expect(database.name).toBe('baton');
    expect(callRow.parse(await database.calls.get(firstCall.id))).toEqual(firstCall);
    database.close();
  });

  it('sets a database aside that cannot be opened, says so, and goes on', async () => {
    const isBroken = (name: string) => name === 'baton';
    const make = (name: string) => {
      const database = new BatonDatabase(name);
      if (isBroken(name)) database.open = () => Dexie.Promise.reject(new DOMException('corrupt', 'UnknownError'));
      return database;
    };
    await writeFirstRelease('baton');
    const database = await new Store(() => 1234, make).open();
    await database.meta.put({ key: 'x' });
    const setAside = [{ name: 'baton', at: 1234, why: 'UnknownError' }];
    expect(await readLive('storeState', storeState)).toEqual({ name: 'baton-2', setAside, quarantined: 0 });
    // The next life of the worker goes on with the new one, and the old one is still there.
    const again = await new Store(() => 5678, make).open();
    expect(again.name).toBe('baton-2');
    expect(await Dexie.exists('baton')).toBe(true);
    for (const open of [database, again]) open.close();
  });

  it('does not throw a history away for a disk that was full or busy for a moment', async () => {
    let failures = 1;
    const store = new Store(
      () => 0,
      (name) => {
        const database = new BatonDatabase(name);
        if (failures-- > 0) database.open = () => Dexie.Promise.reject(new DOMException('busy', 'UnknownError'));
        return database;
      },
    );
    expect((await store.open()).name).toBe('baton');
    const full = new Store(
      () => 0,
      (name) => {
        const database = new BatonDatabase(name);
        database.open = () => Dexie.Promise.reject(new DOMException('full', 'QuotaExceededError'));
        return database;
      },
    );
    await expect(full.open()).rejects.toThrow('full');
    expect(await readLive('storeState', storeState)).toBeNull();
  });
});
