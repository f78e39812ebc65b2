import { type ActivityName, activityNames, type ObjectName, type ObjectType } from '../store/object-types.ts';
import type { Portal } from '../store/portal.ts';
import type { HubspotRecord } from '../store/record-store.ts';
import { labelOf, linkTo, nameOf, ownerName } from './labels.ts';

/** Everything a record page shows. @throws HubspotError 404 for a record that is gone. */
export function recordView(portal: Portal, type: ObjectType, id: string) {
  const record = portal.get(type.name, id);
  return {
    typeId: type.id,
    id: record.id,
    name: nameOf(record),
    subtitle: subtitleOf(portal, record),
    values: record.values,
    timeline: timelineOf(portal, record),
    associations: associationsOf(portal, record),
  };
}

function subtitleOf(portal: Portal, record: HubspotRecord): string[] {
  const { values } = record;
  if (record.type === 'contacts')
    return [values['jobtitle'] ?? '', values['company'] ?? ''].filter((part) => part !== '');
  if (record.type === 'companies') return [values['domain'] ?? ''].filter((part) => part !== '');
  const stage = labelOf(portal, record, record.type === 'deals' ? 'dealstage' : 'hs_pipeline_stage');
  return stage === null ? [] : [stage];
}

function timelineOf(portal: Portal, record: HubspotRecord) {
  const entries = activityNames.flatMap((name) =>
    linked(portal, record, name).map((activity) => entryOf(portal, activity, name)),
  );
  return entries.toSorted((a, b) => b.at - a.at);
}

function entryOf(portal: Portal, activity: HubspotRecord, type: ActivityName) {
  const { values } = activity;
  return {
    id: activity.id,
    type,
    title: nameOf(activity),
    body:
      values['hs_call_body'] ??
      values['hs_task_body'] ??
      values['hs_note_body'] ??
      values['hs_email_text'] ??
      values['hs_meeting_body'] ??
      '',
    at: Date.parse(values['hs_timestamp'] ?? '') || activity.createdAt,
    by: ownerName(portal, activity),
    outcome: labelOf(portal, activity, 'hs_call_disposition') ?? labelOf(portal, activity, 'hs_meeting_outcome'),
    status: labelOf(portal, activity, 'hs_task_status'),
    durationMs: values['hs_call_duration'] ? Number(values['hs_call_duration']) : null,
    number: values['hs_call_to_number'] ?? null,
    isTaskDone: values['hs_task_status'] === 'COMPLETED',
    viaIntegration: values['hs_object_source'] === 'INTEGRATION',
  };
}

function associationsOf(portal: Portal, record: HubspotRecord) {
  const types: readonly ObjectName[] = ['contacts', 'companies', 'deals', 'leads'];
  return Object.fromEntries(
    types.map((name) => [name, linked(portal, record, name).map((other) => cardOf(portal, record, other))]),
  );
}

function cardOf(portal: Portal, record: HubspotRecord, other: HubspotRecord) {
  const facts: Readonly<Record<string, readonly [string, string | null][]>> = {
    contacts: [
      ['Job title', other.values['jobtitle'] ?? null],
      ['Phone', other.values['phone'] ?? null],
      ['Email', other.values['email'] ?? null],
    ],
    companies: [
      ['Domain', other.values['domain'] ?? null],
      ['Phone', other.values['phone'] ?? null],
      ['Industry', other.values['industry'] ?? null],
    ],
    deals: [
      ['Stage', labelOf(portal, other, 'dealstage')],
      ['Amount', other.values['amount'] ?? null],
      ['Close date', other.values['closedate'] ?? null],
    ],
    leads: [
      ['Stage', labelOf(portal, other, 'hs_pipeline_stage')],
      ['Label', labelOf(portal, other, 'hs_lead_label')],
    ],
  };
  const isPrimary = portal.associations
    .of({ type: record.type, id: record.id }, other.type)
    .some((link) => link.id === other.id && link.types.some((type) => type.label === 'Primary'));
  return { ...linkTo(other), owner: ownerName(portal, other), isPrimary, facts: facts[other.type] ?? [] };
}

function linked(portal: Portal, record: HubspotRecord, name: ObjectName): HubspotRecord[] {
  const links = portal.associations.of({ type: record.type, id: record.id }, name);
  return links.map((link) => portal.records.find(name, link.id)).filter((found) => found !== undefined);
}
