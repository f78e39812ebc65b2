import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { progressSnapshot } from '../progress/progress';
import type { BatonDatabase } from '../store/database';
import { readLive } from '../store/live';
import { dana, errorIn, lee, logAsk, makeRig, type Rig, savingOf } from './rig';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

describe('logging a call', () => {
  it('counts it, keeps it, and queues it for the CRM in one go', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig, { note: 'rang out' }));
    await rig.settled();
    const view = await rig.get('leadView', { recordKey: dana, refresh: false });
    expect(view.calls).toEqual([call]);
    expect(view.attempts).toBe(1);
    expect(call).toMatchObject({ outcomeId: 'noAnswer', note: 'rang out', sync: 'waiting', day: '2026-11-24' });
    const { entries } = await rig.get('syncState', { limit: 10 });
    expect(entries.map(({ write }) => write.kind)).toEqual(['logCall']);
    expect((await readLive('progress', progressSnapshot))?.today).toMatchObject({ dials: 1, connects: 0 });
  });

  it('answers the same call to the same command, even in the next life of the worker', async () => {
    const first = makeRig();
    const ask = logAsk(first);
    const call = await first.get('logCall', ask);
    await first.settled();
    const second = makeRig();
    expect(await second.get('logCall', ask)).toEqual(call);
    const history = await second.get('callHistory', { cursor: null, limit: 10, search: '' });
    expect(history.calls).toHaveLength(1);
    const { total } = await second.get('syncState', { limit: 10 });
    expect(total).toBe(1);
  });

  it('is one call however often and however fast the key is pressed', async () => {
    const rig = makeRig();
    const running = await rig.get('startCall', {
      commandId: rig.id(),
      recordKey: dana,
      leadName: 'Dana Fox',
      number: '+49 30 1',
      at: rig.now,
    });
    rig.now += 90_000;
    const same = logAsk(rig, { callId: running.callId, outcomeId: 'callBack' });
    const other = logAsk(rig, { callId: running.callId, outcomeId: 'callBack' });
    const calls = await Promise.all([same, same, other].map((ask) => rig.get('logCall', ask)));
    expect(new Set(calls.map(({ id }) => id)).size).toBe(1);
    await rig.settled();
    expect((await readLive('progress', progressSnapshot))?.today.dials).toBe(1);
    expect((await rig.get('syncState', { limit: 10 })).total).toBe(1);
  });

  it('belongs to the lead it was started on, wherever it is logged from', async () => {
    const rig = makeRig();
    const startedAt = rig.now + 1;
    const running = await rig.get('startCall', {
      commandId: rig.id(),
      recordKey: dana,
      leadName: 'Dana Fox',
      number: '+49 30 1',
      at: startedAt,
    });
    rig.now += 30_000;
    const call = await rig.get('logCall', logAsk(rig, { callId: running.callId, recordKey: lee, leadName: 'Lee Wu' }));
    expect(call).toMatchObject({ recordKey: dana, leadName: 'Dana Fox', number: '+49 30 1', startedAt });
    expect((await rig.get('leadView', { recordKey: lee, refresh: false })).attempts).toBe(0);
  });

  it('is never lost: a running call Baton does not know any more is logged without a length', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig, { callId: rig.id() }));
    expect(call.durationMs).toBeNull();
  });

  it('does not invent hours of talk for a call that was never ended', async () => {
    const rig = makeRig();
    const running = await rig.get('startCall', {
      commandId: rig.id(),
      recordKey: dana,
      leadName: 'Dana Fox',
      number: null,
      at: rig.now,
    });
    rig.now += 15 * 3_600_000;
    const call = await rig.get('logCall', logAsk(rig, { callId: running.callId, outcomeId: 'callBack' }));
    expect(call.durationMs).toBeNull();
  });

  it('clears the draft of the call, but not what is written about an answer or for an AE', async () => {
    const rig = makeRig();
    const draft = { recordKey: dana, note: 'half a thou', outcomeId: 'busy', followUpAt: null, updatedAt: rig.now };
    const others = {
      answerWords: { timeline: { note: '', evidence: 'said Q1' }, budget: { note: 'not yet', evidence: '' } },
      brief: { pain: 'Two drivers leave every month' },
    };
    await rig.get('saveDraft', savingOf({ ...draft, ...others }));
    const ask = logAsk(rig);
    await rig.get('logCall', ask);
    const kept = await rig.get('drafts', { recordKey: dana });
    expect(kept).toMatchObject({ note: '', outcomeId: null, ...others });
    // A late save of what was typed before the call was logged does not bring the note back.
    await rig.get('saveDraft', savingOf({ ...draft, updatedAt: ask.at - 1 }));
    expect((await rig.get('drafts', { recordKey: dana }))?.note ?? '').toBe('');
  });

  it('reads a draft of before, which held the words of one answer', async () => {
    const rig = makeRig();
    const { drafts } = await rig.database();
    const draft = { recordKey: dana, note: 'half', outcomeId: null, followUpAt: null, updatedAt: rig.now };
    const words = { answerNote: 'said Q1', answerCriterionId: 'timeline' };
    await drafts.put(Object.assign({}, draft, words));
    const read = await rig.get('drafts', { recordKey: dana });
    expect(read).toEqual({ ...draft, answerWords: { timeline: { note: 'said Q1', evidence: '' } } });
  });

  it('refuses an outcome it does not have and a time that is not its own', async () => {
    const rig = makeRig();
    expect(errorIn(await rig.ask('logCall', logAsk(rig, { outcomeId: 'teleported' })))).toMatchObject({
      kind: 'refused',
    });
    const early = logAsk(rig, { at: rig.now - 3 * 86_400_000 });
    expect(errorIn(await rig.ask('logCall', early))).toMatchObject({ kind: 'refused' });
  });

  it('refuses a follow-up for a time that has passed or for years ahead, and keeps nothing of it', async () => {
    const rig = makeRig();
    const wrong = [
      [Date.UTC(2126, 10, 27), 'far'],
      [Date.UTC(2025, 10, 27), 'past'],
    ] as const;
    for (const [dueAt, issue] of wrong) {
      const followUp = { dueAt, timeZone: 'Europe/Berlin' };
      expect(errorIn(await rig.ask('logCall', logAsk(rig, { followUp })))).toEqual({ kind: 'followUpTime', issue });
      const plan = { commandId: rig.id(), recordKey: dana, leadName: 'Dana Fox', note: '', at: rig.now };
      expect(errorIn(await rig.ask('planFollowUp', { ...plan, ...followUp }))).toEqual({ kind: 'followUpTime', issue });
    }
    expect((await rig.get('syncState', { limit: 10 })).total).toBe(0);
    const inFourYears = { dueAt: Date.UTC(2030, 10, 27), timeZone: 'Europe/Berlin' };
    expect((await rig.get('logCall', logAsk(rig, { followUp: inFourYears }))).followUpId).not.toBeNull();
  });

  it('replaces the earlier follow-up, and says both to the CRM only as far as it has to', async () => {
    const rig = makeRig();
    const inAnHour = { dueAt: rig.now + 3_600_000, timeZone: 'Europe/Berlin' };
    const tomorrow = { dueAt: rig.now + 86_400_000, timeZone: 'Europe/Berlin' };
    await rig.get('logCall', logAsk(rig, { followUp: inAnHour }));
    await rig.get('logCall', logAsk(rig, { followUp: tomorrow }));
    await rig.settled();
    const view = await rig.get('leadView', { recordKey: dana, refresh: false });
    expect(view.nextFollowUp?.dueAt).toBe(tomorrow.dueAt);
    const { entries } = await rig.get('syncState', { limit: 10 });
    // The first promise was never sent, so nobody has to be told that it is gone.
    expect(entries.map(({ write }) => write.kind)).toEqual(['logCall', 'logCall', 'followUp']);
    expect((await readLive('progress', progressSnapshot))?.nextFollowUps).toHaveLength(1);
  });

  it('keeps a promise by calling on its day, and keeps it open by calling before', async () => {
    const rig = makeRig();
    const dueAt = rig.now + 2 * 86_400_000;
    await rig.get('logCall', logAsk(rig, { followUp: { dueAt, timeZone: 'Europe/Berlin' } }));
    rig.now += 86_400_000;
    await rig.get('logCall', logAsk(rig));
    expect((await rig.get('leadView', { recordKey: dana, refresh: false })).nextFollowUp?.dueAt).toBe(dueAt);
    rig.now += 86_400_000;
    await rig.get('logCall', logAsk(rig));
    expect((await rig.get('leadView', { recordKey: dana, refresh: false })).nextFollowUp).toBeNull();
  });

  it('promises a call to whom they named, tells the CRM who that is, and forgets both with the call', async () => {
    const rig = makeRig();
    const referral = { name: 'Marco Rossi', contact: '+49 30 901820' };
    const followUp = { dueAt: rig.now + 1_800_000, timeZone: 'Europe/Berlin' };
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'referred', note: 'runs ops', referral, followUp }));
    await rig.settled();
    expect(call.referral).toEqual(referral);
    const { entries } = await rig.get('syncState', { limit: 10 });
    expect(entries.map(({ write }) => write)).toMatchObject([
      { kind: 'logCall', note: 'runs ops\nReferred to Marco Rossi, +49 30 901820' },
      {
        kind: 'followUp',
        subject: 'Call Marco Rossi, named by Dana Fox',
        body: 'Marco Rossi, +49 30 901820\nruns ops',
      },
    ]);
    const [promise] = await rig.get('followUps', { limit: 5 });
    expect(promise).toMatchObject({ leadName: 'Dana Fox', person: referral });
    expect((await readLive('progress', progressSnapshot))?.nextFollowUps).toMatchObject([{ person: 'Marco Rossi' }]);
    await rig.get('undoCall', { commandId: rig.id(), callId: call.id, at: rig.now });
    expect(await rig.get('followUps', { limit: 5 })).toEqual([]);
  });

  it('takes a named person only where the outcome is a referral', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig, { referral: { name: 'Marco Rossi', contact: '' } }));
    expect(call.referral).toBeUndefined();
  });

  it('ends all calling after "do not call", until that is taken back', async () => {
    const rig = makeRig();
    const promise = { dueAt: rig.now + 3_600_000, timeZone: 'Europe/Berlin' };
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'doNotCall', followUp: promise }));
    const start = () =>
      rig.ask('startCall', { commandId: rig.id(), recordKey: dana, leadName: 'Dana Fox', number: null, at: rig.now });
    expect(errorIn(await start())).toEqual({ kind: 'doNotCall' });
    expect((await rig.get('leadView', { recordKey: dana, refresh: false })).nextFollowUp).toBeNull();
    await rig.get('undoCall', { commandId: rig.id(), callId: call.id, at: rig.now });
    expect((await start()).ok).toBe(true);
  });
});

describe('what is known before a call is logged', () => {
  const view = async (rig: Rig) => {
    await rig.get('leadView', { recordKey: dana, refresh: false });
    // The look follows the answer.
    await rig.services.foresight.look(dana);
  };
  const known = async (rig: Rig) => {
    const keys = { recordKey: dana, day: '2026-11-24', isRunning: true };
    return rig.services.foresight.of(keys, (await rig.database()).writes);
  };

  it('is all that is gone by, also for a call on the line', async () => {
    const rig = makeRig();
    await view(rig);
    expect(await known(rig)).toBeDefined();
    await rig.get('logCall', logAsk(rig));
    await rig.settled();
    const start = { commandId: rig.id(), recordKey: dana, leadName: 'Dana Fox', number: '+49 30 1', at: rig.now };
    const { callId } = await rig.get('startCall', start);
    await rig.settled();
    rig.now += 60_000;
    expect(await known(rig)).toBeDefined();
    const second = await rig.get('logCall', logAsk(rig, { callId }));
    await rig.settled();
    expect(second).toMatchObject({ durationMs: 60_001 });
    expect(await rig.get('leadView', { recordKey: dana, refresh: false })).toMatchObject({ attempts: 2 });
    expect((await readLive('progress', progressSnapshot))?.today.dials).toBe(2);
  });

  it.each([
    ['the lead', (database: BatonDatabase) => database.pursuits.delete('nobody')],
    ['the day', (database: BatonDatabase) => database.days.delete('1970-01-01')],
    ['what is typed', (database: BatonDatabase) => database.drafts.delete('nobody')],
    ['the call on the line', (database: BatonDatabase) => database.meta.delete('nothing')],
  ])('is not certain any more once a writing of %s has begun, until it is looked at again', async (_, write) => {
    const rig = makeRig();
    await view(rig);
    const writing = write(await rig.database());
    expect(await known(rig)).toBeUndefined();
    await rig.services.foresight.lookAgain();
    expect(await known(rig)).toBeDefined();
    await writing;
  });

  it('is forgotten with the database it was read from', async () => {
    const rig = makeRig();
    await view(rig);
    rig.services.store.close();
    expect(await known(rig)).toBeUndefined();
  });

  it('is nothing where a row cannot be read, which logging then sets aside', async () => {
    const rig = makeRig();
    const { pursuits, quarantine } = await rig.database();
    const raw = { recordKey: dana, attempts: 'many' };
    await pursuits.put(JSON.parse(JSON.stringify(raw)));
    await rig.services.foresight.look(dana);
    expect(await known(rig)).toBeUndefined();
    await rig.get('logCall', logAsk(rig));
    expect(await quarantine.toArray()).toMatchObject([{ table: 'pursuits', raw }]);
    expect(await rig.get('leadView', { recordKey: dana, refresh: false })).toMatchObject({ attempts: 1 });
  });

  it('makes no difference to what is written, whatever is done at the same moment', async () => {
    const typed = { recordKey: dana, note: '', outcomeId: null, followUpAt: null, aeId: '0051' };
    const acts: Readonly<Record<string, (rig: Rig) => Promise<unknown>>> = {
      log: (rig) => rig.get('logCall', logAsk(rig, { followUp: promiseAt(rig, 1) })),
      logOther: (rig) => rig.get('logCall', logAsk(rig, { recordKey: lee, outcomeId: 'voicemailLeft' })),
      type: (rig) => rig.get('saveDraft', savingOf({ ...typed, updatedAt: rig.now })),
      look: view,
      settle: (rig) => rig.settled(),
    };
    const written = async (names: readonly string[], isKnown: boolean) => {
      Dexie.dependencies.indexedDB = new IDBFactory();
      fakeBrowser.reset();
      const rig = makeRig();
      await view(rig);
      if (!isKnown) vi.spyOn(rig.services.foresight, 'of').mockReturnValue(undefined);
      await Promise.all(names.map((name) => acts[name]?.(rig)));
      await rig.settled();
      await rig.get('logCall', logAsk(rig, { outcomeId: 'callBack' }));
      await rig.settled();
      const database = await rig.database();
      const tables = ['calls', 'days', 'pursuits', 'outbox', 'drafts', 'meta'];
      return Promise.all(
        tables.map(async (table) => [table, withoutIds(await database.table(table).toArray())] as const),
      );
    };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...Object.keys(acts)), { maxLength: 6 }), async (names) => {
        expect(await written(names, true)).toEqual(await written(names, false));
      }),
      { numRuns: 12 },
    );
  });
});

function promiseAt(rig: Rig, days: number) {
  return { dueAt: rig.now + days * 86_400_000, timeZone: 'Europe/Berlin' };
}

/** Ids made in one millisecond have no order, so neither have rows. */
function withoutIds(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')).toSorted();
}
