import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { PortalOf } from './context.ts';

const burstWindowMs = 10_000;
const searchWindowMs = 1000;
const dayMs = 86_400_000;

interface Counters {
  readonly burst: number[];
  readonly searches: number[];
  readonly day: { start: number; used: number };
}

/**
 * HubSpot's limits: so many requests of a key in ten rolling seconds and in a day; searches count per account
 * and second, are exempt from the burst limit and carry no rate headers. Source: HubSpot usage guidelines.
 */
export function rateLimits(portalOf: PortalOf): MiddlewareHandler {
  const counters: Counters = { burst: [], searches: [], day: { start: 0, used: 0 } };
  return async (context, next) => {
    const now = portalOf().clock();
    const refused = isSearch(context) ? countSearch(counters, portalOf, now) : countRequest(counters, portalOf, now);
    if (refused !== null) {
      context.res = refused;
    } else {
      await next();
    }
    if (!isSearch(context)) setRateHeaders(context, counters, portalOf);
  };
}

function isSearch(context: Context): boolean {
  return context.req.method === 'POST' && context.req.path.endsWith('/search');
}

function countSearch({ searches }: Counters, portalOf: PortalOf, now: number): Response | null {
  forget(searches, now - searchWindowMs);
  if (searches.length >= portalOf().settings.searchLimit) return tooMany('secondly', 'SECONDLY');
  searches.push(now);
  return null;
}

function countRequest({ burst, day }: Counters, portalOf: PortalOf, now: number): Response | null {
  const { burstLimit, dailyLimit } = portalOf().settings;
  if (now - day.start >= dayMs) {
    day.start = now - (now % dayMs);
    day.used = 0;
  }
  forget(burst, now - burstWindowMs);
  if (day.used >= dailyLimit) return tooMany('daily', 'DAILY');
  if (burst.length >= burstLimit) return tooMany('ten_secondly_rolling', 'TEN_SECONDLY_ROLLING');
  burst.push(now);
  day.used += 1;
  return null;
}

function forget(instants: number[], before: number): void {
  while (instants[0] !== undefined && instants[0] <= before) instants.shift();
}

function setRateHeaders(context: Context, { burst, day }: Counters, portalOf: PortalOf): void {
  const { burstLimit, dailyLimit } = portalOf().settings;
  const headers = {
    'X-HubSpot-RateLimit-Max': burstLimit,
    'X-HubSpot-RateLimit-Remaining': Math.max(0, burstLimit - burst.length),
    'X-HubSpot-RateLimit-Interval-Milliseconds': burstWindowMs,
    'X-HubSpot-RateLimit-Daily': dailyLimit,
    'X-HubSpot-RateLimit-Daily-Remaining': Math.max(0, dailyLimit - day.used),
  };
  for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, String(value));
}

/** The 429 body, as HubSpot words each of its limits. */
export function tooMany(limit: string, policyName: string): Response {
  const body = {
    status: 'error',
    message: `You have reached your ${limit} limit.`,
    errorType: 'RATE_LIMIT',
    correlationId: randomUUID(),
    policyName,
  };
  return Response.json(body, { status: 429 });
}
