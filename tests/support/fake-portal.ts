import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { createHubspotAdapter, type HubspotDeps } from '../../lib/crm/hubspot/adapter';
import type { LogCallWrite } from '../../lib/crm/write';
import type { RecordRef } from '../../lib/model/record';

export const org = { crm: 'hubspot', org: '4711' } as const;
export const contact: RecordRef = { ...org, object: 'contact', id: '101' };

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}
export type Route = (seen: Seen) => unknown;
export const answer = (status: number, json: unknown, headers: Record<string, string> = {}) => ({
  status,
  json,
  headers,
});
const answerShape = z.object({ status: z.number(), json: z.unknown(), headers: z.record(z.string(), z.string()) });

const inputs = z.object({
  inputs: z.array(
    z.object({
      id: z.string().optional(),
      properties: z.record(z.string(), z.string()).optional(),
      associations: z.array(z.unknown()).optional(),
      objectWriteTraceId: z.string().optional(),
    }),
  ),
});
export const isCreate = ({ path }: Seen) => path.endsWith('/batch/create');
export const inputsOf = (seen: Seen | undefined) => inputs.parse(seen?.body).inputs;

/** A portal that answers by the first route whose pattern fits `METHOD path?query`. */
export function portalWith(routes: Readonly<Record<string, Route>>, change: Partial<HubspotDeps> = {}) {
  const seen: Seen[] = [];
  const standard: Readonly<Record<string, Route>> = {
    'GET /calling/v1/dispositions': () => [
      { id: 'd-na', label: 'No answer', deleted: false },
      { id: 'd-old', label: 'Busy', deleted: true },
      { id: 'd-con', label: 'Connected' },
    ],
    'GET /crm/properties/2026-09/(calls|tasks)$': () => ({ results: [{ name: 'hs_timestamp' }] }),
    'associations/2026-09/': () => ({ results: [] }),
    'batch/create': (one) =>
      answer(201, {
        status: 'COMPLETE',
        results: inputsOf(one).map((input, index) => ({ id: `c${index}`, ...input })),
      }),
  };
  const all = [...Object.entries(routes), ...Object.entries(standard)];
  const fetchIt: typeof fetch = async (input, init = {}) => {
    const url = new URL(String(input));
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    const one = { method: init.method ?? 'GET', path: url.pathname + url.search, body };
    seen.push(one);
    const route = all.find(([pattern]) => new RegExp(pattern).test(`${one.method} ${one.path}`));
    const given = route?.[1](one) ?? answer(404, { status: 'error', category: 'OBJECT_NOT_FOUND', message: one.path });
    if (given instanceof Response) return given;
    const full = answerShape.safeParse(given).data;
    return full === undefined
      ? Response.json(given)
      : Response.json(full.json, { status: full.status, headers: full.headers });
  };
  let now = 1_000_000;
  const adapter = createHubspotAdapter({
    ...{ org, ownerEmail: 'sam@acme.example', ownerId: '7', fetch: fetchIt, now: () => now },
    credentials: { token: async () => 'pat-na1-x', refresh: async () => null },
    ...{ pause: async () => undefined, ...change },
  });
  const wait = (ms: number) => {
    now += ms;
  };
  return { adapter, seen, wait };
}

export function call(change: Partial<LogCallWrite> = {}): LogCallWrite {
  return {
    ...{
      id: uuidv7(),
      ref: contact,
      kind: 'logCall',
      outcomeId: 'busy',
      outcomeLabel: 'Busy',
      startedAt: 1_700_000_000_000,
    },
    ...{ durationMs: 34_000, number: '+1 312 555 0142', note: 'a <b> & "c"\nd', ...change },
  };
}
