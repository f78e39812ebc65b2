import { expect, it } from 'vitest';
import { morningZone } from '../../scripts/lib/morning-zone.ts';

it('is a zone the browser knows, in which it is ten o’clock, at every hour', () => {
  for (let hour = 0; hour < 24; hour += 1) {
    const now = new Date(Date.UTC(2026, 10, 28, hour, 59));
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: morningZone(now), hour: '2-digit', minute: '2-digit' });
    expect(format.format(now)).toBe('10:59');
  }
});
