import { z } from 'zod';
import { epochMs } from '../model/schemas';

/** What one criterion does to the score, in points of 100. */
export const reason = z.object({
  criterionId: z.string(),
  /** `notApplicable`: what it is asked for does not hold for this lead. */
  state: z.enum(['answered', 'unknown', 'refused', 'notApplicable']),
  /** What the answer rests on: said to the SDR, said too long ago, or only a field of the CRM. Null without an answer. */
  basis: z.enum(['said', 'aged', 'crm']).nullable(),
  /** Points it may contribute at most. */
  outOf: z.number(),
  /** Points it contributes to the estimate. */
  points: z.number(),
  /** Points it moved the estimate against what such leads usually have; 0 while unknown. */
  moved: z.number(),
  /** Points a future answer could still add to, or take from, the estimate. */
  couldAdd: z.number(),
  couldLose: z.number(),
});
export type Reason = z.infer<typeof reason>;

export const gateState = z.object({ criterionId: z.string(), state: z.enum(['met', 'unmet', 'unknown']) });

/** What to do with a lead: give it to the AE, go on, or stop. */
const decision = z.enum(['handOver', 'keepWorking', 'letGo']);

/** A disqualifier that holds; a soft one says from when the lead may be taken up again. */
const disqualification = z.object({
  id: z.string(),
  kind: z.enum(['hard', 'soft']),
  recycleAt: epochMs.nullable(),
});
export type Disqualification = z.infer<typeof disqualification>;

/** The chance of a success by past leads, and between what it may still come to lie; 0 to 1. */
const chance = z.object({ chance: z.number(), low: z.number(), high: z.number() });

/** A score is an estimate inside the range that is still possible, all in points of 100, with its reasons. */
export const score = z.object({
  estimate: z.number(),
  low: z.number(),
  high: z.number(),
  readyAt: z.number(),
  /** Estimate reaches `readyAt`, every gate is met, and nothing rules the lead out. */
  ready: z.boolean(),
  known: z.number().int(),
  total: z.number().int(),
  reasons: z.array(reason),
  gates: z.array(gateState),
  /** Criteria to learn or to improve before the lead is ready, gates first; empty when ready. */
  missing: z.array(z.string()),
  disqualified: z.array(disqualification),
  /** By what is known now. */
  decision,
  /** Null where the card was not learnt from past leads, or its points were changed since. */
  chance: chance.nullable(),
});
export type Score = z.infer<typeof score>;
