import { describe, expect, it } from 'vitest';
import { isTimeZone } from '../model/time';
import { countryOfLead, type LeadPlace, leadZones, localTimes } from './lead-time';
import { zonesOfAreaCode } from './zones/area-codes';
import { countryCodeOf, zoneOfCity, zonesOfCountry } from './zones/countries';
import { countriesByState, foldName, zonesOfState } from './zones/states';

interface Told {
  timeZone?: string;
  city?: string;
  state?: string;
  country?: string;
  phones?: string[];
}

function place({ timeZone, city, state, country, phones = [] }: Told): LeadPlace {
  return {
    timeZone: timeZone ?? null,
    address: { city: city ?? null, state: state ?? null, country: country ?? null },
    phones: phones.map((raw) => ({ raw })),
  };
}
const zonesOf = (told: Told) => leadZones(place(told));

describe('where a lead is', () => {
  it('is what the CRM states, where it states a zone there is', () => {
    expect(zonesOf({ timeZone: 'Europe/Paris', country: 'US' })).toEqual({ zones: ['Europe/Paris'], basis: 'stated' });
    expect(zonesOf({ timeZone: 'Middle Earth', country: 'DE' })).toEqual({
      zones: ['Europe/Berlin'],
      basis: 'address',
    });
  });

  it('takes no word that only the language it is programmed in knows for a country', () => {
    for (const word of ['constructor', 'toString', '__proto__']) expect(countryCodeOf(word)).toBeNull();
  });

  it('follows from the state, by code or name, with or without a country', () => {
    const denver = { zones: ['America/Denver'], basis: 'address' };
    expect(zonesOf({ state: 'CO', country: 'United States' })).toEqual(denver);
    expect(zonesOf({ state: 'Colorado', country: 'USA' })).toEqual(denver);
    expect(zonesOf({ state: ' colorado ' })).toEqual(denver);
    expect(zonesOf({ state: 'US-CO', country: 'U.S.A.' })).toEqual(denver);
    expect(zonesOf({ state: 'Québec', country: 'Canada' }).zones).toEqual(['America/Toronto']);
    expect(zonesOf({ state: 'NSW', country: 'Australia' }).zones).toEqual(['Australia/Sydney']);
  });

  it('has both zones of a state with two, unless city or number tell', () => {
    expect(zonesOf({ state: 'TN', country: 'US' })).toEqual({
      zones: ['America/Chicago', 'America/New_York'],
      basis: 'address',
    });
    expect(zonesOf({ state: 'Texas', phones: ['+1 915 555 0100'] })).toEqual({
      zones: ['America/Denver'],
      basis: 'number',
    });
    expect(zonesOf({ state: 'ID', city: 'Boise' })).toEqual({ zones: ['America/Boise'], basis: 'address' });
    expect(zonesOf({ state: 'Indiana', phones: ['(317) 555-0100'] })).toEqual({
      zones: ['America/Indiana/Indianapolis'],
      basis: 'number',
    });
  });

  it('takes a city for a zone only inside the state named', () => {
    expect(zonesOf({ country: 'US', city: 'Denver' })).toEqual({ zones: ['America/Denver'], basis: 'address' });
    expect(zonesOf({ country: 'Brasil', city: 'São Paulo' }).zones).toEqual(['America/Sao_Paulo']);
    expect(zonesOf({ country: 'US', state: 'TX', city: 'Denver' }).zones).toEqual([
      'America/Chicago',
      'America/Denver',
    ]);
    expect(zonesOf({ country: 'Canada', state: 'Ontario', city: 'Toronto' }).zones).toEqual(['America/Toronto']);
    expect(zonesOf({ country: 'US', state: 'FL', city: 'Phoenix' }).zones).toHaveLength(2);
    expect(zonesOf({ country: 'US', city: 'Springfield' }).zones).toEqual(zonesOfCountry('US'));
  });

  it('is narrowed by the number where the address names only a large country', () => {
    expect(zonesOf({ country: 'US', phones: ['303 555 0142'] })).toEqual({
      zones: ['America/Denver'],
      basis: 'number',
    });
    expect(zonesOf({ country: 'US', phones: ['+44 20 7946 0018'] }).basis).toBe('address');
    expect(zonesOf({ country: 'US', phones: ['nonsense', '800 555 0100'] }).zones).toEqual(zonesOfCountry('US'));
  });

  it('follows from the number alone', () => {
    expect(zonesOf({ phones: ['', '+44 20 7946 0018'] })).toEqual({ zones: ['Europe/London'], basis: 'number' });
    expect(zonesOf({ phones: ['+1 604 555 0100'] }).zones).toEqual(['America/Vancouver']);
    expect(zonesOf({ phones: ['+86 138 0013 8000'] }).zones).toEqual(['Asia/Shanghai']);
    // Several numbers in one field are several numbers.
    expect(zonesOf({ phones: ['+1 604 555 0100 / +1 604 555 0101'] }).zones).toEqual(['America/Vancouver']);
  });

  it('is unknown where nothing tells', () => {
    const unknown = { zones: [], basis: 'unknown' };
    expect(zonesOf({})).toEqual(unknown);
    expect(zonesOf({ state: '', country: '', city: 'Denver' })).toEqual(unknown);
    expect(zonesOf({ country: 'Atlantis', state: 'Deep' })).toEqual(unknown);
    expect(zonesOf({ phones: ['+1 800 555 0100'] })).toEqual(unknown);
    expect(zonesOf({ phones: ['303 555 0142'] })).toEqual(unknown);
    expect(zonesOf({ phones: ['+800 1234 5678'] })).toEqual(unknown);
  });

  it('takes a state that two countries have for that of the number', () => {
    expect(countryOfLead(place({ state: 'WA', phones: ['+61 8 9000 0000'] }))).toBe('AU');
    expect(countryOfLead(place({ state: 'WA' }))).toBe('US');
    expect(countryOfLead(place({ state: 'NT', phones: ['+1 867 555 0100'] }))).toBe('CA');
    expect(countryOfLead(place({}))).toBeNull();
  });
});

describe('countries', () => {
  it('are understood in the spellings CRMs have', () => {
    const spellings: Readonly<Record<string, readonly string[]>> = {
      US: ['US', 'us', 'USA', 'U.S.', 'U.S.A.', 'United States', 'United States of America', '美国', 'Estados Unidos'],
      GB: ['UK', 'GB', 'United Kingdom', 'Great Britain', 'England', '英国', 'Vereinigtes Königreich'],
      CN: ['CN', 'China', '中国', "People's Republic of China", 'PRC', '中华人民共和国'],
      DE: ['Germany', 'Deutschland', 'DEU', 'Allemagne', '德国'],
      CA: ['CA', 'Canada', '加拿大'],
      CI: ['Ivory Coast', 'Côte d’Ivoire'],
    };
    for (const [code, names] of Object.entries(spellings)) {
      for (const name of names) expect([name, countryCodeOf(name)]).toEqual([name, code]);
    }
    expect(countryCodeOf('')).toBeNull();
    expect(countryCodeOf('Atlantis')).toBeNull();
  });

  it('have zones the engine knows, or none', () => {
    for (const code of ['US', 'CA', 'AU', 'CN', 'DE', 'MX', 'BR', 'NL', 'RU', 'IN', 'UA']) {
      const zones = zonesOfCountry(code);
      expect(zones.length).toBeGreaterThan(0);
      for (const zone of zones) expect([zone, isTimeZone(zone)]).toEqual([zone, true]);
    }
    expect(zonesOfCountry('XX')).toEqual([]);
    expect(zoneOfCity('XX', 'Denver')).toBeNull();
  });
});

describe('states and area codes', () => {
  it('have zones the engine knows', () => {
    const states = ['TX', 'AK', 'HI', 'PR', 'GU', 'BC', 'NL', 'NU', 'YT', 'SK', 'QLD', 'WA', 'ACT'];
    const zones = countriesByState.flatMap((country) => states.flatMap((state) => zonesOfState(country, state) ?? []));
    expect(zones.length).toBeGreaterThan(states.length);
    for (const zone of zones) expect([zone, isTimeZone(zone)]).toEqual([zone, true]);
    expect(zonesOfState('US', 'Ontario')).toBeNull();
    expect(zonesOfState('FR', 'Bretagne')).toBeNull();
  });

  it('know where an area code is, all its zones, and that a new one is not known', () => {
    expect(zonesOfAreaCode('303')).toEqual(['America/Denver']);
    expect(zonesOfAreaCode('850')).toEqual(['America/Chicago', 'America/New_York']);
    expect(zonesOfAreaCode('999')).toEqual([]);
    expect(zonesOf({ country: 'CA', phones: ['+1 942 555 0100'] }).zones).toEqual(['America/Toronto']);
  });

  it('are compared without case, accents, dots and doubled spaces', () => {
    expect(foldName('  D.C. ')).toBe('dc');
    expect(foldName('São  Paulo')).toBe('sao paulo');
    expect(foldName('N. Carolina')).toBe('n carolina');
    expect(zonesOfState('US', 'N. Carolina')).toEqual(['America/New_York']);
    expect(zonesOfState('US', 'Washington, D.C.')).toEqual(['America/New_York']);
  });
});

describe('local times', () => {
  it('show each different clock once', () => {
    const now = Date.UTC(2026, 0, 15, 18, 42);
    expect(localTimes(['America/Denver', 'America/Phoenix', 'America/New_York'], now)).toEqual([
      { timeZone: 'America/Denver', day: '2026-01-15', minuteOfDay: 11 * 60 + 42 },
      { timeZone: 'America/New_York', day: '2026-01-15', minuteOfDay: 13 * 60 + 42 },
    ]);
    const summer = Date.UTC(2026, 6, 15, 18, 42);
    expect(localTimes(['America/Denver', 'America/Phoenix'], summer)).toHaveLength(2);
    expect(localTimes([], now)).toEqual([]);
  });
});
