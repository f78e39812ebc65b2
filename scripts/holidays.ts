import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Holidays from 'date-holidays';

// node scripts/holidays.ts: writes the public holidays of every country, and of the states whose calling rules name
// holidays, as the extension ships them. A library works them out here, once, so that its weight is in no page.

const file = join(import.meta.dirname, '..', 'public', 'data', 'holidays.json');
const years = Array.from({ length: 6 }, (_, index) => 2026 + index);
/** Countries whose states have calling rules of their own, or work days of their own. */
const withStates = ['US', 'CA', 'AU', 'DE', 'ES'];

function daysOf(country: string, state?: string): Record<string, Record<string, string>> {
  const calendar = new Holidays(country, state ?? '', { languages: ['en'] });
  return Object.fromEntries(
    years.map((year) => {
      const days = calendar.getHolidays(year).filter(({ type }) => type === 'public');
      return [year, Object.fromEntries(days.map(({ date, name }) => [date.slice(5, 7) + date.slice(8, 10), name]))];
    }),
  );
}

const table: Record<string, unknown> = {};
const countries = Object.keys(new Holidays().getCountries());
for (const country of countries) {
  table[country] = daysOf(country);
  if (!withStates.includes(country)) continue;
  const states = Object.keys(new Holidays().getStates(country) ?? {});
  for (const state of states) table[`${country}-${state.toUpperCase()}`] = daysOf(country, state);
}
await mkdir(dirname(file), { recursive: true });
await writeFile(file, `${JSON.stringify(table)}\n`);
console.log(`${Object.keys(table).length} places, ${years[0]} to ${years.at(-1)}`);
