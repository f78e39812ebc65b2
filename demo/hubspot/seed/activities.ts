import type { DemoActivity, DemoPerson } from '../../data/world-types.ts';
import type { RecordId } from '../store/association-store.ts';
import { objectType } from '../store/object-types.ts';
import { type Portal, plainType } from '../store/portal.ts';
import type { Values } from '../store/record-store.ts';
import { dispositions } from './owners.ts';

/** What the seed needs to know of people's owners. */
export type OwnerIdOf = (key: string) => string;

interface ActivityTargets {
  readonly person: DemoPerson;
  readonly records: readonly RecordId[];
}

/** Writes what was tried with a person so far, linked to the contact, its company and its lead. */
export function seedActivities(portal: Portal, ownerIdOf: OwnerIdOf, targets: ActivityTargets): void {
  for (const activity of targets.person.activities.toReversed()) {
    const type = objectType(activity.kind === 'call' ? 'calls' : 'emails');
    const ownerId = ownerIdOf(activity.byKey);
    const values =
      activity.kind === 'call' ? callValues(activity, targets.person, ownerId) : emailValues(activity, ownerId);
    const associations = targets.records.map((to) => ({ to, type: plainType(type.name, to.type) }));
    portal.create({ type, values, associations }, 'IMPORT', activity.at);
  }
}

function callValues(activity: DemoActivity, person: DemoPerson, ownerId: string): Values {
  return {
    hs_timestamp: String(activity.at),
    hs_call_title: activity.subject,
    hs_call_body: activity.body,
    hs_call_direction: 'OUTBOUND',
    hs_call_duration: String((activity.durationSeconds ?? 0) * 1000),
    hs_call_to_number: person.phone ?? person.mobile,
    hs_call_status: 'COMPLETED',
    hs_call_disposition: dispositionOf(activity.result),
    hubspot_owner_id: ownerId,
  };
}

function emailValues(activity: DemoActivity, ownerId: string): Values {
  return {
    hs_timestamp: String(activity.at),
    hs_email_subject: activity.subject.replace(/^Email: /, ''),
    hs_email_text: activity.body,
    hs_email_direction: 'EMAIL',
    hs_email_status: 'SENT',
    hubspot_owner_id: ownerId,
  };
}

function dispositionOf(result: string | null): string | null {
  const label = result === 'Call back later' ? 'Connected' : result;
  return dispositions.find((disposition) => disposition.label === label)?.id ?? null;
}

const hourMs = 3_600_000;

/** A task list that looks used: follow-ups of the SDRs, next steps of the AEs. */
export function seedTask(
  portal: Portal,
  ownerId: string,
  subject: string,
  about: RecordId,
  hoursFromNow: number,
): void {
  const type = objectType('tasks');
  const now = portal.clock();
  const values: Values = {
    hs_timestamp: String(now + hoursFromNow * hourMs),
    hs_task_subject: subject,
    hs_task_body: '',
    hs_task_status: 'NOT_STARTED',
    hs_task_priority: hoursFromNow < 0 ? 'HIGH' : 'MEDIUM',
    hs_task_type: about.type === 'contacts' ? 'CALL' : 'TODO',
    hubspot_owner_id: ownerId,
  };
  const associations = [{ to: about, type: plainType('tasks', about.type) }];
  portal.create({ type, values, associations }, 'IMPORT', now - 30 * hourMs);
}
