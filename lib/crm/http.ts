import type { z } from 'zod';
import type { Credentials } from './adapter';
import { type CrmProblem, type CrmResult, done, failed } from './result';
import { pauseIn, type Rest, retryAfterMs } from './retry-after';

/** What came back, whatever its status. `unreadable` is a body that is no JSON (an HTML page, a cut answer). */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'empty' | 'unreadable' };
}

/** One request. `effect` says what a lost answer means: a lost write may have been applied, a lost read is read again. */
export interface HttpAsk {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly effect: 'read' | 'write';
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** False where a 401 does not mean that the session is over. Default true. */
  readonly renew?: boolean;
  /** True where a missing right says nothing about the connection: what it asks for is left out instead. */
  readonly optional?: boolean | undefined;
  /** True where a CRM may not serve this at all: then also a page of somebody in between says that there is nothing. */
  readonly mayBeAbsent?: boolean;
}

/** The CRM's own words for a refusal. */
export interface ErrorWords {
  readonly code: string;
  readonly message: string;
  readonly fields: readonly string[];
}

export interface HttpDeps {
  readonly credentials: Credentials;
  /** What an answer of status 400 and above means, in one CRM's dialect. */
  readonly problemOf: (answer: HttpAnswer, ask: HttpAsk) => CrmProblem;
  readonly fetch?: typeof fetch | undefined;
  /** False where the browser believes that there is no network: then the host is probed before a write, so that a write that cannot leave is known not to have left. */
  readonly online?: (() => boolean) | undefined;
  readonly now?: (() => number) | undefined;
  /** Told of every request's outcome that says something about the connection; null is "reached and served". */
  readonly observe?: ((problem: CrmProblem | null, effect: HttpAsk['effect']) => void) | undefined;
  /** Told of every request that leaves for the API. */
  readonly counted?: ((effect: HttpAsk['effect']) => void) | undefined;
  /** How long to send nothing because a quota in these headers is used up; null where none is. */
  readonly restOf?: ((headers: Headers) => Rest | null) | undefined;
  readonly timeoutMs?: { readonly read: number; readonly write: number } | undefined;
  /** Waits before a read is tried again. */
  readonly pause?: ((ms: number) => Promise<void>) | undefined;
}

export type Http = (ask: HttpAsk) => Promise<CrmResult<HttpAnswer>>;

/** Chromium stops a worker whose fetch has no answer for 30 s, so both stay below that. */
const defaultTimeoutMs = { read: 15_000, write: 25_000 };
const messageLength = 500;

/**
 * One request to a CRM over plain `fetch`, answered with a {@link CrmResult}; never throws for what a network or a server
 * can do. Plain `fetch` rather than `ky`: everything that library adds (retries, throwing on status, hooks) would have to be
 * switched off, because a write is never sent again blindly and a lost answer must stay distinguishable.
 * Sends no cookies, follows no redirect (a token belongs to one host) and puts no token into a message.
 */
export function createHttp(deps: HttpDeps): Http {
  const now = deps.now ?? Date.now;
  let rest: { readonly until: number; readonly because: Rest['because'] } = { until: 0, because: 'rateLimit' };
  const restFor = ({ ms, because }: Rest) => {
    const until = now() + ms;
    if (until > rest.until) rest = { until, because };
  };

  const attempt = async (ask: HttpAsk, token: string): Promise<CrmResult<HttpAnswer>> => {
    deps.counted?.(ask.effect);
    const sent = await send(deps, ask, token);
    const due = sent.ok ? (deps.restOf?.(sent.value.headers) ?? null) : null;
    if (due !== null) restFor(due);
    return sent;
  };

  const ask = async (request: HttpAsk): Promise<CrmResult<HttpAnswer>> => {
    const unsent = await reasonNotToSend(deps, request, { ms: rest.until - now(), because: rest.because });
    if (unsent !== null) return failed(unsent);
    const token = await deps.credentials.token();
    if (token === null) return failed(deps.credentials.problem?.() ?? { kind: 'signInNeeded', message: '' });
    const first = await attempt(request, token);
    if (!first.ok) return first;
    const verdict = judge(deps, request, first.value, token);
    // A CRM that states a pause means everybody, the reads beside the writes too.
    const asked = verdict.ok ? null : pauseIn(verdict.problem);
    if (asked !== null) restFor(asked);
    if (verdict.ok || verdict.problem.kind !== 'signInNeeded' || request.renew === false) return verdict;
    const renewed = await deps.credentials.refresh(token);
    // Why it could not be renewed says more than that the old one is over: a passing trouble is no reason to sign in again.
    if (renewed === null) return failed(deps.credentials.problem?.() ?? verdict.problem);
    const second = await attempt(request, renewed);
    return second.ok ? judge(deps, request, second.value, renewed) : second;
  };

  const pause = deps.pause ?? pauseFor;
  const patiently = async (request: HttpAsk): Promise<CrmResult<HttpAnswer>> => {
    let telling: CrmResult<HttpAnswer> | undefined;
    for (let again = 1; ; again += 1) {
      const startedAt = now();
      const result = await ask(request);
      const took = now() - startedAt;
      if (!isPassing(request, result)) return result;
      // A CRM that answered once could be reached: its own trouble says more than a connection cut afterwards.
      if (isServers(result) || telling === undefined) telling = result;
      if (again > readAgainTimes || took > longestReadMs) return telling;
      await pause(again * readPauseMs * (0.5 + Math.random()));
    }
  };

  return async (request) => {
    const result = await patiently(request);
    const leftOut = request.optional === true && !result.ok && result.problem.kind === 'forbidden';
    if (request.renew !== false && !leftOut) observe(deps, result, request.effect);
    return result;
  };
}

/** A read that a passing trouble spoilt is asked again at once, so that one slip does not spoil everything that needed it. */
const readAgainTimes = 2;
const readPauseMs = 250;
/** Whoever let a read wait this long already is not asked again. */
const longestReadMs = 5000;

function isPassing(ask: HttpAsk, result: CrmResult<HttpAnswer>): boolean {
  if (result.ok || ask.effect !== 'read' || ask.signal?.aborted === true) return false;
  const { problem } = result;
  return problem.kind === 'retryAfter' && problem.afterMs === 0 && ['server', 'network'].includes(problem.because);
}

function isServers(result: CrmResult<HttpAnswer>): boolean {
  return !result.ok && result.problem.kind === 'retryAfter' && result.problem.because === 'server';
}

/** Waits. */
export function pauseFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function reasonNotToSend(deps: HttpDeps, ask: HttpAsk, rest: Rest): Promise<CrmProblem | null> {
  if (ask.signal?.aborted === true) return stopped;
  if (rest.ms > 0) return { kind: 'retryAfter', afterMs: rest.ms, because: rest.because, message: '' };
  const mayBeOffline = ask.effect === 'write' && deps.online?.() === false;
  if (!mayBeOffline || (await isReachable(deps, ask))) return null;
  return { kind: 'retryAfter', afterMs: 0, because: 'network', message: 'offline' };
}

const probeTimeoutMs = 5000;

/** Whether the host answers anything at all: browsers call a machine offline that has no outward network, yet reaches the host. */
async function isReachable(deps: HttpDeps, { url, signal }: HttpAsk): Promise<boolean> {
  const timeout = AbortSignal.timeout(probeTimeoutMs);
  try {
    await (deps.fetch ?? fetch)(`${new URL(url).origin}/`, {
      ...{ method: 'HEAD', credentials: 'omit', redirect: 'manual', cache: 'no-store' },
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    });
    return true;
  } catch {
    return false;
  }
}

const stopped: CrmProblem = { kind: 'retryAfter', afterMs: 0, because: 'network', message: 'stopped before sending' };

async function send(deps: HttpDeps, ask: HttpAsk, token: string): Promise<CrmResult<HttpAnswer>> {
  const timeoutMs = (deps.timeoutMs ?? defaultTimeoutMs)[ask.effect];
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = ask.signal === undefined ? timeout : AbortSignal.any([timeout, ask.signal]);
  try {
    const response = await (deps.fetch ?? fetch)(ask.url, {
      method: ask.method,
      headers: {
        Accept: 'application/json',
        ...(ask.json === undefined ? {} : { 'Content-Type': 'application/json; charset=UTF-8' }),
        ...ask.headers,
        Authorization: `Bearer ${token}`,
      },
      ...(ask.json === undefined ? {} : { body: JSON.stringify(ask.json) }),
      credentials: 'omit',
      redirect: 'manual',
      cache: 'no-store',
      signal,
    });
    return done({ status: response.status, headers: response.headers, body: await bodyOf(response) });
  } catch {
    // What the engine says of a failed fetch is in its own words and may hold the URL; ours say no more than is known.
    return failed(lost(ask, timeout.aborted ? `no answer within ${Math.round(timeoutMs / 1000)} s` : 'no connection'));
  }
}

/** A status that came stands, whatever happens to the body behind it: a CRM that answered could be reached. */
async function bodyOf(response: Response): Promise<HttpAnswer['body']> {
  try {
    return parseBody(await response.text());
  } catch {
    return { kind: 'unreadable' };
  }
}

function parseBody(text: string): HttpAnswer['body'] {
  if (text.trim() === '') return { kind: 'empty' };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'unreadable' };
  }
}

/** The problem of a request whose answer never came or cannot be used. */
export function lost(ask: Pick<HttpAsk, 'effect'>, message: string): CrmProblem {
  return ask.effect === 'write'
    ? { kind: 'unsure', message }
    : { kind: 'retryAfter', afterMs: 0, because: 'network', message };
}

function judge(deps: HttpDeps, ask: HttpAsk, answer: HttpAnswer, token: string): CrmResult<HttpAnswer> {
  const { status } = answer;
  if (status >= 200 && status < 300) {
    return answer.body.kind === 'unreadable' ? failed(unreadable(ask)) : done(answer);
  }
  // An API never redirects a good request: the session was sent to a login page, or the org moved to another host.
  if (status < 400 && status !== 300) return failed({ kind: 'signInNeeded', message: 'redirected' });
  return failed(withoutSecret(deps.problemOf(answer, ask), token));
}

function unreadable(ask: Pick<HttpAsk, 'effect'>): CrmProblem {
  return ask.effect === 'write'
    ? { kind: 'unsure', message: 'unreadable answer' }
    : { kind: 'retryAfter', afterMs: 0, because: 'server', message: 'unreadable answer' };
}

/** The body of a successful answer by its schema; one of another shape counts as no usable answer. */
export function parsed<T>(
  result: CrmResult<HttpAnswer>,
  schema: z.ZodType<T>,
  ask: Pick<HttpAsk, 'effect'>,
): CrmResult<T> {
  if (!result.ok) return result;
  const { body } = result.value;
  const value = schema.safeParse(body.kind === 'json' ? body.value : undefined);
  return value.success ? done(value.data) : failed(unreadable(ask));
}

/** What a request was meant for, as far as its answer is judged by it. */
export type Meant = Pick<HttpAsk, 'effect' | 'mayBeAbsent'>;

/** What a status means where a CRM says nothing more special. Source: RFC 9110, the CRMs' error tables. */
export function problemOfStatus(answer: HttpAnswer, ask: Meant, words: ErrorWords): CrmProblem {
  const { status } = answer;
  const message = words.message === '' ? `HTTP ${status}` : words.message;
  if (status === 401) return { kind: 'signInNeeded', message };
  if (status === 403) return { kind: 'forbidden', message };
  // A page of somebody in between says nothing of a record, and did not write.
  const isAbsent = status === 404 || status === 410;
  if (isAbsent && (ask.mayBeAbsent === true || answer.body.kind === 'json')) return { kind: 'gone', message };
  const afterMs = retryAfterMs(answer.headers, Date.now()) ?? 0;
  if (status === 429 || status === 420) return { kind: 'retryAfter', afterMs, because: 'rateLimit', message };
  if (status === 423 || status === 477) return { kind: 'retryAfter', afterMs, because: 'locked', message };
  if (isAbsent) return { kind: 'retryAfter', afterMs, because: 'server', message };
  if (isServersTrouble(status)) {
    if (ask.effect === 'read') return { kind: 'retryAfter', afterMs, because: 'server', message };
    return { kind: 'unsure', message, ...(afterMs === 0 ? {} : { afterMs }) };
  }
  return { kind: 'rejected', code: words.code || `HTTP_${status}`, message, fields: [...words.fields] };
}

/** Whether what was asked was done is not known. 501 and 505 say that it was not understood. */
function isServersTrouble(status: number): boolean {
  return status === 408 || (status >= 500 && status !== 501 && status !== 505);
}

function withoutSecret(problem: CrmProblem, token: string): CrmProblem {
  const message = problem.message.replaceAll(token, '…').slice(0, messageLength);
  return { ...problem, message };
}

function observe(deps: HttpDeps, result: CrmResult<HttpAnswer>, effect: HttpAsk['effect']): void {
  if (deps.observe === undefined) return;
  const reached = result.ok || result.problem.kind === 'rejected' || result.problem.kind === 'gone';
  if (reached) deps.observe(null, effect);
  else if (result.problem.kind !== 'retryAfter' || result.problem.because !== 'locked')
    deps.observe(result.problem, effect);
}
