import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { browser } from '../browser';
import { type AppError, appError, type Reply } from './app-error';
import { Line, type Question } from './line';
import type { MessageForm } from './message-form';
import { type Answer, type Ask, type MessageName, protocol } from './protocol';

/** How long to wait for one answer, and for all tries together. */
const answerWithinMs = 1500;
const giveUpAfterMs = 5000;
/** A CRM is asked several things for some answers, each within its own time; a worker that dies meanwhile is heard of at once. */
const crmAnswersWithinMs = 60_000;
/** A person signs in meanwhile, in a window that opens with the message: sent a second time it would open a second window. */
const signInWithinMs = 15 * 60_000;
/** The pause before each next try grows by this much: nine tries at once refused are about five seconds too. */
const pauseStepMs = 100;
const mostTries = 9;

/** A new id for a command: the same id sent twice has the effect of once. */
export function newCommandId(): string {
  const id = uuidv7();
  // The library's ids never go back in time, and after the clock was set back they would all lie in the hours ahead.
  const at = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  const now = Date.now();
  return at - now > aheadMs ? uuidv7({ msecs: now }) : id;
}

const aheadMs = 1000;

/**
 * Asks the background and answers with what it said, parsed. Never throws: sends the same message again where the
 * worker died under it (the command id makes that safe), and answers `noAnswer` after about five seconds of silence.
 */
export async function ask<N extends MessageName>(name: N, question: Ask<N>): Promise<Reply<Answer<N>>> {
  const { withinMs, giveUpMs, tries } = patienceFor(name);
  // All are the same command, so whichever is answered first will do, a late first one too.
  const asked: Promise<Sent>[] = [];
  // What was waited for, and not the clock: a machine that slept or stood still meanwhile has not been silent.
  let waitedMs = 0;
  do {
    const askedAt = performance.now();
    asked.push(sendOnce({ name, ask: question }));
    const sent = await firstOf(asked, withinMs);
    if (sent.kind === 'answered') return parseReply(name, sent.raw);
    if (sent.kind === 'updated') return failed({ kind: 'noAnswer', updated: true });
    const pauseMs = pauseStepMs * asked.length;
    waitedMs += Math.min(performance.now() - askedAt, withinMs) + pauseMs;
    await delay(pauseMs);
  } while (waitedMs < giveUpMs && asked.length < tries);
  return failed({ kind: 'noAnswer', updated: false });
}

function patienceFor(name: MessageName) {
  const { waits }: MessageForm = protocol[name];
  if (waits === 'person') return { withinMs: signInWithinMs, giveUpMs: signInWithinMs, tries: 1 };
  if (waits === 'crm') return { withinMs: crmAnswersWithinMs, giveUpMs: crmAnswersWithinMs, tries: mostTries };
  return { withinMs: answerWithinMs, giveUpMs: giveUpAfterMs, tries: mostTries };
}

type Sent = { readonly kind: 'answered'; readonly raw: unknown } | { readonly kind: 'silent' | 'updated' };
const silent: Sent = { kind: 'silent' };

const line = new Line();

async function sendOnce(question: Question): Promise<Sent> {
  if (!isContextAlive()) return { kind: 'updated' };
  try {
    const raw: unknown = await line.send(question);
    return raw === undefined ? silent : { kind: 'answered', raw };
  } catch (error) {
    return isInvalidated(error) ? { kind: 'updated' } : silent;
  }
}

/** The first answer among these; `silent` where the latest is known to get none, or time is up. */
async function firstOf(asked: readonly Promise<Sent>[], withinMs: number): Promise<Sent> {
  const latest = asked.at(-1) ?? Promise.resolve(silent);
  const earlier = asked.slice(0, -1).map(onlyAnswered);
  return Promise.race([...earlier, latest, delay(withinMs).then(() => silent)]);
}

/** Never settles where there is no answer: an earlier try that failed says nothing about the latest. */
async function onlyAnswered(asked: Promise<Sent>): Promise<Sent> {
  const sent = await asked;
  return sent.kind === 'silent' ? new Promise<Sent>(() => undefined) : sent;
}

/** After an update the page keeps running while its extension API is taken away: `runtime.id` is then undefined. */
function isContextAlive(): boolean {
  try {
    return browser.runtime.id !== undefined;
  } catch {
    return false;
  }
}

function isInvalidated(error: unknown): boolean {
  return error instanceof Error && /context invalidated/i.test(error.message);
}

const replyForm = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: appError }),
]);

function parseReply<N extends MessageName>(name: N, raw: unknown): Reply<Answer<N>> {
  const reply = replyForm.safeParse(raw);
  if (!reply.success) return failed({ kind: 'bug', message: `unreadable reply to ${name}` });
  if (!reply.data.ok) return { ok: false, error: reply.data.error };
  const value = protocol[name].answer.safeParse(reply.data.value);
  if (!value.success) return failed({ kind: 'bug', message: `unreadable answer to ${name}` });
  // The parsing boundary: the schema just used is the one `Answer<N>` is inferred from, which TypeScript cannot follow.
  return { ok: true, value: value.data as Answer<N> };
}

function failed(error: AppError): { readonly ok: false; readonly error: AppError } {
  return { ok: false, error };
}

function delay(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
