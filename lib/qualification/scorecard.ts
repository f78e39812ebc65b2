import type { z } from 'zod';
import { problemsOf } from './card-check';
import { scorecardShape } from './criterion';

export type { Criterion } from './criterion';

/** An ordered set of criteria with rules, sound as a whole; a version once published is never edited in place. */
export const scorecard = scorecardShape.superRefine((card, context) => {
  for (const { path, code, params } of problemsOf(card)) {
    context.addIssue({ code: 'custom', path: [...path], message: code, params: { ...params, cardProblem: code } });
  }
});
export type Scorecard = z.infer<typeof scorecard>;
