import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromInputValue, toInputValue } from './zoned-input';

describe('a time picked on the lead’s clock', () => {
  it('is the instant that clock means', () => {
    expect(toInputValue(Date.UTC(2026, 10, 26, 16, 30), 'America/Denver')).toBe('2026-11-26T09:30');
    expect(fromInputValue('2026-11-26T09:30', 'America/Denver')).toBe(Date.UTC(2026, 10, 26, 16, 30));
  });

  it('is null while incomplete', () => {
    for (const value of ['', '2026-11-26', '2026-11-26T', 'soon']) expect(fromInputValue(value, 'UTC')).toBeNull();
  });

  it('comes back from the input as the same minute', () => {
    const minutes = fc
      .integer({ min: 0, max: 60 * 24 * 365 * 20 })
      .map((minute) => 1_600_000_020_000 + minute * 60_000);
    // Zones without a repeated hour, which a clock's face alone cannot tell apart.
    const zones = fc.constantFrom('UTC', 'Asia/Kolkata', 'Asia/Shanghai', 'America/Phoenix');
    fc.assert(
      fc.property(minutes, zones, (at, zone) => {
        const whole = at - (at % 60_000);
        return fromInputValue(toInputValue(whole, zone), zone) === whole;
      }),
    );
  });
});
