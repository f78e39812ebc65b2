import { z } from 'zod';

/** What a success was among the leads a card was learnt from: of one's own handoffs, or as a column of a file said. */
const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accepted') }),
  z.strictObject({
    kind: z.enum(['opportunity', 'stage2', 'won']),
    /** Within so many days of the handoff. */
    withinDays: z.number().int().min(0).max(3650),
  }),
  z.strictObject({
    kind: z.literal('column'),
    column: z.string().max(300),
    values: z.array(z.string().max(300)).min(1).max(20),
  }),
]);

/** Past leads that answered alike, and the points they got. */
const bin = z.strictObject({
  points: z.number().int().min(0).max(100),
  leads: z.number().int().min(0).max(1e9),
  /** The answer it stands for, or the number its range starts at; neither where nothing was known or no answer fits. */
  optionId: z.string().max(60).optional(),
  from: z.number().optional(),
});
export type LearntBin = z.infer<typeof bin>;

const learntCriterion = z.strictObject({ criterionId: z.string().max(60), bins: z.array(bin).min(1).max(30) });
export type LearntCriterion = z.infer<typeof learntCriterion>;

/**
 * What past leads taught a card: the chance of a success for each total of the learnt points. It holds for these points
 * only; where a card's criteria are worth something else by now, no chance is said (`changedSinceLearnt`).
 */
export const learnt = z.strictObject({
  outcome,
  leads: z.number().int().min(1).max(1e9),
  successes: z.number().int().min(0).max(1e9),
  criteria: z.array(learntCriterion).min(1).max(20),
  /** For each total from 0 points up; never falls. */
  chances: z.array(z.number().min(0).max(1)).min(1).max(2001),
});
export type Learnt = z.infer<typeof learnt>;

/** What the chances rest on, as it is said beside a chance. */
export const learntFrom = learnt.pick({ outcome: true, leads: true, successes: true });
export type LearntFrom = z.infer<typeof learntFrom>;

/** From so many leads of the rarer outcome on, chances are taken for learnt (lead-scoring practice: about 200 conversions). */
export const enoughOfEither = 200;

/** How many leads of the rarer outcome a card was learnt from. */
export function rarerOf({ leads, successes }: Pick<LearntFrom, 'leads' | 'successes'>): number {
  return Math.min(successes, leads - successes);
}

/** Whether the chances are one for each total, never fall, and come from leads that can be. */
export function isSoundLearnt({ criteria, chances, leads, successes }: Learnt): boolean {
  const highest = criteria.reduce((sum, { bins }) => sum + Math.max(...bins.map(({ points }) => points)), 0);
  const rises = chances.every((chance, total) => total === 0 || chance >= (chances[total - 1] ?? 0));
  const ids = new Set(criteria.map(({ criterionId }) => criterionId));
  const haveLeads = criteria.every(({ bins }) => bins.some((each) => each.leads > 0));
  return chances.length === highest + 1 && rises && successes <= leads && ids.size === criteria.length && haveLeads;
}
