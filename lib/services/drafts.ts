import {
  callParts,
  type DraftChange,
  type DraftParts,
  draftOfParts,
  partsOf,
  withChange,
} from '../messaging/draft-parts';
import type { Ask } from '../messaging/protocol';
import type { Draft } from '../messaging/views';
import { parseRow, setAside, type UnreadableRow } from '../store/quarantine';
import { draftRow, pursuitRow } from '../store/rows';
import type { Services } from './services';

/** What was typed for a lead and not used yet, or null. */
export async function readDraft(services: Services, ask: Ask<'drafts'>): Promise<Draft | null> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const found = parseRow('drafts', draftRow, await database.drafts.get(ask.recordKey), unreadable);
  await setAside(database, unreadable, services.clock.now());
  return found ?? null;
}

/**
 * Keeps what was typed: what one surface changed goes into what others wrote, and leaves that alone. Typing that a logged
 * call used already does not come back.
 */
export async function saveDraft(services: Services, ask: Ask<'saveDraft'>): Promise<null> {
  const { recordKey, updatedAt } = ask;
  const database = await services.store.open();
  const { drafts, pursuits, quarantine } = database;
  await database.transaction('rw', drafts, pursuits, quarantine, async () => {
    const unreadable: UnreadableRow[] = [];
    const before = parseRow('drafts', draftRow, await drafts.get(recordKey), unreadable);
    await setAside(database, unreadable, services.clock.now());
    const pursuit = pursuitRow.safeParse(await pursuits.get(recordKey)).data;
    const usedAt = pursuit?.draftUsedAt ?? 0;
    // A call logged while the clock ran ahead must not swallow what is typed after it was set back.
    const isUsed = updatedAt < usedAt && usedAt <= services.clock.now();
    const parts = withChange(before === undefined ? {} : partsOf(before), isUsed ? withoutCall(ask) : ask);
    const kept = draftOfParts(recordKey, parts, Math.max(updatedAt, before?.updatedAt ?? 0));
    await (kept === null ? drafts.delete(recordKey) : drafts.put(kept));
  });
  return null;
}

/** The change without what a logged call used. */
function withoutCall({ from, to }: DraftChange): DraftChange {
  return { from: notOfCall(from), to: notOfCall(to) };
}

function notOfCall(parts: DraftParts): DraftParts {
  return Object.fromEntries(Object.entries(parts).filter(([name]) => !callParts.includes(name)));
}

/** What is left of a draft once its call is logged: what is written about an answer or for an AE is not the call's. Null where nothing is. */
export function draftAfterCall(before: Draft): Draft | null {
  return draftOfParts(before.recordKey, notOfCall(partsOf(before)), before.updatedAt);
}
