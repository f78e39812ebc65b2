import { describe, expect, it } from 'vitest';
import type { LeadPlace } from '../calls/lead-time';
import { callPlaces } from './places';

function lead(part: Partial<LeadPlace['address']> & { timeZone?: string }): LeadPlace {
  const { timeZone = null, ...address } = part;
  return { timeZone, address: { city: null, state: null, country: null, ...address }, phones: [] };
}
const short = (place: LeadPlace, number: string | null) =>
  callPlaces(place, number).map(({ country, state, zone, from }) => `${from}: ${country}-${state} ${zone}`);

describe('where a person may be', () => {
  it('is where the zone, the address and the number each say', () => {
    expect(short(lead({ state: 'CO', country: 'USA' }), '+1 303 555 0142')).toEqual(['address: US-CO America/Denver']);
    expect(short(lead({ state: 'CO', country: 'USA' }), '+1 212 555 0142')).toEqual([
      'address: US-CO America/Denver',
      'number: US-NY America/New_York',
    ]);
    expect(short(lead({ timeZone: 'America/Los_Angeles', state: 'CO', country: 'US' }), '303-555-0142')).toEqual([
      'stated: US-null America/Los_Angeles',
      'address: US-CO America/Denver',
    ]);
  });

  it('keeps the state of a number with another state’s rule, though the clock is the same', () => {
    expect(short(lead({ state: 'NY', country: 'US' }), '+1 305 555 0142')).toEqual([
      'address: US-NY America/New_York',
      'number: US-FL America/New_York',
    ]);
  });

  it('narrows an address of several clocks by the number, and never the other way round', () => {
    expect(short(lead({ country: 'United States' }), '+1 303 555 0142')).toEqual([
      'address: US-null America/Denver',
      'number: US-CO America/Denver',
    ]);
    expect(short(lead({ country: 'Australia' }), null).length).toBeGreaterThan(3);
  });

  it.each(['', 'call the front desk', '+1 800 555 0142', '12', '９９'])(
    'knows no place by the number "%s" alone',
    (number) => {
      expect(callPlaces(lead({}), number)).toEqual([]);
    },
  );

  it('reads numbers of other countries, full-width digits and extensions', () => {
    expect(short(lead({}), '+33 1 42 68 53 00')).toEqual(['number: FR-null Europe/Paris']);
    expect(short(lead({}), '＋８６ １０ ６５５２ ９９８８')).toEqual(['number: CN-null Asia/Shanghai']);
    expect(short(lead({}), '+44 20 7946 0958 ext. 12')).toEqual(['number: GB-null Europe/London']);
  });
});
