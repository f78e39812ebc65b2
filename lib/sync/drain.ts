import type { CrmAdapter, WriteOutcome } from '../crm/adapter';
import type { CrmProblem, CrmResult } from '../crm/result';
import type { OrgKey } from '../model/record';
import type { OutboxEntry } from './outbox-entry';
import { type OutboxStore, type Settlement, settleDownMs } from './outbox-store';
import { delayOf, settlementsOf } from './settlements';
import { batchOf, concernsOrg, firstOfEachRecord, heldUntil, isAmbiguous, isHalfOpen, secondOpinion } from './trouble';

/** What came of some entries of one org. */
export interface Settled {
  readonly org: OrgKey;
  readonly entries: readonly OutboxEntry[];
  readonly settlements: readonly Settlement[];
}

export interface DrainDeps {
  readonly store: OutboxStore;
  /** Null where the org is not connected: its entries just wait. */
  readonly adapterFor: (org: OrgKey) => Promise<CrmAdapter | null>;
  readonly clock: { readonly now: () => number };
  /** Gives [0, 1). */
  readonly random: () => number;
  readonly onSettled?: (settled: Settled) => void | Promise<void>;
  /** Keeps every other drain of this org out while `work` runs. The browser's lock where none is given. */
  readonly lock?: (work: () => Promise<void>, org: OrgKey) => Promise<void>;
}

export interface DrainReport {
  /**
   * When the next attempt of any connected org is due (epoch ms), for a timer and an alarm; null where nothing waits for time.
   * Unlike the store's `nextDueAt` it leaves out orgs that are not connected and respects pauses, so waking up for it never loops.
   */
  readonly nextAttemptAt: number | null;
}

export interface Drain {
  /**
   * Sends what is due, until nothing is, or `signal` aborts (what is on its way then is looked up later). An org that is being
   * served gets one more run afterwards; the others do not wait for it. `told` hears of each org that is through.
   */
  drainAll(signal?: AbortSignal, told?: (report: DrainReport) => void): Promise<DrainReport>;
}

/** What goes on with one org: a run, and perhaps one more that was asked for meanwhile. */
interface Lane {
  readonly running: Promise<number | null>;
  queued: Promise<number | null> | null;
}

/**
 * Tells the CRMs what they have yet to be told, each thing once: in order per record, in batches as large as the adapter
 * takes, looking up in the CRM what may have been applied before sending it again. All that decides lives in the store,
 * so a worker that dies between any two steps loses and doubles nothing.
 */
export function createDrain(deps: DrainDeps): Drain {
  const lock = deps.lock ?? browserLock;
  const lanes = new Map<OrgKey, Lane>();
  /** When to come again to each org that is through. */
  const nextOf = new Map<OrgKey, number | null>();

  const run = async (org: OrgKey, signal: AbortSignal | undefined): Promise<number | null> => {
    let next: number | null = null;
    await lock(async () => {
      // Nothing else sends to this org now: what is marked so was left by a worker that died.
      await deps.store.recover(org, deps.clock.now() + settleDownMs);
      next = await drainOrg(deps, org, signal);
    }, org);
    return next;
  };
  const start = (org: OrgKey, signal: AbortSignal | undefined): Promise<number | null> => {
    const lane: Lane = {
      running: run(org, signal).finally(() => {
        if (lane.queued === null) lanes.delete(org);
      }),
      queued: null,
    };
    lanes.set(org, lane);
    // What was known of it is being seen to.
    nextOf.delete(org);
    return lane.running;
  };
  const oneMore = (org: OrgKey, signal: AbortSignal | undefined): Promise<number | null> => {
    const lane = lanes.get(org);
    if (lane === undefined) return start(org, signal);
    const again = () => start(org, signal);
    lane.queued ??= lane.running.then(again, again);
    return lane.queued;
  };
  const report = (): DrainReport => {
    const times = [...nextOf.values()].filter((next) => next !== null);
    return { nextAttemptAt: times.length === 0 ? null : Math.min(...times) };
  };

  return {
    drainAll: async (signal, told) => {
      const orgs = await deps.store.orgs();
      for (const org of nextOf.keys()) if (!orgs.includes(org) && !lanes.has(org)) nextOf.delete(org);
      // One org's broken connection or storage must not keep the others from being served.
      const runs = await Promise.allSettled(
        orgs.map(async (org) => {
          nextOf.set(org, await oneMore(org, signal));
          told?.(report());
        }),
      );
      const broken = runs.find((one) => one.status === 'rejected');
      if (broken !== undefined) throw broken.reason;
      return report();
    },
  };
}

/** One drain of an org at a time, even across a worker that is ending and one that is starting. */
async function browserLock(work: () => Promise<void>, org: OrgKey): Promise<void> {
  if (typeof navigator === 'undefined' || navigator.locks === undefined) return work();
  await navigator.locks.request(`baton-drain:${org}`, work);
}

/** How many batches' worth of entries one is chosen from: a call and what it promised wait next to each other, and travel one after the other. */
const lookAhead = 8;

/** Longer than any clock: asks the store for entries whenever they are due. */
const whenever = Number.MAX_SAFE_INTEGER;

interface Run {
  /** Entries that were taken back under our hands: not looked at again in this run. */
  readonly withdrawn: Set<string>;
  readonly deps: DrainDeps;
  readonly org: OrgKey;
  readonly adapter: CrmAdapter;
  readonly signal: AbortSignal | undefined;
}

/** Sends what is due in one org; answers when to come again. */
async function drainOrg(deps: DrainDeps, org: OrgKey, signal: AbortSignal | undefined): Promise<number | null> {
  const adapter = await deps.adapterFor(org);
  if (adapter === null) return null;
  const oldest = await deps.store.due(org, whenever, adapter.batchLimit);
  const held = heldUntil(oldest, deps.clock.now());
  if (held !== null) return held;
  await sendDue({ deps, org, adapter, signal, withdrawn: new Set() }, isHalfOpen(oldest));
  const left = await deps.store.due(org, whenever, adapter.batchLimit);
  if (left.length === 0 || (await deps.adapterFor(org)) === null) return null;
  return (
    heldUntil(left, deps.clock.now()) ?? Math.min(...firstOfEachRecord(left).map(({ nextAttemptAt }) => nextAttemptAt))
  );
}

/**
 * Batch after batch. After a failure that may be the CRM's or the entry's, one other entry is asked for a second opinion:
 * is it served, the rest goes on; is it not, the org is left alone. So one poisoned entry never holds up the others, and
 * a CRM that is down gets two small requests and then peace.
 */
async function sendDue(run: Run, halfOpen: boolean): Promise<void> {
  const { store, clock } = run.deps;
  let mood: 'fine' | 'probe' | 'doubt' = halfOpen ? 'probe' : 'fine';
  while (run.signal?.aborted !== true) {
    // An adapter holds its key: an org that is disconnected or forbidden while a run lasts gets no further batch.
    const adapter = await run.deps.adapterFor(run.org);
    if (adapter === null) return;
    const ready = await store.due(run.org, clock.now(), run.adapter.batchLimit * lookAhead);
    const due = ready.filter(({ id }) => !run.withdrawn.has(id));
    if (due.length === 0) return;
    const chosen =
      mood === 'doubt' ? secondOpinion(due) : mood === 'probe' ? due.slice(0, 1) : batchOf(due, run.adapter.batchLimit);
    const verdict = await sendBatch({ ...run, adapter }, chosen, due);
    if (verdict === 'stop' || (verdict === 'doubt' && mood === 'doubt')) return;
    mood = verdict;
  }
}

/** `stop`: the org serves nobody now. `doubt`: something went wrong that may be only these entries' own. */
type Verdict = 'fine' | 'doubt' | 'stop';

async function sendBatch(run: Run, chosen: readonly OutboxEntry[], due: readonly OutboxEntry[]): Promise<Verdict> {
  const looked = await lookUp(run, chosen);
  if (looked.verdict !== 'fine' || looked.toSend.length === 0) return looked.verdict;
  // Looking up takes its time: what is sent is what the entries say now, without those taken back meanwhile.
  const sending = await run.deps.store.markSending(looked.toSend.map(({ id }) => id));
  const marked = new Set(sending.map(({ id }) => id));
  for (const { id } of looked.toSend) if (!marked.has(id)) run.withdrawn.add(id);
  if (sending.length === 0) return 'fine';
  const outcomes = await written(run, sending, due);
  const chance = { now: run.deps.clock.now(), random: run.deps.random };
  await settle(run, sending, settlementsOf(sending, outcomes, chance));
  return verdictOf(outcomes.flatMap(({ result }) => (result.ok ? [] : [result.problem])));
}

/** An adapter answers rather than throws; one that throws nevertheless has a bug, and may have sent. */
async function written(
  { adapter, signal }: Run,
  sending: readonly OutboxEntry[],
  due: readonly OutboxEntry[],
): Promise<readonly WriteOutcome[]> {
  try {
    return await adapter.write(
      sending.map(({ write }) => write),
      signal,
      due.map(({ write }) => write),
    );
  } catch {
    const problem: CrmProblem = { kind: 'unsure', message: 'the adapter failed' };
    return sending.map(({ id }) => ({ id, result: { ok: false, problem } }));
  }
}

function verdictOf(problems: readonly CrmProblem[]): Verdict {
  if (problems.some(concernsOrg)) return 'stop';
  return problems.some(isAmbiguous) ? 'doubt' : 'fine';
}

interface Looked {
  readonly verdict: Verdict;
  readonly toSend: readonly OutboxEntry[];
}

/** Finds out what became of entries whose answer was lost; what the CRM has is settled, what it has not is sent with the rest. */
async function lookUp(run: Run, chosen: readonly OutboxEntry[]): Promise<Looked> {
  const unsure = chosen.filter(({ state }) => state === 'unsure');
  if (unsure.length === 0) return { verdict: 'fine', toSend: chosen };
  const found = await foundIn(run, unsure);
  if (!found.ok) {
    const attempts = Math.max(...unsure.map((entry) => entry.attempts));
    await postpone(run, unsure, found.problem, delayOf(found.problem, attempts, run.deps.random));
    return { verdict: concernsOrg(found.problem) ? 'stop' : 'doubt', toSend: [] };
  }
  const there = unsure.filter(({ id }) => found.value.has(id));
  const settlements = there.map(({ id }) => ({ id, kind: 'done', crmId: found.value.get(id) ?? null }) as const);
  if (there.length > 0) await settle(run, there, settlements);
  return { verdict: 'fine', toSend: chosen.filter(({ id }) => !found.value.has(id)) };
}

async function foundIn(
  { adapter, signal }: Run,
  unsure: readonly OutboxEntry[],
): Promise<CrmResult<ReadonlyMap<string, string>>> {
  try {
    return await adapter.findWritten(
      unsure.map(({ write }) => write),
      signal,
    );
  } catch {
    return { ok: false, problem: { kind: 'retryAfter', afterMs: 0, because: 'server', message: 'the adapter failed' } };
  }
}

/** Puts off a lookup; the entries stay unsure, and what waits behind them waits on. */
async function postpone(
  run: Run,
  entries: readonly OutboxEntry[],
  problem: CrmProblem,
  delayMs: number,
): Promise<void> {
  const nextAttemptAt = run.deps.clock.now() + delayMs;
  const settlements = entries.map(({ id }) => ({ id, kind: 'unsure', nextAttemptAt, problem }) as const);
  await settle(run, entries, settlements);
}

async function settle(run: Run, entries: readonly OutboxEntry[], settlements: readonly Settlement[]): Promise<void> {
  await run.deps.store.settle(settlements, run.deps.clock.now());
  await run.deps.onSettled?.({ org: run.org, entries, settlements });
}
