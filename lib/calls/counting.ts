import type { Outcome } from './outcome';

/**
 * Whether a call was a conversation: by its nature, or a connect that lasted `conversationSeconds` at least. A call
 * logged without the timer (`durationMs` null) is none where its length decides.
 */
export function isConversation(outcome: Outcome, durationMs: number | null, conversationSeconds: number): boolean {
  switch (outcome.conversation) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'ifLong':
      return durationMs !== null && durationMs >= conversationSeconds * 1000;
  }
}
