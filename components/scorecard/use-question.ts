import { useMemo, useState } from 'react';
import type { RecordKey } from '../../lib/model/record';
import type { AnswerModel } from '../../lib/qualification/answer-model';
import { type NextQuestion, nextQuestion } from '../../lib/qualification/next-question';
import type { Score } from '../../lib/qualification/score';
import type { Criterion } from '../../lib/qualification/scorecard';
import { useAnswerModel } from '../data/queries';
import type { ShownLead } from '../sidebar/use-shown-lead';
import { type LeadWork, noWork, useWork, useWorkspaceStore } from '../sidebar/workspace';

/** The question on screen, or why there is none. */
export type Question =
  | {
      readonly kind: 'ask';
      readonly criterion: Criterion;
      readonly why: NextQuestion['why'] | 'open' | 'chosen' | 'answered';
      /** What the decision leans to, where that is sure enough to stop asking; else null. */
      readonly enough: NextQuestion['leaning'] | null;
      readonly canGoBack: boolean;
    }
  | {
      /**
       * `decided`: it is ready, whatever comes. `closed`: an answer is below what was agreed as a must-have.
       * `handedOver`: it is with the AE. `ruledOut`: something said rules it out.
       * `outOfReach`: no answer still open gets it there. `asked`: all was asked, and what must be known is not.
       */
      readonly kind: 'handedOver' | 'ruledOut' | 'decided' | 'closed' | 'outOfReach' | 'asked' | 'allSkipped';
      readonly canGoBack: boolean;
    };

export interface QuestionControls {
  readonly question: Question | null;
  readonly choose: (criterionId: string) => void;
  readonly skip: () => boolean;
  readonly back: () => boolean;
  readonly askSkipped: () => void;
}

/** Which question is shown for this lead, and how to move among them. */
export function useQuestion(lead: ShownLead | null | undefined): QuestionControls {
  const store = useWorkspaceStore();
  const key = lead?.key ?? null;
  const work = useWork(key);
  const question = useSteadyQuestion(lead ?? null, work);
  const shownId = question?.kind === 'ask' ? question.criterion.id : null;
  const change = store.getState().change;
  return {
    question,
    choose: (criterionId) => {
      if (key === null) return;
      change(key, ({ trail }) => ({ shown: criterionId, trail: onTrail(trail, shownId) }));
    },
    skip: () => {
      if (key === null || shownId === null) return false;
      change(key, ({ skipped, trail, shown }) => ({
        shown: null,
        trail: onTrail(trail, shownId),
        skipped: shown === null ? [...skipped, shownId] : skipped,
      }));
      return true;
    },
    back: () => {
      const before = key === null ? undefined : (store.getState().work[key] ?? noWork).trail.at(-1);
      if (key === null || before === undefined) return false;
      change(key, ({ trail, skipped }) => ({
        shown: before,
        trail: trail.slice(0, -1),
        skipped: skipped.filter((id) => id !== before),
      }));
      return true;
    },
    askSkipped: () => {
      if (key !== null) change(key, () => ({ skipped: [], shown: null }));
    },
  };
}

/** The question drawn before it was known what leads usually answer. */
interface EarlyQuestion {
  readonly key: RecordKey;
  readonly criterionId: string | null;
}

/**
 * The question to show. It is shown at once; what leads usually answer is read a moment later, and decides from the next
 * question on: this one must not change under the finger that answers it.
 */
function useSteadyQuestion(lead: ShownLead | null, work: LeadWork): Question | null {
  const model = useAnswerModel(lead?.view === undefined ? null : lead.view.scorecard);
  const [early, setEarly] = useState<EarlyQuestion | null>(null);
  const isEarly = model === undefined || (lead !== null && early?.key === lead.key);
  const question = useQuestionOf(lead, work, isEarly ? null : model);
  if (lead?.view === undefined || !isEarly) return question;
  const criterionId = question?.kind === 'ask' ? question.criterion.id : null;
  if (early?.key === lead.key && early.criterionId === criterionId) return question;
  setEarly(model === undefined ? { key: lead.key, criterionId } : null);
  return question;
}

/** What a question is chosen by. */
type AskedLead = Pick<ShownLead, 'view' | 'answers' | 'score'>;
const nobody: AskedLead = { view: undefined, answers: {}, score: null };

/** Chosen again only where something it depends on has changed. */
function useQuestionOf(lead: AskedLead | null, work: LeadWork, model: AnswerModel | null): Question | null {
  const { view, answers, score } = lead ?? nobody;
  const { shown, skipped, trail } = work;
  return useMemo(
    () => questionOf({ view, answers, score }, { shown, skipped, trail }, model),
    [view, answers, score, shown, skipped, trail, model],
  );
}

function questionOf(
  lead: AskedLead,
  { shown, skipped, trail }: Pick<LeadWork, 'shown' | 'skipped' | 'trail'>,
  model: AnswerModel | null,
): Question | null {
  if (lead.view === undefined) return null;
  const { criteria } = lead.view.scorecard;
  const canGoBack = trail.length > 0;
  const chosen = criteria.find((criterion) => criterion.id === shown);
  if (chosen !== undefined) {
    const answered = (lead.answers[chosen.id]?.value.kind ?? 'cleared') !== 'cleared';
    const unconfirmed = isUnconfirmed(lead.score, chosen.id);
    const why = unconfirmed ? 'confirm' : answered ? 'answered' : 'chosen';
    return { kind: 'ask', criterion: chosen, why, enough: null, canGoBack };
  }
  const settled = settledBy(lead);
  if (settled !== null) return { kind: settled, canGoBack };
  const last = trail.at(-1) ?? null;
  const next = nextQuestion(lead.view.scorecard, lead.answers, {
    skipped,
    now: Date.now(),
    last,
    ...(model === null ? {} : { model }),
  });
  const criterion = criteria.find((each) => each.id === next?.criterionId);
  if (next !== null && criterion !== undefined) {
    return { kind: 'ask', criterion, why: next.why, enough: next.enough ? next.leaning : null, canGoBack };
  }
  const decision = decisionOf(lead);
  if (decision !== null) return { kind: decision, canGoBack };
  const unasked = criteria.filter(({ id }) => (lead.answers[id]?.value.kind ?? 'cleared') === 'cleared');
  const left = unasked.find(({ id }) => !skipped.includes(id));
  if (left !== undefined) return { kind: 'ask', criterion: left, why: 'open', enough: null, canGoBack };
  return { kind: unasked.length > 0 ? 'allSkipped' : 'asked', canGoBack };
}

/** What ends the asking, whatever is still open: the AE has the lead, or something rules it out. */
function settledBy({ view, score }: AskedLead): 'handedOver' | 'ruledOut' | null {
  const state = view?.handoff?.state;
  if (state === 'submitted' || state === 'accepted') return 'handedOver';
  return score !== null && score.disqualified.length > 0 ? 'ruledOut' : null;
}

/** Whether an answer is old, or only a field of the CRM gave it. */
export function isUnconfirmed(score: Score | null | undefined, criterionId: string): boolean {
  const basis = score?.reasons.find((reason) => reason.criterionId === criterionId)?.basis;
  return basis === 'aged' || basis === 'crm';
}

/**
 * What the answers have settled, or null. A gate that the prospect could not tell about settles nothing: it may be asked
 * again, and the other questions are worth asking meanwhile.
 */
function decisionOf({ score }: AskedLead): 'decided' | 'closed' | 'outOfReach' | null {
  if (score === null) return null;
  if (score.ready) return 'decided';
  if (score.gates.some((gate) => gate.state === 'unmet')) return 'closed';
  return score.high < score.readyAt ? 'outOfReach' : null;
}

/** The trail with a criterion just left at its end, each criterion once. */
export function onTrail(trail: readonly string[], left: string | null): readonly string[] {
  return left === null ? trail : [...trail.filter((id) => id !== left), left];
}
