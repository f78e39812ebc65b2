import { describe, expect, it } from 'vitest';
import type { CrmActivity } from '../../lib/crm/lead-record';
import type { CallView, LeadView } from '../../lib/messaging/views';
import { translateIn } from '../i18n';
import { maya } from '../sidebar/lead-rig';
import { FakeBackground } from '../sidebar/sidebar-rig';
import { leadTimeText } from './lead-time-text';
import { callsSoFar, pastOf, undoableCall } from './past';
import { firstNumber, isDoNotCall, phonesOf } from './phones';

const now = Date.UTC(2026, 10, 24, 17, 42);
const minuteMs = 60_000;
const t = translateIn('en');

async function viewWith(change: Partial<LeadView>, record: Partial<NonNullable<LeadView['record']>> = {}) {
  const background = new FakeBackground();
  await background.arrange(maya);
  const view = background.view(maya);
  return { ...view, record: view.record === null ? null : { ...view.record, ...record }, ...change };
}

const call = (more: Partial<CallView>): CallView => ({
  id: '019ab000-0000-7000-8000-000000000001',
  recordKey: maya,
  leadName: 'Maya Okonkwo',
  outcomeId: 'noAnswer',
  startedAt: now - 60 * minuteMs,
  durationMs: 2 * minuteMs,
  loggedAt: now - 57 * minuteMs,
  day: '2026-11-24',
  timeZone: 'UTC',
  number: null,
  note: '',
  followUpId: null,
  undoneAt: null,
  sync: 'synced',
  ...more,
});
const activity = (more: Partial<CrmActivity>): CrmActivity => ({
  id: 'a',
  kind: 'call',
  subject: 'Call',
  body: '',
  result: null,
  by: null,
  at: now,
  ...more,
});

describe('the numbers of a lead', () => {
  const named = { name: 'Marco Rossi', contact: '' };

  it('hold those of whom the lead named, who is called first once that is promised', async () => {
    const referral = { ...named, contact: '+1 303-555-0177' };
    const view = await viewWith({ calls: [call({ outcomeId: 'referred', referral })] });
    expect(phonesOf(view).at(-1)).toMatchObject({ person: 'Marco Rossi', uri: 'tel:+13035550177' });
    expect(firstNumber(view)).toBe(phonesOf(view)[0]?.raw);
    const promise = { id: call({}).id, recordKey: maya, dueAt: now, timeZone: 'UTC', note: '', doneAt: null };
    expect(firstNumber({ ...view, nextFollowUp: { ...promise, person: referral } })).toBe('+1 303-555-0177');
    // Whom the CRM knows is called from their own record.
    const known = call({ outcomeId: 'referred', referral, named: { recordKey: maya, askedAt: now } });
    expect(phonesOf({ ...view, calls: [known] }).map(({ person }) => person)).not.toContain('Marco Rossi');
  });

  it('are dialled with their extension', async () => {
    const phones = [{ kind: 'work' as const, raw: '+1 303-555-0142 ext. 12' }];
    expect(phonesOf(await viewWith({}, { phones }))[0]?.uri).toBe('tel:+13035550142;ext=12');
  });

  it('end with the one they were promised a call at, dialled where there is no other', async () => {
    const promise = { id: call({}).id, recordKey: maya, dueAt: now, timeZone: 'UTC', note: '', doneAt: null };
    const nextFollowUp = { ...promise, reach: '+1 303-555-0177' };
    const view = await viewWith({ nextFollowUp });
    expect(phonesOf(view).at(-1)).toMatchObject({ uri: 'tel:+13035550177' });
    expect(firstNumber(view)).toBe(phonesOf(view)[0]?.raw);
    expect(firstNumber(await viewWith({ nextFollowUp }, { phones: [] }))).not.toBeNull();
  });

  it('hold none from an address, nor from a call taken back', async () => {
    const address = { ...named, contact: 'marco@example.com' };
    const before = phonesOf(await viewWith({})).length;
    expect(phonesOf(await viewWith({ calls: [call({ referral: address })] }))).toHaveLength(before);
    const undone = call({ referral: { ...named, contact: '+1 303-555-0177' }, undoneAt: now });
    expect(phonesOf(await viewWith({ calls: [undone] }))).toHaveLength(before);
  });
});

describe('the lead’s local time', () => {
  const inDenver = (at: number) => leadTimeText(t, 'en', { zones: ['America/Denver'], basis: 'address' }, at);

  it('is said with its place', () => {
    expect(inDenver(now)).toMatchObject({ text: '10:42 in Denver', tone: 'good' });
  });

  it('warns where a call would come early or late', () => {
    expect(inDenver(now - 4 * 60 * minuteMs)).toMatchObject({ text: '06:42 in Denver · early there', tone: 'warn' });
    expect(inDenver(now + 10 * 60 * minuteMs)).toMatchObject({ text: '20:42 in Denver · late there', tone: 'warn' });
  });

  it('names each candidate where their clocks differ, and says when it is not known', () => {
    const either = { zones: ['America/Denver', 'America/Chicago'], basis: 'number' } as const;
    expect(leadTimeText(t, 'en', either, now).text).toBe('10:42 in Denver or 11:42 in Chicago');
    expect(leadTimeText(t, 'en', { zones: [], basis: 'unknown' }, now).text).toBe('Local time unknown');
  });
});

describe('what happened before', () => {
  it('leaves out the CRM’s copy of a call logged here, and tasks still to come', async () => {
    const calls = [call({})];
    const activities = [
      activity({ id: 'copy', at: now - 57 * minuteMs }),
      activity({ id: 'other', at: now - 90 * minuteMs }),
      activity({ id: 'mail', kind: 'email', at: now - 58 * minuteMs }),
      activity({ id: 'task', kind: 'task', at: now + minuteMs }),
    ];
    const view = await viewWith({ calls }, { activities });
    const ids = pastOf(view, now).map((item) => (item.kind === 'call' ? item.call.id : item.activity.id));
    expect(ids).toEqual(['mail', call({}).id, 'other']);
  });

  it('knows what Baton wrote by its id, however late the CRM got it, and counts each call once', async () => {
    const activities = [
      activity({ id: 'late-copy', at: now - minuteMs }),
      activity({ id: 'brief', kind: 'task', at: now - minuteMs }),
      activity({ id: 'colleague', at: now - 90 * minuteMs }),
      activity({ id: 'planned', at: now + minuteMs }),
    ];
    const own = { calls: [call({})], attempts: 1, ownActivityIds: ['late-copy', 'brief'] };
    const view = await viewWith(own, { activities });
    const ids = pastOf(view, now).map((item) => (item.kind === 'call' ? item.call.id : item.activity.id));
    expect(ids).toEqual([call({}).id, 'colleague']);
    expect(callsSoFar(view, now)).toBe(2);
    expect(callsSoFar(await viewWith({}, { activities }), now)).toBe(2);
  });

  it('offers to take back only the latest call of today that still counts', async () => {
    const older = call({ id: '019ab000-0000-7000-8000-000000000002', loggedAt: now - 3 * 60 * minuteMs });
    expect(undoableCall(await viewWith({ calls: [call({}), older] }), now)?.id).toBe(call({}).id);
    expect(undoableCall(await viewWith({ calls: [call({ undoneAt: now }), older] }), now)?.id).toBe(older.id);
    expect(
      undoableCall(await viewWith({ calls: [call({ loggedAt: now - 24 * 60 * minuteMs })] }), now),
    ).toBeUndefined();
  });
});

describe('telephone numbers', () => {
  const phones = [
    { kind: 'work', raw: '(303) 555-0142' },
    { kind: 'mobile', raw: '+1 303-555-0142' },
    { kind: 'mobile', raw: '+1 303 555 0199' },
    { kind: 'other', raw: '  ' },
  ] as const;
  const address = { city: null, state: 'CO', postalCode: null, country: 'United States' };

  it('are each shown once', async () => {
    const view = await viewWith({}, { phones: [...phones], address });
    expect(phonesOf(view).map((phone) => phone.shown)).toEqual(['(303) 555-0142', '(303) 555-0199']);
  });

  it('are not called any more once found wrong', async () => {
    const view = await viewWith({ removedNumbers: ['+13035550142'] }, { phones: [...phones], address });
    expect(phonesOf(view).map((phone) => phone.removed)).toEqual([true, false]);
    expect(firstNumber(view)).toBe('+1 303 555 0199');
  });

  it('are not called where the SDR was told so, or the CRM says so', async () => {
    expect(isDoNotCall(await viewWith({ doNotCall: true }))).toBe(true);
    expect(isDoNotCall(await viewWith({}, { doNotCall: true }))).toBe(true);
    expect(isDoNotCall(await viewWith({}, { doNotCall: null }))).toBe(false);
  });
});
