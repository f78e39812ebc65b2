import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askDemo } from '../../../demo/core/client.ts';
import { demoSignIn } from '../../../demo/data/world.ts';
import { startDemo } from '../../../demo/main.ts';
import { demoClientId } from '../../../demo/salesforce/oauth.ts';
import { apiHost, signIn } from '../../../demo/salesforce/testing.ts';
import { fetchThrough } from '../../../tests/support/crm-bench';
import { authorizeUrl, codeIn, newAttempt, refreshedTokens, revokeToken, tokensForCode } from './oauth';

const redirectUri = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/salesforce';
const client = { host: apiHost, clientId: demoClientId, redirectUri };

let demo: Awaited<ReturnType<typeof startDemo>>;
let sid: string;
let send: typeof fetch;
beforeAll(async () => {
  demo = await startDemo({ port: 0 });
  sid = (await signIn(demo.port, demoSignIn.password)).sid;
  send = fetchThrough(demo.port);
});
afterAll(() => demo.close());

/** What the org's page shows the SDR who is signed in there, and where its Allow and Deny lead. */
async function consent(url: string) {
  const page = await askDemo(demo.port, url, { headers: { cookie: `sid=${encodeURIComponent(sid)}` } });
  const links = [...page.text.matchAll(/href="([^"]+)">(Allow|Deny)</g)].map(([, href, name]) => [name, href]);
  const to = Object.fromEntries(links.map(([name, href]) => [name, href?.replaceAll('&amp;', '&') ?? '']));
  return { text: page.text, allow: to['Allow'] ?? '', deny: to['Deny'] ?? '', location: page.headers.get('location') };
}

async function signedIn() {
  const attempt = newAttempt();
  const { allow } = await consent(await authorizeUrl(client, attempt));
  const code = codeIn(allow, client, attempt);
  if (!code.ok) throw new Error(code.problem.message);
  const given = { code: code.value, verifier: attempt.verifier };
  const tokens = await tokensForCode(client, given, send);
  if (!tokens.ok) throw new Error(tokens.problem.message);
  return { given, tokens: tokens.value };
}

const isServed = async (token: string) =>
  (await send(`https://${apiHost}/services/data/v66.0/limits`, { headers: { authorization: `Bearer ${token}` } })).ok;

describe('the sign-in by the org’s own app', () => {
  it('brings a token of this host that the API takes, and a refresh token', async () => {
    const { tokens } = await signedIn();
    expect(tokens).toMatchObject({ host: apiHost, refreshToken: expect.any(String) });
    expect(await isServed(tokens.accessToken)).toBe(true);
  });

  it('proves that it is the one who asked, and its code serves once', async () => {
    const attempt = newAttempt();
    const { allow } = await consent(await authorizeUrl(client, attempt));
    const code = codeIn(allow, client, attempt);
    const stolen = { code: code.ok ? code.value : '', verifier: newAttempt().verifier };
    expect(await tokensForCode(client, stolen, send)).toMatchObject({ problem: { kind: 'signInNeeded' } });
    const { given } = await signedIn();
    expect(await tokensForCode(client, given, send)).toMatchObject({ problem: { kind: 'signInNeeded' } });
  });

  it('uses nothing of an answer to another question', async () => {
    const { allow } = await consent(await authorizeUrl(client, newAttempt()));
    expect(codeIn(allow, client, newAttempt())).toMatchObject({ ok: false, problem: { code: 'OAUTH_OTHER' } });
    const attempt = newAttempt();
    expect(codeIn(`https://evil.example/?code=x&state=${attempt.state}`, client, attempt).ok).toBe(false);
  });

  it('says who refused', async () => {
    const attempt = newAttempt();
    const { deny } = await consent(await authorizeUrl(client, attempt));
    expect(codeIn(deny, client, attempt)).toMatchObject({ problem: { code: 'OAUTH_DENIED' } });
    const elsewhere = await consent(await authorizeUrl({ ...client, redirectUri: 'https://evil.example/' }, attempt));
    expect(elsewhere.text).toContain('redirect_uri_mismatch');
    const given = { code: 'x', verifier: attempt.verifier };
    expect(await tokensForCode({ ...client, clientId: 'another' }, given, send)).toMatchObject({
      problem: { code: 'OAUTH_CLIENT' },
    });
  });

  it('renews by a refresh token that serves once, until it is revoked', async () => {
    const { tokens } = await signedIn();
    const first = tokens.refreshToken ?? '';
    const renewed = await refreshedTokens(client, first, send);
    if (!renewed.ok || renewed.value.refreshToken === null) throw new Error('not renewed');
    expect(renewed.value.refreshToken).not.toBe(first);
    expect(await isServed(renewed.value.accessToken)).toBe(true);
    expect(await refreshedTokens(client, first, send)).toMatchObject({ problem: { kind: 'signInNeeded' } });
    await revokeToken(apiHost, renewed.value.refreshToken, send);
    expect(await refreshedTokens(client, renewed.value.refreshToken, send)).toMatchObject({ ok: false });
  });
});
