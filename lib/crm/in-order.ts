import { recordKey } from '../model/record';
import type { WriteOutcome } from './adapter';
import { type CrmProblem, failed } from './result';
import type { CrmWrite } from './write';

interface Way<C extends string> {
  /** Which request a write travels in; writes of one channel share requests. */
  readonly channelOf: (write: CrmWrite) => C;
  readonly limitOf: (channel: C) => number;
  /** Sends writes that may share a request; one outcome per write, in their order. */
  readonly send: (channel: C, writes: readonly CrmWrite[]) => Promise<readonly WriteOutcome[]>;
}

/**
 * Sends writes in as few requests as their order allows: kept per record, free between records. A record whose write did
 * not settle sends nothing more; trouble with the CRM as a whole stops everything that has not left yet.
 */
export async function sendInOrder<C extends string>(
  writes: readonly CrmWrite[],
  way: Way<C>,
): Promise<readonly WriteOutcome[]> {
  const outcomes = new Map<string, WriteOutcome>();
  let queues = queuesByRecord(writes);
  while (queues.length > 0) {
    const { channel, batch } = nextBatch(queues, way);
    const sent = await way.send(channel, batch);
    for (const outcome of sent) outcomes.set(outcome.id, outcome);
    const trouble = sent.find((outcome) => !outcome.result.ok && concernsAll(outcome.result.problem));
    queues = queues.map((queue) => queue.filter(({ id }) => !outcomes.has(id)));
    for (const queue of queues) {
      const blocker = trouble ?? blockerOf(queue, writes, outcomes);
      if (blocker !== undefined) for (const { id } of queue) outcomes.set(id, unsentBecause(id, blocker));
    }
    queues = queues.map((queue) => queue.filter(({ id }) => !outcomes.has(id))).filter((queue) => queue.length > 0);
  }
  return writes.map(({ id }) => outcomes.get(id) ?? unsure(id));
}

function queuesByRecord(writes: readonly CrmWrite[]): CrmWrite[][] {
  const byRecord = Map.groupBy(writes, (write) => recordKey(write.ref));
  return [...byRecord.values()];
}

/**
 * The channel with the most writes that may leave now, cut to its limit. One write per record: the rows of a batch fail one
 * by one, and a later one of a record must not be there before an earlier one that failed.
 */
function nextBatch<C extends string>(queues: readonly (readonly CrmWrite[])[], way: Way<C>) {
  const ready = new Map<C, CrmWrite[]>();
  for (const [first] of queues) {
    if (first === undefined) continue;
    const channel = way.channelOf(first);
    ready.set(channel, [...(ready.get(channel) ?? []), first]);
  }
  const [most] = [...ready].sort(([, a], [, b]) => b.length - a.length);
  if (most === undefined) throw new RangeError('Nothing to send');
  const [channel, batch] = most;
  return { channel, batch: batch.slice(0, way.limitOf(channel)) };
}

/** An unsettled write of the same record: what comes after it must wait. A refusal is settled, and blocks nothing. */
function blockerOf(
  queue: readonly CrmWrite[],
  writes: readonly CrmWrite[],
  outcomes: ReadonlyMap<string, WriteOutcome>,
) {
  const [first] = queue;
  if (first === undefined) return undefined;
  const key = recordKey(first.ref);
  return writes
    .filter((write) => recordKey(write.ref) === key)
    .map(({ id }) => outcomes.get(id))
    .find((outcome) => outcome !== undefined && !outcome.result.ok && !isFinal(outcome.result.problem));
}

/** True where sending the same write again cannot help until somebody changes something about it. */
export function isFinal(problem: CrmProblem): boolean {
  return problem.kind === 'rejected' || problem.kind === 'gone';
}

/** True for problems that the next request would meet as well, whatever it holds. */
function concernsAll(problem: CrmProblem): boolean {
  if (problem.kind === 'retryAfter') return problem.because !== 'locked';
  return problem.kind === 'signInNeeded' || problem.kind === 'unsure';
}

function unsentBecause(id: string, { result }: WriteOutcome): WriteOutcome {
  const because: CrmProblem = result.ok ? { kind: 'unsure', message: '' } : result.problem;
  const problem: CrmProblem =
    because.kind === 'unsure'
      ? { kind: 'retryAfter', afterMs: because.afterMs ?? 0, because: 'server', message: because.message }
      : because;
  return { id, result: failed(problem), unsent: true };
}

function unsure(id: string): WriteOutcome {
  return { id, result: failed({ kind: 'unsure', message: 'no outcome' }) };
}

/** The same outcome for every write. */
export function allOf(writes: readonly CrmWrite[], problem: CrmProblem): readonly WriteOutcome[] {
  return writes.map(({ id }) => ({ id, result: failed(problem) }));
}

/**
 * Sends a batch; where the CRM refuses it as a whole (and so applied nothing), sends its halves, until the refused write
 * stands alone and all others are through.
 */
export async function sendIsolating(
  writes: readonly CrmWrite[],
  send: (writes: readonly CrmWrite[]) => Promise<readonly WriteOutcome[] | CrmProblem>,
): Promise<readonly WriteOutcome[]> {
  const sent = await send(writes);
  if (!('kind' in sent)) return sent;
  if (writes.length < 2 || !isFinal(sent)) return allOf(writes, sent);
  const middle = Math.ceil(writes.length / 2);
  const first = await sendIsolating(writes.slice(0, middle), send);
  const stop = first.find(({ result }) => !result.ok && concernsAll(result.problem));
  const rest = writes.slice(middle);
  if (stop !== undefined) return [...first, ...rest.map(({ id }) => unsentBecause(id, stop))];
  return [...first, ...(await sendIsolating(rest, send))];
}
