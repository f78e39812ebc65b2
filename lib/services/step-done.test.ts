import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { dana, logAsk, makeRig, type Rig } from './rig';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

const mark = (rig: Rig, done: boolean, doneAt = rig.now, known = 0) =>
  rig.get('markStep', {
    commandId: rig.id(),
    recordKey: dana,
    leadName: 'Dana Fox',
    channel: 'social',
    doneAt,
    done,
    known,
    at: rig.now,
  });
const ticked = async (rig: Rig) => (await rig.get('leadView', { recordKey: dana, refresh: false })).ticked ?? [];

describe('a step that is no call', () => {
  it('is ticked off once however often asked, survives calls and their undoing, and is taken back', async () => {
    const rig = makeRig();
    const at = rig.now;
    await mark(rig, true, at);
    await mark(rig, true, at);
    const { id } = await rig.get('logCall', logAsk(rig));
    await rig.get('undoCall', { commandId: rig.id(), callId: id, at: rig.now });
    expect(await ticked(rig)).toEqual([{ channel: 'social', at }]);
    await mark(rig, false, at);
    expect(await ticked(rig)).toEqual([]);
  });

  it('is ticked off once by whoever saw the same step open: twice in a hurry, or in two windows', async () => {
    const rig = makeRig();
    const at = rig.now;
    await mark(rig, true, at);
    await mark(rig, true, at + 120);
    expect(await ticked(rig)).toEqual([{ channel: 'social', at }]);
    await mark(rig, true, at + 5000, 1);
    expect(await ticked(rig)).toHaveLength(2);
  });

  it('sets a row aside that cannot be read, instead of writing over it', async () => {
    const rig = makeRig();
    const { pursuits, quarantine } = await rig.database();
    // What an older or a broken version may have left behind.
    await pursuits.put(JSON.parse(JSON.stringify({ recordKey: dana, attempts: 'many' })));
    await mark(rig, true);
    expect(await ticked(rig)).toHaveLength(1);
    expect(await quarantine.toArray()).toMatchObject([{ table: 'pursuits', raw: { attempts: 'many' } }]);
  });

  it('is no attempt and is told to no CRM', async () => {
    const rig = makeRig();
    await mark(rig, true);
    expect(await rig.get('leadView', { recordKey: dana, refresh: false })).toMatchObject({ attempts: 0, calls: [] });
    expect((await rig.get('syncState', { limit: 5 })).total).toBe(0);
  });
});
