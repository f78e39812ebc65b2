import { onTestFinished } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { RunningCall } from '../../lib/calls/call';
import { draftBrief } from '../../lib/handoff/brief';
import type { Handoff } from '../../lib/handoff/handoff';
import type { AppError, Reply } from '../../lib/messaging/app-error';
import { newCommandId } from '../../lib/messaging/client';
import { draftOfParts, partsOf, withChange } from '../../lib/messaging/draft-parts';
import { answerLines } from '../../lib/messaging/line-rig';
import type { MessageForm } from '../../lib/messaging/message-form';
import { type Answer, type Ask, type MessageName, protocol } from '../../lib/messaging/protocol';
import type { CallingView, CallView, Draft, LeadView } from '../../lib/messaging/views';
import { type RecordKey, refOfKey } from '../../lib/model/record';
import { readyMadePlays } from '../../lib/plays/ready-made';
import { defaultTargets, defaultWorkingTime } from '../../lib/progress/defaults';
import type { ProgressSnapshot } from '../../lib/progress/progress';
import { builtInScorecards } from '../../lib/qualification/scorecards';
import { bant } from '../../lib/qualification/scorecards/bant';
import { removeLive, writeLive } from '../../lib/store/live';
import { ben, callOf, handoffOf, leads, nameOf, rescored, viewOf } from './lead-rig';

export interface Asked {
  readonly name: MessageName;
  readonly ask: Ask<MessageName>;
}

type Reviser = (view: LeadView) => LeadView;
/** What a test makes a message answer instead: once, or until it is taken away. */
type Override = (ask: never) => Promise<Reply<unknown>> | Reply<unknown>;

/** Plays the background for the sidebar's tests: keeps leads in memory, publishes live values as the real one does. */
export class FakeBackground {
  readonly asked: Asked[] = [];
  readonly overrides = new Map<MessageName, Override>();
  /** Without a rule every call is allowed, whatever the hour of the test. */
  calling: CallingView = { rules: [], holidays: {}, importedAt: null, prescribed: 0 };
  readonly #open = new Set<Promise<unknown>>();
  #views = new Map<RecordKey, LeadView>();
  #pulse = 0;
  #dials = 4;

  constructor() {
    fakeBrowser.reset();
    // Parsed just below by the schema of its name; an unknown name fails there.
    answerLines(({ name, ask }) => this.answer(name as MessageName, ask));
  }

  /** A sidebar beside `key`'s page (null: a page without record), with settings and progress at hand. */
  async arrange(key: RecordKey | null): Promise<void> {
    for (const each of leads) this.#views.set(each, viewOf(each));
    await writeLive('settings', this.settings());
    await this.#publishProgress();
    await this.navigate(key);
    await writeLive('runningCall', null);
  }

  /** Changes what is known of a lead, and tells open surfaces. */
  async revise(key: RecordKey, revise: Reviser): Promise<void> {
    this.#set(key, revise);
    await this.#pulsate(key);
  }

  #set(key: RecordKey, revise: Reviser): void {
    this.#views.set(key, revise(this.view(key)));
  }

  view(key: RecordKey): LeadView {
    const view = this.#views.get(key);
    if (view === undefined) throw new RangeError('No such lead');
    return view;
  }

  async navigate(key: RecordKey | null): Promise<void> {
    const ref = key === null ? null : refOfKey(key);
    await writeLive('tab:7', { tabId: 7, ref, title: '', at: Date.now() });
  }

  /** Answers the id of the call now on the line. */
  async onTheLine(key: RecordKey | null, endedAt: number | null = null): Promise<string | null> {
    if (key === null) {
      await removeLive('runningCall');
      return null;
    }
    const call: RunningCall = {
      callId: newCommandId(),
      recordKey: key,
      leadName: nameOf(key) ?? '',
      number: null,
      startedAt: Date.now() - 134_000,
      endedAt,
    };
    await writeLive('runningCall', call);
    return call.callId;
  }

  /** The next `times` messages of this name fail. */
  fail(name: MessageName, error: AppError, times = 1): void {
    let left = times;
    this.overrides.set(name, () => {
      left -= 1;
      if (left === 0) this.overrides.delete(name);
      return { ok: false, error };
    });
  }

  /**
   * Holds the next answer to this message back until the function answered is called. Whoever asked waits as long as for a
   * CRM: on a slow machine too, nothing is sent a second time.
   */
  hold(name: MessageName): () => void {
    const held = Promise.withResolvers<void>();
    const form: MessageForm = protocol[name];
    const { waits } = form;
    Object.assign(form, { waits: 'crm' });
    onTestFinished(() => void Object.assign(form, { waits }));
    this.overrides.set(name, async (ask) => {
      this.overrides.delete(name);
      await held.promise;
      return this.answer(name, ask);
    });
    return held.resolve;
  }

  of<N extends MessageName>(name: N): readonly Ask<N>[] {
    // What was asked under this name has this name's form: `answer` parsed it.
    return this.asked.filter((one) => one.name === name).map((one) => one.ask as Ask<N>);
  }

  /** Until what came was answered, but for what a test holds back: what is not, the client sends again, to the next test's background. */
  async idle(): Promise<void> {
    while (this.#open.size > 0) await Promise.allSettled(this.#open);
  }

  async answer(name: MessageName, raw: unknown): Promise<Reply<unknown>> {
    const ask = protocol[name].ask.parse(raw);
    this.asked.push({ name, ask });
    const override = this.overrides.get(name);
    if (override !== undefined) return override(ask as never);
    const handled = this.#handle(name, ask);
    this.#open.add(handled);
    const value = await handled.finally(() => this.#open.delete(handled));
    return { ok: true, value: protocol[name].answer.parse(value) };
  }

  async #handle(name: MessageName, raw: Ask<MessageName>): Promise<unknown> {
    // Parsed by the schema of `name` just before.
    const as = <N extends MessageName>(_: N) => raw as Ask<N>;
    switch (name) {
      case 'whichTab':
        return { tabId: 7 };
      case 'leadView':
        return this.view(as(name).recordKey);
      case 'settings':
        return this.settings();
      case 'scorecards':
        return {
          ...{
            inUse: { id: bant.id, version: bant.version },
            scoring: [{ id: bant.id, version: bant.version, plays: [] }],
            isPrescribed: false,
            unreadablePrescribed: 0,
            drafts: [],
          },
          cards: builtInScorecards.map((card) => ({ card, origin: 'builtIn', publishedAt: null })),
        };
      case 'giveAnswer':
        return this.#giveAnswer(as(name));
      case 'startCall':
        return this.#startCall(as(name));
      case 'logCall':
        return this.#logCall(as(name));
      case 'undoCall':
        return this.#undoCall(as(name));
      case 'listAes':
        return { aes: [{ id: 'ae1', name: 'Jonas Lindqvist', email: null }], complete: true, fetchedAt: Date.now() };
      case 'previewHandoff':
        return this.#preview(as(name));
      case 'handOver':
        return this.#handOver(as(name));
      case 'colleagues':
      case 'queueSources':
      case 'reviews':
        return [];
      case 'nextLead':
        return { next: as(name).atHand.includes(ben) ? null : nextOf(ben) };
      case 'plays':
        return { plays: [...readyMadePlays], edited: false, stats: [], gone: [] };
      case 'callingRules':
        return this.calling;
      case 'entryState':
        return null;
      case 'drafts':
        return this.#drafts.get(as(name).recordKey) ?? null;
      case 'saveDraft':
        return this.#saveDraft(as(name));
      case 'openRecord':
        await this.navigate(as(name).recordKey);
        return null;
      default:
        return null;
    }
  }

  settings(): Answer<'settings'> {
    return {
      language: 'en',
      theme: 'light',
      workingTime: defaultWorkingTime,
      conversationSeconds: 60,
      dock: { widthPx: 380, collapsed: false },
    };
  }

  async #pulsate(key: RecordKey): Promise<void> {
    this.#pulse += 1;
    await writeLive('pulse', { n: this.#pulse, topics: [`lead:${key}`] });
  }

  async #publishProgress(): Promise<void> {
    const today = { dials: this.#dials, connects: 2, conversations: 1, handoffs: 0 };
    const snapshot: ProgressSnapshot = {
      version: 1,
      day: new Date().toISOString().slice(0, 10),
      timeZone: 'UTC',
      today,
      month: today,
      targets: defaultTargets,
      workingTime: defaultWorkingTime,
      handoffTimes: [],
      nextFollowUps: [{ recordKey: ben, leadName: 'Ben Carter', company: null, dueAt: Date.now(), timeZone: 'UTC' }],
      sync: { waiting: 0, failed: 0, needsSignIn: 0 },
      updatedAt: Date.now(),
    };
    await writeLive('progress', snapshot);
  }

  async #giveAnswer(ask: Ask<'giveAnswer'>): Promise<null> {
    const { commandId: id, recordKey: key, criterionId, value, note, evidence, at } = ask;
    const card = { scorecardId: bant.id, scorecardVersion: bant.version, callId: null };
    const answer = { ...card, id, recordKey: key, criterionId, value, note, ...(evidence && { evidence }), at };
    this.#set(key, (view) => rescored({ ...view, answers: { ...view.answers, [criterionId]: answer } }));
    await this.#pulsate(key);
    return null;
  }

  readonly #drafts = new Map<RecordKey, Draft>();

  /** What another window, or an earlier time, has left for a lead. */
  keepDraft(draft: Draft): void {
    this.#drafts.set(draft.recordKey, draft);
  }

  #saveDraft({ recordKey, updatedAt, ...change }: Ask<'saveDraft'>): null {
    const before = this.#drafts.get(recordKey);
    const draft = draftOfParts(recordKey, withChange(before === undefined ? {} : partsOf(before), change), updatedAt);
    if (draft === null) this.#drafts.delete(recordKey);
    else this.#drafts.set(recordKey, draft);
    return null;
  }

  async #startCall({ commandId: callId, at: startedAt, override, ...ask }: Ask<'startCall'>): Promise<RunningCall> {
    const why = override === undefined ? {} : { override: { ...override, ruleId: null } };
    const call = { ...ask, ...why, callId, startedAt, endedAt: null };
    await writeLive('runningCall', call);
    return call;
  }

  /** The logged calls, by the call on the line that they were. */
  readonly #loggedAs = new Map<string, string>();

  async #logCall(ask: Ask<'logCall'>): Promise<CallView> {
    const loggedAs = ask.callId === null ? undefined : this.#loggedAs.get(ask.callId);
    const { calls } = this.view(ask.recordKey);
    const own = calls.find(({ id }) => id === ask.commandId);
    const known = own ?? calls.find(({ id, undoneAt }) => id === loggedAs && undoneAt === null);
    if (known !== undefined) return known;
    if (ask.callId !== null) this.#loggedAs.set(ask.callId, ask.commandId);
    const { commandId, leadName, outcomeId, note, made } = ask;
    const { startedAt = ask.at, durationMs = null, number = null } = made ?? {};
    const told = { id: commandId, leadName, outcomeId, note, durationMs, number };
    const call = callOf(ask.recordKey, startedAt, { ...told, loggedAt: ask.at });
    this.#set(ask.recordKey, (view) => ({ ...view, calls: [call, ...view.calls], attempts: view.attempts + 1 }));
    const draft = this.#drafts.get(ask.recordKey);
    if (draft !== undefined) this.keepDraft({ ...draft, note: '', outcomeId: null, followUpAt: null });
    this.#dials += 1;
    await writeLive('runningCall', null);
    await this.#publishProgress();
    await this.#pulsate(ask.recordKey);
    return call;
  }

  async #undoCall({ callId, at }: Ask<'undoCall'>): Promise<CallView | undefined> {
    for (const [key, view] of this.#views) {
      const call = view.calls.find((each) => each.id === callId);
      if (call === undefined) continue;
      const undone = { ...call, undoneAt: at };
      this.#set(key, () => ({ ...view, calls: view.calls.map((each) => (each.id === callId ? undone : each)) }));
      await this.#pulsate(key);
      return undone;
    }
    return undefined;
  }

  #preview({ recordKey: key }: Ask<'previewHandoff'>): Answer<'previewHandoff'> {
    const { answers, calls } = this.view(key);
    return {
      brief: draftBrief({ scorecard: bant, answers, calls, nextMeeting: null, locale: 'en' }),
      taskSubject: 'Handoff: Maya Okonkwo',
      plan: {
        status: { from: 'Working', to: 'Qualified' },
        owner: { from: 'Sam Rivera', to: 'Jonas Lindqvist' },
        statusValue: 'Qualified',
      },
      planProblem: null,
      dueAt: Date.now() + 86_400_000,
    };
  }

  async #handOver(ask: Ask<'handOver'>): Promise<Handoff> {
    const given = handoffOf(this.view(ask.recordKey), ask.at);
    const handoff = { ...given, id: ask.commandId, brief: ask.brief };
    this.#set(ask.recordKey, (view) => ({ ...view, handoff }));
    await this.#pulsate(ask.recordKey);
    return handoff;
  }
}

function nextOf(recordKey: RecordKey) {
  const item = { recordKey, name: nameOf(recordKey) ?? '', company: null, band: 'step' as const, random: false };
  return { ...item, person: null, colleague: null, hour: 1, attempts: 0, dueAt: null, freshAt: null, fit: null };
}
