import { z } from 'zod';
import { epochMs, id, recordKey } from '../model/schemas';
import { answerValue } from '../qualification/answer';
import { draftShape } from '../qualification/criterion';
import { scorecard } from '../qualification/scorecard';
import type { MessageForms } from './message-form';
import { answerModel, ownOrigin, scorecardRef, scorecardsView, scorecardTrial } from './scorecard-views';

/** Messages about answers and the scorecards they are scored by. */
export const scorecardMessages = {
  giveAnswer: {
    ask: z.object({
      commandId: id,
      recordKey,
      criterionId: z.string(),
      value: answerValue,
      note: z.string().max(4000),
      evidence: z.string().max(2000).optional(),
      at: epochMs,
    }),
    answer: z.null(),
  },
  scorecards: { ask: z.object({}), answer: scorecardsView },
  /** What leads usually answer to the card in use, learnt from past answers; null while there are none. */
  answerModel: { ask: z.object({ card: scorecardRef }), answer: answerModel.nullable() },
  /** What a card would have said of the leads worked so far. */
  tryScorecard: { ask: z.object({ card: scorecard }), answer: scorecardTrial },
  /** Keeps a card being written; the last one saved under its id holds. */
  saveScorecardDraft: { ask: z.object({ commandId: id, card: draftShape, origin: ownOrigin }), answer: z.null() },
  discardScorecardDraft: { ask: z.object({ commandId: id, scorecardId: z.string() }), answer: z.null() },
  /** Makes a new version that never changes again; with `use`, leads are scored by it from now on. */
  publishScorecard: {
    ask: z.object({ commandId: id, card: scorecard, origin: ownOrigin, use: z.boolean() }),
    answer: scorecardRef,
  },
  useScorecard: {
    ask: z.object({ commandId: id, scorecardId: z.string(), version: z.number().int() }),
    answer: z.null(),
  },
} as const satisfies MessageForms;
