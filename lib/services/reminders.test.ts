import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../browser';
import type { LeadRecord } from '../crm/lead-record';
import { remindersView } from '../messaging/views';
import { hourMs, minuteMs } from '../model/time';
import { readLive } from '../store/live';
import { onNotificationClicked, reminderAlarm } from './reminders';
import { dana, leadRecordOf, lee, logAsk, makeRig, type Rig } from './rig';
import { recoverOnStart } from './start';

/** Tuesday, 24 November 2026, 10:00 in Berlin. */
const ten = Date.UTC(2026, 10, 24, 9);
/** Notifications shown, by id. */
let shown: unknown[][] = [];

function allowNotifications(isAllowed: boolean): void {
  vi.spyOn(browser.permissions, 'contains').mockResolvedValue(isAllowed);
}

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
  shown = [];
  allowNotifications(true);
  vi.spyOn(browser.notifications, 'create').mockImplementation(async (...what: unknown[]) => {
    shown.push(what);
    return String(what[0]);
  });
});
afterEach(() => vi.restoreAllMocks());

async function promised(dueAt: number, part: Partial<LeadRecord> = {}, key = dana): Promise<Rig> {
  const rig = makeRig({ now: ten });
  await promise(rig, dueAt, part, key);
  return rig;
}

async function promise(rig: Rig, dueAt: number, part: Partial<LeadRecord>, key: typeof dana): Promise<void> {
  await (await rig.database()).records.put({ recordKey: key, record: leadRecordOf(key, part), problem: null });
  const followUp = { dueAt, timeZone: 'Europe/Berlin' };
  await rig.get('logCall', logAsk(rig, { recordKey: key, outcomeId: 'callBack', followUp }));
  await rig.settled();
}

/** The time comes, in this or in another life of the worker. */
async function later(rig: Rig, at: number): Promise<Rig> {
  const next = makeRig({ now: at });
  await rig.settled();
  await recoverOnStart(next.services);
  await next.settled();
  return next;
}

const due = async () => (await readLive('reminders', remindersView))?.due ?? [];
const ringsAt = async () => (await browser.alarms.get(reminderAlarm))?.scheduledTime;

describe('reminders of promised calls', () => {
  it('reminds although time goes on while it looks', async () => {
    const rig = await promised(ten + hourMs);
    let at = ten + hourMs + minuteMs;
    const next = makeRig({ now: at });
    // As a clock does: every look at it finds it later.
    Object.defineProperty(next, 'now', { get: () => (at += 1) });
    await rig.settled();
    await recoverOnStart(next.services);
    await next.settled();
    expect(await due()).toMatchObject([{ leadName: 'Dana Fox' }]);
    expect(shown).toHaveLength(1);
    expect(await ringsAt()).toBeGreaterThan(at + hourMs);
  });

  it('sets the alarm for the promise, and reminds when it rings, after the worker died, exactly once', async () => {
    const rig = await promised(ten + hourMs);
    expect(await due()).toEqual([]);
    expect(await ringsAt()).toBe(ten + hourMs);
    const next = await later(rig, ten + hourMs + minuteMs);
    expect(await due()).toMatchObject([{ leadName: 'Dana Fox', company: 'Fox & Sons', dueAt: ten + hourMs }]);
    expect(await browser.action.getBadgeText({})).toBe('☎1');
    expect(shown).toEqual([
      [
        `reminder:${dana}`,
        expect.objectContaining({ title: 'Call Dana Fox back now', message: 'Fox & Sons · due 11:00' }),
      ],
    ]);
    await later(next, ten + 2 * hourMs);
    expect(await due()).toHaveLength(1);
    expect(shown).toHaveLength(1);
  });

  it('says several at once', async () => {
    const rig = await promised(ten + hourMs);
    await promise(rig, ten + hourMs + minuteMs, { name: 'Lee' }, lee);
    await later(rig, ten + 2 * hourMs);
    expect(shown).toEqual([['reminder:', expect.objectContaining({ title: '2 promised calls are due' })]]);
    expect((await due()).map(({ recordKey }) => recordKey)).toEqual([dana, lee]);
  });

  it('keeps silent outside working time, and speaks when it begins', async () => {
    const evening = Date.UTC(2026, 10, 24, 19);
    const rig = await promised(evening);
    const next = await later(rig, evening + hourMs);
    expect(await due()).toEqual([]);
    expect(shown).toEqual([]);
    const rings = await ringsAt();
    expect(rings).toBeGreaterThan(evening + 10 * hourMs);
    await later(next, rings ?? 0);
    expect(shown).toHaveLength(1);
  });

  it('keeps silent while the rules forbid the call, and takes back what may not be called any more', async () => {
    const address = { city: 'Denver', state: 'CO', postalCode: null, country: 'USA' };
    const phones = [{ kind: 'work' as const, raw: '+1 303 555 0142' }];
    const rig = await promised(ten + hourMs, { address, phones });
    const next = await later(rig, ten + 2 * hourMs);
    expect(await due()).toEqual([]);
    // 16:00 in Berlin is 8:00 in Denver.
    const allowed = await later(next, Date.UTC(2026, 10, 24, 15, 30));
    expect(await due()).toHaveLength(1);
    const record = leadRecordOf(dana, { address, phones, doNotCall: true });
    await (await allowed.database()).records.put({ recordKey: dana, record, problem: null });
    await later(allowed, Date.UTC(2026, 10, 24, 15, 40));
    expect(await due()).toEqual([]);
  });

  it('is over once the promise is kept or ticked off', async () => {
    const rig = await later(await promised(ten + hourMs), ten + 2 * hourMs);
    const [reminder] = await due();
    await rig.get('completeFollowUp', { commandId: rig.id(), followUpId: reminder?.id ?? '', at: rig.now });
    await rig.settled();
    expect(await due()).toEqual([]);
    expect(await browser.action.getBadgeText({})).not.toContain('☎');
    expect(await ringsAt()).toBeUndefined();
  });

  it('shows no notification the SDR did not allow, and still says it everywhere else', async () => {
    allowNotifications(false);
    await later(await promised(ten + hourMs), ten + 2 * hourMs);
    expect(await due()).toHaveLength(1);
    expect(shown).toEqual([]);
  });

  it('opens the lead from its notification', async () => {
    const rig = await promised(ten + hourMs);
    const opened: string[] = [];
    vi.spyOn(browser.tabs, 'create').mockImplementation(async ({ url }) => {
      opened.push(url ?? '');
      return { index: 0, highlighted: true, active: true, pinned: false, incognito: false };
    });
    vi.spyOn(browser.notifications, 'clear').mockResolvedValue(true);
    await onNotificationClicked(rig.services, `reminder:${dana}`);
    expect(opened).toEqual([expect.stringContaining('00Q000000000001AAA')]);
  });
});
