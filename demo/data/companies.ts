import { companyNames, longCompanyName } from './company-names.ts';
import type { Draw } from './draw.ts';
import { type Place, places } from './places.ts';
import type { DemoCompany } from './world-types.ts';

const abroadCount = 32;
const homeCount = 48;

/** About eighty companies; the first is Northwind Freight in Denver. */
export function makeCompanies(draw: Draw): readonly DemoCompany[] {
  const used = new Map<string, number>();
  const made: DemoCompany[] = [];
  for (let index = 0; index < homeCount + abroadCount; index += 1) {
    const atHome = index < homeCount;
    const list = atHome ? places.home : places.abroad;
    const place = list[(atHome ? index : index - homeCount) % list.length];
    if (place === undefined) continue;
    const company = makeCompany(draw, place, used, made.length);
    if (company !== null) made.push(company);
  }
  const longest = made.findLastIndex((company) => company.countryCode === 'GB');
  return made.map((company, index) =>
    index === longest ? { ...company, name: longCompanyName, domain: 'ancrh-society.example' } : company,
  );
}

/** A street address in a city, in that city's own way of writing it. */
export function addressIn(draw: Draw, place: Place) {
  return {
    street: draw.inLocale(place.locale).location.streetAddress(),
    city: place.city,
    state: place.state,
    postalCode: place.postalCode,
    country: place.country,
    countryCode: place.countryCode,
    timeZone: place.timeZone,
  };
}

function makeCompany(draw: Draw, place: Place, used: Map<string, number>, index: number): DemoCompany | null {
  const names = companyNames(place.locale);
  const language = names[0]?.name ?? '';
  const next = used.get(language) ?? 0;
  const named = names[next];
  if (named === undefined) return null;
  used.set(language, next + 1);
  const employees = draw.pick([38, 64, 85, 120, 180, 240, 320, 450, 700, 1200, 2600]);
  return {
    key: `company-${index + 1}`,
    name: named.name,
    domain: `${slugOf(named.name, index)}.example`,
    industry: named.industry,
    employees,
    annualRevenue: employees * draw.int(90, 260) * 1000,
    phone: draw.digits(place.landline),
    ...addressIn(draw, place),
    ownerKey: ownerFor(place, named.industry),
    // Northwind and every third company are known to Salesforce only through their leads.
    isAccount: index % 3 !== 0,
    createdAt: draw.hoursAgo(24 * 60, 24 * 700),
  };
}

/** Territories: freight and its neighbours at home to Jonas, the rest of America to Priya, everywhere else to Amara. */
function ownerFor(place: Place, industry: string): string {
  if (!['US', 'CA'].includes(place.countryCode)) return 'amara';
  return ['Transportation', 'Wholesale', 'Food & Beverage', 'Construction'].includes(industry) ? 'jonas' : 'priya';
}

function slugOf(name: string, index: number): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .toLowerCase()
    .replace(/\b(gmbh|ggmbh|ab|group|inc)\b/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return ascii.length > 2 ? ascii : `company${index + 1}`;
}
