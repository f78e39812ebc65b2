import { z } from 'zod';
import { handoff } from '../handoff/handoff';
import { epochMs } from '../model/schemas';
import { type Answer, answer } from '../qualification/answer';
import { type FateRule, type LeadFate, type Verdict, verdictOf } from './lead-fate';

/** The SDR's own past handoffs as a table to learn from. */
export interface PastTable {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A handoff with every answer of its lead, whenever it was given, and when its calls were made. */
export const pastHandoff = z.object({ handoff, answers: z.array(answer), calledAt: z.array(epochMs) });
export type PastHandoff = z.infer<typeof pastHandoff>;

/** A handoff with what became of its lead; null where that is not known. */
export interface PastCase extends PastHandoff {
  readonly fate: LeadFate | null;
}

/** What the columns are called, and how an answer of a criterion reads. */
export interface PastWords {
  readonly calls: string;
  readonly score: string;
  readonly outcome: string;
  readonly yes: string;
  readonly no: string;
  /** What a field of the lead is called. */
  readonly fieldName: (field: string) => string;
  readonly criteria: readonly {
    readonly id: string;
    readonly name: string;
    readonly wordsOf: (answer: Answer) => string;
  }[];
}

/**
 * The handoffs to learn from, oldest first. Withdrawn ones came to nothing that could be learnt. Of a lead handed over again,
 * each handoff was accepted or returned by itself; anything later came of the lead once, so it counts with the first.
 */
export function pastCases(
  past: readonly PastHandoff[],
  fates: Readonly<Record<string, LeadFate>>,
  { kind }: FateRule,
): readonly PastCase[] {
  const seen = new Set<string>();
  return past
    .filter(({ handoff: given }) => given.state !== 'withdrawn')
    .toSorted((a, b) => a.handoff.submittedAt - b.handoff.submittedAt)
    .filter(({ handoff: given }) => {
      const again = kind !== 'accepted' && seen.has(given.recordKey);
      seen.add(given.recordKey);
      return !again;
    })
    .map((one) => ({ ...one, fate: Object.hasOwn(fates, one.handoff.recordKey) ? fateIn(fates, one) : null }));
}

function fateIn(fates: Readonly<Record<string, LeadFate>>, { handoff: given }: PastHandoff): LeadFate | null {
  return fates[given.recordKey] ?? null;
}

/**
 * One row per case with what was known when it was handed over and nothing later: the answers given by then, the calls made
 * by then, the score and the CRM's fields as they were. Cases whose outcome is not known, or not yet, have none.
 */
export function pastTable(cases: readonly PastCase[], rule: FateRule, words: PastWords): PastTable {
  const fields = fieldsKnown(cases, words);
  return {
    names: distinct([
      ...words.criteria.map(({ name }) => name),
      ...fields.map(({ name }) => name),
      ...[words.calls, words.score, words.outcome],
    ]),
    rows: cases.map(({ handoff: given, answers, calledAt, fate }) => {
      const at = given.submittedAt;
      return [
        ...words.criteria.map((criterion) => {
          const latest = answers
            .filter((one) => one.criterionId === criterion.id && one.at <= at)
            .toSorted((a, b) => a.at - b.at)
            .at(-1);
          return latest === undefined ? '' : criterion.wordsOf(latest);
        }),
        ...fields.map(
          ({ field }) =>
            (given.fields !== undefined && Object.hasOwn(given.fields, field) ? given.fields[field] : undefined) ?? '',
        ),
        String(calledAt.filter((called) => called <= at).length),
        String(given.score.estimate),
        outcomeWord(verdictOf(given, fate, rule), words),
      ];
    }),
  };
}

/** The fields that some handoff kept, in the order they first appear. */
function fieldsKnown(cases: readonly PastCase[], { fieldName }: PastWords) {
  const fields = new Set(cases.flatMap(({ handoff: given }) => Object.keys(given.fields ?? {})));
  return [...fields].map((field) => ({ field, name: fieldName(field) }));
}

function outcomeWord(verdict: Verdict, { yes, no }: PastWords): string {
  if (verdict === 'yes') return yes;
  return verdict === 'no' ? no : '';
}

/** Column names told apart; the last, which is the outcome, keeps its own. */
function distinct(names: readonly string[]): readonly string[] {
  const taken = new Set(names.slice(-1));
  return names.map((name, index) => {
    if (index === names.length - 1) return name;
    let free = name;
    for (let again = 2; taken.has(free); again += 1) free = `${name} (${again})`;
    taken.add(free);
    return free;
  });
}
