import { z } from 'zod';
import { epochMs, localText } from '../model/schemas';
import { draftShape } from '../qualification/criterion';
import { scorecard } from '../qualification/scorecard';

/** Where a card comes from; prescribed ones come from an administrator, learnt ones from past outcomes. */
export const cardOrigin = z.enum(['builtIn', 'own', 'imported', 'learnt', 'prescribed']);
/** Where a card that the SDR writes or takes over may come from. */
export const ownOrigin = cardOrigin.extract(['own', 'imported', 'learnt']);

export const scorecardRef = z.object({ id: z.string(), version: z.number().int() });

/** All scorecards, as the dashboard lists them. */
export const scorecardsView = z.object({
  inUse: scorecardRef,
  /** Every card that scores some lead now, the one in use first, with the names of the plays that name it. */
  scoring: z.array(scorecardRef.extend({ plays: z.array(localText) })),
  /** True where an administrator chose the card in use. */
  isPrescribed: z.boolean(),
  /** Prescribed files that are no scorecards. */
  unreadablePrescribed: z.number().int(),
  cards: z.array(z.object({ card: scorecard, origin: cardOrigin, publishedAt: epochMs.nullable() })),
  drafts: z.array(z.object({ card: draftShape, origin: cardOrigin, updatedAt: epochMs })),
});
export type ScorecardsView = z.infer<typeof scorecardsView>;

const someNames = z.object({ count: z.number().int(), names: z.array(z.string()) });

/** What a card would have said of past leads. */
export const scorecardTrial = z.object({
  handoffs: z.number().int(),
  notReady: someNames,
  others: z.number().int(),
  newlyReady: someNames,
});
export type ScorecardTrial = z.infer<typeof scorecardTrial>;

/** What leads usually answer; the form of `AnswerModel` in `lib/qualification/answer-model.ts`. */
export const answerModel = z.object({
  cells: z.array(z.array(z.object({ id: z.string().nullable(), level: z.number() }))),
  types: z.array(z.object({ share: z.number(), chances: z.array(z.array(z.number())) })),
});
