import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, callOn, hubspotBench, hubspotWithIdBench } from '../../../tests/support/crm-bench';

describe('the unique property of a portal', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await hubspotWithIdBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  const person = () => {
    const [ref] = bench.people;
    if (ref === undefined) throw new Error('the demo has nobody');
    return ref;
  };
  const textOf = async (id: string) => (await bench.made(id)).map(({ text }) => text);

  it('is used although the list of properties was refused, because a call looked for by another mark would be written twice', async () => {
    const call = callOn(person(), { note: 'One' });
    await bench.fault({ path: '/crm/properties/.*/calls$', kind: '403limit' });
    expect(await bench.adapter.write([call])).toEqual([
      expect.objectContaining({ result: expect.objectContaining({ ok: true }) }),
    ]);
    expect(await textOf(call.id)).toEqual(['One']);
  });

  it('that an administrator deleted is done without at once, for writing and for finding', async () => {
    await bench.adapter.write([callOn(person())]);
    await bench.raw('DELETE', '/crm/properties/2026-09/calls/baton_id');
    const call = callOn(person(), { note: 'Two' });
    const before = callOn(person());
    expect(await bench.adapter.findWritten([before])).toEqual({ ok: true, value: new Map() });
    expect(await bench.adapter.write([call])).toEqual([
      expect.objectContaining({ result: expect.objectContaining({ ok: true }) }),
    ]);
    expect(await textOf(call.id)).toEqual([expect.stringMatching(/^Two.*baton:/)]);
    const found = await bench.adapter.findWritten([call]);
    expect(found.ok && [...found.value.keys()]).toEqual([call.id]);
  });

  it('that was deleted under a batch is done without for the whole batch', async () => {
    await bench.adapter.write([callOn(person())]);
    await bench.raw('DELETE', '/crm/properties/2026-09/calls/baton_id');
    const calls = bench.people.slice(0, 5).map((ref) => callOn(ref));
    const outcomes = await bench.adapter.write(calls);
    expect(outcomes.map(({ result }) => result.ok)).toEqual(calls.map(() => true));
    for (const { id } of calls) expect(await bench.made(id)).toHaveLength(1);
  });
});

describe('a portal without the unique property', () => {
  it('is asked again where it refuses once to tell what stands there twice', async () => {
    const bench = await hubspotBench();
    const [ref] = bench.people;
    if (ref === undefined) throw new Error('the demo has nobody');
    const call = callOn(ref);
    await bench.fault({ path: '/calls/batch/create', kind: 'twice' });
    await bench.fault({ path: '/associations/.*/contacts/calls/batch/read', kind: '403limit' });
    const [outcome] = await bench.adapter.write([call]);
    expect(outcome?.result).toMatchObject({ ok: false, problem: { kind: 'unsure' } });
    const found = await bench.adapter.findWritten([call]);
    expect(found.ok && [...found.value.keys()]).toEqual([call.id]);
    expect(await bench.made(call.id)).toHaveLength(1);
    await bench.close();
  });
});
