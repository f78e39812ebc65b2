import { z } from 'zod';
import { localDay } from '../model/schemas';

/** The public holidays of places (`FR`, `US-LA`): their names by day. */
export const holidayCalendar = z.record(z.string(), z.record(localDay, z.string()));
export type HolidayCalendar = z.infer<typeof holidayCalendar>;

/**
 * All holidays as they are shipped: by place and year, `MMDD` and the name. A state has its own list, which holds the
 * country's days too; where it has none, the country's list holds. `place` of a table is what {@link holidayPlaces} names.
 */
export const holidayTable = z.record(
  z.string(),
  z.record(z.string(), z.record(z.string().regex(/^\d{4}$/), z.string())),
);
export type HolidayTable = z.infer<typeof holidayTable>;

/** The lists that tell of a place's holidays, the closest first. */
export function holidayPlaces(country: string, state: string | null): readonly string[] {
  return state === null ? [country] : [`${country}-${state}`, country];
}

/** The name of the holiday on a day, or null. */
export function holidayOn(
  calendar: HolidayCalendar,
  { country, state, day }: { readonly country: string; readonly state: string | null; readonly day: string },
): string | null {
  const list = holidayPlaces(country, state).find((place) => calendar[place] !== undefined);
  return (list === undefined ? undefined : calendar[list]?.[day]) ?? null;
}

/** The calendar of some countries and their states, from the table, for the years given. */
export function calendarOf(
  table: HolidayTable,
  countries: readonly string[],
  years: readonly number[],
): HolidayCalendar {
  const wanted = Object.keys(table).filter((place) => countries.includes(place.slice(0, 2)));
  return Object.fromEntries(wanted.map((place) => [place, daysOf(table[place] ?? {}, years)]));
}

function daysOf(byYear: HolidayTable[string], years: readonly number[]): Record<string, string> {
  return Object.fromEntries(
    years.flatMap((year) =>
      Object.entries(byYear[String(year)] ?? {}).map(([day, name]) => [
        `${year}-${day.slice(0, 2)}-${day.slice(2)}`,
        name,
      ]),
    ),
  );
}
