import type { WriteOutcome } from '../crm/adapter';
import type { CrmProblem } from '../crm/result';
import { backoffMs } from './backoff';
import type { OutboxEntry } from './outbox-entry';
import { type Settlement, settleDownMs } from './outbox-store';
import { concernsOrg, isAmbiguous } from './trouble';

/** A sign-in is noticed at the latest after this; asking costs no request while there is no session. */
const signInPauseMs = 2 * 60_000;
/** What an admin must allow is not allowed within seconds. */
const forbiddenPauseMs = 15 * 60_000;

/** The time and the dice. */
export interface Chance {
  readonly now: number;
  readonly random: () => number;
}

/**
 * How each entry came out. Trouble that is not the entry's own gives all of them the same next attempt, so that they stay
 * together; entries behind one of the same record that did not settle go back unattempted.
 */
export function settlementsOf(
  sent: readonly OutboxEntry[],
  outcomes: readonly WriteOutcome[],
  chance: Chance,
): readonly Settlement[] {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const outcomeOf = (id: string): WriteOutcome => byId.get(id) ?? { id, result: { ok: false, problem: noOutcome } };
  const shared = sharedDelay(
    sent,
    sent.map(({ id }) => outcomeOf(id)),
    chance,
  );
  const blockers = new Map<string, Extract<Settlement, { kind: 'again' | 'unsure' }>>();
  return sent.map((entry) => {
    const settlement = settlementOf(entry, outcomeOf(entry.id), blockers.get(entry.recordKey), { ...chance, shared });
    if (settlement.kind === 'again' || settlement.kind === 'unsure') {
      if (!blockers.has(entry.recordKey)) blockers.set(entry.recordKey, settlement);
    }
    return settlement;
  });
}

const noOutcome: CrmProblem = { kind: 'unsure', message: 'no outcome' };

type Blocker = Extract<Settlement, { kind: 'again' | 'unsure' }>;

function settlementOf(
  entry: OutboxEntry,
  { id, result, unsent }: WriteOutcome,
  blocker: Blocker | undefined,
  chance: Chance & { readonly shared: number },
): Settlement {
  if (result.ok) return { id, kind: 'done', crmId: result.value.crmId };
  const { problem } = result;
  // What left may have been applied and what was refused stays refused, whatever became of the entry before it.
  if (problem.kind === 'rejected' || problem.kind === 'gone') return { id, kind: 'failed', problem };
  if (problem.kind === 'unsure') {
    const nextAttemptAt = Math.max(chance.now + settleDownMs, chance.now + chance.shared, blocker?.nextAttemptAt ?? 0);
    return { id, kind: 'unsure', nextAttemptAt, problem };
  }
  if (blocker !== undefined) {
    return again(id, blocker.nextAttemptAt, { problem: withoutUnsure(blocker.problem), attempted: false });
  }
  const own = problem.kind === 'retryAfter' && problem.because === 'locked';
  const delay = own ? delayOf(problem, entry.attempts, chance.random) : chance.shared;
  return again(id, chance.now + delay, { problem, attempted: unsent !== true && problem.kind !== 'signInNeeded' });
}

function again(
  id: string,
  nextAttemptAt: number,
  rest: { readonly problem: CrmProblem; readonly attempted: boolean },
): Settlement {
  return { id, kind: 'again', nextAttemptAt, ...rest };
}

/** An entry that only waits behind an unsure one is not unsure itself. */
function withoutUnsure(problem: CrmProblem): CrmProblem {
  if (problem.kind !== 'unsure') return problem;
  return { kind: 'retryAfter', afterMs: 0, because: 'locked', message: problem.message };
}

/** How long everything that met the CRM's own trouble waits. */
function sharedDelay(sent: readonly OutboxEntry[], outcomes: readonly WriteOutcome[], { random }: Chance): number {
  const delays = outcomes.flatMap(({ result }, index) => {
    if (result.ok || !(concernsOrg(result.problem) || isAmbiguous(result.problem))) return [];
    return [{ problem: result.problem, attempts: sent[index]?.attempts ?? 0 }];
  });
  if (delays.length === 0) return 0;
  const attempts = Math.max(...delays.map((delay) => delay.attempts));
  const dice = backoffMs(attempts, random);
  return Math.max(...delays.map(({ problem }) => pauseOf(problem) ?? statedOf(problem) + dice));
}

/**
 * The next attempt after a problem. What the CRM states is waited out, and the back-off's dice are thrown on top: all that
 * share a limit are told the same time, and must not come back together.
 */
export function delayOf(problem: CrmProblem, attempts: number, random: () => number): number {
  return pauseOf(problem) ?? statedOf(problem) + backoffMs(attempts, random);
}

/** A pause of fixed length; null where the back-off tells. */
function pauseOf(problem: CrmProblem): number | null {
  if (problem.kind === 'signInNeeded') return signInPauseMs;
  return problem.kind === 'forbidden' ? forbiddenPauseMs : null;
}

function statedOf(problem: CrmProblem): number {
  return problem.kind === 'retryAfter' ? problem.afterMs : 0;
}
