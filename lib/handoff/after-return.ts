import type { Outcome } from '../calls/outcome';
import type { ReturnReason } from './handoff';

/**
 * When to take a returned lead up again, as an outcome of a call would have it. What is missing is asked for at once, bad timing
 * waits, and what leads nowhere proposes nothing. Source of the days: domain notes section 4 (revisit after 30, 90 or 180 days).
 */
export function followUpAfterReturn(reasonId: ReturnReason | null): Outcome['followUp'] {
  switch (reasonId) {
    case 'badTiming':
      return { kind: 'recycle', afterDays: 30 };
    case 'noNeed':
      return { kind: 'recycle', afterDays: 90 };
    case 'duplicate':
      return { kind: 'none' };
    case 'notReached':
      return { kind: 'retry', afterMinutes: 24 * 60 };
    case 'wrongPerson':
    case 'missingInfo':
    case 'other':
    case null:
      return { kind: 'promise' };
  }
}
