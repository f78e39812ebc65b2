import { z } from 'zod';
import { epochMs, id, recordKey } from '../model/schemas';

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

/** A lead given to an AE, with the brief and the score as they were and every change of state. */
export const handoff = z.object({
  id,
  recordKey,
  leadName: z.string(),
  ae: accountExecutive,
  brief: z.array(briefSection),
  score: z.object({ estimate: z.number(), low: z.number(), high: z.number() }),
  /** What it was scored by; handoffs before there was a choice do not say. */
  scorecard: z.object({ id: z.string(), version: z.number().int() }).optional(),
  /** The lead's fields in the CRM as they were, by name: what becomes of them later tells nothing of what was known. */
  fields: z.record(z.string(), z.string()).optional(),
  clauses: z.array(clauseState),
  rulesVersion: z.number().int(),
  state: handoffStateName,
  history: z.array(z.object({ state: handoffStateName, at: epochMs, reason: z.string().nullable() })),
  submittedAt: epochMs,
  /** When the AE's answer is due under the rules. */
  dueAt: epochMs,
  day: z.iso.date(),
});
export type Handoff = z.infer<typeof handoff>;
