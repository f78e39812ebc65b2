import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DraftParts, draftOfParts, partsOf, withChange } from '../../lib/messaging/draft-parts';
import type { Ask } from '../../lib/messaging/protocol';
import type { Draft } from '../../lib/messaging/views';
import { createDraftDesk, draftPauseMs, type ReadDraft } from './drafts';
import { ben, callOf, maya, viewOf } from './lead-rig';
import { createWorkspace, type LeadWork, noWork } from './workspace';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const lead = { view: viewOf(maya), timeZone: 'UTC' };

/** A window beside a store of drafts. `isOpen` false: nothing can be saved. */
function openWindow(drafts = new Map<string, Draft>()) {
  const workspace = createWorkspace();
  const saved: Ask<'saveDraft'>[] = [];
  const opened = {
    isOpen: true,
    saved,
    desk: createDraftDesk(workspace, async (saving) => {
      if (!opened.isOpen) return false;
      saved.push(saving);
      const { recordKey, updatedAt, ...change } = saving;
      const before = drafts.get(recordKey);
      const parts: DraftParts = before === undefined ? {} : partsOf(before);
      const draft = draftOfParts(recordKey, withChange(parts, change), updatedAt);
      if (draft === null) drafts.delete(recordKey);
      else drafts.set(recordKey, draft);
      return true;
    }),
    write: (work: Partial<LeadWork>, key = maya) => workspace.getState().change(key, () => work),
    work: () => workspace.getState().work[maya] ?? noWork,
    ask: () => ({ recordKey: maya, draft: drafts.get(maya) ?? null, askedAt: Date.now() }),
    take: (read: ReadDraft) => opened.desk.take(read, lead),
    read: () => opened.take(opened.ask()),
    rest: () => vi.advanceTimersByTimeAsync(draftPauseMs + 1),
  };
  opened.desk.start();
  return opened;
}

function twoWindows() {
  const drafts = new Map<string, Draft>();
  return { drafts, one: openWindow(drafts), two: openWindow(drafts) };
}

describe('saving drafts', () => {
  it('waits for a pause in typing', async () => {
    const { write, saved } = openWindow();
    write({ note: 'W' });
    await vi.advanceTimersByTimeAsync(draftPauseMs - 1);
    write({ note: 'Wa' });
    await vi.advanceTimersByTimeAsync(draftPauseMs - 1);
    expect(saved).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(saved).toMatchObject([{ from: {}, to: { note: 'Wa' } }]);
  });

  it('saves one after another, so that a saving sent twice never comes after later words', async () => {
    const workspace = createWorkspace();
    const sent: { saving: Ask<'saveDraft'>; answer: (isSaved: boolean) => void }[] = [];
    const desk = createDraftDesk(workspace, (saving) => new Promise((answer) => sent.push({ saving, answer })));
    desk.start();
    const write = (note: string) => workspace.getState().change(maya, () => ({ note }));
    write('Call bak');
    await vi.advanceTimersByTimeAsync(draftPauseMs + 1);
    write('Call back');
    await vi.advanceTimersByTimeAsync(draftPauseMs + 1);
    expect(sent).toHaveLength(1);
    // What the store says meanwhile is of before: what is typed stays.
    desk.take({ recordKey: maya, draft: null, askedAt: Date.now() }, lead);
    expect(workspace.getState().work[maya]?.note).toBe('Call back');
    sent[0]?.answer(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent.map(({ saving }) => saving)).toMatchObject([
      { from: {}, to: { note: 'Call bak' } },
      { from: { note: 'Call bak' }, to: { note: 'Call back' } },
    ]);
    write('Call back Tuesday');
    desk.flushLast();
    expect(sent).toHaveLength(3);
  });

  it('saves each lead’s own words', async () => {
    const { write, saved, rest } = openWindow();
    write({ note: 'for Maya' });
    write({ note: 'for Ben' }, ben);
    await rest();
    expect(saved).toMatchObject([
      { recordKey: maya, to: { note: 'for Maya' } },
      { recordKey: ben, to: { note: 'for Ben' } },
    ]);
  });

  it('saves at once when the page goes away, and only what is not saved', async () => {
    const { write, saved, desk } = openWindow();
    write({ note: 'gone' });
    desk.flush();
    desk.flush();
    await vi.advanceTimersByTimeAsync(draftPauseMs * 2);
    expect(saved).toHaveLength(1);
  });

  it('sends only what changed', async () => {
    const { write, saved, rest } = openWindow();
    write({ answerNotes: { need: 'two drivers', budget: '' }, answerEvidence: { need: 'call' }, aeId: 'ae1' });
    await rest();
    write({ brief: { next: 'Demo on Friday' }, answerNotes: { budget: '' } });
    await rest();
    expect(saved.map(({ from, to }) => ({ from, to }))).toEqual([
      { from: {}, to: { 'note:need': 'two drivers', 'evidence:need': 'call', aeId: 'ae1' } },
      { from: { 'note:need': 'two drivers' }, to: { 'brief:next': 'Demo on Friday' } },
    ]);
  });

  it('does not save for what is no draft', async () => {
    const { write, saved, rest } = openWindow();
    write({ shown: 'need' });
    write({ answerNotes: {}, answerEvidence: {}, brief: {} });
    await rest();
    expect(saved).toHaveLength(0);
  });

  it('sends again what could not be saved', async () => {
    const opened = openWindow();
    opened.isOpen = false;
    opened.write({ note: 'half' });
    await opened.rest();
    opened.isOpen = true;
    opened.write({ outcomeId: 'callBack' });
    await opened.rest();
    expect(opened.saved).toMatchObject([{ from: {}, to: { note: 'half', outcomeId: 'callBack' } }]);
  });
});

describe('a draft in two windows', () => {
  it('is not deleted by what is done in the other one', async () => {
    const { one, two, drafts } = twoWindows();
    one.write({ note: 'asks for numbers', brief: { pain: 'Nobody fills the rota' } });
    await one.rest();
    // As answering a question does it.
    two.write({ answerNotes: {}, answerEvidence: {}, typed: {} });
    await two.rest();
    expect(drafts.get(maya)).toMatchObject({ note: 'asks for numbers', brief: { pain: 'Nobody fills the rota' } });
  });

  it('is taken up beside what was typed before it was read', async () => {
    const { one, two, drafts } = twoWindows();
    one.write({ note: 'asks for numbers', outcomeId: 'callBack' });
    await one.rest();
    await vi.advanceTimersByTimeAsync(60_000);
    const read = two.ask();
    two.write({ outcomeId: 'noAnswer' });
    await two.rest();
    two.take(read);
    expect(two.work()).toMatchObject({ note: 'asks for numbers', outcomeId: 'noAnswer' });
    await two.rest();
    expect(drafts.get(maya)).toMatchObject({ note: 'asks for numbers', outcomeId: 'noAnswer' });
  });

  it('goes on in whichever the SDR comes to', async () => {
    const { one, two } = twoWindows();
    one.write({ note: 'asks' });
    await one.rest();
    two.read();
    two.write({ note: 'asks for numbers' });
    await two.rest();
    one.read();
    expect(one.work().note).toBe('asks for numbers');
    one.write({ note: '' });
    await one.rest();
    two.read();
    expect(two.work().note).toBe('');
  });

  it('keeps the words of both where both wrote before they knew of each other', async () => {
    const { one, two, drafts } = twoWindows();
    one.write({ note: 'asks for numbers' });
    await one.rest();
    two.write({ note: 'call after nine' });
    two.read();
    expect(two.work().note).toBe('asks for numbers\ncall after nine');
    await two.rest();
    one.read();
    expect(one.work().note).toBe('asks for numbers\ncall after nine');
    expect(drafts.get(maya)?.note).toBe('asks for numbers\ncall after nine');
  });

  it('keeps what was typed here where a call was logged elsewhere without it', async () => {
    const { one, two, drafts } = twoWindows();
    two.write({ note: 'call after nine' });
    await two.rest();
    const view = { ...viewOf(maya), calls: [callOf(maya, Date.now(), { note: 'rang out' })] };
    drafts.delete(maya);
    await two.rest();
    two.desk.take(two.ask(), { ...lead, view });
    two.desk.dropUsed(view);
    expect(two.work().note).toBe('call after nine');
    two.desk.flush();
    await two.rest();
    one.read();
    expect(one.work().note).toBe('call after nine');
  });

  it('does not go back to what was read before it was saved', async () => {
    const { one } = twoWindows();
    one.write({ note: 'asks' });
    await one.rest();
    const read = one.ask();
    one.write({ note: 'asks for numbers' });
    await one.rest();
    one.take(read);
    expect(one.work().note).toBe('asks for numbers');
  });
});
