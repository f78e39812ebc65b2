import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { orgKey, recordKey } from '../../lib/model/record';
import { createDrain } from '../../lib/sync/drain';
import { MemoryOutbox } from '../../lib/sync/memory-outbox';
import type { OutboxEntry } from '../../lib/sync/outbox-entry';
import { strangeHubspot } from '../support/strange-hubspot';
import { strangeSalesforce } from '../support/strange-salesforce';
import { type Clock, fates, type Made, type Server, startAt } from '../support/strange-server';

// Servers that hold to what the vendors document and to nothing that the demos do besides: ids in no order, rows in no order,
// endpoints that are not there, and troubles of every kind before and after a request was served.

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
  ['HubSpot', strangeHubspot],
  ['HubSpot with the unique property', (made: Made) => strangeHubspot(made, true)],
  ['Salesforce', strangeSalesforce],
  ['Salesforce without CallObject', (made: Made) => strangeSalesforce(made, false)],
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
