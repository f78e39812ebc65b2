import { formatDate, formatDuration, formatMoment, formatMoney, formatNumber } from './format.js';

/** One column or field: label, how it is read, and what kind of thing it shows. */
const plain = (label, field) => ({ label, field, kind: 'text' });
const link = (label, field) => ({ label, field, kind: 'link' });
const named = (label, field, kind) => ({ label, field, kind });

export const labels = {
  Lead: 'Lead',
  Contact: 'Contact',
  Account: 'Account',
  Opportunity: 'Opportunity',
  Task: 'Task',
  User: 'User',
};
export const plurals = {
  Lead: 'Leads',
  Contact: 'Contacts',
  Account: 'Accounts',
  Opportunity: 'Opportunities',
  Task: 'Tasks',
};

const owner = link('Owner', 'OwnerId');

export const highlights = {
  Lead: [
    plain('Title', 'Title'),
    plain('Company', 'Company'),
    named('Phone', 'Phone', 'phone'),
    named('Email', 'Email', 'email'),
    plain('Lead Source', 'LeadSource'),
    owner,
  ],
  Contact: [
    plain('Title', 'Title'),
    link('Account Name', 'AccountId'),
    named('Phone', 'Phone', 'phone'),
    named('Email', 'Email', 'email'),
    owner,
  ],
  Account: [
    plain('Type', 'Type'),
    named('Phone', 'Phone', 'phone'),
    named('Website', 'Website', 'url'),
    plain('Industry', 'Industry'),
    owner,
  ],
  Opportunity: [
    link('Account Name', 'AccountId'),
    named('Close Date', 'CloseDate', 'date'),
    named('Amount', 'Amount', 'money'),
    plain('Stage', 'StageName'),
    owner,
  ],
  Task: [
    link('Name', 'WhoId'),
    link('Related To', 'WhatId'),
    named('Due Date', 'ActivityDate', 'date'),
    plain('Status', 'Status'),
    link('Assigned To', 'OwnerId'),
  ],
  User: [
    plain('Title', 'Title'),
    named('Email', 'Email', 'email'),
    plain('Department', 'Department'),
    named('Active', 'IsActive', 'boolean'),
  ],
};

const history = [
  link('Created By', 'CreatedById'),
  named('Created Date', 'CreatedDate', 'moment'),
  link('Last Modified By', 'LastModifiedById'),
  named('Last Modified Date', 'LastModifiedDate', 'moment'),
];

export const details = {
  Lead: {
    About: [
      plain('Name', 'Name'),
      plain('Company', 'Company'),
      plain('Title', 'Title'),
      plain('Lead Status', 'Status'),
      named('Website', 'Website', 'url'),
      link('Lead Owner', 'OwnerId'),
      named('Description', 'Description', 'text'),
    ],
    'Get in Touch': [
      named('Phone', 'Phone', 'phone'),
      named('Mobile', 'MobilePhone', 'phone'),
      named('Email', 'Email', 'email'),
      named('Do Not Call', 'DoNotCall', 'boolean'),
      named('Address', '', 'address'),
      named('Email Opt Out', 'HasOptedOutOfEmail', 'boolean'),
    ],
    Segment: [
      named('No. of Employees', 'NumberOfEmployees', 'number'),
      plain('Industry', 'Industry'),
      named('Annual Revenue', 'AnnualRevenue', 'money'),
      plain('Lead Source', 'LeadSource'),
      plain('Rating', 'Rating'),
      named('Last Activity', 'LastActivityDate', 'date'),
    ],
    History: history,
  },
  Contact: {
    About: [
      plain('Name', 'Name'),
      link('Account Name', 'AccountId'),
      plain('Title', 'Title'),
      plain('Department', 'Department'),
      plain('Lead Source', 'LeadSource'),
      link('Contact Owner', 'OwnerId'),
    ],
    'Get in Touch': [
      named('Phone', 'Phone', 'phone'),
      named('Mobile', 'MobilePhone', 'phone'),
      named('Email', 'Email', 'email'),
      named('Do Not Call', 'DoNotCall', 'boolean'),
      named('Mailing Address', 'Mailing', 'address'),
    ],
    History: history,
  },
  Account: {
    About: [
      plain('Account Name', 'Name'),
      plain('Type', 'Type'),
      named('Website', 'Website', 'url'),
      link('Account Owner', 'OwnerId'),
      plain('Industry', 'Industry'),
      named('Employees', 'NumberOfEmployees', 'number'),
      named('Annual Revenue', 'AnnualRevenue', 'money'),
    ],
    'Get in Touch': [named('Phone', 'Phone', 'phone'), named('Billing Address', 'Billing', 'address')],
    History: history,
  },
  Opportunity: {
    About: [
      plain('Opportunity Name', 'Name'),
      link('Account Name', 'AccountId'),
      plain('Type', 'Type'),
      link('Opportunity Owner', 'OwnerId'),
      named('Amount', 'Amount', 'money'),
      named('Close Date', 'CloseDate', 'date'),
    ],
    Status: [
      plain('Stage', 'StageName'),
      named('Probability (%)', 'Probability', 'number'),
      plain('Next Step', 'NextStep'),
      plain('Lead Source', 'LeadSource'),
      named('Closed', 'IsClosed', 'boolean'),
      named('Won', 'IsWon', 'boolean'),
    ],
    History: history,
  },
  Task: {
    'Task Information': [
      plain('Subject', 'Subject'),
      link('Assigned To', 'OwnerId'),
      link('Name', 'WhoId'),
      link('Related To', 'WhatId'),
      named('Due Date', 'ActivityDate', 'date'),
      plain('Status', 'Status'),
      plain('Priority', 'Priority'),
      plain('Task Subtype', 'TaskSubtype'),
      named('Comments', 'Description', 'text'),
    ],
    'Call Details': [
      plain('Call Type', 'CallType'),
      plain('Call Result', 'CallDisposition'),
      named('Call Duration', 'CallDurationInSeconds', 'duration'),
      plain('Call Object Identifier', 'CallObject'),
    ],
    History: history,
  },
  User: {
    User: [
      plain('Name', 'Name'),
      plain('Username', 'Username'),
      named('Email', 'Email', 'email'),
      plain('Title', 'Title'),
      plain('Time Zone', 'TimeZoneSidKey'),
      named('Active', 'IsActive', 'boolean'),
    ],
  },
};

export const listColumns = {
  Lead: [
    named('Name', 'Name', 'self'),
    plain('Title', 'Title'),
    plain('Company', 'Company'),
    named('Phone', 'Phone', 'phone'),
    plain('Lead Status', 'Status'),
    plain('State', 'State'),
    plain('Country', 'Country'),
    named('Last Activity', 'LastActivityDate', 'date'),
    owner,
  ],
  Contact: [
    named('Name', 'Name', 'self'),
    link('Account Name', 'AccountId'),
    plain('Title', 'Title'),
    named('Phone', 'Phone', 'phone'),
    named('Email', 'Email', 'email'),
    link('Owner', 'OwnerId'),
  ],
  Account: [
    named('Account Name', 'Name', 'self'),
    plain('Industry', 'Industry'),
    plain('Billing City', 'BillingCity'),
    named('Phone', 'Phone', 'phone'),
    named('Employees', 'NumberOfEmployees', 'number'),
    link('Owner', 'OwnerId'),
  ],
  Opportunity: [
    named('Opportunity Name', 'Name', 'self'),
    link('Account Name', 'AccountId'),
    plain('Stage', 'StageName'),
    named('Amount', 'Amount', 'money'),
    named('Close Date', 'CloseDate', 'date'),
    link('Owner', 'OwnerId'),
  ],
  Task: [
    named('Subject', 'Subject', 'self'),
    link('Name', 'WhoId'),
    link('Related To', 'WhatId'),
    plain('Status', 'Status'),
    named('Due Date', 'ActivityDate', 'date'),
    named('Created', 'CreatedDate', 'moment'),
    link('Assigned To', 'OwnerId'),
  ],
};

/** Every column of an activity: wider than any window. */
export const activityColumns = [
  named('Subject', 'Subject', 'self'),
  plain('Type', 'TaskSubtype'),
  plain('Status', 'Status'),
  plain('Call Result', 'CallDisposition'),
  named('Duration', 'CallDurationInSeconds', 'duration'),
  named('Due Date', 'ActivityDate', 'date'),
  named('Completed', 'CompletedDateTime', 'moment'),
  link('Assigned To', 'OwnerId'),
  plain('Priority', 'Priority'),
  plain('Comments', 'Description'),
  named('Created', 'CreatedDate', 'moment'),
  link('Created By', 'CreatedById'),
  plain('Call Object Identifier', 'CallObject'),
];

/** A field as plain text, for sorting, searching and cells without a link. */
export function textOf(one, column) {
  const value = one.fields[column.field];
  switch (column.kind) {
    case 'link':
      return one.links[column.field]?.name ?? '';
    case 'date':
      return formatDate(value);
    case 'moment':
      return formatMoment(value);
    case 'money':
      return formatMoney(value);
    case 'number':
      return formatNumber(value);
    case 'duration':
      return formatDuration(value);
    case 'address':
      return ['Street', 'City', 'State', 'PostalCode', 'Country']
        .map((part) => one.fields[`${column.field}${part}`])
        .filter(Boolean)
        .join(', ');
    default:
      return value === null || value === undefined ? '' : String(value);
  }
}
