import { makeActivities } from './activities.ts';
import { addressIn } from './companies.ts';
import type { Draw } from './draw.ts';
import { type Place, places } from './places.ts';
import { jobTitles, leadSources, localTitles } from './stories.ts';
import type { DemoCompany, DemoPerson, DemoStatus } from './world-types.ts';

const leadCount = 178;
const contactCount = 62;

/** Maya, then the other leads with the hand-made ones strewn among them, then contacts of the accounts. */
export function makePeople(
  draw: Draw,
  companies: readonly DemoCompany[],
  edges: readonly DemoPerson[],
): readonly DemoPerson[] {
  const ordinary: DemoPerson[] = [];
  for (let index = edges.length; index < leadCount; index += 1) {
    const company = companies[(index * 7 + 3) % companies.length];
    if (company !== undefined) ordinary.push(makePerson(draw, `person-${index + 1}`, 'lead', company));
  }
  const people = strewn(edges, ordinary);
  const accounts = companies.filter((company) => company.isAccount);
  for (let index = 0; index < contactCount; index += 1) {
    const company = accounts[index % accounts.length];
    if (company !== undefined) people.push(makePerson(draw, `person-${leadCount + index + 1}`, 'contact', company));
  }
  return people;
}

/** The first of the hand-made, then one of them after every three others, as a real list would have it. */
function strewn(edges: readonly DemoPerson[], ordinary: readonly DemoPerson[]): DemoPerson[] {
  const [first, ...rest] = edges;
  const mixed = ordinary.flatMap((person, index) => {
    const edge = index % 3 === 2 ? rest[(index - 2) / 3] : undefined;
    return edge === undefined ? [person] : [person, edge];
  });
  return first === undefined ? mixed : [first, ...mixed];
}

/** Someone who works at a company, in the language of its city, with what was tried so far. */
export function makePerson(draw: Draw, key: string, kind: DemoPerson['kind'], company: DemoCompany): DemoPerson {
  const place = placeOf(company);
  const speaker = draw.inLocale(place.locale);
  const sex = draw.pick(['female', 'male'] as const);
  const firstName = speaker.person.firstName(sex);
  const lastName = speaker.person.lastName(sex);
  const status = kind === 'contact' ? 'working' : drawStatus(draw);
  const createdAt = draw.hoursAgo(status === 'new' ? 3 : 24 * 4, status === 'new' ? 24 * 9 : 24 * 120);
  const ownerKey = kind === 'contact' ? company.ownerKey : ownerOfLead(draw, status, company);
  const story = { firstName, company: company.name, staff: company.employees, status, createdAt, ownerKey };
  return {
    key,
    kind,
    firstName,
    middleName: null,
    lastName,
    suffix: null,
    title: draw.pick(localTitles[place.locale] ?? jobTitles),
    companyKey: company.key,
    email: `${mailbox(firstName, lastName, key)}@${company.domain}`,
    phone: draw.digits(place.landline),
    mobile: draw.chance(0.45) ? draw.digits(place.mobile) : null,
    ...addressIn(draw, place),
    source: draw.pick(leadSources),
    status,
    rating: draw.pick(['Hot', 'Warm', 'Warm', 'Cold', null]),
    ownerKey,
    doNotCall: draw.chance(0.02),
    createdAt,
    activities: makeActivities(draw, story),
    edge: null,
  };
}

/** The city a company sits in. @throws RangeError where the company's city is unknown to the demo. */
function placeOf(company: DemoCompany): Place {
  const found = [...places.home, ...places.abroad].find((place) => place.city === company.city);
  if (found === undefined) throw new RangeError(`No such city in the demo: ${company.city}`);
  return found;
}

function drawStatus(draw: Draw): DemoStatus {
  const drawn = draw.int(1, 100);
  if (drawn <= 46) return 'new';
  if (drawn <= 84) return 'working';
  if (drawn <= 90) return 'qualified';
  return drawn <= 96 ? 'unqualified' : 'converted';
}

function ownerOfLead(draw: Draw, status: DemoStatus, company: DemoCompany): string {
  if (status === 'converted' || (status === 'qualified' && draw.chance(0.5))) return company.ownerKey;
  return draw.chance(0.84) ? 'sam' : 'noor';
}

function mailbox(firstName: string, lastName: string, key: string): string {
  const ascii = `${firstName}.${lastName}`
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .toLowerCase()
    .replace(/[^a-z.]+/g, '');
  return /^[a-z]+\.[a-z]+$/.test(ascii) ? ascii : `staff.${key.replace('person-', '')}`;
}
