import { describe, expect, it } from 'vitest';
import { idOf, testPortal } from '../testing.ts';

const path = '/crm/objects/2026-09/contacts/search';

function where(propertyName: string, operator: string, rest: Record<string, unknown> = {}) {
  return { filterGroups: [{ filters: [{ propertyName, operator, ...rest }] }] };
}

describe('search', () => {
  it('does not know what was written a moment ago, and later does', async () => {
    const { ask, wait, portal } = testPortal();
    const made = await ask('POST', '/crm/objects/2026-09/contacts', { properties: { email: 'fresh@example.com' } });
    const filter = where('email', 'EQ', { value: 'fresh@example.com' });
    expect((await ask('POST', path, filter)).body).toMatchObject({ total: 0 });
    wait(portal.settings.searchDelayMs);
    expect((await ask('POST', path, filter)).body).toMatchObject({ total: 1, results: [{ id: idOf(made) }] });
    await ask('PATCH', `/crm/objects/2026-09/contacts/${idOf(made)}`, { properties: { city: 'Oslo' } });
    await ask('DELETE', `/crm/objects/2026-09/contacts/${idOf(made)}`);
    expect((await ask('POST', path, filter)).body).toMatchObject({ total: 1 });
    wait(portal.settings.searchDelayMs);
    expect((await ask('POST', path, filter)).body).toMatchObject({ total: 0 });
  });

  it('finds by each operator what a plain look at the records finds', async () => {
    const { ask, wait, portal } = testPortal();
    const all = portal.records.all('contacts').map((contact) => contact.values);
    const count = async (body: unknown) => {
      wait(1000);
      const answer = await ask('POST', path, body);
      expect(answer.status).toBe(200);
      return answer.body;
    };
    const isIn = (statuses: string[]) =>
      all.filter((values) => statuses.includes(values['hs_lead_status'] ?? '')).length;
    expect(await count(where('hs_lead_status', 'EQ', { value: 'NEW' }))).toMatchObject({ total: isIn(['NEW']) });
    expect(await count(where('hs_lead_status', 'IN', { values: ['new', 'open'] }))).toMatchObject({
      total: isIn(['NEW', 'OPEN']),
    });
    expect(await count(where('phone', 'NOT_HAS_PROPERTY'))).toMatchObject({
      total: all.filter((values) => !values['phone']).length,
    });
    expect(await count(where('phone', 'HAS_PROPERTY'))).toMatchObject({
      total: all.filter((values) => values['phone']).length,
    });
    const since = Date.parse('2026-11-20T00:00:00Z');
    const recent = all.filter((values) => Date.parse(values['createdate'] ?? '') >= since).length;
    expect(recent).toBeGreaterThan(0);
    expect(await count(where('createdate', 'GTE', { value: String(since) }))).toMatchObject({ total: recent });
    const until = String(Date.parse('2026-11-25T00:00:00Z'));
    expect(await count(where('createdate', 'BETWEEN', { value: String(since), highValue: until }))).toMatchObject({
      total: recent,
    });
    expect(await count(where('company', 'CONTAINS_TOKEN', { value: 'northw*' }))).toMatchObject({
      total: all.filter((values) => values['company']?.startsWith('Northwind')).length,
    });
  });

  it('finds the calls of a contact by the association pseudo-property', async () => {
    const { ask, portal } = testPortal();
    const [contact] = portal.records.all('contacts');
    const filter = where('associations.contact', 'EQ', { value: contact?.id });
    const expected = portal.associations.of({ type: 'contacts', id: contact?.id ?? '' }, 'calls').length;
    expect(expected).toBeGreaterThan(0);
    expect((await ask('POST', '/crm/v3/objects/calls/search', filter)).body).toMatchObject({ total: expected });
  });

  it('sorts, pages by an integer and stops at the end', async () => {
    const { ask, wait, portal } = testPortal();
    const names: string[] = [];
    let after: string | undefined = '0';
    while (after !== undefined) {
      wait(1000);
      const { body } = await ask('POST', path, {
        sorts: [{ propertyName: 'email', direction: 'DESCENDING' }],
        limit: 25,
        after,
        properties: ['email'],
      });
      const page = body as {
        results: { properties: { email: string | null } }[];
        paging?: { next: { after: string } };
      };
      names.push(...page.results.map((row) => row.properties.email ?? ''));
      after = page.paging?.next.after;
    }
    expect(names).toHaveLength(portal.records.all('contacts').length);
    const withEmail = names.filter((name) => name !== '');
    expect(withEmail).toEqual(withEmail.toSorted().reverse());
  });

  it('refuses what the real search refuses', async () => {
    const { ask, wait } = testPortal();
    const refused = [
      { limit: 201 },
      { after: '9990', limit: 100 },
      { sorts: ['email', 'city'] },
      where('no_such_property', 'EQ', { value: '1' }),
      { filterGroups: Array.from({ length: 6 }, () => ({ filters: [] })) },
      where('email', 'LIKE', { value: 'a' }),
    ];
    for (const body of refused) {
      expect((await ask('POST', path, body)).status).toBe(400);
      wait(1000);
    }
  });

  it('allows five searches a second for the whole account and says nothing about it in headers', async () => {
    const { ask, wait } = testPortal();
    for (let n = 0; n < 5; n += 1) expect((await ask('POST', path, {})).status).toBe(200);
    const refused = await ask('POST', path, {});
    expect(refused).toMatchObject({
      status: 429,
      body: { policyName: 'SECONDLY', message: 'You have reached your secondly limit.' },
    });
    expect(refused.headers.get('x-hubspot-ratelimit-max')).toBeNull();
    wait(1000);
    expect((await ask('POST', path, {})).status).toBe(200);
  });
});
