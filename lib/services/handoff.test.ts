import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CrmAdapter, People } from '../crm/adapter';
import type { LeadRecord } from '../crm/lead-record';
import type { CrmProblem, CrmResult } from '../crm/result';
import type { AccountExecutive } from '../handoff/handoff';
import { orgOfKey, refOfKey } from '../model/record';
import { progressSnapshot } from '../progress/progress';
import { learntCard } from '../qualification/card-rig';
import { choicesOf } from '../qualification/criterion-kinds';
import { defaultScorecard } from '../qualification/scorecards';
import { readLive } from '../store/live';
import { dana, errorIn, leadRecordOf, logAsk, makeRig, type Rig } from './rig';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

const sam: AccountExecutive = { id: '005A', name: 'Sam Rivera', email: null };
const offline: CrmProblem = { kind: 'retryAfter', afterMs: 1, because: 'network', message: '' };

/** A CRM that knows Dana and Sam. */
function crm(part: Partial<CrmAdapter> = {}): CrmAdapter {
  const { crm: name, org } = refOfKey(dana);
  return {
    org: { crm: name, org },
    whoAmI: async () => ({ ok: true, value: sam }),
    readRecord: async () => ({ ok: true, value: leadRecordOf(dana) }),
    listAes: async () => ({ ok: true, value: { people: [sam], complete: true } }),
    planHandoff: async () => ({
      ok: true,
      value: {
        status: { from: 'Open', to: 'Qualified' },
        owner: { from: null, to: sam.name },
        statusValue: 'Qualified',
      },
    }),
    batchLimit: 10,
    write: async () => [],
    findWritten: async () => ({ ok: true, value: new Map() }),
    ...part,
  };
}

async function answerBest(rig: Rig): Promise<void> {
  for (const criterion of defaultScorecard.criteria) {
    const best = choicesOf(criterion).toSorted((a, b) => b.level - a.level)[0];
    const value = { kind: 'option' as const, optionId: best?.id ?? '' };
    await rig.get('giveAnswer', {
      commandId: rig.id(),
      recordKey: dana,
      criterionId: criterion.id,
      value,
      note: 'so it is',
      at: rig.now,
    });
  }
}

async function readyRig(): Promise<Rig> {
  const rig = makeRig();
  rig.adapter = crm();
  await rig.get('leadView', { recordKey: dana, refresh: true });
  await rig.get('listAes', { org: orgOfKey(dana) });
  await answerBest(rig);
  await rig.get('logCall', logAsk(rig, { outcomeId: 'qualified', note: 'wants a demo' }));
  return rig;
}

const handOverAsk = (rig: Rig) => ({
  commandId: rig.id(),
  recordKey: dana,
  aeId: sam.id,
  brief: [{ heading: 'pain' as const, body: 'Two days a week' }],
  taskSubject: 'Handoff: Dana Fox',
  statusValue: 'Qualified',
  at: rig.now,
});

describe('handing over', () => {
  it('writes handoff, counter and the CRM’s task once, with the brief in words', async () => {
    const rig = await readyRig();
    const ask = handOverAsk(rig);
    const handoff = await rig.get('handOver', ask);
    expect(await rig.get('handOver', ask)).toEqual(handoff);
    await rig.settled();
    expect((await readLive('progress', progressSnapshot))?.today.handoffs).toBe(1);
    const { entries } = await rig.get('syncState', { limit: 10 });
    const writes = entries.flatMap(({ write }) => (write.kind === 'handoff' ? [write] : []));
    expect(writes).toHaveLength(1);
    expect(writes[0]).toMatchObject({
      status: 'Qualified',
      taskSubject: 'Handoff: Dana Fox',
      ae: { name: 'Sam Rivera' },
    });
    expect(writes[0]?.brief).toBe('What hurts, in their words\nTwo days a week');
    expect(errorIn(await rig.ask('handOver', handOverAsk(rig)))).toEqual({
      kind: 'alreadyHandedOver',
      aeName: sam.name,
    });
  });

  it('keeps the chance that stood beside the points, where the card was learnt', async () => {
    const rig = makeRig();
    rig.adapter = crm();
    await rig.get('publishScorecard', { commandId: rig.id(), card: learntCard, origin: 'learnt', use: true });
    await rig.get('leadView', { recordKey: dana, refresh: true });
    await rig.get('listAes', { org: orgOfKey(dana) });
    for (const [criterionId, value] of [
      ['learnt1', { kind: 'option' as const, optionId: 'option1' }],
      ['learnt2', { kind: 'number' as const, amount: 500 }],
    ] as const) {
      await rig.get('giveAnswer', {
        ...{ commandId: rig.id(), recordKey: dana, criterionId, value, note: '', at: rig.now },
      });
    }
    await rig.get('logCall', logAsk(rig, { outcomeId: 'qualified', note: 'wants a demo' }));
    const outcome = { kind: 'opportunity', withinDays: 30 };
    expect(await rig.get('handOver', handOverAsk(rig))).toMatchObject({
      score: { estimate: 100 },
      chance: { chance: 0.6, learnt: { outcome, leads: 1000, successes: 240 } },
    });
  });

  it('keeps the lead’s fields as they were, for learning what they foretold', async () => {
    const rig = await readyRig();
    await rig.get('handOver', handOverAsk(rig));
    rig.adapter = crm({ readRecord: async () => ({ ok: true, value: leadRecordOf(dana, { status: 'Customer' }) }) });
    await rig.get('leadView', { recordKey: dana, refresh: true });
    const [past] = await rig.get('pastHandoffs', {});
    expect(past?.handoff.fields).toMatchObject({ status: 'Open', source: 'Web', country: 'Germany' });
    expect(past?.handoff.fields).not.toHaveProperty('state');
  });

  it('puts whom it went to first in the list, as being handed to lately, and account executives next', async () => {
    const others = [
      { id: '005B', name: 'Ada', email: null, role: 'Finance' },
      { id: '005C', name: 'Jo', email: null, role: 'Account Executive' },
    ];
    const rig = makeRig();
    rig.adapter = crm({ listAes: async () => ({ ok: true, value: { people: [...others, sam], complete: true } }) });
    await rig.get('leadView', { recordKey: dana, refresh: true });
    const listed = async () =>
      (await rig.get('listAes', { org: orgOfKey(dana) })).aes.map(({ name, group }) => `${group}: ${name}`);
    expect(await listed()).toEqual(['ae: Jo', 'other: Ada', 'other: Sam Rivera']);
    await answerBest(rig);
    await rig.get('logCall', logAsk(rig, { outcomeId: 'qualified', note: 'wants a demo' }));
    await rig.get('handOver', handOverAsk(rig));
    expect(await listed()).toEqual(['recent: Sam Rivera', 'ae: Jo', 'other: Ada']);
  });

  it('goes only to whom the Rules of Engagement name, where they say so, and an administrator has the last word', async () => {
    const rig = await readyRig();
    const org = orgOfKey(dana);
    const ada = { id: '005B', name: 'Ada', email: 'ada@baton.example' };
    const receivers = { [org]: { aes: [ada], only: true } };
    await rig.get('saveSettings', { commandId: rig.id(), change: { receivers } });
    const names = async (everybody?: boolean) =>
      (await rig.get('listAes', { org, ...(everybody === undefined ? {} : { everybody }) })).aes.map(
        ({ name }) => name,
      );
    expect(await names()).toEqual(['Ada']);
    expect(await names(true)).toEqual(['Ada', 'Sam Rivera']);
    expect(errorIn(await rig.ask('handOver', handOverAsk(rig)))).toMatchObject({
      ...{ kind: 'mayNotReceive', aeName: 'Sam Rivera' },
    });

    vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation(async () => ({ receivers: ['SAM@baton.example'] }));
    rig.adapter = crm({
      listAes: async () => ({ ok: true, value: { people: [{ ...sam, email: 'sam@baton.example' }], complete: true } }),
    });
    rig.now += 3_600_000;
    expect(await rig.get('listAes', { org })).toMatchObject({
      aes: [{ name: 'Sam Rivera', group: 'agreed' }],
      receivers: { isPrescribed: true, only: false },
    });
    expect((await rig.ask('handOver', handOverAsk(rig))).ok).toBe(true);
    vi.restoreAllMocks();
  });

  it('goes to nobody where an administrator lets only people receive leads whom the org does not have', async () => {
    const rig = await readyRig();
    const org = orgOfKey(dana);
    const nobody = ['gone@baton.example'];
    const managed = vi.spyOn(fakeBrowser.storage.managed, 'get');
    managed.mockImplementation(async () => ({ receivers: nobody, receiversOnly: true }));
    expect(await rig.get('listAes', { org })).toMatchObject({
      aes: [],
      receivers: { aes: [], only: true, isPrescribed: true, missing: nobody },
    });
    expect(errorIn(await rig.ask('handOver', handOverAsk(rig))).kind).toBe('mayNotReceive');
    // A list that is no list names nobody; it does not let everybody in.
    managed.mockImplementation(async () => ({ receivers: 'sam@baton.example', receiversOnly: true }));
    expect(errorIn(await rig.ask('handOver', handOverAsk(rig))).kind).toBe('mayNotReceive');
    // Who is merely preferred keeps nobody out.
    managed.mockImplementation(async () => ({ receivers: nobody }));
    expect((await rig.ask('handOver', handOverAsk(rig))).ok).toBe(true);
    vi.restoreAllMocks();
  });

  it('finds those whom an administrator names by their addresses where the org has more people than a list', async () => {
    const rig = await readyRig();
    const org = orgOfKey(dana);
    const priya = { id: '005P', name: 'Priya', email: 'priya@baton.example' };
    const findAes = vi.fn(async () => ({ ok: true as const, value: [priya] }));
    rig.adapter = crm({ listAes: async () => ({ ok: true, value: { people: [sam], complete: false } }), findAes });
    vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation(async () => ({
      ...{ receivers: ['priya@baton.example'], receiversOnly: true },
    }));
    rig.now += 3_600_000;
    expect((await rig.get('listAes', { org })).aes.map(({ name }) => name)).toEqual(['Priya']);
    rig.now += 3_600_000;
    await rig.get('listAes', { org });
    expect(findAes).toHaveBeenCalledTimes(1);
    vi.restoreAllMocks();
  });

  it('says what is missing where the lead is not ready', async () => {
    const rig = makeRig();
    rig.adapter = crm();
    await rig.get('listAes', { org: orgOfKey(dana) });
    const error = errorIn(await rig.ask('handOver', handOverAsk(rig)));
    expect(error.kind).toBe('notReady');
    expect(error.kind === 'notReady' && error.clauses.some(({ state }) => state === 'unmet')).toBe(true);
    expect((await rig.get('syncState', { limit: 10 })).total).toBe(0);
  });

  it('is withdrawn, and not counted, when its write is discarded; the lead can be handed over again', async () => {
    const rig = await readyRig();
    const handoff = await rig.get('handOver', handOverAsk(rig));
    const said = { recordKey: dana, handoffId: handoff.id, answer: 'accepted', reasonId: null, note: '' } as const;
    await rig.get('answerHandoff', { ...said, commandId: rig.id(), at: rig.now });
    await rig.get('discardEntry', { commandId: rig.id(), entryId: handoff.id });
    await rig.settled();
    expect((await readLive('progress', progressSnapshot))?.today.handoffs).toBe(0);
    expect((await rig.get('leadView', { recordKey: dana, refresh: false })).handoff?.state).toBe('withdrawn');
    // The CRM hears no answer to a handoff it never had.
    const { entries } = await rig.get('syncState', { limit: 50 });
    expect(entries.map(({ write }) => write.kind)).not.toContain('handoffAnswer');
    expect((await rig.ask('handOver', handOverAsk(rig))).ok).toBe(true);
  });

  it('is not withdrawn while the CRM may have carried it out, and stays counted', async () => {
    const rig = await readyRig();
    const handoff = await rig.get('handOver', handOverAsk(rig));
    const lost = { kind: 'unsure' as const, message: 'cut off' };
    const settlement = { id: handoff.id, kind: 'unsure' as const, nextAttemptAt: rig.now, problem: lost };
    await rig.services.outbox.settle([settlement], rig.now);
    const reply = await rig.ask('discardEntry', { commandId: rig.id(), entryId: handoff.id });
    expect(errorIn(reply)).toEqual({ kind: 'inDoubt' });
    await rig.settled();
    expect((await readLive('progress', progressSnapshot))?.today.handoffs).toBe(1);
    expect((await rig.get('leadView', { recordKey: dana, refresh: false })).handoff?.state).toBe('submitted');
    expect(errorIn(await rig.ask('handOver', handOverAsk(rig))).kind).toBe('alreadyHandedOver');
  });

  it('shows before what will be written, and still drafts the brief when the CRM cannot be reached', async () => {
    const rig = await readyRig();
    const preview = await rig.get('previewHandoff', { recordKey: dana, aeId: sam.id });
    expect(preview).toMatchObject({ taskSubject: 'Handoff: Dana Fox, Fox & Sons', plan: { statusValue: 'Qualified' } });
    expect(JSON.stringify(preview.brief)).toContain('wants a demo');
    rig.adapter = crm({ planHandoff: async () => ({ ok: false, problem: offline }) });
    const without = await rig.get('previewHandoff', { recordKey: dana, aeId: sam.id });
    expect(without).toMatchObject({ plan: null, planProblem: offline, brief: preview.brief });
  });
});

describe('the list of AEs', () => {
  it('is asked for once in a while, and the copy serves when the CRM does not', async () => {
    const rig = makeRig();
    const org = orgOfKey(dana);
    expect(errorIn(await rig.ask('listAes', { org }))).toEqual({ kind: 'notConnected' });
    const listAes = vi.fn(
      async (): Promise<CrmResult<People>> => ({ ok: true, value: { people: [sam], complete: true } }),
    );
    rig.adapter = crm({ listAes });
    const first = await rig.get('listAes', { org });
    await rig.get('listAes', { org });
    expect(listAes).toHaveBeenCalledTimes(1);
    rig.now += 3_600_000;
    listAes.mockResolvedValue({ ok: false, problem: offline });
    expect(await rig.get('listAes', { org })).toEqual(first);
  });

  it('says where it is not complete, and keeps whom a search found for the handoff and the next reading', async () => {
    const rig = await readyRig();
    const org = orgOfKey(dana);
    const zoe = { id: '005Z', name: 'Zoë Last', email: null };
    const findAes = vi.fn(async (text: string) => ({ ok: true as const, value: text === 'zoe' ? [zoe] : [] }));
    rig.adapter = crm({ listAes: async () => ({ ok: true, value: { people: [sam], complete: false } }), findAes });
    rig.now += 3_600_000;
    expect(await rig.get('listAes', { org })).toMatchObject({ complete: false, aes: [{ id: sam.id }] });
    const found = await rig.get('findAes', { org, text: 'zoe' });
    expect(found.aes.map(({ id }) => id)).toEqual(expect.arrayContaining([sam.id, zoe.id]));
    expect(await rig.get('findAes', { org, text: 'zoe' })).toEqual(found);
    rig.now += 3_600_000;
    expect((await rig.get('listAes', { org })).aes).toHaveLength(2);
    expect((await rig.get('previewHandoff', { recordKey: dana, aeId: zoe.id })).plan).not.toBeNull();
    rig.adapter = crm({ findAes: async () => ({ ok: false, problem: offline }) });
    expect(errorIn(await rig.ask('findAes', { org, text: 'x' }))).toEqual({ kind: 'crm', problem: offline });
  });
});

describe('the view of a lead', () => {
  it('shows the copy at once and asks the CRM only when told to', async () => {
    const rig = makeRig();
    const readRecord = vi.fn(async (): Promise<CrmResult<LeadRecord>> => ({ ok: true, value: leadRecordOf(dana) }));
    rig.adapter = crm({ readRecord });
    expect((await rig.get('leadView', { recordKey: dana, refresh: false })).record).toBeNull();
    expect(readRecord).not.toHaveBeenCalled();
    await rig.get('leadView', { recordKey: dana, refresh: true });
    expect(readRecord).toHaveBeenCalledTimes(1);
    expect((await rig.get('leadView', { recordKey: dana, refresh: false })).record?.company).toBe('Fox & Sons');
  });

  it('keeps what it knows of a record that was deleted, and says so', async () => {
    const rig = makeRig();
    rig.adapter = crm();
    await rig.get('leadView', { recordKey: dana, refresh: true });
    await rig.get('logCall', logAsk(rig));
    const gone: CrmProblem = { kind: 'gone', message: 'entity is deleted' };
    rig.adapter = crm({ readRecord: async () => ({ ok: false, problem: gone }) });
    const view = await rig.get('leadView', { recordKey: dana, refresh: true });
    expect(view).toMatchObject({ record: { name: 'Dana Fox' }, recordProblem: gone, attempts: 1 });
  });

  it('asks once for two windows that look at the same moment', async () => {
    const rig = makeRig();
    const readRecord = vi.fn(async (): Promise<CrmResult<LeadRecord>> => ({ ok: true, value: leadRecordOf(dana) }));
    rig.adapter = crm({ readRecord });
    await Promise.all([1, 2].map(() => rig.get('leadView', { recordKey: dana, refresh: true })));
    expect(readRecord).toHaveBeenCalledTimes(1);
  });

  it('has at least the name of the page where nothing is connected', async () => {
    const rig = makeRig();
    const tab = { tabId: 7, ref: refOfKey(dana), title: 'Dana Fox | Lead | Salesforce', at: rig.now };
    await fakeBrowser.storage.session.set({ 'tab:7': tab });
    const view = await rig.get('leadView', { recordKey: dana, refresh: true });
    expect(view.record).toMatchObject({ name: 'Dana Fox', from: 'page', phones: [] });
  });

  it('keeps every answer, and lets the latest hold until it is taken back', async () => {
    const rig = makeRig();
    const criterion = defaultScorecard.criteria[0];
    const [first, second] = criterion === undefined ? [] : choicesOf(criterion);
    const give = (optionId: string | undefined) =>
      rig.get('giveAnswer', {
        commandId: rig.id(),
        recordKey: dana,
        criterionId: criterion?.id ?? '',
        value: optionId === undefined ? { kind: 'cleared' } : { kind: 'option', optionId },
        note: '',
        at: rig.now,
      });
    const held = async () =>
      (await rig.get('leadView', { recordKey: dana, refresh: false })).answers[criterion?.id ?? ''];
    await give(first?.id);
    await give(second?.id);
    expect((await held())?.value).toEqual({ kind: 'option', optionId: second?.id });
    await give(undefined);
    expect(await held()).toBeUndefined();
    expect(await (await rig.database()).answers.count()).toBe(3);
    expect(
      errorIn(
        await rig.ask('giveAnswer', {
          commandId: rig.id(),
          recordKey: dana,
          criterionId: 'zodiac',
          value: { kind: 'unknown' },
          note: '',
          at: rig.now,
        }),
      ).kind,
    ).toBe('refused');
  });
});
