import type { Locale, LocalText } from '../model/schemas';
import type { CardShape, Criterion } from '../qualification/criterion';
import type { Learnt, LearntBin } from '../qualification/learnt';
import type { ReportBin, ReportCard, ReportCriterion } from './report';

/** The words a draft is written in; the column's own words stay as they are. */
export interface DraftWords {
  readonly locale: Locale;
  readonly name: string;
  readonly about: string;
  readonly questionAbout: (column: string) => string;
  readonly binName: (bin: ReportBin, criterion: ReportCriterion) => string;
}

/** A criterion of the draft, and what past leads taught of it. */
interface Drafted {
  readonly criterion: Criterion;
  readonly bins: readonly LearntBin[];
}

/**
 * A learnt card as a draft scorecard to edit: every criterion weighs its highest points, each bin is worth its share of
 * them, and what is not known counts as the leads usually were. The chances go with it. `readyFrom` is the total from
 * which a lead may be ready.
 */
export function draftOf(
  card: ReportCard,
  { id, readyFrom, outcome }: { readonly id: string; readonly readyFrom: number; readonly outcome: Learnt['outcome'] },
  words: DraftWords,
): CardShape {
  const text = (value: string): LocalText => ({ [words.locale]: value.slice(0, 2000) });
  const drafted = card.criteria.map((criterion, index) => criterionOf(criterion, index, text, words));
  const highest = drafted.reduce((sum, { criterion }) => sum + criterion.weight, 0);
  return {
    id,
    version: 1,
    name: text(words.name),
    about: text(words.about),
    readyAt: Math.min(100, Math.round((100 * readyFrom) / Math.max(1, highest))),
    criteria: drafted.map(({ criterion }) => criterion),
    learnt: {
      outcome,
      leads: card.leads,
      successes: card.positives,
      criteria: drafted.map(({ criterion, bins }) => ({ criterionId: criterion.id, bins: [...bins] })),
      chances: card.chances.map((chance) => Number(chance.toFixed(chanceDigits))),
    },
  };
}

/** Far finer than any chance is known. */
const chanceDigits = 5;

function criterionOf(
  learnt: ReportCriterion,
  index: number,
  text: (value: string) => LocalText,
  words: DraftWords,
): Drafted {
  const weight = Math.max(...learnt.bins.map(({ points }) => points));
  const base = {
    id: `learnt${index + 1}`,
    name: text(learnt.column),
    questions: [text(words.questionAbout(learnt.column))],
    weight,
    prior: learnt.usual / weight,
  };
  const numbers = learnt.bins.filter((bin) => bin.numbers !== null);
  if (numbers.length > 1) {
    const starts = new Map(numbers.map((bin, at) => [bin, startOf(bin, numbers[at + 1])]));
    const bands = [...starts].map(([{ points }, from]) => ({ from, level: points / weight }));
    const bins = learnt.bins.map((bin) => {
      const from = starts.get(bin);
      return { ...tallyOf(bin), ...(from !== undefined && { from }) };
    });
    return { criterion: { ...base, kind: 'number', bands }, bins };
  }
  const known = learnt.bins.filter(({ hasMissing }) => !hasMissing);
  // Where all that counts is whether something is known, that is an answer too.
  const answers = (known.length > 1 ? known : learnt.bins).toSorted((a, b) => b.points - a.points);
  const idOf = (bin: ReportBin) => `option${answers.indexOf(bin) + 1}`;
  const options = answers.map((bin) => ({
    id: idOf(bin),
    label: text(words.binName(bin, learnt)),
    level: bin.points / weight,
  }));
  const bins = learnt.bins.map((bin) => ({ ...tallyOf(bin), ...(answers.includes(bin) && { optionId: idOf(bin) }) }));
  return { criterion: { ...base, kind: 'choice', options }, bins };
}

function tallyOf({ points, leads }: ReportBin): LearntBin {
  return { points, leads };
}

/** A band starts at its lowest number; the lowest stretch has none, so it starts below the next one. */
function startOf({ numbers }: ReportBin, next: ReportBin | undefined): number {
  return numbers?.from ?? Math.min(0, (next?.numbers?.from ?? 1) - 1);
}
