import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Scorecard } from '../qualification/scorecard';
import { writeScorecardFile } from '../qualification/scorecard-file';
import { bant } from '../qualification/scorecards/bant';
import { meddic } from '../qualification/scorecards/meddic';
import { prescriptionOf, readPrescription } from './prescribed';
import { dana, makeRig, type Rig } from './rig';

let rig: Rig;
beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
  rig = makeRig();
});

async function answer(criterionId: string, optionId: string): Promise<void> {
  const value = { kind: 'option' as const, optionId };
  await rig.get('giveAnswer', { commandId: rig.id(), recordKey: dana, criterionId, value, note: '', at: rig.now });
}

async function publish(card: Scorecard, use = true) {
  return rig.get('publishScorecard', { commandId: rig.id(), card, origin: 'own', use });
}

const viewOf = () => rig.get('leadView', { recordKey: dana, refresh: false });

/** BANT without its budget, and with one authority answer fewer. */
const slim: Scorecard = {
  ...bant,
  version: 1,
  criteria: bant.criteria
    .filter(({ id }) => id !== 'budget')
    .map((each) =>
      each.kind === 'scale' && each.id === 'authority'
        ? { ...each, options: each.options.filter(({ id }) => id !== 'committee') }
        : each,
    ),
};

describe('scorecards', () => {
  it('are the ten that come with Baton, with BANT in use', async () => {
    const { cards, inUse, drafts, isPrescribed } = await rig.get('scorecards', {});
    expect(cards).toHaveLength(10);
    expect(inUse).toEqual({ id: 'bant', version: 1 });
    expect(drafts).toEqual([]);
    expect(isPrescribed).toBe(false);
  });

  it('are published as the next version, which never changes', async () => {
    expect(await publish(slim, false)).toEqual({ id: 'bant', version: 2 });
    expect(await publish(slim, false)).toEqual({ id: 'bant', version: 3 });
    const { cards, inUse } = await rig.get('scorecards', {});
    expect(cards.filter(({ card }) => card.id === 'bant').map(({ card }) => card.version)).toEqual([1, 2, 3]);
    expect(cards.find(({ card }) => card.id === 'bant' && card.version === 1)?.card).toEqual(bant);
    expect(inUse).toEqual({ id: 'bant', version: 1 });
  });

  it('are published once by the same command', async () => {
    const ask = { commandId: rig.id(), card: slim, origin: 'own' as const, use: true };
    expect(await rig.get('publishScorecard', ask)).toEqual(await rig.get('publishScorecard', ask));
    const { cards } = await rig.get('scorecards', {});
    expect(cards.filter(({ card }) => card.id === 'bant')).toHaveLength(2);
  });

  it('move a lead to the next version with the answers that still fit', async () => {
    await answer('need', 'costly');
    await answer('authority', 'committee');
    await answer('budget', 'canBeFound');
    expect((await viewOf()).carried).toBeNull();
    await publish(slim);
    const view = await viewOf();
    expect(view.scorecard.version).toBe(2);
    expect(Object.keys(view.answers)).toEqual(['need']);
    expect(view.carried).toMatchObject({ from: 1, kept: 1 });
    expect(view.carried?.lost.map(({ en }) => en)).toEqual(['Authority', 'Budget']);
    await rig.get('useScorecard', { commandId: rig.id(), scorecardId: 'bant', version: 1 });
    expect(Object.keys((await viewOf()).answers).toSorted()).toEqual(['authority', 'budget', 'need']);
  });

  it('keep the answers of one card apart from those of another', async () => {
    await answer('need', 'costly');
    await rig.get('useScorecard', { commandId: rig.id(), scorecardId: meddic.id, version: 1 });
    const view = await viewOf();
    expect(view.scorecard.id).toBe('meddic');
    expect(view.answers).toEqual({});
    await answer('pain', 'costly');
    expect(Object.keys((await viewOf()).answers)).toEqual(['pain']);
    const reply = await rig.ask('useScorecard', { commandId: rig.id(), scorecardId: 'nothing', version: 1 });
    expect(reply).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });

  it('refuse an answer the card in use does not know', async () => {
    const value = { kind: 'money' as const, amount: 1, currency: 'EUR' };
    const ask = { commandId: rig.id(), recordKey: dana, criterionId: 'need', value, note: '', at: rig.now };
    expect(await rig.ask('giveAnswer', ask)).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });

  it('take what the SDR says rules the lead out', async () => {
    await rig.get('useScorecard', { commandId: rig.id(), scorecardId: meddic.id, version: 1 });
    await answer('frozen', 'yes');
    const { score } = await viewOf();
    expect(score.decision).toBe('letGo');
    expect(score.disqualified).toEqual([{ id: 'frozen', kind: 'soft', recycleAt: expect.any(Number) }]);
    await answer('frozen', 'no');
    expect((await viewOf()).score.disqualified).toEqual([]);
  });

  it('keep drafts until they are published or discarded', async () => {
    const draft = { ...slim, name: {}, criteria: [] };
    await rig.get('saveScorecardDraft', { commandId: rig.id(), card: draft, origin: 'own' });
    expect((await rig.get('scorecards', {})).drafts).toMatchObject([{ card: draft, origin: 'own' }]);
    await publish(slim, false);
    expect((await rig.get('scorecards', {})).drafts).toEqual([]);
    await rig.get('saveScorecardDraft', { commandId: rig.id(), card: draft, origin: 'learnt' });
    await rig.get('discardScorecardDraft', { commandId: rig.id(), scorecardId: 'bant' });
    expect((await rig.get('scorecards', {})).drafts).toEqual([]);
  });

  it('are tried on past leads', async () => {
    await answer('need', 'costly');
    await answer('authority', 'alone');
    await answer('timeline', 'fixedDate');
    const strict = { ...slim, readyAt: 100 };
    expect(await rig.get('tryScorecard', { card: strict })).toMatchObject({ handoffs: 0, others: 1 });
    const easy: Scorecard = { ...bant, readyAt: 10, criteria: bant.criteria.map(({ gate: _, ...each }) => each) };
    const first = await rig.get('tryScorecard', { card: easy });
    expect(first.newlyReady.count).toBe(0);
    await answer('authority', 'someoneElse');
    expect((await rig.get('tryScorecard', { card: easy })).newlyReady.count).toBe(1);
  });
});

describe('what an administrator prescribes', () => {
  const file = writeScorecardFile({ ...meddic, id: 'house', version: 4 });

  it('is read from managed storage, and a file that is no scorecard is counted', () => {
    expect(prescriptionOf({ scorecards: [file, 'no card'], scorecardInUse: 'house@4' })).toMatchObject({
      cards: [{ id: 'house', version: 4 }],
      inUse: { scorecardId: 'house', version: 4 },
      unreadable: 1,
    });
    expect(prescriptionOf({ scorecards: 7, scorecardInUse: 'house' })).toEqual({
      cards: [],
      inUse: null,
      unreadable: 0,
    });
    expect(prescriptionOf(undefined)).toEqual({ cards: [], inUse: null, unreadable: 0 });
  });

  it('scores every lead, is shown as prescribed and leaves no choice', async () => {
    await fakeBrowser.storage.managed.set({ scorecards: [file], scorecardInUse: 'house@4' });
    await readPrescription(rig.services);
    const view = await rig.get('scorecards', {});
    expect(view).toMatchObject({ inUse: { id: 'house', version: 4 }, isPrescribed: true });
    expect(view.cards[0]).toMatchObject({ origin: 'prescribed', card: { id: 'house' } });
    expect((await viewOf()).scorecard.id).toBe('house');
    const reply = await rig.ask('useScorecard', { commandId: rig.id(), scorecardId: 'bant', version: 1 });
    expect(reply).toMatchObject({ ok: false, error: { kind: 'prescribed' } });
  });
});
