import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildWorld } from '../../demo/data/world.ts';
import type { CrmAdapter } from '../../lib/crm/adapter';
import { type AdapterCache, memoryCache } from '../../lib/crm/cache';
import { createHubspotAdapter } from '../../lib/crm/hubspot/adapter';
import { createSalesforceAdapter } from '../../lib/crm/salesforce/adapter';
import { orgKey, type RecordRef, recordKey } from '../../lib/model/record';
import { createDrain } from '../../lib/sync/drain';
import { MemoryOutbox } from '../../lib/sync/memory-outbox';
import type { OutboxEntry } from '../../lib/sync/outbox-entry';
import { type FaultyCrm, faultyCrm, randomFrom, type WeatherPlan } from '../support/faulty-crm';
import { callsIn } from '../support/written-calls';

const startAt = Date.parse('2026-11-24T15:00:00Z');
const whole = buildWorld(20261124, new Date(startAt));
const world = { ...whole, people: whole.people.slice(0, 160), opportunities: whole.opportunities.slice(0, 4) };
const calls = 1200;
/** Others, and more of them, are tried by adding them here. */
const seeds = [1, 2];
const retriesAtMost = 20_000;

const variants = [
  { name: 'Salesforce', crm: 'salesforce', hasIdProperty: false },
  { name: 'HubSpot with the unique property', crm: 'hubspot', hasIdProperty: true },
  { name: 'HubSpot without it', crm: 'hubspot', hasIdProperty: false },
] as const;
type Variant = (typeof variants)[number];

const idProperty = {
  ...{ name: 'baton_id', label: 'Baton id', type: 'string', fieldType: 'text' },
  ...{ groupName: 'engagement', hasUniqueValue: true },
};
const people = z.object({
  leads: z.array(z.object({ id: z.string(), status: z.string().nullable() })).optional(),
  contacts: z.array(z.object({ id: z.string() })),
});

function refsOf(crm: FaultyCrm, variant: Variant): RecordRef[] {
  const { leads, contacts } = people.parse(crm.part.state());
  if (variant.crm === 'hubspot') {
    return contacts.map(({ id }) => ({ crm: 'hubspot', org: '4711007', object: 'contact', id }));
  }
  const open = (leads ?? []).filter(({ status }) => status !== 'Closed - Converted');
  return open.map(({ id }) => ({ crm: 'salesforce', org: crm.host, object: 'lead', id }));
}

/** Calls in bursts: some leads again and again, most now and then. */
function entriesOn(refs: readonly RecordRef[], calls: number, seed: number): OutboxEntry[] {
  const random = randomFrom(seed);
  return Array.from({ length: calls }, (_, index) => {
    const ref = refs[Math.floor(random() ** 2 * refs.length)];
    if (ref === undefined) throw new RangeError('nobody to call');
    const at = startAt + index;
    const id = uuidv7({ msecs: at });
    return {
      ...{ id, org: orgKey(ref), recordKey: recordKey(ref), leadName: 'Somebody', state: 'waiting', attempts: 0 },
      ...{ nextAttemptAt: at, problem: null, createdAt: at },
      write: {
        ...{ id, ref, kind: 'logCall', outcomeId: 'noAnswer', outcomeLabel: 'No answer', startedAt: at },
        ...{ durationMs: 30_000, number: null, note: `Call ${index}` },
      },
    };
  });
}

function adapterOf(variant: Variant, crm: FaultyCrm, clock: { now: number }) {
  const shared = {
    ...{ now: () => clock.now, fetch: crm.fetch },
    credentials: { token: async () => crm.token, refresh: async () => crm.token },
    pause: async (ms: number) => {
      clock.now += Math.round(ms);
    },
  };
  const { crm: name } = variant;
  return (cache: AdapterCache): CrmAdapter =>
    name === 'salesforce'
      ? createSalesforceAdapter({
          ...shared,
          cache,
          org: { crm: name, org: crm.host },
          userId: null,
          timeZone: () => 'UTC',
        })
      : createHubspotAdapter({
          ...{ ...shared, cache, org: { crm: name, org: '4711007' }, ownerId: null, ownerEmail: 'sam@example.com' },
        });
}

/** Logs calls, sends them through the weather until none waits, and counts what the CRM then has. */
async function drained(variant: Variant, calls: number, plan: WeatherPlan) {
  const clock = { now: startAt };
  let outbox: MemoryOutbox | undefined;
  const crm = await faultyCrm(variant.crm, world, clock, plan, () => outbox?.kill());
  if (variant.hasIdProperty) await crm.ask('POST', '/crm/properties/2026-09/calls', idProperty);
  const entries = entriesOn(refsOf(crm, variant), calls, plan.seed);
  outbox = new MemoryOutbox(entries, []);
  const adapter = adapterOf(variant, crm, clock);
  let cache = memoryCache(() => clock.now);
  const random = randomFrom(plan.seed + 7);
  clock.now += calls;
  let deaths = 0;
  for (let round = 0; outbox.unfinished() > 0 && round < retriesAtMost; round += 1) {
    outbox.revive();
    // Each round is a worker that may be a new one: what an adapter knows by itself is gone with it.
    const mortal = outbox.mortal(adapter(cache));
    const drain = createDrain({
      ...{ store: outbox, adapterFor: async () => mortal, clock: { now: () => clock.now }, random },
      lock: (work: () => Promise<void>) => work(),
    });
    const report = await drain.drainAll().catch(() => null);
    if (report === null) deaths += 1;
    // Sometimes it was the browser that died, with all that is kept for its session.
    if (report === null && deaths % 2 === 0) cache = memoryCache(() => clock.now);
    clock.now = Math.max(clock.now + 100, report?.nextAttemptAt ?? clock.now);
  }
  await crm.calm();
  const written = callsIn(crm.part.state(), variant.crm);
  const times = Map.groupBy(written, ({ writeId }) => writeId);
  const latest = new Map<string, string>();
  let outOfOrder = 0;
  for (const { writeId, recordId } of written) {
    if (writeId < (latest.get(recordId) ?? '')) outOfOrder += 1;
    else latest.set(recordId, writeId);
  }
  return {
    waiting: outbox.unfinished(),
    refused: outbox.failedIds().length,
    lost: entries.filter(({ id }) => !times.has(id)).length,
    doubled: [...times.values()].filter(({ length }) => length > 1).length,
    outOfOrder,
    deaths,
    met: crm.met(),
    requests: crm.requests(),
  };
}

const good = { waiting: 0, refused: 0, lost: 0, doubled: 0, outOfOrder: 0 };

describe.each(variants)('calls drained into $name', (variant) => {
  it('arrive once each and in order, through requests that fail, are sent again by the browser, or lose their worker', async () => {
    for (const seed of seeds) {
      const came = await drained(variant, calls, { rate: 0.2, seed, resends: 0.8, late: 0, deaths: 0.06 });
      expect({ seed, ...came }).toMatchObject({ seed, ...good });
      expect(came.deaths).toBeGreaterThan(5);
      expect(Object.keys(came.met)).toHaveLength(14);
    }
  }, 120_000);
});

describe('calls drained into HubSpot with the unique property, whose servers are slow', () => {
  it('arrive once each although first copies of requests are finished only after the second', async () => {
    const came = await drained(variants[1], calls, { rate: 0.1, seed: 5, resends: 0.8, late: 0.2, deaths: 0.03 });
    expect(came).toMatchObject(good);
  }, 120_000);
});
