import { options, property, readOnly } from '../store/property-definition.ts';

const group = { groupName: 'contactinformation' };

/** HubSpot's default lifecycle stages; a portal may add its own with numeric ids. */
export const lifecycleStages = options({
  subscriber: 'Subscriber',
  lead: 'Lead',
  marketingqualifiedlead: 'Marketing Qualified Lead',
  salesqualifiedlead: 'Sales Qualified Lead',
  opportunity: 'Opportunity',
  customer: 'Customer',
  evangelist: 'Evangelist',
  other: 'Other',
});

/** HubSpot's default lead statuses, and one this portal's admin added, as most portals have. */
export const leadStatuses = options({
  NEW: 'New',
  OPEN: 'Open',
  IN_PROGRESS: 'In Progress',
  OPEN_DEAL: 'Open Deal',
  UNQUALIFIED: 'Unqualified',
  ATTEMPTED_TO_CONTACT: 'Attempted to Contact',
  CONNECTED: 'Connected',
  BAD_TIMING: 'Bad Timing',
  HANDED_TO_AE: 'Handed to AE',
});

export const contactProperties = [
  property('firstname', 'First name', 'string', group),
  property('lastname', 'Last name', 'string', group),
  property('email', 'Email', 'string', { ...group, hasUniqueValue: true }),
  property('phone', 'Phone number', 'string', { ...group, fieldType: 'phonenumber' }),
  property('mobilephone', 'Mobile phone number', 'string', { ...group, fieldType: 'phonenumber' }),
  property('jobtitle', 'Job title', 'string', group),
  property('company', 'Company name', 'string', group),
  property('website', 'Website URL', 'string', group),
  property('address', 'Street address', 'string', group),
  property('city', 'City', 'string', group),
  property('state', 'State/Region', 'string', group),
  property('zip', 'Postal code', 'string', group),
  property('country', 'Country/Region', 'string', group),
  property('industry', 'Industry', 'string', group),
  property('hs_timezone', 'Time zone', 'enumeration', { ...group, externalOptions: true }),
  property('hs_lead_status', 'Lead status', 'enumeration', {
    groupName: 'sales_properties',
    options: leadStatuses,
    fieldType: 'radio',
  }),
  property('lifecyclestage', 'Lifecycle stage', 'enumeration', {
    ...group,
    options: lifecycleStages,
    fieldType: 'radio',
  }),
  property('hs_analytics_source', 'Original traffic source', 'enumeration', {
    groupName: 'analyticsinformation',
    options: options({
      ORGANIC_SEARCH: 'Organic Search',
      PAID_SEARCH: 'Paid Search',
      EMAIL_MARKETING: 'Email Marketing',
      SOCIAL_MEDIA: 'Organic Social',
      REFERRALS: 'Referrals',
      OTHER_CAMPAIGNS: 'Other Campaigns',
      DIRECT_TRAFFIC: 'Direct Traffic',
      OFFLINE: 'Offline Sources',
      PAID_SOCIAL: 'Paid Social',
    }),
  }),
  property('lead_source', 'Lead source', 'string', { ...group, hubspotDefined: false }),
  // No such property exists by default: this portal's admin made it, as many do.
  property('do_not_call', 'Do not call', 'bool', { ...group, hubspotDefined: false }),
  property('notes_last_contacted', 'Last contacted', 'datetime', {
    groupName: 'sales_properties',
    readOnlyValue: true,
  }),
  readOnly('num_contacted_notes', 'Number of times contacted', 'number', { groupName: 'sales_properties' }),
  readOnly('num_associated_deals', 'Number of associated deals', 'number', { groupName: 'sales_properties' }),
  readOnly('hs_full_name_or_email', 'Full name or email', 'string', { ...group, calculated: true }),
  readOnly('createdate', 'Create date', 'datetime', group),
  readOnly('lastmodifieddate', 'Last modified date', 'datetime', group),
  readOnly('associatedcompanyid', 'Primary associated company ID', 'number', group),
  readOnly('hs_v2_date_entered_lead', 'Date entered "Lead (Lifecycle stage pipeline)"', 'datetime', group),
  readOnly(
    'hs_v2_date_entered_marketingqualifiedlead',
    'Date entered "Marketing Qualified Lead (Lifecycle stage pipeline)"',
    'datetime',
    group,
  ),
  readOnly(
    'hs_v2_date_entered_salesqualifiedlead',
    'Date entered "Sales Qualified Lead (Lifecycle stage pipeline)"',
    'datetime',
    group,
  ),
  readOnly(
    'hs_v2_date_entered_opportunity',
    'Date entered "Opportunity (Lifecycle stage pipeline)"',
    'datetime',
    group,
  ),
  readOnly('hs_v2_date_entered_customer', 'Date entered "Customer (Lifecycle stage pipeline)"', 'datetime', group),
];
