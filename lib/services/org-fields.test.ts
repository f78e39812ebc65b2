import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../browser';
import type { CrmAdapter } from '../crm/adapter';
import type { FieldMap, OrgField, OrgFields, OutcomeField } from '../crm/org-fields';
import { type CrmProblem, done, failed } from '../crm/result';
import { orgOfKey } from '../model/record';
import { outboxRow } from '../store/rows';
import { readFieldMap } from './field-maps';
import { dana, leadRecordOf, logAsk, makeRig, type Rig } from './rig';

const org = orgOfKey(dana);
let fields: OrgFields;
const reason: OrgField = { name: 'Reason__c', label: 'Call reason', kind: 'text', options: [], writable: true };
const plainFields = (): OrgFields => ({ owners: [], required: [reason] });
const map: FieldMap = [{ owner: 'call', role: 'call', field: 'Reason__c', values: ['Cold'] }];

let rig: Rig;
let described: number;
let isDown: boolean;
beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
  described = 0;
  fields = plainFields();
  isDown = false;
  const never = () => Promise.reject(new Error('not asked'));
  const adapter: CrmAdapter = {
    ...{ org: { crm: 'salesforce', org: 'acme.my.salesforce.com' }, batchLimit: 1 },
    ...{ whoAmI: never, listAes: never, planHandoff: never, write: never, findWritten: never },
    readRecord: async () => done(leadRecordOf(dana)),
    describe: async () => {
      described += 1;
      return isDown ? failed({ kind: 'retryAfter', afterMs: 0, because: 'server', message: '' }) : done(fields);
    },
  };
  rig = makeRig();
  rig.adapter = adapter;
});

describe('the fields of an org', () => {
  it('are asked for once and kept with the time of asking, until they are asked for anew', async () => {
    expect(await rig.get('orgFields', { org, from: 'kept' })).toBeNull();
    const first = await rig.get('orgFields', { org, from: 'either' });
    expect(first).toEqual({ fields, map: [], readAt: rig.now });
    rig.now += 60_000;
    expect(await rig.get('orgFields', { org, from: 'either' })).toEqual(first);
    expect(described).toBe(1);
    expect(await rig.get('orgFields', { org, from: 'crm' })).toMatchObject({ readAt: rig.now });
    isDown = true;
    expect(await rig.ask('orgFields', { org, from: 'crm' })).toMatchObject({ ok: false, error: { kind: 'crm' } });
  });

  it('that a call would be refused for are said with the lead, until a value is chosen', async () => {
    await rig.get('leadView', { recordKey: dana, refresh: true });
    await rig.settled();
    await expect
      .poll(async () => (await rig.get('leadView', { recordKey: dana, refresh: false })).callNeeds)
      .toEqual(['Call reason']);
    await rig.get('leadView', { recordKey: dana, refresh: true });
    expect(described).toBe(1);
    await rig.get('saveFieldMap', { org, map });
    expect((await rig.get('leadView', { recordKey: dana, refresh: false })).callNeeds).toEqual([]);
    expect(await readFieldMap(org)).toEqual(map);
  });

  it('that only a refused call told of are said before the next one, and stay in the list once they have a value', async () => {
    fields = { owners: [], required: [], callFields: [{ ...reason, name: 'Region__c', label: 'Region' }, reason] };
    await rig.get('orgFields', { org, from: 'crm' });
    const needs = async () => (await rig.get('leadView', { recordKey: dana, refresh: false })).callNeeds;
    expect(await needs()).toEqual([]);
    await rig.get('logCall', logAsk(rig));
    const { outbox } = await rig.database();
    const entry = outboxRow.parse((await outbox.toArray())[0]);
    const problem: CrmProblem = {
      kind: 'rejected',
      code: 'VALIDATION_ERROR',
      message: 'Reason?',
      fields: ['Reason__c', 'Gone__c'],
    };
    await outbox.put({ ...entry, state: 'failed', problem });
    expect(await needs()).toEqual(['Call reason']);
    expect((await rig.get('orgFields', { org, from: 'kept' }))?.fields.required).toEqual([reason]);
    await rig.get('saveFieldMap', { org, map });
    expect(await needs()).toEqual([]);
    await rig.get('discardEntry', { commandId: rig.id(), entryId: entry.id });
    expect((await rig.get('orgFields', { org, from: 'kept' }))?.fields.required).toEqual([reason]);
  });

  it('that outcomes cannot be written to are said with the lead, until somebody says what is to stand for them', async () => {
    const outcome: OutcomeField = {
      ...{ name: 'CallDisposition', label: 'Call Result', kind: 'choice', writable: true, closed: true },
      options: [{ value: 'Connected', label: 'Connected' }],
    };
    fields.outcome = outcome;
    await rig.get('orgFields', { org, from: 'crm' });
    const { outcomesWithout = [] } = await rig.get('leadView', { recordKey: dana, refresh: false });
    expect(outcomesWithout).toContain('noAnswer');
    expect(outcomesWithout).not.toContain('qualified');
    const chosen: FieldMap = outcomesWithout.map((id) => ({
      ...{ owner: 'call', role: 'outcome', field: outcome.name },
      values: [id, ''],
    }));
    await rig.get('saveFieldMap', { org, map: chosen });
    expect((await rig.get('leadView', { recordKey: dana, refresh: false })).outcomesWithout).toEqual([]);
  });

  it('follow the order of the org’s stages when they are read again', async () => {
    const stage2: FieldMap = [{ owner: 'deal', role: 'stage2', field: 'StageName', values: ['b', 'c'] }];
    await rig.get('saveFieldMap', { org, map: stage2 });
    const options = ['a', 'b', 'added', 'c'].map((value) => ({ value, label: value }));
    fields.owners = [
      { owner: 'deal', fields: [{ name: 'StageName', label: 'Stage', kind: 'stage', options, writable: false }] },
    ];
    const { map: read } = (await rig.get('orgFields', { org, from: 'crm' })) ?? {};
    expect(read).toEqual([{ ...stage2[0], values: ['b', 'added', 'c'] }]);
  });

  it('keep what was stored and cannot be read beside the new choice', async () => {
    await browser.storage.local.set({ [`fields:${org}`]: 'nonsense' });
    expect(await readFieldMap(org)).toEqual([]);
    await rig.get('saveFieldMap', { org, map });
    expect(await browser.storage.local.get(null)).toMatchObject({ [`corrupt:fields:${org}:${rig.now}`]: 'nonsense' });
  });
});
