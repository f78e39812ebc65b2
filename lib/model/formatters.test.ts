import { afterEach, expect, it } from 'vitest';
import { dateTimeFormat } from './formatters';
import { ownTimeZone } from './time';

const before = process.env['TZ'];
afterEach(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

const hourIn = (zone: string) => {
  process.env['TZ'] = zone;
  return dateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23' }).format(Date.UTC(2026, 6, 1, 12));
};

it('tell the time of where the machine is now, not of where it was when first asked', () => {
  expect([hourIn('Europe/Berlin'), hourIn('Asia/Shanghai'), hourIn('Europe/Berlin')]).toEqual(['14', '20', '14']);
});

it('tell two places apart whose clocks agree in winter only', () => {
  process.env['TZ'] = 'America/Denver';
  expect(ownTimeZone()).toBe('America/Denver');
  process.env['TZ'] = 'America/Phoenix';
  expect(ownTimeZone()).toBe('America/Phoenix');
  expect([hourIn('America/Denver'), hourIn('America/Phoenix')]).toEqual(['06', '05']);
});
