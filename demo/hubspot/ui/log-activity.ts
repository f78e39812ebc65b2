import { z } from 'zod';
import { type ActivityName, objectType } from '../store/object-types.ts';
import { type Portal, plainType } from '../store/portal.ts';
import type { HubspotRecord, Values } from '../store/record-store.ts';

/** What the "Log activity" dialogs send. */
export const activityInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('call'),
    outcome: z.string().nullable(),
    durationMinutes: z.number().nonnegative().nullable(),
    at: z.number().int(),
    body: z.string(),
  }),
  z.object({ kind: z.literal('note'), body: z.string().min(1) }),
  z.object({
    kind: z.literal('task'),
    title: z.string().min(1),
    dueAt: z.number().int(),
    body: z.string(),
    ownerId: z.string(),
  }),
]);
type ActivityInput = z.infer<typeof activityInput>;

/** Writes an activity made by hand on a record's page, linked to the record and its primary company, as HubSpot's pages do. */
export function logActivity(
  portal: Portal,
  about: HubspotRecord,
  input: ActivityInput,
  ownerId: string,
): HubspotRecord {
  const { name, values } = activityOf(portal, about, input, ownerId);
  const self = { type: about.type, id: about.id };
  const company = about.type === 'companies' ? undefined : portal.associations.primary(self, 'companies');
  const targets = [self, ...(company === undefined ? [] : [{ type: 'companies' as const, id: company }])];
  const associations = targets.map((to) => ({ to, type: plainType(name, to.type) }));
  return portal.create({ type: objectType(name), values, associations }, 'CRM_UI');
}

function activityOf(
  portal: Portal,
  about: HubspotRecord,
  input: ActivityInput,
  ownerId: string,
): { name: ActivityName; values: Values } {
  switch (input.kind) {
    case 'call':
      return {
        name: 'calls',
        values: {
          hs_timestamp: String(input.at),
          hs_call_title: `Call with ${about.values['firstname'] ?? about.values['name'] ?? 'contact'}`,
          hs_call_body: input.body,
          hs_call_direction: 'OUTBOUND',
          hs_call_status: 'COMPLETED',
          hs_call_disposition: input.outcome,
          hs_call_duration: input.durationMinutes === null ? null : String(input.durationMinutes * 60_000),
          hubspot_owner_id: ownerId,
        },
      };
    case 'note':
      return {
        name: 'notes',
        values: { hs_timestamp: String(portal.clock()), hs_note_body: input.body, hubspot_owner_id: ownerId },
      };
    case 'task':
      return {
        name: 'tasks',
        values: {
          hs_timestamp: String(input.dueAt),
          hs_task_subject: input.title,
          hs_task_body: input.body,
          hs_task_status: 'NOT_STARTED',
          hs_task_type: 'TODO',
          hubspot_owner_id: input.ownerId,
        },
      };
  }
}
