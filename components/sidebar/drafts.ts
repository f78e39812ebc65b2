import { useEffect } from 'react';
import { ask } from '../../lib/messaging/client';
import type { Draft } from '../../lib/messaging/views';
import { isRecordKey, type RecordKey } from '../../lib/model/record';
import { useDraft } from '../data';
import { type LeadWork, noWork, useWorkspaceStore, type Workspace } from './workspace';

/** How long typing must pause before it is saved. */
export const draftPauseMs = 250;

/** What is kept of the work in hand: only what was typed or chosen and not sent yet. */
export function draftOf(recordKey: RecordKey, work: LeadWork, updatedAt: number): Draft {
  const written = [...Object.entries(work.answerNotes), ...Object.entries(work.answerEvidence)];
  const criterionId = written.find(([, text]) => text !== '')?.[0] ?? '';
  const evidence = work.answerEvidence[criterionId] ?? '';
  return {
    recordKey,
    note: work.note,
    outcomeId: work.outcomeId,
    followUpAt: work.followUp.kind === 'at' ? work.followUp.dueAt : null,
    ...(isUnnamed(work) ? {} : { referral: work.referral }),
    answerNote: work.answerNotes[criterionId] ?? '',
    ...(evidence === '' ? {} : { answerEvidence: evidence }),
    ...(criterionId === '' ? {} : { answerCriterionId: criterionId }),
    updatedAt,
  };
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
    a.answerEvidence === b.answerEvidence
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
  useEffect(() => {
    if (key === null || draft === undefined || draft === null || draft.recordKey !== key) return;
    if (!sameDraft(store.getState().work[key] ?? noWork, noWork)) return;
    store.getState().change(key, () => ({
      note: draft.note,
      outcomeId: draft.outcomeId,
      ...(draft.followUpAt === null ? {} : { followUp: { kind: 'at', dueAt: draft.followUpAt, timeZone } }),
      ...(draft.referral === undefined ? {} : { referral: draft.referral }),
      ...(draft.answerCriterionId === undefined
        ? {}
        : {
            answerNotes: draft.answerNote === '' ? {} : { [draft.answerCriterionId]: draft.answerNote },
            answerEvidence:
              draft.answerEvidence === undefined ? {} : { [draft.answerCriterionId]: draft.answerEvidence },
          }),
    }));
  }, [key, draft, store, timeZone]);
}
