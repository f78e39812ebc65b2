import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { LearnedCard, PointsBin } from '../../../lib/learning/card.ts';
import { type ColumnUse, type UsableColumn, usesOf } from '../../../lib/learning/columns.ts';
import { fitCard } from '../../../lib/learning/fit.ts';
import type { Metrics } from '../../../lib/learning/metrics.ts';
import {
  guessPositive,
  meansSuccess,
  type Outcomes,
  outcomesOf,
  rowsInOrder,
  valuesOf,
} from '../../../lib/learning/outcome.ts';
import { readCsv, textOf } from '../../../lib/learning/read-csv.ts';
import { fewestOfEither, rowOrder } from '../../../lib/learning/report.ts';
import type { LeadTable } from '../../../lib/learning/table.ts';
import { cardForetells, crossValidate, type Foretell, validateLater } from '../../../lib/learning/validate.ts';
import { type Figure, plainFigure, ratioFigure } from '../figures.ts';
import { fitRegression } from './logistic-regression.ts';

/** What to learn from, and how. */
export interface LearningBench {
  readonly data: string;
  readonly outcome: string;
  readonly positive?: string | undefined;
  readonly separator?: string | undefined;
  /** A column of dates or numbers, or `row` where the file is oldest first; without it no later leads are judged. */
  readonly order?: string | undefined;
  /** Sets of columns: the first is held to the goals, the others stand beside it. */
  readonly sets: readonly { readonly name: string; readonly drop: readonly string[] }[];
}

/** A reason for which nothing can be measured, in words. */
export class Unmeasurable extends Error {}

/** Reads the data, learns the card and the logistic regression in the same run, prints both, and returns the figures. */
export async function measureLearning(bench: LearningBench): Promise<Figure[]> {
  const table = await tableOf(bench);
  const outcomes = knownOutcomes(table, bench);
  const rate = (100 * outcomes.successes) / outcomes.rows.length;
  console.log(
    `${outcomes.rows.length} leads, ${outcomes.successes} of them "${outcomes.positives.join(', ')}" (${rate.toFixed(1)} %)`,
  );
  const figures: Figure[] = [];
  for (const [index, set] of bench.sets.entries()) {
    figures.push(...measureSet(table, outcomes, bench, { ...set, hasGoals: index === 0 }));
  }
  return figures;
}

export async function tableOf({ data, separator }: LearningBench): Promise<LeadTable> {
  const bytes = await readFile(data).catch((error: unknown) => {
    throw new Unmeasurable(`${data} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const read = readCsv(textOf(data.endsWith('.gz') ? gunzipSync(bytes) : bytes), separator);
  if (!read.ok) throw new Unmeasurable(`${data} cannot be learnt from: ${problemTexts[read.problem]}`);
  if (read.unevenRows > 0) console.log(`${read.unevenRows} rows have more or fewer fields than the header.`);
  return read.table;
}

const problemTexts = {
  empty: 'the file is empty',
  notText: 'it is not a text file',
  noRows: 'it has a header and no rows',
  oneColumn: 'it has one column only; name its separator with --separator',
  unclosedQuote: 'a quotation mark is opened and never closed',
  tooLarge: 'it has more than 60 million cells',
} as const;

/** What came of the leads. @throws Unmeasurable where the column does not say, or too few ended one way. */
export function knownOutcomes(table: LeadTable, { outcome, positive }: LearningBench): Outcomes {
  const column = table.columns.find(({ name }) => name === outcome);
  const values = column === undefined ? [] : valuesOf(column);
  const guessed = column === undefined ? null : guessPositive(column);
  if (positive === undefined && values.length > 2 && !values.some(({ text }) => meansSuccess(text))) {
    const some = values.slice(0, 5).map(({ text }) => text);
    throw new Unmeasurable(
      `"${outcome}" has ${values.length} values (${some.join(', ')}${values.length > 5 ? ', …' : ''}): say with --positive which one means success.`,
    );
  }
  const meant = positive ?? guessed;
  const result = outcomesOf(table, outcome, meant === null ? undefined : { positives: [meant], undecided: [] });
  if (!result.ok) {
    const names = table.columns.map(({ name }) => name).join(', ');
    throw new Unmeasurable(
      {
        noColumn: `There is no column "${outcome}". There are: ${names}`,
        noValue: `The column "${outcome}" never has the value "${positive}". It has: ${values
          .slice(0, 10)
          .map(({ text }) => text)
          .join(', ')}`,
        oneClass: `All leads have the same outcome in "${outcome}": there is nothing to tell apart.`,
      }[result.problem],
    );
  }
  const { successes, rows } = result.outcomes;
  const rarer = Math.min(successes, rows.length - successes);
  if (rarer < fewestOfEither) {
    throw new Unmeasurable(
      `Of ${rows.length} leads ${successes} are "${meant}" and ${rows.length - successes} are not: at least ${fewestOfEither} of either are needed.`,
    );
  }
  return result.outcomes;
}

/** Rows from oldest to newest; null where no order is asked for. @throws Unmeasurable where the column tells none. */
function orderedRows(table: LeadTable, rows: Uint32Array, order: string | undefined): Uint32Array | null {
  if (order === undefined) return null;
  if (order === rowOrder) return rows;
  const ordered = rowsInOrder(table, rows, order);
  if (ordered === null) throw new Unmeasurable(`There is no column "${order}" to tell the order of leads.`);
  const untold = rows.length - ordered.length;
  if (ordered.length < rows.length / 2) {
    throw new Unmeasurable(
      `"${order}" tells no order: ${untold} of ${rows.length} leads have no date or number there.`,
    );
  }
  if (untold > 0) console.log(`${untold} leads without "${order}" are left out of oldest → newest.`);
  return ordered;
}

function usableColumns(table: LeadTable, except: ReadonlySet<string>, drop: readonly string[]) {
  const unknown = drop.filter((name) => !table.columns.some((column) => column.name === name));
  if (unknown.length > 0) console.log(`There is no column ${unknown.map((name) => `"${name}"`).join(', ')} to drop.`);
  const uses = usesOf(table, except);
  const usable = uses.filter((use): use is UsableColumn => use.kind !== 'leftOut');
  if (usable.length === 0) throw new Unmeasurable(`There is no column to learn from${leftOutOf(uses)}.`);
  return { uses, usable };
}

interface SetToMeasure {
  readonly name: string;
  readonly drop: readonly string[];
  readonly hasGoals: boolean;
}

function measureSet(table: LeadTable, outcomes: Outcomes, bench: LearningBench, set: SetToMeasure): Figure[] {
  const except = new Set([outcomes.column, ...set.drop, ...(bench.order === undefined ? [] : [bench.order])]);
  const { uses, usable } = usableColumns(table, except, set.drop);
  console.log(`\n${set.name}: ${usable.length} columns${leftOutOf(uses)}`);
  const { values, rows } = outcomes;
  const models = {
    card: cardForetells({ uses: usable, outcomes: values }),
    regression: regressionForetells(uses, values),
  };
  const card = crossValidate(models.card, { outcomes: values, rows });
  const regression = crossValidate(models.regression, { outcomes: values, rows });
  const ordered = orderedRows(table, rows, bench.order);
  const later = ordered === null ? null : validateLater(models.card, { outcomes: values, rows: ordered });
  const laterRegression =
    ordered === null ? null : validateLater(models.regression, { outcomes: values, rows: ordered });
  const { fitted, milliseconds } = timedCard(usable, values, rows);
  const regressionTime = timed(() => fitRegression(uses, values, rows));
  printCard(fitted);
  console.table({
    card: { ...line(card.folds), 'AUC later': short(later?.auc), 'ms to fit': Math.round(milliseconds) },
    'logistic regression': {
      ...line(regression.folds),
      'AUC later': short(laterRegression?.auc),
      'ms to fit': Math.round(regressionTime),
    },
  });
  const goal = (value: number) => (set.hasGoals ? value : null);
  const named = (name: string) => `${name} (${set.name})`;
  const figures = [
    plainFigure(named('criteria'), 'criteria', fitted.criteria.length, goal(8)),
    atLeast(named('AUC, 5 folds'), mean(card.folds, 'auc'), mean(regression.folds, 'auc'), set.hasGoals),
    ratioFigure(named('Brier, 5 folds'), '', mean(card.folds, 'brier'), mean(regression.folds, 'brier'), null),
    {
      ...plainFigure(named('ECE, 5 folds'), '', mean(card.folds, 'ece'), goal(0.01)),
      value: round(mean(card.folds, 'ece')),
    },
    {
      // No goal below this can be met by anything but luck.
      ...plainFigure(named('ECE of exact chances, so many leads'), '', mean(card.folds, 'eceByChance'), null),
      value: round(mean(card.folds, 'eceByChance')),
    },
    {
      ...plainFigure(named('ECE, all folds together'), '', card.together.ece, null),
      value: round(card.together.ece),
    },
    {
      ...plainFigure(named('ECE of logistic regression, 5 folds'), '', mean(regression.folds, 'ece'), null),
      value: round(mean(regression.folds, 'ece')),
    },
    ratioFigure(named('time to fit'), 'ms', milliseconds, regressionTime, goal(2)),
  ];
  if (later !== null && laterRegression !== null) {
    figures.push(atLeast(named('AUC, oldest to newest'), later.auc, laterRegression.auc, set.hasGoals));
  }
  return figures;
}

function regressionForetells(uses: readonly ColumnUse[], outcomes: Uint8Array): Foretell {
  return (train, test) => fitRegression(uses, outcomes, train).chances(test);
}

/** A figure that must not be lower than the other's: the ratio is at least 1 where it holds. */
function atLeast(name: string, value: number, against: number, hasGoal: boolean): Figure {
  const figure = ratioFigure(name, '', value, against, null);
  return {
    ...figure,
    value: round(value),
    against: round(against),
    ratio: round(value / against),
    goal: hasGoal ? 1 : null,
    holds: hasGoal ? value >= against : null,
  };
}

function timedCard(uses: readonly UsableColumn[], outcomes: Uint8Array, rows: Uint32Array) {
  let fitted: LearnedCard | null = null;
  const milliseconds = timed(() => {
    fitted = fitCard({ uses, outcomes, rows }).card;
  });
  return { fitted: fitted ?? fitCard({ uses, outcomes, rows }).card, milliseconds };
}

/** The middle of three times, the same way for both models: the machine may be busy with something else meanwhile. */
function timed(run: () => void): number {
  const times = [0, 1, 2].map(() => {
    const startedAt = performance.now();
    run();
    return performance.now() - startedAt;
  });
  return times.sort((a, b) => a - b)[1] ?? 0;
}

function leftOutOf(uses: readonly ColumnUse[]): string {
  const out = uses.flatMap((use) => (use.kind === 'leftOut' ? [`${use.column.name} (${use.why})`] : []));
  const more = out.length > 12 ? `, and ${out.length - 12} more` : '';
  return out.length === 0 ? '' : `; left out: ${out.slice(0, 12).join(', ')}${more}`;
}

function printCard({ criteria, chances }: LearnedCard): void {
  for (const { column, bins, isWhole } of criteria) {
    console.log(`  ${column}`);
    const sorted = bins.toSorted((a, b) => b.points - a.points);
    for (const bin of sorted) {
      const rate = ((100 * bin.positives) / bin.leads).toFixed(1);
      console.log(`    ${String(bin.points).padStart(3)}  ${nameOf(bin, isWhole)}  (${bin.leads} leads, ${rate} %)`);
    }
  }
  const shown = chances.flatMap((chance, total) =>
    total % Math.ceil(chances.length / 12) === 0 ? [`${total}: ${(100 * chance).toFixed(1)} %`] : [],
  );
  console.log(`  chance by total: ${shown.join(' · ')}`);
}

function nameOf({ numbers, texts, hasOthers, hasMissing }: PointsBin, isWhole: boolean): string {
  const parts = texts.length > 8 ? [...texts.slice(0, 8), `and ${texts.length - 8} more`] : [...texts];
  if (numbers !== null) parts.push(stretchName(numbers.from, numbers.to, isWhole));
  if (hasOthers) parts.push('(any other)');
  if (hasMissing) parts.push('(not known)');
  return parts.join(', ');
}

function stretchName(from: number | null, to: number | null, isWhole: boolean): string {
  if (from === null) return to === null ? 'any number' : `below ${to}`;
  if (to === null) return `${from} or more`;
  if (isWhole) return to - from === 1 ? `${from}` : `${from} to ${to - 1}`;
  return `${from} to below ${to}`;
}

function line(folds: readonly Metrics[]) {
  const spread = Math.sqrt(folds.reduce((sum, { auc }) => sum + (auc - mean(folds, 'auc')) ** 2, 0) / folds.length);
  return {
    'AUC, 5 folds': `${short(mean(folds, 'auc'))} ± ${spread.toFixed(4)}`,
    Brier: short(mean(folds, 'brier')),
    ECE: short(mean(folds, 'ece')),
  };
}

function mean(folds: readonly Metrics[], of: keyof Metrics): number {
  return folds.reduce((sum, metrics) => sum + metrics[of], 0) / folds.length;
}

function short(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(4);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
