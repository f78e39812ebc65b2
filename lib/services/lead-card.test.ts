import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { refOfKey } from '../model/record';
import type { Play } from '../plays/play';
import { readyMadePlays } from '../plays/ready-made';
import { champ } from '../qualification/scorecards/champ';
import { meddic } from '../qualification/scorecards/meddic';
import { keepPrescribed } from '../store/scorecards';
import { scoreLabel } from './lead-view';
import { dana, leadRecordOf, makeRig, type Rig } from './rig';

let rig: Rig;
let source: string | null;
beforeEach(async () => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
  rig = makeRig();
  source = 'Web';
  const { crm, org } = refOfKey(dana);
  const no = async () => ({ ok: false as const, problem: { kind: 'signInNeeded' as const, message: '' } });
  rig.adapter = {
    ...{ org: { crm, org }, whoAmI: no, listAes: no, planHandoff: no, findWritten: no, batchLimit: 10 },
    readRecord: async () => ({ ok: true, value: leadRecordOf(dana, { source }) }),
    write: async () => [],
  };
});

/** The first of the ready-made plays, which takes leads of the web, with a card of its own. */
async function webPlayOn(scorecardId: string | null): Promise<void> {
  const plays = readyMadePlays.map((play, index): Play => (index === 0 ? { ...play, scorecardId } : play));
  await rig.get('savePlays', { commandId: rig.id(), plays });
}

const viewOf = () => rig.get('leadView', { recordKey: dana, refresh: true });

async function answer(criterionId: string, optionId: string): Promise<void> {
  const value = { kind: 'option' as const, optionId };
  await rig.get('giveAnswer', { commandId: rig.id(), recordKey: dana, criterionId, value, note: '', at: rig.now });
}

describe('a lead on a play with a scorecard of its own', () => {
  it('is scored and asked by that card, and says whose it is', async () => {
    await webPlayOn('meddic');
    const view = await viewOf();
    expect(view.scorecard.id).toBe('meddic');
    expect(view.playOfCard).toEqual(readyMadePlays[0]?.name);
    expect(meddic.criteria.map(({ id }) => id)).toContain(view.nextCriterionId);
    source = 'Purchased List';
    expect(await viewOf()).toMatchObject({ scorecard: { id: 'bant' } });
    expect((await viewOf()).playOfCard).toBeUndefined();
  });

  it('keeps on each card what was answered on it, and says so where the card changes', async () => {
    await viewOf();
    await answer('need', 'costly');
    await webPlayOn('champ');
    const moved = await viewOf();
    expect(moved).toMatchObject({ answers: {}, elsewhere: { card: { en: 'BANT' }, count: 1 } });
    expect((await rig.get('scorecards', {})).scoring).toMatchObject([
      { id: 'bant', plays: [] },
      { id: 'champ', plays: [{}] },
    ]);
    expect(moved.scorecard.id).toBe('champ');
    const [first] = champ.criteria;
    if (first === undefined || !('options' in first)) throw new Error('CHAMP begins with a choice');
    await answer(first.id, first.options[0]?.id ?? '');
    const answered = await viewOf();
    expect(answered.answers[first.id]).toMatchObject({ scorecardId: 'champ' });
    expect(answered.elsewhere).toBeUndefined();
    await webPlayOn(null);
    const back = await viewOf();
    expect(back.scorecard.id).toBe('bant');
    expect(Object.keys(back.answers)).toEqual(['need']);
    await webPlayOn('champ');
    expect(Object.keys((await viewOf()).answers)).toEqual([first.id]);
  });

  it('takes the newest version of it, with the answers that still fit', async () => {
    await webPlayOn('champ');
    await viewOf();
    const [first] = champ.criteria;
    if (first === undefined || !('options' in first)) throw new Error('CHAMP begins with a choice');
    await answer(first.id, first.options[0]?.id ?? '');
    const card = { ...champ, readyAt: champ.readyAt - 1 };
    await rig.get('publishScorecard', { commandId: rig.id(), card, origin: 'own', use: false });
    expect(await viewOf()).toMatchObject({ scorecard: { id: 'champ', version: 2 }, answers: { [first.id]: {} } });
  });

  it('is scored by the card in use where the play’s is not known, or an administrator prescribes one', async () => {
    await webPlayOn('gone');
    expect((await viewOf()).scorecard.id).toBe('bant');
    await webPlayOn('meddic');
    const database = await rig.services.store.open();
    await keepPrescribed(database, { cards: [], inUse: { scorecardId: 'champ', version: 1 }, unreadable: 0 });
    expect((await viewOf()).scorecard.id).toBe('champ');
    expect((await rig.get('scorecards', {})).scoring).toEqual([{ id: 'champ', version: 1, plays: [] }]);
  });

  it('shows on the collapsed tab what is known of it, be it from the CRM alone, and nothing before', async () => {
    await viewOf();
    expect(await scoreLabel(rig.services, dana)).toBeNull();
    const [first] = champ.criteria;
    if (first === undefined || !('options' in first)) throw new Error('CHAMP begins with a choice');
    const best = first.options[0]?.id ?? '';
    const criteria = champ.criteria.map((each) =>
      each === first ? { ...each, crm: { field: 'status', values: { Open: best } } } : each,
    );
    const card = { ...champ, criteria };
    await rig.get('publishScorecard', { commandId: rig.id(), card, origin: 'own', use: true });
    const { score, answers } = await viewOf();
    expect(answers).toEqual({});
    expect(await scoreLabel(rig.services, dana)).toBe(String(score.estimate));
  });

  it('is not told apart before its record was read', async () => {
    await webPlayOn('meddic');
    rig.adapter = null;
    expect((await rig.get('leadView', { recordKey: dana, refresh: false })).scorecard.id).toBe('bant');
  });
});
