import { getCountriesForTimezone } from 'countries-and-timezones';
import { haveSameClock, type LeadPlace, placeOfAddress, zonesOfNumber } from '../calls/lead-time';
import { parsePhone } from '../calls/phone';
import { stateCodeOf } from '../calls/zones/states';
import { isTimeZone } from '../model/time';
import { statesOfAreaCode } from './area-code-states';

/** One place the called person may be in. `state` null is unknown, and then every state with this clock counts. */
export interface CallPlace {
  /** ISO 3166-1, or null where it is not known. */
  readonly country: string | null;
  readonly state: string | null;
  /** IANA zone. */
  readonly zone: string;
  readonly from: 'stated' | 'address' | 'number';
}

/**
 * Every place the person may be in when called on `number`: by the zone that is stated, by the address, and by the
 * number. They are candidates: a call is allowed only if it is in all of them. Empty where nothing tells.
 */
export function callPlaces(place: LeadPlace, number: string | null): readonly CallPlace[] {
  const address = placeOfAddress(place);
  const state = address.country === null ? null : stateCodeOf(address.country, place.address.state ?? '');
  const byAddress = address.zones.map(
    (zone): CallPlace => ({ country: address.country, state, zone, from: 'address' }),
  );
  const stated = statedPlaces(place.timeZone, byAddress);
  const byNumber = number === null ? [] : placesOfNumber(number, address.country);
  return distinct([
    ...stated,
    ...narrowed(byAddress, [...stated, ...byNumber]),
    ...withKnownState(byNumber, byAddress),
  ]);
}

function statedPlaces(zone: string | null, byAddress: readonly CallPlace[]): readonly CallPlace[] {
  if (zone === null || !isTimeZone(zone)) return [];
  const same = byAddress.find((other) => haveSameClock(other.zone, zone));
  const country = same?.country ?? getCountriesForTimezone(zone)[0]?.id ?? null;
  return [{ country, state: same?.state ?? null, zone, from: 'stated' }];
}

/** An address in a state or country of several clocks says less than what names one of them. */
function narrowed(byAddress: readonly CallPlace[], others: readonly CallPlace[]): readonly CallPlace[] {
  if (byAddress.length < 2) return byAddress;
  const named = byAddress.filter(({ zone }) => others.some((other) => haveSameClock(zone, other.zone)));
  return named.length === 0 ? byAddress : named;
}

/** A number of no known state, in the clock of the address, is taken for a line of that address. */
function withKnownState(byNumber: readonly CallPlace[], byAddress: readonly CallPlace[]): readonly CallPlace[] {
  return byNumber.map((place) => {
    if (place.state !== null) return place;
    const same = byAddress.find(({ country, zone }) => country === place.country && haveSameClock(zone, place.zone));
    return same === undefined ? place : { ...place, state: same.state };
  });
}

function placesOfNumber(number: string, countryHint: string | null): readonly CallPlace[] {
  const phone = parsePhone(number, countryHint);
  if (phone === null) return [];
  const zones = zonesOfNumber(phone.callingCode, phone.nationalDigits, phone.country);
  const states = phone.callingCode === '1' ? statesOfAreaCode(phone.nationalDigits.slice(0, 3)) : [];
  const each = states.length === 0 ? [null] : states;
  return zones.flatMap((zone) =>
    each.map((state): CallPlace => ({ country: phone.country, state, zone, from: 'number' })),
  );
}

function distinct(places: readonly CallPlace[]): readonly CallPlace[] {
  const keyOf = ({ country, state, zone }: CallPlace) => `${country} ${state} ${zone}`;
  return places.filter((place, index) => places.findIndex((other) => keyOf(other) === keyOf(place)) === index);
}
