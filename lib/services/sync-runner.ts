import { browser } from '../browser';

/** The name of the alarm that wakes the worker when something waiting becomes due. */
export const drainAlarm = 'drain';
/** Chromium lets no alarm ring sooner than this. Source: chrome.alarms, minimum 30 s. */
const soonestAlarmMs = 30_000;

export interface SyncRunnerDeps {
  /** Sends what is due; answers when the next attempt is (epoch ms), or null where nothing waits for time. */
  readonly drainAll: () => Promise<{ readonly nextAttemptAt: number | null }>;
  readonly now: () => number;
}

/** Sends what waits: one run at a time; asked again meanwhile, one more follows. Then comes back when more is due. */
export class SyncRunner {
  readonly #deps: SyncRunnerDeps;
  #again = false;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: SyncRunnerDeps) {
    this.#deps = deps;
  }

  /** Returns at once. */
  soon(): void {
    this.#again = true;
    this.#running ??= this.#runAll();
  }

  /** Resolves when nothing is being sent. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #runAll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      // What a run throws is tried again by the alarm; the entries themselves say what went wrong with them.
      const trouble = { nextAttemptAt: this.#deps.now() + soonestAlarmMs };
      const { nextAttemptAt } = await this.#deps.drainAll().catch(() => trouble);
      await this.#comeBack(nextAttemptAt).catch(() => undefined);
    }
    // No turn of the loop lies between seeing that nobody asked again and saying so.
    this.#running = null;
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
