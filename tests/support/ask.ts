import type { Frame, Page } from '@playwright/test';

/** Where evaluated code runs, not here. */
declare const chrome: typeof import('wxt/browser').browser;

/** A raw reply, and how long it took to come. */
export interface RawReply {
  readonly reply: unknown;
  readonly tookMs: number;
}

/**
 * Asks the background from a page of Baton, as its surfaces do: all questions at once over one line, opened before the
 * clock runs. Answers in their order; `reply` is null where the worker stopped before it came.
 */
export function askBackground(
  page: Page | Frame,
  name: string,
  questions: readonly object[],
): Promise<readonly RawReply[]> {
  return page.evaluate(askOverLine, { name, questions });
}

/** Runs in a page: needs everything inside. */
async function askOverLine(asked: { name: string; questions: readonly object[] }): Promise<RawReply[]> {
  const port = chrome.runtime.connect({ name: 'baton' });
  const startedAt = performance.now();
  const replyTo = (question: object, n: number) =>
    new Promise<RawReply>((resolve) => {
      const settle = (reply: unknown) => resolve({ reply, tookMs: performance.now() - startedAt });
      port.onMessage.addListener((answer) => {
        if (answer.n === n) settle(answer.reply);
      });
      port.onDisconnect.addListener(() => settle(null));
      port.postMessage({ n, name: asked.name, ask: question });
    });
  const replies = await Promise.all(asked.questions.map(replyTo));
  port.disconnect();
  return replies;
}
