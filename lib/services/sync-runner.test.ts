import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { drainAlarm, SyncRunner } from './sync-runner';

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

describe('what is asked to be sent', () => {
  it('follows the run that is on, once however often it was asked', async () => {
    const runs: (() => void)[] = [];
    const drainAll = () =>
      new Promise<{ nextAttemptAt: null }>((resolve) => runs.push(() => resolve({ nextAttemptAt: null })));
    const runner = new SyncRunner({ drainAll, now: Date.now });
    for (let times = 0; times < 5; times += 1) runner.soon();
    expect(runs).toHaveLength(1);
    runs[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(runs).toHaveLength(2);
    runs[1]?.();
    await runner.settled();
    expect(runs).toHaveLength(2);
  });

  it('does not wait for a run that hangs, and does not begin ever more beside it', async () => {
    let begun = 0;
    const drainAll = () => {
      begun += 1;
      return new Promise<{ nextAttemptAt: null }>(() => undefined);
    };
    const runner = new SyncRunner({ drainAll, now: Date.now });
    runner.soon();
    runner.soon();
    await vi.advanceTimersByTimeAsync(3000);
    expect(begun).toBe(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(begun).toBe(2);
  });

  it('comes back for an org that is through while another hangs', async () => {
    const dueAt = Date.now() + 60_000;
    const runner = new SyncRunner({
      drainAll: (told) => {
        told({ nextAttemptAt: dueAt });
        return new Promise(() => undefined);
      },
      now: Date.now,
    });
    runner.soon();
    await vi.advanceTimersByTimeAsync(0);
    expect(await fakeBrowser.alarms.get(drainAlarm)).toMatchObject({ scheduledTime: dueAt });
  });
});
