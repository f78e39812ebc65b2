import { type LearnedCriterion, pointsFor } from '../../../lib/learning/card.ts';
import { type UsableColumn, usesOf } from '../../../lib/learning/columns.ts';
import { fitCard } from '../../../lib/learning/fit.ts';
import { seededRandom } from '../../../lib/learning/folds.ts';
import type { LeadTable } from '../../../lib/learning/table.ts';
import { type AnswerModel, learnAnswers } from '../../../lib/qualification/answer-model.ts';
import type { Criterion } from '../../../lib/qualification/criterion.ts';
import { nextQuestion } from '../../../lib/qualification/next-question.ts';
import { type Scorecard, scorecard } from '../../../lib/qualification/scorecard.ts';
import { scoreLead } from '../../../lib/qualification/scoring.ts';
import { type Figure, median, plainFigure, ratioFigure } from '../figures.ts';
import { knownOutcomes, type LearningBench, tableOf, Unmeasurable } from '../learning/main.ts';
import { answersOf, type KnownLead, type Order, type Reached, Replayer, reachedAt, surenessFor } from './replay.ts';

export { Unmeasurable };

/** Handed over, and kept in work after them: shares of the leads by score. Source: the protocol of the data. */
const handedOver = 0.15;
const keptInWork = 0.35;
const wanted = 0.99;
/** Leads on which each order finds how sure it must be, and other leads on which it is then measured. */
const tunedOn = 3_000;
const measuredOn = 3_000;
const seed = 42;

/**
 * Learns a points card from four fifths of the leads, then hides the answers of others and reveals them one at a time.
 * Every order finds on leads of the first part how sure it must be of the decision (hand over the best 15 %, keep the
 * next 35 % in work, let the rest go) for 99 % of them to be decided as with all answers known; then it is measured.
 */
export async function measureQuestions(bench: LearningBench): Promise<Figure[]> {
  const table = await tableOf(bench);
  const outcomes = knownOutcomes(table, bench);
  const [set] = bench.sets;
  const except = new Set([outcomes.column, ...(set?.drop ?? [])]);
  const uses = usesOf(table, except).filter((use): use is UsableColumn => use.kind !== 'leftOut');
  const rows = shuffled(outcomes.rows);
  const training = rows.subarray(0, Math.floor(rows.length * 0.8));
  const { card: learnt } = fitCard({ uses, outcomes: outcomes.values, rows: training });
  const criteria = inOrderOf(table, learnt.criteria).filter(({ bins }) => new Set(bins.map((b) => b.points)).size > 1);
  if (criteria.length < 2) throw new Unmeasurable('The card learnt from these leads has nothing to put in order.');
  const leads = leadsOf(table, criteria);
  const card = cardOf(criteria, leads, training);
  const past = Array.from(training, (row) => answersOf(card, leads(row), [...criteria.keys()]));
  const tuning = Array.from(training.subarray(0, tunedOn), leads);
  const fresh = Array.from(rows.subarray(training.length, training.length + measuredOn), leads);
  console.log(
    `${criteria.length} criteria: ${criteria.map(({ column }) => column).join(', ')}; ${fresh.length} leads\n`,
  );
  const apart = learnAnswers(card, past, { mostTypes: 1 });
  const together = learnAnswers(card, past);
  const reached = (model: AnswerModel, order: Asking) => measure({ card, model, tuning, fresh }, order);
  const baton = reached(together, (replayer) => ({ order: replayer.baton, isFixed: true }));
  const rivals = { listing: listing(), random: random(), weight: byWeight(card) };
  const inOrder = Object.entries(rivals).map(([name, order]) => ({
    name,
    plain: reached(apart, () => order),
    same: reached(together, () => order),
  }));
  print(baton, inOrder);
  return [
    ...inOrder.flatMap(({ name, plain, same }) => [
      ratioFigure(`questions, against ${nameOf(name)}`, 'questions', baton.questions, plain.questions, goalOf(name)),
      ratioFigure(
        `questions, against ${nameOf(name)} that stops as Baton does`,
        'questions',
        baton.questions,
        same.questions,
        null,
      ),
    ]),
    ratioFigure('decided as with all answers known', 'of leads', baton.agreement, 1, null),
    plainFigure('next question of 50', 'ms', timeOf50(), 16),
  ];
}

function goalOf(name: string): number | null {
  return name === 'listing' ? 0.7 : null;
}

function nameOf(name: string): string {
  return { listing: 'listing order', random: 'random order', weight: 'order of weight' }[name] ?? name;
}

interface Trial {
  readonly card: Scorecard;
  readonly model: AnswerModel;
  readonly tuning: readonly KnownLead[];
  readonly fresh: readonly KnownLead[];
}
interface Plan {
  readonly order: Order;
  /** The same answers always get the same next question. */
  readonly isFixed: boolean;
}
type Asking = (replayer: Replayer) => Plan;

function measure({ card, model, tuning, fresh }: Trial, asking: Asking): Reached {
  const replayer = new Replayer(card, model);
  const { order, isFixed } = asking(replayer);
  const replay = (lead: KnownLead) => replayer.replay(lead, order, isFixed);
  return reachedAt(fresh.map(replay), surenessFor(tuning.map(replay), wanted));
}

function listing(): Plan {
  return { order: (open) => open[0] ?? 0, isFixed: true };
}

function random(): Plan {
  const next = seededRandom(seed);
  return { order: (open) => open[Math.floor(next() * open.length)] ?? 0, isFixed: false };
}

function byWeight(card: Scorecard): Plan {
  const weight = (index: number) => card.criteria[index]?.weight ?? 0;
  return { order: (open) => [...open].sort((a, b) => weight(b) - weight(a))[0] ?? 0, isFixed: true };
}

/** The criteria in the order the file lists their columns. */
function inOrderOf(table: LeadTable, criteria: readonly LearnedCriterion[]): LearnedCriterion[] {
  const place = (column: string) => table.columns.findIndex(({ name }) => name === column);
  return [...criteria].sort((a, b) => place(a.column) - place(b.column));
}

/** What a row answers to each criterion: the points its text is worth, as an option. */
function leadsOf(table: LeadTable, criteria: readonly LearnedCriterion[]): (row: number) => KnownLead {
  const columns = criteria.map((criterion) => {
    const column = table.columns.find(({ name }) => name === criterion.column);
    return { codes: column?.codes, options: (column?.texts ?? []).map((text) => `p${pointsFor(criterion, text)}`) };
  });
  return (row) => columns.map(({ codes, options }) => options[codes?.[row] ?? 0] ?? 'p0');
}

function cardOf(
  criteria: readonly LearnedCriterion[],
  leads: (row: number) => KnownLead,
  training: Uint32Array,
): Scorecard {
  const draft: Scorecard = {
    id: 'learnt',
    version: 1,
    name: { en: 'Learnt' },
    readyAt: 100,
    criteria: criteria.map((criterion, index): Criterion => {
      const points = [...new Set([...criterion.bins.map((bin) => bin.points), criterion.usual])].sort((a, b) => b - a);
      const [highest = 1, lowest = 0] = [points[0], points.at(-1)];
      return {
        kind: 'choice',
        id: `c${index}`,
        name: { en: criterion.column },
        questions: [{ en: criterion.column }],
        weight: highest - lowest,
        prior: 0.5,
        options: points.map((each) => ({
          id: `p${each}`,
          label: { en: String(each) },
          level: (each - lowest) / (highest - lowest),
        })),
      };
    }),
  };
  const all = [...draft.criteria.keys()];
  const estimates = Array.from(
    training.subarray(0, 10_000),
    (row) => scoreLead(draft, answersOf(draft, leads(row), all)).estimate,
  ).sort((a, b) => a - b);
  const at = (share: number) => estimates[Math.floor(share * estimates.length)] ?? 0;
  return { ...draft, readyAt: at(1 - handedOver), letGoBelow: at(1 - handedOver - keptInWork) };
}

/** Milliseconds to choose the next of 50 questions, the middle of several tries with some answers known. */
function timeOf50(): number {
  const card = scorecard.parse({
    id: 'fifty',
    version: 1,
    name: { en: 'Fifty' },
    readyAt: 60,
    letGoBelow: 30,
    criteria: Array.from({ length: 50 }, (_, index) => ({
      kind: 'scale',
      id: `c${index}`,
      name: { en: `c${index}` },
      questions: [{ en: 'What?' }],
      weight: 1 + (index % 5),
      prior: 0.4,
      options: [1, 0.7, 0.3, 0].map((level, at) => ({ id: `o${at}`, label: { en: `${level}` }, level })),
    })),
  });
  const next = seededRandom(seed);
  const lead = () => card.criteria.map(() => `o${Math.floor(next() * 4)}`);
  const all = [...card.criteria.keys()];
  const model = learnAnswers(
    card,
    Array.from({ length: 2_500 }, () => answersOf(card, lead(), all)),
  );
  const times = Array.from({ length: 31 }, (_, known) => {
    const answers = answersOf(card, lead(), all.slice(0, known % 10));
    const startedAt = performance.now();
    nextQuestion(card, answers, { model });
    return performance.now() - startedAt;
  });
  // The first tries are still being compiled; a sidebar has long asked by then.
  return median(times.slice(10));
}

function shuffled(rows: Uint32Array): Uint32Array {
  const next = seededRandom(seed);
  const mixed = rows.slice();
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    const [here, there] = [mixed[at] ?? 0, mixed[other] ?? 0];
    mixed[at] = there;
    mixed[other] = here;
  }
  return mixed;
}

function print(baton: Reached, rivals: readonly { name: string; plain: Reached; same: Reached }[]): void {
  const line = ({ questions, agreement }: Reached) => ({
    questions: questions.toFixed(2),
    'decided right': `${(100 * agreement).toFixed(1)} %`,
  });
  console.log('Questions until the decision is as sure as 99 % of leads need it:');
  console.table({
    ...Object.fromEntries(rivals.map(({ name, plain }) => [nameOf(name), line(plain)])),
    ...Object.fromEntries(rivals.map(({ name, same }) => [`${nameOf(name)}, stopping as Baton does`, line(same)])),
    Baton: line(baton),
  });
}
