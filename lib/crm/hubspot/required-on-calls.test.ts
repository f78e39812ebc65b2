import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, callOn, hubspotBench } from '../../../tests/support/crm-bench';

describe('a portal whose administrator requires a property with every call', () => {
  let bench: Bench;
  const map = [{ owner: 'call' as const, role: 'call' as const, field: 'call_reason', values: ['Cold'] }];
  beforeAll(async () => {
    bench = await hubspotBench([], map);
    await bench.raw('POST', '/crm/properties/2026-09/calls', {
      ...{ name: 'call_reason', label: 'Call reason', type: 'string', fieldType: 'text', groupName: 'engagement' },
    });
    await bench.raw('PATCH', '/__hubspot/settings', { requiredOnCalls: ['call_reason'] });
  });
  afterAll(() => bench.close());

  it('describes it among what can be filled in, and takes calls that carry the value chosen for it', async () => {
    const described = await bench.adapter.describe?.();
    if (described?.ok !== true) throw new Error('not described');
    const names = described.value.callFields?.map(({ name }) => name) ?? [];
    expect(names).toContain('call_reason');
    // What Baton fills in anyway is nothing to choose.
    expect(names).not.toContain('hs_call_title');
    // Told by the schema, before any call.
    expect(described.value.required).toMatchObject([{ name: 'call_reason', label: 'Call reason', kind: 'text' }]);
    const [ref] = bench.people;
    if (ref === undefined) throw new Error('nobody');
    expect(await bench.adapter.write([callOn(ref)])).toMatchObject([{ result: { ok: true } }]);
  });

  it('says nothing beforehand of what only a rule asks for, and names it when it refuses', async () => {
    const bare = await hubspotBench();
    await bare.raw('PATCH', '/__hubspot/settings', { ruledOnCalls: ['hs_activity_type'] });
    expect(await bare.adapter.describe?.()).toMatchObject({ ok: true, value: { required: [] } });
    const [ref] = bare.people;
    if (ref === undefined) throw new Error('nobody');
    expect(await bare.adapter.write([callOn(ref)])).toMatchObject([
      { result: { ok: false, problem: { kind: 'rejected', fields: ['hs_activity_type'] } } },
    ]);
    await bare.close();
  });
});
