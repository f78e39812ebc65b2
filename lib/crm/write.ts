import { z } from 'zod';
import { returnReason } from '../handoff/handoff';
import { epochMs, id, recordRef } from '../model/schemas';

const base = z.object({
  /** The outbox entry's id, which is also the id looked for in the CRM when an answer was lost. */
  id,
  ref: recordRef,
});

/** A call to be shown as the CRM's own activity. `outcomeLabel` is what people read; adapters map `outcomeId` to the CRM's own value. */
export const logCallWrite = base.extend({
  kind: z.literal('logCall'),
  outcomeId: z.string(),
  outcomeLabel: z.string(),
  startedAt: epochMs,
  durationMs: z.number().int().nonnegative().nullable(),
  number: z.string().nullable(),
  note: z.string(),
  /** Absent: the SDR called. */
  direction: z.enum(['out', 'in']).optional(),
});
/** Puts an earlier `logCall` (by its write id) right: the SDR changed the call after it was logged. */
export const editCallWrite = logCallWrite.extend({ kind: z.literal('editCall'), callWriteId: id });
/** Marks an earlier `logCall` (by its write id) as taken back. */
export const undoCallWrite = base.extend({ kind: z.literal('undoCall'), callWriteId: id, subject: z.string() });
/** A follow-up promised by the SDR, as the CRM's own task for themselves. */
export const followUpWrite = base.extend({
  kind: z.literal('followUp'),
  subject: z.string(),
  body: z.string(),
  dueAt: epochMs,
});
/** Gives an earlier `followUp` (by its write id) other words: the call that promised it was put right. Whether it is done stays as it is. */
export const editFollowUpWrite = base.extend({
  kind: z.literal('editFollowUp'),
  followUpWriteId: id,
  subject: z.string(),
  body: z.string(),
});
/** Takes a follow-up task back (undo): completes it in the CRM. */
export const undoFollowUpWrite = base.extend({ kind: z.literal('undoFollowUp'), followUpWriteId: id });
/** The handoff's effects together: new owner and status, and a task with the brief for the AE. All or nothing where the CRM can. */
export const handoffWrite = base.extend({
  kind: z.literal('handoff'),
  ae: z.object({ id: z.string(), name: z.string() }),
  status: z.string().nullable(),
  /** 0 to 100, for the field that is mapped to it. */
  score: z.number().nullish(),
  /** What was answered, by criterion id, for the fields that are mapped to single answers. */
  answers: z.record(z.string(), z.object({ text: z.string(), amount: z.number().nullable() })).optional(),
  taskSubject: z.string(),
  brief: z.string(),
  dueAt: epochMs,
});

/** What somebody said of an earlier `handoff` (by its write id): a finished task that says it, and the mapped field. */
export const handoffAnswerWrite = base.extend({
  kind: z.literal('handoffAnswer'),
  handoffWriteId: id,
  answer: z.enum(['accepted', 'returned', 'takenBack']),
  reasonId: returnReason.nullable(),
  subject: z.string(),
  body: z.string(),
  at: epochMs,
  /** The AE's task with the brief, which an answer completes; null where it is not known. */
  taskId: z.string().nullable(),
});

/** One thing the CRM has yet to be told, in Baton's words. A new kind is a new member here and in each adapter. */
export const crmWrite = z.discriminatedUnion('kind', [
  logCallWrite,
  editCallWrite,
  undoCallWrite,
  followUpWrite,
  editFollowUpWrite,
  undoFollowUpWrite,
  handoffWrite,
  handoffAnswerWrite,
]);
export type CrmWrite = z.infer<typeof crmWrite>;
export type LogCallWrite = z.infer<typeof logCallWrite>;
export type HandoffWrite = z.infer<typeof handoffWrite>;
export type HandoffAnswerWrite = z.infer<typeof handoffAnswerWrite>;
