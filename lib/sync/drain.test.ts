import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it, vi } from 'vitest';
import type { CrmAdapter, WriteOutcome } from '../crm/adapter';
import { type CrmProblem, type CrmResult, done, failed } from '../crm/result';
import type { CrmWrite } from '../crm/write';
import { orgKey } from '../model/record';
import { createDrain, type DrainDeps } from './drain';
import { entriesFor, MemoryOutbox, org } from './memory-outbox';

type Answer = (write: CrmWrite) => CrmResult<{ crmId: string | null }>;
const served: Answer = ({ id }) => done({ crmId: `crm-${id}` });
const refuse = (problem: CrmProblem) => (): CrmResult<never> => failed(problem);

function withNote(write: CrmWrite, note: string): CrmWrite {
  return write.kind === 'logCall' ? { ...write, note } : write;
}

/** A CRM answering each request by the next of `answers`, the last one for ever. */
function rig(records: readonly number[], answers: readonly Answer[], change: Partial<DrainDeps> = {}, batchLimit = 50) {
  const entries = entriesFor(records);
  const outbox = new MemoryOutbox(entries, []);
  const sent: string[][] = [];
  const looked: string[][] = [];
  const applied = new Set<string>();
  const never = () => Promise.reject(new Error('not asked'));
  const adapter: CrmAdapter = {
    org: { crm: 'salesforce', org: 'x' },
    batchLimit,
    ...{ whoAmI: never, readRecord: never, listAes: never, planHandoff: never },
    write: async (writes): Promise<readonly WriteOutcome[]> => {
      const answer = answers[Math.min(sent.length, answers.length - 1)] ?? served;
      sent.push(writes.map(({ id }) => id));
      return writes.map((write) => ({ id: write.id, result: answer(write) }));
    },
    findWritten: async (writes) => {
      looked.push(writes.map(({ id }) => id));
      return done(new Map(writes.filter(({ id }) => applied.has(id)).map(({ id }) => [id, 'crm'])));
    },
  };
  const drain = createDrain({
    ...{ store: outbox, adapterFor: async () => adapter, clock: { now: () => outbox.now }, random: () => 0.5 },
    ...{ lock: (work: () => Promise<void>) => work(), ...change },
  });
  const ids = entries.map(({ id }) => id);
  return { entries, ids, outbox, sent, looked, applied, drain, adapter };
}

describe('the outbox drain', () => {
  it('sends what is due in one batch, oldest first, and what comes after it in the next', async () => {
    const { drain, sent, ids, outbox } = rig([0, 1, 2, 0], [served]);
    expect(await drain.drainAll()).toEqual({ nextAttemptAt: null });
    expect(sent).toEqual([ids.slice(0, 3), ids.slice(3)]);
    expect([...outbox.delivered.keys()]).toEqual(ids);
  });

  it('fills its batches with different records where several things wait of each', async () => {
    const { drain, sent, ids } = rig([0, 0, 1, 1, 2, 2, 3, 3], [served], {}, 4);
    await drain.drainAll();
    const every = (start: number) => ids.filter((_, index) => index % 2 === start);
    expect(sent).toEqual([every(0), every(1)]);
  });

  it('leaves entries of an org that is not connected alone, and does not ask to be woken for them', async () => {
    const { drain, sent, outbox } = rig([0, 1], [served], { adapterFor: async () => null });
    expect(await drain.drainAll()).toEqual({ nextAttemptAt: null });
    expect(sent).toEqual([]);
    expect(outbox.org(org).every(({ attempts }) => attempts === 0)).toBe(true);
  });

  it('sends nothing more of an org that is disconnected under its hands, and keeps what it has not sent', async () => {
    let connected = true;
    let adapter: CrmAdapter | null = null;
    const adapterFor = async () => (connected ? adapter : null);
    const first: Answer = (write) => {
      connected = false;
      return served(write);
    };
    const run = rig([0, 1, 2, 3], [first, served], { adapterFor }, 2);
    adapter = run.adapter;
    expect(await run.drain.drainAll()).toEqual({ nextAttemptAt: null });
    expect(run.sent).toEqual([run.ids.slice(0, 2)]);
    expect(run.outbox.org(org).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  });

  it('obeys a stated pause for the whole org, however often it is asked', async () => {
    const pause: CrmProblem = { kind: 'retryAfter', afterMs: 90_000, because: 'rateLimit', message: '' };
    const { drain, sent, outbox } = rig([0, 1, 2], [refuse(pause), served]);
    const { nextAttemptAt } = await drain.drainAll();
    outbox.now += 90_000;
    await drain.drainAll();
    expect(sent).toHaveLength(1);
    outbox.now = nextAttemptAt ?? 0;
    await drain.drainAll();
    // The first after a pause is a probe of one, then the rest together.
    expect(sent.map((batch) => batch.length)).toEqual([3, 1, 2]);
  });

  it('does not come back in the same moment as everybody else who was told the same pause', async () => {
    const pause: CrmProblem = { kind: 'retryAfter', afterMs: 10_000, because: 'rateLimit', message: '' };
    const waits: number[] = [];
    for (const dice of [0.2, 0.6, 0.99]) {
      const { drain, outbox } = rig([0], [refuse(pause)], { random: () => dice });
      waits.push(((await drain.drainAll()).nextAttemptAt ?? 0) - outbox.now);
    }
    expect(new Set(waits).size).toBe(3);
    expect(Math.min(...waits)).toBeGreaterThan(10_000);
  });

  it('waits for a sign-in without counting attempts', async () => {
    const { drain, outbox, sent } = rig([0, 1], [refuse({ kind: 'signInNeeded', message: '' }), served]);
    await drain.drainAll();
    expect(outbox.org(org).map(({ attempts, state }) => [attempts, state])).toEqual([
      [0, 'waiting'],
      [0, 'waiting'],
    ]);
    await drain.drainAll();
    expect(sent).toHaveLength(1);
    await outbox.wake(org, outbox.now);
    await drain.drainAll();
    expect(outbox.delivered.size).toBe(2);
  });

  it('leaves what the CRM refused, or what is gone, to the SDR, and goes on behind it', async () => {
    const answer: Answer = ({ ref, id }) => {
      if (ref.id === 'r0') return failed({ kind: 'rejected', code: 'V', message: 'Say why', fields: ['Description'] });
      return ref.id === 'r1' ? failed({ kind: 'gone', message: '' }) : done({ crmId: id });
    };
    const { drain, outbox, ids } = rig([0, 1, 2], [answer]);
    await drain.drainAll();
    expect(outbox.failedIds()).toEqual(ids.slice(0, 2));
    expect(outbox.entries.get(ids[0] ?? '')?.problem).toMatchObject({ message: 'Say why', fields: ['Description'] });
    expect([...outbox.delivered.keys()]).toEqual(ids.slice(2));
  });

  it('looks a lost answer up before it sends again, and only after the CRM had time to finish', async () => {
    const { drain, outbox, sent, looked, applied, ids } = rig(
      [0, 1],
      [refuse({ kind: 'unsure', message: '' }), served],
    );
    applied.add(ids[0] ?? '');
    await drain.drainAll();
    expect(looked).toEqual([]);
    outbox.now += 5000;
    await drain.drainAll();
    expect(looked.flat()).toEqual(ids);
    expect(sent).toEqual([ids, ids.slice(1)]);
    expect(outbox.delivered.size).toBe(2);
  });

  it('does not send what comes after an unsettled entry of the same record', async () => {
    const locked: CrmProblem = { kind: 'retryAfter', afterMs: 0, because: 'locked', message: '' };
    let isLocked = true;
    const answer: Answer = ({ ref, id }) => (ref.id === 'r0' && isLocked ? failed(locked) : done({ crmId: id }));
    const { drain, outbox, ids, sent } = rig([0, 0, 1], [answer]);
    await drain.drainAll();
    expect(outbox.org(org).map(({ id, attempts }) => [id, attempts])).toEqual([
      [ids[0], 1],
      [ids[1], 0],
    ]);
    expect(sent).toEqual([[ids[0], ids[2]]]);
    isLocked = false;
    outbox.now += 60_000;
    await drain.drainAll();
    expect(sent.slice(1)).toEqual([[ids[0]], [ids[1]]]);
  });

  it('does not send what was taken back between looking and sending', async () => {
    const { drain, outbox, sent, ids } = rig([0, 1], [served]);
    const mark = outbox.markSending.bind(outbox);
    outbox.markSending = (wanted) => {
      outbox.entries.delete(ids[0] ?? '');
      return mark(wanted);
    };
    await drain.drainAll();
    expect(sent).toEqual([ids.slice(1)]);
  });

  it('sends what an entry says when it is sent, where it was put right while a lost answer was looked up', async () => {
    const { outbox, ids, adapter, entries } = rig([0, 1, 2], [served]);
    const notes: string[] = [];
    const [lost, alsoLost, fresh] = entries;
    if (lost === undefined || alsoLost === undefined || fresh === undefined) throw new Error('no entries');
    for (const entry of [lost, alsoLost]) outbox.entries.set(entry.id, { ...entry, state: 'unsure' });
    const slow: CrmAdapter = {
      ...adapter,
      findWritten: async (writes) => {
        outbox.entries.set(fresh.id, { ...fresh, write: withNote(fresh.write, 'put right') });
        outbox.entries.delete(alsoLost.id);
        return adapter.findWritten(writes);
      },
      write: async (writes) => {
        for (const write of writes) if (write.kind === 'logCall') notes.push(write.note);
        return adapter.write(writes);
      },
    };
    const drain = createDrain({
      ...{ store: outbox, adapterFor: async () => slow, clock: { now: () => outbox.now }, random: () => 0.5 },
      lock: (work) => work(),
    });
    await drain.drainAll();
    expect(notes).toEqual(['', 'put right']);
    expect([...outbox.delivered.keys()]).toEqual([ids[0], ids[2]]);
  });

  it('treats what a worker left in sending as possibly applied', async () => {
    const { drain, outbox, looked, sent, applied, ids } = rig([0], [served]);
    await outbox.markSending(ids);
    applied.add(ids[0] ?? '');
    await drain.drainAll();
    outbox.now += 5000;
    await drain.drainAll();
    expect([looked, sent]).toEqual([[ids], []]);
    expect(outbox.delivered.size).toBe(1);
  });

  it('runs once at a time, and once more when asked meanwhile', async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let runs = 0;
    const { drain, outbox } = rig([0], [served], {
      lock: async (work) => {
        runs += 1;
        await gate;
        await work();
      },
    });
    const asked = [drain.drainAll(), drain.drainAll(), drain.drainAll()];
    await vi.waitFor(() => expect(runs).toBe(1));
    open();
    await Promise.all(asked);
    expect(runs).toBe(2);
    expect(outbox.delivered.size).toBe(1);
  });

  it('serves one org, and what is logged there meanwhile, while another hangs', async () => {
    let answer: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const other = orgKey({ crm: 'hubspot', org: '4711' });
    const run = rig([0, 1], [served]);
    const hangs: CrmAdapter = {
      ...run.adapter,
      write: async (writes) => {
        await hanging;
        return run.adapter.write(writes);
      },
    };
    const drain = createDrain({
      ...{ store: run.outbox, clock: { now: () => run.outbox.now }, random: () => 0.5 },
      adapterFor: async (of) => (of === other ? run.adapter : hangs),
      lock: (work) => work(),
    });
    const [theirs, later] = entriesFor([5, 6]).map((entry) => {
      const id = uuidv7();
      return { ...entry, id, org: other, write: { ...entry.write, id } };
    });
    if (theirs === undefined || later === undefined) throw new Error('no entries');
    run.outbox.entries.set(theirs.id, theirs);
    const told: (number | null)[] = [];
    const first = drain.drainAll(undefined, ({ nextAttemptAt }) => void told.push(nextAttemptAt));
    await vi.waitFor(() => expect([...run.outbox.delivered.keys()]).toEqual([theirs.id]));
    expect(told).toEqual([null]);
    run.outbox.entries.set(later.id, later);
    const second = drain.drainAll();
    await vi.waitFor(() => expect([...run.outbox.delivered.keys()]).toEqual([theirs.id, later.id]));
    answer();
    await Promise.all([first, second]);
    expect(run.outbox.unfinished()).toBe(0);
    expect(run.sent.flat().toSorted()).toEqual([...new Set(run.sent.flat())].toSorted());
  });

  it('writes nothing twice where there is no room to note that it was written', async () => {
    let isFull = true;
    const { drain, outbox, sent, ids, applied } = rig([0, 1], [served]);
    const settle = outbox.settle.bind(outbox);
    outbox.settle = (settlements) =>
      isFull ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : settle(settlements);
    for (const id of ids) applied.add(id);
    await expect(drain.drainAll()).rejects.toThrow('full');
    for (let times = 0; times < 6; times += 1) {
      outbox.now += 30_000;
      await drain.drainAll().catch(() => null);
    }
    expect(sent).toEqual([ids]);
    isFull = false;
    for (let times = 0; times < 2; times += 1) {
      outbox.now += 30_000;
      await drain.drainAll();
    }
    expect(sent).toEqual([ids]);
    expect([...outbox.delivered.keys()]).toEqual(ids);
  });

  it('sends nothing once it is told to stop', async () => {
    const { drain, sent } = rig([0], [served]);
    await drain.drainAll(AbortSignal.abort());
    expect(sent).toEqual([]);
  });

  it('tells what came of the entries', async () => {
    const told: unknown[] = [];
    const { drain, ids } = rig([0], [served], {
      onSettled: ({ org: of, settlements }) => void told.push(of, ...settlements),
    });
    await drain.drainAll();
    expect(told).toEqual([org, { id: ids[0], kind: 'done', crmId: `crm-${ids[0]}` }]);
  });
});
