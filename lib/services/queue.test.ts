import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { LeadRecord } from '../crm/lead-record';
import { type RecordKey, recordKey } from '../model/record';
import { blockOf } from '../store/queue-blocks';
import { dana, editAsk, leadRecordOf, lee, logAsk, makeRig, type Rig } from './rig';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

async function know(rig: Rig, key: RecordKey, part: Partial<LeadRecord> = {}): Promise<void> {
  const record = leadRecordOf(key, { source: 'Partner', fetchedAt: rig.now, ...part });
  await (await rig.database()).records.put({ recordKey: key, record, problem: null });
  rig.services.changed({ topics: [`lead:${key}`] });
}
const keyNumbered = (index: number) =>
  recordKey({ crm: 'hubspot', org: '4711', object: 'contact', id: String(index + 1) });
const next = async (rig: Rig, atHand: RecordKey[] = []) => (await rig.get('nextLead', { atHand })).next;

describe('the next lead', () => {
  it('is a lead known here that may be called, never the one at hand', async () => {
    const rig = makeRig();
    expect(await next(rig)).toBeNull();
    await know(rig, dana);
    expect(await next(rig)).toMatchObject({ recordKey: dana, band: 'fit' });
    expect(await next(rig, [dana])).toBeNull();
    await know(rig, lee, { name: 'Lee' });
    expect((await next(rig, [dana]))?.name).toBe('Lee');
  });

  it('is nobody outside calling hours, nobody of another rep, nobody a team-mate just called', async () => {
    const rig = makeRig();
    await know(rig, dana);
    rig.now = Date.UTC(2026, 10, 24, 21, 0);
    expect(await next(rig)).toBeNull();
    rig.now = Date.UTC(2026, 10, 25, 9, 0);
    expect(await next(rig)).not.toBeNull();
    const call = {
      id: '1',
      kind: 'call' as const,
      subject: '',
      body: '',
      result: null,
      by: 'Jo',
      at: rig.now - 60_000,
    };
    await know(rig, dana, { activities: [call] });
    expect(await next(rig)).toBeNull();
    // One dated in the next century hides neither the lead nor the call that was made.
    const misdated = { ...call, id: '2', at: Date.UTC(2126, 0, 1) };
    await know(rig, dana, { activities: [call, misdated] });
    expect(await next(rig)).toBeNull();
    await know(rig, dana, { activities: [misdated] });
    expect(await next(rig)).not.toBeNull();
    await know(rig, dana, { doNotCall: true });
    expect(await next(rig)).toBeNull();
  });

  it('is known to everybody who asks while the rows are put right', async () => {
    const rig = makeRig();
    await know(rig, dana);
    await know(rig, lee);
    const [, second] = await Promise.all([rig.get('queue', { limit: 5 }), rig.get('queue', { limit: 5 })]);
    expect(second.known).toBe(2);
  });

  it('is worked out once it can be, where that failed before', async () => {
    const rig = makeRig();
    await know(rig, dana);
    expect((await next(rig))?.recordKey).toBe(dana);
    const database = await rig.database();
    await know(rig, dana, { doNotCall: true });
    const full = vi.spyOn(database.queueBlocks, 'bulkPut').mockRejectedValueOnce(new Error('disk full'));
    expect((await rig.ask('nextLead', { atHand: [] })).ok).toBe(false);
    full.mockRestore();
    expect(await next(rig)).toBeNull();
    // The next life of the worker reads what was kept.
    expect((await makeRig({ now: rig.now }).services.queue.rows()).get(dana)?.barred).toBe('doNotCall');
  });

  it('is known as it changed where the worker was stopped before anybody asked', async () => {
    const rig = makeRig();
    await know(rig, dana);
    expect(await next(rig)).not.toBeNull();
    await know(rig, dana, { doNotCall: true });
    const marked = async () => (await rig.database()).meta.get('queueStale');
    await expect.poll(marked).toMatchObject({ isAll: false, keys: [dana] });
    const later = makeRig({ now: rig.now });
    expect((await later.services.queue.rows()).get(dana)?.barred).toBe('doNotCall');
    expect(await marked()).toBeUndefined();
  });

  it('is worked out anew in full where the life of the worker between did not ask for it, and marked a lead of its own', async () => {
    const before = makeRig();
    for (const key of [dana, lee]) await know(before, key, { source: 'Web' });
    await before.services.queue.rows();
    await before.get('savePlays', { commandId: before.id(), plays: [] });
    const marked = async () => (await before.database()).meta.get('queueStale');
    await expect.poll(marked).toMatchObject({ isAll: true });
    const between = makeRig({ now: before.now });
    between.services.changed({ topics: [`lead:${lee}`] });
    await expect.poll(marked).toMatchObject({ isAll: true, keys: [lee] });
    const after = makeRig({ now: before.now });
    const kindIn = async (key: RecordKey) => (await after.services.queue.rows()).get(key)?.kind;
    await expect.poll(() => kindIn(dana)).toBe('none');
    await expect.poll(() => kindIn(lee)).toBe('none');
  });

  it('is worked out by plays that were saved before the queue was read, also by the worker after that', async () => {
    const before = makeRig();
    await know(before, dana, { source: 'Web' });
    await before.services.queue.rows();
    const kindIn = async (rig: Rig) => (await rig.services.queue.rows()).get(dana)?.kind;
    const rig = makeRig({ now: before.now });
    const { plays } = await rig.get('plays', {});
    await rig.get('savePlays', { commandId: rig.id(), plays: plays.slice(1) });
    await expect
      .poll(async () => (await rig.database()).meta.get('queueStale'))
      .toMatchObject({
        isAll: true,
      });
    const after = makeRig({ now: rig.now });
    await expect.poll(() => kindIn(after)).toBe('cold-outbound');
    await expect.poll(() => kindIn(rig)).toBe('cold-outbound');
    await expect.poll(async () => (await rig.database()).meta.get('queueStale')).toBeUndefined();
  });

  it('is right at once although every row is to be worked out anew, which follows after the answer, also in the next life', async () => {
    const rig = makeRig();
    const keys = Array.from({ length: 90 }, (_, index) => keyNumbered(index));
    const createdAt = rig.now - 72 * 3_600_000;
    for (const key of keys) await know(rig, key, { createdAt, source: 'Web' });
    await expect.poll(async () => (await rig.get('queue', { limit: 1 })).callable).toBe(keys.length);
    expect((await next(rig))?.band).toBe('step');
    await rig.get('savePlays', { commandId: rig.id(), plays: [] });
    const kinds = async (of: Rig) => new Set([...(await of.services.queue.rows()).values()].map(({ kind }) => kind));
    // Without plays no step is due: whoever stands in front by what was known before does so no longer.
    expect((await next(rig))?.band).toBe('fit');
    // The list shows nobody in front by what was, and says of how many it does further down.
    const shown = await rig.get('queue', { limit: 90 });
    expect(shown.behind).toBeGreaterThan(0);
    expect(shown.items.slice(0, 20).map(({ band }) => band)).not.toContain('step');
    const marked = async () => (await rig.database()).meta.get('queueStale');
    await expect.poll(() => kinds(rig)).toEqual(new Set(['none']));
    await expect.poll(marked).toBeUndefined();
    await expect.poll(async () => (await rig.get('queue', { limit: 1 })).behind).toBe(0);
    expect(await kinds(makeRig({ now: rig.now }))).toEqual(new Set(['none']));

    // Stopped in the middle, the next life of the worker goes on where this one left off.
    await rig.get('savePlays', { commandId: rig.id(), plays: null });
    const store = await rig.database();
    const put = store.queueBlocks.put.bind(store.queueBlocks);
    let kept = 0;
    const dies = vi.spyOn(store.queueBlocks, 'put').mockImplementation((row) => {
      kept += 1;
      return kept > 5 ? Dexie.Promise.reject(new Error('stopped')) : put(row);
    });
    await rig.services.queue.rows();
    await expect.poll(() => kept).toBe(6);
    dies.mockRestore();
    const left = new Set((await store.queueBlocks.toCollection().primaryKeys()).map(String));
    expect(await marked()).toMatchObject({ isAll: false, blocks: { length: left.size - 5 } });
    // What that life still meant to note dies with it.
    vi.spyOn(rig.services.store, 'open').mockRejectedValue(new Error('stopped'));
    const later = makeRig({ now: rig.now });
    await expect.poll(() => kinds(later)).toEqual(new Set(['fresh-inbound']));
    await expect.poll(() => store.meta.get('queueStale')).toBeUndefined();
  });

  it('is found among leads from before there was a queue, whose rows follow block by block', async () => {
    const before = makeRig();
    const inTwoBlocks = Array.from({ length: 12_000 }, (_, index) => keyNumbered(index)).filter(
      (key) => Number(blockOf(key)) < 2,
    );
    expect(inTwoBlocks.length).toBeGreaterThan(25);
    const store = await before.database();
    const rows = inTwoBlocks.map((key) => ({ recordKey: key, record: leadRecordOf(key), problem: null }));
    await store.records.bulkPut(rows);
    const rig = makeRig({ now: before.now });
    const [alone, many] = [
      vi.spyOn((await rig.database()).queueBlocks, 'put'),
      vi.spyOn((await rig.database()).queueBlocks, 'bulkPut'),
    ];
    // A second is over when the clock is looked at again, whoever else looks at it. It stays behind the real one, so that what is noted now is not ahead later.
    let looks = -1_000_000;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => 2000 * ++looks);
    const shown = await rig.get('queue', { limit: 100 });
    expect(shown).toMatchObject({ known: 10, behind: inTwoBlocks.length - 10 });
    await expect.poll(() => rig.services.queue.behind()).toBe(0);
    clock.mockRestore();
    expect(alone).toHaveBeenCalledTimes(2);
    // What the answer itself needed.
    expect(many.mock.calls.length).toBeLessThan(4);
    const marked = await (await rig.database()).meta.get('queueStale');
    expect(marked).toBeUndefined();
    expect((await makeRig({ now: rig.now }).services.queue.rows()).size).toBe(inTwoBlocks.length);
  });

  it('is a promise once it falls due, also after the worker was stopped', async () => {
    const rig = makeRig();
    await know(rig, dana);
    await know(rig, lee);
    await rig.get(
      'logCall',
      logAsk(rig, { recordKey: lee, followUp: { dueAt: rig.now + 3_600_000, timeZone: 'UTC' } }),
    );
    expect((await next(rig, [dana]))?.recordKey).toBeUndefined();
    const later = makeRig({ now: rig.now + 2 * 3_600_000 });
    expect(await next(later)).toMatchObject({ recordKey: lee, band: 'promise', random: false });
    expect((await later.get('queue', { limit: 10 })).items.map(({ band }) => band)).toEqual(['promise', 'fit']);
  });

  it('is a lead that ended with a name, while the call to that name is promised and due', async () => {
    const rig = makeRig();
    await know(rig, dana);
    const followUp = { dueAt: rig.now + 1_800_000, timeZone: 'UTC' };
    const referral = { name: 'Marco Rossi', contact: '' };
    await rig.get('logCall', logAsk(rig, { recordKey: dana, outcomeId: 'referred', referral, followUp }));
    expect(await next(rig)).toBeNull();
    rig.now += 3_600_000;
    expect(await next(rig)).toMatchObject({ recordKey: dana, band: 'promise', person: 'Marco Rossi' });
    const [promise] = await rig.get('followUps', { limit: 1 });
    await rig.get('completeFollowUp', { commandId: rig.id(), followUpId: promise?.id ?? '', at: rig.now });
    rig.now += 12 * 3_600_000;
    expect(await next(rig)).toBeNull();
  });

  it('is a lead that ended, once a follow-up was set for it without a call, whatever is put right of its calls', async () => {
    const rig = makeRig();
    await know(rig, dana);
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'disqualified' }));
    const dueAt = rig.now + 3_600_000;
    const plan = { recordKey: dana, leadName: 'Dana Fox', dueAt, timeZone: 'UTC', note: '' };
    await rig.get('planFollowUp', { ...plan, commandId: rig.id(), at: rig.now });
    const change = async (part: object) => {
      await rig.get('editCall', editAsk(rig, call, part));
      return (await rig.get('leadView', { recordKey: dana, refresh: false })).nextFollowUp?.dueAt;
    };
    expect(await change({ note: 'Wrong size' })).toBe(dueAt);
    rig.now += 2 * 3_600_000;
    expect(await next(rig)).toMatchObject({ recordKey: dana, band: 'promise' });
    // Whoever must not be called is promised nothing, neither before nor afterwards.
    expect(await change({ outcomeId: 'doNotCall' })).toBeUndefined();
    expect(await next(rig)).toBeNull();
    const again = await rig.ask('planFollowUp', { ...plan, commandId: rig.id(), at: rig.now });
    expect(again.ok).toBe(false);
  });

  it('goes on after a do-not-call', async () => {
    const rig = makeRig();
    await know(rig, dana);
    await rig.get('logCall', logAsk(rig, { outcomeId: 'doNotCall' }));
    const later = makeRig({ now: rig.now + 24 * 3_600_000 });
    expect(await next(later)).toBeNull();
  });
});

describe('plays', () => {
  it('are the ready-made ones until others are saved, and count what was done by them', async () => {
    const rig = makeRig();
    await know(rig, dana, { source: 'Web' });
    const { plays, edited } = await rig.get('plays', {});
    expect(edited).toBe(false);
    const [inbound] = plays;
    if (inbound === undefined) throw new Error('no play');
    const play = { playId: inbound.id, version: 1, stepId: 'call-1' };
    expect(await rig.get('logCall', logAsk(rig, { outcomeId: 'qualified', play }))).toMatchObject({ play });
    const stats = (await rig.get('plays', {})).stats.find(({ playId }) => playId === inbound.id);
    expect(stats).toMatchObject({ leads: 1, attempts: 1, connects: 1, qualified: 1 });
    await rig.get('savePlays', { commandId: rig.id(), plays: [] });
    expect((await next(rig, [])) ?? null).toBeNull();
  });
});

describe('a play deleted while in use', () => {
  it('keeps its results under its last name, while its lead goes on with the play that fits now', async () => {
    const rig = makeRig();
    await know(rig, dana, { source: 'Web' });
    const { plays } = await rig.get('plays', {});
    const [inbound] = plays;
    if (inbound === undefined) throw new Error('no play');
    const renamed = { ...inbound, version: 2, name: { en: 'Fast lane' } };
    await rig.get('savePlays', { commandId: rig.id(), plays: [renamed, ...plays.slice(1)] });
    const play = { playId: inbound.id, version: 2, stepId: 'call-1' };
    await rig.get('logCall', logAsk(rig, { outcomeId: 'qualified', play }));
    await rig.get('savePlays', { commandId: rig.id(), plays: plays.slice(1) });
    const after = await rig.get('plays', {});
    expect(after.gone).toMatchObject([
      { playId: inbound.id, name: { en: 'Fast lane' }, leads: 1, attempts: 1, connects: 1, qualified: 1 },
    ]);
    expect(after.stats.every(({ leads }) => leads === 0)).toBe(true);
    // The next call is the other play's, and takes nothing of the first one with it.
    const ref = { playId: 'cold-outbound', version: 1, stepId: 'call-1' };
    await rig.get('logCall', logAsk(rig, { outcomeId: 'noAnswer', play: ref }));
    const on = await rig.get('plays', {});
    expect(on.gone).toMatchObject([{ playId: inbound.id, leads: 1, attempts: 1, qualified: 1 }]);
    expect(on.stats.find(({ playId }) => playId === 'cold-outbound')).toMatchObject({
      leads: 1,
      attempts: 1,
      qualified: 0,
    });
    // Brought back, it has its results again.
    await rig.get('savePlays', { commandId: rig.id(), plays: null });
    const back = await rig.get('plays', {});
    expect(back.gone).toEqual([]);
    expect(back.stats.find(({ playId }) => playId === inbound.id)).toMatchObject({ leads: 1, qualified: 1 });
  });

  it('that nothing tells of any more keeps its results too, without a name and without being judged', async () => {
    const rig = makeRig();
    await know(rig, dana, { source: 'Web' });
    const play = { playId: 'long-gone', version: 3, stepId: 'call-1' };
    await rig.get('logCall', logAsk(rig, { outcomeId: 'noAnswer', play }));
    expect((await rig.get('plays', {})).gone).toMatchObject([
      { playId: 'long-gone', name: null, leads: 1, judged: 0, attempts: 1 },
    ]);
  });
});

describe('a look at one’s own conversation', () => {
  it('is kept once for each call', async () => {
    const rig = makeRig();
    const call = await rig.get('logCall', logAsk(rig, { outcomeId: 'qualified' }));
    const look = (met: ('trust' | 'goals')[]) =>
      rig.get('reviewCall', { commandId: rig.id(), callId: call.id, met, at: rig.now });
    await look(['trust']);
    await look(['trust', 'goals']);
    expect(await rig.get('reviews', {})).toEqual([{ callId: call.id, day: '2026-11-24', met: ['trust', 'goals'] }]);
    const unknown = { commandId: rig.id(), callId: rig.id(), met: [], at: rig.now };
    expect((await rig.ask('reviewCall', unknown)).ok).toBe(false);
  });
});
