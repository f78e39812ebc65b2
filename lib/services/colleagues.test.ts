import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { LeadRecord } from '../crm/lead-record';
import type { RecordKey } from '../model/record';
import { recordKey } from '../model/schemas';
import { dana, leadRecordOf, lee, logAsk, makeRig, type Rig } from './rig';

const sam = recordKey.parse('salesforce:acme.my.salesforce.com:lead:00Q000000000003AAA');
const elsewhere = recordKey.parse('hubspot:4711:contact:1002');

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

async function know(rig: Rig, key: RecordKey, part: Partial<LeadRecord>): Promise<void> {
  const record = leadRecordOf(key, { fetchedAt: rig.now, ...part });
  await (await rig.database()).records.put({ recordKey: key, record, problem: null });
  rig.services.changed({ topics: [`lead:${key}`] });
}

describe('the people of one company', () => {
  it('are those of the same org, however the company is written, the one called last in front', async () => {
    const rig = makeRig();
    await know(rig, dana, { name: 'Dana', company: 'Northwind  Freight' });
    await know(rig, lee, { name: 'Lee', company: 'northwind freight ' });
    await know(rig, sam, { name: 'Sam', company: 'Northwind Freight', doNotCall: true });
    await know(rig, elsewhere, { name: 'Other org', company: 'Northwind Freight' });
    await rig.get('logCall', logAsk(rig, { recordKey: lee, leadName: 'Lee', note: 'Talk to Dana.' }));
    await rig.settled();
    expect(await rig.get('colleagues', { recordKey: dana })).toEqual([
      expect.objectContaining({ recordKey: lee, last: expect.objectContaining({ note: 'Talk to Dana.' }) }),
      { recordKey: sam, name: 'Sam', doNotCall: true, last: null, othersCallAt: null },
    ]);
  });

  it('are nobody for a lead without a company, or one that is not known', async () => {
    const rig = makeRig();
    await know(rig, dana, { company: ' ' });
    await know(rig, lee, { company: null });
    expect(await rig.get('colleagues', { recordKey: dana })).toEqual([]);
    expect(await rig.get('colleagues', { recordKey: sam })).toEqual([]);
  });

  it('do not count a call that was taken back', async () => {
    const rig = makeRig();
    await know(rig, dana, { company: 'Northwind' });
    await know(rig, lee, { company: 'Northwind' });
    const { id } = await rig.get('logCall', logAsk(rig, { recordKey: lee }));
    await rig.get('undoCall', { commandId: rig.id(), callId: id, at: rig.now });
    await rig.settled();
    expect(await rig.get('colleagues', { recordKey: dana })).toMatchObject([{ recordKey: lee, last: null }]);
  });
});
