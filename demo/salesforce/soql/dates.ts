import { malformedQuery } from '../errors.ts';

const dayMs = 86_400_000;

/** From (included) to (excluded), epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What a date literal means now, in UTC days (the demo's user sits in no other zone for SOQL).
 * @throws ApiError MALFORMED_QUERY for literals the demo does not know.
 */
export function spanOf(name: string, n: number | null, now: number): Span {
  const today = Math.floor(now / dayMs) * dayMs;
  const simple = simpleSpan(name, today, now);
  if (simple !== null && n === null) return simple;
  if (name === 'LAST_N_DAYS' && n !== null) return { from: today - n * dayMs, to: today + dayMs };
  if (name === 'NEXT_N_DAYS' && n !== null) return { from: today + dayMs, to: today + (n + 1) * dayMs };
  throw malformedQuery(`unexpected token: '${name}'`);
}

function simpleSpan(name: string, today: number, now: number): Span | null {
  const date = new Date(today);
  const sunday = today - date.getUTCDay() * dayMs;
  const month = (offset: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1);
  const quarter = (offset: number) =>
    Date.UTC(date.getUTCFullYear(), (Math.floor(date.getUTCMonth() / 3) + offset) * 3, 1);
  const year = (offset: number) => Date.UTC(date.getUTCFullYear() + offset, 0, 1);
  switch (name) {
    case 'TODAY':
      return { from: today, to: today + dayMs };
    case 'YESTERDAY':
      return { from: today - dayMs, to: today };
    case 'TOMORROW':
      return { from: today + dayMs, to: today + 2 * dayMs };
    case 'THIS_WEEK':
      return { from: sunday, to: sunday + 7 * dayMs };
    case 'LAST_WEEK':
      return { from: sunday - 7 * dayMs, to: sunday };
    case 'THIS_MONTH':
      return { from: month(0), to: month(1) };
    case 'LAST_MONTH':
      return { from: month(-1), to: month(0) };
    case 'THIS_QUARTER':
      return { from: quarter(0), to: quarter(1) };
    case 'THIS_YEAR':
      return { from: year(0), to: year(1) };
    case 'LAST_90_DAYS':
      return { from: today - 90 * dayMs, to: now };
    default:
      return null;
  }
}
