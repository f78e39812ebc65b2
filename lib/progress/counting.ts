import { attemptsOf } from '../calls/attempts';
import type { Call } from '../calls/call';
import { isConversation } from '../calls/counting';
import type { Outcome } from '../calls/outcome';
import { findOutcome as findBuiltIn } from '../calls/outcomes';
import type { Handoff } from '../handoff/handoff';
import { type Counts, type Day, type Metric, metrics } from './progress';

/** Nothing counted yet. */
export function zeroCounts(): Counts {
  return { dials: 0, connects: 0, conversations: 0, handoffs: 0 };
}

/**
 * What one call counts by itself. Within a day's counters use {@link changeOfDay}, which knows that a redial within a
 * minute is no dial of its own.
 */
export function countsOfCall(
  call: { readonly outcome: Outcome; readonly durationMs: number | null },
  conversationSeconds: number,
): Counts {
  return {
    ...zeroCounts(),
    dials: 1,
    connects: call.outcome.connect ? 1 : 0,
    conversations: isConversation(call.outcome, call.durationMs, conversationSeconds) ? 1 : 0,
  };
}

/** The sum of two counts. */
export function addCounts(a: Counts, b: Counts): Counts {
  return combine(a, b, (x, y) => x + y);
}

/** `a` less `b`, never below zero: the inverse of {@link addCounts}. */
export function subtractCounts(a: Counts, b: Counts): Counts {
  return combine(a, b, (x, y) => Math.max(0, x - y));
}

/** What counting needs of a call. */
export type CountedCall = Pick<
  Call,
  'id' | 'recordKey' | 'outcomeId' | 'startedAt' | 'durationMs' | 'number' | 'day' | 'undoneAt'
> & {
  /** The setting in force when the call was logged, where it is kept; it goes before that of the rules. */
  readonly conversationSeconds?: number;
};
/** What counting needs of a handoff. */
export type CountedHandoff = Pick<Handoff, 'day' | 'state'>;

/** How calls are counted: from how many seconds a connect is a conversation, and what the outcomes mean. */
export interface CountingRules {
  readonly conversationSeconds: number;
  readonly findOutcome?: (id: string) => Outcome | undefined;
}

/** What a set of calls of one day counts together; calls taken back count nothing. */
export function countsOfCalls(calls: readonly CountedCall[], rules: CountingRules): Counts {
  const findOutcome = rules.findOutcome ?? findBuiltIn;
  const dials = attemptsOf(calls).length;
  const live = calls.filter((call) => call.undoneAt === null);
  const rest = live.reduce((sum, call) => {
    const outcome = findOutcome(call.outcomeId);
    if (outcome === undefined) return sum;
    const seconds = call.conversationSeconds ?? rules.conversationSeconds;
    return addCounts(sum, countsOfCall({ outcome, durationMs: call.durationMs }, seconds));
  }, zeroCounts());
  return { ...rest, dials };
}

/**
 * A day's counters after the calls of ONE record on that day went from `before` to `after` (a call logged, taken back,
 * or changed). Logging and then taking back gives the counters as they were, exactly.
 */
export function changeOfDay(
  counts: Counts,
  before: readonly CountedCall[],
  after: readonly CountedCall[],
  rules: CountingRules,
): Counts {
  return subtractCounts(addCounts(counts, countsOfCalls(after, rules)), countsOfCalls(before, rules));
}

/** What a handoff counts on the day it was submitted: one, unless the SDR withdrew it. */
export function countsOfHandoff(handoff: Pick<Handoff, 'state'>): Counts {
  return { ...zeroCounts(), handoffs: handoff.state === 'withdrawn' ? 0 : 1 };
}

/** Every day's counters from the history alone, in order of day; days on which nothing counted are left out. */
export function rebuildDays(
  calls: readonly CountedCall[],
  handoffs: readonly CountedHandoff[],
  rules: CountingRules,
): Day[] {
  const days = new Map<string, Counts>();
  const add = (day: string, counts: Counts) => days.set(day, addCounts(days.get(day) ?? zeroCounts(), counts));
  for (const [day, ofDay] of Map.groupBy(calls, (call) => call.day)) add(day, countsOfCalls(ofDay, rules));
  for (const handoff of handoffs) add(handoff.day, countsOfHandoff(handoff));
  return [...days]
    .filter(([, counts]) => metrics.some((metric) => counts[metric] > 0))
    .map(([day, counts]) => ({ day, counts }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

function combine(a: Counts, b: Counts, join: (x: number, y: number) => number): Counts {
  const entry = (metric: Metric) => join(a[metric], b[metric]);
  return {
    dials: entry('dials'),
    connects: entry('connects'),
    conversations: entry('conversations'),
    handoffs: entry('handoffs'),
  };
}
