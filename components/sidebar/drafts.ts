import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ask } from '../../lib/messaging/client';
import {
  callParts,
  changeBetween,
  type DraftParts,
  mergedPart,
  namesOf,
  partsOf,
} from '../../lib/messaging/draft-parts';
import type { Ask } from '../../lib/messaging/protocol';
import type { Draft, LeadView } from '../../lib/messaging/views';
import { isRecordKey, type RecordKey } from '../../lib/model/record';
import { isSameCall, isSameHandoff, isSameWork, partsOfWork, workOfParts } from './draft-work';
import { callSince, type TypedAt, usedWork } from './used-work';
import { type LeadWork, noWork, useWorkspaceStore, type Workspace } from './workspace';

/** How long typing must pause before it is saved. */
export const draftPauseMs = 250;

/** Answers whether it is saved. */
type Save = (saving: Ask<'saveDraft'>) => Promise<boolean>;

/** What this sidebar knows of a lead's draft in the store. */
interface KnownDraft {
  /** As it was last saved from here or read. */
  parts: DraftParts;
  /** What came from another window, or from before: not typed here. */
  taken: DraftParts;
  /** When each part was last saved from here: what was asked for before may be older. */
  savedAt: Readonly<Record<string, number>>;
  /** The parts on their way to the store, by saving. */
  onTheWay: ReadonlySet<readonly string[]>;
  /** Ends when the saving begun last is answered. */
  saving: Promise<void>;
  typedAt: TypedAt;
}

/** What the store held of a lead's draft when it was asked. */
export interface ReadDraft {
  readonly recordKey: RecordKey;
  readonly draft: Draft | null;
  readonly askedAt: number;
}

/** What is known of the lead whose draft it is. */
interface KnownLead {
  readonly view: LeadView | undefined;
  /** The zone of times that were promised. */
  readonly timeZone: string;
}

/** The drafts of one sidebar, between its work in hand and the store. */
export interface DraftDesk {
  /** Begins to save; answers how to end. */
  readonly start: () => () => void;
  /** Saves what is not saved yet, without the pause. */
  readonly flush: () => void;
  /** The same when there is no time to wait for what is on its way. */
  readonly flushLast: () => void;
  /** Takes up what the store holds for a lead. What is typed here and not saved yet stays, beside it where both wrote. */
  readonly take: (read: ReadDraft, lead: KnownLead) => void;
  /** Puts away what a call or a handoff used that was done in another window. */
  readonly dropUsed: (view: LeadView) => void;
}

/** Saves the draft of any lead whose work changed, after a pause in typing: the parts that differ from what is known to be saved. */
export function createDraftDesk(store: Workspace, save: Save): DraftDesk {
  const known = new Map<RecordKey, KnownDraft>();
  const due = new Map<RecordKey, ReturnType<typeof setTimeout>>();
  let isTaking = false;

  const workOf = (key: RecordKey) => store.getState().work[key] ?? noWork;
  const knownOf = (key: RecordKey): KnownDraft => {
    const found = known.get(key) ?? {
      ...{ parts: {}, taken: {}, savedAt: {}, onTheWay: new Set(), saving: Promise.resolve() },
      typedAt: { call: 0, handoff: 0 },
    };
    known.set(key, found);
    return found;
  };

  // One after another: a saving that is sent a second time must not come after one of later words.
  const saveNow = (key: RecordKey) => {
    clearTimeout(due.get(key));
    due.delete(key);
    const draft = knownOf(key);
    draft.saving = draft.saving.then(() => saveChange(key));
  };

  const saveChange = async (key: RecordKey) => {
    const draft = knownOf(key);
    const now = partsOfWork(workOf(key));
    const change = changeBetween(draft.parts, now);
    if (change === null) return;
    const updatedAt = Date.now();
    const names = namesOf(change.from, change.to);
    draft.parts = now;
    draft.onTheWay = new Set([...draft.onTheWay, names]);
    const isSaved = await save({ recordKey: key, ...change, updatedAt });
    draft.onTheWay = new Set([...draft.onTheWay].filter((each) => each !== names));
    const at = Date.now();
    if (isSaved) draft.savedAt = { ...draft.savedAt, ...Object.fromEntries(names.map((name) => [name, at])) };
    // It goes with the next saving.
    else draft.parts = withParts(draft.parts, names, change.from);
  };

  const onChange = (key: RecordKey, now: LeadWork, before: LeadWork) => {
    if (isSameWork(now, before)) return;
    clearTimeout(due.get(key));
    due.set(
      key,
      setTimeout(() => saveNow(key), draftPauseMs),
    );
    if (isTaking) return;
    const { typedAt } = knownOf(key);
    knownOf(key).typedAt = {
      call: isSameCall(now, before) ? typedAt.call : Date.now(),
      handoff: isSameHandoff(now, before) ? typedAt.handoff : Date.now(),
    };
  };

  const take = ({ recordKey: key, draft: stored, askedAt }: ReadDraft, { view, timeZone }: KnownLead) => {
    const draft = knownOf(key);
    const theirs = stored === null ? {} : partsOf(stored);
    const mine = partsOfWork(workOf(key));
    // What was saved from here since it was asked, or is on its way, is not in it.
    const sent = [...draft.onTheWay].flat();
    const isNew = (name: string) => (draft.savedAt[name] ?? 0) < askedAt && !sent.includes(name);
    const news = namesOf(theirs, mine, draft.parts).filter(isNew);
    // What was typed here is not given up because a call was logged elsewhere, perhaps without it.
    const isDone = view === undefined || callSince(view, draft.typedAt, Date.now()) !== undefined;
    const isOwn = (name: string) => mine[name] !== draft.taken[name] && callParts.includes(name);
    const taken = news.filter((name) => theirs[name] !== undefined || !(isDone && isOwn(name)));
    const merged = taken.flatMap((name) => {
      const text = mergedPart(name, { from: draft.parts[name], mine: mine[name], theirs: theirs[name] });
      return text === undefined ? [] : [[name, text]];
    });
    const after = withParts(mine, taken, Object.fromEntries(merged));
    draft.parts = withParts(draft.parts, news, theirs);
    draft.taken = withParts(draft.taken, taken, theirs);
    if (changeBetween(mine, after) === null) return;
    const { call, handoff } = draft.typedAt;
    const writtenAt = stored?.updatedAt ?? 0;
    draft.typedAt = { call: Math.max(call, writtenAt), handoff: Math.max(handoff, writtenAt) };
    isTaking = true;
    store.getState().change(key, (work) => workOfParts(work, after, timeZone));
    isTaking = false;
  };

  const dropUsed = (view: LeadView) => {
    const work = store.getState().work[view.key];
    if (work === undefined) return;
    const { taken, typedAt } = knownOf(view.key);
    const used = usedWork(work, { view, taken, typedAt, now: Date.now() });
    if (used !== null) store.getState().change(view.key, () => used);
  };

  const leads = () => Object.keys(store.getState().work).filter(isRecordKey);
  const flush = () => leads().forEach(saveNow);
  const flushLast = () => {
    for (const key of leads()) void saveChange(key);
  };
  const start = () =>
    store.subscribe((now, before) => {
      if (now.work === before.work) return;
      for (const key of Object.keys(now.work).filter(isRecordKey)) {
        onChange(key, now.work[key] ?? noWork, before.work[key] ?? noWork);
      }
    });
  return { start, flush, flushLast, take, dropUsed };
}

/** These parts with some of them as they are in others. */
function withParts(parts: DraftParts, names: readonly string[], others: DraftParts): DraftParts {
  const left = Object.entries(parts).filter(([name]) => !names.includes(name));
  const put = Object.entries(others).filter(([name]) => names.includes(name));
  return Object.fromEntries([...left, ...put]);
}

/** Keeps every draft of this sidebar saved, also when the page goes away under it or another window comes to the front. */
export function useDraftDesk(): DraftDesk {
  const store = useWorkspaceStore();
  const [desk] = useState(() => createDraftDesk(store, async (saving) => (await ask('saveDraft', saving)).ok));
  useEffect(() => {
    const stop = desk.start();
    const onHidden = () => document.visibilityState === 'hidden' && desk.flush();
    window.addEventListener('pagehide', desk.flushLast);
    window.addEventListener('blur', desk.flush);
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      window.removeEventListener('pagehide', desk.flushLast);
      window.removeEventListener('blur', desk.flush);
      document.removeEventListener('visibilitychange', onHidden);
      desk.flushLast();
      stop();
    };
  }, [desk]);
  return desk;
}

interface DraftOf extends KnownLead {
  readonly key: RecordKey;
}

/**
 * Takes up what was typed for a lead before the sidebar was closed or in another window: at first, and whenever the SDR
 * comes back to this one. Puts away what was used elsewhere.
 */
export function useStoredDraft(desk: DraftDesk, of: DraftOf | null): void {
  const { key = null, view } = of ?? {};
  const latest = useRef(of);
  useLayoutEffect(() => {
    latest.current = of;
  });
  useEffect(() => {
    if (key === null) return;
    const read = async () => {
      const askedAt = Date.now();
      const reply = await ask('drafts', { recordKey: key });
      const lead = latest.current;
      if (!reply.ok || lead?.key !== key) return;
      desk.take({ recordKey: key, draft: reply.value, askedAt }, lead);
      if (lead.view !== undefined) desk.dropUsed(lead.view);
    };
    const readAgain = () => document.visibilityState === 'visible' && void read();
    void read();
    window.addEventListener('focus', readAgain);
    document.addEventListener('visibilitychange', readAgain);
    return () => {
      window.removeEventListener('focus', readAgain);
      document.removeEventListener('visibilitychange', readAgain);
    };
  }, [desk, key]);
  useEffect(() => {
    if (view !== undefined) desk.dropUsed(view);
  }, [desk, view]);
}
