import { z } from 'zod';
import { handoff } from '../handoff/handoff';
import { epochMs } from '../model/schemas';
import { type Answer, answer } from '../qualification/answer';

/** The SDR's own past handoffs as a table to learn from. */
export interface PastTable {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A handoff with every answer of its lead, whenever it was given, and when its calls were made. */
export const pastHandoff = z.object({ handoff, answers: z.array(answer), calledAt: z.array(epochMs) });
export type PastHandoff = z.infer<typeof pastHandoff>;

/** What the columns are called, and how an answer of a criterion reads. */
export interface PastWords {
  readonly calls: string;
  readonly score: string;
  readonly accepted: string;
  readonly yes: string;
  readonly no: string;
  readonly criteria: readonly {
    readonly id: string;
    readonly name: string;
    readonly wordsOf: (answer: Answer) => string;
  }[];
}

/**
 * One row per handoff, oldest first, with what was known when it was handed over and nothing later: the answers given by
 * then, the calls made by then, the score as it was. The outcome is whether the AE accepted; a handoff the AE has not
 * answered yet has none.
 */
export function pastTable(past: readonly PastHandoff[], words: PastWords): PastTable {
  const decided = past
    .filter((one) => one.handoff.state !== 'withdrawn')
    .toSorted((a, b) => a.handoff.submittedAt - b.handoff.submittedAt);
  return {
    names: [...words.criteria.map(({ name }) => name), words.calls, words.score, words.accepted],
    rows: decided.map(({ handoff: given, answers, calledAt }) => {
      const at = given.submittedAt;
      return [
        ...words.criteria.map((criterion) => {
          const latest = answers
            .filter((one) => one.criterionId === criterion.id && one.at <= at)
            .toSorted((a, b) => a.at - b.at)
            .at(-1);
          return latest === undefined ? '' : criterion.wordsOf(latest);
        }),
        String(calledAt.filter((called) => called <= at).length),
        String(given.score.estimate),
        acceptedWord(given, words),
      ];
    }),
  };
}

function acceptedWord({ state }: PastHandoff['handoff'], { yes, no }: PastWords): string {
  if (state === 'accepted') return yes;
  return state === 'returned' ? no : '';
}
