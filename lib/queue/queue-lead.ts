import { z } from 'zod';
import { epochMs, orgKey, recordKey } from '../model/schemas';

/** What ranking needs of a lead, kept small: a hundred thousand of them are ranked at once. */
export const queueLead = z.object({
  recordKey,
  org: orgKey,
  name: z.string(),
  company: z.string().nullable(),
  /** Leads of one kind are reached at the same hours: by the play that fits them, or `none`. */
  kind: z.string(),
  /** Where and on what kind of line the lead is called, as one string: whoever shares it may be called at the same times. */
  window: z.string(),
  /** IANA zone of the likeliest place; null where it is not known. */
  zone: z.string().nullable(),
  /** Must not be called, is finished, belongs to another rep, cannot be reached, or is not in the CRM any more: never in the queue. */
  barred: z.enum(['doNotCall', 'ended', 'handedOver', 'otherRep', 'noNumber', 'gone']).nullable(),
  /** How well the lead fits, 0 to 1; null where nothing is known. */
  fit: z.number().min(0).max(1).nullable(),
  attempts: z.number().int().nonnegative(),
  lastCallAt: epochMs.nullable(),
  /** The latest attempts, for the limits on attempts. */
  triedAt: z.array(epochMs).max(8),
  /** When a team-mate called last, as far as the CRM knows. */
  othersCallAt: epochMs.nullable(),
  /** The open promise. */
  dueAt: epochMs.nullable(),
  /** Who is to be called then, where it is somebody the lead named. */
  person: z.string().optional(),
  /** When the play's next call is due. */
  stepDueAt: epochMs.nullable(),
  /** When the lead came in, where speed counts; null where it does not. */
  freshAt: epochMs.nullable(),
});
export type QueueLead = z.infer<typeof queueLead>;

/** Why a lead is next, most pressing first: each band comes before the one after it, whatever the rest. */
export const bands = ['promise', 'fresh', 'step', 'fit'] as const;
export const queueBand = z.enum(bands);
export type QueueBand = z.infer<typeof queueBand>;
