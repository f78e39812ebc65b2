import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CrmAdapter } from '../crm/adapter';
import type { CrmActivity, LeadRecord } from '../crm/lead-record';
import { verdictOf } from '../learning/lead-fate';
import { type ConnectionView, remindersView } from '../messaging/views';
import { orgOfKey, refOfKey } from '../model/record';
import { progressSnapshot } from '../progress/progress';
import { choicesOf } from '../qualification/criterion-kinds';
import { defaultScorecard } from '../qualification/scorecards';
import { readLive } from '../store/live';
import { dana, errorIn, leadRecordOf, logAsk, makeRig, type Rig } from './rig';

const jonas = { id: '005A', name: 'Jonas Lindqvist', email: null };
const sam = { id: '005S', name: 'Sam Rivera', email: null };
const hour = 3_600_000;

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

/** A background connected as `user`, to a CRM that shows `record`. */
function rigOf(user = sam) {
  let record: LeadRecord = leadRecordOf(dana);
  const { crm: name, org } = refOfKey(dana);
  const plan = { status: { from: null, to: null }, owner: { from: null, to: jonas.name }, statusValue: null };
  const readHandedOver = vi.fn<NonNullable<CrmAdapter['readHandedOver']>>(async () => ({
    ok: true,
    value: new Map([[refOfKey(dana).id, record]]),
  }));
  const adapter: CrmAdapter = {
    ...{ org: { crm: name, org }, batchLimit: 10, write: async () => [] },
    whoAmI: async () => ({ ok: true, value: user }),
    readRecord: async () => ({ ok: true, value: record }),
    listAes: async () => ({ ok: true, value: { people: [jonas], complete: true } }),
    planHandoff: async () => ({ ok: true, value: plan }),
    findWritten: async () => ({ ok: true, value: new Map() }),
    readHandedOver,
  };
  const no = () => Promise.reject(new Error('not in this test'));
  const connection: ConnectionView = {
    ...{ org: orgOfKey(dana), label: 'Acme', auth: 'salesforceSession', user, connectedAt: 0 },
    ...{ state: 'ok', problem: null },
  };
  const rig = makeRig({
    connections: {
      ...{ adapterFor: async () => adapter, list: async () => [connection], disconnect: async () => undefined },
      ...{ connectSalesforce: no, connectHubspot: no, signInSalesforce: no, ways: no, check: no },
    },
  });
  const shows = (part: Partial<LeadRecord>) => {
    record = leadRecordOf(dana, { owner: { id: jonas.id, name: jonas.name }, ...part });
  };
  const look = () => rig.get('leadView', { recordKey: dana, refresh: true });
  return { rig, shows, look, readHandedOver };
}

/** Hands Dana over, as the CRM has it. */
async function handedOver({ rig, shows, look }: ReturnType<typeof rigOf>) {
  await look();
  await rig.get('listAes', { org: orgOfKey(dana) });
  for (const criterion of defaultScorecard.criteria) {
    const best = choicesOf(criterion).toSorted((a, b) => b.level - a.level)[0];
    const value = { kind: 'option' as const, optionId: best?.id ?? '' };
    const answer = { recordKey: dana, criterionId: criterion.id, value, note: '', at: rig.now };
    await rig.get('giveAnswer', { commandId: rig.id(), ...answer });
  }
  await rig.get('logCall', logAsk(rig, { outcomeId: 'qualified', note: 'wants a demo' }));
  const given = await again(rig);
  const database = await rig.database();
  await database.outbox.clear();
  const sent = { id: given.id, org: orgOfKey(dana), recordKey: dana, crmId: '00T1', at: rig.now };
  await database.delivered.put(sent);
  shows({});
  rig.now += hour;
  return given;
}

function again(rig: Rig) {
  return rig.get('handOver', {
    ...{ commandId: rig.id(), recordKey: dana, aeId: jonas.id, brief: [{ heading: 'pain', body: 'Rota' }] },
    ...{ taskSubject: 'Handoff: Dana Fox', statusValue: null, at: rig.now },
  });
}

const writes = async (rig: Rig) => (await rig.get('syncState', { limit: 50 })).entries.map(({ write }) => write);

describe('what a person says of a handoff', () => {
  it('is kept with who said it, and told to the CRM', async () => {
    const world = rigOf();
    const { rig, look } = world;
    const given = await handedOver(world);
    const ask = {
      recordKey: dana,
      handoffId: given.id,
      answer: 'returned',
      reasonId: 'noNeed',
      note: ' Has one ',
    } as const;
    const command = { ...ask, commandId: rig.id(), at: rig.now };
    await rig.get('answerHandoff', command);
    await rig.get('answerHandoff', command);
    const { handoff, readiness } = await look();
    expect(handoff?.state).toBe('returned');
    expect(handoff?.history.slice(1)).toEqual([
      {
        ...{ state: 'returned', at: command.at, reason: 'Has one', reasonId: 'noNeed', writeId: command.commandId },
        from: { kind: 'person', by: 'sdr', name: null },
      },
    ]);
    expect(readiness.ready).toBe(true);
    expect(await writes(rig)).toEqual([
      expect.objectContaining({
        ...{ kind: 'handoffAnswer', handoffWriteId: given.id, answer: 'returned', reasonId: 'noNeed', taskId: '00T1' },
        ...{ subject: 'Handoff returned (No need): Dana Fox', body: 'Has one' },
      }),
    ]);
  });

  it('is taken back without a trace in a CRM that was not told yet, and by another word in one that was', async () => {
    const world = rigOf();
    const { rig, look } = world;
    const { id: handoffId } = await handedOver(world);
    const say = { recordKey: dana, handoffId, answer: 'accepted', reasonId: null, note: '' } as const;
    const back = { recordKey: dana, handoffId };
    await rig.get('answerHandoff', { ...say, commandId: rig.id(), at: rig.now });
    await rig.get('takeAnswerBack', { ...back, commandId: rig.id(), at: rig.now });
    expect((await look()).handoff?.state).toBe('submitted');
    expect(await writes(rig)).toEqual([]);
    await rig.get('answerHandoff', { ...say, commandId: rig.id(), at: rig.now });
    await (await rig.database()).outbox.clear();
    await rig.get('takeAnswerBack', { ...back, commandId: rig.id(), at: rig.now });
    expect(await writes(rig)).toEqual([expect.objectContaining({ kind: 'handoffAnswer', answer: 'takenBack' })]);
    expect((await look()).handoff?.history.map(({ state }) => state)).toEqual([
      ...['submitted', 'accepted', 'submitted', 'accepted', 'submitted'],
    ]);
  });

  it('is the last word: an earlier one that the CRM refused is not there to be tried again after it', async () => {
    const world = rigOf();
    const { rig } = world;
    const given = await handedOver(world);
    const say = (answer: 'accepted' | 'returned') =>
      rig.get('answerHandoff', {
        ...{ commandId: rig.id(), recordKey: dana, handoffId: given.id, answer, at: rig.now },
        ...{ reasonId: answer === 'returned' ? ('noNeed' as const) : null, note: '' },
      });
    const { outbox } = rig.services;
    const problem = { kind: 'rejected' as const, code: 'X', message: '', fields: [] };
    await say('accepted');
    const [first] = await writes(rig);
    await outbox.settle([{ id: first?.id ?? '', kind: 'failed', problem }], rig.now);
    await say('returned');
    expect(await writes(rig)).toMatchObject([{ kind: 'handoffAnswer', answer: 'returned' }]);
    const [second] = await writes(rig);
    await outbox.markSending([second?.id ?? '']);
    await say('accepted');
    await outbox.settle([{ id: second?.id ?? '', kind: 'failed', problem }], rig.now);
    expect(await writes(rig)).toMatchObject([{ kind: 'handoffAnswer', answer: 'accepted' }]);
  });

  it('is refused of a handoff nobody knows', async () => {
    const { rig } = rigOf();
    const ask = { recordKey: dana, answer: 'accepted', reasonId: null, note: '', at: rig.now } as const;
    const reply = await rig.ask('answerHandoff', { ...ask, commandId: rig.id(), handoffId: rig.id() });
    expect(errorIn(reply).kind).toBe('refused');
  });
});

describe('what the CRM shows of a handoff', () => {
  it('returns the lead to the SDR: to the queue, to be handed over again, and to the popup until it is taken up', async () => {
    const world = rigOf();
    const { rig, shows, look } = world;
    const given = await handedOver(world);
    expect((await rig.services.queue.renew([dana]))[0]?.barred).toBe('handedOver');
    shows({ owner: { id: sam.id, name: sam.name }, changedAt: rig.now - 60_000 });
    expect((await look()).handoff).toMatchObject({ state: 'returned', history: [{}, { from: { kind: 'owner' } }] });
    await rig.settled();
    expect((await rig.services.queue.renew([dana]))[0]?.barred).toBeNull();
    const snapshot = async () => (await readLive('progress', progressSnapshot))?.handoffs;
    expect(await snapshot()).toMatchObject({ open: 0, returnedCount: 1, returned: [{ leadName: 'Dana Fox' }] });

    const dueAt = rig.now + 24 * hour;
    const plan = { recordKey: dana, leadName: 'Dana Fox', dueAt, timeZone: 'Europe/Berlin', note: '', at: rig.now };
    await rig.get('planFollowUp', { ...plan, commandId: rig.id() });
    await rig.settled();
    expect(await snapshot()).toMatchObject({ returnedCount: 0 });
    const planned = (await look()).nextFollowUp;
    expect(planned?.dueAt).toBe(dueAt);
    // The second click of a double click promises nothing more.
    await rig.get('planFollowUp', { ...plan, commandId: rig.id() });
    expect((await look()).nextFollowUp?.id).toBe(planned?.id);
    expect(await writes(rig)).toEqual([expect.objectContaining({ kind: 'followUp', dueAt })]);

    // What was set without a call outlives a call that is taken back.
    const call = await rig.get('logCall', logAsk(rig));
    await rig.get('undoCall', { commandId: rig.id(), callId: call.id, at: rig.now });
    expect((await look()).nextFollowUp?.dueAt).toBe(dueAt);
    expect((await again(rig)).id).not.toBe(given.id);
  });

  it('is in the queue again while the CRM still names the AE as its owner', async () => {
    const world = rigOf();
    const { rig, look } = world;
    const { id: handoffId } = await handedOver(world);
    await look();
    const said = { recordKey: dana, handoffId, answer: 'returned', reasonId: 'badTiming', note: '' } as const;
    await rig.get('answerHandoff', { ...said, commandId: rig.id(), at: rig.now });
    expect((await rig.services.queue.renew([dana]))[0]?.barred).toBeNull();
  });

  it('does not come back by the same sign once a person took it back', async () => {
    const world = rigOf();
    const { rig, shows, look } = world;
    const { id: handoffId } = await handedOver(world);
    shows({ owner: { id: sam.id, name: sam.name } });
    await look();
    await rig.get('takeAnswerBack', { commandId: rig.id(), recordKey: dana, handoffId, at: rig.now });
    expect((await look()).handoff?.state).toBe('submitted');
    expect(await writes(rig)).toEqual([]);
  });

  it('counts nothing before the CRM took the handoff', async () => {
    const world = rigOf();
    const { rig, shows, look } = world;
    const given = await handedOver(world);
    await (await rig.database()).delivered.delete(given.id);
    shows({ owner: { id: sam.id, name: sam.name } });
    expect((await look()).handoff?.state).toBe('submitted');
  });

  it('is looked for in the background once in minutes, and only where a handoff is open', async () => {
    const world = rigOf();
    const { rig, shows, look, readHandedOver } = world;
    await rig.get('refreshHandoffs', { soon: false });
    expect(readHandedOver).not.toHaveBeenCalled();
    await handedOver(world);
    await Promise.all([1, 2].map(() => rig.get('refreshHandoffs', { soon: false })));
    await rig.get('refreshHandoffs', { soon: false });
    expect(readHandedOver).toHaveBeenCalledTimes(1);
    const opened = { id: '006', name: 'Fox rota', stage: 'New', amount: null, openedAt: rig.now, ownerId: jonas.id };
    // Of the same company, and about somebody else.
    shows({ openOpportunities: [{ ...opened, isOfRecord: false }] });
    expect((await look()).handoff?.state).toBe('submitted');
    shows({ openOpportunities: [{ ...opened, isOfRecord: true }] });
    await rig.get('refreshHandoffs', { soon: true });
    expect(readHandedOver).toHaveBeenCalledTimes(1);
    rig.now += 60_000;
    await rig.get('refreshHandoffs', { soon: true });
    const { handoffs, figures } = await rig.get('handoffs', { show: 'all', limit: 10 });
    expect(handoffs).toMatchObject([{ state: 'accepted', history: [{}, { from: { kind: 'opportunity' } }] }]);
    expect(figures).toMatchObject({ given: 1, accepted: 1, returned: 0, waiting: 0, medianMs: hour });
    rig.now += hour;
    await rig.get('refreshHandoffs', { soon: false });
    expect(readHandedOver).toHaveBeenCalledTimes(2);
  });

  it('is not what the field said of an earlier handoff, where nothing is written over it', async () => {
    const world = rigOf();
    const { rig, shows, look } = world;
    const { id: handoffId } = await handedOver(world);
    const values = ['', 'Taken', 'Rejected'];
    const map = [{ owner: refOfKey(dana).object, role: 'handoff' as const, field: 'Handoff__c', values }];
    await rig.get('saveFieldMap', { org: orgOfKey(dana), map });
    shows({ handoffField: { state: 'returned', value: 'Rejected' } });
    expect((await look()).handoff).toMatchObject({ id: handoffId, state: 'returned' });
    const { id } = await again(rig);
    await (await rig.database()).delivered.put({
      id,
      org: orgOfKey(dana),
      recordKey: dana,
      crmId: '00T2',
      at: rig.now,
    });
    rig.now += hour;
    expect((await look()).handoff).toMatchObject({ id, state: 'submitted' });
    shows({ handoffField: { state: 'accepted', value: 'Taken' } });
    expect((await look()).handoff).toMatchObject({ id, state: 'accepted' });
    // The list is as long as asked for; the figures count them all.
    const { handoffs, total, figures } = await rig.get('handoffs', { show: 'all', limit: 1 });
    expect(handoffs).toMatchObject([{ id, state: 'accepted' }]);
    expect(total).toBe(2);
    expect(figures).toMatchObject({ given: 2, accepted: 1, returned: 1 });
    const returned = await rig.get('handoffs', { show: 'returned', limit: 1 });
    expect(returned).toMatchObject({ handoffs: [{ state: 'returned' }], total: 1 });
    for (const show of ['open', 'overdue', 'withdrawn'] as const) {
      expect((await rig.get('handoffs', { show, limit: 9 })).total).toBe(0);
    }
  });

  it('is what "accepted" learns from', async () => {
    const world = rigOf();
    const { rig, shows, look } = world;
    await handedOver(world);
    const verdict = async () => {
      const [past] = await rig.get('pastHandoffs', {});
      return past === undefined ? null : verdictOf(past.handoff, null, { kind: 'accepted', days: 0 });
    };
    expect(await verdict()).toBe('unknown');
    shows({ converted: { at: null } });
    await look();
    expect(await verdict()).toBe('yes');
    const handoffId = (await look()).handoff?.id ?? '';
    const said = { recordKey: dana, handoffId, answer: 'returned', reasonId: 'duplicate', note: '' } as const;
    await rig.get('answerHandoff', { ...said, commandId: rig.id(), at: rig.now });
    expect(await verdict()).toBe('no');
  });
});

describe('an answer that is overdue', () => {
  it('is said once it is, until it comes', async () => {
    const world = rigOf();
    const { rig } = world;
    const given = await handedOver(world);
    await rig.settled();
    const overdue = async () => (await readLive('reminders', remindersView))?.overdue;
    expect(await overdue()).toEqual([]);
    rig.now = given.dueAt + 1;
    rig.services.changed({ topics: ['reminders'] });
    await rig.settled();
    expect(await overdue()).toMatchObject([{ id: given.id, aeName: jonas.name }]);
    const said = { recordKey: dana, handoffId: given.id, answer: 'accepted', reasonId: null, note: '' } as const;
    await rig.get('answerHandoff', { ...said, commandId: rig.id(), at: rig.now });
    await rig.settled();
    expect(await overdue()).toEqual([]);
  });
});

describe('the AE’s own Baton', () => {
  const handoffId = '01a2184b-8456-777a-a435-358e013aad4f';
  const task = (part: Partial<CrmActivity> = {}): CrmActivity => ({
    ...{ id: '00T1', kind: 'task', subject: 'Handoff: Dana Fox', body: 'What hurts\nRota', result: 'Not Started' },
    ...{ by: jonas.name, at: 5, task: { ownerId: jonas.id, doneAt: null, writeId: handoffId } },
    ...part,
  });

  it('shows the handoff, and tells the CRM what the AE says', async () => {
    const { rig, shows, look } = rigOf(jonas);
    shows({ activities: [task()] });
    expect((await look()).handoffToMe).toEqual({
      ...{ handoffId, taskId: '00T1', subject: 'Handoff: Dana Fox', brief: 'What hurts\nRota', givenAt: 5 },
      ...{ isTaskDone: false, answer: null },
    });
    const say = {
      recordKey: dana,
      handoffId,
      answer: 'returned',
      reasonId: 'wrongPerson',
      note: 'Left in May',
    } as const;
    await rig.get('answerHandoff', { ...say, commandId: rig.id(), at: rig.now });
    expect((await look()).handoffToMe?.answer).toMatchObject({ answer: 'returned', reasonId: 'wrongPerson' });
    expect(await writes(rig)).toEqual([
      expect.objectContaining({ kind: 'handoffAnswer', handoffWriteId: handoffId, taskId: '00T1' }),
    ]);
    await rig.get('takeAnswerBack', { commandId: rig.id(), recordKey: dana, handoffId, at: rig.now });
    expect((await look()).handoffToMe?.answer).toBeNull();
    expect(await writes(rig)).toEqual([]);
  });

  it('takes no other task for a handoff', async () => {
    const { shows, look } = rigOf(jonas);
    const none = { ownerId: jonas.id, doneAt: null, writeId: null };
    const others = [
      task({ subject: 'Call Dana Fox again' }),
      task({ task: none }),
      task({ task: { ...none, writeId: handoffId, ownerId: sam.id } }),
    ];
    shows({ activities: others });
    expect((await look()).handoffToMe).toBeUndefined();
    shows({ activities: [task()], owner: { id: sam.id, name: sam.name } });
    expect((await look()).handoffToMe).toBeUndefined();
  });
});
