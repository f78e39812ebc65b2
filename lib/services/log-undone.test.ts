import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { progressSnapshot } from '../progress/progress';
import { readLive } from '../store/live';
import { dana, logAsk, makeRig, type Rig } from './rig';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

/** A call of a minute and a half that one window logged wrong and took back. */
async function loggedAndUndone(rig: Rig) {
  const number = '+49 30 1';
  const who = { recordKey: dana, leadName: 'Dana Fox' };
  const running = await rig.get('startCall', { ...who, commandId: rig.id(), number, at: rig.now });
  rig.now += 90_000;
  const wrong = logAsk(rig, { callId: running.callId, outcomeId: 'wrongNumber' });
  const call = await rig.get('logCall', wrong);
  rig.now += 2000;
  await rig.get('undoCall', { commandId: rig.id(), callId: call.id, at: rig.now });
  rig.now += 2000;
  return { running, wrong, call };
}

async function standing(rig: Rig) {
  const { calls } = await rig.get('callHistory', { cursor: null, limit: 9, search: '' });
  return calls.filter(({ undoneAt }) => undoneAt === null);
}

describe('a call that was logged and taken back', () => {
  it('is logged right by a window that still has it at hand: with its time, its length and its number, once', async () => {
    const rig = makeRig();
    const { running, call } = await loggedAndUndone(rig);
    const right = logAsk(rig, { callId: running.callId, outcomeId: 'callBack' });
    const logged = await rig.get('logCall', right);
    const { startedAt, durationMs, number } = call;
    expect(logged).toMatchObject({ id: right.commandId, outcomeId: 'callBack', startedAt, durationMs, number });
    expect(logged).toMatchObject({ undoneAt: null, sync: 'waiting' });
    rig.now += 1000;
    // A third window, and the second once more.
    const other = logAsk(rig, { callId: running.callId, outcomeId: 'busy' });
    for (const ask of [other, right]) expect((await rig.get('logCall', ask)).id).toBe(logged.id);
    expect((await standing(rig)).map(({ id }) => id)).toEqual([logged.id]);
    await rig.settled();
    expect((await readLive('progress', progressSnapshot))?.today).toMatchObject({ dials: 1, connects: 1 });
    const { entries } = await rig.get('syncState', { limit: 9 });
    expect(entries.map(({ write }) => write)).toMatchObject([{ kind: 'logCall', outcomeId: 'callBack' }]);
  });

  it('answers the very same command as it did, and logs nothing anew', async () => {
    const rig = makeRig();
    const { running, wrong, call } = await loggedAndUndone(rig);
    expect(await rig.get('logCall', wrong)).toMatchObject({ id: call.id, undoneAt: expect.any(Number) });
    expect(await standing(rig)).toEqual([]);
    // Also once another has taken its place.
    const logged = await rig.get('logCall', logAsk(rig, { callId: running.callId, outcomeId: 'callBack' }));
    expect(await rig.get('logCall', wrong)).toMatchObject({ id: call.id, undoneAt: expect.any(Number) });
    expect((await standing(rig)).map(({ id }) => id)).toEqual([logged.id]);
  });

  it('leaves the call alone that is on the line now', async () => {
    const rig = makeRig();
    const { running } = await loggedAndUndone(rig);
    const who = { recordKey: dana, leadName: 'Dana Fox', number: null };
    const next = await rig.get('startCall', { ...who, commandId: rig.id(), at: rig.now });
    await rig.get('logCall', logAsk(rig, { callId: running.callId, outcomeId: 'callBack' }));
    rig.now += 60_000;
    const logged = await rig.get('logCall', logAsk(rig, { callId: next.callId, outcomeId: 'callBack' }));
    expect(logged).toMatchObject({ startedAt: next.startedAt, durationMs: expect.any(Number) });
    expect(await standing(rig)).toHaveLength(2);
  });

  it('is not logged twice where the window that took it back logs it right itself', async () => {
    const rig = makeRig();
    const { running, call } = await loggedAndUndone(rig);
    const { startedAt, durationMs, number } = call;
    const made = { startedAt, durationMs, number, direction: 'out' as const };
    const right = await rig.get('logCall', logAsk(rig, { outcomeId: 'callBack', made }));
    const late = await rig.get('logCall', logAsk(rig, { callId: running.callId, outcomeId: 'busy' }));
    expect(late.id).toBe(right.id);
    expect(await standing(rig)).toHaveLength(1);
  });
});
