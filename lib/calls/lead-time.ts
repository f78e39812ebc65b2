import { isTimeZone, localDayOf, minuteOfDay, utcOffsetMinutes } from '../model/time';
import { numbersIn, parsePhone } from './phone';
import { zonesOfAreaCode } from './zones/area-codes';
import { countryCodeOf, zoneOfCity, zonesOfCountry } from './zones/countries';
import { countriesByState, zonesOfState } from './zones/states';

/** What is known of where a lead is. */
export interface LeadPlace {
  readonly timeZone: string | null;
  readonly address: {
    readonly city: string | null;
    readonly state: string | null;
    readonly country: string | null;
  };
  readonly phones: readonly { readonly raw: string }[];
}

/** The zones a lead may live by, likeliest first; several where that is all one can say, none where nothing is known. */
export interface LeadZones {
  readonly zones: readonly string[];
  /** What it rests on. `number` is the line's home, not where the phone is. */
  readonly basis: 'stated' | 'address' | 'number' | 'unknown';
}

/** The zones a lead may live by: the one the CRM states, else those of the address, narrowed or replaced by the telephone number's. */
export function leadZones(place: LeadPlace): LeadZones {
  if (place.timeZone !== null && isTimeZone(place.timeZone)) return { zones: [place.timeZone], basis: 'stated' };
  const country = countryOfLead(place);
  const byAddress = country === null ? [] : zonesOfAddress(country, place.address);
  if (byAddress.length === 1) return { zones: byAddress, basis: 'address' };
  const byNumber = zonesOfPhones(place.phones, country);
  if (byAddress.length === 0) {
    return byNumber.length === 0 ? { zones: [], basis: 'unknown' } : { zones: byNumber, basis: 'number' };
  }
  const both = byAddress.filter((zone) => byNumber.some((other) => haveSameClock(zone, other)));
  return both.length > 0 && both.length < byAddress.length
    ? { zones: both, basis: 'number' }
    : { zones: byAddress, basis: 'address' };
}

/**
 * The country (ISO code) a lead's address names, or the one its state belongs to, or null. It is also the hint for
 * reading the lead's telephone numbers.
 */
export function countryOfLead({ address, phones }: Omit<LeadPlace, 'timeZone'>): string | null {
  const named = address.country === null ? null : countryCodeOf(address.country);
  if (named !== null) return named;
  const { state } = address;
  if (state === null || state.trim() === '') return null;
  const candidates = countriesByState.filter((country) => zonesOfState(country, state) !== null);
  const dialled = numbersOf(phones, null).map((number) => parsePhone(number, null)?.country ?? null);
  return candidates.find((country) => dialled.includes(country)) ?? candidates[0] ?? null;
}

/** What a lead's clock shows at `now`, once for each different time among the candidate zones. */
export interface LocalTime {
  readonly timeZone: string;
  readonly day: string;
  readonly minuteOfDay: number;
}

/** The local times at `now` (epoch ms) in the candidate zones; zones that agree just now are one. */
export function localTimes(zones: readonly string[], now: number): readonly LocalTime[] {
  const offsets = zones.map((zone) => utcOffsetMinutes(now, zone));
  return zones
    .filter((_, index) => offsets.indexOf(offsets[index] ?? 0) === index)
    .map((timeZone) => ({ timeZone, day: localDayOf(now, timeZone), minuteOfDay: minuteOfDay(now, timeZone) }));
}

/** The country and the zones an address names; null and none where it does not tell. */
export function placeOfAddress(place: Omit<LeadPlace, 'timeZone'>): {
  readonly country: string | null;
  readonly zones: readonly string[];
} {
  const country = countryOfLead(place);
  return { country, zones: country === null ? [] : zonesOfAddress(country, place.address) };
}

function zonesOfAddress(country: string, { state, city }: LeadPlace['address']): readonly string[] {
  const byState = state === null ? null : zonesOfState(country, state);
  const zones = byState ?? zonesOfCountry(country);
  if (zones.length === 1 || city === null) return zones;
  const ofCity = zoneOfCity(country, city);
  // There is a Denver in Texas: within a state only the zone of its larger part is named after a city of its own.
  return ofCity !== null && (byState === null || byState[0] === ofCity) ? [ofCity] : zones;
}

function zonesOfPhones(phones: LeadPlace['phones'], country: string | null): readonly string[] {
  for (const number of numbersOf(phones, country)) {
    const phone = parsePhone(number, country);
    if (phone === null) continue;
    const zones = zonesOfNumber(phone.callingCode, phone.nationalDigits, phone.country);
    if (zones.length > 0) return zones;
  }
  return [];
}

/** A field may hold several. */
function numbersOf(phones: LeadPlace['phones'], country: string | null): readonly string[] {
  return phones.flatMap(({ raw }) => numbersIn(raw, country));
}

/** A winter and a summer instant: zones that agree on both have shared a clock for years, whatever they are called. */
const sampledInstants = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];

/** True where two zones have shown the same time in winter and in summer. */
export function haveSameClock(a: string, b: string): boolean {
  if (a === b) return true;
  return clockOf(a) === clockOf(b);
}

/** What never changes is asked of the engine once: rules and queues compare the same few zones thousands of times. */
const clocks = new Map<string, string>();

function clockOf(zone: string): string {
  const known = clocks.get(zone) ?? sampledInstants.map((at) => utcOffsetMinutes(at, zone)).join();
  clocks.set(zone, known);
  return known;
}

/** North American numbers without a place of their own; Source: NANPA (toll-free codes). */
const tollFree = ['800', '822', '833', '844', '855', '866', '877', '888'];

/** The zones of a number by its calling code, its digits without that, and its country; none where it names no place. */
export function zonesOfNumber(callingCode: string, digits: string, country: string | null): readonly string[] {
  if (callingCode !== '1') return country === null ? [] : zonesOfCountry(country);
  const areaCode = digits.slice(0, 3);
  if (tollFree.includes(areaCode)) return [];
  const zones = zonesOfAreaCode(areaCode);
  return zones.length === 0 && country !== null ? zonesOfCountry(country) : zones;
}
