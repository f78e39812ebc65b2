import { pulse } from '../messaging/protocol';
import { isBlocked, storeState } from '../messaging/views';
import { isRecordKey } from '../model/record';
import { localDayOf } from '../model/time';
import { type ProgressSnapshot, progressSnapshot } from '../progress/progress';
import { readLive, writeLive } from '../store/live';
import { readSnapshot } from '../store/snapshot';
import { soundStoreState } from '../store/store';
import { showBadge } from './badge';
import { concernsReminders, remindNow } from './reminders';
import { currentCall } from './running-call';
import type { Change, Services } from './services';

/**
 * Replies go out first, and a burst of commands is told once: telling waits for this much quiet, but never longer than
 * the second figure. Both are far below what an eye notices.
 */
const quietMs = 20;
const latestMs = 120;

/**
 * Tells every surface what changed, after the reply that made it so: the progress snapshot, the call on the line, the
 * badge, and the pulse that makes open surfaces ask again. One telling at a time; what changes meanwhile is told
 * together right after. A worker that dies in between loses nothing: `recoverOnStart` tells from the truth.
 */
export class Teller {
  readonly #services: () => Services;
  readonly #onTold: () => void;
  #waiting: Change | null = null;
  #changedAt = 0;
  #telling: Promise<void> | null = null;

  constructor(services: () => Services, onTold: () => void) {
    this.#services = services;
    this.#onTold = onTold;
  }

  /** Returns at once. */
  changed(change: Change): void {
    const topics = [...new Set([...(this.#waiting?.topics ?? []), ...change.topics])];
    const runningCall = this.#waiting?.runningCall === true || change.runningCall === true;
    this.#waiting = { topics, runningCall };
    this.#changedAt = performance.now();
    this.#telling ??= this.#tellAll();
  }

  /** Resolves when everything so far has been told. */
  async settled(): Promise<void> {
    await this.#telling;
  }

  async #tellAll(): Promise<void> {
    while (this.#waiting !== null) {
      await this.#quiet();
      const change = this.#waiting;
      this.#waiting = null;
      await tell(this.#services(), change).catch(() => undefined);
    }
    // No turn of the loop lies between seeing that nothing waits and saying so.
    this.#telling = null;
    this.#onTold();
  }

  async #quiet(): Promise<void> {
    const latest = performance.now() + latestMs;
    let wait = quietMs;
    while (wait > 0) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      const now = performance.now();
      wait = Math.min(this.#changedAt + quietMs, latest) - now;
    }
  }
}

async function tell(services: Services, change: Change): Promise<void> {
  // The badge, told with the snapshot, counts the reminders.
  if (concernsReminders(change)) await remindNow(services).catch(() => undefined);
  const told: Promise<unknown>[] = [pulseNow(change.topics)];
  if (change.topics.length > 0) told.push(snapshotNow(services));
  if (change.runningCall === true) told.push(runningCallNow(services));
  // Each stands alone: a full disk must not keep the pulse back.
  await Promise.allSettled(told);
  const leads = change.topics.flatMap((topic) => (topic.startsWith('lead:') ? [topic.slice('lead:'.length)] : []));
  // A tab hears when its page has time; nothing else waits for that.
  const happened = { leads: leads.filter(isRecordKey), call: change.runningCall === true };
  void services.docking.refreshAfter(happened).catch(() => undefined);
  await services.foresight.lookAgain();
}

/** Writes the progress snapshot from the truth, sets the badge by it, and answers it. */
export async function snapshotNow(services: Services): Promise<ProgressSnapshot> {
  const database = await services.store.open();
  const { clock, connections } = services;
  const [now, timeZone] = [clock.now(), clock.timeZone()];
  const all = await connections.list();
  const needsSignIn = all.filter(({ state }) => state === 'signInNeeded').length;
  const blocked = all.filter(isBlocked).length;
  const question = { now, timeZone, today: localDayOf(now, timeZone), needsSignIn, blocked };
  const snapshot = await readSnapshot(database, question);
  await writeLive('progress', snapshot);
  await showBadge(services, snapshot);
  await sayQuarantined(await database.quarantine.count());
  return snapshot;
}

/** True where the last snapshot is of another day or zone than now: midnight has passed, or the SDR has travelled. */
export async function isSnapshotOfAnotherDay({ clock }: Pick<Services, 'clock'>): Promise<boolean> {
  const snapshot = await readLive('progress', progressSnapshot);
  const timeZone = clock.timeZone();
  return snapshot?.day !== localDayOf(clock.now(), timeZone) || snapshot.timeZone !== timeZone;
}

/** Mirrors the call on the line for the surfaces. */
export async function runningCallNow(services: Services): Promise<void> {
  await writeLive('runningCall', await currentCall(await services.store.open()));
}

async function pulseNow(topics: readonly string[]): Promise<void> {
  if (topics.length === 0) return;
  const before = await readLive('pulse', pulse);
  await writeLive('pulse', { n: (before?.n ?? 0) + 1, topics });
}

async function sayQuarantined(quarantined: number): Promise<void> {
  const before = (await readLive('storeState', storeState)) ?? soundStoreState;
  if (before.quarantined !== quarantined) await writeLive('storeState', { ...before, quarantined });
}
