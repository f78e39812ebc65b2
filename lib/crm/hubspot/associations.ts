import type { RecordObject } from '../../model/record';

/** HubSpot's names of the objects Baton reads or writes, as they stand in paths. */
export type HubspotType =
  | 'contacts'
  | 'companies'
  | 'deals'
  | 'leads'
  | 'calls'
  | 'tasks'
  | 'notes'
  | 'meetings'
  | 'emails';

/** HubSpot's object for each of Baton's. */
export const typeOf = {
  lead: 'leads',
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
} as const satisfies Record<RecordObject, HubspotType>;

/**
 * Association types from an activity to a record. They are directional: the number from contact to call is another one.
 * Source: HubSpot, "Associate records", read 2026-11-23.
 */
const fromActivity = {
  calls: { contact: 194, company: 182, deal: 206, lead: 597 },
  tasks: { contact: 204, company: 192, deal: 216, lead: 647 },
} as const satisfies Record<string, Record<RecordObject, number>>;

/** One target of a new activity. */
export interface Target {
  readonly object: RecordObject;
  readonly id: string;
}

/** The `associations` of a new call or task. */
export function associationsOf(type: 'calls' | 'tasks', targets: readonly Target[]) {
  return targets.map(({ object, id }) => ({
    to: { id },
    types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: fromActivity[type][object] }],
  }));
}

/** The types that mark one linked record as the primary one. Source: as above. */
export const primaryType = { contactToCompany: 1, leadToContact: 578 } as const;
