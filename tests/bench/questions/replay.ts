import type { Answers } from '../../../lib/qualification/answer.ts';
import type { AnswerModel } from '../../../lib/qualification/answer-model.ts';
import { nextQuestion } from '../../../lib/qualification/next-question.ts';
import { type Decision, outlookOf } from '../../../lib/qualification/outlook.ts';
import type { Scorecard } from '../../../lib/qualification/scorecard.ts';
import { scoreLead } from '../../../lib/qualification/scoring.ts';
import { standingsOf } from '../../../lib/qualification/standing.ts';

/** A lead with all answers known: the option chosen per criterion. */
export type KnownLead = readonly string[];

/** An order of asking: which criterion next, of those still open. */
export type Order = (open: readonly number[], answers: Answers) => number;

/** What is believed after each number of questions asked: the likeliest decision and how sure it is. */
export interface Replay {
  readonly right: Decision;
  readonly beliefs: readonly { readonly decision: Decision; readonly chance: number }[];
}

/** How far an order gets at one level of sureness. */
export interface Reached {
  readonly questions: number;
  readonly agreement: number;
}

export function answersOf(card: Scorecard, lead: KnownLead, asked: readonly number[]): Answers {
  return Object.fromEntries(
    asked.flatMap((index) => {
      const [criterion, optionId] = [card.criteria[index], lead[index]];
      return criterion === undefined || optionId === undefined
        ? []
        : [[criterion.id, { value: { kind: 'option' as const, optionId }, note: '', at: 0 }]];
    }),
  );
}

/** Hides a lead's answers and reveals them one at a time in an order; beliefs are shared between leads that look alike. */
export class Replayer {
  readonly #card: Scorecard;
  readonly #model: AnswerModel;
  readonly #believed = new Map<string, Replay['beliefs'][number]>();
  readonly #chosen = new Map<string, number>();

  constructor(card: Scorecard, model: AnswerModel) {
    this.#card = card;
    this.#model = model;
  }

  replay(lead: KnownLead, order: Order, isFixed: boolean): Replay {
    const all = [...this.#card.criteria.keys()];
    const asked: number[] = [];
    const beliefs = [this.#belief(lead, asked)];
    while (asked.length < all.length) {
      const open = all.filter((index) => !asked.includes(index));
      const key = this.#keyOf(lead, asked);
      const next = (isFixed ? this.#chosen.get(key) : undefined) ?? order(open, answersOf(this.#card, lead, asked));
      if (isFixed) this.#chosen.set(key, next);
      asked.push(next);
      beliefs.push(this.#belief(lead, asked));
    }
    return { right: scoreLead(this.#card, answersOf(this.#card, lead, all)).decision, beliefs };
  }

  /** Baton's own order; where no answer can change the decision, the rest in the card's order. */
  get baton(): Order {
    return (open, answers) => {
      const next = nextQuestion(this.#card, answers, { model: this.#model });
      const index = this.#card.criteria.findIndex(({ id }) => id === next?.criterionId);
      return index >= 0 ? index : (open[0] ?? 0);
    };
  }

  #belief(lead: KnownLead, asked: readonly number[]): Replay['beliefs'][number] {
    const key = this.#keyOf(lead, asked);
    const known = this.#believed.get(key);
    if (known !== undefined) return known;
    const answers = answersOf(this.#card, lead, asked);
    const { now } = outlookOf(this.#card, standingsOf(this.#card, answers), answers, this.#model);
    const each = (['letGo', 'keepWorking', 'handOver'] as const).map((decision) => ({
      decision,
      chance: now[decision],
    }));
    const likeliest = each.reduce((best, one) => (one.chance > best.chance ? one : best));
    this.#believed.set(key, likeliest);
    return likeliest;
  }

  #keyOf(lead: KnownLead, asked: readonly number[]): string {
    return [...asked]
      .sort((a, b) => a - b)
      .map((index) => `${index}=${lead[index]}`)
      .join();
  }
}

/** Questions asked until the decision is as sure as asked for, and how often it is then the one with all answers known. */
export function reachedAt(replays: readonly Replay[], sureness: number): Reached {
  let [questions, agreeing] = [0, 0];
  for (const { right, beliefs } of replays) {
    const at = beliefs.findIndex(({ chance }) => chance >= sureness - 1e-12);
    const end = at < 0 ? beliefs.length - 1 : at;
    questions += end;
    if (beliefs[end]?.decision === right) agreeing += 1;
  }
  return { questions: questions / replays.length, agreement: agreeing / replays.length };
}

/** The least sureness from which on a share of the leads is decided right; 1 where none below suffices. */
export function surenessFor(replays: readonly Replay[], share: number): number {
  const steps = Array.from({ length: 400 }, (_, index) => 0.6 + index * 0.001);
  return steps.find((sureness) => reachedAt(replays, sureness).agreement >= share) ?? 1;
}
