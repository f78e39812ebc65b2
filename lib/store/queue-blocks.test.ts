import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orgOfKey, recordKey } from '../model/record';
import { type QueueLead, queueLead } from '../queue/queue-lead';
import { blockOf, decodeBlock, encodeBlock } from './queue-blocks';

const moment = fc.option(fc.nat(2_000_000_000_000));
const row = fc
  .record({
    id: fc.nat(),
    name: fc.string(),
    company: fc.option(fc.string()),
    kind: fc.string(),
    window: fc.string(),
    zone: fc.option(fc.string()),
    barred: fc.option(fc.constantFrom('doNotCall', 'ended', 'handedOver', 'otherRep', 'noNumber')),
    fit: fc.option(fc.double({ min: 0, max: 1, noNaN: true }).map((fit) => fit + 0)),
    attempts: fc.nat(),
    lastCallAt: moment,
    triedAt: fc.array(fc.nat(), { maxLength: 8 }),
    othersCallAt: moment,
    dueAt: moment,
    person: fc.option(fc.string(), { nil: undefined }),
    stepDueAt: moment,
    freshAt: moment,
  })
  .map(({ id, person, ...rest }): QueueLead => {
    const key = recordKey({ crm: 'hubspot', org: '4711', object: 'contact', id: String(id) });
    return { ...rest, ...(person === undefined ? {} : { person }), recordKey: key, org: orgOfKey(key) };
  });
const same = (text: string) => text;

describe('blocks of the queue', () => {
  it('give back the rows that were put in', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        expect(decodeBlock(encodeBlock('1', rows), same)).toEqual(JSON.parse(JSON.stringify(rows)));
      }),
    );
  });

  it('give only rows of the form the rules ask for, whatever became of the text', () => {
    const cell = fc.oneof(
      fc.constantFrom(0, 1, -1, 1.5, null, 'hubspot:4711:contact:9', [1], ['x']),
      fc.string(),
      fc.integer(),
    );
    const damaged = fc.tuple(
      fc.array(fc.constantFrom('hubspot:4711', 'a', 'b')),
      fc.array(fc.array(cell, { maxLength: 18 })),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          damaged.map(([texts, rows]) => JSON.stringify({ texts, rows })),
        ),
        (text) => {
          for (const each of decodeBlock({ key: '1', text }, same))
            expect(queueLead.safeParse(each).success).toBe(true);
        },
      ),
    );
    fc.assert(
      fc.property(row, fc.nat(16), cell, (one, at, other) => {
        const { texts, rows } = JSON.parse(encodeBlock('1', [one]).text) as { texts: string[]; rows: unknown[][] };
        if (rows[0] !== undefined) rows[0][at] = other;
        const text = JSON.stringify({ texts, rows });
        for (const each of decodeBlock({ key: '1', text }, same)) expect(queueLead.safeParse(each).success).toBe(true);
      }),
    );
  });

  it('are found by the lead alone, and evenly filled', () => {
    const counts = new Map<string, number>();
    for (let id = 0; id < 50_000; id += 1) {
      const block = blockOf(recordKey({ crm: 'hubspot', org: '4711', object: 'contact', id: String(21_840_000 + id) }));
      counts.set(block, (counts.get(block) ?? 0) + 1);
    }
    expect(counts.size).toBe(512);
    expect(Math.max(...counts.values())).toBeLessThan(300);
  });
});
