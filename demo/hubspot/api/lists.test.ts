import { describe, expect, it } from 'vitest';
import { testPortal } from '../testing.ts';

const lists = '/crm/lists/2026-09';

describe('segments', () => {
  it('are found by name and in pages, with their size', async () => {
    const { ask } = testPortal();
    expect(await ask('POST', `${lists}/search`, { count: 2 })).toMatchObject({
      status: 200,
      body: { hasMore: true, offset: 2, total: 4, lists: [{ listId: '101', objectTypeId: '0-1' }, {}] },
    });
    expect(await ask('POST', '/crm/v3/lists/search', { query: 'WEBINAR', offset: 0 })).toMatchObject({
      body: {
        lists: [{ name: 'Webinar sign-ups', additionalProperties: { hs_list_size: expect.stringMatching(/^\d+$/) } }],
      },
    });
    expect((await ask('POST', `${lists}/search`, { count: 501 })).status).toBe(400);
    expect(await ask('GET', `${lists}/102`)).toMatchObject({ body: { list: { name: 'Open leads' } } });
  });

  it('say whom they hold, page by page', async () => {
    const { ask } = testPortal();
    const first = await ask('GET', `${lists}/102/memberships?limit=5`);
    expect(first).toMatchObject({ status: 200, body: { results: { length: 5 }, paging: { next: {} } } });
    const { after } = (first.body as { paging: { next: { after: string } } }).paging.next;
    const ids = (answer: typeof first) =>
      (answer.body as { results: { recordId: string }[] }).results.map((one) => one.recordId);
    const second = await ask('GET', `${lists}/102/memberships?limit=5&after=${after}`);
    expect(ids(second).some((id) => ids(first).includes(id))).toBe(false);
    expect((await ask('GET', `${lists}/102/memberships?limit=251`)).status).toBe(400);
    expect(await ask('GET', `${lists}/999/memberships`)).toMatchObject({
      status: 404,
      body: { category: 'OBJECT_NOT_FOUND' },
    });
  });

  it('ask for their scope', async () => {
    const { ask, portal } = testPortal();
    portal.settings = { ...portal.settings, missingScopes: ['crm.lists.read'] };
    expect(await ask('POST', `${lists}/search`, {})).toMatchObject({
      status: 403,
      body: { category: 'MISSING_SCOPES', errors: [{ context: { requiredGranularScopes: ['crm.lists.read'] } }] },
    });
  });
});
