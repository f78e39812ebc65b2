import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { askDemo } from '../../demo/core/client.ts';
import type { RunningDemo } from '../../demo/core/demo.ts';
import { askBackground } from './ask.ts';
import { type BatonBrowser, type LaunchOptions, launchBaton } from './browser.ts';
import { hubspotDemo, makeIdProperty, salesforceDemo } from './demo-crm.ts';
import { makePeople } from './demo-people.ts';
import { writtenCalls } from './written-calls.ts';

export type CrmName = 'salesforce' | 'hubspot';

export interface FaultPlan {
  readonly crms: readonly CrmName[];
  /** How many calls are logged on each CRM. */
  readonly calls: number;
  /** The part of all requests to a CRM's API that suffer a fault. */
  readonly rate: number;
  readonly seed: number;
  /** How often the browser is killed and started again. */
  readonly kills: number;
  /** How long the CRM's connection hangs before it is cut; without it until Baton gives up. */
  readonly hangMs?: number;
  readonly timeoutMs: number;
  /** How long every request to a CRM takes at least. */
  readonly roundTripMs?: number;
  /** True where the CRMs are connected only when everything is logged. */
  readonly connectsLate?: boolean;
  /** Whether HubSpot's portal has the unique property that an administrator is told to make. */
  readonly hasIdProperty?: boolean;
  /** After how long without progress "Sync now" is pressed. */
  readonly stalledMs: number;
  /** Requests are counted when none came for so long; without it as soon as nothing waits. */
  readonly quietMs?: number;
  readonly say: (text: string) => void;
}

/** What came of the calls logged on one CRM. */
export interface FaultTally {
  readonly crm: CrmName;
  /** Calls that Baton said were safe. */
  readonly acknowledged: number;
  readonly delivered: number;
  readonly lost: number;
  readonly doubled: number;
  /** Calls that stand in the CRM before one of the same record that was logged earlier. */
  readonly outOfOrder: number;
  /** Injected faults by their kind. */
  readonly faults: Readonly<Record<string, number>>;
  readonly requests: number;
  /** Requests since everything was logged. */
  readonly drainRequests: number;
}

export interface FaultReport {
  readonly tallies: readonly FaultTally[];
  readonly kills: number;
  readonly workerStops: number;
  readonly tookMs: number;
  /** From when everything was logged until nothing waited. */
  readonly drainMs: number;
}

interface Call {
  readonly id: string;
  readonly recordKey: string;
  readonly at: number;
}

const parts = {
  salesforce: {
    demo: salesforceDemo,
    host: 'baton-demo.my.salesforce.com',
    path: '^/services/data/v',
    keyOf: (id: string) => `salesforce:baton-demo.my.salesforce.com:lead:${id}`,
  },
  hubspot: {
    demo: hubspotDemo,
    host: 'api.hubapi.com',
    path: '^/c',
    keyOf: (id: string) => `hubspot:4711007:contact:${id}`,
  },
} as const;

/** Calls per record: enough that order matters. */
const callsPerRecord = 12;
const atOnce = 24;

const syncReply = z.object({ ok: z.literal(true), value: z.object({ total: z.number() }) });

/**
 * Logs calls by the messages the sidebar sends, in a real browser, while the CRMs fail every so often and the browser is
 * killed again and again; goes on until nothing waits any more, and then counts what the CRMs have.
 */
export async function runThroughFaults(
  demo: RunningDemo,
  launch: LaunchOptions & { readonly profile: string },
  plan: FaultPlan,
): Promise<FaultReport> {
  const run = new FaultRun(demo, launch, plan);
  return run.play();
}

/** Whether the browser may see the CRM's own page, or is sent to a sign-in. */
async function isSignedIn(page: Page, url: string): Promise<boolean> {
  await page.goto(url);
  return new URL(page.url()).host === new URL(url).host;
}

class FaultRun {
  readonly #demo: RunningDemo;
  readonly #launch: LaunchOptions & { readonly profile: string };
  readonly #plan: FaultPlan;
  readonly #calls = new Map<CrmName, readonly Call[]>();
  readonly #acknowledged = new Set<string>();
  #baton: BatonBrowser | undefined;
  #control: Page | undefined;
  #kills = 0;
  #workerStops = 0;
  #until = 0;
  #drainFrom = 0;

  constructor(demo: RunningDemo, launch: LaunchOptions & { readonly profile: string }, plan: FaultPlan) {
    this.#demo = demo;
    this.#launch = launch;
    this.#plan = plan;
  }

  async play(): Promise<FaultReport> {
    const startedAt = performance.now();
    this.#until = startedAt + this.#plan.timeoutMs;
    if (this.#plan.hasIdProperty === true) await makeIdProperty(this.#demo.port, 'calls');
    for (const crm of this.#plan.crms) this.#calls.set(crm, await this.#planned(crm));
    await this.#open(true);
    for (const crm of this.#plan.crms) await this.#rain(crm);
    const logging = this.#logAll();
    await this.#killNowAndThen();
    await logging;
    this.#drainFrom = Date.now();
    if (this.#plan.connectsLate === true) await this.#connect();
    await this.#drained();
    const drainMs = Date.now() - this.#drainFrom;
    if (this.#plan.quietMs !== undefined) await this.#quiet(this.#plan.quietMs);
    await this.#baton?.close();
    return {
      tallies: this.#plan.crms.map((crm) => this.#tally(crm)),
      kills: this.#kills,
      workerStops: this.#workerStops,
      tookMs: performance.now() - startedAt,
      drainMs,
    };
  }

  /** The calls in the order they will be logged: each record's own again and again, so that its order can go wrong. */
  async #planned(crm: CrmName): Promise<readonly Call[]> {
    const { keyOf } = parts[crm];
    const { calls } = this.#plan;
    const wanted = Math.max(1, Math.ceil(calls / callsPerRecord));
    const known = this.#people(crm);
    const made = await makePeople(this.#demo.port, crm, Math.max(0, wanted - known.length));
    const records = [...known, ...made].slice(0, wanted);
    return Array.from({ length: calls }, (_, index) => {
      const at = Date.now() + index;
      return { id: uuidv7({ msecs: at }), recordKey: keyOf(records[index % records.length] ?? ''), at };
    });
  }

  #people(crm: CrmName): readonly string[] {
    const people = parts[crm].demo(this.#demo);
    return people
      .names()
      .map((name) => people.idOf(name))
      .filter((id) => crm === 'hubspot' || people.lead(id).status !== 'Closed - Converted');
  }

  async #open(isFirst: boolean): Promise<void> {
    const baton = await launchBaton(this.#launch);
    const page = await baton.context.newPage();
    for (const crm of this.#plan.crms) {
      const steps = parts[crm].demo(this.#demo);
      // HubSpot's key stays; Salesforce's session may have ended with the browser, or come back with it.
      if (isFirst || (crm === 'salesforce' && !(await isSignedIn(page, steps.listUrl)))) await steps.signIn(page);
      if (isFirst && this.#plan.connectsLate !== true) await steps.connect(baton);
    }
    const control = await baton.context.newPage();
    await control.goto(baton.url('popup.html'));
    await page.close();
    this.#baton = baton;
    this.#control = control;
  }

  async #connect(): Promise<void> {
    for (const crm of this.#plan.crms)
      if (this.#baton !== undefined) await parts[crm].demo(this.#demo).connect(this.#baton);
  }

  async #rain(crm: CrmName): Promise<void> {
    const { host, path } = parts[crm];
    const { rate, seed, hangMs, roundTripMs: latencyMs = 0 } = this.#plan;
    const spec = {
      host,
      path,
      rate,
      seed,
      retryAfterSeconds: 1,
      latencyMs,
      ...(hangMs === undefined ? {} : { hangMs }),
    };
    const url = `https://${host}/__demo/rain`;
    const answer = await askDemo(this.#demo.port, url, { method: 'POST', body: JSON.stringify(spec) });
    if (answer.status !== 200) throw new Error(`The demo refused to rain: ${answer.text}`);
  }

  /** Asks the background; null where browser or worker died meanwhile. */
  async #ask(name: string, questions: readonly object[]): Promise<readonly unknown[] | null> {
    if (this.#control === undefined) return null;
    const answers = await askBackground(this.#control, name, questions).catch(() => null);
    return answers?.map(({ reply }) => reply) ?? null;
  }

  async #logAll(): Promise<void> {
    const all = [...this.#calls.values()];
    const longest = Math.max(...all.map(({ length }) => length));
    const waiting = Array.from({ length: longest }, (_, index) => all.flatMap((calls) => calls[index] ?? [])).flat();
    for (let from = 0; from < waiting.length; ) {
      if (performance.now() > this.#until) throw new Error(`Only ${this.#acknowledged.size} calls could be logged`);
      const some = waiting.slice(from, from + atOnce);
      await this.#log(some);
      // What was not acknowledged is sent again with the same command, as a sidebar does.
      if (some.every(({ id }) => this.#acknowledged.has(id))) from += some.length;
      else await pause(50);
      if (from % 2400 < atOnce && some.length === atOnce) this.#plan.say(`${this.#acknowledged.size} calls logged`);
    }
  }

  async #log(calls: readonly Call[]): Promise<void> {
    const missing = calls.filter(({ id }) => !this.#acknowledged.has(id));
    const questions = missing.map(({ id, recordKey, at }) => ({
      ...{ commandId: id, callId: null, recordKey, leadName: 'Somebody', outcomeId: 'noAnswer' },
      ...{ note: `Call ${id}`, followUp: null, at },
    }));
    const answers = await this.#ask('logCall', questions);
    for (const [index, answer] of (answers ?? []).entries()) {
      const id = missing[index]?.id;
      const reply = z.object({ ok: z.boolean(), error: z.unknown().optional() }).safeParse(answer).data;
      if (id !== undefined && reply?.ok === true) this.#acknowledged.add(id);
      else if (reply?.ok === false) throw new Error(`Baton refused a call: ${JSON.stringify(reply.error)}`);
    }
  }

  async #killNowAndThen(): Promise<void> {
    for (let kill = 0; kill < this.#plan.kills; kill += 1) {
      // At moments that have nothing to do with what goes on: in the middle of a request as well as between two.
      await pause(2500 + ((kill * 977) % 3000));
      if (kill % 2 === 0) await this.#stopWorker();
      else await this.#kill();
    }
    for (let kill = this.#kills; kill < this.#plan.kills; kill += 1) {
      await pause(2000 + ((kill * 613) % 2500));
      await this.#kill();
    }
  }

  async #kill(): Promise<void> {
    this.#plan.say(`kill ${this.#kills + 1} with ${this.#acknowledged.size} calls logged`);
    this.#kills += 1;
    await this.#baton?.kill();
    await this.#open(false);
  }

  /** Stops the worker as Chromium does when it likes. */
  async #stopWorker(): Promise<void> {
    const page = this.#control;
    if (page === undefined) return;
    this.#workerStops += 1;
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('ServiceWorker.enable');
    await cdp.send('ServiceWorker.stopAllWorkers');
    await cdp.detach();
  }

  /** Until nothing waits. Where nothing moves for a while, "Sync now" is pressed: a missing right is granted, a daily quota renewed. */
  async #drained(): Promise<void> {
    let last = { total: Number.POSITIVE_INFINITY, at: performance.now() };
    for (;;) {
      const [answer] = (await this.#ask('syncState', [{ limit: 1 }])) ?? [];
      const total = syncReply.safeParse(answer).data?.value.total;
      if (total === 0) return;
      if (total !== undefined && total < last.total) last = { total, at: performance.now() };
      if (performance.now() > this.#until)
        throw new Error(`${total} calls still wait after ${this.#plan.timeoutMs} ms`);
      if (performance.now() - last.at > this.#plan.stalledMs) {
        this.#plan.say(`${total} wait`);
        await this.#ask('syncNow', [{}]);
        last = { ...last, at: performance.now() };
      }
      await pause(250);
    }
  }

  /** Until no CRM was asked anything for so long: what connecting asks by itself goes on when nothing waits any more. */
  async #quiet(quietMs: number): Promise<void> {
    const latest = () => this.#demo.state().requests.reduce((at, request) => Math.max(at, request.at), 0);
    while (Date.now() - Math.max(latest(), this.#drainFrom) < quietMs) {
      if (performance.now() > this.#until) throw new Error('The CRMs are still asked, although nothing waits');
      await pause(250);
    }
  }

  #tally(crm: CrmName): FaultTally {
    const calls = (this.#calls.get(crm) ?? []).filter(({ id }) => this.#acknowledged.has(id));
    const written = writtenCalls(this.#demo, crm);
    const times = new Map<string, number>();
    for (const { writeId } of written) times.set(writeId, (times.get(writeId) ?? 0) + 1);
    const latest = new Map<string, string>();
    let outOfOrder = 0;
    for (const { writeId, recordId } of written) {
      const before = latest.get(recordId) ?? '';
      if (writeId < before) outOfOrder += 1;
      else latest.set(recordId, writeId);
    }
    const { host, path } = parts[crm];
    const asked = this.#demo.state().requests;
    const requests = asked.filter((one) => one.host === host && new RegExp(path).test(one.path));
    const state = z
      .object({ faultsMet: z.record(z.string(), z.record(z.string(), z.number())) })
      .parse(this.#demo.state());
    return {
      crm,
      acknowledged: calls.length,
      delivered: calls.filter(({ id }) => times.has(id)).length,
      lost: calls.filter(({ id }) => !times.has(id)).length,
      doubled: [...times.values()].filter((count) => count > 1).length,
      outOfOrder,
      faults: state.faultsMet[host] ?? {},
      requests: requests.length,
      drainRequests: requests.filter(({ at }) => at >= this.#drainFrom).length,
    };
  }
}
