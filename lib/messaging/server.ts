import type { z } from 'zod';
import type { Runtime } from '../browser';
import type { AppError, Reply } from './app-error';
import { lineQuestion, type NumberedQuestion, type Question } from './line';
import { type Answer, type Ask, type MessageName, protocol } from './protocol';

/** What is known of whoever asks: the tab its page sits in, where it sits in one. */
export interface Asker {
  readonly tabId: number | null;
}

/** One handler per message. A handler throws to refuse; `errorOf` gives what it threw a kind. */
export type Handlers = {
  readonly [N in MessageName]: (ask: Ask<N>, asker: Asker) => Promise<Answer<N>>;
};

export interface ServerDeps {
  readonly handlers: Handlers;
  readonly errorOf: (thrown: unknown, where: string) => AppError;
  /** Baton's own id and the origin of its pages, e.g. `chrome-extension://…`. */
  readonly ownId: string;
  readonly ownOrigin: string;
}

/** Pages of Baton from which commands are accepted. */
const ownPages: ReadonlySet<string> = new Set(['/sidebar.html', '/popup.html', '/dashboard.html', '/sidepanel.html']);

export type Answerer = (question: Question, sender: Runtime.MessageSender) => Promise<Reply<unknown>>;

/** Answers whatever comes over this line, each under its number; what is no question of Baton is left without an answer. */
export function serveLine(port: Runtime.Port, answer: Answerer): void {
  port.onMessage.addListener((raw: unknown) => {
    const { data } = lineQuestion.safeParse(raw);
    if (data !== undefined) void replyTo(port, answer, data);
  });
}

async function replyTo(port: Runtime.Port, answer: Answerer, { n, ...question }: NumberedQuestion): Promise<void> {
  const reply = await answer(question, port.sender ?? {});
  try {
    port.postMessage({ n, reply });
  } catch {
    // Whoever asked is gone; what was done is done, and asking again finds it so.
  }
}

/**
 * Answers one question: sender check, schema, handler. Commands come from Baton's own pages alone (the content script is
 * none, and a page cannot send at all); everything else is refused, and nothing ever throws.
 */
export async function answerQuestion(
  deps: ServerDeps,
  { name, ask }: Question,
  sender: Runtime.MessageSender,
): Promise<Reply<unknown>> {
  if (!isOwnPage(deps, sender)) return refused('unknown sender');
  if (!isMessageName(name)) return refused('unknown message');
  return run(deps, name, ask, { tabId: sender.tab?.id ?? null });
}

async function run<N extends MessageName>(
  deps: ServerDeps,
  name: N,
  raw: unknown,
  asker: Asker,
): Promise<Reply<unknown>> {
  const parsed = protocol[name].ask.safeParse(raw);
  if (!parsed.success) return refused(`unsound ask of ${name}: ${pathsOf(parsed.error)}`);
  try {
    // The parsing boundary: the schema just used is the one `Ask<N>` is inferred from, which TypeScript cannot follow.
    const value = await deps.handlers[name](parsed.data as Ask<N>, asker);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: deps.errorOf(error, name) };
  }
}

/** The browser tells all three; none of them can be set by a page or a content script. Plain comparisons, because every message waits for them. */
function isOwnPage({ ownId, ownOrigin }: ServerDeps, sender: Runtime.MessageSender): boolean {
  const { id, url } = sender;
  if (id !== ownId || typeof url !== 'string' || !url.startsWith(`${ownOrigin}/`)) return false;
  if ('origin' in sender && sender.origin !== undefined && sender.origin !== ownOrigin) return false;
  const path = url.slice(ownOrigin.length).replace(/[?#].*$/s, '');
  return ownPages.has(path);
}

function isMessageName(name: string): name is MessageName {
  return Object.hasOwn(protocol, name);
}

/** Where an ask is unsound; paths only, because values may be personal data. */
function pathsOf(error: z.ZodError): string {
  return error.issues.map((issue) => issue.path.join('.')).join(', ');
}

function refused(message: string): Reply<never> {
  return { ok: false, error: { kind: 'refused', message } };
}
