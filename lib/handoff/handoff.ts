import { z } from 'zod';
import { epochMs, id, recordKey } from '../model/schemas';
import { learntFrom } from '../qualification/learnt';

export const accountExecutive = z.object({ id: z.string(), name: z.string(), email: z.string().nullable() });
export type AccountExecutive = z.infer<typeof accountExecutive>;

/** A section of the brief: `heading` is a key of the locale files, `body` the SDR's or the prospect's words. */
export const briefSection = z.object({
  heading: z.enum([
    'whyCall',
    'pain',
    'today',
    'success',
    'decision',
    'date',
    'nextMeeting',
    'objections',
    'notAsked',
    'avoid',
  ]),
  body: z.string().max(4000),
});
export type BriefSection = z.infer<typeof briefSection>;

/** How a clause of the Rules of Engagement stands for one lead. `detail` fills the locale text `clause.<id>.<state>`. */
export const clauseState = z.object({
  clauseId: z.string(),
  state: z.enum(['met', 'unmet', 'unknown']),
  required: z.boolean(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ClauseState = z.infer<typeof clauseState>;

export const readiness = z.object({
  ready: z.boolean(),
  rulesVersion: z.number().int(),
  clauses: z.array(clauseState),
});
export type Readiness = z.infer<typeof readiness>;

export const handoffStateName = z.enum(['submitted', 'accepted', 'returned', 'withdrawn']);

/** Why an AE gives a lead back. A new one is a new member here and a name in `assets/locales`. Source: domain notes section 4, reject codes. */
export const returnReasons = [
  'notReached',
  'noNeed',
  'wrongPerson',
  'badTiming',
  'missingInfo',
  'duplicate',
  'other',
] as const;
export const returnReason = z.enum(returnReasons);
export type ReturnReason = z.infer<typeof returnReason>;

/** How Baton came to know of a change of state: what a person said here or there, or what the CRM shows. */
const answerSource = z.discriminatedUnion('kind', [
  /** `name` is null where it is the SDR of this very browser. */
  z.object({ kind: z.literal('person'), by: z.enum(['sdr', 'ae']), name: z.string().nullable() }),
  z.object({ kind: z.literal('takenBack'), by: z.enum(['sdr', 'ae']), name: z.string().nullable() }),
  z.object({ kind: z.literal('field'), value: z.string() }),
  z.object({ kind: z.literal('opportunity'), name: z.string() }),
  z.object({ kind: z.literal('converted') }),
  z.object({ kind: z.literal('owner') }),
  z.object({ kind: z.literal('status'), status: z.string() }),
  z.object({ kind: z.literal('task') }),
]);
export type AnswerSource = z.infer<typeof answerSource>;

const stateChange = z.object({
  state: handoffStateName,
  at: epochMs,
  /** A person's own words. */
  reason: z.string().nullable(),
  /** Why it was returned, where somebody said so. */
  reasonId: returnReason.optional(),
  /** Absent for what was done here: handing over and withdrawing. */
  from: answerSource.optional(),
  /** The CRM write that tells of it. */
  writeId: id.optional(),
});
/** One change of a handoff's state. */
export type StateChange = z.infer<typeof stateChange>;

/** A lead given to an AE, with the brief and the score as they were and every change of state. */
export const handoff = z.object({
  id,
  recordKey,
  leadName: z.string(),
  ae: accountExecutive,
  brief: z.array(briefSection),
  score: z.object({ estimate: z.number(), low: z.number(), high: z.number() }),
  /** The chance of a success that stood beside the score, where the card was learnt. */
  chance: z.object({ chance: z.number(), learnt: learntFrom }).optional(),
  /** What it was scored by; handoffs before there was a choice do not say. */
  scorecard: z.object({ id: z.string(), version: z.number().int() }).optional(),
  /** The lead's fields in the CRM as they were, by name: what becomes of them later tells nothing of what was known. */
  fields: z.record(z.string(), z.string()).optional(),
  /** The answer that the CRM's field showed already, where the handoff writes nothing over it: it is no answer to this one. */
  fieldBefore: z.string().optional(),
  clauses: z.array(clauseState),
  rulesVersion: z.number().int(),
  state: handoffStateName,
  /** Oldest first; the last one is `state`. */
  history: z.array(stateChange),
  submittedAt: epochMs,
  /** When the AE's answer is due under the rules. */
  dueAt: epochMs,
  day: z.iso.date(),
  /** The SDR was reminded that the answer is overdue: never twice. */
  reminded: z.boolean().optional(),
});
export type Handoff = z.infer<typeof handoff>;
