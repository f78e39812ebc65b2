import { describe, expect, it } from 'vitest';
import type { DemoPart } from '../../core/app.ts';
import { createSessions } from '../../core/sessions.ts';
import { buildWorld } from '../../data/world.ts';
import { createHubspotApps, demoServiceKey } from '../app.ts';

const origin = 'https://app.hubspot.com';
const world = buildWorld(20261124, new Date('2026-11-24T15:00:00Z'));

function startUi() {
  const now = () => Date.parse('2026-11-24T15:00:00Z');
  const parts: DemoPart[] = [];
  const register = (part: DemoPart) => {
    parts.push(part);
  };
  const apps = createHubspotApps({ world, now, sessions: createSessions(now), register });
  const ask = async (path: string, init: RequestInit = {}, cookie = '') =>
    apps['app.hubspot.com'].fetch(new Request(origin + path, { ...init, headers: { ...init.headers, cookie } }));
  const signIn = async (password: string, loginRedirectUrl = '/') => {
    const body = new URLSearchParams({ email: 'sam.rivera@baton.example', password, loginRedirectUrl });
    const response = await ask('/login', { method: 'POST', body });
    return { response, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
  };
  const [part] = parts;
  if (part === undefined) throw new Error('The HubSpot demo did not register');
  return { apps, ask, signIn, part };
}

async function signedIn() {
  const ui = startUi();
  const { cookie } = await ui.signIn('cold-call-42');
  const json = async (path: string, init: RequestInit = {}): Promise<unknown> =>
    (await ui.ask(`/__ui${path}`, init, cookie)).json();
  const contacts = await json('/list/0-1?q=maya');
  const [mayaId = ''] = (contacts as { ids: string[] }).ids;
  return { ...ui, cookie, json, mayaId };
}

describe('signing in', () => {
  it('is asked for first and leads back to the page that was wanted', async () => {
    const { ask, signIn } = startUi();
    const page = '/contacts/4711007/record/0-1/1/view/1?x=1';
    const asked = await ask(page);
    expect(asked.status).toBe(302);
    expect(asked.headers.get('location')).toBe(`/login?loginRedirectUrl=${encodeURIComponent(page)}`);
    expect((await ask('/__ui/me')).status).toBe(401);
    const { response, cookie } = await signIn('cold-call-42', page);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(page);
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    const shell = await ask(page, {}, cookie);
    expect(shell.status).toBe(200);
    expect(shell.headers.get('content-security-policy')).toContain("frame-src 'self'");
  });

  it('refuses a wrong password and never sends anyone to another site', async () => {
    const { signIn } = startUi();
    const wrong = await signIn('cold-call-43');
    expect(wrong.response.status).toBe(401);
    expect(wrong.cookie).toBe('');
    for (const elsewhere of ['https://evil.example/', '//evil.example/', '/\\evil.example/']) {
      expect((await signIn('cold-call-42', elsewhere)).response.headers.get('location')).toBe('/');
    }
  });

  it('shows what was typed as text', async () => {
    const { ask } = startUi();
    const body = new URLSearchParams({ email: '"><script>alert(1)</script>', password: 'x' });
    const html = await (await ask('/login', { method: 'POST', body })).text();
    expect(html).not.toContain('<script>alert');
  });

  it('ends with signing out', async () => {
    const { ask, cookie } = await signedIn();
    await ask('/logout', { method: 'POST' }, cookie);
    expect((await ask('/__ui/me', {}, cookie)).status).toBe(401);
  });
});

describe('the data of the pages', () => {
  it('answers 204 while nothing changed, and the new state after a write through the API', async () => {
    const { ask, json, cookie, apps, mayaId } = await signedIn();
    const before = (await json(`/record/0-1/${mayaId}`)) as { rev: string };
    expect((await ask(`/__ui/record/0-1/${mayaId}?rev=${before.rev}`, {}, cookie)).status).toBe(204);
    await apps['api.hubapi.com'].fetch(
      new Request(`https://api.hubapi.com/crm/objects/2026-09/contacts/${mayaId}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${demoServiceKey}` },
        body: JSON.stringify({ properties: { hs_lead_status: 'HANDED_TO_AE' } }),
      }),
    );
    expect(await json(`/record/0-1/${mayaId}?rev=${before.rev}`)).toMatchObject({
      values: { hs_lead_status: 'HANDED_TO_AE' },
    });
  });

  it('logs a call by hand on the contact and its company, owned by who is signed in', async () => {
    const { json, mayaId, part } = await signedIn();
    const call = {
      kind: 'call',
      outcome: null,
      durationMinutes: 2,
      at: Date.parse('2026-11-24T14:00:00Z'),
      body: 'By hand',
    };
    await json(`/record/0-1/${mayaId}/activities`, { method: 'POST', body: JSON.stringify(call) });
    expect(await json(`/record/0-1/${mayaId}`)).toMatchObject({
      timeline: expect.arrayContaining([expect.objectContaining({ body: 'By hand', by: 'Sam Rivera' })]),
    });
    expect(part.state()).toMatchObject({
      activities: [
        { owner: 'sam.rivera@baton.example', associations: { contacts: [mayaId], companies: [expect.any(String)] } },
      ],
    });
  });

  it('says that a deleted record is gone, and has it again after a reset', async () => {
    const { json, mayaId, part } = await signedIn();
    expect(part.deleteRecord(mayaId)).toBe(true);
    expect(part.deleteRecord(mayaId)).toBe(false);
    expect(await json(`/record/0-1/${mayaId}`)).toMatchObject({ gone: true });
    part.reset();
    expect(await json(`/record/0-1/${mayaId}`)).toMatchObject({ name: 'Maya Okonkwo' });
  });

  it('knows nothing of what was done before a reset, nor of what it led to', async () => {
    const { json, mayaId, part } = await signedIn();
    const seen = async () => [await json(`/record/0-1/${mayaId}`), await json('/tasks'), part.state()];
    const before = await seen();
    for (const kind of ['call', 'note']) {
      const activity = {
        kind,
        outcome: null,
        durationMinutes: 2,
        at: Date.parse('2026-11-24T14:00:00Z'),
        body: 'By hand',
      };
      await json(`/record/0-1/${mayaId}/activities`, { method: 'POST', body: JSON.stringify(activity) });
    }
    expect(await seen()).not.toEqual(before);
    part.reset();
    expect(await seen()).toEqual(before);
  });

  it('filters tasks by owner', async () => {
    const { json } = await signedIn();
    const me = (await json('/me')) as { ownerId: string; owners: { id: string; name: string }[] };
    const jonas = me.owners.find((owner) => owner.name === 'Jonas Lindqvist')?.id;
    const { tasks } = (await json(`/tasks?owner=${jonas}`)) as { tasks: { owner: string }[] };
    expect(tasks.length).toBeGreaterThan(0);
    expect(new Set(tasks.map((task) => task.owner))).toEqual(new Set(['Jonas Lindqvist']));
  });
});
