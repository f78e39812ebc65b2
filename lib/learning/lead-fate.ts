import { z } from 'zod';
import type { Handoff } from '../handoff/handoff';
import { epochMs } from '../model/schemas';
import { dayMs } from '../model/time';

/** An opportunity that came of a lead, with when it got how far; null where it did not, as far as is known. */
const fateOfOpportunity = z.object({
  openedAt: epochMs,
  stage2At: epochMs.nullable(),
  wonAt: epochMs.nullable(),
  /** The lead is this very opportunity: it was open before the handoff and counts all the same. */
  isLead: z.boolean().optional(),
});

/** What became of a lead in its CRM. */
export const leadFate = z.object({
  /** When it was looked at: what came later is not known. */
  seenAt: epochMs,
  /** Whether it could be told which opportunities reached stage 2. */
  knowsStage2: z.boolean(),
  opportunities: z.array(fateOfOpportunity),
});
export type LeadFate = z.infer<typeof leadFate>;

/** What can be learnt from, in the order a lead goes through it. */
export const fateKinds = ['accepted', 'opportunity', 'stage2', 'won'] as const;
export type FateKind = (typeof fateKinds)[number];

/**
 * Within how many days of the handoff it must have come. A starting point to change: about what a median sales cycle allows
 * for; accepting is answered by the AE and has no such time.
 */
export const usualDays: Readonly<Record<Exclude<FateKind, 'accepted'>, number>> = {
  opportunity: 30,
  stage2: 60,
  won: 180,
};

/** Which outcome, and within how many days of the handoff (of no meaning for `accepted`). */
export interface FateRule {
  readonly kind: FateKind;
  readonly days: number;
}

/** `tooYoung`: its days are not over. `unknown`: nobody said, or the CRM could not be asked. */
export type Verdict = 'yes' | 'no' | 'tooYoung' | 'unknown';

/** An opportunity dated by day alone may look a little older than the handoff it came of. */
const slackMs = dayMs;

/**
 * What came of one handoff.
 *
 * A lead counts once its days are over, and then as a success only if it succeeded within them. Before that it counts as
 * nothing, even where it succeeded already: taking the early successes of young leads without their late failures would make
 * every chance too high.
 */
export function verdictOf(
  given: Pick<Handoff, 'state' | 'submittedAt'>,
  fate: LeadFate | null,
  rule: FateRule,
): Verdict {
  if (rule.kind === 'accepted') return acceptedVerdict(given, fate);
  if (fate === null || (rule.kind === 'stage2' && !fate.knowsStage2)) return 'unknown';
  const until = given.submittedAt + rule.days * dayMs;
  if (fate.seenAt < until) return 'tooYoung';
  const at = reachedAt(given, fate, rule.kind);
  return at !== null && at <= until ? 'yes' : 'no';
}

/** An AE who made an opportunity of the lead accepted it, whatever else was said. */
function acceptedVerdict(given: Pick<Handoff, 'state' | 'submittedAt'>, fate: LeadFate | null): Verdict {
  if (given.state === 'accepted') return 'yes';
  if (fate !== null && reachedAt(given, fate, 'opportunity') !== null) return 'yes';
  return given.state === 'returned' ? 'no' : 'unknown';
}

/** When the first opportunity that came of the handoff got there; null where none did. */
function reachedAt(
  { submittedAt }: Pick<Handoff, 'submittedAt'>,
  { opportunities }: LeadFate,
  kind: Exclude<FateKind, 'accepted'>,
): number | null {
  const times = opportunities
    .filter(({ openedAt, isLead }) => isLead === true || openedAt >= submittedAt - slackMs)
    .flatMap(({ openedAt, stage2At, wonAt }) => {
      if (kind === 'opportunity') return [openedAt];
      // What was won was past stage 2, whether or not it was ever put there.
      const at = kind === 'won' ? wonAt : earliest(stage2At, wonAt);
      return at === null ? [] : [at];
    });
  return times.length === 0 ? null : Math.min(...times);
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** How many cases of each verdict there are, and how many successes came after their days were over. */
export interface FateCounts extends Readonly<Record<Verdict, number>> {
  readonly late: number;
}

/** Counts what came of handoffs by one rule. */
export function countFates(
  cases: readonly { readonly handoff: Pick<Handoff, 'state' | 'submittedAt'>; readonly fate: LeadFate | null }[],
  rule: FateRule,
): FateCounts {
  const counts = { yes: 0, no: 0, tooYoung: 0, unknown: 0, late: 0 };
  for (const { handoff, fate } of cases) {
    const verdict = verdictOf(handoff, fate, rule);
    counts[verdict] += 1;
    if (rule.kind === 'accepted' || verdict !== 'no' || fate === null) continue;
    if (reachedAt(handoff, fate, rule.kind) !== null) counts.late += 1;
  }
  return counts;
}
