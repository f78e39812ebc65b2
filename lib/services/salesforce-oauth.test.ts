import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../browser';
import { orgKey } from '../model/record';
import { CommandFailure } from '../store/failures';
import { createConnections } from './connections';

const host = 'acme.my.salesforce.com';
const org = orgKey({ crm: 'salesforce', org: host });
const orgId = '00Dbm000000012dEAA';
const lead = { crm: 'salesforce', org: host, object: 'lead', id: '00Qbm000000012dEAA' } as const;

/** An org whose tokens are `a1`, `a2`, … in turn; only the newest is served, each refresh token once. */
function rig(options: { answer?: string; policy?: object; pageUser?: string } = {}) {
  const state = {
    newest: 1,
    pageUser: options.pageUser,
    pageId: '005other',
    asked: 0,
    refreshed: [] as string[],
    revoked: [] as string[],
    hosts: new Set<string>(),
    sent: 0,
    counted: 0,
    now: 1000,
    /** Refreshed tokens wait for this. */
    held: undefined as Promise<void> | undefined,
    user: { id: '005sam', name: 'Sam' },
  };
  const identity = { getRedirectURL: (path: string) => `https://id.chromiumapp.org/${path}`, launchWebAuthFlow };
  Object.assign(browser, { identity });
  async function launchWebAuthFlow({ url }: { url: string }) {
    const asked = new URL(url).searchParams;
    return `${asked.get('redirect_uri')}?${options.answer ?? 'code=c'}&state=${asked.get('state')}`;
  }
  vi.spyOn(browser.storage.managed, 'get').mockImplementation(async () => ({ ...options.policy }));
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => state.pageUser !== undefined);
  vi.spyOn(browser.cookies, 'getAllCookieStores').mockResolvedValue([{ id: '0', incognito: false, tabIds: [] }]);
  vi.spyOn(browser.cookies, 'getAll').mockResolvedValue([
    Object.assign({}, { name: 'sid', value: `${orgId}!page`, domain: host }) as never,
  ]);
  const tokens = () => ({
    access_token: `a${state.newest}`,
    refresh_token: `r${state.newest}`,
    instance_url: `https://${host}`,
  });
  const send: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    state.hosts.add(url.host);
    state.sent += 1;
    if (url.pathname === '/services/oauth2/token') {
      const form = new URLSearchParams(String(init?.body));
      if (form.get('grant_type') === 'authorization_code') return Response.json(tokens());
      const given = form.get('refresh_token') ?? '';
      state.refreshed.push(given);
      if (given !== `r${state.newest}`) {
        return Response.json({ error: 'invalid_grant', error_description: 'expired' }, { status: 400 });
      }
      await state.held;
      state.newest += 1;
      return Response.json(tokens());
    }
    if (url.pathname === '/services/oauth2/revoke') {
      state.revoked.push(String(init?.body));
      return new Response(null, { status: 200 });
    }
    const token = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '');
    if (token === `${orgId}!page`) {
      state.asked += 1;
      return Response.json(userOf(state.pageId, state.pageUser ?? ''));
    }
    if (token !== `a${state.newest}`) {
      return Response.json([{ errorCode: 'INVALID_SESSION_ID', message: '' }], { status: 401 });
    }
    if (url.pathname.endsWith('/userinfo')) return Response.json(userOf(state.user.id, state.user.name));
    if (url.pathname === '/services/data/') return Response.json([{ version: '67.0' }]);
    return Response.json({ compositeResponse: [] });
  };
  const userOf = (id: string, name: string) => ({ user_id: id, organization_id: orgId, name, email: null });
  const counted = () => {
    state.counted += 1;
  };
  const make = () =>
    createConnections({
      clock: { now: () => state.now, timeZone: () => 'Europe/Berlin' },
      ...{ fetch: send, changed: () => undefined, counted },
    });
  return { state, make, connections: make() };
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof CommandFailure ? error.appError : error),
  );

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

describe('a connection by signing in', () => {
  it('keeps its tokens in the background and shows whom it works for', async () => {
    const { connections, state } = rig();
    const view = await connections.signInSalesforce(org, 'client');
    expect(view).toMatchObject({ auth: 'salesforceOauth', state: 'ok', user: { name: 'Sam' } });
    expect(JSON.stringify([view, await connections.list()])).not.toMatch(/"[ar]1"/);
    expect([...state.hosts]).toEqual([host]);
  });

  it('refreshes once for all who meet the same 401, and uses the token that came of it', async () => {
    const { connections, state, make } = rig();
    await connections.signInSalesforce(org, 'client');
    const read = async (of: typeof connections) => (await of.adapterFor(org))?.readRecord(lead);
    // Ended in the org: the access token is refused from now on, the refresh token is not.
    const stored = await browser.storage.local.get('connections');
    await browser.storage.local.set(JSON.parse(JSON.stringify(stored).replace('"a1"', '"old"')));
    await Promise.all([read(connections), read(connections), read(connections)]);
    expect(state.refreshed).toEqual(['r1']);
    // A worker that starts later finds the new pair.
    await read(make());
    expect(state.refreshed).toEqual(['r1']);
    expect(JSON.stringify(await browser.storage.local.get('connections'))).toContain('"r2"');
  });

  it('asks to sign in again where the refresh token is no good any more', async () => {
    const { connections, state } = rig();
    await connections.signInSalesforce(org, 'client');
    state.newest = 5;
    const answer = await (await connections.adapterFor(org))?.readRecord(lead);
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'signInNeeded' } });
    await vi.waitFor(async () => expect(await connections.list()).toMatchObject([{ state: 'signInNeeded' }]));
  });

  it('refuses to write as another person than the page’s', async () => {
    const { connections } = rig({ pageUser: 'Noor' });
    expect(await failureOf(connections.signInSalesforce(org, 'client'))).toEqual({
      ...{ kind: 'otherUser', expected: 'Noor', actual: 'Sam' },
    });
    expect(await connections.list()).toEqual([]);
  });

  it('stands still while somebody else is signed in on the page, says who, and goes on with the own page', async () => {
    const { connections, state } = rig();
    await connections.signInSalesforce(org, 'client');
    const read = async () => (await connections.adapterFor(org))?.readRecord(lead);
    // Nothing may be looked at: the page's user cannot be known, and the sign-in counts.
    expect(await read()).not.toMatchObject({ problem: { kind: 'signInNeeded' } });
    expect(await connections.ways(org)).toMatchObject({ comparesPageUser: false });
    state.pageUser = 'Noor';
    expect(await connections.ways(org)).toMatchObject({ comparesPageUser: true });
    const otherUser = { page: 'Noor', own: 'Sam' };
    expect(await read()).toMatchObject({ ok: false, problem: { kind: 'signInNeeded', otherUser } });
    await vi.waitFor(async () =>
      expect(await connections.list()).toMatchObject([{ state: 'signInNeeded', problem: { otherUser } }]),
    );
    await read();
    // Once for each session, not with each request.
    expect(state.asked).toBe(1);
    vi.spyOn(browser.cookies, 'getAll').mockResolvedValue([]);
    expect(await read()).not.toMatchObject({ problem: { kind: 'signInNeeded' } });
    await vi.waitFor(async () => expect(await connections.list()).toMatchObject([{ state: 'ok' }]));
  });

  it('takes the own session of the page, also beside one that is somebody else’s or has ended', async () => {
    const { connections, state } = rig();
    await connections.signInSalesforce(org, 'client');
    state.pageUser = 'Sam';
    state.pageId = '005sam';
    vi.spyOn(browser.cookies, 'getAll').mockResolvedValue(
      ['ended', 'page'].map((secret) => Object.assign({}, { value: `${orgId}!${secret}` }) as never),
    );
    const adapter = await connections.adapterFor(org);
    expect(await adapter?.readRecord(lead)).not.toMatchObject({ problem: { kind: 'signInNeeded' } });
  });

  it('looks at no session of the page where the administrator forbids it', async () => {
    const { connections, state } = rig({ policy: { salesforceSession: false } });
    await connections.signInSalesforce(org, 'client');
    state.pageUser = 'Noor';
    expect(await connections.ways(org)).toMatchObject({ comparesPageUser: false });
    await (await connections.adapterFor(org))?.readRecord(lead);
    expect(state.asked).toBe(0);
  });

  it('counts every request, those for tokens too', async () => {
    const { connections, state } = rig();
    await connections.signInSalesforce(org, 'client');
    state.newest = 1;
    const stored = await browser.storage.local.get('connections');
    await browser.storage.local.set(JSON.parse(JSON.stringify(stored).replace('"a1"', '"old"')));
    await (await connections.adapterFor(org))?.readRecord(lead);
    await connections.disconnect(org);
    await vi.waitFor(() => expect(state.revoked).toHaveLength(1));
    expect(state.refreshed).toHaveLength(1);
    expect(state.counted).toBe(state.sent);
  });

  it('says what the org refused', async () => {
    const { connections } = rig({ answer: 'error=invalid_client&error_description=app+must+be+installed+into+org' });
    expect(await failureOf(connections.signInSalesforce(org, 'client'))).toMatchObject({
      problem: { code: 'OAUTH_NOT_INSTALLED' },
    });
  });

  it('ends in the org too when it is disconnected', async () => {
    const { connections, state } = rig();
    await connections.signInSalesforce(org, 'client');
    await connections.disconnect(org);
    await vi.waitFor(() => expect(state.revoked).toEqual(['token=r1']));
  });

  /** Lets a refresh of the tokens wait for its answer, does something meanwhile, and lets it come. */
  async function whileRefreshing({ connections, state }: ReturnType<typeof rig>, meanwhile: () => Promise<unknown>) {
    const stored = await browser.storage.local.get('connections');
    await browser.storage.local.set(JSON.parse(JSON.stringify(stored).replace('"a1"', '"old"')));
    let letGo = () => {};
    state.held = new Promise((resolve) => {
      letGo = resolve;
    });
    const read = (await connections.adapterFor(org))?.readRecord(lead);
    await vi.waitFor(() => expect(state.refreshed).toEqual(['r1']));
    await meanwhile();
    letGo();
    return read;
  }

  it('is not brought back by tokens that come after it was disconnected: they end in the org too', async () => {
    const made = rig();
    await made.connections.signInSalesforce(org, 'client');
    const read = await whileRefreshing(made, () => made.connections.disconnect(org));
    expect(read).toMatchObject({ ok: false, problem: { kind: 'signInNeeded' } });
    expect(await made.connections.list()).toEqual([]);
    expect(made.state.revoked).toEqual(['token=r1', 'token=r2']);
  });

  it('keeps the tokens of whoever signed in while those of another person were on their way', async () => {
    const made = rig();
    const { connections, state } = made;
    await connections.signInSalesforce(org, 'client');
    const read = await whileRefreshing(made, async () => {
      state.now += 1;
      state.newest = 5;
      state.user = { id: '005noor', name: 'Noor' };
      await connections.signInSalesforce(org, 'client');
    });
    expect(read).toMatchObject({ ok: false });
    expect(await connections.list()).toMatchObject([{ user: { name: 'Noor' }, state: 'ok' }]);
    expect(JSON.stringify(await browser.storage.local.get('connections'))).toContain('"r5"');
  });

  it('does what the administrator prescribes', async () => {
    const { connections } = rig({ policy: { salesforceClientId: 'theirs', salesforceSession: false } });
    expect(await connections.ways(org)).toMatchObject({
      salesforceSession: false,
      clientId: 'theirs',
      isPrescribed: true,
    });
    expect(await failureOf(connections.signInSalesforce(org, 'mine'))).toEqual({ kind: 'notAllowed' });
    expect(await failureOf(connections.connectSalesforce(org))).toEqual({ kind: 'notAllowed' });
    const elsewhere = rig({ policy: { allowedOrgs: ['other.my.salesforce.com'] } }).connections;
    expect(await failureOf(elsewhere.signInSalesforce(org, 'client'))).toEqual({ kind: 'notAllowed' });
  });

  it('stands still once the administrator forbids it, says so, and goes on when it is allowed again', async () => {
    const { connections } = rig();
    await connections.signInSalesforce(org, 'client');
    const managed = vi.spyOn(browser.storage.managed, 'get');
    for (const policy of [{ allowedOrgs: ['other.my.salesforce.com'] }, { salesforceClientId: 'theirs' }]) {
      managed.mockImplementation(async () => policy);
      expect(await connections.adapterFor(org)).toBeNull();
      expect(await connections.list()).toMatchObject([
        { state: 'failing', problem: { kind: 'forbidden', cause: 'policy' } },
      ]);
    }
    managed.mockImplementation(async () => ({ salesforceSession: false, hubspotKey: false }));
    expect(await connections.adapterFor(org)).not.toBeNull();
    expect(await connections.list()).toMatchObject([{ state: 'ok', problem: null }]);
  });
});
