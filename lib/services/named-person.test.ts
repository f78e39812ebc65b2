import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { detailsOf } from '../calls/call';
import type { CrmAdapter } from '../crm/adapter';
import type { FoundPerson, NamedPerson } from '../crm/named-person';
import { type CrmProblem, type CrmResult, done, failed } from '../crm/result';
import type { ConnectionView } from '../messaging/views';
import { orgOfKey, type RecordRef, refOfKey } from '../model/record';
import { dana, errorIn, leadRecordOf, lee, logAsk, makeRig, type Rig } from './rig';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

const org = orgOfKey(dana);
const sam = { id: '005000000000001AAA', name: 'Sam', email: null };
const marco: FoundPerson = { recordKey: lee, name: 'Marco Rossi', title: null, company: 'Fox & Sons' };

interface Crm {
  found: readonly FoundPerson[];
  makes: CrmResult<RecordRef>;
  readonly made: NamedPerson[];
  /** Making somebody takes until this is over. */
  held: Promise<void> | null;
}

function rigWith(crm: Crm): Rig {
  const none = failed({ kind: 'gone', message: '' });
  const adapter: CrmAdapter = {
    org: { crm: 'salesforce', org: 'acme.my.salesforce.com' },
    batchLimit: 1,
    whoAmI: async () => none,
    readRecord: async () => none,
    listAes: async () => none,
    planHandoff: async () => none,
    write: async () => [],
    findWritten: async () => none,
    findPerson: async () => done(crm.found),
    createPerson: async (person) => {
      crm.made.push(person);
      await crm.held;
      return crm.makes;
    },
  };
  const connection: ConnectionView = {
    ...{ org, label: 'Acme', auth: 'salesforceSession', connectedAt: 0, state: 'ok', problem: null },
    user: sam,
  };
  const refuse = () => Promise.reject(new Error('none'));
  return makeRig({
    connections: {
      adapterFor: async () => adapter,
      list: async () => [connection],
      connectSalesforce: refuse,
      connectHubspot: refuse,
      signInSalesforce: refuse,
      ways: refuse,
      disconnect: async () => undefined,
    },
  });
}
const makeCrm = (part: Partial<Crm> = {}): Crm => ({
  ...{ found: [], makes: done(refOfKey(lee)), made: [], held: null },
  ...part,
});

/** A call in which Dana named Marco. */
async function named(rig: Rig) {
  await (await rig.database()).records.put({ recordKey: dana, record: leadRecordOf(dana), problem: null });
  const referral = { name: 'Marco Rossi', contact: 'marco@fox.example, 030 7654321' };
  return rig.get('logCall', logAsk(rig, { outcomeId: 'referred', referral }));
}
const inView = async (rig: Rig) => (await rig.get('leadView', { recordKey: dana, refresh: false })).calls[0]?.named;

describe('somebody a lead named', () => {
  it('is made in the CRM at the SDR’s word, with what is known of them, once', async () => {
    const crm = makeCrm();
    const rig = rigWith(crm);
    const { id: callId } = await named(rig);
    expect(crm.made).toEqual([]);
    const create = () => rig.get('createNamed', { commandId: rig.id(), callId, seen: [] });
    expect(await create()).toEqual({ recordKey: lee, found: [], problem: null });
    expect(await create()).toEqual({ recordKey: lee, found: [], problem: null });
    expect(crm.made).toMatchObject([
      {
        ...{ name: 'Marco Rossi', company: 'Fox & Sons', email: 'marco@fox.example', namedBy: refOfKey(dana) },
        ...{ phone: { e164: '+49307654321' }, remark: 'Named by Dana Fox in a call.' },
      },
    ]);
    expect((await inView(rig))?.recordKey).toBe(lee);
  });

  it('is not made where somebody there may be them, before the SDR has seen that', async () => {
    const crm = makeCrm({ found: [marco] });
    const rig = rigWith(crm);
    const { id: callId } = await named(rig);
    const create = (seen: FoundPerson['recordKey'][]) => rig.get('createNamed', { commandId: rig.id(), callId, seen });
    expect(await create([])).toEqual({ recordKey: null, found: [marco], problem: null });
    expect(crm.made).toEqual([]);
    await rig.get('linkNamed', { callId, recordKey: lee });
    expect(await create([])).toMatchObject({ recordKey: lee });
    expect(crm.made).toEqual([]);
  });

  it('is not asked for a second time while it is not known what came of the first, in this or a later life of the worker', async () => {
    const crm = makeCrm({ held: new Promise(() => undefined) });
    const rig = rigWith(crm);
    const { id: callId } = await named(rig);
    void rig.get('createNamed', { commandId: rig.id(), callId, seen: [] }).catch(() => undefined);
    await expect.poll(() => crm.made).toHaveLength(1);
    const later = rigWith(crm);
    later.now = rig.now;
    const again = await later.ask('createNamed', { commandId: later.id(), callId, seen: [] });
    expect(errorIn(again).kind).toBe('beingSent');
    expect(crm.made).toHaveLength(1);
    // By then the CRM tells.
    later.now += 120_000;
    crm.found = [marco];
    expect((await later.get('createNamed', { commandId: later.id(), callId, seen: [] })).found).toEqual([marco]);
    expect(crm.made).toHaveLength(1);
  });

  it('can be made after it was refused, with the CRM’s own reason', async () => {
    const problem: CrmProblem = { kind: 'rejected', code: 'REQUIRED', message: 'Region', fields: [] };
    const crm = makeCrm({ makes: failed(problem) });
    const rig = rigWith(crm);
    const { id: callId } = await named(rig);
    const create = () => rig.get('createNamed', { commandId: rig.id(), callId, seen: [] });
    expect(await create()).toEqual({ recordKey: null, found: [], problem });
    expect(await inView(rig)).toBeUndefined();
    crm.makes = done(refOfKey(lee));
    expect((await create()).recordKey).toBe(lee);
  });

  it('is somebody else once the SDR puts the name right', async () => {
    const rig = rigWith(makeCrm());
    const call = await named(rig);
    await rig.get('createNamed', { commandId: rig.id(), callId: call.id, seen: [] });
    const edit = (referral: { name: string; contact: string }) =>
      rig.get('editCall', {
        ...{ commandId: rig.id(), callId: call.id, at: rig.now },
        details: { ...detailsOf(call), referral },
      });
    await edit({ name: 'Marco Rossi', contact: '' });
    expect((await inView(rig))?.recordKey).toBe(lee);
    await edit({ name: 'Carla Bruni', contact: '' });
    expect(await inView(rig)).toBeUndefined();
  });
});
