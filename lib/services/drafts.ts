import { z } from 'zod';
import type { Ask } from '../messaging/protocol';
import { type Draft, draft } from '../messaging/views';
import { parseRow, setAside, type UnreadableRow } from '../store/quarantine';
import { pursuitRow } from '../store/rows';
import type { Services } from './services';

const ofOneAnswer = z.looseObject({
  answerCriterionId: z.string(),
  answerNote: z.string(),
  answerEvidence: z.string().default(''),
});

/** A draft as it may be kept: earlier ones held the words of one answer only. */
export const keptDraft = z.preprocess((row) => {
  const { data } = ofOneAnswer.safeParse(row);
  if (data === undefined) return row;
  return {
    ...data,
    answerWords: { [data.answerCriterionId]: { note: data.answerNote, evidence: data.answerEvidence } },
  };
}, draft);

/** What was typed for a lead and not used yet, or null. */
export async function readDraft(services: Services, ask: Ask<'drafts'>): Promise<Draft | null> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const found = parseRow('drafts', keptDraft, await database.drafts.get(ask.recordKey), unreadable);
  await setAside(database, unreadable, services.clock.now());
  return found ?? null;
}

/** Keeps what was typed. Typing that a logged call used already, and older typing of another window, does not come back. */
export async function saveDraft(services: Services, ask: Ask<'saveDraft'>): Promise<null> {
  const database = await services.store.open();
  const { drafts, pursuits, quarantine } = database;
  await database.transaction('rw', drafts, pursuits, quarantine, async () => {
    const unreadable: UnreadableRow[] = [];
    const before = parseRow('drafts', keptDraft, await drafts.get(ask.recordKey), unreadable);
    await setAside(database, unreadable, services.clock.now());
    const pursuit = pursuitRow.safeParse(await pursuits.get(ask.recordKey)).data;
    if (ask.updatedAt < (before?.updatedAt ?? 0)) return;
    const usedAt = pursuit?.draftUsedAt ?? 0;
    // A call logged while the clock ran ahead must not swallow what is typed after it was set back.
    const isUsed = ask.updatedAt < usedAt && usedAt <= services.clock.now();
    const kept = isUsed ? draftAfterCall(ask) : ask;
    await (kept === null || isEmpty(kept) ? drafts.delete(ask.recordKey) : drafts.put(kept));
  });
  return null;
}

/** What is left of a draft once its call is logged: what is written about an answer or for an AE is not the call's. Null where nothing is. */
export function draftAfterCall(before: Draft): Draft | null {
  const after = { ...before, note: '', outcomeId: null, followUpAt: null, referral: undefined };
  return isEmpty(after) ? null : after;
}

function isEmpty({ note, outcomeId, followUpAt, referral, answerWords, brief, aeId }: Draft): boolean {
  return note === '' && [outcomeId, followUpAt, referral, answerWords, brief, aeId].every((one) => one == null);
}
