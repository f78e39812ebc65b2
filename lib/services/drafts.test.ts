import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { partsOf } from '../messaging/draft-parts';
import type { Draft } from '../messaging/views';
import { dana, makeRig } from './rig';

beforeEach(() => {
  fakeBrowser.reset();
  Dexie.dependencies.indexedDB = new IDBFactory();
});

const nothing: Draft = { recordKey: dana, note: '', outcomeId: null, followUpAt: null, updatedAt: 0 };

/** A surface that types: it knows what it saved or read last, and sends what it changed since. */
function surface(rig: ReturnType<typeof makeRig>) {
  let known: Draft = nothing;
  return {
    type: async (change: Partial<Draft>) => {
      const typed = { ...known, ...change };
      rig.now += 1;
      await rig.get('saveDraft', { recordKey: dana, from: partsOf(known), to: partsOf(typed), updatedAt: rig.now });
      known = typed;
    },
    read: async () => {
      known = (await rig.get('drafts', { recordKey: dana })) ?? nothing;
      return known;
    },
  };
}

describe('a draft written in two windows', () => {
  it('keeps what each of them wrote', async () => {
    const rig = makeRig();
    const [one, two] = [surface(rig), surface(rig)];
    await one.type({ note: 'asks for numbers' });
    await two.type({ answerWords: { need: { note: 'two drivers', evidence: '' } }, brief: { pain: '' } });
    await one.type({ outcomeId: 'callBack' });
    expect(await one.read()).toMatchObject({
      note: 'asks for numbers',
      outcomeId: 'callBack',
      answerWords: { need: { note: 'two drivers', evidence: '' } },
      brief: { pain: '' },
    });
  });

  it('loses no words where both wrote into the same note', async () => {
    const rig = makeRig();
    const [one, two] = [surface(rig), surface(rig)];
    await one.type({ note: 'asks for numbers' });
    await two.type({ note: 'call after nine' });
    expect((await one.read()).note).toBe('asks for numbers\ncall after nine');
    await one.type({ note: 'asks for numbers\ncall after nine, not before' });
    await two.type({ note: 'call after nine (their time)' });
    const { note } = await two.read();
    expect(note).toContain('not before');
    expect(note).toContain('(their time)');
  });

  it('lets what is deleted in one window go, and no more than that', async () => {
    const rig = makeRig();
    const [one, two] = [surface(rig), surface(rig)];
    await one.type({ note: 'asks for numbers', aeId: '0051' });
    await two.read();
    await two.type({ note: '' });
    expect(await one.read()).toMatchObject({ note: '', aeId: '0051' });
    const { aeId: _, ...without } = await one.read();
    await one.type({ ...without, aeId: undefined });
    expect(await rig.get('drafts', { recordKey: dana })).toBeNull();
  });

  it('is the same once it is sent a second time', async () => {
    const rig = makeRig();
    const first = { recordKey: dana, from: {}, to: { note: 'half' }, updatedAt: rig.now };
    const second = { recordKey: dana, from: { note: 'half' }, to: { note: 'half a thought' }, updatedAt: rig.now + 1 };
    for (const save of [first, second, first, second]) await rig.get('saveDraft', save);
    expect((await rig.get('drafts', { recordKey: dana }))?.note).toBe('half a thought');
  });
});
