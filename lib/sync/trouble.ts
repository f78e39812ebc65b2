import type { CrmProblem } from '../crm/result';
import type { OutboxEntry } from './outbox-entry';

/** Every other entry of the org would meet the same: limits, no network, nobody signed in. */
export function concernsOrg(problem: CrmProblem | null): boolean {
  if (problem?.kind === 'signInNeeded') return true;
  return problem?.kind === 'retryAfter' && problem.because !== 'locked' && problem.because !== 'server';
}

/** Either the CRM is in trouble or this very entry brings it into trouble: only another entry can tell. */
export function isAmbiguous(problem: CrmProblem | null): boolean {
  if (problem?.kind === 'retryAfter') return problem.because === 'server';
  return problem?.kind === 'unsure' || problem?.kind === 'forbidden';
}

/**
 * Until when an org is left alone (the circuit is open), or null. Read from the entries themselves, so that it outlives
 * the worker and ends when the store wakes them. `oldest` are the org's oldest unfinished entries.
 */
export function heldUntil(oldest: readonly OutboxEntry[], now: number): number | null {
  const resting = oldest.filter(({ nextAttemptAt, problem }) => problem !== null && nextAttemptAt > now);
  const orgWide = resting.filter(({ problem }) => concernsOrg(problem)).map(({ nextAttemptAt }) => nextAttemptAt);
  if (orgWide.length > 0) return Math.max(...orgWide);
  const doubtful = resting.filter(({ problem }) => isAmbiguous(problem));
  // One record in trouble is its own trouble; two are the CRM's.
  if (new Set(doubtful.map(({ recordKey }) => recordKey)).size < 2) return null;
  return Math.min(...doubtful.map(({ nextAttemptAt }) => nextAttemptAt));
}

/** True where the org's last attempts went wrong: the next one is a probe of one entry. */
export function isHalfOpen(oldest: readonly OutboxEntry[]): boolean {
  return oldest.some(({ problem }) => concernsOrg(problem) || isAmbiguous(problem));
}

/** So many failures are the CRM's more likely than an entry's: the batch stays whole. */
const wholeFailures = 2;

/**
 * The entries that travel together: the first of each record, because a request holds one write of a record and what comes
 * after it has to wait for its answer anyway. One that took its batches down again and again travels in ever smaller ones,
 * at last alone.
 */
export function batchOf(due: readonly OutboxEntry[], limit: number): readonly OutboxEntry[] {
  let allowed = limit;
  const batch: OutboxEntry[] = [];
  for (const entry of firstOfEachRecord(due)) {
    const own = isAmbiguous(entry.problem)
      ? Math.max(1, limit >> Math.min(Math.max(0, entry.attempts - wholeFailures), 30))
      : limit;
    allowed = Math.min(allowed, own);
    if (batch.length >= allowed) break;
    batch.push(entry);
  }
  return batch;
}

/** The entry that can best tell whether the CRM serves at all: the one with the fewest failures, then the oldest. */
export function secondOpinion(due: readonly OutboxEntry[]): readonly OutboxEntry[] {
  const firsts = firstOfEachRecord(due);
  const fewest = Math.min(...firsts.map(({ attempts }) => attempts));
  return firsts.filter(({ attempts }) => attempts === fewest).slice(0, 1);
}

/** The entries that nothing stands before: what comes after them in their record waits for them, whatever its own time. */
export function firstOfEachRecord(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ recordKey }) => {
    if (seen.has(recordKey)) return false;
    seen.add(recordKey);
    return true;
  });
}
