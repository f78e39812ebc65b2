import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CrmProblem } from '../crm/result';
import { editAsk, logAsk, makeRig, type Rig } from './rig';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

const refusal: CrmProblem = { kind: 'rejected', code: 'X', message: 'Too long', fields: ['Description'] };

const busy: CrmProblem = { kind: 'retryAfter', afterMs: 0, because: 'locked', message: '' };

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
    const ask = { commandId: rig.id(), entryId: id, change: { text: 'Short' } };
    expect(await rig.ask('editEntry', ask)).toEqual({ ok: false, error: { kind: 'entryGone' } });
    expect(await entryOf(rig, id)).toMatchObject({ write: { note: 'A long note' } });
  });

  it('is decided once by two windows: the second is told that it waits no more', async () => {
    const rig = makeRig();
    const { outbox } = rig.services;
    const id = await waiting(rig);
    await outbox.settle([{ id, kind: 'failed', problem: refusal }], rig.now);
    const edit = (text: string) => rig.ask('editEntry', { commandId: rig.id(), entryId: id, change: { text } });
    const [first, second] = [await edit('Short'), await edit('Shorter')];
    expect(first).toEqual({ ok: true, value: null });
    expect(second).toEqual({ ok: false, error: { kind: 'entryGone' } });
    expect(await entryOf(rig, id)).toMatchObject({ write: { note: 'Short' } });
    await outbox.settle([{ id, kind: 'done', crmId: 'x' }], rig.now);
    for (const name of ['retryEntry', 'discardEntry'] as const) {
      const reply = await rig.ask(name, { commandId: rig.id(), entryId: id });
      expect(reply).toEqual({ ok: false, error: { kind: 'entryGone' } });
    }
    expect(await rig.get('entryState', { entryId: id })).toBeNull();
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
    const again = { kind: 'again' as const, nextAttemptAt: rig.now, problem: busy, attempted: true };
    await outbox.settle([{ id, ...again }], rig.now);
    await rig.get('discardEntry', ask);
    expect(await entryOf(rig, id)).toBeUndefined();
  });

  it('takes with it, where it is discarded, what was changed of it meanwhile', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig));
    await rig.services.outbox.markSending([call.id]);
    await rig.get('editCall', editAsk(rig, call, { note: 'right' }));
    const again = { kind: 'again' as const, nextAttemptAt: rig.now, problem: busy, attempted: true };
    await rig.services.outbox.settle([{ id: call.id, ...again }], rig.now);
    await rig.get('discardEntry', { commandId: rig.id(), entryId: call.id });
    expect((await rig.get('syncState', { limit: 10 })).total).toBe(0);
  });
});

describe('an entry whose answer was lost', () => {
  it('is not discarded: the CRM may have it, and must hear of an undo', async () => {
    const rig = makeRig();
    const id = await waiting(rig);
    const { outbox } = rig.services;
    await outbox.markSending([id]);
    const lost: CrmProblem = { kind: 'unsure', message: 'cut off' };
    await outbox.settle([{ id, kind: 'unsure', nextAttemptAt: rig.now, problem: lost }], rig.now);
    const reply = await rig.ask('discardEntry', { commandId: rig.id(), entryId: id });
    expect(reply).toEqual({ ok: false, error: { kind: 'inDoubt' } });
    await rig.get('undoCall', { commandId: rig.id(), callId: id, at: rig.now });
    const { entries } = await rig.get('syncState', { limit: 10 });
    expect(entries.map(({ write, state }) => [write.kind, state])).toEqual([
      ['logCall', 'unsure'],
      ['undoCall', 'waiting'],
    ]);
  });

  it('can be discarded where it only changes what is there: nothing is made twice by it', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig));
    const { outbox } = rig.services;
    await outbox.settle([{ id: call.id, kind: 'done', crmId: 'x' }], rig.now);
    await rig.get('editCall', editAsk(rig, call, { note: 'right' }));
    const [change] = (await rig.get('syncState', { limit: 10 })).entries;
    const lost: CrmProblem = { kind: 'unsure', message: 'cut off' };
    await outbox.settle([{ id: change?.id ?? '', kind: 'unsure', nextAttemptAt: rig.now, problem: lost }], rig.now);
    await rig.get('discardEntry', { commandId: rig.id(), entryId: change?.id ?? '' });
    expect((await rig.get('syncState', { limit: 10 })).total).toBe(0);
  });
});

describe('an entry that waits for a better moment', () => {
  it('is tried now where the SDR says so, and not when its back-off ends', async () => {
    const rig = makeRig();
    const id = await waiting(rig);
    const busy: CrmProblem = { kind: 'retryAfter', afterMs: 60_000, because: 'server', message: '' };
    const nextAttemptAt = rig.now + 60_000;
    await rig.services.outbox.settle([{ id, kind: 'again', nextAttemptAt, problem: busy, attempted: true }], rig.now);
    await rig.get('retryEntry', { commandId: rig.id(), entryId: id });
    expect((await entryOf(rig, id))?.nextAttemptAt).toBeLessThanOrEqual(rig.now);
  });
});

describe('a long list of what waits', () => {
  it('answers any stretch of it, what failed first, and each reason once', async () => {
    const rig = makeRig();
    const ids = [await waiting(rig), await waiting(rig), await waiting(rig), await waiting(rig)];
    const problem = (message: string): CrmProblem => ({ kind: 'retryAfter', afterMs: 5, because: 'server', message });
    const nextAttemptAt = rig.now + 60_000;
    const refused = ids.slice(2).map((id) => ({ id, kind: 'failed' as const, problem: refusal }));
    const busy = ids.slice(0, 2).map((id) => ({
      ...{ id, kind: 'again' as const, nextAttemptAt, attempted: true },
      problem: problem(`Try later, ${id}`),
    }));
    await rig.services.outbox.settle([...refused, ...busy], rig.now);
    const idsAt = async (offset: number, limit: number) => {
      const { entries, ...counts } = await rig.get('syncState', { offset, limit });
      expect(counts).toMatchObject({ total: 4, failed: 2 });
      return entries.map(({ id }) => id);
    };
    expect(await idsAt(0, 3)).toEqual([...ids.slice(2), ids[0]]);
    expect(await idsAt(3, 3)).toEqual([ids[1]]);
    expect(await idsAt(9, 3)).toEqual([]);
    expect(await rig.get('syncReasons', {})).toMatchObject([
      { state: 'failed', count: 2, problem: refusal },
      { state: 'waiting', count: 2, problem: { because: 'server' } },
    ]);
    await rig.get('retryFailed', { commandId: rig.id() });
    expect(await rig.get('syncState', { limit: 1 })).toMatchObject({ total: 4, failed: 0 });
  });
});
