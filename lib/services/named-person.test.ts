import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CrmAdapter } from '../crm/adapter';
import type { FoundPerson, NamedPerson } from '../crm/named-person';
import { type CrmProblem, type CrmResult, done, failed } from '../crm/result';
import type { ConnectionView } from '../messaging/views';
import { orgOfKey, type RecordRef, recordKey, refOfKey } from '../model/record';
import { recordKey as recordKeyForm } from '../model/schemas';
import { dana, editAsk, errorIn, leadRecordOf, lee, logAsk, makeRig, type Rig } from './rig';

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
    readRecord: async (ref) => done(leadRecordOf(recordKey(ref), { name: 'Marco Rossi' })),
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
      check: refuse,
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
    const edit = (referral: { name: string; contact: string }) => rig.get('editCall', editAsk(rig, call, { referral }));
    await edit({ name: 'Marco Rossi', contact: '' });
    expect((await inView(rig))?.recordKey).toBe(lee);
    await edit({ name: 'Carla Bruni', contact: '' });
    expect(await inView(rig)).toBeUndefined();
  });
});

/** A call in which Dana named Marco, who is promised a call an hour later; both CRM copies are there. */
async function promised(rig: Rig) {
  await (await rig.database()).records.put({ recordKey: dana, record: leadRecordOf(dana), problem: null });
  const followUp = { dueAt: rig.now + 3_600_000, timeZone: 'Europe/Berlin' };
  const referral = { name: 'Marco Rossi', contact: '030 7654321' };
  const call = await rig.get(
    'logCall',
    logAsk(rig, { outcomeId: 'referred', note: 'Runs it all', referral, followUp }),
  );
  await deliverAll(rig);
  return { callId: call.id, ...followUp };
}
async function deliverAll(rig: Rig): Promise<void> {
  const { outbox } = rig.services;
  for (let due = await outbox.due(org, rig.now, 50); due.length > 0; due = await outbox.due(org, rig.now, 50)) {
    const marked = await outbox.markSending(due.map(({ id }) => id));
    await outbox.settle(
      marked.map(({ id }) => ({ id, kind: 'done', crmId: `crm-${id}` })),
      rig.now,
    );
  }
}
const openOnes = async (rig: Rig) =>
  (await rig.get('followUps', { limit: 9 })).map(({ recordKey, leadName, person, dueAt }) => ({
    ...{ recordKey, leadName, person: person?.name ?? null, dueAt },
  }));
const waitingFor = async (rig: Rig) =>
  (await rig.get('syncState', { limit: 50 })).entries
    .map(({ write, leadName }) => `${write.kind} ${leadName}`)
    .toSorted();
const marcoCalled = (rig: Rig, part = {}) => logAsk(rig, { recordKey: lee, leadName: 'Marco Rossi', ...part });

describe('the call that was promised to somebody a lead named', () => {
  it('is due with them once the CRM knows them, task and all, and over once they were called', async () => {
    const rig = rigWith(makeCrm());
    const { callId, dueAt } = await promised(rig);
    await rig.get('createNamed', { commandId: rig.id(), callId, seen: [] });
    expect(await openOnes(rig)).toEqual([{ recordKey: lee, leadName: 'Marco Rossi', person: null, dueAt }]);
    expect(await waitingFor(rig)).toEqual(['followUp Marco Rossi', 'undoFollowUp Dana Fox']);
    const view = await rig.get('leadView', { recordKey: lee, refresh: false });
    const note = 'Named by Dana Fox in a call.\nRuns it all';
    expect(view.nextFollowUp).toMatchObject({ note, reach: '030 7654321' });
    // Read at once, so that the rules of where they are hold for the queue and the reminder too.
    const read = async () => (await rig.get('leadView', { recordKey: lee, refresh: false })).record?.name;
    await expect.poll(read).toBe('Marco Rossi');
    rig.now = dueAt;
    await rig.get('logCall', marcoCalled(rig));
    expect(await openOnes(rig)).toEqual([]);
  });

  it('is promised again where their call is taken back', async () => {
    const rig = rigWith(makeCrm());
    const { callId, dueAt } = await promised(rig);
    await rig.get('linkNamed', { callId, recordKey: lee });
    const moved = await openOnes(rig);
    rig.now = dueAt;
    const call = await rig.get('logCall', marcoCalled(rig));
    await rig.get('undoCall', { commandId: rig.id(), callId: call.id, at: rig.now });
    expect(await openOnes(rig)).toEqual(moved);
  });

  it('is promised on the lead again where it was somebody else after all, and moves on to who it is', async () => {
    const other = recordKeyForm.parse('salesforce:acme.my.salesforce.com:lead:00Q000000000003AAA');
    const rig = rigWith(makeCrm());
    const { callId, dueAt } = await promised(rig);
    const before = await openOnes(rig);
    await rig.get('linkNamed', { callId, recordKey: lee });
    await deliverAll(rig);
    await rig.get('unlinkNamed', { callId });
    expect(await openOnes(rig)).toEqual(before);
    expect(await waitingFor(rig)).toEqual(['followUp Dana Fox', 'undoFollowUp Marco Rossi']);
    await rig.get('linkNamed', { callId, recordKey: lee });
    await rig.get('linkNamed', { callId, recordKey: other });
    expect(await openOnes(rig)).toEqual([{ recordKey: other, leadName: 'Marco Rossi', person: null, dueAt }]);
  });

  it('goes with the call in which they were named, and with the name', async () => {
    const rig = rigWith(makeCrm());
    const first = await promised(rig);
    await rig.get('linkNamed', { callId: first.callId, recordKey: lee });
    await rig.get('undoCall', { commandId: rig.id(), callId: first.callId, at: rig.now });
    expect(await openOnes(rig)).toEqual([]);
    const { callId, dueAt } = await promised(rig);
    await rig.get('linkNamed', { callId, recordKey: lee });
    const { calls } = await rig.get('leadView', { recordKey: dana, refresh: false });
    const call = calls.find(({ id }) => id === callId);
    if (call === undefined) throw new Error('no call');
    const referral = { name: 'Carla Bruni', contact: '' };
    await rig.get('editCall', editAsk(rig, call, { referral }));
    expect(await openOnes(rig)).toEqual([{ recordKey: dana, leadName: 'Dana Fox', person: 'Carla Bruni', dueAt }]);
  });

  it('takes the place of none they have of their own, and of none that was kept', async () => {
    const rig = rigWith(makeCrm());
    const { callId, dueAt, timeZone } = await promised(rig);
    const own = { dueAt: dueAt + 3_600_000, timeZone };
    await rig.get('logCall', marcoCalled(rig, { outcomeId: 'callBack', followUp: own }));
    await rig.get('linkNamed', { callId, recordKey: lee });
    expect(await openOnes(rig)).toMatchObject([{ recordKey: lee, dueAt: own.dueAt }]);
    await rig.get('unlinkNamed', { callId });
    const [{ id } = { id: '' }] = await rig.get('followUps', { limit: 9 });
    await rig.get('completeFollowUp', { commandId: rig.id(), followUpId: id, at: rig.now });
    await rig.get('linkNamed', { callId, recordKey: lee });
    expect(await openOnes(rig)).toMatchObject([{ recordKey: lee, dueAt: own.dueAt }]);
  });

  it('is none to whom must not be called', async () => {
    const rig = rigWith(makeCrm());
    const { callId } = await promised(rig);
    await rig.get('logCall', marcoCalled(rig, { outcomeId: 'doNotCall' }));
    await rig.get('linkNamed', { callId, recordKey: lee });
    expect(await openOnes(rig)).toEqual([]);
  });

  it('is asked for whoever is known already where the call is put right later', async () => {
    const rig = rigWith(makeCrm());
    const call = await named(rig);
    await rig.get('linkNamed', { callId: call.id, recordKey: lee });
    expect(await openOnes(rig)).toEqual([]);
    const promise = { dueAt: rig.now + 3_600_000, timeZone: 'Europe/Berlin' };
    await rig.get('editCall', { ...editAsk(rig, call, { note: 'after lunch' }), promise });
    expect(await openOnes(rig)).toMatchObject([{ recordKey: lee, dueAt: promise.dueAt }]);
  });
});
