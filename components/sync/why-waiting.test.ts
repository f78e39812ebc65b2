import { describe, expect, it } from 'vitest';
import { translateIn } from '../i18n/translate';
import { connectionOf, entryOf, rejected } from './sync-rig';
import { whyWaiting } from './why-waiting';

const t = translateIn('en');
const connected = [connectionOf()];
const busy = { kind: 'retryAfter', afterMs: 1, because: 'rateLimit', message: '' } as const;

describe('whyWaiting', () => {
  it.each([
    [
      'a refusal with the CRM’s reason',
      { state: 'failed', problem: rejected },
      connected,
      true,
      /A rule of your CRM about Industry/,
    ],
    ['that it is on its way', { state: 'sending' }, connected, true, /On its way/],
    ['that the org is not connected', {}, [], true, /acme.my.salesforce.com is not connected yet/],
    ['that a sign-in is needed', {}, [connectionOf({ state: 'signInNeeded' })], true, /Acme wants you to sign in/],
    [
      'that an administrator forbade the connection',
      {},
      [connectionOf({ state: 'failing', problem: { kind: 'forbidden', message: '', cause: 'policy' } })],
      true,
      /Your administrator does not allow/,
    ],
    [
      'that a key is taken no more',
      {},
      [connectionOf({ state: 'signInNeeded', problem: { kind: 'signInNeeded', message: '', byKey: true } })],
      true,
      /no longer accepts Baton’s key/,
    ],
    [
      'what the org allows nobody, also of what was not tried yet',
      {},
      [connectionOf({ state: 'failing', problem: { kind: 'forbidden', message: '', cause: 'apiDisabled' } })],
      true,
      /may not use the API/,
    ],
    [
      'what has just met what went before it',
      {},
      [connectionOf({ state: 'failing', problem: { ...busy, because: 'dailyLimit' } })],
      true,
      /used up its CRM requests/,
    ],
    ['that there is no network', { problem: busy }, connected, false, /You are offline/],
    ['what the CRM answered last', { problem: busy }, connected, true, /asks for a pause/],
    ['that it goes out next', {}, connected, true, /next sync/],
  ] as const)('says %s', (_what, part, connections, online, expected) => {
    expect(whyWaiting(t, entryOf(part), connections, online).title).toMatch(expected);
  });

  it('gives the CRM’s own words and the cure', () => {
    const reason = whyWaiting(t, entryOf({ state: 'failed', problem: rejected }), connected, true);
    expect(reason.theirWords).toContain('Industry is required before a lead may change owner.');
    expect(reason.cure).toContain('retry');
    expect(reason.connect).toBe(false);
  });

  it('leads to the connections where that is the way out', () => {
    expect(whyWaiting(t, entryOf(), [], true).connect).toBe(true);
    const signIn = { kind: 'signInNeeded', message: '' } as const;
    expect(whyWaiting(t, entryOf({ state: 'failed', problem: signIn }), connected, true).connect).toBe(true);
  });

  it('does not call an org unconnected while it is not known', () => {
    expect(whyWaiting(t, entryOf(), undefined, true).title).toMatch(/next sync/);
  });
});
