import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CrmAdapter } from '../../lib/crm/adapter';
import { createHubspotAdapter } from '../../lib/crm/hubspot/adapter';
import { createSalesforceAdapter } from '../../lib/crm/salesforce/adapter';
import { to18 } from '../../lib/crm/salesforce/ids';
import { type OrgRef, orgKey, type RecordRef, recordKey } from '../../lib/model/record';
import { createDrain } from '../../lib/sync/drain';
import { MemoryOutbox } from '../../lib/sync/memory-outbox';
import type { OutboxEntry } from '../../lib/sync/outbox-entry';

// Servers that hold to what the vendors document and to nothing that the demos do besides: ids in no order, rows in no order,
// endpoints that are not there, and troubles of every kind before and after a request was served.

const fates = [
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
] as const;
type Fate = (typeof fates)[number];

const startAt = 1_800_000_000_000;
interface Clock {
  now: number;
}

/** The answer of a request that meets this fate; `serve` does what was asked and answers as the CRM does. */
function meet(fate: Fate, clock: Clock, serve: () => Response): Response {
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
  }
}

/** A server with its log of what was written, in the order it was. */
interface Server {
  readonly org: OrgRef;
  readonly refs: readonly RecordRef[];
  readonly written: { readonly writeId: string; readonly record: string }[];
  readonly adapter: CrmAdapter;
}
type Dice = () => number;

const mark = /baton:([0-9a-f-]{36})/;
const writeIdOf = (text: string) => mark.exec(text)?.[1] ?? '';

interface Made {
  readonly clock: Clock;
  readonly script: readonly Fate[];
  readonly dice: Dice;
}

function sending({ clock, script }: Made, serve: (url: URL, body: unknown) => Response) {
  const left = [...script];
  const fetchIt: typeof fetch = async (input, init = {}) => {
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    clock.now += 50;
    return meet(left.shift() ?? 'served', clock, () => serve(new URL(String(input)), body));
  };
  return {
    ...{ fetch: fetchIt, now: () => clock.now },
    credentials: { token: async () => 't', refresh: async () => 't' },
    pause: async (ms: number) => {
      clock.now += Math.round(ms);
    },
  };
}

const createAsk = z.object({
  inputs: z.array(
    z.object({
      properties: z.record(z.string(), z.string()),
      associations: z.array(z.object({ to: z.object({ id: z.string() }) })),
      objectWriteTraceId: z.string(),
    }),
  ),
});
const idsAsk = z.object({ inputs: z.array(z.object({ id: z.string() })), idProperty: z.string().optional() });

function hubspotServer(made: Made): Server {
  const { dice } = made;
  const org = { crm: 'hubspot', org: '77' } as const;
  const refs = ['301', '302', '303'].map((id) => ({ ...org, object: 'contact', id }) as const);
  const written: Server['written'] = [];
  const calls = new Map<string, { readonly body: string; readonly record: string }>();
  const shuffled = <T>(rows: readonly T[]) =>
    rows
      .map((row) => [dice(), row] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, row]) => row);
  const serve = (url: URL, body: unknown): Response => {
    const path = url.pathname;
    if (path.endsWith('/calls/batch/create')) {
      const results = createAsk.parse(body).inputs.map(({ properties, associations }) => {
        const record = associations[0]?.to.id ?? '';
        // Ids in no order at all.
        const id = String(1_000_000 + Math.floor(dice() * 8_000_000));
        const text = properties['hs_call_body'] ?? '';
        calls.set(id, { body: text, record });
        written.push({ writeId: writeIdOf(text), record });
        return { id, properties };
      });
      return Response.json({ status: 'COMPLETE', results: shuffled(results) }, { status: 201 });
    }
    if (path.endsWith('/contacts/calls/batch/read')) {
      const results = idsAsk.parse(body).inputs.flatMap(({ id }) => {
        const to = [...calls].filter(([, { record }]) => record === id).map(([one]) => ({ toObjectId: Number(one) }));
        return to.length === 0 ? [] : [{ from: { id }, to: shuffled(to) }];
      });
      return Response.json({ status: 'COMPLETE', results: shuffled(results) }, { status: 207 });
    }
    if (path.endsWith('/calls/batch/read')) {
      if (idsAsk.parse(body).idProperty !== undefined) {
        return Response.json({ category: 'VALIDATION_ERROR', message: 'no such property' }, { status: 400 });
      }
      const found = idsAsk.parse(body).inputs.flatMap(({ id }) => {
        const one = calls.get(id);
        return one === undefined ? [] : [{ id, properties: { hs_call_body: one.body } }];
      });
      return Response.json({ status: 'COMPLETE', results: shuffled(found) });
    }
    if (path.endsWith('/contacts/companies/batch/read')) return Response.json({ results: [] });
    if (path.endsWith('/properties/2026-09/calls')) return Response.json({ results: [] });
    // Outcomes of calls and everything else: not here.
    return new Response('Not found', { status: 404 });
  };
  const adapter = createHubspotAdapter({ ...sending(made, serve), org, ownerEmail: '', ownerId: '5' });
  return { org, refs, written, adapter };
}

const compositeAsk = z.object({
  compositeRequest: z.array(z.object({ referenceId: z.string(), url: z.string(), body: z.unknown().optional() })),
});
const recordsAsk = z.object({ records: z.array(z.object({ WhoId: z.string(), CallObject: z.string() })) });

function salesforceServer(made: Made): Server {
  const { dice } = made;
  const org = { crm: 'salesforce', org: 'strange.my.salesforce.com' } as const;
  const ids = ['00Qbm00000000aa', '00Qbm00000000aA', '00Qbm00000000AA'].map((id) => to18(id) ?? id);
  const refs = ids.map((id) => ({ ...org, object: 'lead', id }) as const);
  const written: Server['written'] = [];
  const tasks: { readonly Id: string; readonly CallObject: string }[] = [];
  const query = (soql: string) => {
    if (!soql.includes('FROM Task ')) return [];
    return tasks.filter(({ CallObject }) => soql.includes(`'${CallObject}'`));
  };
  const page = (records: readonly unknown[]) => ({ totalSize: records.length, done: true, records });
  const serve = (url: URL, body: unknown): Response => {
    if (url.pathname === '/services/data/') return Response.json([{ version: '59.0' }, { version: '61.0' }]);
    if (url.pathname.endsWith('/Task/describe')) {
      const names = ['WhoId', 'Subject', 'Description', 'Status', 'CallObject'];
      return Response.json({ fields: names.map((name) => ({ name, createable: true, type: 'string', label: null })) });
    }
    if (url.pathname.endsWith('/query')) return Response.json(page(query(url.searchParams.get('q') ?? '')));
    if (!url.pathname.endsWith('/composite')) return Response.json([{ errorCode: 'NOT_FOUND' }], { status: 404 });
    const compositeResponse = compositeAsk.parse(body).compositeRequest.map((step) => {
      const soql = new URL(step.url, 'https://x').searchParams.get('q');
      const rows = recordsAsk.safeParse(step.body).data?.records ?? [];
      const made = rows.map(({ WhoId, CallObject }) => {
        const Id = to18(`00T${String(Math.floor(dice() * 1e12)).padStart(12, '0')}`) ?? '';
        tasks.push({ Id, CallObject });
        written.push({ writeId: writeIdOf(CallObject), record: WhoId });
        return { id: Id, success: true, errors: [] };
      });
      return { body: soql === null ? made : page(query(soql)), httpStatusCode: 200, referenceId: step.referenceId };
    });
    // Answers of steps in another order than asked.
    return Response.json({ compositeResponse: compositeResponse.toReversed() });
  };
  const adapter = createSalesforceAdapter({ ...sending(made, serve), org, userId: null, timeZone: () => 'UTC' });
  return { org, refs, written, adapter };
}

function entriesOn({ org, refs }: Server, records: readonly number[]): OutboxEntry[] {
  return records.flatMap((number, index) => {
    const ref = refs[number];
    if (ref === undefined) return [];
    const id = uuidv7({ msecs: startAt + index });
    const write = {
      ...{ id, ref, kind: 'logCall' as const, outcomeId: 'noAnswer', outcomeLabel: 'No answer', startedAt: startAt },
      ...{ durationMs: null, number: null, note: 'اسم 名前 имя' },
    };
    const state = { state: 'waiting' as const, attempts: 0, nextAttemptAt: startAt, problem: null, createdAt: startAt };
    return [{ ...state, id, org: orgKey(org), recordKey: recordKey(ref), leadName: 'Somebody', write }];
  });
}

const story = fc.record({
  records: fc.array(fc.nat(2), { minLength: 1, maxLength: 9 }),
  script: fc.array(fc.constantFrom(...fates), { maxLength: 40 }),
  luck: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 5, maxLength: 9 }),
  deaths: fc.array(fc.nat(40), { maxLength: 3 }),
});

describe.each([
  ['HubSpot', hubspotServer],
  ['Salesforce', salesforceServer],
] as const)('calls sent to a %s that only keeps to what is documented', (_, serverOf) => {
  it('are there once each, in the order of each record, after any sequence of troubles', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ records, script, luck, deaths }) => {
        const clock: Clock = { now: startAt + 1000 };
        let drawn = 0;
        // Never the same number twice, whatever the luck: two things of one id would be the server's fault.
        const dice = () => ((luck[drawn % luck.length] ?? 0) + ((drawn++ * 0.618_033_988_7) % 1)) % 1;
        const server = serverOf({ clock, script, dice });
        const entries = entriesOn(server, records);
        const outbox = new MemoryOutbox(entries, deaths);
        for (let round = 0; outbox.unfinished() > 0; round += 1) {
          if (round > 300) throw new Error(`never came to an end: ${JSON.stringify([...outbox.entries.values()])}`);
          outbox.revive();
          const mortal = outbox.mortal(server.adapter);
          const drain = createDrain({
            ...{ store: outbox, adapterFor: async () => mortal, clock: { now: () => clock.now }, random: dice },
            lock: (work) => work(),
          });
          const report = await drain.drainAll().catch(() => null);
          clock.now = Math.max(clock.now + 1000, report?.nextAttemptAt ?? 0);
        }
        expect(outbox.failedIds()).toEqual([]);
        for (const { id } of server.refs) {
          const sent = entries.filter(({ write }) => write.ref.id === id).map((entry) => entry.id);
          expect(server.written.filter(({ record }) => record === id).map(({ writeId }) => writeId)).toEqual(sent);
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
