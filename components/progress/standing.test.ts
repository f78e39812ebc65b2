import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatsIn } from '../i18n/formats';
import { translateIn } from '../i18n/translate';
import { asOf } from './as-of';
import { followUpTime } from './follow-up-time';
import { likelyRange } from './likely-range';
import { outlookWords, standingTone, standingWords } from './pace-words';
import { hour, noon, noTargets, nothing, snapshotOf } from './progress-rig';
import { standingOf } from './standing';

const t = translateIn('en');
const formats = formatsIn('en', 'UTC');

beforeEach(() => vi.useFakeTimers({ now: noon, toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

describe('asOf', () => {
  it('leaves a snapshot of today as it is', () => {
    const snapshot = snapshotOf();
    expect(asOf(snapshot, noon)).toBe(snapshot);
  });

  it('counts nothing today from a snapshot of yesterday, and keeps the month', () => {
    const tomorrow = asOf(snapshotOf(), noon + 24 * hour);
    expect(tomorrow).toMatchObject({ day: '2026-11-25', today: nothing, handoffTimes: [] });
    expect(tomorrow.month.dials).toBe(702);
    expect(asOf(snapshotOf({ countedFrom: '2026-11-24' }), noon + 24 * hour).countedFrom).toBe('2026-11-24');
  });

  it('begins the month anew on its first day', () => {
    const next = asOf(snapshotOf({ countedFrom: '2026-11-24' }), noon + 7 * 24 * hour);
    expect(next.month).toEqual(nothing);
    expect(next).not.toHaveProperty('countedFrom');
  });

  it('knows the day of the SDR’s own zone', () => {
    const snapshot = snapshotOf({ timeZone: 'America/Los_Angeles' });
    expect(asOf(snapshot, noon + 16 * hour)).toBe(snapshot);
    expect(asOf(snapshot, noon + 20.5 * hour).today).toEqual(nothing);
  });
});

describe('the pace in words', () => {
  const handoffs = (made: number, at = noon, part = {}) =>
    standingOf(snapshotOf({ today: { ...nothing, handoffs: made }, ...part }), 'handoffs', 'day', at);

  it.each([
    [2, '1 ahead of pace', 'good'],
    [1, 'On pace', 'neutral'],
    [0, '1 behind pace', 'warn'],
    [3, 'Target reached', 'good'],
    [5, '2 over target', 'good'],
  ])('of %d handoffs of three at noon: %s', (made, words, tone) => {
    const standing = handoffs(made);
    expect(standingWords(t, formats, standing)).toBe(words);
    expect(standingTone(standing)).toBe(tone);
  });

  it('says nothing without a target', () => {
    const standing = handoffs(2, noon, { targets: { day: noTargets, month: noTargets } });
    expect(standingWords(t, formats, standing)).toBeNull();
    expect(outlookWords(t, formats, standing, 'day')).toBeNull();
  });

  it('says when work starts, that it is over, and that the day is off', () => {
    expect(standingWords(t, formats, handoffs(0, noon - 5 * hour))).toBe('Your working time starts at 09:00');
    expect(standingWords(t, formats, handoffs(1, noon + 8 * hour))).toBe('Your working time is over');
    const monday = { weekdays: [1], startMinute: 540, endMinute: 1080 };
    expect(standingWords(t, formats, handoffs(1, noon, { workingTime: monday }))).toBe('No working day today');
  });

  it('shows whole numbers where tenths are noise', () => {
    const standing = standingOf(snapshotOf(), 'dials', 'day', noon + 20 * 60_000);
    expect(standingWords(t, formats, standing)).toBe('19 ahead of pace');
  });

  it('never calls a slow morning hopeless', () => {
    expect(outlookWords(t, formats, handoffs(0), 'day')).toBe('3 more by 18:00');
  });

  it('says where the day will likely end', () => {
    expect(outlookWords(t, formats, handoffs(2), 'day')).toMatch(/^likely \d+–\d+ by 18:00$/);
  });

  it('says of a month what is left and how much that is a day', () => {
    const standing = standingOf(snapshotOf(), 'handoffs', 'month', noon);
    expect(outlookWords(t, formats, standing, 'month')).toMatch(
      /^16 more by Mon, Nov 30 · about \d\.\d each working day$/,
    );
  });
});

describe('likelyRange', () => {
  it('holds what is already done, and the expectation', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.double({ min: 0, max: 2000, noNaN: true }), (actual, more) => {
        const { low, high } = likelyRange(actual, more);
        expect(low).toBeGreaterThanOrEqual(actual);
        expect(high).toBeGreaterThanOrEqual(low);
        expect(low).toBeLessThanOrEqual(actual + more);
        expect(high).toBeGreaterThanOrEqual(Math.floor(actual + more));
      }),
    );
  });

  it('agrees with tables of the Poisson distribution', () => {
    expect(likelyRange(0, 2)).toEqual({ low: 0, high: 4 });
    expect(likelyRange(3, 10)).toEqual({ low: 9, high: 17 });
  });

  it('does not jump where it changes to the normal approximation', () => {
    const below = likelyRange(0, 199.9);
    const above = likelyRange(0, 200.1);
    expect(Math.abs(above.low - below.low)).toBeLessThanOrEqual(2);
    expect(Math.abs(above.high - below.high)).toBeLessThanOrEqual(2);
  });
});

describe('followUpTime', () => {
  const of = (dueAt: number, timeZone: string) => followUpTime(t, formats, { dueAt, timeZone }, noon, 'UTC');

  it('names the lead’s clock where it differs, and only there', () => {
    expect(of(noon + 3 * hour, 'America/Denver')).toMatchObject({ label: '15:00', theirs: '08:00 in Denver' });
    expect(of(noon + 3 * hour, 'Europe/London').theirs).toBeNull();
  });

  it('says what is overdue, near, today, this week and later', () => {
    expect(of(noon - 1, 'UTC')).toMatchObject({ label: 'Overdue', tone: 'warn' });
    expect(of(noon + 12 * 60_000, 'UTC')).toMatchObject({ label: 'in 12 minutes', tone: 'accent' });
    expect(of(noon + 5 * hour, 'UTC').label).toBe('17:00');
    expect(of(noon + 26 * hour, 'UTC').label).toBe('Wed 14:00');
    expect(of(noon + 20 * 24 * hour, 'UTC').label).toBe('Mon, Dec 14');
  });
});
