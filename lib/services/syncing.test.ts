import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CrmProblem } from '../crm/result';
import { logAsk, makeRig, type Rig } from './rig';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

const refusal: CrmProblem = { kind: 'rejected', code: 'X', message: 'Too long', fields: ['Description'] };

/** A logged call that waits for the CRM. */
async function waiting(rig: Rig): Promise<string> {
  const { id } = await rig.get('logCall', logAsk(rig, { note: 'A long note' }));
  await rig.settled();
  return id;
}
async function entryOf(rig: Rig, id: string) {
  const { entries } = await rig.get('syncState', { limit: 10 });
  return entries.find((entry) => entry.id === id);
}

describe('an entry the CRM refused', () => {
  it('is sent once more with the SDR’s changes, while the call keeps its note; the same command twice changes it once', async () => {
    const rig = makeRig();
    const id = await waiting(rig);
    await rig.services.outbox.settle([{ id, kind: 'failed', problem: refusal }], rig.now);
    const ask = { commandId: rig.id(), entryId: id, change: { text: 'Short' } };
    await rig.get('editEntry', ask);
    expect(await entryOf(rig, id)).toMatchObject({ state: 'waiting', problem: null, write: { note: 'Short' } });
    await rig.services.outbox.settle([{ id, kind: 'failed', problem: refusal }], rig.now);
    await rig.get('editEntry', ask);
    expect(await entryOf(rig, id)).toMatchObject({ state: 'failed', problem: refusal });
    const { calls } = await rig.get('callHistory', { cursor: null, limit: 5, search: '' });
    expect(calls).toMatchObject([{ note: 'A long note' }]);
  });

  it('is not changed while it is not refused', async () => {
    const rig = makeRig();
    const id = await waiting(rig);
    await rig.get('editEntry', { commandId: rig.id(), entryId: id, change: { text: 'Short' } });
    expect(await entryOf(rig, id)).toMatchObject({ write: { note: 'A long note' } });
  });
});

describe('an entry that is being sent', () => {
  it('is not discarded, and says so; where it still waits afterwards, it can be', async () => {
    const rig = makeRig();
    const id = await waiting(rig);
    const { outbox } = rig.services;
    await outbox.markSending([id]);
    const ask = { commandId: rig.id(), entryId: id };
    expect(await rig.ask('discardEntry', ask)).toEqual({ ok: false, error: { kind: 'beingSent' } });
    expect(await entryOf(rig, id)).toMatchObject({ state: 'sending' });
    const trouble: CrmProblem = { kind: 'unsure', message: 'cut off' };
    await outbox.settle([{ id, kind: 'unsure', nextAttemptAt: rig.now, problem: trouble }], rig.now);
    await rig.get('discardEntry', ask);
    expect(await entryOf(rig, id)).toBeUndefined();
  });
});
