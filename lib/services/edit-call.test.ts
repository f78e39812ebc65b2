import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CallDetails } from '../calls/call';
import { outcomes } from '../calls/outcomes';
import type { CrmProblem } from '../crm/result';
import type { CallView } from '../messaging/views';
import { checkDays } from '../store/days';
import { dana, editAsk, errorIn, logAsk, makeRig, type Rig } from './rig';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

const hourMs = 3_600_000;
const writes = async (rig: Rig) => (await rig.get('syncState', { limit: 50 })).entries.map(({ write }) => write);

async function change(rig: Rig, call: CallView, part: Partial<CallDetails>): Promise<CallView> {
  return rig.get('editCall', editAsk(rig, call, part));
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

const busy: CrmProblem = { kind: 'retryAfter', afterMs: 0, because: 'locked', message: '' };
const refusal: CrmProblem = { kind: 'rejected', code: 'X', message: '', fields: [] };

/** What was being sent comes back: the CRM was not told. */
async function comesBack(rig: Rig, ids: readonly string[]): Promise<void> {
  const back = { kind: 'again' as const, nextAttemptAt: rig.now, problem: busy, attempted: true };
  await rig.services.outbox.settle(
    ids.map((id) => ({ id, ...back })),
    rig.now,
  );
}

/** Every day whose counters are not what its calls say. */
async function wrongDays(rig: Rig) {
  return checkDays(await rig.database(), '2026-11-01', '2026-12-31');
}

describe('logging a call afterwards', () => {
  it('keeps when it was, how long, who called and on which number, and counts it on its day', async () => {
    const rig = makeRig();
    const made = { startedAt: rig.now - 20 * hourMs, durationMs: 95_000, number: '+49 30 1', direction: 'in' as const };
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'notNow', made }));
    expect(call).toMatchObject({ ...made, day: '2026-11-23', loggedAt: rig.now });
    expect(await writes(rig)).toMatchObject([{ kind: 'logCall', startedAt: made.startedAt, direction: 'in' }]);
    const days = await (await rig.database()).days.toArray();
    expect(days).toMatchObject([{ day: '2026-11-23', counts: { conversations: 1 } }]);
    expect(await wrongDays(rig)).toEqual([]);
  });

  it('takes no call to come and none of long ago', async () => {
    const rig = makeRig();
    const made = { durationMs: null, number: null, direction: 'out' as const };
    for (const startedAt of [rig.now + hourMs, rig.now - 15 * 24 * hourMs]) {
      const reply = await rig.ask('logCall', logAsk(rig, { made: { ...made, startedAt } }));
      expect(errorIn(reply)).toMatchObject({ kind: 'refused' });
    }
  });

  it('forgets no later call: the lead was last called when it was', async () => {
    const rig = makeRig();
    const latest = await rig.get('logCall', logAsk(rig));
    const made = { startedAt: rig.now - 40 * hourMs, durationMs: null, number: null, direction: 'out' as const };
    await rig.get('logCall', logAsk(rig, { made }));
    const pursuits = await (await rig.database()).pursuits.toArray();
    expect(pursuits).toMatchObject([{ attempts: 2, lastCallAt: latest.startedAt }]);
  });
});

describe('putting a logged call right', () => {
  it('keeps who changed what and when, and what was before', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig, { note: 'first' }));
    rig.now += hourMs;
    const once = await change(rig, call, { note: 'second', outcomeId: 'busy', durationMs: 30_000 });
    const twice = await change(rig, once, { note: 'third' });
    expect(twice).toMatchObject({ id: call.id, note: 'third', outcomeId: 'busy', durationMs: 30_000 });
    expect(twice.edits).toMatchObject([
      { by: null, before: { note: 'first', outcomeId: 'noAnswer', durationMs: null } },
      { by: null, before: { note: 'second', outcomeId: 'busy' } },
    ]);
    const { calls } = await rig.get('callHistory', { cursor: null, limit: 5, search: 'third' });
    expect(calls).toHaveLength(1);
  });

  it('leaves what another window put right meanwhile, where only something else is changed', async () => {
    const rig = makeRig();
    const referral = { name: 'Marco Rossi', contact: '' };
    const seen = await rig.get('logCall', logAsk(rig, { note: 'ask for Ann' }));
    await change(rig, seen, { note: 'ask for Anna', outcomeId: 'busy' });
    expect(await change(rig, seen, { durationMs: 90_000 })).toMatchObject({
      ...{ note: 'ask for Anna', outcomeId: 'busy', durationMs: 90_000 },
      edits: [{ before: { note: 'ask for Ann' } }, { before: { note: 'ask for Anna', durationMs: null } }],
    });
    expect(await writes(rig)).toMatchObject([{ note: 'ask for Anna', outcomeId: 'busy', durationMs: 90_000 }]);
    // Whom they named goes with the outcome that names somebody.
    const named = await change(rig, { ...seen, outcomeId: 'referred' }, { referral });
    expect(named).toMatchObject({ outcomeId: 'referred', referral, note: 'ask for Anna' });
    const kept = await change(rig, seen, { note: 'ask for Anne' });
    expect(kept).toMatchObject({ outcomeId: 'referred', referral, note: 'ask for Anne' });
  });

  it('has the effect of once, also where it comes late', async () => {
    const rig = makeRig();
    const seen = await rig.get('logCall', logAsk(rig, { note: 'first' }));
    const late = editAsk(rig, seen, { note: 'second' });
    await rig.get('editCall', late);
    const last = await change(rig, seen, { note: 'third' });
    await rig.get('editCall', late);
    const { calls } = await rig.get('callHistory', { cursor: null, limit: 5, search: '' });
    expect(calls).toMatchObject([{ note: 'third', edits: last.edits }]);
  });

  it('changes nothing when the same is said again', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig));
    const changed = await change(rig, call, { note: 'more' });
    expect((await change(rig, changed, {})).edits).toHaveLength(1);
  });

  it('tells the CRM right what it does not know yet, and corrects what it knows, with one write at a time', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig));
    await change(rig, call, { note: 'before it left' });
    expect(await writes(rig)).toMatchObject([{ kind: 'logCall', id: call.id, note: 'before it left' }]);
    await deliver(rig);
    await change(rig, call, { note: 'after it arrived' });
    const view = await change(rig, call, { note: 'and once more', outcomeId: 'voicemailLeft' });
    const waiting = await writes(rig);
    expect(waiting).toMatchObject([
      { kind: 'editCall', callWriteId: call.id, note: 'and once more', outcomeLabel: 'Left voicemail' },
    ]);
    expect(view.sync).toBe('waiting');
    await deliver(rig);
    await change(rig, call, { note: 'yet another time' });
    const [last] = await writes(rig);
    expect(last).toMatchObject({ kind: 'editCall', note: 'yet another time' });
    expect(last?.id).not.toBe(waiting[0]?.id);
  });

  it('is told once, in its last words, where the call came back from a CRM that was busy', async () => {
    const rig = makeRig();
    const followUp = { dueAt: rig.now + hourMs, timeZone: 'Europe/Berlin' };
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'callBack', note: 'old', followUp }));
    const ids = [call.id, call.followUpId ?? ''];
    await rig.services.outbox.markSending(ids);
    await change(rig, call, { note: 'first' });
    expect((await writes(rig)).map(({ kind }) => kind).toSorted()).toEqual([
      ...['editCall', 'editFollowUp', 'followUp', 'logCall'],
    ]);
    await comesBack(rig, ids);
    const last = await change(rig, call, { note: 'right' });
    expect(last.sync).toBe('waiting');
    expect(await writes(rig)).toMatchObject([
      { kind: 'logCall', note: 'right' },
      { kind: 'followUp', body: 'right' },
    ]);
    await deliver(rig);
    expect((await change(rig, last, { note: 'late' })).sync).toBe('waiting');
    expect(await writes(rig)).toMatchObject([
      { kind: 'editCall', note: 'late' },
      { kind: 'editFollowUp', body: 'late' },
    ]);
  });

  it('leaves no refused correction behind that could be tried again after a later one was taken', async () => {
    const rig = makeRig();
    const { outbox } = rig.services;
    const call = await rig.get('logCall', logAsk(rig));
    await deliver(rig);
    await change(rig, call, { note: 'first' });
    const [first] = await writes(rig);
    await outbox.markSending([first?.id ?? '']);
    await change(rig, call, { note: 'second' });
    await outbox.settle([{ id: first?.id ?? '', kind: 'failed', problem: refusal }], rig.now);
    await rig.settled();
    expect(await writes(rig)).toMatchObject([{ kind: 'editCall', note: 'second' }]);
  });

  it('is tried with what is right now, where the CRM refuses the call that it waits behind', async () => {
    const rig = makeRig();
    const { outbox } = rig.services;
    const call = await rig.get('logCall', logAsk(rig, { note: 'old' }));
    await outbox.markSending([call.id]);
    await change(rig, call, { note: 'first' });
    await change(rig, call, { note: 'right' });
    const problem = { kind: 'rejected' as const, code: 'X', message: '', fields: [] };
    await outbox.settle([{ id: call.id, kind: 'failed', problem }], rig.now);
    await rig.settled();
    expect(await writes(rig)).toMatchObject([{ kind: 'logCall', id: call.id, note: 'right' }]);
    const [org] = await outbox.orgs();
    expect(org === undefined ? [] : await outbox.due(org, rig.now, 10)).toMatchObject([{ state: 'waiting' }]);
    await deliver(rig);
    expect(await writes(rig)).toEqual([]);
    expect((await rig.get('leadView', { recordKey: dana, refresh: false })).calls).toMatchObject([
      { note: 'right', sync: 'synced' },
    ]);
  });

  it('brings the follow-up in line with the outcome', async () => {
    const rig = makeRig();
    const followUp = { dueAt: rig.now + 30 * hourMs, timeZone: 'Europe/Berlin' };
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'callBack', followUp }));
    await deliver(rig);
    await change(rig, call, { outcomeId: 'notInterested' });
    const view = await rig.get('leadView', { recordKey: dana, refresh: false });
    expect(view.nextFollowUp).toBeNull();
    expect((await writes(rig)).map(({ kind }) => kind)).toEqual(['editCall', 'undoFollowUp']);
  });

  it('moves it to another day with its counters', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'notNow' }));
    await change(rig, call, { startedAt: call.startedAt - 24 * hourMs });
    const days = await (await rig.database()).days.toArray();
    expect(days).toMatchObject([
      { day: '2026-11-23', counts: { dials: 1 } },
      { day: '2026-11-24', counts: { dials: 0 } },
    ]);
    expect(await wrongDays(rig)).toEqual([]);
  });

  it('lets a number that was no wrong one be dialled again', async () => {
    const rig = makeRig();
    const made = { startedAt: rig.now, durationMs: null, number: '+49 30 1234567', direction: 'out' as const };
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'wrongNumber', made }));
    await change(rig, call, { outcomeId: 'noAnswer' });
    expect(await rig.get('leadView', { recordKey: dana, refresh: false })).toMatchObject({ removedNumbers: [] });
  });

  it('dials a restored number again, until a later call finds it wrong', async () => {
    const rig = makeRig();
    const wrong = () => {
      const made = { startedAt: rig.now, durationMs: null, number: '+49 30 1234567', direction: 'out' as const };
      return rig.get('logCall', logAsk(rig, { outcomeId: 'wrongNumber', made }));
    };
    const removed = async () => (await rig.get('leadView', { recordKey: dana, refresh: false })).removedNumbers;
    const first = await wrong();
    const restore = { commandId: rig.id(), recordKey: dana, number: '+49301234567', at: rig.now };
    await rig.get('restoreNumber', restore);
    expect(await removed()).toEqual([]);
    await change(rig, first, { note: 'a replay does not bring it back' });
    expect(await removed()).toEqual([]);
    await wrong();
    expect(await removed()).toEqual(['+49 30 1234567']);
  });

  it('refuses one that was taken back, an outcome nobody knows, and a time that cannot be', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig));
    const ask = (part: Partial<CallDetails>) => rig.ask('editCall', editAsk(rig, call, part));
    expect(errorIn(await ask({ outcomeId: 'never' }))).toMatchObject({ kind: 'refused' });
    expect(errorIn(await ask({ startedAt: rig.now + hourMs }))).toMatchObject({ kind: 'refused' });
    await rig.get('undoCall', { commandId: rig.id(), callId: call.id, at: rig.now });
    expect(errorIn(await ask({ note: 'late' }))).toMatchObject({ kind: 'refused' });
  });

  it('leaves counters and history agreeing, whatever is changed and taken back', async () => {
    const step = fc.record({
      what: fc.constantFrom('log', 'edit', 'undo'),
      which: fc.nat(5),
      outcomeId: fc.constantFrom(...outcomes.map(({ id }) => id)),
      hoursAgo: fc.nat(60),
      durationMs: fc.option(fc.nat(200_000)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
        fakeBrowser.reset();
        Dexie.dependencies.indexedDB = new IDBFactory();
        const rig = makeRig();
        const calls: CallView[] = [];
        for (const { what, which, outcomeId, hoursAgo, durationMs } of steps) {
          const part = { startedAt: rig.now - hoursAgo * hourMs, durationMs, number: null, direction: 'out' as const };
          const call = calls[which % Math.max(1, calls.length)];
          if (what === 'log' || call === undefined) {
            calls.push(await rig.get('logCall', logAsk(rig, { outcomeId, made: part })));
          } else if (what === 'undo') {
            await rig.get('undoCall', { commandId: rig.id(), callId: call.id, at: rig.now });
          } else {
            await rig.ask('editCall', editAsk(rig, call, { ...part, outcomeId }));
          }
        }
        await rig.settled();
        expect(await wrongDays(rig)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a note put right', () => {
  it('is also what the promised call’s task will say, where the CRM has not been told of it yet', async () => {
    const rig = makeRig();
    const followUp = { dueAt: rig.now + hourMs, timeZone: 'Europe/Berlin' };
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'callBack', note: 'ask for Ann', followUp }));
    await change(rig, call, { note: 'ask for Anna' });
    expect(await writes(rig)).toMatchObject([
      { kind: 'logCall', note: 'ask for Anna' },
      { kind: 'followUp', body: 'ask for Anna', dueAt: followUp.dueAt },
    ]);
    expect((await rig.get('followUps', { limit: 5 }))[0]).toMatchObject({ note: 'ask for Anna' });
  });

  it('corrects the task that the CRM has, by one write however often it is changed, after the call itself', async () => {
    const rig = makeRig();
    const followUp = { dueAt: rig.now + hourMs, timeZone: 'Europe/Berlin' };
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'callBack', note: 'ask for Ann', followUp }));
    await deliver(rig);
    const once = await change(rig, call, { note: 'ask for Anna' });
    await change(rig, once, { note: 'ask for Anne' });
    const waiting = await writes(rig);
    expect(waiting).toMatchObject([
      { kind: 'editCall', note: 'ask for Anne' },
      { kind: 'editFollowUp', followUpWriteId: call.followUpId, body: 'ask for Anne' },
    ]);
    expect((waiting[0]?.id ?? '') < (waiting[1]?.id ?? '')).toBe(true);
    await deliver(rig);
    await change(rig, once, { durationMs: 5000, note: 'ask for Anne' });
    expect((await writes(rig)).map(({ kind }) => kind)).toEqual(['editCall']);
  });

  it('is what the task is tried with again, where the CRM refused it meanwhile', async () => {
    const rig = makeRig();
    const { outbox } = rig.services;
    const followUp = { dueAt: rig.now + hourMs, timeZone: 'Europe/Berlin' };
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'callBack', note: 'ask for Ann', followUp }));
    const marked = await outbox.markSending([call.id, call.followUpId ?? '']);
    await change(rig, call, { note: 'ask for Anna' });
    const problem = { kind: 'rejected' as const, code: 'X', message: '', fields: [] };
    await outbox.settle(
      marked.map(({ id }) => (id === call.id ? { id, kind: 'done', crmId: 'x' } : { id, kind: 'failed', problem })),
      rig.now,
    );
    await rig.settled();
    const waiting = await writes(rig);
    expect(waiting.map(({ kind }) => kind).toSorted()).toEqual(['editCall', 'followUp']);
    expect(waiting.find(({ kind }) => kind === 'followUp')).toMatchObject({
      id: call.followUpId,
      body: 'ask for Anna',
    });
  });
});

describe('a referral put right', () => {
  it('is none any more under another outcome, and its promise goes with it', async () => {
    const rig = makeRig();
    const followUp = { dueAt: rig.now + hourMs, timeZone: 'Europe/Berlin' };
    const referral = { name: 'Marco Rossi', contact: '' };
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'referred', referral, followUp }));
    const noted = await change(rig, call, { note: 'said hello' });
    expect(noted).toMatchObject({ referral, followUpId: call.followUpId });
    const changed = await change(rig, noted, { outcomeId: 'notNow' });
    expect(changed).toMatchObject({ followUpId: null });
    expect(changed.referral).toBeUndefined();
    expect(await rig.get('followUps', { limit: 5 })).toEqual([]);
  });

  it('is added or changed later: the call and its task say so, and whoever is named is promised a call', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'referred', note: 'ask the plant manager' }));
    await deliver(rig);
    expect(await rig.get('followUps', { limit: 5 })).toEqual([]);
    const promise = { dueAt: rig.now + hourMs, timeZone: 'Europe/Berlin' };
    const tooFar = { ...promise, dueAt: Date.UTC(2126, 10, 27) };
    expect(errorIn(await rig.ask('editCall', { ...editAsk(rig, call, {}), promise: tooFar }))).toEqual({
      ...{ kind: 'followUpTime', issue: 'far' },
    });
    const referral = { name: 'Marco Rossi', contact: '+49 30 55' };
    const named = await rig.get('editCall', { ...editAsk(rig, call, { referral }), promise });
    expect(named).toMatchObject({ referral, edits: [{ before: { referral: null } }] });
    expect(await rig.get('followUps', { limit: 5 })).toMatchObject([{ dueAt: promise.dueAt, person: referral }]);
    expect(await writes(rig)).toMatchObject([
      { kind: 'editCall', note: expect.stringContaining('Marco Rossi') },
      { kind: 'followUp', subject: expect.stringContaining('Marco Rossi'), body: expect.stringContaining('+49 30 55') },
    ]);
    await deliver(rig);
    const other = await change(rig, named, { referral: { name: 'Mara Rossi', contact: '' } });
    expect(await writes(rig)).toMatchObject([
      { kind: 'editCall', note: expect.stringContaining('Mara Rossi') },
      { kind: 'editFollowUp', subject: expect.stringContaining('Mara Rossi') },
    ]);
    await change(rig, other, { referral: null });
    expect(await rig.get('followUps', { limit: 5 })).toEqual([]);
    expect((await writes(rig)).map(({ kind }) => kind)).toContain('undoFollowUp');
  });

  it('names nobody under an outcome that names nobody', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'noAnswer' }));
    const changed = await change(rig, call, { note: 'x', referral: { name: 'Marco Rossi', contact: '' } });
    expect(changed.referral).toBeUndefined();
  });
});
