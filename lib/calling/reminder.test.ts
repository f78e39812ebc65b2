import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs } from '../model/time';
import { isWorking } from '../model/working-time';
import { callChecker } from './permission';
import { reminderSpan } from './reminder';
import { shippedRules } from './shipped-rules';

const workingTime = { weekdays: [1, 2, 3, 4, 5], startMinute: 9 * 60, endMinute: 17 * 60 };
const place = { country: 'US', state: 'CO', zone: 'America/Denver', from: 'address' as const };
const denver = { places: [place], scopes: ['business' as const], rules: shippedRules, holidays: {}, attemptsAt: [] };
const ownZone = 'Europe/Berlin';
/** Tuesday, 24 November 2026, 10:00 in Berlin; 02:00 in Denver. */
const now = Date.UTC(2026, 10, 24, 9);

describe('when to remind of a promised call', () => {
  it('is at once where it is due and both sides are at work', () => {
    const at = Date.UTC(2026, 10, 24, 15, 30);
    const span = reminderSpan({ dueAt: at, now: at, workingTime, ownZone, calling: denver });
    expect(span).toEqual({ start: at, end: Date.UTC(2026, 10, 24, 16) });
  });

  it('waits until the rules allow the call, and until somebody is at work', () => {
    const early = reminderSpan({ dueAt: now, now, workingTime, ownZone, calling: denver });
    expect(early?.start).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 24, 15));
    const saturday = Date.UTC(2026, 10, 28, 12);
    const weekend = reminderSpan({ dueAt: saturday, now: saturday, workingTime, ownZone, calling: null });
    expect(weekend?.start).toBe(Date.UTC(2026, 10, 30, 8));
  });

  it('keeps a promise to somebody whose place nobody knows', () => {
    const calling = { ...denver, places: [] };
    expect(reminderSpan({ dueAt: now, now, workingTime, ownZone, calling })?.start).toBe(now);
  });

  it('never speaks before it is due, outside working time or against a rule', () => {
    const offset = fc.integer({ min: -10 * 24 * 60, max: 10 * 24 * 60 });
    const zone = fc.constantFrom('America/Denver', 'Asia/Tokyo', 'Europe/Berlin', 'Australia/Sydney');
    fc.assert(
      fc.property(offset, offset, zone, (due, from, lives) => {
        const country = lives.startsWith('America') ? 'US' : null;
        const calling = { ...denver, places: [{ ...place, country, state: null, zone: lives }] };
        const question = { dueAt: now + due * minuteMs, now: now + from * minuteMs, workingTime, ownZone, calling };
        const span = reminderSpan(question);
        if (span === null) return;
        const last = span.end - 1;
        expect(span.start).toBeGreaterThanOrEqual(Math.max(question.dueAt, question.now));
        for (const at of [span.start, (span.start + last) / 2, last]) {
          expect(isWorking(at, workingTime, ownZone)).toBe(true);
          expect(callChecker(calling)(at)).toBe(true);
        }
        expect(span.end - span.start).toBeLessThanOrEqual(8 * hourMs);
      }),
      { numRuns: 60 },
    );
  });
});
