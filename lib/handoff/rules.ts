import type { Call } from '../calls/call';
import { isConversation } from '../calls/counting';
import type { Outcome } from '../calls/outcome';
import { findOutcome as findBuiltIn } from '../calls/outcomes';
import { listFormat } from '../model/formatters';
import { type Locale, textIn } from '../model/schemas';
import type { Score } from '../qualification/score';
import type { Scorecard } from '../qualification/scorecard';
import type { ClauseState, Readiness } from './handoff';

/**
 * One agreed clause. Its id is also its key in the locale files (`clause:<id>.<state>`); `detail.context` picks a variant
 * of the sentence there.
 */
export type Clause =
  | {
      readonly id: 'score';
      readonly required: boolean /** Null: the scorecard's own threshold. */;
      readonly minimum: number | null;
    }
  | { readonly id: 'gates'; readonly required: boolean }
  | { readonly id: 'conversation'; readonly required: boolean }
  | { readonly id: 'reachable'; readonly required: boolean }
  | { readonly id: 'noOpenOpportunity'; readonly required: boolean }
  | { readonly id: 'answerWithin'; readonly workingDays: number };

/** The Rules of Engagement agreed between SDRs and AEs; a version once used is never edited in place. */
export interface RulesOfEngagement {
  readonly version: number;
  readonly clauses: readonly Clause[];
}

/** The rules until a team agrees on its own. Sources: domain notes section 4 (GitLab's pre-acceptance bar; AE
 * answer in 24 business hours: by the same hour of the next working day). */
export const defaultRules: RulesOfEngagement = {
  version: 1,
  clauses: [
    { id: 'score', required: true, minimum: null },
    { id: 'gates', required: true },
    { id: 'conversation', required: true },
    { id: 'reachable', required: true },
    { id: 'noOpenOpportunity', required: true },
    { id: 'answerWithin', workingDays: 1 },
  ],
};

/** Everything the rules look at, as plain values. */
export interface ReadinessFacts {
  readonly rules: RulesOfEngagement;
  readonly scorecard: Scorecard;
  readonly score: Score;
  /** The language of criterion names in the details. */
  readonly locale: Locale;
  /** Numbers that are still good (removed ones left out). */
  readonly phones: readonly string[];
  readonly email: string | null;
  readonly doNotCall: boolean;
  /** Null where the CRM does not tell. `id` is left out where it is the record itself (a deal being worked). */
  readonly openOpportunities: readonly { readonly name: string }[] | null;
  readonly calls: readonly (Pick<Call, 'outcomeId' | 'durationMs' | 'undoneAt'> & {
    /** The setting in force when the call was logged, where it is kept; it goes before the one below. */
    readonly conversationSeconds?: number;
  })[];
  readonly conversationSeconds: number;
  readonly findOutcome?: (id: string) => Outcome | undefined;
}

/** How the lead stands against every clause that concerns it; ready where every required clause is met. */
export function readinessOf(facts: ReadinessFacts): Readiness {
  const clauses = facts.rules.clauses.flatMap((clause) => {
    const state = stateOf(clause, facts);
    return state === null ? [] : [state];
  });
  return {
    ready: clauses.every((clause) => clause.state === 'met' || !clause.required),
    rulesVersion: facts.rules.version,
    clauses,
  };
}

/** Working days within which the AE answers under these rules, or null where they say nothing. */
export function answerDaysOf(rules: RulesOfEngagement): number | null {
  return rules.clauses.find((clause) => clause.id === 'answerWithin')?.workingDays ?? null;
}

function stateOf(clause: Clause, facts: ReadinessFacts): ClauseState | null {
  switch (clause.id) {
    case 'score':
      return scoreClause(clause.minimum ?? facts.scorecard.readyAt, clause.required, facts);
    case 'gates':
      return gatesClause(clause.required, facts);
    case 'conversation':
      return conversationClause(clause.required, facts);
    case 'reachable':
      return reachableClause(clause.required, facts);
    case 'noOpenOpportunity':
      return opportunityClause(clause.required, facts);
    case 'answerWithin':
      return null;
  }
}

function scoreClause(minimum: number, required: boolean, { score }: ReadinessFacts): ClauseState {
  const detail = { estimate: score.estimate, minimum, short: Math.max(0, minimum - score.estimate) };
  return { clauseId: 'score', state: score.estimate >= minimum ? 'met' : 'unmet', required, detail };
}

function gatesClause(required: boolean, { score, scorecard, locale }: ReadinessFacts): ClauseState {
  const of = (state: 'met' | 'unmet' | 'unknown') => score.gates.filter((gate) => gate.state === state);
  // What is closed for good says more than what is only open.
  const state = of('unmet').length > 0 ? 'unmet' : of('unknown').length > 0 ? 'unknown' : 'met';
  const names = of(state).map(({ criterionId }) => {
    const criterion = scorecard.criteria.find(({ id }) => id === criterionId);
    return criterion === undefined ? criterionId : textIn(criterion.name, locale);
  });
  const detail = { names: listFormat(locale).format(names) };
  return {
    clauseId: 'gates',
    state,
    required,
    detail: names.length === 0 ? { ...detail, context: 'none' } : detail,
  };
}

function conversationClause(required: boolean, facts: ReadinessFacts): ClauseState {
  const findOutcome = facts.findOutcome ?? findBuiltIn;
  const held = facts.calls.filter((call) => {
    const outcome = findOutcome(call.outcomeId);
    const seconds = call.conversationSeconds ?? facts.conversationSeconds;
    return call.undoneAt === null && outcome !== undefined && isConversation(outcome, call.durationMs, seconds);
  });
  const detail = { conversations: held.length };
  return { clauseId: 'conversation', state: held.length > 0 ? 'met' : 'unmet', required, detail };
}

function reachableClause(required: boolean, { phones, email, doNotCall }: ReadinessFacts): ClauseState {
  const known = phones.some((phone) => phone.trim() !== '') ? 'phone' : (email ?? '').trim() !== '' ? 'email' : 'none';
  const context = doNotCall ? 'doNotCall' : known;
  const state = context === 'phone' || context === 'email' ? 'met' : 'unmet';
  return { clauseId: 'reachable', state, required, detail: { context } };
}

function opportunityClause(required: boolean, { openOpportunities }: ReadinessFacts): ClauseState {
  const clauseId = 'noOpenOpportunity';
  // A CRM that does not tell must not hold a lead up.
  if (openOpportunities === null) return { clauseId, state: 'unknown', required: false, detail: {} };
  const first = openOpportunities[0];
  if (first === undefined) return { clauseId, state: 'met', required, detail: {} };
  const detail = { name: first.name, number: openOpportunities.length };
  return {
    clauseId,
    state: 'unmet',
    required,
    detail: openOpportunities.length > 1 ? { ...detail, context: 'several' } : detail,
  };
}
