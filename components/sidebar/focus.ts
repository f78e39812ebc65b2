import { flushSync } from 'react-dom';

/** Elements that a key moves the focus to, by id. */
export const focusIds = {
  answerNote: 'baton-answer-note',
  answerEvidence: 'baton-answer-evidence',
  callDetails: 'baton-call-details',
  callTime: 'baton-call-time',
  callNote: 'baton-call-note',
  followUpTime: 'baton-follow-up-time',
  referralName: 'baton-referral-name',
  personNote: 'baton-person-note',
  undoCall: 'baton-undo-call',
  outcomeButton: 'baton-outcome-button',
} as const;

/** The id of the nth field of the question on screen, from 1. */
export function answerFieldId(n: number): string {
  return `baton-answer-field-${n}`;
}

/**
 * Moves the focus at once, also to what the key just put on the page: the next letter typed belongs there.
 * For event handlers only. Answers whether it is there.
 */
export function focusOn(id: string): boolean {
  flushSync(() => undefined);
  const found = document.getElementById(id);
  found?.focus();
  // What is there already is written on, not before.
  if (found instanceof HTMLTextAreaElement) found.setSelectionRange(found.value.length, found.value.length);
  return found !== null;
}
