import { z } from 'zod';
import { epochMs, id, localDay, recordKey } from '../model/schemas';
import { currencyCode } from './criterion';

const words = z.string().max(1000);

/** The parts of a decision process, in the order they are asked; a part nobody knows yet is empty. */
export const decisionProcess = z.object({
  kind: z.literal('process'),
  decides: words,
  signs: words,
  canStop: words,
  steps: z.array(words).max(20),
  by: localDay.nullable(),
});
export type DecisionProcess = z.infer<typeof decisionProcess>;

/**
 * What was learned. `option` answers yes/no (`yes`, `no`), scales and single choices. `unknown` was asked and the
 * prospect does not know; `refused` would not say; `cleared` takes an earlier answer back (undo). None of them is a "no".
 */
export const answerValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('option'), optionId: z.string() }),
  z.object({ kind: z.literal('options'), optionIds: z.array(z.string()).max(30) }),
  z.object({ kind: z.literal('number'), amount: z.number() }),
  z.object({ kind: z.literal('money'), amount: z.number(), currency: currencyCode }),
  z.object({ kind: z.literal('date'), day: localDay }),
  z.object({ kind: z.literal('text'), text: z.string().min(1).max(4000) }),
  decisionProcess,
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('refused') }),
  z.object({ kind: z.literal('cleared') }),
]);
export type AnswerValue = z.infer<typeof answerValue>;

/** An answer that says something of its own. */
export type KnownValue = Exclude<AnswerValue, { kind: 'unknown' | 'refused' | 'cleared' }>;

/** One answer as it was given; answers are appended, never changed, and the latest of a criterion holds. */
export const answer = z.object({
  id,
  recordKey,
  scorecardId: z.string(),
  scorecardVersion: z.number().int().positive(),
  criterionId: z.string(),
  value: answerValue,
  note: z.string().max(4000),
  /** Where it can be checked: a quote, a link, who said it. */
  evidence: z.string().max(2000).optional(),
  at: epochMs,
  callId: id.nullable(),
});
export type Answer = z.infer<typeof answer>;

/** An answer as scoring sees it. `source: 'crm'`: a field of the CRM says so, and nobody has confirmed it. */
export interface HeldAnswer extends Pick<Answer, 'value' | 'note' | 'at'> {
  readonly evidence?: string | undefined;
  readonly source?: 'crm' | undefined;
  /** The call it was given in, where it was. */
  readonly callId?: string | null | undefined;
}

/** The answers that hold now, by criterion id; a criterion never asked is absent. */
export type Answers = Readonly<Record<string, HeldAnswer>>;

/** True where an answer says something of its own. */
export function isKnown(value: AnswerValue): value is KnownValue {
  return value.kind !== 'unknown' && value.kind !== 'refused' && value.kind !== 'cleared';
}
