import type { Answers } from './answer';
import { type AnswerModel, modelByPrior } from './answer-model';
import type { Criterion } from './criterion';
import { type Chances, type Decision, type Outlook, outlookOf } from './outlook';
import type { Scorecard } from './scorecard';
import { gateOf, isRuledOut } from './scoring';
import { type Standing, standingsOf } from './standing';

/**
 * The criterion to ask about now, and why it: `gate` must be known before a handoff, `settles` an answer to it can
 * decide on the spot, `confirm` its answer is old or only the CRM's, `worthMost` it brings the decision nearest.
 */
export interface NextQuestion {
  readonly criterionId: string;
  readonly why: 'gate' | 'settles' | 'confirm' | 'worthMost';
  /** What the decision will most likely be once all is known, and how likely. */
  readonly leaning: { readonly decision: Decision; readonly chance: number };
  /** True where that is sure enough to stop asking. */
  readonly enough: boolean;
}

export interface NextQuestionOptions {
  readonly skipped?: readonly string[];
  /** Epoch ms; answers age by it. */
  readonly now?: number | null;
  /** What such leads usually answer; without it the card's own priors. */
  readonly model?: AnswerModel;
  /** The criterion talked about last, for staying with its subject. */
  readonly last?: string | null;
}

/** From this chance on the decision is taken as sure. Chosen so that about 99 of 100 leads are decided as with all answers known (docs/scorecards.md). */
export const sureEnough = 0.96;
/** What a decision not yet sure costs, in nats of its uncertainty. */
const unsureCost = 0.5;
const effortOf = { easy: 0.9, normal: 1, delicate: 1.25 } as const;
/** What is mostly the AE's to learn comes after what a first call can learn. */
const laterFactor = 1.4;
const sameSubjectFactor = 0.9;
/** Pain before people, people before dates, money last: only where two questions are worth the same. */
const subjects: readonly Criterion['topic'][] = ['whyCall', 'pain', 'today', 'success', 'decision', 'date'];
const subjectStep = 1e-4;

/**
 * The question worth most to the decision (hand over, keep working, let go) among those neither answered nor skipped, or
 * null where no answer can change the decision any more or all that is left was skipped. A skipped question still counts
 * as open: it may be asked later.
 *
 * Worth is how much an answer is expected to lower the decision's uncertainty (entropy, plus a fixed cost while it is not
 * {@link sureEnough}), by what such leads usually answer, for what asking costs. Source: active feature acquisition,
 * domain notes section 7; the entropy because the bare value of information is nought where no single answer decides.
 */
export function nextQuestion(
  card: Scorecard,
  answers: Answers,
  options: NextQuestionOptions = {},
): NextQuestion | null {
  const standings = standingsOf(card, answers, options.now ?? null);
  if (isRuledOut(card, standings, answers)) return null;
  const outlook = outlookOf(card, standings, answers, options.model ?? modelByPrior(card));
  if (outlook.possible.size < 2) return null;
  const lastTopic = card.criteria.find(({ id }) => id === options.last)?.topic;
  const rated = standings
    .map((standing, index) => ({ standing, index }))
    .filter(({ standing }) => isAskable(standing) && !(options.skipped ?? []).includes(standing.criterion.id))
    .map(({ standing, index }) => ({ standing, index, worth: worthOf(outlook, standing, index, lastTopic) }));
  const best = rated.toSorted((a, b) => b.worth - a.worth)[0];
  if (best === undefined) return null;
  const leaning = leaningOf(outlook.now);
  return {
    criterionId: best.standing.criterion.id,
    why: whyOf(best.standing, outlook, best.index),
    leaning,
    enough: leaning.chance >= sureEnough && standings.some(({ asked }) => asked),
  };
}

/** Not asked yet, or with an answer to be confirmed; and to be asked at all, as far as is known. */
function isAskable({ asked, basis, applies }: Standing): boolean {
  return (!asked || basis === 'aged' || basis === 'crm') && (applies === 'holds' || applies === 'likely');
}

function worthOf(outlook: Outlook, { criterion }: Standing, index: number, lastTopic: Criterion['topic']): number {
  const expected = outlook.after(index).reduce((sum, { chance, decisions }) => sum + chance * unsureness(decisions), 0);
  const gain = Math.max(0, unsureness(outlook.now) - expected);
  const effort = effortOf[criterion.effort ?? 'normal'] * (criterion.stage === 'later' ? laterFactor : 1);
  const subject = lastTopic !== undefined && criterion.topic === lastTopic ? sameSubjectFactor : 1;
  const isMoney = criterion.effort === 'delicate';
  const place = isMoney ? subjects.length : Math.max(0, subjects.indexOf(criterion.topic));
  return gain / (effort * subject) - subjectStep * place;
}

function unsureness(chances: Chances): number {
  const all = Object.values(chances);
  const entropy = all.reduce((sum, chance) => (chance > 0 ? sum - chance * Math.log(chance) : sum), 0);
  return entropy + (Math.max(...all) >= sureEnough ? 0 : unsureCost);
}

function whyOf(standing: Standing, outlook: Outlook, index: number): NextQuestion['why'] {
  if (standing.asked) return 'confirm';
  if (gateOf(standing) === 'unknown') return 'gate';
  const settles = outlook
    .after(index)
    .some(({ chance, decisions }) => chance > 0 && leaningOf(decisions).chance >= sureEnough);
  return settles && leaningOf(outlook.now).chance < sureEnough ? 'settles' : 'worthMost';
}

function leaningOf(chances: Chances): NextQuestion['leaning'] {
  const decisions: readonly Decision[] = ['handOver', 'keepWorking', 'letGo'];
  return decisions
    .map((decision) => ({ decision, chance: chances[decision] }))
    .reduce((best, each) => (each.chance > best.chance ? each : best));
}
