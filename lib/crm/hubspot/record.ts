import type { RecordObject, RecordRef } from '../../model/record';
import type { CrmActivity, LeadRecord } from '../lead-record';
import { answerIn, withoutMarker, writeIdIn } from '../marker';
import { type FieldMap, handoffFieldOf, knownValues, mappedDeal, mappedValues } from '../org-fields';
import type { HubspotObject } from './api';
import type { HubspotType } from './associations';
import { textOfHtml } from './html';
import { idProperty } from './id-property';
import { timeZoneOf } from './time-zone';

/** What is asked of each record. HubSpot leaves out properties that a portal lacks. */
export const recordProperties: Readonly<Record<RecordObject, readonly string[]>> = {
  contact: [
    ...['firstname', 'lastname', 'jobtitle', 'company', 'phone', 'mobilephone', 'email', 'hs_analytics_source'],
    ...['hs_lead_status', 'hubspot_owner_id', 'hs_timezone', 'city', 'state', 'zip', 'country'],
  ],
  company: [
    ...['name', 'phone', 'hs_analytics_source', 'hs_lead_status', 'hubspot_owner_id', 'timezone'],
    ...['city', 'state', 'zip', 'country'],
  ],
  deal: [
    'dealname',
    'dealstage',
    'pipeline',
    'amount',
    'deal_currency_code',
    'hs_analytics_source',
    'hubspot_owner_id',
  ],
  lead: [
    'hs_lead_name',
    'hs_pipeline',
    'hs_pipeline_stage',
    'hs_lead_source',
    'hubspot_owner_id',
    'hs_primary_contact_id',
  ],
};

/** What is asked of each kind of activity and of deals. */
export const relatedProperties = {
  calls: ['hs_timestamp', 'hs_call_title', 'hs_call_body', 'hs_call_disposition', 'hubspot_owner_id'],
  notes: ['hs_timestamp', 'hs_note_body', 'hubspot_owner_id'],
  meetings: ['hs_timestamp', 'hs_meeting_title', 'hs_meeting_body', 'hs_meeting_outcome', 'hubspot_owner_id'],
  tasks: [
    ...[
      'hs_timestamp',
      'hs_createdate',
      'hs_task_completion_date',
      'hs_task_subject',
      'hs_task_body',
      'hs_task_status',
    ],
    ...['hubspot_owner_id', idProperty],
  ],
  emails: ['hs_timestamp', 'hs_email_subject', 'hs_email_text', 'hs_email_direction', 'hubspot_owner_id'],
  deals: [
    ...['dealname', 'dealstage', 'pipeline', 'amount', 'deal_currency_code', 'hs_is_closed'],
    ...['createdate', 'hubspot_owner_id'],
  ],
} as const satisfies Partial<Record<HubspotType, readonly string[]>>;

export const activityTypes = ['calls', 'notes', 'meetings', 'tasks', 'emails'] as const;
export type ActivityType = (typeof activityTypes)[number];

/** How ids read: what people know instead. Each answers with its argument's own text where it knows no better. */
export interface Names {
  readonly owner: (id: string) => string;
  readonly status: (object: RecordObject, value: string | null, pipeline?: string | null) => string | null;
  readonly disposition: (id: string) => string | null;
}

/** What the requests of one view came to. Null could not be read. */
export interface RecordParts {
  readonly record: HubspotObject;
  /** The person behind a lead or a deal. */
  readonly contact: HubspotObject | null;
  readonly company: HubspotObject | null;
  readonly deals: readonly HubspotObject[] | null;
  readonly activities: readonly (readonly [ActivityType, readonly HubspotObject[]])[];
}

/** A property's value; null where it is absent, null or blank. */
export function valueIn(object: HubspotObject | null, name: string): string | null {
  const value = object?.properties[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

/** Ids of linked objects, each once: HubSpot names a link once per label. */
export function linkedIds(record: HubspotObject, type: HubspotType): readonly string[] {
  return [...new Set((record.associations?.[type]?.results ?? []).map(({ id }) => id))];
}

/** The record in Baton's words. */
export function recordOfParts(
  ref: RecordRef,
  parts: RecordParts,
  names: Names & { readonly map: FieldMap },
  fetchedAt: number,
): LeadRecord {
  const { record, contact, company } = parts;
  const person = ref.object === 'lead' || ref.object === 'deal' ? contact : record;
  const own = (name: string) => valueIn(record, name);
  const ofPerson = (name: string) => own(name) ?? valueIn(person, name);
  const mapped = mappedValues(names.map, ref.object === 'company' ? 'company' : 'contact', (field) =>
    valueIn(person, field),
  );
  const ownerId = own('hubspot_owner_id');
  return {
    ref,
    name: nameOf(ref.object, parts),
    title: valueIn(person, 'jobtitle'),
    company: ref.object === 'company' ? own('name') : (ofPerson('company') ?? valueIn(company, 'name')),
    phones: [
      ...phonesOf(person, ref.object === 'deal' ? company : null),
      ...mapped.phones.map((raw) => ({ kind: 'other', raw }) as const),
    ],
    email: valueIn(person, 'email'),
    source: worded(own('hs_lead_source') ?? ofPerson('hs_analytics_source')),
    status: statusOf(ref.object, record, names),
    owner: ownerId === null ? null : { id: ownerId, name: names.owner(ownerId) },
    timeZone: timeZoneOf(ofPerson('hs_timezone') ?? own('timezone')),
    address: {
      city: ofPerson('city'),
      state: ofPerson('state'),
      postalCode: ofPerson('zip'),
      country: ofPerson('country'),
    },
    // HubSpot has no standard property that forbids calling: only a mapped one can tell.
    doNotCall: mapped.doNotCall,
    isMql: mapped.isMql,
    known: knownOf(names.map, ref.object, ofPerson),
    createdAt: instantOf(parts.record.createdAt ?? null),
    changedAt: instantOf(parts.record.updatedAt ?? null),
    handoffField: handoffFieldOf(names.map, ref.object, own),
    openOpportunities:
      parts.deals === null ? null : parts.deals.filter(isOpen).map((deal) => opportunityOf(deal, names)),
    deal: ref.object === 'deal' ? opportunityOf(record, names) : null,
    activities: parts.activities
      .flatMap(([type, objects]) => objects.flatMap((object) => activityOf(type, object, names)))
      .sort((a, b) => b.at - a.at),
    olderActivities: parts.activities.some(([type, objects]) => linkedIds(record, type).length > objects.length),
    from: 'crm',
    fetchedAt,
  };
}

/** Of a lead or a deal both its own fields and those of the person behind it. */
function knownOf(map: FieldMap, object: RecordObject, read: (field: string) => string | null) {
  const own = knownValues(map, object, read);
  return object === 'contact' || object === 'company' ? own : [...own, ...knownValues(map, 'contact', read)];
}

function nameOf(object: RecordObject, { record, contact }: RecordParts): string {
  if (object === 'company') return valueIn(record, 'name') ?? record.id;
  if (object === 'deal') return valueIn(record, 'dealname') ?? record.id;
  if (object === 'lead') return valueIn(record, 'hs_lead_name') ?? fullName(contact) ?? record.id;
  return fullName(record) ?? valueIn(record, 'email') ?? record.id;
}

function fullName(contact: HubspotObject | null): string | null {
  const parts = [valueIn(contact, 'firstname'), valueIn(contact, 'lastname')].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}

function statusOf(object: RecordObject, record: HubspotObject, names: Names): string | null {
  if (object === 'lead')
    return names.status('lead', valueIn(record, 'hs_pipeline_stage'), valueIn(record, 'hs_pipeline'));
  if (object === 'deal') return names.status('deal', valueIn(record, 'dealstage'), valueIn(record, 'pipeline'));
  return names.status(object, valueIn(record, 'hs_lead_status'));
}

function phonesOf(person: HubspotObject | null, company: HubspotObject | null): LeadRecord['phones'] {
  const all = [
    { kind: 'work', raw: valueIn(person, 'phone') },
    { kind: 'mobile', raw: valueIn(person, 'mobilephone') },
    { kind: 'work', raw: valueIn(company, 'phone') },
  ] as const;
  return all.flatMap(({ kind, raw }) => (raw === null ? [] : [{ kind, raw }]));
}

/** `ORGANIC_SEARCH` as people would write it. */
function worded(value: string | null): string | null {
  if (value === null || !/^[A-Z][A-Z0-9_]*$/.test(value)) return value;
  const words = value.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isOpen(deal: HubspotObject): boolean {
  return valueIn(deal, 'hs_is_closed') !== 'true';
}

function opportunityOf(deal: HubspotObject, names: Names & { readonly map: FieldMap }) {
  const mapped = mappedDeal(names.map, valueIn(deal, 'dealstage'), (field) => valueIn(deal, field));
  const amount = mapped.amount === undefined ? Number(valueIn(deal, 'amount') ?? Number.NaN) : mapped.amount;
  const currency = valueIn(deal, 'deal_currency_code');
  return {
    id: deal.id,
    name: valueIn(deal, 'dealname') ?? deal.id,
    stage: names.status('deal', valueIn(deal, 'dealstage'), valueIn(deal, 'pipeline')) ?? '',
    amount:
      amount !== null && Number.isFinite(amount)
        ? { amount, currency: currency?.length === 3 ? currency : null }
        : null,
    // Where the property holds an owner, people know the name and not the number.
    sourcedBy: mapped.sourcedBy === null ? null : names.owner(mapped.sourcedBy),
    isStage2: mapped.isStage2,
    openedAt: instantOf(valueIn(deal, 'createdate') ?? deal.createdAt ?? null),
    ownerId: valueIn(deal, 'hubspot_owner_id'),
    // HubSpot lists the deals that are linked to the record itself.
    isOfRecord: true,
  };
}

/** Where each kind of activity keeps its title and its text. */
const shapes = {
  calls: { kind: 'call', title: 'hs_call_title', body: 'hs_call_body' },
  notes: { kind: 'note', title: 'hs_note_title', body: 'hs_note_body' },
  meetings: { kind: 'meeting', title: 'hs_meeting_title', body: 'hs_meeting_body' },
  tasks: { kind: 'task', title: 'hs_task_subject', body: 'hs_task_body' },
  emails: { kind: 'email', title: 'hs_email_subject', body: 'hs_email_text' },
} as const;

function activityOf(type: ActivityType, object: HubspotObject, names: Names): CrmActivity[] {
  const at = activityTime(type, object);
  if (at === null) return [];
  const { kind, title, body } = shapes[type];
  const text = valueIn(object, body) ?? '';
  // An incoming e-mail is filed under the rep who got it, not the person who wrote it.
  const incoming = /^INCOMING/.test(valueIn(object, 'hs_email_direction') ?? '');
  const ownerId = incoming ? null : valueIn(object, 'hubspot_owner_id');
  const writeId = writeIdIn(text) ?? writeIdIn(`baton:${valueIn(object, idProperty) ?? ''}`);
  const answer = type === 'tasks' ? answerIn(text) : null;
  return [
    {
      id: object.id,
      kind,
      subject: valueIn(object, title) ?? '',
      body: withoutMarker(type === 'emails' ? text : textOfHtml(text)),
      result: resultOf(type, object, names),
      by: ownerId === null ? null : names.owner(ownerId),
      at,
      ...(type === 'tasks' ? { task: { ownerId, doneAt: doneAtOf(object, at), writeId } } : {}),
      ...(answer === null ? {} : { answer: { ...answer, writeId } }),
    },
  ];
}

/** A task's `hs_timestamp` is when it is due; what happened is when it was made or completed. */
function activityTime(type: ActivityType, object: HubspotObject): number | null {
  const names = type === 'tasks' ? ['hs_task_completion_date', 'hs_createdate'] : ['hs_timestamp'];
  const stated = names.map((name) => valueIn(object, name)).find((value) => value !== null);
  return instantOf(stated ?? object.createdAt ?? null);
}

function doneAtOf(task: HubspotObject, at: number): number | null {
  return valueIn(task, 'hs_task_status') === 'COMPLETED' ? at : null;
}

function resultOf(type: ActivityType, object: HubspotObject, names: Names): string | null {
  if (type === 'calls') {
    const id = valueIn(object, 'hs_call_disposition');
    return id === null ? null : names.disposition(id);
  }
  if (type === 'meetings') return worded(valueIn(object, 'hs_meeting_outcome'));
  return type === 'tasks' ? worded(valueIn(object, 'hs_task_status')) : null;
}

/** HubSpot writes instants as ISO text, and takes and sometimes gives epoch ms. */
function instantOf(value: string | null): number | null {
  if (value === null) return null;
  const at = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isSafeInteger(at) && at >= 0 ? at : null;
}
