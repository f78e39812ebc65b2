import type { Locale, LocalText } from '../model/schemas';
import type { CardShape, Criterion } from '../qualification/criterion';
import type { ReportBin, ReportCard, ReportCriterion } from './report';

/** The words a draft is written in; the column's own words stay as they are. */
export interface DraftWords {
  readonly locale: Locale;
  readonly name: string;
  readonly about: string;
  readonly questionAbout: (column: string) => string;
  readonly binName: (bin: ReportBin, criterion: ReportCriterion) => string;
}

/**
 * A learnt card as a draft scorecard to edit: every criterion weighs its highest points, each bin is worth its share of
 * them, and what is not known counts as the leads usually were. `readyFrom` is the total from which a lead may be ready.
 */
export function draftOf(card: ReportCard, id: string, readyFrom: number, words: DraftWords): CardShape {
  const text = (value: string): LocalText => ({ [words.locale]: value.slice(0, 2000) });
  const criteria = card.criteria.map((criterion, index) => criterionOf(criterion, index, text, words));
  const highest = criteria.reduce((sum, { weight }) => sum + weight, 0);
  return {
    id,
    version: 1,
    name: text(words.name),
    about: text(words.about),
    readyAt: Math.min(100, Math.round((100 * readyFrom) / Math.max(1, highest))),
    criteria,
  };
}

function criterionOf(
  learnt: ReportCriterion,
  index: number,
  text: (value: string) => LocalText,
  words: DraftWords,
): Criterion {
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
    return { ...base, kind: 'number', bands: numbers.map((bin, at) => bandOf(bin, numbers[at + 1], weight)) };
  }
  const known = learnt.bins.filter(({ hasMissing }) => !hasMissing).toSorted((a, b) => b.points - a.points);
  const options = known.map((bin, at) => ({
    id: `option${at + 1}`,
    label: text(words.binName(bin, learnt)),
    level: bin.points / weight,
  }));
  return { ...base, kind: 'choice', options };
}

/** A band starts at its lowest number; the lowest stretch has none, so it starts below the next one. */
function bandOf({ numbers, points }: ReportBin, next: ReportBin | undefined, weight: number) {
  const from = numbers?.from ?? Math.min(0, (next?.numbers?.from ?? 1) - 1);
  return { from, level: points / weight };
}
