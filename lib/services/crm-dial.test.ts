import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser, type Runtime } from '../browser';
import { recordKey } from '../model/record';
import { dialledInCrm } from './crm-dial';
import { leadRecordOf, makeRig, ownPage, type Rig } from './rig';
import { currentCall } from './running-call';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

const id = '00Q5e00000AbCdEEAV';
const url = `https://acme.lightning.force.com/lightning/r/Lead/${id}/view`;
const lead = recordKey({ crm: 'salesforce', org: 'acme.my.salesforce.com', object: 'lead', id });
const tab = { id: 7, index: 0, highlighted: true, active: true, pinned: false, incognito: false };
/** The page's own sender; the id is the browser's of this test. */
const pageSender = (): Runtime.MessageSender => ({ id: browser.runtime.id, url, frameId: 0, tab });

/** A rig whose tab 7 shows Dana, by night. */
async function atNight(part: Parameters<typeof leadRecordOf>[1] = {}): Promise<Rig> {
  const rig = makeRig({ now: Date.UTC(2026, 10, 24, 22, 0) });
  await (await rig.database()).records.put({ recordKey: lead, record: leadRecordOf(lead, part), problem: null });
  await rig.services.docking.onPageReport(
    { to: 'baton-page', url, title: 'Dana Fox | Lead | Salesforce', at: rig.now },
    pageSender(),
  );
  return rig;
}
const dial = (rig: Rig, link = 'tel:+49301234567', sender = pageSender()) =>
  dialledInCrm(rig.services, { to: 'baton-dial', url: link }, sender).catch(() => undefined);
const onTheLine = async (rig: Rig) => currentCall(await rig.database());

describe('the CRM’s own tel: link', () => {
  it('puts the call on the line of the record shown, and says that it was begun there', async () => {
    const rig = await atNight();
    await dial(rig);
    expect(await onTheLine(rig)).toMatchObject({
      recordKey: lead,
      leadName: 'Dana Fox',
      number: '+49301234567',
      override: { reason: 'crmLink', ruleId: 'de-courtesy' },
    });
  });

  it('starts nothing for a person who must not be called, a second call, no number, or another sender', async () => {
    const barred = await atNight({ doNotCall: true });
    await dial(barred);
    expect(await onTheLine(barred)).toBeNull();
    const rig = await atNight({ doNotCall: false });
    await dial(rig, 'tel:');
    await dial(rig, 'https://example.com');
    await dial(rig, 'tel:+49301234567', ownPage('sidebar', 7));
    expect(await onTheLine(rig)).toBeNull();
    await dial(rig);
    const first = await onTheLine(rig);
    expect(first).not.toBeNull();
    await dial(rig, 'tel:+49309999999');
    expect(await onTheLine(rig)).toEqual(first);
  });
});
