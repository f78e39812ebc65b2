import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { callingRule } from '../calling/rule';
import { dana, errorIn, leadRecordOf, logAsk, makeRig, type Rig } from './rig';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

/** A rig that knows Dana, in Berlin, on Tuesday at 10:00 there. */
async function withDana(part: Parameters<typeof leadRecordOf>[1] = {}): Promise<Rig> {
  const rig = makeRig();
  const database = await rig.database();
  await database.records.put({ recordKey: dana, record: leadRecordOf(dana, part), problem: null });
  return rig;
}
const number = '+49 30 1234567';
const start = (rig: Rig, override?: { reason: 'asked'; note: string }) =>
  rig.ask('startCall', {
    commandId: rig.id(),
    recordKey: dana,
    leadName: 'Dana Fox',
    number,
    at: rig.now,
    ...(override === undefined ? {} : { override }),
  });
const always = callingRule.parse({
  id: 'de-courtesy',
  country: 'DE',
  state: null,
  scopes: ['business', 'consumer', 'mobile'],
  hours: null,
  holidays: 'allowed',
  attempts: null,
  kind: 'courtesy',
  source: 'Our own',
  asOf: '2026-11-24',
  confidence: 'high',
});

describe('a call and the calling rules', () => {
  it('is started in the window, and outside it only with a reason, which is recorded', async () => {
    const night = await withDana();
    const day = await start(night);
    expect(day.ok).toBe(true);
    if (day.ok) await night.get('discardCall', { commandId: night.id(), callId: day.value.callId });
    night.now = Date.UTC(2026, 10, 24, 19, 0);
    expect(errorIn(await start(night))).toEqual({ kind: 'notNow', ruleId: 'de-courtesy' });
    const begun = await start(night, { reason: 'asked', note: '' });
    const override = { reason: 'asked', note: '', ruleId: 'de-courtesy' };
    expect(begun.ok && begun.value.override).toEqual(override);
    const callId = begun.ok ? begun.value.callId : null;
    const logged = await night.get('logCall', logAsk(night, { callId, note: 'As agreed' }));
    expect(logged.override).toEqual(override);
    const [entry] = await (await night.database()).outbox.toArray();
    expect(entry).toMatchObject({ write: { note: expect.stringMatching(/As agreed\n.*outside the calling rules/s) } });
  });

  it('is not started on a public holiday, and a fourth time a day', async () => {
    const rig = await withDana();
    rig.now = Date.UTC(2026, 11, 25, 10, 0);
    expect(errorIn(await start(rig))).toEqual({ kind: 'notNow', ruleId: 'de-courtesy' });
    rig.now = Date.UTC(2026, 11, 22, 9, 0);
    for (let hour = 0; hour < 3; hour += 1) {
      const reply = await start(rig);
      expect(reply.ok).toBe(true);
      const callId = reply.ok ? reply.value.callId : null;
      rig.now += 5000;
      await rig.get('logCall', logAsk(rig, { callId }));
      rig.now += 3_600_000;
    }
    expect(errorIn(await start(rig))).toEqual({ kind: 'notNow', ruleId: 'any-attempts' });
  });

  it('needs a reason where the CRM tells nothing of the place, and is not judged where Baton knows the page alone', async () => {
    const nowhere = { address: { city: null, state: null, postalCode: null, country: null }, phones: [] };
    const rig = await withDana(nowhere);
    const ask = { recordKey: dana, leadName: 'Dana', number: null };
    const reply = await rig.ask('startCall', { ...ask, commandId: rig.id(), at: rig.now });
    expect(errorIn(reply)).toEqual({ kind: 'notNow', ruleId: null });
    const page = await withDana({ ...nowhere, from: 'page' });
    expect((await page.ask('startCall', { ...ask, commandId: page.id(), at: page.now })).ok).toBe(true);
  });
});

describe('a number among several in one field', () => {
  it('is of the field’s kind: the rules of another kind do not stop it', async () => {
    const rig = await withDana({ phones: [{ kind: 'work', raw: '030 1234567 / 030 1234568' }] });
    const mobiles = { ...always, id: 'mobiles', scopes: ['mobile', 'consumer'] as const };
    const never = [{ weekdays: [7], startMinute: 600, endMinute: 660 }];
    const rules = [always, callingRule.parse({ ...mobiles, hours: never })];
    await rig.get('importCallingRules', { commandId: rig.id(), file: { version: 1, replaceShipped: true, rules } });
    expect((await start(rig)).ok).toBe(true);
  });
});

describe('a file of rules', () => {
  it('is in force at once, survives a restart, and goes again', async () => {
    const rig = await withDana();
    rig.now = Date.UTC(2026, 10, 24, 19, 0);
    const file = { version: 1 as const, replaceShipped: false, rules: [always] };
    await rig.get('importCallingRules', { commandId: rig.id(), file });
    const view = await makeRig().get('callingRules', { countries: ['DE'] });
    expect(view.rules.find(({ id }) => id === 'de-courtesy')).toEqual(always);
    expect(view.holidays['DE']).toEqual({ '2026-12-25': '1. Weihnachtstag' });
    expect((await start(rig)).ok).toBe(true);
    await rig.get('importCallingRules', { commandId: rig.id(), file: null });
    expect((await rig.get('callingRules', { countries: [] })).importedAt).toBeNull();
  });

  it('does not loosen what an administrator prescribes', async () => {
    const rig = await withDana();
    const narrow = { ...always, id: 'team', hours: [{ weekdays: [1], startMinute: 600, endMinute: 660 }] };
    await fakeBrowser.storage.managed.set({
      callingRules: JSON.stringify({ version: 1, replaceShipped: false, rules: [narrow] }),
    });
    await rig.get('importCallingRules', {
      commandId: rig.id(),
      file: { version: 1, replaceShipped: true, rules: [always, { ...always, id: 'team' }] },
    });
    expect(errorIn(await start(rig))).toEqual({ kind: 'notNow', ruleId: 'team' });
    await fakeBrowser.storage.managed.set({ callingRules: '{"version":' });
    expect(errorIn(await start(rig))).toEqual({ kind: 'notNow', ruleId: 'prescribed-unreadable' });
  });
});
