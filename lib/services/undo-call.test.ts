import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { dana, editAsk, lee, logAsk, makeRig, type Rig } from './rig';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

const hourMs = 3_600_000;
const inHours = (rig: Rig, hours: number) => ({ dueAt: rig.now + hours * hourMs, timeZone: 'Europe/Berlin' });
const undo = (rig: Rig, callId: string) => rig.get('undoCall', { commandId: rig.id(), callId, at: rig.now });
const kinds = async (rig: Rig) => (await rig.get('syncState', { limit: 50 })).entries.map(({ write }) => write.kind);

async function stateOf(rig: Rig) {
  const database = await rig.database();
  return { pursuits: await database.pursuits.toArray(), days: await database.days.toArray() };
}

/** Sends everything that waits, as the drain would. */
async function deliver(rig: Rig): Promise<void> {
  const { outbox } = rig.services;
  for (const org of await outbox.orgs()) {
    const due = await outbox.due(org, rig.now, 50);
    const marked = await outbox.markSending(due.map((entry) => entry.id));
    await outbox.settle(
      marked.map(({ id }) => ({ id, kind: 'done', crmId: 'x' })),
      rig.now,
    );
  }
  await rig.settled();
}

describe('taking a call back', () => {
  it('leaves everything as if it had never been logged', async () => {
    const rig = makeRig();
    await rig.get('logCall', logAsk(rig, { followUp: inHours(rig, 30) }));
    await rig.settled();
    const before = await stateOf(rig);
    rig.now += 5 * hourMs;
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'wrongNumber', followUp: inHours(rig, 1) }));
    await undo(rig, call.id);
    await rig.settled();
    const after = await stateOf(rig);
    expect(after.days).toEqual(before.days);
    // The promise got a new task, because its first one was withdrawn; and drafts typed before the call stay used.
    const plain = (rows: unknown[]) =>
      JSON.stringify(rows, (key, value: unknown) => (key === 'writeId' || key === 'draftUsedAt' ? null : value));
    expect(plain(after.pursuits)).toBe(plain(before.pursuits));
    expect(await kinds(rig)).toEqual(['logCall', 'followUp']);
  });

  it('takes the look back at it away too', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'callBack' }));
    await rig.get('reviewCall', { commandId: rig.id(), callId: call.id, met: ['trust'], at: rig.now });
    expect(await rig.get('reviews', {})).toHaveLength(1);
    await undo(rig, call.id);
    expect(await rig.get('reviews', {})).toEqual([]);
  });

  it('keeps the call in the history, marked', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig));
    const undone = await undo(rig, call.id);
    expect(undone).toMatchObject({ id: call.id, undoneAt: rig.now, sync: 'local' });
    const { calls } = await rig.get('callHistory', { cursor: null, limit: 5, search: '' });
    expect(calls.map(({ undoneAt }) => undoneAt)).toEqual([undone.undoneAt]);
  });

  it('has the effect of once', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig));
    await rig.get('logCall', logAsk(rig, { recordKey: lee, leadName: 'Lee Wu' }));
    await Promise.all([undo(rig, call.id), undo(rig, call.id)]);
    const { days } = await stateOf(rig);
    expect(days).toMatchObject([{ counts: { dials: 1 } }]);
  });

  it('tells the CRM only where the CRM knows of the call', async () => {
    const rig = makeRig();
    const unsent = await rig.get('logCall', logAsk(rig, { followUp: inHours(rig, 30) }));
    await undo(rig, unsent.id);
    expect(await kinds(rig)).toEqual([]);

    const sent = await rig.get('logCall', logAsk(rig, { followUp: inHours(rig, 30) }));
    await deliver(rig);
    expect(await kinds(rig)).toEqual([]);
    await undo(rig, sent.id);
    expect(await kinds(rig)).toEqual(['undoCall', 'undoFollowUp']);
  });

  it('leaves no correction behind that the CRM refused, or that was not sent yet', async () => {
    const rig = makeRig();
    const { outbox } = rig.services;
    const problem = { kind: 'rejected' as const, code: 'X', message: '', fields: [] };
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'callBack', followUp: inHours(rig, 30) }));
    await deliver(rig);
    await rig.get('editCall', editAsk(rig, call, { note: 'right' }));
    const refused = (await rig.get('syncState', { limit: 5 })).entries.map(({ id }) => id);
    expect(await kinds(rig)).toEqual(['editCall', 'editFollowUp']);
    await outbox.settle(
      refused.map((id) => ({ id, kind: 'failed', problem })),
      rig.now,
    );
    await undo(rig, call.id);
    await rig.get('retryFailed', { commandId: rig.id() });
    expect(await kinds(rig)).toEqual(['undoCall', 'undoFollowUp']);
  });

  it('leaves nothing of a correction that waits behind a call which came back unsent', async () => {
    const rig = makeRig();
    const { outbox } = rig.services;
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'callBack', followUp: inHours(rig, 30) }));
    const ids = [call.id, call.followUpId ?? ''];
    await outbox.markSending(ids);
    await rig.get('editCall', editAsk(rig, call, { note: 'right' }));
    const problem = { kind: 'retryAfter' as const, afterMs: 0, because: 'locked' as const, message: '' };
    await outbox.settle(
      ids.map((id) => ({ id, kind: 'again', nextAttemptAt: rig.now, problem, attempted: true })),
      rig.now,
    );
    await undo(rig, call.id);
    expect(await kinds(rig)).toEqual([]);
  });

  it('is not outlived by a correction that was being sent and is refused then', async () => {
    const rig = makeRig();
    const { outbox } = rig.services;
    const problem = { kind: 'rejected' as const, code: 'X', message: '', fields: [] };
    const call = await rig.get('logCall', logAsk(rig));
    await deliver(rig);
    await rig.get('editCall', editAsk(rig, call, { note: 'right' }));
    const [correction] = (await rig.get('syncState', { limit: 5 })).entries;
    await outbox.markSending([correction?.id ?? '']);
    await undo(rig, call.id);
    await outbox.settle([{ id: correction?.id ?? '', kind: 'failed', problem }], rig.now);
    await rig.settled();
    expect(await kinds(rig)).toEqual(['undoCall']);
  });

  it('waits behind a call that is being sent right now, and follows it', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig));
    await rig.services.outbox.markSending([call.id]);
    await undo(rig, call.id);
    const { entries } = await rig.get('syncState', { limit: 5 });
    expect(entries.map(({ write }) => write.kind)).toEqual(['logCall', 'undoCall']);
    const [org] = await rig.services.outbox.orgs();
    expect(org === undefined ? [] : await rig.services.outbox.due(org, rig.now, 10)).toEqual([]);
  });

  it('withdraws the call where the CRM refuses it while the undo waits behind it, also in one batch', async () => {
    const rig = makeRig();
    const { outbox } = rig.services;
    const problem = { kind: 'rejected' as const, code: 'X', message: '', fields: [] };
    const call = await rig.get('logCall', logAsk(rig));
    await outbox.markSending([call.id]);
    await undo(rig, call.id);
    const [, change] = (await rig.get('syncState', { limit: 5 })).entries;
    await outbox.settle(
      [
        { id: call.id, kind: 'failed', problem },
        { id: change?.id ?? '', kind: 'done', crmId: null },
      ],
      rig.now,
    );
    await rig.settled();
    expect(await kinds(rig)).toEqual([]);
    expect(await (await rig.database()).delivered.count()).toBe(0);
  });

  it('is not sent after all when the drain had already picked it up', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig));
    await undo(rig, call.id);
    expect(await rig.services.outbox.markSending([call.id])).toEqual([]);
  });

  it('brings back a promise whose task in the CRM was completed by the call, with a task of its own', async () => {
    const rig = makeRig();
    await rig.get('logCall', logAsk(rig, { followUp: inHours(rig, 2) }));
    await deliver(rig);
    const second = await rig.get('logCall', logAsk(rig));
    await deliver(rig);
    await undo(rig, second.id);
    expect(await kinds(rig)).toEqual(['undoCall', 'followUp']);
    const view = await rig.get('leadView', { recordKey: dana, refresh: false });
    expect(view.nextFollowUp).not.toBeNull();
  });

  it('withdraws the completion of an earlier task that was not sent yet', async () => {
    const rig = makeRig();
    await rig.get('logCall', logAsk(rig, { followUp: inHours(rig, 2) }));
    await deliver(rig);
    const second = await rig.get('logCall', logAsk(rig));
    expect(await kinds(rig)).toEqual(['logCall', 'undoFollowUp']);
    await undo(rig, second.id);
    expect(await kinds(rig)).toEqual([]);
  });
});

describe('follow-ups', () => {
  it('are done when the SDR says so, once, and stay done when an earlier call is taken back', async () => {
    const rig = makeRig();
    const first = await rig.get('logCall', logAsk(rig));
    await rig.get('logCall', logAsk(rig, { followUp: inHours(rig, 30), note: 'after lunch' }));
    const [open] = await rig.get('followUps', { limit: 10 });
    expect(open).toMatchObject({ leadName: 'Dana Fox', note: 'after lunch', doneAt: null });
    const done = { commandId: rig.id(), followUpId: open?.id ?? '', at: rig.now };
    await rig.get('completeFollowUp', done);
    await rig.get('completeFollowUp', done);
    await undo(rig, first.id);
    expect(await rig.get('followUps', { limit: 10 })).toEqual([]);
    expect(await kinds(rig)).toEqual(['logCall']);
  });
});
