import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { askDemo } from '../../demo/core/client.ts';
import type { FaultSpec } from '../../demo/core/faults.ts';
import { demoSignIn } from '../../demo/data/world.ts';
import { demoServiceKey } from '../../demo/hubspot/seed/owners.ts';
import { startDemo } from '../../demo/main.ts';
import { apiHost, signIn } from '../../demo/salesforce/testing.ts';
import type { Credentials, CrmAdapter } from '../../lib/crm/adapter';
import { createHubspotAdapter } from '../../lib/crm/hubspot/adapter';
import type { FieldMap } from '../../lib/crm/org-fields';
import { createSalesforceAdapter } from '../../lib/crm/salesforce/adapter';
import type { LogCallWrite } from '../../lib/crm/write';
import type { Crm, RecordRef } from '../../lib/model/record';
import { isListed } from '../live/endpoints';
import { makeIdProperty } from './demo-crm';
import { PublishedCheck } from './published/index';

/** One call or task that Baton made, as the demo's control endpoint shows it. */
export interface Made {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly owner: string | null;
}

/** A demo CRM behind the adapter contract. */
export interface Bench {
  /** What settings say the fields mean. */
  readonly map: FieldMap;
  readonly adapter: CrmAdapter;
  /** People whose records may be written, the first one well filled. */
  readonly people: readonly RecordRef[];
  /** Where activities are created in batches, as a pattern for faults. */
  readonly createPath: string;
  readonly readPath: string;
  /** Where calls, tasks and handoffs are made. */
  readonly writePath: string;
  fault(spec: Pick<FaultSpec, 'kind'> & Partial<FaultSpec>): Promise<void>;
  deleteRecord(id: string): Promise<void>;
  /** Asks the CRM's API as an administrator does; answers what it said. @throws Error where it refused. */
  raw(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Makes a second Task with the marks of this write, as an org does that is late with a request sent twice. */
  copyTask(writeId: string): Promise<void>;
  /** Calls and tasks that carry this write's mark. */
  made(writeId: string): Promise<readonly Made[]>;
  person(id: string): Promise<{ readonly status: string | null; readonly owner: string | null }>;
  /** Requests to this CRM since the last time this was asked, as `METHOD path`. */
  requests(): Promise<readonly string[]>;
  /** What of the requests since the last time this was asked the vendor does not publish. */
  unpublished(): readonly string[];
  /** How long the adapter waits for an answer, until the reset: briefly where none will come. */
  wait(how: 'briefly' | 'long'): void;
  reset(): Promise<void>;
  close(): Promise<void>;
}

const timeoutMs = { read: 700, write: 700 };
const briefMs = { read: 200, write: 200 };
const pause = async () => undefined;
const timeZone = () => 'America/Chicago';

/** Sends what an adapter sends to a demo on this machine, as the browser's host mapping would. */
export function fetchThrough(port: number): typeof fetch {
  return async (input, init = {}) => {
    const answer = await askDemo(port, String(input), {
      ...(init.method === undefined ? {} : { method: init.method }),
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(typeof init.body === 'string' ? { body: init.body } : {}),
      ...(init.signal ? { signal: init.signal } : {}),
    });
    const body = answer.status === 204 ? null : answer.text;
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
}

function fixed(token: string): Credentials {
  return { token: async () => token, refresh: async () => token };
}

const idRow = z.object({ id: z.coerce.string(), status: z.string().nullish(), owner: z.string().nullish() });
const salesforceState = z.object({
  leads: z.array(idRow),
  tasks: z.array(
    z.object({
      id: z.string(),
      subject: z.string().nullable(),
      description: z.string().nullable(),
      callObject: z.string().nullable(),
      whoId: z.string().nullable(),
      owner: z.string().nullable(),
    }),
  ),
});
const hubspotActivity = z.object({
  id: z.string(),
  owner: z.string().nullable(),
  properties: z.record(z.string(), z.string().nullable()),
});
const hubspotState = z.object({
  contacts: z.array(idRow),
  activities: z.array(hubspotActivity),
  tasks: z.array(hubspotActivity),
});
const log = z.object({
  requests: z.array(z.object({ method: z.string(), host: z.string(), path: z.string() })),
});

/** Starts a demo with the Salesforce adapter on it. */
export async function salesforceBench(map: FieldMap = []): Promise<Bench> {
  const published = new PublishedCheck();
  const demo = await startDemo({ port: 0, observe: published.note });
  const { sid } = await signIn(demo.port, demoSignIn.password);
  const org = { crm: 'salesforce', org: apiHost } as const;
  const state = () => z.object({ salesforce: salesforceState }).parse(demo.state()).salesforce;
  const steering = control(demo, apiHost, sid, published);
  const adapter = createSalesforceAdapter({
    fieldMap: async () => map,
    ...{ org, userId: null, timeZone, timeoutMs: steering.patience, pause, credentials: fixed(sid) },
    fetch: steering.listed('salesforce'),
  });
  const made = async (writeId: string) =>
    state()
      .tasks.filter(({ callObject }) => callObject === `baton:${writeId}`)
      .map(({ id, subject, description, owner }) => ({ id, subject: subject ?? '', text: description ?? '', owner }));
  return {
    ...steering,
    map,
    adapter,
    people: state()
      .leads.filter(({ status }) => status !== 'Closed - Converted')
      .map(({ id }) => ({ ...org, object: 'lead', id })),
    copyTask: async (writeId) => {
      const task = state().tasks.find(({ callObject }) => callObject === `baton:${writeId}`);
      const copy = { WhoId: task?.whoId, Subject: task?.subject, CallObject: task?.callObject };
      await steering.raw('POST', '/services/data/v66.0/sobjects/Task', copy);
    },
    createPath: '/composite$',
    readPath: '/composite$',
    writePath: '/composite$',
    made,
    person: async (id) => personIn(state().leads, id),
  };
}

/** As {@link hubspotBench}, in a portal whose admin made the unique property for Baton. */
export function hubspotWithIdBench(): Promise<Bench> {
  return hubspotBench(['calls', 'tasks']);
}

/** Starts a demo with the HubSpot adapter on it. */
export async function hubspotBench(uniqueOn: readonly string[] = [], map: FieldMap = []): Promise<Bench> {
  const published = new PublishedCheck();
  const demo = await startDemo({ port: 0, observe: published.note });
  const makeProperties = async () => {
    for (const type of uniqueOn) await makeIdProperty(demo.port, type);
  };
  await makeProperties();
  const steering = control(demo, 'api.hubapi.com', demoServiceKey, published);
  const org = { crm: 'hubspot', org: '4711007' } as const;
  const state = () => z.object({ hubspot: hubspotState }).parse(demo.state()).hubspot;
  const adapter = createHubspotAdapter({
    fieldMap: async () => map,
    ...{ org, ownerEmail: demoSignIn.email, ownerId: null, timeoutMs: steering.patience, pause },
    ...{ credentials: fixed(demoServiceKey), fetch: steering.listed('hubspot') },
  });
  const made = async (writeId: string) => {
    const { activities, tasks } = state();
    return [...activities, ...tasks].flatMap(({ id, owner, properties: own }) => {
      const text = own['hs_call_body'] ?? own['hs_task_body'] ?? '';
      const marked = own['baton_id'] === writeId || text.includes(`baton:${writeId}`);
      const subject = own['hs_call_title'] ?? own['hs_task_subject'] ?? '';
      return marked ? [{ id, subject, text, owner }] : [];
    });
  };
  return {
    ...steering,
    reset: async () => {
      await steering.reset();
      await makeProperties();
    },
    copyTask: () => Promise.reject(new Error('HubSpot has no Tasks of Salesforce')),
    map,
    adapter,
    people: state().contacts.map(({ id }) => ({ ...org, object: 'contact', id })),
    createPath: '/calls/batch/create',
    readPath: '/objects/.*/contacts/',
    writePath: '/(?:calls|tasks)/batch/create',
    made,
    person: async (id) => personIn(state().contacts, id),
  };
}

function personIn(rows: readonly z.infer<typeof idRow>[], id: string) {
  const row = rows.find((one) => one.id === id);
  return { status: row?.status ?? null, owner: row?.owner ?? null };
}

function control(demo: Awaited<ReturnType<typeof startDemo>>, host: string, token: string, published: PublishedCheck) {
  let seen = 0;
  const post = async (path: string, body: unknown, method = 'POST') => {
    const answer = await askDemo(demo.port, `https://${host}/__demo/${path}`, { method, body: JSON.stringify(body) });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  };
  const send = fetchThrough(demo.port);
  const unlisted = new Set<string>();
  const patience = { ...timeoutMs };
  return {
    patience,
    wait: (how: 'briefly' | 'long') => {
      Object.assign(patience, how === 'briefly' ? briefMs : timeoutMs);
    },
    /** Sends what an adapter sends, and notes what no live org is asked to confirm. */
    listed:
      (crm: Crm): typeof fetch =>
      (input, init) => {
        const { pathname: path } = new URL(String(input));
        const method = init?.method ?? 'GET';
        if (!isListed(crm, { method, path })) unlisted.add(`${method} ${path}`);
        return send(input, init);
      },
    raw: async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      const answer = await askDemo(demo.port, `https://${host}${path}`, init);
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
      return answer.text === '' ? null : JSON.parse(answer.text);
    },
    fault: (spec: object) => post('faults', { times: 1, host, ...spec }),
    deleteRecord: (id: string) => post('delete-record', { id }),
    requests: async () => {
      const all = log.parse(demo.state()).requests.filter((one) => one.host === host);
      const fresh = all.slice(seen);
      seen = all.length;
      return fresh.map(({ method, path }) => `${method} ${path}`);
    },
    unpublished: () => published.take(),
    reset: async () => {
      seen = 0;
      Object.assign(patience, timeoutMs);
      await post('reset', {});
    },
    close: async () => {
      await demo.close();
      const left = published.take();
      if (left.length > 0) throw new Error(`No vendor publishes these requests: ${left.join('; ')}`);
      if (unlisted.size > 0) throw new Error(`Not among tests/live/endpoints.ts: ${[...unlisted].join('; ')}`);
    },
  };
}

/** A call to be logged on a record. */
export function callOn(ref: RecordRef, change: Partial<LogCallWrite> = {}): LogCallWrite {
  return {
    ...{
      id: uuidv7({ msecs: Date.now() }),
      ref,
      kind: 'logCall',
      outcomeId: 'voicemailLeft',
      outcomeLabel: 'Left voicemail',
    },
    ...{
      startedAt: Date.now() - 60_000,
      durationMs: 34_000,
      number: '+1 312 555 0142',
      note: 'Said <b>Tuesday</b> & later',
    },
    ...change,
  };
}

const createdRow = z.object({ id: z.string() });

/** Makes a record in the Salesforce demo, as somebody else would; answers its id. */
export async function madeInSalesforce(bench: Bench, object: string, values: object): Promise<string> {
  const collection = { allOrNone: true, records: [{ attributes: { type: object }, ...values }] };
  const raw = await bench.raw('POST', '/services/data/v66.0/composite/sobjects', collection);
  const [row] = z.array(createdRow).parse(raw);
  if (row === undefined) throw new Error(`no ${object}`);
  return row.id;
}
