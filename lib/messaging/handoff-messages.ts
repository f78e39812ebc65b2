import { z } from 'zod';
import { crmProblem } from '../crm/result';
import { briefSection, handoff, returnReason } from '../handoff/handoff';
import { leadFate } from '../learning/lead-fate';
import { pastHandoff } from '../learning/past-table';
import { epochMs, id, orgKey, recordKey } from '../model/schemas';
import type { MessageForms } from './message-form';
import { aesView, handoffFilters, handoffPreview, handoffsView } from './views';

/** Messages about handing a lead over, and what became of it. */
export const handoffMessages = {
  /** People a lead can be handed to; with `everybody` also those the Rules of Engagement leave out. */
  listAes: { ask: z.object({ org: orgKey, everybody: z.boolean().optional() }), answer: aesView, waits: 'crm' },
  /** Looks in the CRM for people whom a list that is not complete lacks; they are in the list from then on. */
  findAes: { ask: z.object({ org: orgKey, text: z.string().max(200) }), answer: aesView, waits: 'crm' },
  previewHandoff: { ask: z.object({ recordKey, aeId: z.string() }), answer: handoffPreview, waits: 'crm' },
  handOver: {
    ask: z.object({
      commandId: id,
      recordKey,
      aeId: z.string(),
      brief: z.array(briefSection).min(1),
      taskSubject: z.string().max(255),
      statusValue: z.string().nullable(),
      at: epochMs,
    }),
    answer: handoff,
  },
  /** Says what became of a handoff: by the SDR who heard it, or by the AE it was given to. Saying it again changes nothing. */
  answerHandoff: {
    ask: z.object({
      commandId: id,
      recordKey,
      handoffId: id,
      answer: z.enum(['accepted', 'returned']),
      /** Why it was returned. */
      reasonId: returnReason.nullable(),
      note: z.string().max(4000),
      at: epochMs,
    }),
    answer: z.null(),
  },
  /** Takes back the answer that stands, whoever gave it: the handoff is open again. */
  takeAnswerBack: { ask: z.object({ commandId: id, recordKey, handoffId: id, at: epochMs }), answer: z.null() },
  /** Handoffs, the latest first, and the figures of the last 90 days. */
  handoffs: {
    ask: z.object({ show: z.enum(handoffFilters), limit: z.number().int().min(1).max(100_000) }),
    answer: handoffsView,
  },
  /** Looks in the CRMs what became of open handoffs, where that was not done lately; `soon`: somebody opened a page to see. */
  refreshHandoffs: { ask: z.object({ soon: z.boolean() }), answer: z.null(), waits: 'crm' },
  /** Every handoff with what was known of its lead, for learning from what came of it. */
  pastHandoffs: { ask: z.object({}), answer: z.array(pastHandoff) },
  /** What became of leads in their CRMs; of orgs that cannot be asked now, what they told last. */
  leadFates: {
    ask: z.object({ keys: z.array(recordKey).max(20_000) }),
    answer: z.object({
      fates: z.record(z.string(), leadFate),
      /** Orgs that were not asked now; `problem` is null where none is connected. */
      unread: z.array(z.object({ org: orgKey, problem: crmProblem.nullable() })),
    }),
    waits: 'crm',
  },
} as const satisfies MessageForms;
