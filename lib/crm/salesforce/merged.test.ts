import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, callOn, salesforceBench } from '../../../tests/support/crm-bench';

describe('a lead that was merged into another while a call waited', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await salesforceBench();
  });
  afterAll(() => bench.close());

  it('gets its call on the one that was kept, once', async () => {
    const [loser, winner] = bench.people;
    if (loser === undefined || winner === undefined) throw new Error('nobody');
    await bench.raw('POST', '/__salesforce/merge', { object: 'Lead', loser: loser.id, winner: winner.id });
    const call = callOn(loser);
    expect(await bench.adapter.write([call])).toMatchObject([{ id: call.id, result: { ok: true } }]);
    const found = await bench.adapter.findWritten([call]);
    expect(found.ok && [...found.value.keys()]).toEqual([call.id]);
    const [made, ...others] = await bench.made(call.id);
    expect(others).toEqual([]);
    const read = await bench.adapter.readRecord(winner);
    expect(read.ok ? read.value.activities.map(({ id }) => id) : []).toContain(made?.id);
  });
});
