import { z } from 'zod';
import { locales } from '../model/schemas';
import { learnt } from './learnt';

// Checks that zod has no code for say one of their own as their message; `file-issues.ts` knows them.

/** A level between 0 (speaks against the lead) and 1 (as good as it gets). */
const level = z.number().min(0).max(1);
/** Ids are made for machines: a letter, then letters and digits. They name answers, and so must name nothing every object has. */
const partId = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]*$/, 'badId')
  .max(60)
  .refine((id) => !(id in Object.prototype), 'badId');
export const cardId = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9-]*$/, 'badId')
  .max(80);
/** An ISO 4217 code such as EUR. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'badCurrency');

/** A text of a card, in one or more languages; in a draft it may still be empty. */
function textOf(shortest: 0 | 1) {
  return z
    .partialRecord(z.enum(locales), z.string().min(shortest).max(2000))
    .refine((text) => shortest === 0 || Object.keys(text).length > 0, 'noLanguage');
}

/**
 * When something applies: all conditions of a list must hold. `optionIds` asks for one of these answers (`yes` and `no`
 * of a yes/no question), `minLevel` and `maxLevel` for how good the answer is.
 */
function conditionsWith(shortest: 0 | 1) {
  const condition = z.union([
    z.strictObject({ criterionId: partId, optionIds: z.array(partId).min(shortest).max(30) }),
    z.strictObject({ criterionId: partId, minLevel: level }),
    z.strictObject({ criterionId: partId, maxLevel: level }),
  ]);
  return z.array(condition).min(shortest).max(10);
}
const conditions = { 0: conditionsWith(0), 1: conditionsWith(1) } as const;
export type Condition = z.infer<ReturnType<typeof conditionsWith>>[number];

/** From `from` on, up to the next band, the answer is worth `level`. Below the first band it is worth the first. */
const band = z.strictObject({ from: z.number().min(-1e15).max(1e15), level });
const bands = z.array(band).min(1).max(12);

/** The form of a criterion; `shortest` 0 for drafts, whose texts and lists may still be empty. */
function criterionWith(shortest: 0 | 1) {
  const text = textOf(shortest);
  const base = z.strictObject({
    id: partId,
    name: text,
    /** Where its answer belongs in the brief for the AE; without one it stands with the reasons for the call. */
    topic: z.enum(['whyCall', 'pain', 'today', 'success', 'decision', 'date']).optional(),
    /** `goal`: the answer is a goal in the prospect's own words, for the play book. */
    role: z.literal('goal').optional(),
    /** Open questions that draw this out, best first. */
    questions: z.array(text).min(shortest).max(9),
    /** What the AE needs from this answer. */
    forAe: text.optional(),
    /** `coldCall`: a first call can really fill it. `later`: mostly the AE's to learn; asked after the others. */
    stage: z.enum(['coldCall', 'later']).optional(),
    /** What asking costs: patience on a call is short, and money is a delicate subject. */
    effort: z.enum(['easy', 'normal', 'delicate']).optional(),
    /** How much it counts against the others; 0 where it is only worth knowing. */
    weight: z.number().min(0).max(1_000_000),
    /** The level such leads turn out to have on average; stands in for an answer not yet known. */
    prior: level,
    /** A gate must be reached before the lead can be ready, whatever the sum says. */
    gate: z.strictObject({ minLevel: level }).optional(),
    /** Asked only if all of these hold; where they do not, it counts as such leads usually are. */
    askIf: conditions[shortest].optional(),
    /** Days after which an answer may no longer be true; half a year where left out. */
    staleAfterDays: z.number().int().min(1).max(3650).optional(),
    /** A field of the lead in the CRM that may know the answer; `values` says which answer each of its values means. */
    crm: z
      .strictObject({ field: z.string().min(1).max(200), values: z.record(z.string().max(300), partId).optional() })
      .optional(),
  });
  const option = z.strictObject({ id: partId, label: text, level });
  const some = 2 * shortest;
  return z.discriminatedUnion('kind', [
    /** Answered by choosing one of a few plain anchors, best first. */
    base.extend({ kind: z.literal('scale'), options: z.array(option).min(some).max(9) }),
    /** Answered by yes or no; `yes` and `no` are the levels of either, where they are not 1 and 0. */
    base.extend({ kind: z.literal('yesNo'), yes: level.optional(), no: level.optional() }),
    /** Answered by one of some choices that are in no order. */
    base.extend({ kind: z.literal('choice'), options: z.array(option).min(some).max(9) }),
    /** Answered by any number of choices; their levels add up, to 1 at most. */
    base.extend({ kind: z.literal('multi'), options: z.array(option).min(shortest).max(9) }),
    base.extend({ kind: z.literal('number'), unit: text.optional(), bands }),
    /** `bands` are in `currency`; `rates` says what one unit of another currency is worth in it. */
    base.extend({
      kind: z.literal('money'),
      currency: currencyCode,
      rates: z.record(currencyCode, z.number().positive().max(1e9)).optional(),
      bands,
    }),
    /** `bands` are in days from the day it was said to the day named. */
    base.extend({ kind: z.literal('date'), bands }),
    /** Answered in words; having an answer is worth `level` (1 where left out). */
    base.extend({ kind: z.literal('text'), level: level.optional() }),
    /** Who decides, who signs, who can stop it, which steps, by when: each part known is a fifth. */
    base.extend({ kind: z.literal('process') }),
  ]);
}

/** One thing to learn about a lead. A new kind is a new member here and in `criterion-kinds.ts`. */
export type Criterion = z.infer<ReturnType<typeof criterionWith>>;
export type CriterionKind = Criterion['kind'];

/** The form of a card without what only holds for it as a whole. */
function cardWith(shortest: 0 | 1) {
  const text = textOf(shortest);
  /**
   * What rules a lead out: `hard` stops it, `soft` lets it go until some days later. With `when` it follows from answers;
   * without, the SDR says so.
   */
  const disqualifier = z.strictObject({
    id: partId,
    name: text,
    effect: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('hard') }),
      z.strictObject({ kind: z.literal('soft'), recycleDays: z.number().int().min(1).max(3650) }),
    ]),
    when: conditions[shortest].optional(),
  });
  return z.strictObject({
    id: cardId,
    version: z.number().int().positive().max(1_000_000),
    name: text,
    /** Whom it fits and what to expect of it. */
    about: text.optional(),
    /** The estimate, 0 to 100, from which a lead may be ready. */
    readyAt: z.number().min(0).max(100),
    /** Below this estimate a lead is let go once all is known; without it nothing is let go by the sum. */
    letGoBelow: z.number().min(0).max(100).optional(),
    criteria: z.array(criterionWith(shortest)).min(shortest).max(60),
    disqualifiers: z.array(disqualifier).max(40).optional(),
    /** What past leads taught, where the card was learnt from them. */
    learnt: learnt.optional(),
  });
}

/** The form of a card that may be sound; {@link draftShape} is that of one being written. */
export const scorecardShape = cardWith(1);
export const draftShape = cardWith(0);
/** A card as data, before it is known to be sound as a whole. */
export type CardShape = z.infer<typeof scorecardShape>;
export type Disqualifier = NonNullable<CardShape['disqualifiers']>[number];
