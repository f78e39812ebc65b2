import type { DemoCompany, DemoOpportunity, DemoPerson, DemoStatus, DemoWorld } from '../../data/world-types.ts';
import type { RecordId } from '../store/association-store.ts';
import { findAssociationType } from '../store/association-types.ts';
import { type ObjectName, objectType } from '../store/object-types.ts';
import { type AssociationInput, Portal, plainType } from '../store/portal.ts';
import type { Values } from '../store/record-store.ts';
import { type OwnerIdOf, seedActivities, seedTask } from './activities.ts';
import { demoServiceKey, dispositions, ownersOf } from './owners.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The demo's HubSpot account, filled with the world's people as contacts (and some leads), companies and deals. */
export function seedPortal(world: DemoWorld, clock: () => number): Portal {
  const owners = ownersOf(world);
  const ownerIds = new Map(world.users.map((user, index) => [user.key, owners[index]?.id ?? '']));
  const ownerIdOf: OwnerIdOf = (key) => ownerIds.get(key) ?? '';
  const portal = new Portal({ owners, dispositions, serviceKey: demoServiceKey, clock });
  const ids = new Map<string, RecordId>();
  for (const company of world.companies) ids.set(company.key, seedCompany(portal, company, ownerIdOf));
  for (const [index, person] of world.people.entries()) seedPerson(portal, { person, index, ids, ownerIdOf, world });
  for (const [index, deal] of world.opportunities.entries()) seedDeal(portal, { deal, index, ids, ownerIdOf, world });
  return portal;
}

interface Context {
  readonly ids: Map<string, RecordId>;
  readonly index: number;
  readonly ownerIdOf: OwnerIdOf;
  readonly world: DemoWorld;
}

function seedCompany(portal: Portal, company: DemoCompany, ownerIdOf: OwnerIdOf): RecordId {
  const values: Values = {
    name: company.name,
    domain: company.domain,
    industry: company.industry,
    numberofemployees: String(company.employees),
    annualrevenue: String(company.annualRevenue),
    phone: company.phone,
    website: `https://www.${company.domain}`,
    ...addressValues(company),
    lifecyclestage: company.isAccount ? 'opportunity' : 'lead',
    hubspot_owner_id: ownerIdOf(company.ownerKey),
  };
  return make(portal, 'companies', values, [], company.createdAt);
}

function seedPerson(portal: Portal, context: Context & { readonly person: DemoPerson }): void {
  const { person, ids, index, ownerIdOf } = context;
  const company = person.companyKey === null ? undefined : ids.get(person.companyKey);
  const companyName = company === undefined ? null : portal.get('companies', company.id).values['name'];
  const associations = company === undefined ? [] : [primaryLink('contacts', company, 1)];
  const contact = make(
    portal,
    'contacts',
    contactValues(person, companyName ?? null, ownerIdOf),
    associations,
    person.createdAt,
  );
  ids.set(person.key, contact);
  const records = company === undefined ? [contact] : [contact, company];
  const lead = hasLead(person, index) ? seedLead(portal, person, contact, ownerIdOf) : null;
  seedActivities(portal, ownerIdOf, { person, records: lead === null ? records : [...records, lead] });
  const isFollowedUp = person.status === 'working' && person.kind === 'lead' && person.activities.length > 0;
  if (isFollowedUp && (index % 4 === 0 || index === 0)) {
    const hours = index === 0 ? 2 : ((index * 5) % 90) - 26;
    seedTask(portal, ownerIdOf(person.ownerKey), `Call ${person.firstName ?? person.lastName} back`, contact, hours);
  }
}

function seedLead(portal: Portal, person: DemoPerson, contact: RecordId, ownerIdOf: OwnerIdOf): RecordId {
  const values: Values = {
    hs_lead_name: [person.firstName, person.lastName].filter((part) => part !== null).join(' '),
    hs_lead_type: 'NEW_BUSINESS',
    hs_lead_label: person.rating === null ? null : person.rating.toUpperCase(),
    hs_pipeline: 'lead-pipeline-id',
    hs_pipeline_stage: leadStages[person.status],
    hs_lead_source: person.source,
    hubspot_owner_id: ownerIdOf(person.ownerKey),
  };
  return make(portal, 'leads', values, [primaryLink('leads', contact, 578)], person.createdAt + hourMs / 2);
}

function seedDeal(portal: Portal, context: Context & { readonly deal: DemoOpportunity }): void {
  const { deal, ids, index, ownerIdOf, world } = context;
  const company = ids.get(deal.companyKey);
  const contact = deal.personKey === null ? undefined : ids.get(deal.personKey);
  const known = world.people.find((person) => person.edge === 'openOpportunity');
  const lead = index === 0 && known !== undefined ? ids.get(known.key) : undefined;
  const people = [contact, lead].filter((record) => record !== undefined);
  const associations = [
    ...(company === undefined ? [] : [primaryLink('deals', company, 5)]),
    ...people.map((to) => ({ to, type: plainType('deals', to.type) })),
  ];
  const values: Values = {
    dealname: deal.name,
    pipeline: 'default',
    dealstage: dealStages[deal.stage] ?? 'appointmentscheduled',
    amount: String(deal.amount),
    deal_currency_code: 'USD',
    closedate: `${deal.closeDate}T17:00:00Z`,
    dealtype: 'newbusiness',
    hubspot_owner_id: ownerIdOf(deal.ownerKey),
  };
  const made = make(portal, 'deals', values, associations, deal.createdAt);
  ids.set(deal.key, made);
  if (deal.nextStep !== null)
    seedTask(portal, ownerIdOf(deal.ownerKey), deal.nextStep, made, ((index * 17) % 200) - 20);
}

function make(
  portal: Portal,
  name: ObjectName,
  values: Values,
  associations: readonly AssociationInput[],
  at: number,
): RecordId {
  const made = portal.create({ type: objectType(name), values, associations }, 'IMPORT', at);
  return { type: name, id: made.id };
}

function primaryLink(from: ObjectName, to: RecordId, typeId: number): AssociationInput {
  return { to, type: findAssociationType(from, to.type, typeId) ?? plainType(from, to.type) };
}

const trafficSources: Readonly<Record<string, string>> = {
  Web: 'ORGANIC_SEARCH',
  'Inbound: pricing page': 'DIRECT_TRAFFIC',
  Webinar: 'OTHER_CAMPAIGNS',
  'Partner Referral': 'REFERRALS',
};

/** HubSpot has no middle name or suffix: imports put them beside the first and last name. */
function contactValues(person: DemoPerson, company: string | null, ownerIdOf: OwnerIdOf): Values {
  return {
    firstname: [person.firstName, person.middleName].filter((part) => part !== null).join(' ') || null,
    lastname: [person.lastName, person.suffix].filter((part) => part !== null).join(' '),
    email: person.email,
    phone: person.phone,
    mobilephone: person.mobile,
    jobtitle: person.title,
    company,
    ...addressValues(person),
    lead_source: person.source,
    hs_analytics_source: trafficSources[person.source] ?? 'OFFLINE',
    do_not_call: person.doNotCall ? 'true' : null,
    hs_lead_status: leadStatusOf(person),
    lifecyclestage: lifecycleOf(person),
    hubspot_owner_id: ownerIdOf(person.ownerKey),
  };
}

function addressValues(place: DemoCompany | DemoPerson): Values {
  const { street: address, city, state, postalCode: zip, country } = place;
  return { address, city, state, zip, country };
}

function hasLead(person: DemoPerson, index: number): boolean {
  return person.kind === 'lead' && person.companyKey !== null && person.rating !== null && index % 3 === 0;
}

const leadStages: Readonly<Record<DemoStatus, string>> = {
  new: 'new-stage-id',
  working: 'attempting-stage-id',
  qualified: 'qualified-stage-id',
  converted: 'qualified-stage-id',
  unqualified: 'unqualified-stage-id',
};

const dealStages: Readonly<Record<string, string>> = {
  Prospecting: 'appointmentscheduled',
  Qualification: 'qualifiedtobuy',
  'Needs Analysis': 'presentationscheduled',
  'Proposal/Price Quote': 'decisionmakerboughtin',
  'Negotiation/Review': 'contractsent',
  'Closed Won': 'closedwon',
  'Closed Lost': 'closedlost',
};

function leadStatusOf(person: DemoPerson): string {
  if (person.kind === 'contact') return 'CONNECTED';
  switch (person.status) {
    case 'new':
      return person.createdAt % (3 * dayMs) < dayMs ? 'OPEN' : 'NEW';
    case 'working':
      return workingStatusOf(person);
    case 'qualified':
      return 'CONNECTED';
    case 'converted':
      return 'OPEN_DEAL';
    case 'unqualified':
      return 'UNQUALIFIED';
  }
}

function workingStatusOf(person: DemoPerson): string {
  const last = person.activities.find((activity) => activity.kind === 'call');
  if (last?.subject === 'Call: not now') return 'BAD_TIMING';
  if (last?.result === 'Connected') return 'CONNECTED';
  return last === undefined ? 'IN_PROGRESS' : 'ATTEMPTED_TO_CONTACT';
}

function lifecycleOf(person: DemoPerson): string {
  if (person.kind === 'contact') return 'opportunity';
  if (person.status === 'converted') return 'opportunity';
  if (person.status === 'qualified') return 'salesqualifiedlead';
  return person.source.startsWith('Inbound') || person.source === 'Webinar' ? 'marketingqualifiedlead' : 'lead';
}
