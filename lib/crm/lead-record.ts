import { z } from 'zod';
import { returnReason } from '../handoff/handoff';
import { epochMs, id, recordRef } from '../model/schemas';

export const money = z.object({ amount: z.number(), currency: z.string().length(3).nullable() });

export const phone = z.object({
  kind: z.enum(['work', 'mobile', 'home', 'other']),
  /** As the CRM has it. */
  raw: z.string(),
});

/** An opportunity or deal. `stage` is its label. */
export const opportunity = z.object({
  id: z.string(),
  name: z.string(),
  stage: z.string(),
  amount: money.nullable(),
  /** Who sourced it, where settings say by which field. */
  sourcedBy: z.string().nullish(),
  /** Whether it is at stage 2 or beyond, where settings say which stage that is. */
  isStage2: z.boolean().nullish(),
  /** When it was opened (epoch ms) and whose it is, where the CRM tells. */
  openedAt: epochMs.nullish(),
  ownerId: z.string().nullish(),
  /** True where it speaks for the record it was read with: it names this person, or the record is its account. */
  isOfRecord: z.boolean().nullish(),
});
export type Opportunity = z.infer<typeof opportunity>;

export const crmActivity = z.object({
  id: z.string(),
  kind: z.enum(['call', 'email', 'task', 'meeting', 'note', 'other']),
  subject: z.string(),
  body: z.string(),
  /** The CRM's own word for what came of it, where it has one. */
  result: z.string().nullable(),
  by: z.string().nullable(),
  at: epochMs,
  /** Of a task: whose it is, whether it is done and when, and which write of Baton made it, where one did. */
  task: z.object({ ownerId: z.string().nullable(), doneAt: epochMs.nullable(), writeId: id.nullable() }).optional(),
  /** What this activity says of a handoff, where a Baton wrote it for that. */
  answer: z
    .object({
      handoffId: id,
      answer: z.enum(['accepted', 'returned', 'takenBack']),
      reasonId: returnReason.nullable(),
      writeId: id.nullable(),
    })
    .optional(),
});
export type CrmActivity = z.infer<typeof crmActivity>;

/**
 * What Baton knows of a record from its CRM, in Baton's words. Every field may be missing in a real org:
 * null says "the CRM does not tell", which is never the same as "no".
 */
export const leadRecord = z.object({
  ref: recordRef,
  name: z.string(),
  title: z.string().nullable(),
  company: z.string().nullable(),
  phones: z.array(phone),
  email: z.string().nullable(),
  source: z.string().nullable(),
  status: z.string().nullable(),
  /** Who works it; `pool` where that is a queue of leads that anybody in it may take, and no person. */
  owner: z.object({ id: z.string(), name: z.string(), pool: z.literal(true).optional() }).nullable(),
  /** IANA zone where the CRM states one. */
  timeZone: z.string().nullable(),
  address: z.object({
    city: z.string().nullable(),
    state: z.string().nullable(),
    postalCode: z.string().nullable(),
    country: z.string().nullable(),
  }),
  doNotCall: z.boolean().nullable(),
  /** Whether marketing calls it qualified, where settings say by which field. */
  isMql: z.boolean().nullish(),
  /** What the org's own fields say that may know an answer, where settings or the scorecard name any. */
  known: z
    .array(z.object({ field: z.string(), criterionId: z.string().nullable(), value: z.string() }))
    .readonly()
    .optional(),
  /** When the CRM got it (epoch ms), where it tells. */
  createdAt: epochMs.nullish(),
  /** When it was changed last (epoch ms), where it tells. */
  changedAt: epochMs.nullish(),
  /** That it was converted, and on which day where the CRM tells; nullish where it was not. */
  converted: z.object({ at: epochMs.nullable() }).nullish(),
  /** What the field says that settings map to the handoff's state. */
  handoffField: z.object({ state: z.enum(['accepted', 'returned']), value: z.string() }).nullish(),
  openOpportunities: z.array(opportunity).nullable(),
  /** What the record is where it is an opportunity itself. */
  deal: opportunity.nullish(),
  /** Newest first. */
  activities: z.array(crmActivity),
  /** The CRM has more of them than it was asked for. */
  olderActivities: z.boolean().nullish(),
  /** Where this came from: the CRM's API, or only what the page shows (no connection). */
  from: z.enum(['crm', 'page']),
  fetchedAt: epochMs,
});
export type LeadRecord = z.infer<typeof leadRecord>;
