import { browser } from '../browser';

/** The name of the alarm that wakes the worker when something waiting becomes due. */
export const drainAlarm = 'drain';
/** Chromium lets no alarm ring sooner than this. Source: chrome.alarms, minimum 30 s. */
const soonestAlarmMs = 30_000;

/** So long a run may take before what is asked for meanwhile is begun beside it: one org may hang, and another wait. */
const patienceMs = 3000;

interface Report {
  /** When the next attempt is (epoch ms), or null where nothing waits for time. */
  readonly nextAttemptAt: number | null;
}

export interface SyncRunnerDeps {
  /** Sends what is due, one run of an org at a time; `told` hears of each org that is through. */
  readonly drainAll: (told: (report: Report) => void) => Promise<Report>;
  readonly now: () => number;
}

/** Sends what waits; asked again meanwhile, one more run follows, or is begun beside one that takes long. Then comes back when more is due. */
export class SyncRunner {
  readonly #deps: SyncRunnerDeps;
  readonly #runs = new Set<Promise<void>>();
  #again = false;
  #isBusy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: SyncRunnerDeps) {
    this.#deps = deps;
  }

  /** Returns at once. */
  soon(): void {
    this.#again = true;
    if (!this.#isBusy) this.#begin();
  }

  /** Resolves when nothing is being sent. */
  async settled(): Promise<void> {
    while (this.#runs.size > 0) await Promise.all(this.#runs);
  }

  #begin(): void {
    this.#again = false;
    this.#isBusy = true;
    let isOver = false;
    const goOn = () => {
      if (isOver) return;
      isOver = true;
      clearTimeout(patience);
      this.#isBusy = false;
      if (this.#again) this.#begin();
    };
    const patience = setTimeout(goOn, patienceMs);
    const run = this.#run().then(() => {
      this.#runs.delete(run);
      goOn();
    });
    this.#runs.add(run);
  }

  async #run(): Promise<void> {
    const told = ({ nextAttemptAt }: Report) => {
      if (nextAttemptAt !== null) void this.#comeBack(nextAttemptAt).catch(() => undefined);
    };
    // What a run throws is tried again by the alarm; the entries themselves say what went wrong with them.
    const trouble = { nextAttemptAt: this.#deps.now() + soonestAlarmMs };
    const { nextAttemptAt } = await this.#deps.drainAll(told).catch(() => trouble);
    await this.#comeBack(nextAttemptAt).catch(() => undefined);
  }

  /** By a timer where it is soon, and by an alarm in case the worker is stopped before. */
  async #comeBack(dueAt: number | null): Promise<void> {
    clearTimeout(this.#timer);
    if (dueAt === null) {
      await browser.alarms.clear(drainAlarm);
      return;
    }
    const now = this.#deps.now();
    if (dueAt - now < soonestAlarmMs) this.#timer = setTimeout(() => this.soon(), Math.max(0, dueAt - now));
    await browser.alarms.create(drainAlarm, { when: Math.max(dueAt, now + soonestAlarmMs) });
  }
}
