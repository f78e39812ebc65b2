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

const save = (rig: Rig, note: string, commandId = rig.id()) =>
  rig.get('savePersonNote', { commandId, recordKey: dana, leadName: 'Dana Fox', note, at: rig.now });
const noteOf = async (rig: Rig) => (await rig.get('leadView', { recordKey: dana, refresh: false })).personNote;

describe('the note on a person', () => {
  it('is kept before the first call, survives calls and their undoing, and is taken away by an empty one', async () => {
    const rig = makeRig();
    expect(await noteOf(rig)).toBeUndefined();
    await save(rig, '  Two kids, runs marathons. ');
    expect(await noteOf(rig)).toBe('Two kids, runs marathons.');
    const { id } = await rig.get('logCall', logAsk(rig));
    await rig.get('undoCall', { commandId: rig.id(), callId: id, at: rig.now });
    expect(await noteOf(rig)).toBe('Two kids, runs marathons.');
    await save(rig, ' ');
    expect(await noteOf(rig)).toBeUndefined();
  });

  it('is not written a second time by the same command', async () => {
    const rig = makeRig();
    const first = rig.id();
    await save(rig, 'First', first);
    await save(rig, 'Second');
    await save(rig, 'First', first);
    expect(await noteOf(rig)).toBe('Second');
  });

  it('counts as no attempt', async () => {
    const rig = makeRig();
    await save(rig, 'Prefers mornings');
    expect(await rig.get('leadView', { recordKey: dana, refresh: false })).toMatchObject({ attempts: 0, calls: [] });
  });
});
