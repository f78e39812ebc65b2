import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { orgKey } from '../model/record';
import { ask, newCommandId } from './client';
import type { Question } from './line';
import { answerLines, broken } from './line-rig';

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers();
});

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
    answerLines(async () => ({ ok: true, value: { tabId: 4, more: 1 } }));
    expect(await answered(ask('whichTab', {}))).toEqual({ ok: true, value: { tabId: 4 } });
  });

  it('gets each answer by its own question, in whatever order they come', async () => {
    answerLines(async ({ name }) => {
      await pause(name === 'whichTab' ? 300 : 10);
      return { ok: true, value: name === 'whichTab' ? { tabId: 4 } : null };
    });
    const asked = Promise.all([ask('whichTab', {}), ask('discardCall', endCall)]);
    expect(await answered(asked)).toEqual([
      { ok: true, value: { tabId: 4 } },
      { ok: true, value: null },
    ]);
  });

  it('opens one line and keeps it', async () => {
    answerLines(async () => ({ ok: true, value: { tabId: 4 } }));
    const opened = vi.spyOn(fakeBrowser.runtime, 'connect');
    for (let time = 0; time < 3; time += 1) await answered(ask('whichTab', {}));
    expect(opened).toHaveBeenCalledOnce();
  });

  it('sends the very same command again, over a new line, when the worker died under it', async () => {
    const sent: Question[] = [];
    answerLines(async (question) => {
      sent.push(question);
      return sent.length < 3 ? broken : { ok: true, value: null };
    });
    expect(await answered(ask('discardCall', endCall))).toEqual({ ok: true, value: null });
    expect(sent).toEqual(Array.from({ length: 3 }, () => ({ name: 'discardCall', ask: endCall })));
  });

  it('takes an answer that comes late, after it has asked again', async () => {
    let times = 0;
    answerLines(async () => {
      times += 1;
      await pause(times === 1 ? 2000 : 1_000_000);
      return { ok: true, value: null };
    });
    expect(await answered(ask('discardCall', endCall))).toEqual({ ok: true, value: null });
  });

  it('waits for a person who signs in, and never opens a second window for it', async () => {
    const sent: Question[] = [];
    answerLines(async (question) => {
      sent.push(question);
      await pause(sent.length === 1 ? 90_000 : 10);
      return { ok: false, error: { kind: 'notAllowed' } };
    });
    const org = orgKey({ crm: 'salesforce', org: 'acme.my.salesforce.com' });
    const reply = await answered(ask('signInSalesforce', { org, clientId: 'c' }));
    expect(reply).toEqual({ ok: false, error: { kind: 'notAllowed' } });
    expect(sent).toHaveLength(1);
  });

  it('asks once what waits for a CRM, however long that takes', async () => {
    const org = orgKey({ crm: 'hubspot', org: '42' });
    const sent: string[] = [];
    answerLines(async ({ name }) => {
      sent.push(name);
      await pause(20_000);
      return { ok: false, error: { kind: 'notConnected' } };
    });
    const { callId } = endCall;
    const replies = [
      ask('leadLists', { org }),
      ask('chooseLeadList', { org, list: null }),
      ask('orgFields', { org, from: 'crm' }),
      ask('findNamed', { callId }),
      ask('createNamed', { commandId: newCommandId(), callId, seen: [] }),
    ];
    for (const reply of replies) {
      expect(await answered<unknown>(reply)).toEqual({ ok: false, error: { kind: 'notConnected' } });
    }
    expect(sent).toEqual(['leadLists', 'chooseLeadList', 'orgFields', 'findNamed', 'createNamed']);
  });

  it('goes on asking after the machine slept in the middle of it', async () => {
    let times = 0;
    answerLines(async () => {
      times += 1;
      if (times > 1) return { ok: true, value: null };
      vi.setSystemTime(Date.now() + 3_600_000);
      return new Promise(() => undefined);
    });
    expect(await answered(ask('discardCall', endCall))).toEqual({ ok: true, value: null });
  });

  it('gives up after a while of silence', async () => {
    answerLines(() => new Promise(() => undefined));
    expect(await answered(ask('discardCall', endCall))).toEqual({
      ok: false,
      error: { kind: 'noAnswer', updated: false },
    });
  });

  it('knows that Baton was updated under this page', async () => {
    answerLines(async () => broken);
    await answered(ask('whichTab', {}));
    vi.spyOn(fakeBrowser.runtime, 'connect').mockImplementation(() => {
      throw new Error('Extension context invalidated.');
    });
    expect(await answered(ask('whichTab', {}))).toEqual({ ok: false, error: { kind: 'noAnswer', updated: true } });
  });

  it('calls an answer it cannot read a bug', async () => {
    answerLines(async () => ({ ok: true, value: { tabId: 'four' } }));
    expect(await answered(ask('whichTab', {}))).toMatchObject({ ok: false, error: { kind: 'bug' } });
    answerLines(async () => 'hello');
    expect(await answered(ask('whichTab', {}))).toMatchObject({ ok: false, error: { kind: 'bug' } });
  });
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
