import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  answer,
  call,
  contact,
  inputsOf,
  isCreate,
  portalWith,
  type Route,
  type Seen,
} from '../../../tests/support/fake-portal';
import { memoryCache } from '../cache';

// What HubSpot documents, and the demo portal does not do.

const asked = z.object({ inputs: z.array(z.object({ id: z.string(), after: z.string().optional() })) });
const idsAsked = ({ body }: Seen) => asked.parse(body).inputs.map(({ id }) => id);
const linksTo = (ids: readonly string[]) => ({
  results: [{ from: { id: contact.id }, to: ids.map((id) => ({ toObjectId: id, associationTypes: [] })) }],
});

describe('a call whose answer was lost', () => {
  it('is found whatever number the portal gave it: nothing says that later ids are larger', async () => {
    const write = call();
    const ids = Array.from({ length: 60 }, (_, index) => String(9000 + index));
    const { adapter } = portalWith({
      'associations/.*/contacts/calls/batch/read': () => linksTo(['17', ...ids]),
      'objects/2026-09/calls/batch/read': (seen) => ({
        results: idsAsked(seen).map((id) => ({
          id,
          properties: { hs_call_body: id === '17' ? `[baton:${write.id}]` : 'Somebody else’s' },
        })),
      }),
    });
    expect(await adapter.findWritten([write])).toEqual({ ok: true, value: new Map([[write.id, '17']]) });
  });

  it('costs two requests where it is among the newest, as it is in most portals', async () => {
    const write = call();
    const ids = Array.from({ length: 60 }, (_, index) => String(9000 + index));
    const { adapter, seen } = portalWith({
      'associations/.*/contacts/calls/batch/read': () => linksTo(ids),
      'objects/2026-09/calls/batch/read': (one) => ({
        results: idsAsked(one).map((id) => ({
          id,
          properties: { hs_call_body: id === '9058' ? `[baton:${write.id}]` : '' },
        })),
      }),
    });
    expect(await adapter.findWritten([write])).toEqual({ ok: true, value: new Map([[write.id, '9058']]) });
    expect(seen.filter(({ path }) => path.endsWith('batch/read'))).toHaveLength(2);
  });
});

describe('a batch of calls', () => {
  it('waits as a whole, after one request, where a gateway answers that there is no such page', async () => {
    const { adapter, seen } = portalWith({
      'calls/batch/create': () => new Response('<html>not found</html>', { status: 404 }),
    });
    const writes = ['1', '2', '3', '4'].map((id) => call({ ref: { ...contact, id } }));
    const outcomes = await adapter.write(writes);
    expect(outcomes.map(({ result }) => !result.ok && result.problem.kind)).toEqual(writes.map(() => 'retryAfter'));
    expect(seen.filter(isCreate)).toHaveLength(1);
  });

  it('goes without the unique property where the portal lists it and then does not know it', async () => {
    const { adapter, seen } = portalWith({
      'GET /crm/properties/2026-09/calls$': () => ({ results: [{ name: 'baton_id', hasUniqueValue: true }] }),
      'calls/batch/read': () => ({ results: [] }),
      'calls/batch/create': (one) =>
        inputsOf(one).some(({ properties }) => properties?.['baton_id'] !== undefined)
          ? answer(400, {
              status: 'error',
              category: 'VALIDATION_ERROR',
              message:
                'Property values were not valid: [{"isValid":false,"message":"Property \\"baton_id\\" does not exist","error":"PROPERTY_DOESNT_EXIST"}]',
            })
          : answer(201, { results: inputsOf(one).map((input, index) => ({ id: `c${index}`, ...input })) }),
    });
    const writes = ['1', '2', '3', '4'].map((id) => call({ ref: { ...contact, id } }));
    const outcomes = await adapter.write(writes);
    expect(outcomes.map(({ result }) => result.ok)).toEqual(writes.map(() => true));
    expect(inputsOf(seen.filter(isCreate).at(-1))[0]?.properties?.['hs_call_body']).toContain('[baton:');
    // One refusal for the batch, and the batch without it.
    expect(seen.filter(isCreate)).toHaveLength(2);
  });

  it('does not take a person who was merged into another for deleted', async () => {
    const { adapter } = portalWith({
      'calls/batch/create': () => answer(400, { category: 'VALIDATION_ERROR', message: 'Region is required' }),
      'contacts/batch/read': () => ({ results: [{ id: '555', properties: {} }] }),
    });
    const [outcome] = await adapter.write([call()]);
    expect(outcome?.result).toMatchObject({ problem: { kind: 'rejected', message: 'Region is required' } });
  });

  it('is told apart by its marks where the answer has another order than the question and numbers for texts', async () => {
    const { adapter } = portalWith({
      'calls/batch/create': (one) =>
        answer(201, {
          status: 'COMPLETE',
          results: inputsOf(one)
            .map(({ properties }, index) => ({
              id: 70 + index,
              properties: { ...properties, hs_call_duration: 34_000 },
            }))
            .toReversed(),
        }),
    });
    const outcomes = await adapter.write(['1', '2', '3'].map((id) => call({ ref: { ...contact, id } })));
    expect(outcomes.map(({ result }) => result.ok && result.value.crmId)).toEqual(['70', '71', '72']);
  });
});

describe('a portal of which nothing is ever left of the ten seconds', () => {
  it('gets its calls all the same, once, and never more than one request in a window', async () => {
    let now = 1_000_000;
    const at: number[] = [];
    const written = new Map<string, string>();
    const bodies = z.object({ hs_call_body: z.string() });
    const usedUp = { 'x-hubspot-ratelimit-remaining': '0', 'x-hubspot-ratelimit-interval-milliseconds': '10000' };
    const counted =
      (route: Route): Route =>
      (one) => {
        at.push(now);
        return answer(200, route(one), usedUp);
      };
    const { adapter } = portalWith(
      {
        'GET /calling': counted(() => []),
        'GET /crm/properties': counted(() => ({ results: [] })),
        'contacts/companies/batch/read': counted(() => ({ results: [] })),
        'contacts/calls/batch/read': counted(() => linksTo([...written.keys()])),
        'objects/.*/calls/batch/read': counted((one) => ({
          results: idsAsked(one).map((id) => ({ id, properties: { hs_call_body: written.get(id) ?? '' } })),
        })),
        'calls/batch/create': counted((one) => ({
          results: inputsOf(one).map(({ properties }) => {
            const id = String(500 + written.size);
            written.set(id, bodies.parse(properties).hs_call_body);
            return { id, properties };
          }),
        })),
      },
      {
        now: () => now,
        pause: async (ms) => {
          now += ms;
        },
      },
    );
    const write = call();
    let isDone = false;
    for (let times = 0; times < 12 && !isDone; times += 1) {
      now += 10_000;
      const [outcome] = await adapter.write([write]);
      const problem = outcome?.result.ok === false ? outcome.result.problem : null;
      if (problem?.kind === 'unsure') {
        now += 10_000;
        const found = await adapter.findWritten([write]);
        isDone = found.ok && found.value.has(write.id);
      } else isDone = problem === null;
    }
    expect(isDone).toBe(true);
    expect(written.size).toBe(1);
    // What goes out together goes out together; nothing follows it within its window.
    const moments = [...new Set(at)];
    const gaps = moments.slice(1).map((time, index) => time - (moments[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10_000);
  });
});

describe('whether a portal has the unique property', () => {
  it('is not taken from the page of a gateway', async () => {
    const gateway = () => new Response('<html>no such site</html>', { status: 404 });
    const { adapter, seen } = portalWith({
      'GET /crm/properties/2026-09/calls$': gateway,
      'calls/batch/read': gateway,
    });
    const [outcome] = await adapter.write([call()]);
    expect(outcome).toMatchObject({ unsent: true, result: { problem: { kind: 'retryAfter', because: 'server' } } });
    expect(seen.filter(isCreate)).toEqual([]);
  });
});

describe('a record', () => {
  it('is shown by a portal that does not know every kind of thing that can hang on it', async () => {
    const unknown = /associations=[^&]*(?:emails|meetings|notes)/;
    const { adapter, seen } = portalWith({
      'GET /crm/objects/2026-09/contacts/101': ({ path }) =>
        unknown.test(path)
          ? answer(400, { category: 'VALIDATION_ERROR', message: 'Unable to infer object type from: meetings' })
          : { id: contact.id, properties: { firstname: 'Ann', lastname: 'Ng' } },
    });
    const read = await adapter.readRecord(contact);
    expect(read.ok && read.value).toMatchObject({ name: 'Ann Ng', openOpportunities: null });
    expect(seen.filter(({ path }) => path.includes('/contacts/101'))).toHaveLength(3);
  });

  it('is refused as it was where it is not the links that are at fault', async () => {
    const { adapter } = portalWith({
      'GET /crm/objects/2026-09/contacts/101': () => answer(400, { category: 'VALIDATION_ERROR', message: 'Bad id' }),
    });
    expect(await adapter.readRecord(contact)).toMatchObject({ problem: { kind: 'rejected', message: 'Bad id' } });
  });

  it('shows its newest calls also where its links come in pages', async () => {
    const page = (id: string, link: string) => ({
      results: [{ id, type: 'contact_to_call' }],
      paging: { next: { after: '2', link } },
    });
    const { adapter } = portalWith({
      'GET /crm/objects/2026-09/contacts/101': () => ({
        id: contact.id,
        properties: { firstname: 'Ann', lastname: 'Ng', company: 'Acme' },
        associations: { calls: page('1', 'https://api.hubapi.com/next') },
      }),
      'associations/.*/contacts/calls/batch/read': () => linksTo(['1', '99']),
      'calls/batch/read': (one) => ({
        results: idsAsked(one).map((id) => ({
          id,
          properties: { hs_timestamp: '2026-11-24T10:00:00Z', hs_call_title: `Call ${id}` },
        })),
      }),
    });
    const read = await adapter.readRecord(contact);
    expect(read.ok && read.value.activities.map(({ subject }) => subject).toSorted()).toEqual(['Call 1', 'Call 99']);
  });

  it('reads numbers and truth values that are not texts, and lives with what is neither', async () => {
    const { adapter } = portalWith({
      'GET /crm/objects/2026-09/deals/101': () => ({
        id: 101,
        properties: {
          dealname: 'Fleet',
          amount: 1200.5,
          deal_currency_code: null,
          pipeline: ['x'],
          dealstage: { a: 1 },
        },
      }),
    });
    const read = await adapter.readRecord({ ...contact, object: 'deal' });
    expect(read.ok && read.value.deal).toMatchObject({ name: 'Fleet', amount: { amount: 1200.5, currency: null } });
  });
});

describe('what comes in pages', () => {
  it('comes to an end though a page names itself as the next', async () => {
    const { adapter, seen } = portalWith({
      'lists/2026-09/5/memberships': () => ({ results: [], paging: { next: { after: 'again' } } }),
      'associations/.*/contacts/calls/batch/read': () => ({
        results: [{ from: { id: contact.id }, to: [], paging: { next: { after: 'again' } } }],
      }),
    });
    expect(await adapter.membersOf?.('5')).toEqual({ ok: true, value: [] });
    expect(await adapter.findWritten([call()])).toEqual({ ok: true, value: new Map() });
    expect(seen.length).toBeLessThan(12);
  });
});

describe('the portal of a key', () => {
  it('is told by the key’s own description where its account may not be asked', async () => {
    const { adapter } = portalWith({
      'GET /account-info': () => answer(403, { category: 'MISSING_SCOPES', message: 'oauth' }),
      'POST /oauth/v2/private-apps/get/access-token-info': () => ({ userId: 1, hubId: 4711, appId: 2, scopes: [] }),
    });
    expect(await adapter.portal()).toEqual({ ok: true, value: '4711' });
  });

  it('says why it cannot be told where neither tells it', async () => {
    const { adapter } = portalWith({
      'GET /account-info': () => answer(403, { category: 'MISSING_SCOPES', message: 'oauth' }),
    });
    expect(await adapter.portal()).toMatchObject({ problem: { kind: 'forbidden' } });
  });
});

describe('owners', () => {
  it('are listed also by a portal that takes no more than a hundred at a time', async () => {
    const { adapter } = portalWith({
      'owners/2026-09.*limit=500': () => answer(400, { category: 'VALIDATION_ERROR', message: 'limit must be <= 100' }),
      'owners/2026-09': () => ({ results: [{ id: '8', email: 'jo@acme.example', firstName: 'Jo', userId: 8 }] }),
    });
    const listed = await adapter.listAes();
    expect(listed.ok && listed.value.people.map(({ name }) => name)).toEqual(['Jo']);
  });

  it('of a portal with ten thousand are asked for once, though nothing larger than a page of them is kept', async () => {
    const many = Array.from({ length: 9500 }, (_, index) => ({
      ...{ id: String(700_000 + index), userId: index + 1, email: `colleague${index}@a-rather-long-name.example` },
      ...{ firstName: `Colleague ${index}`, lastName: 'Featherstonehaugh', teams: [{ name: 'EMEA', primary: true }] },
    }));
    const memory = memoryCache(() => 0);
    const cache = {
      ...memory,
      set: async (key: string, value: unknown, ttlMs: number) => {
        if (JSON.stringify(value).length <= 250_000) await memory.set(key, value, ttlMs);
      },
    };
    const { adapter, seen } = portalWith(
      {
        'owners/2026-09': ({ path }) => {
          const from = Number(new URLSearchParams(path.split('?')[1]).get('after') ?? 0);
          const next = from + 500;
          return {
            results: many.slice(from, next),
            ...(next < many.length ? { paging: { next: { after: String(next) } } } : {}),
          };
        },
      },
      { cache },
    );
    const first = await adapter.listAes();
    const asked = seen.length;
    const second = await adapter.listAes();
    expect(second).toEqual(first);
    expect(first.ok && first.value.people).toHaveLength(9500);
    expect(seen).toHaveLength(asked);
  });
});

describe('a title', () => {
  it('is cut between characters', async () => {
    const { adapter, seen } = portalWith({});
    await adapter.write([call({ id: uuidv7(), outcomeLabel: `${'x'.repeat(999)}😀` })]);
    expect(inputsOf(seen.find(isCreate))[0]?.properties?.['hs_call_title']).toBe('x'.repeat(999));
  });
});
