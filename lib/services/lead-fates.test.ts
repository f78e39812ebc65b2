import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CrmAdapter } from '../crm/adapter';
import { failed } from '../crm/result';
import { orgOfKey, refOfKey } from '../model/record';
import { dana, lee, makeRig, type Rig } from './rig';

const dayMs = 86_400_000;
const won = { openedAt: 1 * dayMs, stage2At: 2 * dayMs, wonAt: 3 * dayMs };
const fateOf = (rig: Rig) => ({ seenAt: rig.now, knowsStage2: true, opportunities: [won] });

/** A CRM that can only tell what became of leads. */
function adapterWith(fatesOf: NonNullable<CrmAdapter['fatesOf']>): CrmAdapter {
  const no = async () => failed({ kind: 'gone', message: '' });
  return {
    ...{ org: refOfKey(dana), whoAmI: no, readRecord: no, listAes: no, planHandoff: no, findWritten: no, fatesOf },
    ...{ batchLimit: 1, write: async () => [] },
  };
}

let rig: Rig;
beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
  rig = makeRig();
});

describe('what became of leads', () => {
  it('is read from the CRM, and kept for when it cannot be asked', async () => {
    const fate = fateOf(rig);
    rig.adapter = adapterWith(async () => ({ ok: true, value: new Map([['00Q000000000001AAA', fate]]) }));
    const read = await rig.get('leadFates', { keys: [dana, lee] });
    expect(read).toEqual({ fates: { [dana]: fate }, unread: [] });

    rig.adapter = null;
    expect(await rig.get('leadFates', { keys: [dana, lee] })).toEqual({
      fates: { [dana]: fate },
      unread: [{ org: orgOfKey(dana), problem: null }],
    });

    const problem = { kind: 'signInNeeded', message: '' } as const;
    rig.adapter = adapterWith(async () => ({ ok: false, problem }));
    expect(await rig.get('leadFates', { keys: [dana] })).toMatchObject({
      fates: { [dana]: fate },
      unread: [{ problem: { kind: 'signInNeeded' } }],
    });
  });

  it('asks for each lead once, and for nothing where nothing is asked', async () => {
    const asked: string[][] = [];
    rig.adapter = adapterWith(async (refs) => {
      asked.push(refs.map(({ id }) => id));
      return { ok: true, value: new Map() };
    });
    await rig.get('leadFates', { keys: [dana, dana] });
    await rig.get('leadFates', { keys: [] });
    expect(asked).toEqual([['00Q000000000001AAA']]);
  });
});
