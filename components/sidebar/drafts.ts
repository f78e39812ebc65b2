import { useEffect, useRef } from 'react';
import { ask } from '../../lib/messaging/client';
import type { Draft } from '../../lib/messaging/views';
import { isRecordKey, type RecordKey } from '../../lib/model/record';
import { useDraft } from '../data';
import { type LeadWork, noWork, useWorkspaceStore, type Workspace } from './workspace';

/** How long typing must pause before it is saved. */
export const draftPauseMs = 250;

/** What is kept of the work in hand: only what was typed or chosen and not sent yet. */
export function draftOf(recordKey: RecordKey, work: LeadWork, updatedAt: number): Draft {
  const answerWords = wordsOf(work);
  return {
    recordKey,
    note: work.note,
    outcomeId: work.outcomeId,
    followUpAt: work.followUp.kind === 'at' ? work.followUp.dueAt : null,
    ...(isUnnamed(work) ? {} : { referral: work.referral }),
    ...(isNothing(answerWords) ? {} : { answerWords }),
    ...(isNothing(work.brief) ? {} : { brief: work.brief }),
    ...(work.aeId === null ? {} : { aeId: work.aeId }),
    updatedAt,
  };
}

function wordsOf({ answerNotes, answerEvidence }: LeadWork): NonNullable<Draft['answerWords']> {
  const written = [...Object.entries(answerNotes), ...Object.entries(answerEvidence)].filter(([, text]) => text !== '');
  const ids = [...new Set(written.map(([criterionId]) => criterionId))];
  return Object.fromEntries(ids.map((id) => [id, { note: answerNotes[id] ?? '', evidence: answerEvidence[id] ?? '' }]));
}

function isNothing(entries: object): boolean {
  return Object.keys(entries).length === 0;
}

function isUnnamed({ referral }: LeadWork): boolean {
  return referral.name === '' && referral.contact === '';
}

function sameDraft(a: LeadWork, b: LeadWork): boolean {
  return (
    a.note === b.note &&
    a.outcomeId === b.outcomeId &&
    a.followUp === b.followUp &&
    a.referral === b.referral &&
    a.answerNotes === b.answerNotes &&
    a.answerEvidence === b.answerEvidence &&
    a.brief === b.brief &&
    a.aeId === b.aeId
  );
}

/** Saves the draft of any lead whose work changed, after a pause in typing; `flush` saves at once what is due. */
export function createDraftSaver(store: Workspace, save: (draft: Draft) => void) {
  const due = new Map<RecordKey, ReturnType<typeof setTimeout>>();
  const saveNow = (key: RecordKey) => {
    clearTimeout(due.get(key));
    due.delete(key);
    save(draftOf(key, store.getState().work[key] ?? noWork, Date.now()));
  };
  const unsubscribe = store.subscribe((now, before) => {
    for (const key of Object.keys(now.work).filter(isRecordKey)) {
      if (sameDraft(now.work[key] ?? noWork, before.work[key] ?? noWork)) continue;
      clearTimeout(due.get(key));
      due.set(
        key,
        setTimeout(() => saveNow(key), draftPauseMs),
      );
    }
  });
  const flush = () => {
    for (const key of [...due.keys()]) saveNow(key);
  };
  return { flush, stop: unsubscribe };
}

/** Keeps every draft of this sidebar saved, also when the page goes away under it. */
export function useDraftSaving(): void {
  const store = useWorkspaceStore();
  useEffect(() => {
    const saver = createDraftSaver(store, (draft) => void ask('saveDraft', draft));
    const onHidden = () => document.visibilityState === 'hidden' && saver.flush();
    window.addEventListener('pagehide', saver.flush);
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      window.removeEventListener('pagehide', saver.flush);
      document.removeEventListener('visibilitychange', onHidden);
      saver.flush();
      saver.stop();
    };
  }, [store]);
}

/** Takes up again what was typed for a lead before the sidebar was closed. What is being typed now wins. */
export function useRestoredDraft(key: RecordKey | null, timeZone: string): void {
  const store = useWorkspaceStore();
  const draft = useDraft(key).data;
  const taken = useRef<Draft | null>(null);
  useEffect(() => {
    if (key === null || draft === undefined || draft === null || draft.recordKey !== key) return;
    // Once: what was logged since then does not come back when the lead's zone becomes known.
    if (taken.current === draft) return;
    taken.current = draft;
    if (!sameDraft(store.getState().work[key] ?? noWork, noWork)) return;
    store.getState().change(key, () => ({
      note: draft.note,
      outcomeId: draft.outcomeId,
      ...(draft.followUpAt === null ? {} : { followUp: { kind: 'at', dueAt: draft.followUpAt, timeZone } }),
      ...(draft.referral === undefined ? {} : { referral: draft.referral }),
      ...(draft.answerWords === undefined ? {} : workOf(draft.answerWords)),
      ...(draft.brief === undefined ? {} : { brief: draft.brief }),
      ...(draft.aeId === undefined ? {} : { aeId: draft.aeId }),
    }));
  }, [key, draft, store, timeZone]);
}

function workOf(words: NonNullable<Draft['answerWords']>): Pick<LeadWork, 'answerNotes' | 'answerEvidence'> {
  const written = (part: 'note' | 'evidence') =>
    Object.fromEntries(
      Object.entries(words).flatMap(([criterionId, word]) => (word[part] === '' ? [] : [[criterionId, word[part]]])),
    );
  return { answerNotes: written('note'), answerEvidence: written('evidence') };
}
