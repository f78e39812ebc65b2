import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../browser';
import { ask, newCommandId } from './client';

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers();
});

const sendMessage = () => vi.spyOn(browser.runtime, 'sendMessage');
const endCall = { commandId: newCommandId(), callId: newCommandId(), at: 1 };

async function answered<T>(reply: Promise<T>): Promise<T> {
  // Long enough for all tries; not all timers, because files share a worker and another one may have left some running.
  await vi.advanceTimersByTimeAsync(120_000);
  return reply;
}

describe('the id of a command', () => {
  const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

  it('is of its moment after the clock was set back, and in order otherwise', () => {
    vi.setSystemTime(Date.UTC(2027, 2, 14, 7));
    newCommandId();
    const now = Date.UTC(2026, 10, 24, 9);
    vi.setSystemTime(now);
    expect(timeOf(newCommandId())).toBe(now);
    vi.setSystemTime(Date.UTC(2028, 0, 1));
    const ids = Array.from({ length: 20 }, newCommandId);
    expect(ids.toSorted()).toEqual(ids);
  });
});

describe('asking the background', () => {
  it('gets the parsed answer', async () => {
    sendMessage().mockResolvedValue({ ok: true, value: { tabId: 4, more: 1 } });
    expect(await answered(ask('whichTab', {}))).toEqual({ ok: true, value: { tabId: 4 } });
  });

  it('sends the very same command again when the worker died under it', async () => {
    const sent = sendMessage()
      .mockRejectedValueOnce(new Error('The message port closed before a response was received.'))
      .mockResolvedValueOnce(undefined)
      .mockResolvedValue({ ok: true, value: null });
    expect(await answered(ask('discardCall', endCall))).toEqual({ ok: true, value: null });
    const messages = sent.mock.calls.map(([message]) => message);
    expect(messages).toEqual(Array.from({ length: 3 }, () => ({ to: 'baton', name: 'discardCall', ask: endCall })));
  });

  it('takes an answer that comes late, after it has asked again', async () => {
    sendMessage()
      .mockImplementationOnce(
        () => new Promise((resolve) => setTimeout(() => resolve({ ok: true, value: null }), 2000)),
      )
      .mockImplementation(() => new Promise(() => undefined));
    expect(await answered(ask('discardCall', endCall))).toEqual({ ok: true, value: null });
  });

  it('gives up after a while of silence', async () => {
    sendMessage().mockImplementation(() => new Promise(() => undefined));
    expect(await answered(ask('discardCall', endCall))).toEqual({
      ok: false,
      error: { kind: 'noAnswer', updated: false },
    });
  });

  it('knows that Baton was updated under this page', async () => {
    sendMessage().mockRejectedValue(new Error('Extension context invalidated.'));
    expect(await answered(ask('whichTab', {}))).toEqual({ ok: false, error: { kind: 'noAnswer', updated: true } });
  });

  it('calls an answer it cannot read a bug', async () => {
    sendMessage().mockResolvedValue({ ok: true, value: { tabId: 'four' } });
    expect(await answered(ask('whichTab', {}))).toMatchObject({ ok: false, error: { kind: 'bug' } });
    sendMessage().mockResolvedValue('hello');
    expect(await answered(ask('whichTab', {}))).toMatchObject({ ok: false, error: { kind: 'bug' } });
  });
});
