import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '../../lib/messaging/views';
import { createDraftSaver, draftPauseMs } from './drafts';
import { ben, maya } from './sidebar-rig';
import { createWorkspace } from './workspace';

describe('saving drafts', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function arrange() {
    const store = createWorkspace();
    const saved: Draft[] = [];
    const saver = createDraftSaver(store, (draft) => saved.push(draft));
    return { store, saved, saver, type: (note: string, key = maya) => store.getState().change(key, () => ({ note })) };
  }

  it('waits for a pause in typing', () => {
    const { saved, type } = arrange();
    type('W');
    vi.advanceTimersByTime(draftPauseMs - 1);
    type('Wa');
    vi.advanceTimersByTime(draftPauseMs - 1);
    expect(saved).toHaveLength(0);
    vi.advanceTimersByTime(1);
    expect(saved.map((draft) => draft.note)).toEqual(['Wa']);
  });

  it('saves each lead’s own words', () => {
    const { saved, type } = arrange();
    type('for Maya');
    type('for Ben', ben);
    vi.advanceTimersByTime(draftPauseMs);
    expect(saved).toMatchObject([
      { recordKey: maya, note: 'for Maya' },
      { recordKey: ben, note: 'for Ben' },
    ]);
  });

  it('saves at once when the page goes away, and only what is due', () => {
    const { saved, saver, type } = arrange();
    type('gone');
    saver.flush();
    saver.flush();
    vi.advanceTimersByTime(draftPauseMs * 2);
    expect(saved).toHaveLength(1);
  });

  it('keeps the words about every answer', () => {
    const { store, saved } = arrange();
    store.getState().change(maya, () => ({ answerNotes: { need: 'two drivers', budget: '' } }));
    store.getState().change(maya, () => ({ answerEvidence: { need: 'call', timeline: 'email' } }));
    vi.advanceTimersByTime(draftPauseMs);
    const answerWords = {
      need: { note: 'two drivers', evidence: 'call' },
      timeline: { note: '', evidence: 'email' },
    };
    expect(saved).toEqual([expect.objectContaining({ answerWords })]);
  });

  it('keeps the brief put into the SDR’s own words, and for whom it is', () => {
    const { store, saved } = arrange();
    store.getState().change(maya, () => ({ aeId: 'ae1', brief: { next: 'Demo on Friday' } }));
    vi.advanceTimersByTime(draftPauseMs);
    expect(saved).toMatchObject([{ aeId: 'ae1', brief: { next: 'Demo on Friday' } }]);
  });

  it('does not save for what is no draft', () => {
    const { store, saved } = arrange();
    store.getState().change(maya, () => ({ shown: 'need' }));
    vi.advanceTimersByTime(draftPauseMs);
    expect(saved).toHaveLength(0);
  });
});
