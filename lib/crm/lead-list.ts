import { z } from 'zod';

/** A list of leads that the CRM keeps: a list view of Salesforce, a segment (list) of HubSpot. */
export const leadList = z.object({
  id: z.string().min(1).max(64),
  name: z.string(),
  /** What a page's address may call it instead of the id. */
  alias: z.string().nullable(),
  /** How many it holds, where the CRM says so without being asked for them. */
  size: z.number().int().nonnegative().nullable(),
});
export type LeadList = z.infer<typeof leadList>;

/** The list a page shows. `list` is its id or alias; null where it is one that no API tells of (a saved view of HubSpot). */
export const listPage = z.object({
  crm: z.enum(['salesforce', 'hubspot']),
  org: z.string(),
  list: z.string().nullable(),
});
export type ListPage = z.infer<typeof listPage>;
