import type { DemoApp, DemoCore, DemoPart } from '../../demo/core/app.ts';
import { createFaults, type MetFault } from '../../demo/core/faults.ts';
import { createSessions } from '../../demo/core/sessions.ts';
import { demoSignIn } from '../../demo/data/users.ts';
import type { DemoWorld } from '../../demo/data/world.ts';
import { createHubspotApps, demoServiceKey } from '../../demo/hubspot/app.ts';
import { createSalesforceApps } from '../../demo/salesforce/app.ts';
import { apiHost } from '../../demo/salesforce/hosts.ts';

/** A clock that only requests and waiting move. */
export interface VirtualClock {
  now: number;
}

export interface WeatherPlan {
  readonly rate: number;
  readonly seed: number;
  /** How often a request on a connection that was used before is sent again by the browser when it is cut: 0 to 1. */
  readonly resends: number;
  /** How many requests are finished by the CRM only seconds after another copy of them was answered: 0 to 1. */
  readonly late: number;
  /** How often the browser's worker dies while a request is on its way, which the CRM may carry out nevertheless: 0 to 1. */
  readonly deaths: number;
}

/** A demo CRM without server and sockets, behind a network that fails. */
export interface FaultyCrm {
  readonly host: string;
  readonly token: string;
  readonly part: DemoPart;
  /** What an adapter is given instead of the browser's. */
  readonly fetch: typeof fetch;
  /** Lets everything finish that is still on its way, and the weather clear up. */
  calm(): Promise<void>;
  /** Asks the CRM in fair weather. */
  ask(method: string, path: string, body?: unknown): Promise<Response>;
  readonly requests: () => number;
  /** How many requests met each kind of trouble. */
  readonly met: () => Readonly<Record<string, number>>;
}

const hosts = { salesforce: apiHost, hubspot: 'api.hubapi.com' } as const;
const paths = { salesforce: '^/services/data/v', hubspot: '^/c' } as const;
const millisecondsPerRequest = 120;
const retryAfterSeconds = 1;
const longestLateMs = 20_000;
/** A request that lost its worker is over before Baton looks for what came of it. */
const longestDyingMs = 4500;

/** The generator mulberry32: [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Starts a CRM of its own, on a clock of its own. */
export async function faultyCrm(
  crm: 'salesforce' | 'hubspot',
  world: DemoWorld,
  clock: VirtualClock,
  plan: WeatherPlan,
  onDeath: () => void,
): Promise<FaultyCrm> {
  const now = () => clock.now;
  const parts: DemoPart[] = [];
  const core: DemoCore = { world, sessions: createSessions(now), now, register: (part) => void parts.push(part) };
  const apps: Readonly<Record<string, DemoApp>> =
    crm === 'salesforce' ? createSalesforceApps(core) : createHubspotApps(core);
  const host = hosts[crm];
  const [app, [part]] = [apps[host], parts];
  if (app === undefined || part === undefined) throw new Error(`The demo has no ${crm}`);
  const token = crm === 'salesforce' ? await sessionOf(app) : demoServiceKey;
  const network = new Network({ app, part, clock, host, plan, onDeath, path: paths[crm] });
  return {
    ...{ host, token, part, fetch: network.fetch, calm: () => network.calm() },
    ...{ requests: () => network.requests, met: () => network.met() },
    ask: async (method, path, body) =>
      app.fetch(
        new Request(`https://${host}${path}`, {
          ...{ method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', host } },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
  };
}

async function sessionOf(app: DemoApp): Promise<string> {
  const form = new URLSearchParams({ un: demoSignIn.email, pw: demoSignIn.password, startURL: '/lightning/page/home' });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await app.fetch(
    new Request(`https://${apiHost}/`, { method: 'POST', body: form.toString(), headers }),
  );
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('sid='));
  return decodeURIComponent(/^sid=([^;]*)/.exec(cookie ?? '')?.[1] ?? '');
}

interface Wire {
  readonly app: DemoApp;
  readonly part: DemoPart;
  readonly clock: VirtualClock;
  readonly host: string;
  readonly path: string;
  readonly plan: WeatherPlan;
  readonly onDeath: () => void;
}

class Network {
  requests = 0;
  readonly #wire: Wire;
  readonly #faults = createFaults();
  readonly #random: () => number;
  #late: { readonly at: number; readonly request: Request }[] = [];
  #isCalm = false;

  constructor(wire: Wire) {
    this.#wire = wire;
    this.#random = randomFrom(wire.plan.seed + 1);
    const { host, path, plan } = wire;
    const { rate, seed } = plan;
    this.#faults.rain({ ...{ host, path, rate, seed, retryAfterSeconds, latencyMs: 0 }, kinds: [...kinds] });
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const { signal, ...rest } = init;
    if (signal?.aborted === true) throw new TypeError('aborted');
    const request = new Request(String(input), rest);
    if (!this.#isCalm && this.#random() < this.#wire.plan.deaths) return this.#die(request);
    return this.#send(request, true);
  };

  met(): Readonly<Record<string, number>> {
    return this.#faults.met()[this.#wire.host] ?? {};
  }

  /** The worker is gone with its request under way: it never arrives, or is carried out while nobody waits for it. */
  async #die(request: Request): Promise<never> {
    this.#wire.onDeath();
    const arrives = this.#random() < 0.7;
    if (arrives) this.#late.push({ at: this.#wire.clock.now + Math.round(this.#random() * longestDyingMs), request });
    throw new TypeError('Failed to fetch');
  }

  async calm(): Promise<void> {
    this.#isCalm = true;
    for (const { request } of this.#late) await this.#apply(request);
    this.#late = [];
  }

  async #send(request: Request, isReused: boolean): Promise<Response> {
    this.requests += 1;
    this.#wire.clock.now += millisecondsPerRequest;
    await this.#finishLate();
    const body = await request.clone().text();
    const { pathname, search } = new URL(request.url);
    const { method } = request;
    const isBatchWrite = this.#wire.part.isBatchWrite({ method, path: pathname, body });
    const seen = { host: this.#wire.host, method, pathAndQuery: pathname + search, body, isBatchWrite };
    const fault = this.#isCalm ? null : this.#faults.take(seen);
    if (fault === null) return this.#maybeLate(request, isBatchWrite);
    const answer = await this.#suffer(fault, request);
    if (answer !== null) return answer;
    // The connection was cut: one that had been used before is opened anew, and the request sent again, by the browser itself.
    const isCut = fault.kind === 'dropBefore' || fault.kind === 'dropAfter';
    if (isCut && isReused && this.#random() < this.#wire.plan.resends) return this.#send(request, false);
    throw new TypeError('Failed to fetch');
  }

  /** The CRM may still be at a first copy of a request when a second one is served. */
  async #maybeLate(request: Request, isBatchWrite: boolean): Promise<Response> {
    if (isBatchWrite && !this.#isCalm && this.#random() < this.#wire.plan.late) {
      const at = this.#wire.clock.now + Math.round(this.#random() * longestLateMs);
      this.#late.push({ at, request: request.clone() });
    }
    return this.#apply(request);
  }

  async #finishLate(): Promise<void> {
    const due = this.#late.filter(({ at }) => at <= this.#wire.clock.now);
    this.#late = this.#late.filter(({ at }) => at > this.#wire.clock.now);
    for (const { request } of due) await this.#apply(request);
  }

  async #apply(request: Request): Promise<Response> {
    const answer = await this.#wire.app.fetch(request.clone());
    const { status, headers } = answer;
    return new Response(status === 204 ? null : await answer.text(), { status, headers });
  }

  /** Null where the connection ends without an answer. */
  async #suffer(fault: MetFault, request: Request): Promise<Response | null> {
    const { part, app, clock } = this.#wire;
    switch (fault.kind) {
      case 'hang':
        clock.now += 15_000;
        return null;
      case 'hangAfter':
        await this.#apply(request);
        clock.now += 15_000;
        return null;
      case 'dropBefore':
        return null;
      case 'dropAfter':
        await this.#apply(request);
        return null;
      case 'twice':
        await this.#apply(request);
        return this.#apply(request);
      case 'html':
        return new Response('<html><body>Service Unavailable</body></html>', {
          ...{ status: fault.status, headers: { 'content-type': 'text/html' } },
        });
      case 'truncate': {
        const whole = await this.#apply(request);
        const text = await whole.text();
        return new Response(text.slice(0, Math.floor(text.length / 2)), {
          status: whole.status === 204 ? 200 : whole.status,
        });
      }
      case 'rowLock':
      case 'partial':
        return part.failSomeRows(fault.kind, request.clone(), app);
      default: {
        const answer = part.faultResponse(fault.kind);
        answer.headers.set('retry-after', String(fault.retryAfterSeconds ?? 1));
        return answer;
      }
    }
  }
}

const kinds = [
  ...(['401', '403limit', '429', '500', '503', 'hang', 'dropBefore', 'dropAfter', 'twice'] as const),
  ...(['hangAfter', 'html', 'truncate', 'rowLock', 'partial'] as const),
] as const;
