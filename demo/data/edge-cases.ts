import type { Draw } from './draw.ts';
import { makePerson } from './people.ts';
import type { DemoCompany, DemoPerson } from './world-types.ts';

const hourMs = 3_600_000;
const longFirst = 'Maximiliana-Alexandrina Wilhelmina-Rose ';
const longLast = 'Featherstonehaugh-Cholmondeley-Warner von und zu Hohenstein-Wittgenstein-Berleb';

const addressee = [
  'maya.okonkwo',
  'curtis.bauer',
  'leah.stanton',
  'm.featherstonehaugh',
  'layla.haddad',
  'noa.bendavid',
  'ouyang.jingyi',
  's.takahashi',
  'priya.k',
  'zoe.oshea',
  'thinh.nguyen',
  'gordon.pike',
  'renata.kovacs',
  'bob',
  'imani.brooks',
];

/** Maya first, then the people software usually forgets. The same on every run; all owned by Sam. */
export function edgePeople(draw: Draw, companies: readonly DemoCompany[]): readonly DemoPerson[] {
  const at = (index: number): DemoCompany => {
    const company = companies[index % companies.length];
    if (company === undefined) throw new RangeError('A world needs companies');
    return company;
  };
  const accounts = companies.filter((company) => company.isAccount);
  const customer = accounts[4] ?? at(4);
  const changes: readonly [DemoCompany, Partial<DemoPerson>][] = [
    [at(0), maya(draw)],
    [at(3), { firstName: 'Curtis', lastName: 'Bauer', phone: null, mobile: null, edge: 'noPhone' }],
    [
      at(6),
      {
        firstName: 'Leah',
        lastName: 'Stanton',
        companyKey: null,
        edge: 'noCompany',
        email: 'leah.stanton@mailbox.example',
      },
    ],
    [at(9), { ...longName(), edge: 'longName' }],
    [at(12), { firstName: 'ليلى', lastName: 'الحدّاد', edge: 'arabic' }],
    [at(15), { firstName: 'נועה', lastName: 'בן־דוד', edge: 'hebrew' }],
    [companyIn(companies, 'CN', at(18)), { firstName: '静怡', lastName: '欧阳', edge: 'chinese' }],
    [companyIn(companies, 'JP', at(21)), { firstName: 'さくら', lastName: '髙橋', edge: 'japanese' }],
    [companyIn(companies, 'IN', at(24)), { firstName: 'प्रिया', lastName: 'कृष्णमूर्ति', edge: 'devanagari' }],
    [at(27), { firstName: 'Zoë 👩🏽‍🚒', lastName: "O'Shea 🚚", edge: 'emoji' }],
    [at(30), { firstName: 'Thi\u0323nh', lastName: 'Nguye\u0302\u0303n', edge: 'combiningMarks' }],
    [at(33), { firstName: 'Gordon', lastName: 'Pike', doNotCall: true, edge: 'doNotCall' }],
    [customer, { firstName: 'Renata', lastName: 'Kovács', edge: 'openOpportunity' }],
    [at(36), { firstName: '<b>Bob</b>', lastName: '& "Co"', edge: 'htmlName' }],
    [longCompany(companies), { firstName: 'Imani', lastName: 'Brooks', edge: 'longCompany' }],
  ];
  return changes.map(([company, change], index) => ({
    ...makePerson(draw, `person-${index + 1}`, 'lead', company),
    status: 'new',
    ownerKey: 'sam',
    doNotCall: false,
    activities: [],
    createdAt: draw.now - (20 + index * 7) * hourMs,
    email: `${addressee[index] ?? 'office'}@${company.domain}`,
    ...change,
  }));
}

/** The lead of every walk through the product: same person as on the design pictures. */
function maya(draw: Draw): Partial<DemoPerson> {
  return {
    firstName: 'Maya',
    lastName: 'Okonkwo',
    title: 'Head of Operations',
    email: 'maya.okonkwo@northwind-freight.example',
    phone: '+1 303 555 0142',
    mobile: '+1 720 555 0117',
    street: '1900 Wazee Street',
    source: 'Inbound: pricing page',
    status: 'working',
    rating: 'Warm',
    createdAt: draw.now - 6 * 24 * hourMs,
    activities: [
      {
        kind: 'call',
        subject: 'Call: left voicemail',
        body: 'Voicemail left, 30 seconds. Said I would try again after the Tuesday dispatch meeting.',
        result: 'Left voicemail',
        durationSeconds: 34,
        byKey: 'sam',
        at: draw.now - 27 * hourMs,
      },
      {
        kind: 'email',
        subject: 'Email: re: pricing page',
        body: 'Hi Maya,\n\nyou had the pricing page open twice this week, so the honest answer first: it is priced per planned driver, and depots are free.\n\nSam',
        result: null,
        durationSeconds: null,
        byKey: 'sam',
        at: draw.now - 50 * hourMs,
      },
      {
        kind: 'call',
        subject: 'Call: no answer',
        body: 'Rang out. Dispatch says she is on the floor until ten.',
        result: 'No answer',
        durationSeconds: 0,
        byKey: 'sam',
        at: draw.now - 98 * hourMs,
      },
    ],
  };
}

/** Exactly 200 characters with the spaces between the four parts, and each part at the CRM's own limit. */
function longName(): Partial<DemoPerson> {
  return {
    firstName: longFirst.trim().padEnd(40, 'e').slice(0, 40),
    middleName: 'Konstantinopolitanischedampfschifffahrtsgesellschaft'.slice(0, 40),
    lastName: longLast.padEnd(80, 'u').slice(0, 80),
    suffix: 'Zweite ihres Namens, Dipl.-Ing. Dr. h. c. mult.'.slice(0, 37).trimEnd().padEnd(37, '.'),
  };
}

function companyIn(companies: readonly DemoCompany[], countryCode: string, otherwise: DemoCompany): DemoCompany {
  return companies.find((company) => company.countryCode === countryCode) ?? otherwise;
}

function longCompany(companies: readonly DemoCompany[]): DemoCompany {
  const longest = companies.toSorted((a, b) => b.name.length - a.name.length)[0];
  if (longest === undefined) throw new RangeError('A world needs companies');
  return longest;
}
