import { getCountriesForTimezone } from 'countries-and-timezones';
import type { WorkingHours } from '../model/working-time';

/**
 * Hours in which a business is called: 9:00 to 17:00, the courtesy window that every country's calling rule in the domain
 * notes (section 5) contains on weekdays, but for midday breaks.
 */
const businessHours = { startMinute: 9 * 60, endMinute: 17 * 60 };

/**
 * Countries whose week is Sunday to Thursday. Source: CLDR 48 `weekData` (weekend Friday and Saturday). The Emirates left
 * them in 2022.
 */
const sundayToThursday = ['BH', 'DZ', 'EG', 'IL', 'IQ', 'JO', 'KW', 'LY', 'OM', 'QA', 'SA', 'SD', 'SY', 'YE'];

/** The working time of a lead whose clock is that of an IANA zone. */
export function leadHoursIn(timeZone: string): WorkingHours {
  const country = getCountriesForTimezone(timeZone)[0]?.id;
  const weekdays = country !== undefined && sundayToThursday.includes(country) ? [7, 1, 2, 3, 4] : [1, 2, 3, 4, 5];
  return { ...businessHours, weekdays };
}
