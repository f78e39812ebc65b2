import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../browser';
import { type OrgKey, orgKey } from '../model/record';
import { CommandFailure } from '../store/failures';
import { createConnections } from './connections';
import type { Change } from './services';

const org = orgKey({ crm: 'salesforce', org: 'acme.my.salesforce.com' });
const portal = orgKey({ crm: 'hubspot', org: '4711' });
const sid = (secret: string, orgId = '00Dbm000000012d') => `${orgId}!${secret}`;
const lead = { crm: 'salesforce', org: 'acme.my.salesforce.com', object: 'lead', id: '00Qbm000000012dEAA' } as const;

type Users = Readonly<Record<string, { id: string; name: string; org?: string } | 401>>;

/** A browser with these session cookies, and a Salesforce that knows these sessions. */
function rig(
  options: {
    cookies?: string[];
    users?: Users;
    mayReadCookies?: boolean;
    hubspot?: (path: string, key: string) => Response | Promise<Response>;
  } = {},
) {
  const jar = { cookies: options.cookies ?? [], allowed: options.mayReadCookies ?? true };
  const users = { ...options.users };
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => jar.allowed);
  vi.spyOn(browser.cookies, 'getAllCookieStores').mockImplementation(async () => [
    { id: '0', incognito: false, tabIds: [] },
  ]);
  vi.spyOn(browser.cookies, 'getAll').mockImplementation(async () =>
    jar.cookies.map((value) => ({
      value,
      name: 'sid',
      domain: 'acme.my.salesforce.com',
      hostOnly: true,
      path: '/',
      secure: true,
      httpOnly: true,
      session: true,
      sameSite: 'no_restriction' as const,
      storeId: '0',
      firstPartyDomain: '',
    })),
  );
  const requests: string[] = [];
  const fetchIt: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    const token = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '') ?? '';
    requests.push(`${url.pathname} ${token.split('!')[1] ?? token}`);
    if (url.hostname === 'api.hubapi.com')
      return options.hubspot?.(url.pathname, token) ?? new Response(null, { status: 404 });
    const user = users[token] ?? 401;
    if (user === 401)
      return Response.json([{ errorCode: 'INVALID_SESSION_ID', message: `expired ${token}` }], { status: 401 });
    if (url.pathname.endsWith('/userinfo')) {
      return Response.json({
        user_id: user.id,
        organization_id: user.org ?? '00Dbm000000012dEAA',
        name: user.name,
        email: 's@a.example',
      });
    }
    if (url.pathname === '/services/data/') return Response.json([{ version: '67.0' }]);
    return Response.json({ compositeResponse: [] });
  };
  const told: Change[] = [];
  const counted: OrgKey[] = [];
  let now = 1_000;
  const connections = createConnections({
    clock: { now: () => now++, timeZone: () => 'Europe/Berlin' },
    ...{ fetch: fetchIt, changed: (change: Change) => void told.push(change) },
    counted: (of) => void counted.push(of),
  });
  return { connections, requests, told, counted, jar, users };
}

const failureOf = async (work: Promise<unknown>) => {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  return thrown instanceof CommandFailure ? thrown.appError : thrown;
};
const sam = { id: '005bm000000012dAAA', name: 'Sam' };

describe('the connection to a Salesforce session', () => {
  beforeEach(() => {
    fakeBrowser.reset();
  });

  it('is made with the session of the page, which is not stored', async () => {
    const { connections, told } = rig({ cookies: [sid('s1')], users: { [sid('s1')]: sam } });
    expect(await connections.connectSalesforce(org)).toMatchObject({
      org,
      label: 'acme',
      state: 'ok',
      user: { name: 'Sam' },
    });
    expect(JSON.stringify(await browser.storage.local.get(null))).not.toContain('s1');
    expect(told).toEqual([{ topics: ['connections'] }]);
    expect(await connections.list()).toHaveLength(1);
  });

  it('needs the permission, a session, and an org of Salesforce', async () => {
    expect(await failureOf(rig({ mayReadCookies: false }).connections.connectSalesforce(org))).toEqual({
      kind: 'permissionMissing',
    });
    expect(await failureOf(rig().connections.connectSalesforce(org))).toMatchObject({
      kind: 'crm',
      problem: { kind: 'signInNeeded' },
    });
    for (const other of ['salesforce:evil.example', 'salesforce:acme.my.salesforce.com.evil.example', 'hubspot:1']) {
      expect(await failureOf(rig().connections.connectSalesforce(other as OrgKey))).toMatchObject({ kind: 'refused' });
    }
  });

  it('tries each session the browser holds', async () => {
    const { connections } = rig({ cookies: [sid('stale'), 'no token', sid('good')], users: { [sid('good')]: sam } });
    expect(await connections.connectSalesforce(org)).toMatchObject({ state: 'ok' });
  });

  it('refuses a session whose org is another than it says', async () => {
    const { connections } = rig({
      cookies: [sid('s1')],
      users: { [sid('s1')]: { ...sam, org: '00Dzz000000099XEAA' } },
    });
    expect(await failureOf(connections.connectSalesforce(org))).toEqual({
      kind: 'wrongOrg',
      expected: '00Dbm000000012d',
      actual: '00Dzz000000099XEAA',
    });
  });

  it('does not write in the name of somebody else who signs in to the page', async () => {
    const { connections, jar, users, requests } = rig({ cookies: [sid('s1')], users: { [sid('s1')]: sam } });
    await connections.connectSalesforce(org);
    jar.cookies = [sid('s2')];
    users[sid('s2')] = { id: '005bm000000099ZAAA', name: 'Kim' };
    requests.length = 0;
    const adapter = await connections.adapterFor(org);
    expect(await adapter?.readRecord(lead)).toMatchObject({ problem: { kind: 'signInNeeded', message: 'Kim' } });
    expect(requests).toEqual(['/services/oauth2/userinfo s2']);
    expect(await connections.list()).toMatchObject([{ state: 'signInNeeded', problem: { message: 'Kim' } }]);
  });

  it('takes up a fresh session of the same user by itself, and asks once whose it is', async () => {
    const { connections, jar, users, requests } = rig({ cookies: [sid('s1')], users: { [sid('s1')]: sam } });
    await connections.connectSalesforce(org);
    const adapter = await connections.adapterFor(org);
    await adapter?.readRecord(lead);
    jar.cookies = [sid('s1'), sid('s2')];
    users[sid('s1')] = 401;
    users[sid('s2')] = sam;
    requests.length = 0;
    await adapter?.readRecord(lead);
    await adapter?.readRecord(lead);
    expect(requests.filter((request) => request === '/services/oauth2/userinfo s2')).toHaveLength(1);
    expect(requests.at(-1)).toBe('/services/data/v67.0/composite s2');
  });

  it('asks for a sign-in when the session is over, and is well again after it', async () => {
    const { connections, jar, users } = rig({ cookies: [sid('s1')], users: { [sid('s1')]: sam } });
    await connections.connectSalesforce(org);
    jar.cookies = [];
    const adapter = await connections.adapterFor(org);
    await adapter?.whoAmI();
    await adapter?.readRecord(lead);
    await vi.waitFor(async () => expect(await connections.list()).toMatchObject([{ state: 'signInNeeded' }]));
    jar.cookies = [sid('s3')];
    users[sid('s3')] = sam;
    await adapter?.readRecord(lead);
    await vi.waitFor(async () => expect(await connections.list()).toMatchObject([{ state: 'ok', problem: null }]));
  });

  it('is gone after disconnecting', async () => {
    const { connections } = rig({ cookies: [sid('s1')], users: { [sid('s1')]: sam } });
    await connections.connectSalesforce(org);
    await connections.disconnect(org);
    expect(await connections.adapterFor(org)).toBeNull();
    expect(await connections.list()).toEqual([]);
  });
});

describe('the connection with a HubSpot key', () => {
  const hubspot = (path: string) => {
    if (path.startsWith('/account-info')) return Response.json({ portalId: 4711 });
    return Response.json({ results: [{ id: '7', email: 'Sam@acme.example', firstName: 'Sam', lastName: 'Rivera' }] });
  };
  beforeEach(() => {
    fakeBrowser.reset();
  });

  const all = [
    ...['crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.objects.owners.read', 'crm.lists.read'],
    ...[
      'crm.objects.companies.read',
      'crm.objects.companies.write',
      'crm.objects.deals.read',
      'crm.objects.deals.write',
    ],
  ];
  const telling = (scopes: readonly string[]) => (path: string) =>
    path.endsWith('/access-token-info') ? Response.json({ scopes }) : hubspot(path);

  it('refuses a key that may do too little, and names what it lacks', async () => {
    const scopes = all.filter((scope) => scope !== 'crm.objects.contacts.write');
    const { connections } = rig({ hubspot: telling(scopes) });
    expect(await failureOf(connections.connectHubspot('pat', 'sam@acme.example', null))).toEqual({
      kind: 'crm',
      problem: { kind: 'forbidden', cause: 'missingScopes', message: 'crm.objects.contacts.write' },
    });
    expect(await connections.list()).toEqual([]);
  });

  it('takes a key that a part is left out with, and says which', async () => {
    const { connections } = rig({ hubspot: telling(all.filter((scope) => !scope.includes('deals'))) });
    const lacks = ['crm.objects.deals.read', 'crm.objects.deals.write'];
    expect(await connections.connectHubspot('pat', 'sam@acme.example', null)).toMatchObject({ lacks });
    expect(await connections.list()).toMatchObject([{ state: 'ok', lacks }]);
  });

  it('is checked again at the SDR’s word: what was granted meanwhile holds, and what is wrong is said', async () => {
    let granted: readonly string[] = all.filter((scope) => !scope.includes('deals'));
    const { connections } = rig({ hubspot: (path) => telling(granted)(path) });
    const { connectedAt } = await connections.connectHubspot('pat', 'sam@acme.example', null);
    granted = all;
    expect(await connections.check(portal)).toMatchObject({ state: 'ok', lacks: [], connectedAt });
    granted = [];
    expect(await connections.check(portal)).toMatchObject({ state: 'failing', problem: { cause: 'missingScopes' } });
    granted = all;
    expect(await connections.check(portal)).toMatchObject({ state: 'ok', problem: null });
  });

  it('asks for one record of each kind where HubSpot does not tell the scopes of the key', async () => {
    const narrow = { category: 'MISSING_SCOPES', message: 'no' };
    const without = (kind: string) => (path: string) => {
      if (path.startsWith('/oauth/')) return Response.json({ category: 'OBJECT_NOT_FOUND' }, { status: 404 });
      return path.endsWith(`/${kind}`) ? Response.json(narrow, { status: 403 }) : hubspot(path);
    };
    expect(
      await rig({ hubspot: without('deals') }).connections.connectHubspot('pat', 'sam@acme.example', null),
    ).toMatchObject({ lacks: ['crm.objects.deals.read'] });
    fakeBrowser.reset();
    expect(
      await failureOf(rig({ hubspot: without('contacts') }).connections.connectHubspot('pat', 's@acme.example', null)),
    ).toMatchObject({ problem: { cause: 'missingScopes', message: 'crm.objects.contacts.read' } });
  });

  it('keeps the key where only the background sees it', async () => {
    const { connections } = rig({ hubspot });
    const view = await connections.connectHubspot(' pat-na1-secret ', 'sam@acme.example', '4711');
    expect(view).toMatchObject({ org: portal, auth: 'hubspotKey', user: { id: '7', name: 'Sam Rivera' } });
    expect(JSON.stringify([view, await connections.list()])).not.toContain('secret');
    expect(await connections.adapterFor(portal)).toMatchObject({
      org: { crm: 'hubspot', org: '4711' },
      batchLimit: 100,
    });
  });

  it('refuses a key of another portal, an unknown owner, and what is no key', async () => {
    const { connections } = rig({ hubspot });
    expect(await failureOf(connections.connectHubspot('pat', 'sam@acme.example', '12'))).toEqual({
      kind: 'wrongOrg',
      expected: '12',
      actual: '4711',
    });
    expect(await failureOf(connections.connectHubspot('pat', 'kim@acme.example', null))).toMatchObject({
      problem: { code: 'OWNER_NOT_FOUND' },
    });
    expect(await failureOf(connections.connectHubspot('my key\nis', 'sam@acme.example', null))).toMatchObject({
      problem: { fields: ['key'] },
    });
    expect(await connections.list()).toEqual([]);
  });

  it('tells surfaces only when something changed', async () => {
    const { connections, told } = rig({ hubspot });
    await connections.connectHubspot('pat', 'sam@acme.example', null);
    told.length = 0;
    await connections.noteOk(portal);
    await connections.noteProblem(portal, { kind: 'gone', message: '' });
    expect(told).toEqual([]);
    await connections.noteProblem(portal, { kind: 'forbidden', message: 'scope' });
    await connections.noteProblem(portal, { kind: 'forbidden', message: 'scope' });
    expect(told).toHaveLength(1);
    expect(await connections.list()).toMatchObject([{ state: 'failing', problem: { kind: 'forbidden' } }]);
  });

  it('counts the requests that verify a key, for the portal it turns out to be of', async () => {
    const { connections, requests, counted } = rig({ hubspot });
    await connections.connectHubspot('pat', 'sam@acme.example', null);
    expect(counted).toEqual(requests.map(() => portal));
    const before = requests.length;
    await failureOf(connections.connectHubspot('pat', 'sam@acme.example', '999'));
    expect(counted).toHaveLength(requests.length);
    expect(requests.length).toBeGreaterThan(before);
  });

  it('goes on saying that nothing may be written while reading goes on, until a write is taken', async () => {
    const { connections, told } = rig({ hubspot });
    await connections.connectHubspot('pat', 'sam@acme.example', null);
    const forbidden = { kind: 'forbidden', message: 'contacts.write', cause: 'missingScopes' } as const;
    await connections.noteProblem(portal, forbidden, 'write');
    await connections.noteOk(portal, 'read');
    await connections.noteProblem(portal, { kind: 'retryAfter', afterMs: 1, because: 'network', message: '' }, 'read');
    expect(await connections.list()).toMatchObject([{ state: 'failing', problem: forbidden }]);
    told.length = 0;
    await connections.noteOk(portal, 'write');
    expect(await connections.list()).toMatchObject([{ state: 'ok', problem: null }]);
    expect(told.map(({ servesAgain }) => servesAgain)).toEqual([portal]);
  });

  it('tells that an org that wanted a sign-in serves again, and only of such', async () => {
    const { connections, told } = rig({ hubspot });
    await connections.connectHubspot('pat', 'sam@acme.example', null);
    await connections.noteProblem(portal, { kind: 'signInNeeded', message: '' });
    told.length = 0;
    await connections.noteOk(portal);
    await connections.noteProblem(portal, { kind: 'forbidden', message: 'scope' });
    await connections.noteOk(portal);
    expect(told.map(({ servesAgain }) => servesAgain)).toEqual([portal, undefined, undefined]);
  });
});

describe('an answer that comes late', () => {
  beforeEach(() => {
    fakeBrowser.reset();
  });

  /** A portal that lets requests with some keys wait until they are let go, and refuses some keys. */
  function slowPortal() {
    const waits = new Map<string, Promise<void>>();
    const asked = new Set<string>();
    const refused = new Set<string>();
    const owner = { id: '7', email: 'Sam@acme.example', firstName: 'Sam', lastName: 'Rivera' };
    const hubspot = async (path: string, key: string) => {
      asked.add(key);
      await waits.get(key);
      if (refused.has(key)) return Response.json({ category: 'EXPIRED', message: 'no' }, { status: 401 });
      return path.startsWith('/account-info') ? Response.json({ portalId: 4711 }) : Response.json({ results: [owner] });
    };
    /** Begins `work` and comes back once its first request waits for its answer. */
    const underWay = async <T>(key: string, work: () => Promise<T>) => {
      let letGo = () => {};
      waits.set(
        key,
        new Promise((resolve) => {
          letGo = resolve;
        }),
      );
      asked.delete(key);
      const begun = work().catch((error: unknown) => (error instanceof CommandFailure ? error.appError : error));
      await vi.waitFor(() => expect(asked).toContain(key));
      return {
        end: () => {
          waits.delete(key);
          letGo();
          return begun;
        },
      };
    };
    return { hubspot, underWay, refused };
  }
  const connect = (connections: ReturnType<typeof createConnections>, key: string) =>
    connections.connectHubspot(key, 'sam@acme.example', null);
  const storedText = async () => JSON.stringify(await browser.storage.local.get('connections'));

  it.each(['well', 'badly'])(
    'to a check that ends %s does not bring back what was disconnected meanwhile',
    async (how) => {
      const slow = slowPortal();
      const { connections, told } = rig({ hubspot: slow.hubspot });
      await connect(connections, 'pat-old');
      const check = await slow.underWay('pat-old', () => connections.check(portal));
      await connections.disconnect(portal);
      told.length = 0;
      if (how === 'badly') slow.refused.add('pat-old');
      expect(await check.end()).toEqual({ kind: 'overtaken' });
      expect(await connections.list()).toEqual([]);
      expect(await storedText()).not.toContain('pat-old');
      expect(told).toEqual([]);
    },
  );

  it('to a check leaves a key alone that was entered meanwhile', async () => {
    const slow = slowPortal();
    const { connections } = rig({ hubspot: slow.hubspot });
    await connect(connections, 'pat-old');
    const check = await slow.underWay('pat-old', () => connections.check(portal));
    const { connectedAt } = await connect(connections, 'pat-new');
    slow.refused.add('pat-old');
    expect(await check.end()).toMatchObject({ connectedAt, state: 'ok' });
    expect(await connections.list()).toMatchObject([{ connectedAt, state: 'ok' }]);
    expect(await storedText()).toContain('pat-new');
  });

  it('to connecting undoes neither a disconnecting nor a newer key', async () => {
    const slow = slowPortal();
    const { connections } = rig({ hubspot: slow.hubspot });
    const first = await slow.underWay('pat-1', () => connect(connections, 'pat-1'));
    await connections.disconnect(portal);
    expect(await first.end()).toEqual({ kind: 'overtaken' });
    expect(await connections.list()).toEqual([]);
    const second = await slow.underWay('pat-2', () => connect(connections, 'pat-2'));
    await connect(connections, 'pat-3');
    expect(await second.end()).toEqual({ kind: 'overtaken' });
    expect(await storedText()).toContain('pat-3');
  });

  it('says nothing of a connection that was made meanwhile', async () => {
    const slow = slowPortal();
    const { connections } = rig({ hubspot: slow.hubspot });
    await connect(connections, 'pat-old');
    const adapter = await connections.adapterFor(portal);
    const read = await slow.underWay('pat-old', async () => adapter?.whoAmI());
    await connect(connections, 'pat-new');
    slow.refused.add('pat-old');
    expect(await read.end()).toMatchObject({ ok: false });
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(await connections.list()).toMatchObject([{ state: 'ok' }]);
  });

  it('is none where the connection is gone: what was begun under it sends nothing more', async () => {
    const { connections, requests } = rig({ cookies: [sid('s1')], users: { [sid('s1')]: sam } });
    await connections.connectSalesforce(org);
    const adapter = await connections.adapterFor(org);
    await connections.disconnect(org);
    requests.length = 0;
    expect(await adapter?.readRecord(lead)).toMatchObject({ ok: false, problem: { kind: 'signInNeeded' } });
    expect(requests).toEqual([]);
  });

  it('does not lend the session of one person to a connection made for another', async () => {
    const kim = { id: '005bm000000099ZAAA', name: 'Kim' };
    const { connections, jar } = rig({
      cookies: [sid('s1')],
      users: { [sid('s1')]: sam, [sid('s2')]: kim },
    });
    await connections.connectSalesforce(org);
    await (await connections.adapterFor(org))?.readRecord(lead);
    jar.cookies = [sid('s2')];
    await connections.connectSalesforce(org);
    jar.cookies = [sid('s1')];
    expect(await (await connections.adapterFor(org))?.readRecord(lead)).toMatchObject({
      problem: { kind: 'signInNeeded', otherUser: { page: 'Sam', own: 'Kim' } },
    });
  });

  it('is none for what was begun under the key before', async () => {
    const slow = slowPortal();
    const { connections, requests } = rig({ hubspot: slow.hubspot });
    await connect(connections, 'pat-old');
    const adapter = await connections.adapterFor(portal);
    await connect(connections, 'pat-new');
    requests.length = 0;
    expect(await adapter?.whoAmI()).toMatchObject({ ok: false, problem: { kind: 'signInNeeded' } });
    expect(requests).toEqual([]);
    expect(await connections.list()).toMatchObject([{ state: 'ok' }]);
  });

  it('is none for what was begun before an administrator forbade it', async () => {
    const slow = slowPortal();
    const { connections, requests } = rig({ hubspot: slow.hubspot });
    await connect(connections, 'pat');
    const adapter = await connections.adapterFor(portal);
    const managed = vi.spyOn(browser.storage.managed, 'get').mockImplementation(async () => ({ hubspotKey: false }));
    requests.length = 0;
    expect(await adapter?.whoAmI()).toMatchObject({ ok: false });
    expect(requests).toEqual([]);
    managed.mockRestore();
    expect(await connections.list()).toMatchObject([{ state: 'ok' }]);
  });
});

describe('kept connections', () => {
  beforeEach(() => {
    fakeBrowser.reset();
  });

  it('set aside what cannot be read instead of writing over it, and keep the rest', async () => {
    const { connections } = rig({ cookies: [sid('s1')], users: { [sid('s1')]: sam } });
    await connections.connectSalesforce(org);
    const { connections: stored } = await browser.storage.local.get('connections');
    const sound = (stored as { connections: unknown[] }).connections;
    const broken = { version: 1, connections: [...sound, { org: 'hubspot:1', auth: 'carrierPigeon' }] };
    await browser.storage.local.set({ connections: broken });
    expect(await connections.list()).toHaveLength(1);
    const all = await browser.storage.local.get(null);
    const aside = Object.entries(all).find(([key]) => key.startsWith('corrupt:connections:'));
    expect(aside?.[1]).toEqual(broken);
    expect(all['connections']).toMatchObject({ connections: sound });
  });

  it('start anew beside a file that is no such file', async () => {
    await browser.storage.local.set({ connections: 'nonsense' });
    const { connections } = rig();
    expect(await connections.list()).toEqual([]);
    expect(Object.values(await browser.storage.local.get(null))).toContain('nonsense');
  });
});
