import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../lib/messaging/app-error';
import type { ScorecardsView } from '../../lib/messaging/scorecard-views';
import { type CardShape, draftShape } from '../../lib/qualification/criterion';
import { useCommand } from '../data/command';

const savedAfterMs = 400;

/** What is written here was written otherwise in another window: nothing is saved until one of them is chosen, or the editor closes. */
export interface Clash {
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

export interface KeptDraft {
  readonly saved: boolean;
  readonly error: AppError | null;
  readonly clash: Clash | null;
  /** Saves no more, also on closing: what is published must not come back as a draft. Waits for what is on its way. */
  readonly hold: () => Promise<void>;
  readonly release: () => void;
}

/**
 * Keeps the draft a moment after each change, and at once when the editor closes. What another window writes in it is given to
 * `onTheirs` while everything here is saved.
 */
export function useKeptDraft(
  card: CardShape,
  draft: ScorecardsView['drafts'][number],
  onTheirs: (card: CardShape) => void,
): KeptDraft {
  const save = useCommand('saveScorecardDraft');
  const [savedText, setSavedText] = useState(() => JSON.stringify(draft.card));
  const [theirs, setTheirs] = useState<CardShape | null>(null);
  const text = JSON.stringify(card);
  const origin = draft.origin === 'imported' || draft.origin === 'learnt' ? draft.origin : 'own';
  const run = save.run;
  const latest = useRef<() => void>(() => undefined);
  const leave = useRef<() => void>(() => undefined);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const held = useRef(false);
  const stored = storedText(draft.card);
  const seen = useRef(stored);
  /** What was sent from here and was not seen to be stored yet. */
  const sent = useRef<readonly string[]>([]);
  const keep = () => {
    if (text === savedText || held.current) return;
    sent.current = [...sent.current, storedText(card)];
    last.current = run({ card, origin }).then((reply) => {
      if (reply.ok) setSavedText(text);
    });
  };
  latest.current = () => {
    if (theirs === null) keep();
  };
  // Whoever leaves without choosing leaves what stands here: the other window is told of it, and nothing typed is lost.
  leave.current = keep;
  const take = (other: CardShape) => {
    setTheirs(null);
    setSavedText(JSON.stringify(other));
    onTheirs(other);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the text is what starts the wait anew
  useEffect(() => {
    const timer = setTimeout(() => latest.current(), savedAfterMs);
    return () => clearTimeout(timer);
  }, [text, theirs]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is stored now is looked at once
  useEffect(() => {
    if (stored === seen.current) return;
    seen.current = stored;
    const own = sent.current.indexOf(stored);
    sent.current = sent.current.slice(own + 1);
    if (own >= 0) return;
    if (text === savedText) take(draft.card);
    else setTheirs(draft.card);
  }, [stored]);
  useEffect(() => () => leave.current(), []);
  const hold = async () => {
    held.current = true;
    await last.current;
  };
  const release = () => {
    held.current = false;
  };
  const clash = theirs === null ? null : { keepMine: () => setTheirs(null), takeTheirs: () => take(theirs) };
  return { saved: text === savedText, error: save.error, clash, hold, release };
}

/** A card as it comes back when it was stored. */
function storedText(card: CardShape): string {
  return JSON.stringify(draftShape.safeParse(card).data ?? card);
}
