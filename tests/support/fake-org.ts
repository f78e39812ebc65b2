import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { createSalesforceAdapter, type SalesforceDeps } from '../../lib/crm/salesforce/adapter';
import type { LogCallWrite } from '../../lib/crm/write';
import type { RecordRef } from '../../lib/model/record';

export const org = { crm: 'salesforce', org: 'acme.my.salesforce.com' } as const;
export const lead: RecordRef = { ...org, object: 'lead', id: '00Qbm000000012dEAA' };
export const field = (name: string, more: object = {}) => ({
  name,
  createable: true,
  updateable: true,
  filterable: true,
  length: 255,
  ...more,
});
export const taskFields = [
  'WhoId',
  'WhatId',
  'OwnerId',
  'Subject',
  'Description',
  'Status',
  'ActivityDate',
  'TaskSubtype',
];
export const callFields = ['CallType', 'CallDurationInSeconds', 'CallDisposition', 'CallObject'];

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
}
export type Route = (seen: Seen) => unknown;

export const page = (...records: object[]) => ({ totalSize: records.length, done: true, records });
const versions = [{ version: '58.0' }, { version: '67.0' }, { version: '68.0' }];

/** An org that answers by the first route whose pattern fits `METHOD path query`; an answer with `status` is an error. */
export function orgWith(routes: Readonly<Record<string, Route>>, change: Partial<SalesforceDeps> = {}) {
  const seen: Seen[] = [];
  const standard: Readonly<Record<string, Route>> = {
    'GET /services/data/$': () => versions,
    'FROM TaskStatus': () =>
      page(
        { ApiName: 'Completed', MasterLabel: 'Completed', IsClosed: true },
        { ApiName: 'Not Started', MasterLabel: 'Not Started', IsClosed: false, IsDefault: true },
      ),
    'Task/describe': () => ({ fields: [...taskFields, ...callFields].map((name) => field(name)) }),
  };
  const answerTo = (one: Seen): { status: number; body: unknown } => {
    const route = all.find(([pattern]) =>
      new RegExp(pattern).test(`${one.method} ${one.path}${one.query === '' ? '' : ` ${one.query}`}`),
    );
    const answer = route?.[1](one) ?? { status: 404, errors: [{ errorCode: 'NOT_FOUND', message: one.path }] };
    if (answer instanceof Response) return { status: 200, body: answer };
    const error = z.object({ status: z.number(), errors: z.unknown() }).safeParse(answer).data;
    return error === undefined ? { status: 200, body: answer } : { status: error.status, body: error.errors };
  };
  /** Each step as if it had come alone; creates are seen by themselves as well. */
  const stepByStep: Route = ({ body }) => ({
    compositeResponse: asks.parse(body).compositeRequest.map((step) => {
      const url = new URL(step.url, 'https://x');
      const query = url.searchParams.get('q') ?? '';
      const one = { method: step.method, path: url.pathname, query, body: step.body };
      if (query === '') seen.push(one);
      const { status, body: answer } = answerTo(one);
      return { referenceId: step.referenceId, httpStatusCode: status, httpHeaders: {}, body: answer };
    }),
  });
  const all = [
    ...Object.entries(routes),
    ...Object.entries(standard),
    ['POST .*/composite$', stepByStep] as const,
    ['FROM Task', () => page()] as const,
  ];
  const fetchIt: typeof fetch = async (input, init = {}) => {
    const url = new URL(String(input));
    const one = {
      method: init.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams.get('q') ?? '',
      body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
    };
    seen.push(one);
    const { status, body } = answerTo(one);
    return body instanceof Response ? body : Response.json(body, { status });
  };
  const adapter = createSalesforceAdapter({
    ...{ org, userId: '005bm000000012dAAA', timeZone: () => 'America/Los_Angeles', fetch: fetchIt },
    credentials: { token: async () => 't', refresh: async () => null },
    ...{ pause: async () => undefined, ...change },
  });
  return { adapter, seen };
}

export const asks = z.object({
  compositeRequest: z.array(
    z.object({
      referenceId: z.string(),
      url: z.string(),
      body: z.unknown().optional(),
      httpHeaders: z.record(z.string(), z.string()).optional(),
      method: z.string(),
    }),
  ),
  allOrNone: z.boolean(),
});
export const collection = z.object({ records: z.array(z.record(z.string(), z.unknown())), allOrNone: z.boolean() });

/** Answers each query of a composite read by its reference. */
export const composite =
  (byRef: (referenceId: string, soql: string) => { code?: number; body: unknown }): Route =>
  ({ body }) => ({
    compositeResponse: asks.parse(body).compositeRequest.map(({ referenceId, url }) => {
      const { code = 200, body: answer } = byRef(referenceId, new URLSearchParams(url.split('?')[1]).get('q') ?? '');
      return { referenceId, httpStatusCode: code, httpHeaders: {}, body: answer };
    }),
  });
export const created: Route = ({ body }) =>
  collection.parse(body).records.map((_, index) => ({ id: `00T${index}`, success: true, errors: [] }));

export function call(change: Partial<LogCallWrite> = {}): LogCallWrite {
  return {
    ...{ id: uuidv7(), ref: lead, kind: 'logCall', outcomeId: 'noAnswer', outcomeLabel: 'No answer', note: 'Tried' },
    // 23:30 in Los Angeles, already the next day in UTC.
    ...{ startedAt: Date.UTC(2026, 10, 25, 7, 30), durationMs: 61_400, number: '+1 213 555 0100', ...change },
  };
}
