import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, hubspotBench } from '../../../tests/support/crm-bench';
import { peopleAmong } from './owners';

describe('the owners of a HubSpot portal', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await hubspotBench();
    await bench.raw('PATCH', '/__hubspot/settings', { moreOwners: 2000 });
  });
  afterAll(() => bench.close());

  it('are listed with their teams, all 2,000 of them, and asked for once', async () => {
    await bench.requests();
    const listed = await bench.adapter.listAes();
    const people = listed.ok ? listed.value.people : [];
    expect(listed).toMatchObject({ value: { complete: true } });
    expect(people.length).toBeGreaterThan(2000);
    expect(people.find(({ name }) => name === 'Jonas Lindqvist')).toMatchObject({ role: 'Account Executives' });
    const asked = await bench.requests();
    await bench.adapter.listAes();
    expect(await bench.requests()).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('are cut at 10,000, which is said, and the others are found by their address', async () => {
    const large = await hubspotBench();
    await large.raw('PATCH', '/__hubspot/settings', { moreOwners: 12_000 });
    const listed = await large.adapter.listAes();
    expect(listed).toMatchObject({ ok: true, value: { complete: false } });
    const last = 'colleague11999@baton.example';
    expect(JSON.stringify(listed)).not.toContain(last);
    const found = await large.adapter.findAes?.(` ${last}`);
    expect(found).toMatchObject({ ok: true, value: [{ name: 'Colleague 11999 Jensen' }] });
    expect(await large.adapter.findAes?.('Jensen')).toEqual({ ok: true, value: [] });
    expect(large.unpublished()).toEqual([]);
    await large.close();
  });

  it('are whom a lead can be handed to only as active persons', () => {
    const owner = { email: null, queue: false, inactive: false, team: null };
    const all = [
      { ...owner, id: '1', name: 'Me' },
      { ...owner, id: '2', name: 'Gone', inactive: true },
      { ...owner, id: '3', name: 'Queue', queue: true },
      { ...owner, id: '4', name: 'Jo', team: 'AE' },
    ];
    expect(peopleAmong(all, '1')).toEqual([{ id: '4', name: 'Jo', email: null, role: 'AE' }]);
  });
});
