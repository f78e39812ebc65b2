import type { Call } from './call';

/** A second dial of the same line begun this soon after the first ended is the same attempt. Source: domain notes section 3 (dials). */
export const redialWithinMs = 60_000;

/** What counting attempts needs of a call. */
export type AttemptFacts = Pick<Call, 'recordKey' | 'startedAt' | 'durationMs' | 'number' | 'undoneAt'>;

/**
 * The calls that count as an attempt of their own: not taken back, and not a redial of the call before to the same
 * record and number within {@link redialWithinMs}. The order of `calls` does not matter.
 */
export function attemptsOf<C extends AttemptFacts>(calls: readonly C[]): readonly C[] {
  const live = calls.filter((call) => call.undoneAt === null).toSorted((a, b) => a.startedAt - b.startedAt);
  const lastEnd = new Map<string, number>();
  return live.filter((call) => {
    const line = `${call.recordKey} ${call.number ?? ''}`;
    const before = lastEnd.get(line) ?? Number.NEGATIVE_INFINITY;
    lastEnd.set(line, call.startedAt + (call.durationMs ?? 0));
    return call.startedAt - before > redialWithinMs;
  });
}

/** How many attempts were made. */
export function countAttempts(calls: readonly AttemptFacts[]): number {
  return attemptsOf(calls).length;
}
