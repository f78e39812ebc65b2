import type { DemoActivity, DemoCompany, DemoPerson, DemoStatus, DemoWorld } from '../data/world.ts';
import type { Row } from './schema/field.ts';
import { callDispositions, leadStatuses, opportunityStages, taskStatuses } from './schema/picklists.ts';
import { instant, type Store } from './store.ts';

/** The ids the org's own machinery needs to know. */
export interface SeededOrg {
  readonly organizationId: string;
  readonly queueId: string;
  /** By the world's user key. */
  readonly userIds: ReadonlyMap<string, string>;
}

const statusOf: Readonly<Record<DemoStatus, string>> = {
  new: 'Open - Not Contacted',
  working: 'Working - Contacted',
  qualified: 'Qualified',
  unqualified: 'Closed - Not Converted',
  converted: 'Closed - Converted',
};

/** Fills an empty org from a world. */
export function seedOrg(store: Store, world: DemoWorld): SeededOrg {
  const organizationId = seedSetup(store, world);
  const userIds = seedUsers(store, world);
  const queueId = store.seed('Group', {
    Name: 'Inbound Lead Queue',
    DeveloperName: 'Inbound_Lead_Queue',
    Type: 'Queue',
  });
  const accountIds = seedAccounts(store, world, userIds);
  const context = { world, store, userIds, accountIds };
  for (const person of world.people) seedPerson(context, person);
  for (const deal of world.opportunities) seedOpportunity(context, deal);
  return { organizationId, queueId, userIds };
}

interface Context {
  readonly world: DemoWorld;
  readonly store: Store;
  readonly userIds: ReadonlyMap<string, string>;
  readonly accountIds: ReadonlyMap<string, string>;
}

function seedSetup(store: Store, world: DemoWorld): string {
  const value = (object: string, label: string, more: Row) =>
    store.seed(object, { MasterLabel: label, ApiName: label, ...more });
  for (const { label, isConverted, isDefault, sortOrder } of leadStatuses) {
    value('LeadStatus', label, { IsConverted: isConverted, IsDefault: isDefault, SortOrder: sortOrder });
  }
  for (const { label, isClosed, isDefault, sortOrder } of taskStatuses) {
    value('TaskStatus', label, { IsClosed: isClosed, IsDefault: isDefault, SortOrder: sortOrder });
  }
  for (const { label, probability, isClosed, isWon, sortOrder } of opportunityStages) {
    const more = { IsActive: true, IsClosed: isClosed, IsWon: isWon, DefaultProbability: probability };
    value('OpportunityStage', label, { ...more, SortOrder: sortOrder });
  }
  callDispositions.forEach((label, index) => {
    value('CallDisposition', label, { IsDefault: false, SortOrder: index + 1 });
  });
  return store.seed('Organization', {
    Name: 'Baton Demo, Inc.',
    InstanceName: 'NA999',
    OrganizationType: 'Enterprise Edition',
    DefaultLocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    TimeZoneSidKey: 'America/Denver',
    IsSandbox: false,
    CreatedDate: instant(world.now - 900 * 86_400_000),
  });
}

function seedUsers(store: Store, world: DemoWorld): ReadonlyMap<string, string> {
  const roles = new Map(
    (['SDR', 'Account Executive', 'Sales Development Manager'] as const).map((name) => [
      name,
      store.seed('UserRole', { Name: name, DeveloperName: name.replaceAll(' ', '_') }),
    ]),
  );
  const profile = store.seed('Profile', { Name: 'Sales User' });
  const roleOf = { sdr: 'SDR', ae: 'Account Executive', manager: 'Sales Development Manager' } as const;
  const ids = new Map<string, string>();
  const add = (values: Row): string =>
    store.seed('User', {
      IsActive: true,
      UserType: 'Standard',
      ProfileId: profile,
      LocaleSidKey: 'en_US',
      LanguageLocaleKey: 'en_US',
      ...values,
    });
  for (const user of world.users) {
    ids.set(
      user.key,
      add({
        Username: user.email,
        Email: user.email,
        FirstName: user.firstName,
        LastName: user.lastName,
        Alias: user.key.slice(0, 8),
        Title: user.title,
        Department: 'Sales',
        TimeZoneSidKey: user.timeZone,
        UserRoleId: roles.get(roleOf[user.role]) ?? null,
      }),
    );
  }
  // People no lead may be given to: one who left, and the org's own machinery.
  add({
    Username: 'tomas.berg@baton.example',
    Email: 'tomas.berg@baton.example',
    FirstName: 'Tomas',
    LastName: 'Berg',
    IsActive: false,
    Title: 'Account Executive',
    UserRoleId: roles.get('Account Executive') ?? null,
  });
  add({
    Username: 'autoproc@baton.example',
    Email: 'autoproc@baton.example',
    LastName: 'Automated Process',
    UserType: 'AutomatedProcess',
  });
  return ids;
}

const owned = (context: Pick<Context, 'userIds'>, key: string, at: number): Row => {
  const id = context.userIds.get(key) ?? null;
  return { OwnerId: id, CreatedById: id, LastModifiedById: id, ...dated(at) };
};

function dated(at: number): Row {
  return { CreatedDate: instant(at), LastModifiedDate: instant(at), SystemModstamp: instant(at) };
}

function seedAccounts(
  store: Store,
  world: DemoWorld,
  userIds: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const company of world.companies) {
    // Converting a lead made an account of its company.
    const converted = world.people.some((one) => one.companyKey === company.key && one.status === 'converted');
    if (!company.isAccount && !converted) continue;
    const won = world.opportunities.some((deal) => deal.companyKey === company.key && deal.isWon);
    ids.set(
      company.key,
      store.seed('Account', {
        Name: company.name,
        Type: won ? 'Customer' : 'Prospect',
        Industry: company.industry,
        Phone: company.phone,
        Website: `https://www.${company.domain}`,
        NumberOfEmployees: company.employees,
        AnnualRevenue: company.annualRevenue,
        ...addressOf('Billing', company),
        ...owned({ userIds }, company.ownerKey, company.createdAt),
      }),
    );
  }
  return ids;
}

function addressOf(prefix: string, place: DemoCompany | DemoPerson): Row {
  return {
    [`${prefix}Street`]: place.street,
    [`${prefix}City`]: place.city,
    [`${prefix}State`]: place.state,
    [`${prefix}PostalCode`]: place.postalCode,
    [`${prefix}Country`]: place.country,
  };
}

function seedPerson(context: Context, person: DemoPerson): void {
  const { store, world, accountIds } = context;
  const company = world.companies.find((one) => one.key === person.companyKey);
  const shared: Row = {
    FirstName: person.firstName,
    MiddleName: person.middleName,
    LastName: person.lastName,
    Suffix: person.suffix,
    Title: person.title,
    Email: person.email,
    Phone: person.phone,
    MobilePhone: person.mobile,
    LeadSource: person.source,
    DoNotCall: person.doNotCall,
    ...owned(context, person.ownerKey, person.createdAt),
  };
  const accountId = accountIds.get(person.companyKey ?? '') ?? null;
  const contact = { ...shared, AccountId: accountId, ...addressOf('Mailing', person) };
  const became = person.status === 'converted' ? store.seed('Contact', contact) : null;
  const id =
    person.kind === 'contact'
      ? store.seed('Contact', contact)
      : store.seed('Lead', {
          ...shared,
          ...leadOnly(person, company),
          ConvertedContactId: became,
          ConvertedAccountId: became === null ? null : accountId,
        });
  // What was done about a lead moves to the contact it became.
  for (const activity of person.activities) seedActivity(context, became ?? id, activity);
  if (person.status === 'qualified') seedMeeting(context, id, person);
}

/** The walkthrough a qualified lead agreed to, in two days. */
function seedMeeting(context: Context, whoId: string, person: DemoPerson): void {
  const startsAt = Math.ceil(context.world.now / 3_600_000) * 3_600_000 + 46 * 3_600_000;
  context.store.seed('Event', {
    WhoId: whoId,
    Subject: 'Meeting: walk through a week of shifts',
    StartDateTime: instant(startsAt),
    EndDateTime: instant(startsAt + 30 * 60_000),
    Location: 'Video call',
    Description: 'Show one site, then the overtime figures. Bring the one page that was promised.',
    ...owned(context, person.ownerKey, person.createdAt),
  });
}

function leadOnly(person: DemoPerson, company: DemoCompany | undefined): Row {
  const converted = person.status === 'converted';
  return {
    Company: company?.name ?? null,
    Industry: company?.industry ?? null,
    Website: company === undefined ? null : `https://www.${company.domain}`,
    NumberOfEmployees: company?.employees ?? null,
    AnnualRevenue: company?.annualRevenue ?? null,
    Rating: person.rating,
    Status: statusOf[person.status],
    IsConverted: converted,
    ConvertedDate: converted ? new Date(person.createdAt + 86_400_000).toISOString().slice(0, 10) : null,
    IsUnreadByOwner: person.activities.length === 0,
    ...addressOf('', person),
  };
}

function seedActivity(context: Context, whoId: string, activity: DemoActivity): void {
  const isCall = activity.kind === 'call';
  context.store.seed('Task', {
    WhoId: whoId,
    Subject: activity.subject,
    Description: activity.body,
    Status: 'Completed',
    Priority: 'Normal',
    TaskSubtype: isCall ? 'Call' : 'Email',
    CallType: isCall ? 'Outbound' : null,
    CallDisposition: activity.result,
    CallDurationInSeconds: activity.durationSeconds,
    ActivityDate: new Date(activity.at).toISOString().slice(0, 10),
    CompletedDateTime: instant(activity.at),
    ...owned(context, activity.byKey, activity.at),
  });
}

function seedOpportunity(context: Context, deal: DemoWorld['opportunities'][number]): void {
  const id = context.store.seed('Opportunity', {
    Name: deal.name,
    AccountId: context.accountIds.get(deal.companyKey) ?? null,
    StageName: deal.stage,
    Amount: deal.amount,
    CloseDate: deal.closeDate,
    NextStep: deal.nextStep,
    LeadSource: deal.source,
    Type: 'New Business',
    ...owned(context, deal.ownerKey, deal.createdAt),
  });
  seedStages(context.store, id, deal);
}

/** One row per stage it was in: evenly between its creation and now, or the day it was closed. */
function seedStages(store: Store, opportunityId: string, deal: DemoWorld['opportunities'][number]): void {
  const open: readonly string[] = opportunityStages.filter(({ isClosed }) => !isClosed).map(({ label }) => label);
  const at = open.indexOf(deal.stage);
  // Lost ones got as far as the second stage, won ones through all.
  const passed = at >= 0 ? open.slice(0, at + 1) : [...open.slice(0, deal.isWon ? open.length : 2), deal.stage];
  const lastAt = deal.isClosed ? Date.parse(deal.closeDate) : deal.createdAt + 86_400_000 * passed.length;
  for (const [index, stage] of passed.entries()) {
    const share = passed.length === 1 ? 0 : index / (passed.length - 1);
    const enteredAt = deal.createdAt + share * (Math.max(lastAt, deal.createdAt) - deal.createdAt);
    store.seed('OpportunityHistory', {
      OpportunityId: opportunityId,
      StageName: stage,
      CreatedDate: instant(enteredAt),
    });
  }
}
