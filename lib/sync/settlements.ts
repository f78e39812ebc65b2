import type { WriteOutcome } from '../crm/adapter';
import type { CrmProblem } from '../crm/result';
import { backoffMs, statedOf } from './backoff';
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
  const shared = sharedPause(
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
  chance: Chance & { readonly shared: SharedPause },
): Settlement {
  if (result.ok) return { id, kind: 'done', crmId: result.value.crmId };
  const { problem } = result;
  // What left may have been applied and what was refused stays refused, whatever became of the entry before it.
  if (problem.kind === 'rejected' || problem.kind === 'gone') return { id, kind: 'failed', problem };
  if (problem.kind === 'unsure') {
    const ownTime = chance.now + Math.max(settleDownMs, chance.shared.delayMs);
    const nextAttemptAt = Math.max(ownTime, blocker?.nextAttemptAt ?? 0);
    const statedMs = Math.max(chance.shared.statedMs, blocker === undefined ? 0 : statedOf(blocker.problem));
    return { id, kind: 'unsure', nextAttemptAt, problem: stating(problem, statedMs) };
  }
  if (blocker !== undefined) {
    return again(id, blocker.nextAttemptAt, { problem: withoutUnsure(blocker.problem), attempted: false });
  }
  const own = problem.kind === 'retryAfter' && problem.because === 'locked';
  const delay = own ? delayOf(problem, entry.attempts, chance.random) : (pauseOf(problem) ?? chance.shared.delayMs);
  const attempted = unsent !== true && problem.kind !== 'signInNeeded';
  return again(id, chance.now + delay, {
    problem: own ? problem : stating(problem, chance.shared.statedMs),
    attempted,
  });
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
  return { kind: 'retryAfter', afterMs: problem.afterMs ?? 0, because: 'locked', message: problem.message };
}

/** The problem with the pause that was stated for all: why an entry waits longer than by itself is told by nothing else. */
function stating(problem: CrmProblem, statedMs: number): CrmProblem {
  if (statedOf(problem) >= statedMs) return problem;
  if (problem.kind !== 'retryAfter' && problem.kind !== 'unsure') return problem;
  return { ...problem, afterMs: statedMs };
}

/** How long everything that met the CRM's own trouble waits, and how much of it the CRM stated. */
interface SharedPause {
  readonly delayMs: number;
  readonly statedMs: number;
}

function sharedPause(sent: readonly OutboxEntry[], outcomes: readonly WriteOutcome[], { random }: Chance): SharedPause {
  const delays = outcomes.flatMap(({ result }, index) => {
    if (result.ok || !(concernsOrg(result.problem) || isAmbiguous(result.problem))) return [];
    return [{ problem: result.problem, attempts: sent[index]?.attempts ?? 0 }];
  });
  if (delays.length === 0) return { delayMs: 0, statedMs: 0 };
  const attempts = Math.max(...delays.map((delay) => delay.attempts));
  const dice = backoffMs(attempts, random);
  return {
    delayMs: Math.max(...delays.map(({ problem }) => pauseOf(problem) ?? statedOf(problem) + dice)),
    statedMs: Math.max(...delays.map(({ problem }) => statedOf(problem))),
  };
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
