import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Credentials } from './adapter';
import { createHttp, type HttpAsk, type HttpDeps, parsed, problemOfStatus } from './http';
import type { CrmProblem } from './result';
import { retryAfterMs } from './retry-after';

const secret = '00Dxx0000000001!AQ.secret';
const get: HttpAsk = { method: 'GET', url: 'https://crm.example/thing', effect: 'read' };
const post: HttpAsk = { method: 'POST', url: 'https://crm.example/thing', effect: 'write', json: { a: 1 } };
const words = { code: '', message: '', fields: [] };

function rig(answers: readonly (Response | Error)[], change: Partial<HttpDeps> = {}) {
  const answerAt = (index: number) => {
    const answer = answers[Math.min(index, answers.length - 1)];
    return answer instanceof Response ? answer.clone() : answer;
  };
  return createRig(answerAt, change);
}

function createRig(answerAt: (index: number) => Response | Error | undefined, change: Partial<HttpDeps> = {}) {
  const requests: { url: string; init: RequestInit }[] = [];
  const fetchIt: typeof fetch = async (url, init = {}) => {
    const answer = answerAt(requests.length);
    requests.push({ url: String(url), init });
    if (answer instanceof Error) throw answer;
    if (answer === undefined) throw new Error('no answer left');
    return answer;
  };
  const credentials: Credentials = { token: async () => secret, refresh: async () => null };
  const http = createHttp({
    ...{
      credentials,
      fetch: fetchIt,
      pause: async () => undefined,
      problemOf: (answer, ask) => problemOfStatus(answer, ask, words),
      ...change,
    },
  });
  return { http, requests };
}

const json = (body: unknown, init: ResponseInit = {}) => new Response(JSON.stringify(body), init);

describe('the request function', () => {
  it('sends the token and the body, no cookies, and follows no redirect', async () => {
    const { http, requests } = rig([json({})]);
    await http(post);
    const [request] = requests;
    expect(new Headers(request?.init.headers).get('authorization')).toBe(`Bearer ${secret}`);
    expect(request?.init).toMatchObject({ credentials: 'omit', redirect: 'manual', body: '{"a":1}' });
  });

  it('is unsure about a write and retries a read when the connection breaks', async () => {
    const { http } = rig([new TypeError('Failed to fetch https://crm.example?key=1')]);
    expect(await http(post)).toEqual({ ok: false, problem: { kind: 'unsure', message: 'no connection' } });
    expect(await http(get)).toMatchObject({ problem: { kind: 'retryAfter', because: 'network' } });
  });

  it('says that the CRM has trouble where it said so, also when the answer breaks off or a later try finds no connection', async () => {
    const broken = () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('network error')) }), {
        status: 500,
      });
    const { http: cut } = createRig(() => broken());
    expect(await cut(get)).toMatchObject({ problem: { kind: 'retryAfter', because: 'server' } });
    expect(await cut(post)).toMatchObject({ problem: { kind: 'unsure', message: 'HTTP 500' } });
    const { http } = rig([json({}, { status: 500 }), new TypeError('Failed to fetch')]);
    expect(await http(get)).toMatchObject({ problem: { kind: 'retryAfter', because: 'server' } });
  });

  it('sends no write without a network, and is sure of it', async () => {
    const { http, requests } = rig([new TypeError('offline')], { online: () => false });
    expect(await http(post)).toMatchObject({ problem: { kind: 'retryAfter', because: 'network' } });
    expect(requests.map(({ init }) => init.method)).toEqual(['HEAD']);
    expect(new Headers(requests[0]?.init.headers).get('authorization')).toBeNull();
  });

  it('does not believe the browser that calls itself offline while the host answers', async () => {
    const { http, requests } = rig([json({}), json({ fine: true })], { online: () => false });
    expect((await http(post)).ok).toBe(true);
    expect(requests.map(({ init }) => init.method)).toEqual(['HEAD', 'POST']);
  });

  it('leaves a CRM that asks for a pause alone for as long as it says, with reads as well', async () => {
    let now = 0;
    const busy = json({}, { status: 429, headers: { 'retry-after': '2' } });
    const { http, requests } = rig([busy, json({})], { now: () => now });
    expect(await http(post)).toMatchObject({ problem: { kind: 'retryAfter', afterMs: 2000 } });
    now = 1999;
    expect(await http(get)).toMatchObject({ problem: { kind: 'retryAfter', because: 'rateLimit', afterMs: 1 } });
    expect(requests).toHaveLength(1);
    now = 2000;
    expect((await http(get)).ok).toBe(true);
  });

  it('leaves a CRM alone that says when it will serve again, also where a write’s answer is lost with it', async () => {
    let now = 0;
    const down = json({}, { status: 503, headers: { 'retry-after': '120' } });
    const { http, requests } = rig([down, json({})], { now: () => now });
    expect(await http(post)).toMatchObject({ problem: { kind: 'unsure', afterMs: 120_000 } });
    now = 119_000;
    expect(await http(get)).toMatchObject({ problem: { kind: 'retryAfter', because: 'server', afterMs: 1000 } });
    expect(requests).toHaveLength(1);
    now = 120_000;
    expect((await http(get)).ok).toBe(true);
  });

  it('asks again within the hour where a server that is down names a day', async () => {
    let now = 0;
    const down = json({}, { status: 503, headers: { 'retry-after': '86400' } });
    const { http } = rig([down, json({})], { now: () => now });
    expect(await http(get)).toMatchObject({ problem: { kind: 'retryAfter', because: 'server', afterMs: 86_400_000 } });
    now = 3_600_000;
    expect((await http(get)).ok).toBe(true);
  });

  it('takes no page of a gateway for word of a record: what was to be written there is not gone', async () => {
    const { http } = rig([new Response('<html>no such site</html>', { status: 404 })]);
    expect(await http(post)).toMatchObject({ problem: { kind: 'retryAfter', because: 'server' } });
  });

  it('sends nothing after the caller gave up', async () => {
    const { http, requests } = rig([json({})]);
    expect(await http({ ...post, signal: AbortSignal.abort() })).toMatchObject({ problem: { kind: 'retryAfter' } });
    expect(requests).toEqual([]);
  });

  it('gives up on an answer that does not come', async () => {
    const hang: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    const { http } = rig([], { fetch: hang, timeoutMs: { read: 5, write: 5 } });
    expect(await http(post)).toMatchObject({ problem: { kind: 'unsure', message: 'no answer within 0 s' } });
  });

  it.each([
    ['an HTML page', '<html>maintenance</html>'],
    ['a cut answer', '{"results":[{"id":'],
  ])('takes %s with status 200 for no usable answer', async (_, body) => {
    const { http } = rig([new Response(body)]);
    expect(await http(post)).toMatchObject({ problem: { kind: 'unsure' } });
    expect(await http(get)).toMatchObject({ problem: { kind: 'retryAfter', because: 'server' } });
  });

  it('takes JSON of another shape, or nothing at all, for no usable answer', async () => {
    const shape = z.object({ id: z.string() });
    expect(parsed(await rig([json({ id: 1 })]).http(post), shape, post)).toMatchObject({ problem: { kind: 'unsure' } });
    expect(parsed(await rig([new Response('')]).http(get), shape, get)).toMatchObject({
      problem: { kind: 'retryAfter' },
    });
    expect(parsed(await rig([json({ id: 'x' })]).http(get), shape, get)).toEqual({ ok: true, value: { id: 'x' } });
  });

  it('refreshes once after a 401, retries once, and then asks to sign in', async () => {
    const refreshing = { token: async () => secret, refresh: async () => 'fresh' };
    const once = rig([json({}, { status: 401 }), json({ fine: true })], { credentials: refreshing });
    expect((await once.http(post)).ok).toBe(true);
    expect(new Headers(once.requests[1]?.init.headers).get('authorization')).toBe('Bearer fresh');
    const always = rig([json({}, { status: 401 })], { credentials: refreshing });
    expect(await always.http(post)).toMatchObject({ problem: { kind: 'signInNeeded' } });
    expect(always.requests).toHaveLength(2);
  });

  it('asks to sign in without a request where there is no token, and where it is redirected', async () => {
    const none = rig([json({})], { credentials: { token: async () => null, refresh: async () => null } });
    expect(await none.http(get)).toMatchObject({ problem: { kind: 'signInNeeded' } });
    expect(none.requests).toEqual([]);
    const { http } = rig([new Response(null, { status: 302, headers: { location: 'https://login.example/' } })]);
    expect(await http(post)).toMatchObject({ problem: { kind: 'signInNeeded' } });
  });

  it.each([
    [403, 'forbidden', 'forbidden'],
    [404, 'gone', 'gone'],
    [400, 'rejected', 'rejected'],
    [409, 'rejected', 'rejected'],
    [429, 'retryAfter', 'retryAfter'],
    [423, 'retryAfter', 'retryAfter'],
    [477, 'retryAfter', 'retryAfter'],
    [500, 'unsure', 'retryAfter'],
    [502, 'unsure', 'retryAfter'],
    [503, 'unsure', 'retryAfter'],
    [504, 'unsure', 'retryAfter'],
    [408, 'unsure', 'retryAfter'],
    [501, 'rejected', 'rejected'],
  ])('reads %i as %s for a write and %s for a read', async (status, write, read) => {
    const { http } = rig([json({}, { status })]);
    expect(await http(post)).toMatchObject({ problem: { kind: write } });
    expect(await http(get)).toMatchObject({ problem: { kind: read } });
  });

  it('keeps the token out of what the CRM echoes, and messages short', async () => {
    const echo = (): CrmProblem => ({ kind: 'forbidden', message: `bad ${secret} ${'x'.repeat(2000)}` });
    const { http } = rig([json({}, { status: 403 })], { problemOf: echo });
    const result = await http(get);
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(result).toMatchObject({ problem: { message: expect.stringMatching(/^.{0,500}$/) } });
  });

  it('asks for no sign-in where the session could only not be renewed just now', async () => {
    const passing: CrmProblem = { kind: 'retryAfter', afterMs: 0, because: 'network', message: '' };
    const credentials: Credentials = { token: async () => secret, refresh: async () => null, problem: () => passing };
    const { http } = rig([json({}, { status: 401 })], { credentials });
    expect(await http(post)).toEqual({ ok: false, problem: passing });
  });

  it('counts every request that leaves, those tried again too, and none that does not', async () => {
    const counted: string[] = [];
    let now = 0;
    const more = { counted: (effect: string) => void counted.push(effect), now: () => now };
    const { http } = rig([json({}, { status: 503 }), json({}), json({})], {
      ...more,
      restOf: () => (now === 1 ? { ms: 5000, because: 'rateLimit' } : null),
    });
    await http(get);
    now = 1;
    await http(post);
    await http(get);
    expect(counted).toEqual(['read', 'read', 'write']);
  });

  it('rests while the quota is used up', async () => {
    let now = 0;
    const { http, requests } = rig([json({})], {
      now: () => now,
      restOf: () => (now === 0 ? { ms: 10_000, because: 'rateLimit' } : null),
    });
    await http(get);
    now = 9000;
    expect(await http(get)).toMatchObject({ problem: { kind: 'retryAfter', because: 'rateLimit', afterMs: 1000 } });
    now = 10_000;
    expect((await http(get)).ok).toBe(true);
    expect(requests).toHaveLength(2);
  });

  it('tells how the connection stands, and not of trouble that is one record’s', async () => {
    const told: (string | null)[] = [];
    const observe = (problem: CrmProblem | null) => void told.push(problem?.kind ?? null);
    for (const status of [200, 404, 400, 503, 401, 423]) await rig([json({}, { status })], { observe }).http(get);
    await rig([json({}, { status: 403 })], { observe }).http({ ...get, optional: true });
    await rig([json({}, { status: 403 })], { observe }).http(get);
    expect(told).toEqual([null, null, null, 'retryAfter', 'signInNeeded', 'forbidden']);
  });

  it('tells whether it was asked to read or to write', async () => {
    const effects: string[] = [];
    const observe = (_: CrmProblem | null, effect: string) => void effects.push(effect);
    for (const asked of [get, post]) await rig([json({})], { observe }).http(asked);
    expect(effects).toEqual(['read', 'write']);
  });
});

describe('Retry-After', () => {
  const at = (value: string) => retryAfterMs(new Headers({ 'retry-after': value }), Date.UTC(2026, 10, 24, 10));
  it.each([
    ['7', 7000],
    ['0', 0],
    ['1.5', 1500],
    ['-3', null],
    ['soon', null],
    ['Tue, 24 Nov 2026 10:00:30 GMT', 30_000],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
    ['999999999', 86_400_000],
  ])('%s', (value, expected) => {
    expect(at(value)).toBe(expected);
  });
  it('is null where it is absent', () => {
    expect(retryAfterMs(new Headers(), 0)).toBeNull();
  });
  it('is counted by the clock of who says it', () => {
    const headers = { 'retry-after': 'Tue, 24 Nov 2026 10:01:00 GMT', date: 'Tue, 24 Nov 2026 10:00:00 GMT' };
    expect(retryAfterMs(new Headers(headers), Date.UTC(2026, 10, 24, 17))).toBe(60_000);
  });
});
