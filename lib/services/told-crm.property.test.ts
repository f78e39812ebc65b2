import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CrmProblem } from '../crm/result';
import type { CrmWrite } from '../crm/write';
import type { CallView } from '../messaging/views';
import { orgOfKey } from '../model/record';
import { pursuitRow } from '../store/rows';
import type { OutboxEntry } from '../sync/outbox-entry';
import type { Settlement } from '../sync/outbox-store';
import { dana, editAsk, lee, logAsk, makeRig, type Rig } from './rig';

afterAll(() => fakeBrowser.reset());

/** What becomes of one write that left. */
const fates = ['served', 'busy', 'refused', 'lostAfterApplying', 'lostBeforeApplying'] as const;
type Fate = (typeof fates)[number];

const problems: Record<'busy' | 'refused' | 'lost', CrmProblem> = {
  busy: { kind: 'retryAfter', afterMs: 0, because: 'locked', message: '' },
  refused: { kind: 'rejected', code: 'X', message: '', fields: [] },
  lost: { kind: 'unsure', message: '' },
};

const log = fc.record({ do: fc.constant('log' as const), lead: fc.constantFrom(dana, lee), isPromised: fc.boolean() });
/** Of the latest calls: what goes wrong goes wrong between one call's own writes. */
const back = fc.nat(1);
const step = fc.oneof(
  { weight: 1, arbitrary: log },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ do: fc.constant('edit' as const), back },
      outcomeId: fc.constantFrom(...(['callBack', 'notNow', 'busy', 'wrongNumber'] as const)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), back }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('leave' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      fates: fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retry' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

it('whatever is logged, put right and taken back while the CRM answers as it likes, it ends with what the history says', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(log, fc.array(step, { minLength: 8, maxLength: 30 }), async (first, steps) => {
      fakeBrowser.reset();
      Dexie.dependencies.indexedDB = new IDBFactory();
      const world = new World(makeRig());
      for (const next of [first, ...steps]) await world.play(next);
      await world.deliverAll();
      expect(world.crm.twice).toEqual([]);
      expect(world.crm.calls()).toEqual(await world.callsInHistory());
      expect(world.crm.openTasks()).toEqual(await world.openPromises());
    }),
    { numRuns: 40 },
  );
});

/** The CRM's side: what stands there, and what was made there twice. */
class Crm {
  readonly twice: string[] = [];
  readonly #calls = new Map<string, { note: string; outcomeId: string; stands: boolean }>();
  readonly #tasks = new Map<string, { body: string; isOpen: boolean }>();

  has({ id }: CrmWrite): boolean {
    return this.#calls.has(id) || this.#tasks.has(id);
  }

  apply(write: CrmWrite): void {
    if (this.has(write)) this.twice.push(write.id);
    if (write.kind === 'logCall') this.#calls.set(write.id, { ...write, stands: true });
    if (write.kind === 'followUp') this.#tasks.set(write.id, { body: write.body, isOpen: true });
    if (write.kind === 'editCall' && this.#calls.has(write.callWriteId)) {
      this.#calls.set(write.callWriteId, { ...write, stands: true });
    }
    const call = write.kind === 'undoCall' ? this.#calls.get(write.callWriteId) : undefined;
    if (call !== undefined) call.stands = false;
    const isOfTask = write.kind === 'editFollowUp' || write.kind === 'undoFollowUp';
    const task = isOfTask ? this.#tasks.get(write.followUpWriteId) : undefined;
    if (task !== undefined && write.kind === 'editFollowUp') task.body = write.body;
    if (task !== undefined && write.kind === 'undoFollowUp') task.isOpen = false;
  }

  calls(): string[] {
    const standing = [...this.#calls].filter(([, { stands }]) => stands);
    return standing.map(([id, { outcomeId, note }]) => `${id} ${outcomeId} ${note}`).toSorted();
  }

  openTasks(): string[] {
    const open = [...this.#tasks].filter(([, { isOpen }]) => isOpen);
    return open.map(([id, { body }]) => `${id} ${body}`).toSorted();
  }
}

/** An SDR, their Baton, and a CRM between which one request at a time is on its way. */
class World {
  readonly crm = new Crm();
  readonly #rig: Rig;
  readonly #logged: CallView[] = [];
  #underWay: readonly OutboxEntry[] = [];
  #words = 0;

  constructor(rig: Rig) {
    this.#rig = rig;
  }

  async play(next: Step): Promise<void> {
    const rig = this.#rig;
    rig.now += 1000;
    switch (next.do) {
      case 'log': {
        const followUp = next.isPromised ? { dueAt: rig.now + 86_400_000, timeZone: 'Europe/Berlin' } : null;
        const outcomeId = next.isPromised ? 'callBack' : 'noAnswer';
        const about = { recordKey: next.lead, leadName: next.lead === dana ? 'Dana Fox' : 'Lee Wu' };
        const ask = logAsk(rig, { ...about, outcomeId, followUp, note: this.#note() });
        this.#logged.push(await rig.get('logCall', ask));
        return;
      }
      case 'edit': {
        const call = this.#logged.at(-1 - next.back);
        if (call === undefined) return;
        // One that was taken back is not put right any more.
        await rig.ask('editCall', editAsk(rig, call, { outcomeId: next.outcomeId, note: this.#note() }));
        return;
      }
      case 'undo': {
        const callId = this.#logged.at(-1 - next.back)?.id;
        if (callId !== undefined) await rig.get('undoCall', { commandId: rig.id(), callId, at: rig.now });
        return;
      }
      case 'leave':
        return this.#leave();
      case 'answer':
        return this.#answer(next.fates);
      case 'retry':
        await rig.get('retryFailed', { commandId: rig.id() });
    }
  }

  /** The CRM serves everything, also what it had refused. */
  async deliverAll(): Promise<void> {
    const rig = this.#rig;
    for (let total = 1; total > 0; total = (await rig.get('syncState', { limit: 1 })).total) {
      await rig.get('retryFailed', { commandId: rig.id() });
      rig.now += 60_000;
      await this.#leave();
      await this.#answer(['served']);
    }
    await rig.settled();
  }

  async callsInHistory(): Promise<string[]> {
    const { calls } = await this.#rig.get('callHistory', { cursor: null, limit: 50, search: '' });
    const standing = calls.filter(({ undoneAt }) => undoneAt === null);
    return standing.map(({ id, outcomeId, note }) => `${id} ${outcomeId} ${note}`).toSorted();
  }

  async openPromises(): Promise<string[]> {
    const raws = await (await this.#rig.database()).pursuits.toArray();
    const pursuits = raws.map((raw) => pursuitRow.parse(raw));
    return pursuits.flatMap(({ followUp }) => (followUp ? `${followUp.writeId} ${followUp.note}` : [])).toSorted();
  }

  #note(): string {
    this.#words += 1;
    return `words ${this.#words}`;
  }

  /** A request leaves, with one write of each record; what may be there already is looked up before. */
  async #leave(): Promise<void> {
    if (this.#underWay.length > 0) return;
    const { outbox } = this.#rig.services;
    const due = await outbox.due(orgOfKey(dana), this.#rig.now, 50);
    const batch = due.filter((entry, index) => due.findIndex((one) => one.recordKey === entry.recordKey) === index);
    const there = batch.filter(({ state, write }) => state === 'unsure' && this.crm.has(write));
    await this.#settle(there.map(({ id }) => ({ id, kind: 'done', crmId: id })));
    const absent = batch.filter((entry) => !there.includes(entry));
    this.#underWay = await outbox.markSending(absent.map(({ id }) => id));
  }

  async #answer(asked: readonly Fate[]): Promise<void> {
    const answers = this.#underWay.map(({ id, write }, index): Settlement => {
      const fate = asked[index % asked.length] ?? 'served';
      if (fate === 'served' || fate === 'lostAfterApplying') this.crm.apply(write);
      const nextAttemptAt = this.#rig.now;
      if (fate === 'served') return { id, kind: 'done', crmId: id };
      if (fate === 'refused') return { id, kind: 'failed', problem: problems.refused };
      if (fate === 'busy') return { id, kind: 'again', nextAttemptAt, problem: problems.busy, attempted: true };
      return { id, kind: 'unsure', nextAttemptAt, problem: problems.lost };
    });
    this.#underWay = [];
    await this.#settle(answers);
  }

  async #settle(settlements: readonly Settlement[]): Promise<void> {
    if (settlements.length > 0) await this.#rig.services.outbox.settle(settlements, this.#rig.now);
  }
}
