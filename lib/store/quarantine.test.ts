import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { BatonDatabase } from './database';
import { setAside } from './quarantine';

const broken = { day: '2026-11-24', counts: { dials: 'many' } };
const unreadable = { table: 'days', key: '2026-11-24', raw: broken, why: 'counts.dials: invalid_type' };

beforeEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
});

describe('setting aside what cannot be read', () => {
  it('keeps a row once where two readers meet it at the same time', async () => {
    const database = new BatonDatabase('baton');
    await database.table('days').put(broken);
    await Promise.all([setAside(database, [unreadable], 1), setAside(database, [unreadable], 2)]);
    expect(await database.quarantine.count()).toBe(1);
    expect(await database.table('days').count()).toBe(0);
  });

  it('leaves a row alone that was mended meanwhile', async () => {
    const database = new BatonDatabase('baton');
    const mended = { day: '2026-11-24', counts: { dials: 2, connects: 0, conversations: 0, handoffs: 0 } };
    await database.table('days').put(mended);
    await setAside(database, [unreadable], 1);
    expect(await database.table('days').get('2026-11-24')).toEqual(mended);
    expect(await database.quarantine.count()).toBe(0);
  });
});
