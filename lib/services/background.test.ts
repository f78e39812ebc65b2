import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { z } from 'zod';
import { type Ask, pulse, settings } from '../messaging/protocol';
import { runningCallView, storeState } from '../messaging/views';
import { progressSnapshot } from '../progress/progress';
import { readLive } from '../store/live';
import { watchLive } from '../store/live-watch';
import { badgeOf } from './badge';
import { dana, errorIn, lee, logAsk, makeRig, ownPage, type Rig } from './rig';
import { keepHouse, recoverOnStart, turnDay } from './start';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

const progress = () => readLive('progress', progressSnapshot);
const today = async () => (await progress())?.today.dials;
const start = (rig: Rig, recordKey = dana) =>
  rig.ask('startCall', { commandId: rig.id(), recordKey, leadName: 'Dana Fox', number: null, at: rig.now });

describe('a call on the line', () => {
  it('keeps a second one off the line, from whichever window', async () => {
    const rig = makeRig();
    const ask = { commandId: rig.id(), recordKey: dana, leadName: 'Dana Fox', number: null, at: rig.now };
    const first = await rig.get('startCall', ask);
    expect(await rig.get('startCall', ask)).toEqual(first);
    expect(errorIn(await start(rig, lee))).toEqual({ kind: 'callRunning', recordKey: dana, leadName: 'Dana Fox' });
  });

  it('survives the browser: the next start puts it back where surfaces look', async () => {
    const rig = makeRig();
    await start(rig);
    await rig.settled();
    await fakeBrowser.storage.session.clear();
    await recoverOnStart(makeRig().services);
    expect(await readLive('runningCall', runningCallView)).toMatchObject({ recordKey: dana });
  });

  it('ends once, and is off the line when discarded or logged', async () => {
    const rig = makeRig();
    const call = await rig.get('startCall', {
      commandId: rig.id(),
      recordKey: dana,
      leadName: 'D',
      number: null,
      at: rig.now,
    });
    rig.now += 5000;
    const endedAt = rig.now;
    const end = () => rig.get('endCall', { commandId: rig.id(), callId: call.callId, at: rig.now });
    expect((await end()).endedAt).toBeLessThanOrEqual(endedAt + 1);
    const again = await end();
    expect(again.endedAt).toBe((await end()).endedAt);
    await rig.get('discardCall', { commandId: rig.id(), callId: call.callId });
    await rig.settled();
    expect(await readLive('runningCall', runningCallView)).toBeNull();
    expect((await start(rig, lee)).ok).toBe(true);
  });
});

describe('telling the surfaces', () => {
  it('moves progress, the pulse and the badge after a command', async () => {
    const rig = makeRig();
    // On a busy machine the two are told one after the other.
    const told: string[] = [];
    const stop = watchLive('pulse', pulse, (beat) => told.push(...(beat?.topics ?? [])));
    await rig.get('logCall', logAsk(rig));
    await rig.get('logCall', logAsk(rig, { recordKey: lee, leadName: 'Lee Wu' }));
    await rig.settled();
    stop();
    expect(await today()).toBe(2);
    expect(told).toEqual(expect.arrayContaining([`lead:${dana}`, `lead:${lee}`, 'calls', 'sync', 'followUps']));
    expect(await fakeBrowser.action.getBadgeText({})).toBe('1');
  });

  it('tells after a crash what was written before it', async () => {
    const rig = makeRig();
    // The worker dies after the transaction: nothing is told.
    vi.spyOn(rig.teller, 'changed').mockImplementation(() => undefined);
    await rig.get('logCall', logAsk(rig));
    expect(await progress()).toBeNull();
    await recoverOnStart(makeRig().services);
    expect(await today()).toBe(1);
  });

  it('begins a new day at local midnight, and follows the SDR into another zone', async () => {
    const rig = makeRig({ now: Date.UTC(2026, 10, 24, 22, 30) });
    await rig.get('logCall', logAsk(rig));
    await rig.settled();
    rig.now = Date.UTC(2026, 10, 24, 23, 1);
    await turnDay(rig.services);
    await rig.settled();
    const since = { countedFrom: '2026-11-24' };
    expect(await progress()).toMatchObject({ day: '2026-11-25', today: { dials: 0 }, month: { dials: 1 }, ...since });
    rig.timeZone = 'America/New_York';
    await turnDay(rig.services);
    await rig.settled();
    expect(await progress()).toMatchObject({ day: '2026-11-24', timeZone: 'America/New_York', today: { dials: 1 } });
    rig.now = Date.UTC(2026, 11, 2, 12);
    await turnDay(rig.services);
    await rig.settled();
    expect(await progress()).toMatchObject({ day: '2026-12-02', month: { dials: 0 } });
    expect(await progress()).not.toHaveProperty('countedFrom');
  });

  it('warns in the badge before it counts', async () => {
    const rig = makeRig();
    await recoverOnStart(rig.services);
    const snapshot = await progress();
    if (snapshot === null) throw new Error('no snapshot');
    expect(badgeOf(snapshot, 0)).toEqual({ text: '1', key: 'left', count: 1 });
    expect(badgeOf({ ...snapshot, sync: { waiting: 3, failed: 1, needsSignIn: 1 } }, 2)).toMatchObject({
      text: '!',
      count: 2,
    });
    expect(badgeOf(snapshot, 2)).toEqual({ text: '☎2', key: 'due', count: 2 });
    expect(badgeOf({ ...snapshot, today: { ...snapshot.today, handoffs: 1 } }, 0).text).toBe('');
  });
});

describe('when the store is in trouble', () => {
  it('says that the disk is full, and logs again once it is not', async () => {
    const rig = makeRig();
    const database = await rig.database();
    const full = vi.spyOn(database, 'backendDB').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const ask = logAsk(rig);
    expect(errorIn(await rig.ask('logCall', ask))).toEqual({ kind: 'storageFull' });
    full.mockRestore();
    expect((await rig.ask('logCall', ask)).ok).toBe(true);
  });

  it('never shows what was stored in an error it did not foresee', async () => {
    const rig = makeRig();
    vi.spyOn(await rig.database(), 'backendDB').mockImplementation(() => {
      throw new TypeError('cannot read Dana Fox');
    });
    expect(errorIn(await rig.ask('logCall', logAsk(rig)))).toEqual({ kind: 'bug', message: 'TypeError in logCall' });
  });

  it('logs over rows it cannot read without losing them, and counts the day from its calls', async () => {
    const rig = makeRig();
    await rig.get('logCall', logAsk(rig));
    const database = await rig.database();
    await database.table('days').put({ day: '2026-11-24', counts: { dials: 'many' } });
    await database.table('pursuits').put({ recordKey: dana, attempts: -1 });
    await database.table('calls').add({ id: rig.id(), recordKey: dana, note: 5 });
    rig.now += 600_000;
    await rig.get('logCall', logAsk(rig));
    await rig.settled();
    expect(await today()).toBe(2);
    expect((await rig.get('leadView', { recordKey: dana, refresh: false })).calls).toHaveLength(2);
    await recoverOnStart(rig.services);
    const raws = (await database.quarantine.toArray()).map((row) => z.object({ table: z.string() }).parse(row).table);
    expect(raws.toSorted()).toEqual(['calls', 'days', 'pursuits']);
    expect((await readLive('storeState', storeState))?.quarantined).toBe(3);
  });

  it('repairs counters that do not agree with history', async () => {
    const rig = makeRig();
    await rig.get('logCall', logAsk(rig));
    const database = await rig.database();
    await database.days.put({ day: '2026-11-24', counts: { dials: 40, connects: 3, conversations: 0, handoffs: 0 } });
    await keepHouse(rig.services, new AbortController().signal);
    await rig.settled();
    expect(await today()).toBe(1);
  });
});

describe('settings and targets', () => {
  it('are kept, mirrored, audited and restored into a new store', async () => {
    const rig = makeRig();
    const before = await rig.get('settings', {});
    const chosen = { ...before, conversationSeconds: 30, language: 'zh-CN' as const };
    await rig.get('saveSettings', { commandId: rig.id(), change: { conversationSeconds: 30, language: 'zh-CN' } });
    const { targets } = await rig.get('saveTargets', {
      commandId: rig.id(),
      targets: { day: { dials: 9, connects: null, conversations: 2, handoffs: null }, month: emptyMonth },
    });
    expect(targets.day.dials).toBe(9);
    expect(await readLive('settings', settings)).toEqual(chosen);
    expect(await (await rig.database()).audit.count()).toBe(2);
    Dexie.dependencies.indexedDB = new IDBFactory();
    const next = makeRig();
    await recoverOnStart(next.services);
    expect(await next.get('settings', {})).toEqual(chosen);
    expect((await progress())?.targets.day.dials).toBe(9);
  });

  it('are saved once: a late repetition does not undo what was chosen since', async () => {
    const rig = makeRig();
    const first = { commandId: rig.id(), change: { conversationSeconds: 30 } };
    await rig.get('saveSettings', first);
    await rig.get('saveSettings', { commandId: rig.id(), change: { conversationSeconds: 90 } });
    await rig.get('saveSettings', first);
    expect((await rig.get('settings', {})).conversationSeconds).toBe(90);
  });

  it('leave alone what was changed elsewhere, and who may receive leads in other orgs', async () => {
    const rig = makeRig();
    const ada = { id: '005A', name: 'Ada', email: null };
    const receiversOf = (org: string) => ({ receivers: { [org]: { aes: [ada], only: true } } });
    const save = (change: Ask<'saveSettings'>['change']) => rig.get('saveSettings', { commandId: rig.id(), change });
    await rig.services.docking.changeDock({ widthPx: 444 });
    await save({ language: 'zh-CN' });
    await save({ theme: 'dark' });
    await save(receiversOf('hubspot:1'));
    await save(receiversOf('hubspot:2'));
    expect(await rig.get('settings', {})).toMatchObject({
      language: 'zh-CN',
      theme: 'dark',
      dock: { widthPx: 444 },
      receivers: { ...receiversOf('hubspot:1').receivers, ...receiversOf('hubspot:2').receivers },
    });
  });
});

const emptyMonth = { dials: null, connects: null, conversations: null, handoffs: null };

describe('who may ask', () => {
  const message = { name: 'settings', ask: {} };
  it('answers its own pages and nobody else', async () => {
    const rig = makeRig();
    const url = ownPage('popup').url;
    const strangers = [
      { id: 'other', url },
      { id: fakeBrowser.runtime.id, url: 'https://acme.lightning.force.com/', tab: { id: 3 } },
      { id: fakeBrowser.runtime.id, url: `${url.replace('/popup.html', '')}.evil.example/popup.html` },
      { id: fakeBrowser.runtime.id, url: url.replace('popup', 'unknown') },
      { id: fakeBrowser.runtime.id, url, origin: 'https://evil.example' },
      { id: fakeBrowser.runtime.id },
    ];
    for (const sender of strangers) {
      const reply = await rig.answer(message, JSON.parse(JSON.stringify(sender)));
      expect(reply).toMatchObject({ ok: false, error: { kind: 'refused' } });
    }
    expect(await rig.answer(message, ownPage('popup'))).toMatchObject({ ok: true });
  });

  it('refuses what it does not know and what does not parse, without quoting it', async () => {
    const rig = makeRig();
    const ask = (name: string, question: unknown) => rig.answer({ name, ask: question }, ownPage('popup'));
    expect(await ask('toString', {})).toMatchObject({ ok: false, error: { kind: 'refused' } });
    const reply = await ask('logCall', { ...logAsk(rig), note: 7, leadName: 'Dana Fox' });
    expect(reply).toEqual({ ok: false, error: { kind: 'refused', message: 'unsound ask of logCall: note' } });
  });
});

describe('history', () => {
  it('finds calls by lead, note and outcome, whatever the case, accent and language', async () => {
    const rig = makeRig();
    await rig.get('logCall', logAsk(rig, { note: 'Rückruf am Montag', outcomeId: 'callBack' }));
    await rig.get('logCall', logAsk(rig, { recordKey: lee, leadName: 'Lee Wu', outcomeId: 'busy' }));
    const find = async (search: string) =>
      (await rig.get('callHistory', { cursor: null, limit: 10, search })).calls.map(({ leadName }) => leadName);
    expect(await find('ruckruf')).toEqual(['Dana Fox']);
    expect(await find('LEE')).toEqual(['Lee Wu']);
    expect(await find('占线')).toEqual(['Lee Wu']);
    expect(await find('')).toEqual(['Lee Wu', 'Dana Fox']);
  });
});
