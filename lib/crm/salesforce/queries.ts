import type { RecordObject } from '../../model/record';
import { soqlContaining, soqlId, soqlInstant, soqlText, soqlTexts } from './soql';

/** Baton's word for each standard object. Source: Salesforce Object Reference. */
export const sObjectOf = {
  lead: 'Lead',
  contact: 'Contact',
  company: 'Account',
  deal: 'Opportunity',
} as const satisfies Record<RecordObject, string>;

/** The objects Baton reads or writes. */
export type SObject = 'Lead' | 'Contact' | 'Account' | 'Opportunity' | 'Task' | 'Event';

const owner = ['OwnerId', 'Owner.Name'];

/** What is asked of each object; a field that an org or a user lacks is left out after a look at the object's description. */
export const readFields: Readonly<Record<SObject, readonly string[]>> = {
  Lead: [
    ...['Id', 'Name', 'Title', 'Company', 'Phone', 'MobilePhone', 'Email', 'LeadSource', 'Status', 'DoNotCall'],
    ...['City', 'State', 'PostalCode', 'Country', 'CreatedDate', 'LastModifiedDate', 'IsConverted', 'ConvertedDate'],
    ...owner,
  ],
  Contact: [
    ...[
      'Id',
      'Name',
      'Title',
      'Account.Name',
      'Phone',
      'MobilePhone',
      'HomePhone',
      'OtherPhone',
      'Email',
      'LeadSource',
    ],
    ...[
      'DoNotCall',
      'MailingCity',
      'MailingState',
      'MailingPostalCode',
      'MailingCountry',
      'LastModifiedDate',
      ...owner,
    ],
  ],
  Account: [
    ...['Id', 'Name', 'Phone', 'AccountSource', 'BillingCity', 'BillingState', 'BillingPostalCode', 'BillingCountry'],
    ...['LastModifiedDate', ...owner],
    // Only orgs with person accounts have them.
    ...['IsPersonAccount', 'PersonTitle', 'PersonEmail', 'PersonLeadSource', 'PersonDoNotCall', 'PersonMobilePhone'],
    ...['PersonHomePhone', 'PersonOtherPhone', 'PersonMailingCity', 'PersonMailingState', 'PersonMailingPostalCode'],
    'PersonMailingCountry',
  ],
  Opportunity: [
    ...['Id', 'Name', 'Account.Name', 'Account.Phone', 'StageName', 'LeadSource', 'Amount', 'LastModifiedDate'],
    ...owner,
  ],
  Task: [
    ...['Id', 'Subject', 'Description', 'Status', 'TaskSubtype', 'CallDisposition', 'CreatedDate'],
    ...['CompletedDateTime', 'IsClosed', 'CallObject', 'OwnerId', 'Owner.Name'],
  ],
  Event: ['Id', 'Subject', 'Description', 'StartDateTime', 'Owner.Name'],
};

const whoseAndWhen = ['Id', 'LastModifiedDate', ...owner];

/** What of a record tells whether its handoff was answered. */
export const handedOverFields: Readonly<Record<RecordObject, readonly string[]>> = {
  lead: [...whoseAndWhen, 'Status', 'IsConverted', 'ConvertedDate'],
  contact: whoseAndWhen,
  company: whoseAndWhen,
  deal: [...whoseAndWhen, 'StageName'],
};

/** What Baton may write into a Task, where the org lets it. Source: Salesforce Object Reference, Task. */
export const taskFields = [
  ...['WhoId', 'WhatId', 'OwnerId', 'Subject', 'Description', 'Status', 'ActivityDate', 'TaskSubtype', 'CallType'],
  ...['CallDurationInSeconds', 'CallDisposition', 'CallObject', 'IsReminderSet', 'ReminderDateTime'],
];

/** How an activity points at a record: people by WhoId, everything else by WhatId (a Lead allows no WhatId). */
export function activityLink(object: RecordObject): 'WhoId' | 'WhatId' {
  return object === 'lead' || object === 'contact' ? 'WhoId' : 'WhatId';
}

/** What is asked of the open opportunities of an account. */
export const openOpportunityFields = ['Id', 'Name', 'StageName', 'Amount', 'CreatedDate', 'OwnerId'];

interface ReadQuery {
  readonly ref: string;
  readonly sObject: SObject;
  readonly soql: (fields: readonly string[]) => string;
}

/** How many activities of each kind a view shows. */
export const recentTasks = 20;
export const recentEvents = 5;

/**
 * The queries of one record view, sent together as one composite request (at most five may be queries). Where an org has person
 * accounts, `hasPeople`, an account has what hangs on its people as well: Salesforce files a person's activities under the contact
 * behind the account.
 */
export function recordQueries(object: RecordObject, id: string, hasPeople = false): readonly ReadQuery[] {
  const sObject = sObjectOf[object];
  const literal = soqlId(id);
  const link = `${activityLink(object)} = ${literal}`;
  const ofRecord = hasPeople && object === 'company' ? `(${link} OR AccountId = ${literal})` : link;
  const queries: ReadQuery[] = [
    { ref: 'record', sObject, soql: (fields) => `SELECT ${fields.join(', ')} FROM ${sObject} WHERE Id = ${literal}` },
    {
      ref: 'tasks',
      sObject: 'Task',
      soql: (fields) =>
        `SELECT ${fields.join(', ')} FROM Task WHERE ${ofRecord} ORDER BY CreatedDate DESC LIMIT ${recentTasks}`,
    },
    {
      ref: 'events',
      sObject: 'Event',
      soql: (fields) =>
        `SELECT ${fields.join(', ')} FROM Event WHERE ${ofRecord} ORDER BY StartDateTime DESC LIMIT ${recentEvents}`,
    },
  ];
  const account = accountOf(object, literal);
  if (account !== null) queries.push(openOpportunities(account));
  return queries;
}

function accountOf(object: RecordObject, literal: string): string | null {
  if (object === 'company') return `AccountId = ${literal}`;
  if (object === 'contact') return `AccountId IN (SELECT AccountId FROM Contact WHERE Id = ${literal})`;
  return null;
}

function openOpportunities(account: string): ReadQuery {
  return {
    ref: 'opportunities',
    sObject: 'Opportunity',
    soql: (fields) =>
      `SELECT ${fields.join(', ')} FROM Opportunity WHERE ${account} AND IsClosed = false ORDER BY CreatedDate DESC LIMIT 50`,
  };
}

/** Which opportunities name these contacts. Source: Object Reference, OpportunityContactRole (read 2026-11-26). */
export function rolesQuery(contactIds: readonly string[], limit: number): string {
  return `SELECT ContactId, OpportunityId FROM OpportunityContactRole WHERE ContactId IN (${contactIds.map(soqlId).join(', ')}) ORDER BY CreatedDate DESC LIMIT ${limit}`;
}

/** The leads a user owns that became no contact yet, the newest first. */
export function ownedLeadsQuery(userId: string, fields: readonly string[], limit: number): string {
  return `SELECT ${fields.join(', ')} FROM Lead WHERE OwnerId = ${soqlId(userId)} AND IsConverted = false ORDER BY CreatedDate DESC LIMIT ${limit}`;
}

/** Leads by their ids, those that became a contact left out. */
export function leadsByIdQuery(ids: readonly string[], fields: readonly string[]): string {
  return `SELECT ${fields.join(', ')} FROM Lead WHERE Id IN (${ids.map(soqlId).join(', ')}) AND IsConverted = false`;
}

/** Active people who can own a lead, with every word of `name` in theirs, or with this e-mail address; `fields` beyond the name tell what they do. */
export function usersQuery(fields: readonly string[], name: string, limit: number): string {
  const all = ['Id', 'Name', 'Email', ...fields].join(', ');
  const words = name.split(/\s+/).filter(Boolean);
  const named = isAddress(name)
    ? ` AND Email = ${soqlText(name.trim())}`
    : words.map((word) => ` AND Name LIKE ${soqlContaining(word)}`).join('');
  return `SELECT ${all} FROM User WHERE IsActive = true AND UserType = 'Standard'${named} ORDER BY Name LIMIT ${limit}`;
}

function isAddress(text: string): boolean {
  return /^\S+@\S+$/.test(text.trim());
}

/** Which contact a lead became. */
export function convertedLeadsQuery(ids: readonly string[]): string {
  return `SELECT Id, ConvertedContactId FROM Lead WHERE Id IN (${ids.map(soqlId).join(', ')}) AND IsConverted = true`;
}

/** Into which record another one of its kind was merged: to be asked of everything, what was deleted included. */
export function mergedQuery(sobject: string, ids: readonly string[]): string {
  return `SELECT Id, MasterRecordId FROM ${sobject} WHERE Id IN (${ids.map(soqlId).join(', ')}) AND IsDeleted = true`;
}

/** One user's name and address. */
export function userQuery(id: string): string {
  return `SELECT Id, Name, Email FROM User WHERE Id = ${soqlId(id)}`;
}

/** The org's lead statuses in their order. */
export const leadStatusQuery =
  'SELECT ApiName, MasterLabel, IsConverted, IsDefault, SortOrder FROM LeadStatus ORDER BY SortOrder';

/** The org's task statuses in their order. */
export const taskStatusQuery =
  'SELECT ApiName, MasterLabel, IsClosed, IsDefault, SortOrder FROM TaskStatus ORDER BY SortOrder';

/** Tasks that carry one of these markers. `since` (epoch ms) keeps the search off the org's whole history. */
export function markedTasksQuery(markers: readonly string[], since: number | null): string {
  const from = since === null ? '' : ` AND CreatedDate >= ${soqlInstant(since)}`;
  return `SELECT Id, CallObject FROM Task WHERE CallObject IN ${soqlTexts(markers)}${from}`;
}

/** For orgs where CallObject cannot be filled: the tasks of these records, whose Description holds the marker (it cannot be filtered). */
export function recentTasksQuery(link: 'WhoId' | 'WhatId', ids: readonly string[], since: number | null): string {
  const from = since === null ? '' : ` AND CreatedDate >= ${soqlInstant(since)}`;
  const list = ids.map(soqlId).join(', ');
  return `SELECT Id, Description FROM Task WHERE ${link} IN (${list})${from} ORDER BY CreatedDate DESC`;
}
