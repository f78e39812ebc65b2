import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BatonDatabase } from '../store/database';
import { encodeBlock } from '../store/queue-blocks';
import { dana } from './rig';
import { StaleLeads } from './stale-leads';

let database: BatonDatabase;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  database = new BatonDatabase('stale-leads-test');
});
afterEach(async () => {
  vi.useRealTimers();
  await database.delete();
});

it('writes nothing where all was put right before the time to mark has come', async () => {
  const stale = new StaleLeads(async () => database);
  await stale.read(database, []);
  stale.touch([`lead:${dana}`]);
  expect(stale.take(1)).toEqual([dana]);
  const writes = database.writes.of(['meta']);
  vi.runAllTimers();
  await database.meta.count();
  expect(database.writes.of(['meta'])).toBe(writes);
});

it('does not mark a block again that is being put right when the time to mark has come', async () => {
  const open = vi.fn(async () => database);
  const stale = new StaleLeads(open);
  await stale.read(database, []);
  stale.touch(['plays']);
  const block = stale.block(['1', '2', '3']);
  if (block === null) throw new Error('every block is to be put right');
  await database.transaction('rw', [database.queueBlocks, database.meta], async () => {
    await database.queueBlocks.put(encodeBlock(block.name, []));
    Dexie.ignoreTransaction(() => vi.runAllTimers());
    await stale.mark(block, database);
  });
  stale.finish(block);
  expect(open).toHaveBeenCalled();
  // What was to be written behind it has been.
  await database.transaction('rw', database.meta, () => database.meta.count());
  expect(await database.meta.get('queueStale')).toMatchObject({ isAll: false, blocks: ['2', '3'] });
});
