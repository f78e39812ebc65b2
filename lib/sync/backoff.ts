import type { CrmProblem } from '../crm/result';
import type { OutboxEntry } from './outbox-entry';

const baseMs = 1000;
/** The longest Baton waits by itself between two attempts; what a CRM states may be longer. */
export const longestBackoffMs = 15 * 60_000;
/** Even the luckiest draw leaves the CRM, and this machine, a moment. */
const shortestMs = 100;

/**
 * How long to wait after `attempts` failed attempts (0 for the first failure), in ms: exponential with full jitter, so that
 * many extensions that lost the same CRM do not return to it together. `random` gives [0, 1).
 */
export function backoffMs(attempts: number, random: () => number): number {
  const ceiling = Math.min(longestBackoffMs, baseMs * 2 ** Math.min(attempts, 30));
  return Math.max(shortestMs, Math.round(random() * ceiling));
}

/** What is new waits for nothing; so far ahead a clock may be read between writing an entry and looking at it. */
const newWaitsMs = 60_000;

/**
 * When an entry is due, seen from `now` (epoch ms): as stored, and at once where that lies further ahead than any back-off
 * or any wait its CRM stated could have put it. Then the clock ran ahead when it was written, and was set back since.
 */
export function dueAtOf(
  { nextAttemptAt, problem }: Pick<OutboxEntry, 'nextAttemptAt' | 'problem'>,
  now: number,
): number {
  const longest = problem === null ? newWaitsMs : longestBackoffMs + statedOf(problem);
  return nextAttemptAt - now > longest ? now : nextAttemptAt;
}

/** How long the CRM said to wait (ms). */
export function statedOf(problem: CrmProblem): number {
  return problem.kind === 'retryAfter' || problem.kind === 'unsure' ? (problem.afterMs ?? 0) : 0;
}
