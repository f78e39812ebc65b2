import type { ObjectName } from '../store/object-types.ts';
import { commonProperties, type PropertyDefinition } from '../store/property-definition.ts';
import { callProperties, emailProperties, meetingProperties, noteProperties, taskProperties } from './activities.ts';
import { companyProperties } from './companies.ts';
import { contactProperties } from './contacts.ts';
import { dealProperties, leadProperties } from './deals.ts';

interface ObjectCatalog {
  readonly properties: readonly PropertyDefinition[];
  /** What a read without `properties` gives. */
  readonly defaults: readonly string[];
  /** A create without these is refused. */
  readonly required: readonly string[];
  /** What a search's `query` looks at. */
  readonly searched: readonly string[];
  readonly displayName: (properties: Readonly<Record<string, string | null>>) => string;
}

type Values = Readonly<Record<string, string | null>>;

function catalog(properties: readonly PropertyDefinition[], rest: Omit<ObjectCatalog, 'properties'>): ObjectCatalog {
  return { ...rest, properties: [...properties, ...commonProperties] };
}

function contactName(values: Values): string {
  const name = [values['firstname'], values['lastname']].filter((part) => part).join(' ');
  return name || values['email'] || '--';
}

/** What this portal knows about each object type. */
export const objectCatalog: Readonly<Record<ObjectName, ObjectCatalog>> = {
  contacts: catalog(contactProperties, {
    defaults: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
    required: [],
    searched: ['firstname', 'lastname', 'email', 'phone', 'company'],
    displayName: contactName,
  }),
  companies: catalog(companyProperties, {
    defaults: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
    required: [],
    searched: ['name', 'domain', 'phone', 'website'],
    displayName: (values) => values['name'] || values['domain'] || '--',
  }),
  deals: catalog(dealProperties, {
    defaults: [
      'amount',
      'closedate',
      'createdate',
      'dealname',
      'dealstage',
      'hs_lastmodifieddate',
      'hs_object_id',
      'pipeline',
    ],
    required: ['dealname', 'dealstage'],
    searched: ['dealname', 'description'],
    displayName: (values) => values['dealname'] || '--',
  }),
  leads: catalog(leadProperties, {
    defaults: ['hs_createdate', 'hs_lastmodifieddate', 'hs_lead_name', 'hs_object_id'],
    required: ['hs_lead_name'],
    searched: ['hs_lead_name'],
    displayName: (values) => values['hs_lead_name'] || '--',
  }),
  calls: activity(callProperties, ['hs_call_title', 'hs_call_body'], 'hs_call_title'),
  tasks: activity(taskProperties, ['hs_task_subject', 'hs_task_body'], 'hs_task_subject'),
  notes: activity(noteProperties, ['hs_note_body'], 'hs_note_body'),
  emails: activity(emailProperties, ['hs_email_subject'], 'hs_email_subject'),
  meetings: activity(meetingProperties, ['hs_meeting_title', 'hs_meeting_body'], 'hs_meeting_title'),
};

function activity(
  properties: readonly PropertyDefinition[],
  searched: readonly string[],
  title: string,
): ObjectCatalog {
  return catalog(properties, {
    defaults: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    required: ['hs_timestamp'],
    searched,
    displayName: (values) => values[title] || '--',
  });
}
