import { property, readOnly } from '../store/property-definition.ts';
import { leadStatuses, lifecycleStages } from './contacts.ts';

const group = { groupName: 'companyinformation' };

export const companyProperties = [
  property('name', 'Company name', 'string', group),
  property('domain', 'Company domain name', 'string', group),
  property('phone', 'Phone number', 'string', { ...group, fieldType: 'phonenumber' }),
  // The real list has about 150 options; this portal keeps the field as text so that no industry is lost.
  property('industry', 'Industry', 'string', group),
  property('numberofemployees', 'Number of employees', 'number', group),
  property('annualrevenue', 'Annual revenue', 'number', group),
  property('description', 'Description', 'string', { ...group, fieldType: 'textarea' }),
  property('address', 'Street address', 'string', group),
  property('city', 'City', 'string', group),
  property('state', 'State/Region', 'string', group),
  property('zip', 'Postal code', 'string', group),
  property('country', 'Country/Region', 'string', group),
  property('timezone', 'Time zone', 'string', group),
  property('website', 'Website URL', 'string', group),
  property('lifecyclestage', 'Lifecycle stage', 'enumeration', {
    ...group,
    options: lifecycleStages,
    fieldType: 'radio',
  }),
  property('hs_lead_status', 'Lead status', 'enumeration', { ...group, options: leadStatuses, fieldType: 'radio' }),
  readOnly('createdate', 'Create date', 'datetime', group),
  readOnly('num_associated_contacts', 'Number of associated contacts', 'number', group),
  readOnly('notes_last_contacted', 'Last contacted', 'datetime', group),
];
