import {
  computed,
  type FieldDef,
  field,
  lastActivity,
  phoneField,
  picklist,
  readOnly,
  reference,
  systemFields,
  text,
} from './field.ts';
import { accountFields, contactFields, leadFields, userFields } from './people.ts';
import { leadSourceValues, opportunityStages, taskStatuses } from './picklists.ts';

interface ChildRelationship {
  readonly name: string;
  readonly object: string;
  readonly field: string;
}

export interface ObjectDef {
  readonly name: string;
  readonly label: string;
  readonly keyPrefix: string;
  readonly fields: readonly FieldDef[];
  readonly children: readonly ChildRelationship[];
  readonly createable: boolean;
}

const closedStatuses = new Set<string>(taskStatuses.filter((one) => one.isClosed).map((one) => one.label));

const taskFields: readonly FieldDef[] = [
  reference('WhoId', 'Name ID', ['Contact', 'Lead'], 'Who'),
  reference('WhatId', 'Related To ID', ['Account', 'Opportunity'], 'What'),
  field('Subject', 'Subject', 'combobox', {
    length: 255,
    values: ['Call', 'Email', 'Send Letter', 'Send Quote', 'Other'],
  }),
  field('ActivityDate', 'Due Date Only', 'date'),
  picklist(
    'Status',
    'Status',
    taskStatuses.map((one) => one.label),
    { required: true, restricted: true, initial: 'Not Started', length: 40 },
  ),
  picklist('Priority', 'Priority', ['High', 'Normal', 'Low'], {
    required: true,
    restricted: true,
    initial: 'Normal',
    length: 40,
  }),
  computed(field('IsHighPriority', 'High Priority', 'boolean'), (row) => row['Priority'] === 'High'),
  reference('OwnerId', 'Assigned To ID', ['Group', 'User'], 'Owner', { required: true }),
  field('Description', 'Description', 'textarea', { length: 32000, filterable: false }),
  computed(field('IsClosed', 'Closed', 'boolean'), (row) => closedStatuses.has(String(row['Status']))),
  readOnly(field('CompletedDateTime', 'Completed Date', 'datetime')),
  computed(reference('AccountId', 'Account ID', ['Account'], 'Account'), (row, lookup) => {
    const what = lookup.find(row['WhatId']);
    if (what?.object === 'Account') return what.row['Id'] ?? null;
    const through = what ?? lookup.find(row['WhoId']);
    return through?.row['AccountId'] ?? null;
  }),
  picklist('TaskSubtype', 'Task Subtype', ['Task', 'Email', 'ListEmail', 'Call'], {
    restricted: true,
    initial: 'Task',
    updateable: false,
    length: 40,
  }),
  picklist('CallType', 'Call Type', ['Inbound', 'Internal', 'Outbound'], { restricted: true, length: 40 }),
  field('CallDurationInSeconds', 'Call Duration', 'int', { length: 8 }),
  text('CallDisposition', 'Call Result', 255),
  text('CallObject', 'Call Object Identifier', 255),
  field('ReminderDateTime', 'Reminder Date/Time', 'datetime'),
  field('IsReminderSet', 'Reminder Set', 'boolean'),
  readOnly(field('IsArchived', 'Archived', 'boolean')),
];

const eventFields: readonly FieldDef[] = [
  reference('WhoId', 'Name ID', ['Contact', 'Lead'], 'Who'),
  reference('WhatId', 'Related To ID', ['Account', 'Opportunity'], 'What'),
  field('Subject', 'Subject', 'combobox', { length: 255, values: ['Call', 'Email', 'Meeting', 'Other'] }),
  field('StartDateTime', 'Start Date Time', 'datetime', { required: true }),
  field('EndDateTime', 'End Date Time', 'datetime', { required: true }),
  text('Location', 'Location', 255),
  reference('OwnerId', 'Assigned To ID', ['User'], 'Owner', { required: true }),
  field('Description', 'Description', 'textarea', { length: 32000, filterable: false }),
];

const stageOf = (label: unknown) => opportunityStages.find((one) => one.label === label);

const opportunityFields: readonly FieldDef[] = [
  text('Name', 'Name', 120, { required: true }),
  reference('AccountId', 'Account ID', ['Account'], 'Account'),
  picklist(
    'StageName',
    'Stage',
    opportunityStages.map((one) => one.label),
    { required: true, restricted: true },
  ),
  field('Amount', 'Amount', 'currency'),
  field('CloseDate', 'Close Date', 'date', { required: true }),
  computed(field('Probability', 'Probability (%)', 'percent'), (row) => stageOf(row['StageName'])?.probability ?? null),
  computed(field('IsClosed', 'Closed', 'boolean'), (row) => stageOf(row['StageName'])?.isClosed ?? false),
  computed(field('IsWon', 'Won', 'boolean'), (row) => stageOf(row['StageName'])?.isWon ?? false),
  picklist('Type', 'Opportunity Type', ['New Business', 'Existing Business', 'Renewal']),
  picklist('LeadSource', 'Lead Source', leadSourceValues),
  text('NextStep', 'Next Step', 255),
  field('Description', 'Description', 'textarea', { length: 32000, filterable: false }),
  reference('OwnerId', 'Owner ID', ['User'], 'Owner', { required: true }),
  lastActivity('WhatId'),
];

const listFields = (extra: readonly FieldDef[]): readonly FieldDef[] =>
  [
    text('MasterLabel', 'Master Label', 255),
    text('ApiName', 'API Name', 255),
    field('SortOrder', 'Sort Order', 'int'),
    ...extra,
  ].map(readOnly);

const activities = (link: 'WhoId' | 'WhatId'): readonly ChildRelationship[] => [
  { name: 'Tasks', object: 'Task', field: link },
  { name: 'Events', object: 'Event', field: link },
];

function object(
  name: string,
  label: string,
  keyPrefix: string,
  fields: readonly FieldDef[],
  more: Partial<ObjectDef> = {},
): ObjectDef {
  return { name, label, keyPrefix, fields: [...systemFields, ...fields], children: [], createable: false, ...more };
}

/** The objects of the demo's org. */
export const objects: readonly ObjectDef[] = [
  object('Lead', 'Lead', '00Q', leadFields, { createable: true, children: activities('WhoId') }),
  object('Contact', 'Contact', '003', contactFields, { createable: true, children: activities('WhoId') }),
  object('Account', 'Account', '001', accountFields, {
    createable: true,
    children: [
      ...activities('WhatId'),
      { name: 'Contacts', object: 'Contact', field: 'AccountId' },
      { name: 'Opportunities', object: 'Opportunity', field: 'AccountId' },
    ],
  }),
  object('Opportunity', 'Opportunity', '006', opportunityFields, {
    createable: true,
    children: activities('WhatId'),
  }),
  object(
    'OpportunityContactRole',
    'Opportunity Contact Role',
    '00K',
    [
      reference('OpportunityId', 'Opportunity ID', ['Opportunity'], 'Opportunity', {
        required: true,
        updateable: false,
      }),
      reference('ContactId', 'Contact ID', ['Contact'], 'Contact', { required: true }),
      picklist('Role', 'Role', ['Business User', 'Decision Maker', 'Economic Buyer', 'Evaluator', 'Influencer']),
      field('IsPrimary', 'Primary', 'boolean'),
    ],
    { createable: true },
  ),
  object('OpportunityHistory', 'Opportunity History', '008', [
    readOnly(reference('OpportunityId', 'Opportunity ID', ['Opportunity'], 'Opportunity')),
    readOnly(text('StageName', 'Stage Name', 120)),
  ]),
  object('Task', 'Task', '00T', taskFields, { createable: true }),
  object('Event', 'Event', '00U', eventFields, { createable: true }),
  object('User', 'User', '005', userFields),
  object(
    'Group',
    'Group',
    '00G',
    [text('Name', 'Name', 40), text('DeveloperName', 'Developer Name', 80), text('Type', 'Type', 40)].map(readOnly),
  ),
  object(
    'UserRole',
    'Role',
    '00E',
    [text('Name', 'Name', 80), text('DeveloperName', 'Developer Name', 80)].map(readOnly),
  ),
  object('Profile', 'Profile', '00e', [text('Name', 'Name', 255)].map(readOnly)),
  object('Organization', 'Organization', '00D', organizationFields()),
  object(
    'LeadStatus',
    'Lead Status Value',
    '01J',
    listFields([field('IsConverted', 'Is Converted', 'boolean'), field('IsDefault', 'Is Default', 'boolean')]),
  ),
  object(
    'TaskStatus',
    'Task Status Value',
    '01T',
    listFields([field('IsClosed', 'Is Closed', 'boolean'), field('IsDefault', 'Is Default', 'boolean')]),
  ),
  object('OpportunityStage', 'Opportunity Stage', '01K', stageFields()),
  object('CallDisposition', 'Call Disposition', '04v', listFields([field('IsDefault', 'Is Default', 'boolean')])),
];

function organizationFields(): readonly FieldDef[] {
  return [
    text('Name', 'Name', 80),
    phoneField('Phone', 'Phone'),
    text('InstanceName', 'Instance Name', 5),
    field('IsSandbox', 'Is Sandbox', 'boolean'),
    picklist('OrganizationType', 'Organization Edition', ['Enterprise Edition']),
    text('DefaultLocaleSidKey', 'Locale', 40),
    text('TimeZoneSidKey', 'Time Zone', 40),
    text('LanguageLocaleKey', 'Language', 40),
  ].map(readOnly);
}

function stageFields(): readonly FieldDef[] {
  return listFields([
    field('IsActive', 'Is Active', 'boolean'),
    field('IsClosed', 'Is Closed', 'boolean'),
    field('IsWon', 'Is Won', 'boolean'),
    field('DefaultProbability', 'Probability', 'percent'),
  ]);
}

/** What a reference to more than one kind of record may be asked for (`Who.Name`, `Owner.Type`), and no more. */
export const nameObject: ObjectDef = object('Name', 'Name', '', [
  text('Name', 'Name', 255),
  text('FirstName', 'First Name', 40),
  text('LastName', 'Last Name', 80),
  text('Type', 'Type', 40),
  text('Title', 'Title', 128),
  text('Alias', 'Alias', 8),
  text('Username', 'Username', 80),
  field('Email', 'Email', 'email', { length: 80 }),
  field('Phone', 'Phone', 'phone', { length: 40 }),
  field('IsActive', 'Active', 'boolean'),
]);

/** The object of a name, whatever its capitals; null where the org has none. */
export function findObject(name: string): ObjectDef | null {
  const wanted = name.toLowerCase();
  return objects.find((one) => one.name.toLowerCase() === wanted) ?? null;
}

/** The field of a name, whatever its capitals; null where the object has none. */
export function findField(def: ObjectDef, name: string): FieldDef | null {
  const wanted = name.toLowerCase();
  return def.fields.find((one) => one.name.toLowerCase() === wanted) ?? null;
}

/** The object whose records have ids beginning so; null for foreign prefixes. */
export function objectOfId(id: string): ObjectDef | null {
  return objects.find((one) => one.keyPrefix.length === 3 && id.startsWith(one.keyPrefix)) ?? null;
}
