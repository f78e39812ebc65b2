import { getAllCountries, getTimezonesForCountry } from 'countries-and-timezones';
import { foldName } from './states';

/** What people write for a country besides its names and its two-letter code, in the form of {@link foldName}. */
const otherNames: Readonly<Record<string, string>> = {
  usa: 'US',
  america: 'US',
  'united states of america': 'US',
  'the united states': 'US',
  uk: 'GB',
  'great britain': 'GB',
  britain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  holland: 'NL',
  'the netherlands': 'NL',
  uae: 'AE',
  korea: 'KR',
  'republic of korea': 'KR',
  'russian federation': 'RU',
  prc: 'CN',
  'peoples republic of china': 'CN',
  'people s republic of china': 'CN',
  'mainland china': 'CN',
  中华人民共和国: 'CN',
  'hong kong': 'HK',
  macau: 'MO',
  macao: 'MO',
  'viet nam': 'VN',
  'czech republic': 'CZ',
  turkey: 'TR',
  'ivory coast': 'CI',
};

/** ISO 3166-1 alpha-3 codes seen in CRMs; the rest of the world is written by name or by two letters. */
const threeLetters: Readonly<Record<string, string>> = {
  aus: 'AU',
  aut: 'AT',
  bel: 'BE',
  bra: 'BR',
  can: 'CA',
  che: 'CH',
  chn: 'CN',
  deu: 'DE',
  dnk: 'DK',
  esp: 'ES',
  fin: 'FI',
  fra: 'FR',
  gbr: 'GB',
  ind: 'IN',
  irl: 'IE',
  isr: 'IL',
  ita: 'IT',
  jpn: 'JP',
  kor: 'KR',
  mex: 'MX',
  nld: 'NL',
  nor: 'NO',
  nzl: 'NZ',
  pol: 'PL',
  prt: 'PT',
  sgp: 'SG',
  swe: 'SE',
  twn: 'TW',
  zaf: 'ZA',
};

/** Languages in which a country's name is understood. */
const nameLanguages = ['en', 'zh-CN', 'zh-TW', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'ja'] as const;

/**
 * The zones people of a large country live by, where the time zone database also lists historic zones, far islands and
 * border posts that would only blur the answer.
 */
const mainZones: Readonly<Record<string, readonly string[]>> = {
  US: [
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Phoenix',
    'America/Los_Angeles',
    'America/Anchorage',
    'Pacific/Honolulu',
  ],
  CA: [
    'America/Toronto',
    'America/Vancouver',
    'America/Edmonton',
    'America/Winnipeg',
    'America/Regina',
    'America/Halifax',
    'America/St_Johns',
  ],
  AU: ['Australia/Sydney', 'Australia/Brisbane', 'Australia/Adelaide', 'Australia/Darwin', 'Australia/Perth'],
  AR: ['America/Argentina/Buenos_Aires'],
  BR: ['America/Sao_Paulo', 'America/Manaus', 'America/Rio_Branco'],
  CL: ['America/Santiago'],
  CN: ['Asia/Shanghai'],
  DE: ['Europe/Berlin'],
  EC: ['America/Guayaquil'],
  ES: ['Europe/Madrid', 'Atlantic/Canary'],
  MX: ['America/Mexico_City', 'America/Cancun', 'America/Mazatlan', 'America/Hermosillo', 'America/Tijuana'],
  MY: ['Asia/Kuala_Lumpur'],
  NL: ['Europe/Amsterdam'],
  NZ: ['Pacific/Auckland'],
  PT: ['Europe/Lisbon', 'Atlantic/Azores'],
  UA: ['Europe/Kyiv'],
  VN: ['Asia/Ho_Chi_Minh'],
};

/** Countries as they were written before: finding one by its name asks ten languages for all their names. */
const found = new Map<string, string | null>();
/** No CRM writes its countries in so many ways. */
const mostFound = 1000;

/** The ISO code of a country written as a code or a name in any of several languages, or null where it is not known. */
export function countryCodeOf(written: string): string | null {
  const name = foldName(written);
  const before = found.get(name);
  if (before !== undefined) return before;
  const code = codeOf(name);
  if (found.size >= mostFound) found.clear();
  found.set(name, code);
  return code;
}

function codeOf(name: string): string | null {
  if (name === '') return null;
  if (Object.hasOwn(otherNames, name)) return otherNames[name] ?? null;
  if (Object.hasOwn(threeLetters, name)) return threeLetters[name] ?? null;
  const countries = Object.values(getAllCountries());
  const byCode = countries.find(({ id }) => id.toLowerCase() === name);
  if (byCode !== undefined) return byCode.id;
  const byName = countries.find((country) => foldName(country.name) === name);
  return byName?.id ?? nameIn(countries, name);
}

/** The zones people of a country (ISO code) live by; empty where the country is not known. */
export function zonesOfCountry(country: string): readonly string[] {
  return mainZones[country] ?? everyZoneOf(country);
}

/** The zone of a country that is named after this city (`Denver`, `São Paulo`), or null. */
export function zoneOfCity(country: string, city: string): string | null {
  const name = foldName(city);
  const zones = [...zonesOfCountry(country), ...everyZoneOf(country)];
  return zones.find((zone) => foldName(zone.slice(zone.lastIndexOf('/') + 1)) === name) ?? null;
}

function everyZoneOf(country: string): readonly string[] {
  return getTimezonesForCountry(country)?.map((zone) => zone.name) ?? [];
}

function nameIn(countries: readonly { id: string }[], name: string): string | null {
  for (const language of nameLanguages) {
    const names = new Intl.DisplayNames([language], { type: 'region' });
    const country = countries.find(({ id }) => foldName(names.of(id) ?? '') === name);
    if (country !== undefined) return country.id;
  }
  return null;
}
