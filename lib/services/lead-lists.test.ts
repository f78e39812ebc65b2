import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CrmAdapter } from '../crm/adapter';
import type { LeadList } from '../crm/lead-list';
import type { CrmProblem, CrmResult } from '../crm/result';
import type { ConnectionView } from '../messaging/views';
import { orgOfKey, type RecordKey, type RecordRef, recordKey, refOfKey } from '../model/record';
import { dana, leadRecordOf, lee, logAsk, makeRig, type Rig } from './rig';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

const org = orgOfKey(dana);
const list: LeadList = { id: '00B000000000001AAA', name: 'Webinar', alias: 'Webinar_Leads', size: null };
const connection: ConnectionView = {
  ...{ org, label: 'Acme', auth: 'salesforceSession', connectedAt: 0, state: 'ok', problem: null },
  user: { id: '005000000000001AAA', name: 'Sam', email: null },
};
const gone: CrmResult<never> = { ok: false, problem: { kind: 'gone', message: '' } };

interface Asked {
  members: readonly RecordRef[] | null;
  readonly asked: string[];
  /** Reading the members of a list takes until this is over. */
  held: Promise<void> | null;
  /** What stands in the way of reading a record or one's own leads. */
  unreadable: CrmProblem | null;
}

/** A rig whose CRM keeps one list with these leads. */
function rigWithList(...keys: RecordKey[]): Rig & Asked {
  const connections = {
    adapterFor: async () => adapter,
    list: async () => [connection],
    connectSalesforce: async () => connection,
    connectHubspot: () => Promise.reject(new Error('none')),
    signInSalesforce: () => Promise.reject(new Error('none')),
    ways: () => Promise.reject(new Error('none')),
    check: () => Promise.reject(new Error('none')),
    disconnect: async () => undefined,
  };
  const rig = Object.assign(makeRig({ connections }), {
    members: keys.map(refOfKey),
    asked: [],
    held: null,
    unreadable: null,
  }) as Rig & Asked;
  const adapter: CrmAdapter = {
    org: { crm: 'salesforce', org: 'acme.my.salesforce.com' },
    batchLimit: 1,
    whoAmI: async () => gone,
    readRecord: async (ref) => {
      rig.asked.push(`record ${recordKey(ref)}`);
      if (rig.unreadable !== null) return { ok: false, problem: rig.unreadable };
      return { ok: true, value: leadRecordOf(recordKey(ref), { source: 'Partner', fetchedAt: rig.now }) };
    },
    listAes: async () => gone,
    planHandoff: async () => gone,
    write: async () => [],
    findWritten: async () => gone,
    listLists: async () => ({ ok: true, value: [list] }),
    listOwned: async (user) => {
      rig.asked.push(`owned by ${user.name}`);
      if (rig.unreadable !== null) return { ok: false, problem: rig.unreadable };
      return { ok: true, value: [leadRecordOf(dana, { source: 'Partner' })] };
    },
    membersOf: async (id) => {
      rig.asked.push(`members ${id}`);
      const { members } = rig;
      await rig.held;
      return members === null ? gone : { ok: true, value: members };
    },
    readMany: async (refs) => {
      rig.asked.push(`read ${refs.length}`);
      return { ok: true, value: refs.map((ref) => leadRecordOf(recordKey(ref), { name: ref.id, source: 'Partner' })) };
    },
  };
  return rig;
}
async function know(rig: Rig, key: RecordKey): Promise<void> {
  const record = leadRecordOf(key, { source: 'Partner', fetchedAt: rig.now });
  await (await rig.database()).records.put({ recordKey: key, record, problem: null });
  rig.services.changed({ topics: [`lead:${key}`] });
}
const recordsAsked = ({ asked }: Asked) => asked.filter((each) => each.startsWith('record '));
const names = async (rig: Rig) => (await rig.get('queue', { limit: 9 })).items.map(({ recordKey: key }) => key);

describe('the SDR’s own leads', () => {
  it('are read when their org is connected, so that there is somebody to call', async () => {
    const rig = rigWithList();
    expect((await rig.get('nextLead', { atHand: [] })).next).toBeNull();
    await rig.get('connectSalesforce', { org });
    await expect.poll(async () => (await rig.get('nextLead', { atHand: [] })).next?.recordKey).toBe(dana);
    expect(rig.asked).toContain('owned by Sam');
    await expect
      .poll(async () => (await rig.get('queueSources', {}))[0]?.own)
      .toEqual({ readAt: rig.now, count: 1, isWhole: true, problem: null });
  });

  it('are read again once that is old, for somebody at work and never for a sidebar that is only in sight', async () => {
    const rig = rigWithList();
    await rig.get('chooseLeadList', { org, list: null });
    const owned = () => rig.asked.filter((asked) => asked.startsWith('owned')).length;
    expect(owned()).toBe(1);
    const minutes = async (count: number) => {
      for (let minute = 0; minute < count; minute += 1) {
        rig.now += 60_000;
        await rig.get('nextLead', { atHand: [lee] });
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    };
    await minutes(60);
    expect(owned()).toBe(1);
    await rig.get('leadView', { recordKey: lee, refresh: true });
    await expect.poll(owned).toBe(2);
    // Opened no record for long, but the call was held meanwhile.
    await minutes(20);
    expect(owned()).toBe(2);
    await rig.get('logCall', logAsk(rig, { recordKey: lee }));
    await minutes(1);
    await expect.poll(owned).toBe(3);
    await expect.poll(async () => (await rig.get('queueSources', {}))[0]?.own?.readAt).toBe(rig.now);
  });

  it('stay as they were read where the CRM cannot be reached, with what stands in the way', async () => {
    const rig = rigWithList();
    await rig.get('chooseLeadList', { org, list: null });
    const readAt = rig.now;
    rig.unreadable = { kind: 'forbidden', message: '' };
    rig.now += 60_000;
    expect((await rig.get('chooseLeadList', { org, list: null })).own).toEqual({
      ...{ readAt, count: 1, isWhole: true },
      problem: rig.unreadable,
    });
    expect(await names(rig)).toEqual([dana]);
  });
});

describe('a list of the CRM as the queue’s source', () => {
  it('is read when it is chosen, and only its leads are next, but for promises that are due', async () => {
    const rig = rigWithList(lee);
    await know(rig, dana);
    expect(await names(rig)).toEqual([dana]);
    expect(await rig.get('leadLists', { org })).toEqual({ lists: [list], problem: null });
    const chosen = await rig.get('chooseLeadList', { org, list });
    expect(chosen.chosen).toMatchObject({ list, count: 1, isWhole: true, readAt: rig.now, problem: null });
    expect(rig.asked).toEqual([`members ${list.id}`, 'read 1']);
    expect(await names(rig)).toEqual([lee]);
    expect((await rig.get('queue', { limit: 9 })).known).toBe(1);

    await rig.get('logCall', logAsk(rig, { followUp: { dueAt: rig.now + 3_600_000, timeZone: 'UTC' } }));
    rig.now += 2 * 3_600_000;
    expect(await names(rig)).toEqual([dana, lee]);
  });

  it('is remembered beyond the worker, and given up for one’s own leads', async () => {
    const rig = rigWithList(lee);
    await know(rig, dana);
    await rig.get('chooseLeadList', { org, list });
    const later = rigWithList(lee);
    expect((await later.get('queueSources', {}))[0]?.chosen?.list.name).toBe('Webinar');
    expect(await names(later)).toEqual([lee]);
    expect((await later.get('chooseLeadList', { org, list: null })).chosen).toBeNull();
    expect((await names(later)).toSorted()).toEqual([dana, lee].toSorted());
  });

  it('is read again with a record that is opened once it is old, and never while nobody works', async () => {
    const rig = rigWithList(lee);
    await rig.get('chooseLeadList', { org, list });
    rig.members = [refOfKey(lee), refOfKey(dana)];
    rig.asked.length = 0;
    rig.now += 60 * 60_000;
    await names(rig);
    await rig.get('queueSources', {});
    expect(rig.asked).toEqual([]);
    await rig.get('leadView', { recordKey: lee, refresh: true });
    await expect.poll(() => names(rig)).toContain(dana);
    expect(rig.asked).toEqual(expect.arrayContaining([`members ${list.id}`, 'read 1']));
    expect(recordsAsked(rig)).toEqual([`record ${lee}`]);
    await rig.get('leadView', { recordKey: lee, refresh: true });
    await rig.settled();
    expect(rig.asked.filter((asked) => !asked.startsWith('record '))).toHaveLength(2);
  });

  it('has the next lead looked up in the CRM while somebody works, and never while a sidebar is only in sight', async () => {
    const rig = rigWithList(lee);
    for (const key of [dana, lee]) await know(rig, key);
    const next = async () => {
      await rig.get('nextLead', { atHand: [lee] });
      // What is looked up in the CRM is looked up after the answer.
      await new Promise((resolve) => setTimeout(resolve, 5));
    };
    rig.now += 60 * 60_000;
    await next();
    expect(rig.asked).toEqual([]);
    await rig.get('leadView', { recordKey: lee, refresh: true });
    await next();
    await expect.poll(() => recordsAsked(rig)).toEqual([`record ${lee}`, `record ${dana}`]);
    for (let minute = 0; minute < 60; minute += 1) {
      rig.now += 60_000;
      await next();
    }
    expect(recordsAsked(rig)).toHaveLength(2);
  });

  it('has nobody looked up who is next only as long as the others are not found yet', async () => {
    const rig = rigWithList();
    for (let index = 0; index < 80; index += 1) {
      await know(rig, recordKey({ ...refOfKey(dana), id: `00Q${String(index).padStart(12, '0')}EAA` }));
    }
    rig.now += 60 * 60_000;
    await rig.get('leadView', { recordKey: lee, refresh: true });
    const next = () => rig.get('nextLead', { atHand: [lee] });
    // However slow the machine is, no second passes. What was noted before it stood still is not ahead of it.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    await next();
    clock.mockRestore();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(recordsAsked(rig)).toEqual([`record ${lee}`]);
    await expect.poll(() => rig.services.queue.behind()).toBe(0);
    const found = await next();
    await expect.poll(() => recordsAsked(rig)).toEqual([`record ${lee}`, `record ${found.next?.recordKey}`]);
  });

  it('asks once for a lead that cannot be read, and has nobody next who is gone', async () => {
    const rig = rigWithList();
    rig.unreadable = { kind: 'forbidden', message: '' };
    await know(rig, dana);
    rig.now += 60 * 60_000;
    await rig.get('logCall', logAsk(rig, { recordKey: lee }));
    for (let times = 0; times < 3; times += 1) await rig.get('nextLead', { atHand: [] });
    await expect.poll(() => recordsAsked(rig)).toEqual([`record ${dana}`]);
    expect(await names(rig)).toContain(dana);
    rig.unreadable = { kind: 'gone', message: '' };
    await rig.get('leadView', { recordKey: dana, refresh: true });
    expect(await names(rig)).not.toContain(dana);
    rig.unreadable = null;
    await rig.get('leadView', { recordKey: dana, refresh: true });
    expect(await names(rig)).toContain(dana);
  });

  it('is read anew when the SDR wants it, also while it is being read in the background', async () => {
    const rig = rigWithList(lee);
    await rig.get('chooseLeadList', { org, list });
    rig.now += 60 * 60_000;
    let goOn = () => {};
    rig.held = new Promise((resolve) => {
      goOn = resolve;
    });
    await rig.get('leadView', { recordKey: lee, refresh: true });
    await expect.poll(() => rig.asked.filter((asked) => asked.startsWith('members'))).toHaveLength(2);
    rig.held = null;
    rig.members = [refOfKey(dana)];
    rig.now += 1000;
    rig.asked.length = 0;
    const again = await rig.get('chooseLeadList', { org, list });
    expect(rig.asked).toEqual([`members ${list.id}`, 'read 1']);
    expect(again.chosen).toMatchObject({ count: 1, readAt: rig.now });
    // What was begun before and ends later does not take its place.
    goOn();
    await rig.settled();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await rig.get('queueSources', {}))[0]?.chosen?.readAt).toBe(rig.now);
    expect(await names(rig)).toEqual([dana]);
  });

  it('keeps whom it held where it cannot be read, and says why', async () => {
    const rig = rigWithList(lee);
    await rig.get('chooseLeadList', { org, list });
    rig.members = null;
    const again = await rig.get('chooseLeadList', { org, list });
    expect(again.chosen).toMatchObject({ count: 1, problem: { kind: 'gone' } });
    expect(await names(rig)).toEqual([lee]);
  });

  it('knows the list that the tab at hand shows or showed before its record', async () => {
    const rig = rigWithList(lee);
    const report = (url: string, tabId: number) =>
      rig.services.docking.onPageReport(
        { to: 'baton-page', url, title: 'x', at: rig.now },
        {
          id: fakeBrowser.runtime.id,
          url,
          frameId: 0,
          tab: { id: tabId, index: 0, highlighted: true, active: true, pinned: false, incognito: false },
        },
      );
    const ui = 'https://acme.lightning.force.com/lightning';
    await report(`${ui}/o/Lead/list?filterName=Other`, 6);
    expect((await rig.get('queueSources', {}))[0]?.here).toEqual({ list: 'Other' });
    await report(`${ui}/o/Lead/list?filterName=Webinar_Leads`, 7);
    await report(`${ui}/r/Lead/00Q5e00000AbCdEEAV/view`, 7);
    await report(`${ui}/o/Lead/list?filterName=Other`, 6);
    expect((await rig.get('queueSources', {}))[0]?.here).toEqual({ list: 'Webinar_Leads' });
  });
});
