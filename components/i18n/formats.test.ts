import { describe, expect, it } from 'vitest';
import { formatDay, formatDuration, formatMoment, formatRelative, formatTime, zoneCity } from './formats';
import { resolveLocale } from './locale';

const at = Date.UTC(2026, 10, 24, 15, 5);
const now = Date.UTC(2026, 10, 24, 12);

describe('formats', () => {
  it('show a time of day in the zone asked for, by 24 hours', () => {
    expect(formatTime('en', at, 'America/Denver')).toBe('08:05');
    expect(formatTime('zh-CN', at, 'Asia/Shanghai')).toBe('23:05');
    expect(formatTime('en', Date.UTC(2026, 10, 24), 'UTC')).toBe('00:00');
  });

  it('do not fail on a zone the engine does not know', () => {
    expect(formatTime('en', at, 'Mars/Olympus')).toBe(formatTime('en', at));
  });

  it('leave this year out of a day and show another one', () => {
    expect(formatDay('en', at, 'UTC', now)).toBe('Tue, Nov 24');
    expect(formatDay('en', Date.UTC(2027, 0, 4), 'UTC', now)).toBe('Mon, Jan 4, 2027');
    expect(formatDay('zh-CN', at, 'UTC', now)).toContain('11月24日');
    expect(formatMoment('en', at, 'UTC', now)).toBe('Tue, Nov 24, 15:05');
  });

  it('write durations as a clock does', () => {
    expect(formatDuration(0)).toBe('00:00');
    expect(formatDuration(134_900)).toBe('02:14');
    expect(formatDuration(3_661_000)).toBe('1:01:01');
  });

  it('say how far away a moment is in the largest unit that fits', () => {
    expect(formatRelative('en', now + 5 * 60_000, now)).toBe('in 5 minutes');
    expect(formatRelative('en', now - 3 * 3_600_000, now)).toBe('3 hours ago');
    expect(formatRelative('zh-CN', now + 72 * 3_600_000, now)).toBe('3天后');
  });

  it('name a zone by its city', () => {
    expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(zoneCity('UTC')).toBe('UTC');
  });
});

describe('resolveLocale', () => {
  it('keeps the language chosen', () => {
    expect(resolveLocale('en', ['zh-CN'])).toBe('en');
  });

  it.each([
    [['zh'], 'zh-CN'],
    [['zh-Hant-TW', 'en'], 'zh-CN'],
    [['de', 'zh-CN'], 'zh-CN'],
    [['en-GB', 'zh-CN'], 'en'],
    [['de', 'fr'], 'en'],
    [[], 'en'],
  ] as const)('takes the first of %j that Baton speaks', (languages, expected) => {
    expect(resolveLocale('auto', languages)).toBe(expected);
  });
});
