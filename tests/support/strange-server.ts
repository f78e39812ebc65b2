import type { CrmAdapter } from '../../lib/crm/adapter';
import type { OrgRef, RecordRef } from '../../lib/model/record';

/** What happens to one request. */
export const fates = [
  'served',
  'limited',
  'limitedUntil',
  'down',
  'downUntil',
  'gateway',
  'gatewayAfter',
  'noSuchPage',
  'loginPageAfter',
  'cutBefore',
  'cutAfter',
  'truncatedAfter',
  'emptyAfter',
  'signedOut',
  'timeout',
  'otherShapeAfter',
  'someRows',
  'someRowsAfter',
] as const;
export type Fate = (typeof fates)[number];

/** When it all begins (epoch ms). */
export const startAt = 1_800_000_000_000;
/** What becomes of every second row of a batch: not written and said so, or written and said to have gone wrong inside. */
export type Some = 'refused' | 'writtenAndRefused';

export interface Clock {
  now: number;
}

/** The answer of a request that meets this fate; `serve` does what was asked and answers as the CRM does. */
function meet(fate: Fate, clock: Clock, serve: (some?: Some) => Response): Response {
  const html = '<!doctype html><title>Sign in</title>';
  const after = (answer: Response) => {
    serve();
    return answer;
  };
  switch (fate) {
    case 'served':
      return serve();
    case 'limited':
      return Response.json({ status: 'error', message: 'You have reached your secondly limit.' }, { status: 429 });
    case 'limitedUntil':
      return new Response('', {
        status: 429,
        headers: {
          'retry-after': new Date(clock.now + 20_000).toUTCString(),
          date: new Date(clock.now).toUTCString(),
        },
      });
    case 'down':
      return new Response('', { status: 503 });
    case 'downUntil':
      return new Response(html, { status: 503, headers: { 'retry-after': '40' } });
    case 'gateway':
      return new Response(html, { status: 502 });
    case 'gatewayAfter':
      return after(new Response(html, { status: 504 }));
    case 'noSuchPage':
      return new Response(html, { status: 404 });
    case 'loginPageAfter':
      return after(new Response(html, { status: 200, headers: { 'content-type': 'text/html' } }));
    case 'cutBefore':
      throw new TypeError('network error');
    case 'cutAfter':
      serve();
      throw new TypeError('network error');
    case 'truncatedAfter':
      return after(new Response('{"results":[{"id":"1","prop', { status: 200 }));
    case 'emptyAfter':
      return after(new Response(null, { status: 204 }));
    case 'signedOut':
      return Response.json({ errorCode: 'INVALID_SESSION_ID', message: 'Session expired' }, { status: 401 });
    case 'timeout':
      return new Response(null, { status: 408 });
    case 'otherShapeAfter':
      return after(Response.json({ ok: true }));
    case 'someRows':
      return serve('refused');
    case 'someRowsAfter':
      return serve('writtenAndRefused');
  }
}

/** A server with its log of what was written, in the order it was. */
export interface Server {
  readonly org: OrgRef;
  readonly refs: readonly RecordRef[];
  readonly written: { readonly writeId: string; readonly record: string }[];
  readonly adapter: CrmAdapter;
}
export type Dice = () => number;

const mark = /baton:([0-9a-f-]{36})/;
/** The write id of Baton's mark in a text. */
export const writeIdOf = (text: string) => mark.exec(text)?.[1] ?? '';

/** What a server is made of. */
export interface Made {
  readonly clock: Clock;
  readonly script: readonly Fate[];
  readonly dice: Dice;
}

/** What an adapter needs to speak with the server that answers by `serve`. */
export function sending({ clock, script }: Made, serve: (url: URL, body: unknown, some?: Some) => Response) {
  const left = [...script];
  const fetchIt: typeof fetch = async (input, init = {}) => {
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    clock.now += 50;
    return meet(left.shift() ?? 'served', clock, (some) => serve(new URL(String(input)), body, some));
  };
  return {
    ...{ fetch: fetchIt, now: () => clock.now },
    credentials: { token: async () => 't', refresh: async () => 't' },
    pause: async (ms: number) => {
      clock.now += Math.round(ms);
    },
  };
}
