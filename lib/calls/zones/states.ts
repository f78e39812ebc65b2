/** A state or province: its postal code, its name, and the zones its people live by. */
type Row = readonly [code: string, name: string, ...zones: string[]];

/**
 * States, provinces and territories of the countries whose clocks differ by state. One with two clocks has both, the
 * larger part first. Source: IANA time zone database 2026a (`zone.tab` and its comments).
 */
const rows: Readonly<Record<string, readonly Row[]>> = {
  US: [
    ['AL', 'Alabama', 'America/Chicago'],
    ['AK', 'Alaska', 'America/Anchorage', 'America/Adak'],
    ['AZ', 'Arizona', 'America/Phoenix'],
    ['AR', 'Arkansas', 'America/Chicago'],
    ['CA', 'California', 'America/Los_Angeles'],
    ['CO', 'Colorado', 'America/Denver'],
    ['CT', 'Connecticut', 'America/New_York'],
    ['DE', 'Delaware', 'America/New_York'],
    ['DC', 'District of Columbia', 'America/New_York'],
    ['FL', 'Florida', 'America/New_York', 'America/Chicago'],
    ['GA', 'Georgia', 'America/New_York'],
    ['HI', 'Hawaii', 'Pacific/Honolulu'],
    ['ID', 'Idaho', 'America/Boise', 'America/Los_Angeles'],
    ['IL', 'Illinois', 'America/Chicago'],
    ['IN', 'Indiana', 'America/Indiana/Indianapolis', 'America/Chicago'],
    ['IA', 'Iowa', 'America/Chicago'],
    ['KS', 'Kansas', 'America/Chicago', 'America/Denver'],
    ['KY', 'Kentucky', 'America/New_York', 'America/Chicago'],
    ['LA', 'Louisiana', 'America/Chicago'],
    ['ME', 'Maine', 'America/New_York'],
    ['MD', 'Maryland', 'America/New_York'],
    ['MA', 'Massachusetts', 'America/New_York'],
    ['MI', 'Michigan', 'America/Detroit', 'America/Menominee'],
    ['MN', 'Minnesota', 'America/Chicago'],
    ['MS', 'Mississippi', 'America/Chicago'],
    ['MO', 'Missouri', 'America/Chicago'],
    ['MT', 'Montana', 'America/Denver'],
    ['NE', 'Nebraska', 'America/Chicago', 'America/Denver'],
    ['NV', 'Nevada', 'America/Los_Angeles'],
    ['NH', 'New Hampshire', 'America/New_York'],
    ['NJ', 'New Jersey', 'America/New_York'],
    ['NM', 'New Mexico', 'America/Denver'],
    ['NY', 'New York', 'America/New_York'],
    ['NC', 'North Carolina', 'America/New_York'],
    ['ND', 'North Dakota', 'America/Chicago', 'America/Denver'],
    ['OH', 'Ohio', 'America/New_York'],
    ['OK', 'Oklahoma', 'America/Chicago'],
    ['OR', 'Oregon', 'America/Los_Angeles', 'America/Boise'],
    ['PA', 'Pennsylvania', 'America/New_York'],
    ['RI', 'Rhode Island', 'America/New_York'],
    ['SC', 'South Carolina', 'America/New_York'],
    ['SD', 'South Dakota', 'America/Chicago', 'America/Denver'],
    ['TN', 'Tennessee', 'America/Chicago', 'America/New_York'],
    ['TX', 'Texas', 'America/Chicago', 'America/Denver'],
    ['UT', 'Utah', 'America/Denver'],
    ['VT', 'Vermont', 'America/New_York'],
    ['VA', 'Virginia', 'America/New_York'],
    ['WA', 'Washington', 'America/Los_Angeles'],
    ['WV', 'West Virginia', 'America/New_York'],
    ['WI', 'Wisconsin', 'America/Chicago'],
    ['WY', 'Wyoming', 'America/Denver'],
    ['PR', 'Puerto Rico', 'America/Puerto_Rico'],
    ['VI', 'Virgin Islands', 'America/St_Thomas'],
    ['GU', 'Guam', 'Pacific/Guam'],
    ['AS', 'American Samoa', 'Pacific/Pago_Pago'],
    ['MP', 'Northern Mariana Islands', 'Pacific/Guam'],
  ],
  CA: [
    ['AB', 'Alberta', 'America/Edmonton'],
    ['BC', 'British Columbia', 'America/Vancouver', 'America/Edmonton'],
    ['MB', 'Manitoba', 'America/Winnipeg'],
    ['NB', 'New Brunswick', 'America/Moncton'],
    ['NL', 'Newfoundland and Labrador', 'America/St_Johns', 'America/Goose_Bay'],
    ['NS', 'Nova Scotia', 'America/Halifax'],
    ['NT', 'Northwest Territories', 'America/Edmonton'],
    ['NU', 'Nunavut', 'America/Iqaluit', 'America/Rankin_Inlet', 'America/Cambridge_Bay'],
    ['ON', 'Ontario', 'America/Toronto', 'America/Winnipeg'],
    ['PE', 'Prince Edward Island', 'America/Halifax'],
    ['QC', 'Quebec', 'America/Toronto'],
    ['SK', 'Saskatchewan', 'America/Regina'],
    ['YT', 'Yukon', 'America/Whitehorse'],
  ],
  AU: [
    ['ACT', 'Australian Capital Territory', 'Australia/Sydney'],
    ['NSW', 'New South Wales', 'Australia/Sydney'],
    ['NT', 'Northern Territory', 'Australia/Darwin'],
    ['QLD', 'Queensland', 'Australia/Brisbane'],
    ['SA', 'South Australia', 'Australia/Adelaide'],
    ['TAS', 'Tasmania', 'Australia/Hobart'],
    ['VIC', 'Victoria', 'Australia/Melbourne'],
    ['WA', 'Western Australia', 'Australia/Perth'],
  ],
};

/** Other ways to write a state's name, already in the form of {@link foldName}. */
const otherNames: Readonly<Record<string, string>> = {
  'washington dc': 'district of columbia',
  'washington d c': 'district of columbia',
  'd c': 'district of columbia',
  'washington state': 'washington',
  'new york state': 'new york',
  'us virgin islands': 'virgin islands',
  newfoundland: 'newfoundland and labrador',
  labrador: 'newfoundland and labrador',
  pei: 'prince edward island',
  'yukon territory': 'yukon',
  'n carolina': 'north carolina',
  's carolina': 'south carolina',
  'n dakota': 'north dakota',
  's dakota': 'south dakota',
  'w virginia': 'west virginia',
};

/** A name as compared: no case, accents, dots or doubled spaces. `U.S.A.` is `usa`, `Québec` is `quebec`. */
export function foldName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, '$1')
    .replace(/[\p{P}\p{Z}\s]+/gu, ' ')
    .trim();
}

/** The countries whose states are known. */
export const countriesByState: readonly string[] = Object.keys(rows);

/** The zones of a state written as a name or code (`CO`, `Colorado`, `US-CO`) of a country (ISO code), or null where it is not known. */
export function zonesOfState(country: string, state: string): readonly string[] | null {
  return rowOfState(country, state)?.slice(2) ?? null;
}

/** The code of a state written as a name or code, or null where it is not known. */
export function stateCodeOf(country: string, state: string): string | null {
  return rowOfState(country, state)?.[0] ?? null;
}

function rowOfState(country: string, state: string): Row | undefined {
  const folded = foldName(state).replace(new RegExp(`^${country.toLowerCase()} (?=\\p{L}{2,3}$)`, 'u'), '');
  const name = otherNames[folded] ?? folded;
  return rows[country]?.find(([code, full]) => code.toLowerCase() === name || foldName(full) === name);
}
