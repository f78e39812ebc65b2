import { enoughOfEither } from '../qualification/learnt';
import { type ColumnUse, type UsableColumn, usesOf } from './columns';
import { driftOf, ratesOf } from './drift';
import { fitCard, type Training } from './fit';
import { aucInterval } from './metrics';
import { numbersOf } from './numbers';
import { type OutcomeProblem, oldEnough, outcomesOf, rowsInOrder } from './outcome';
import { fewestOfEither, learnedCard, rowOrder, type Study, type StudyRequest } from './report';
import { suspicionsOf } from './suspicion';
import type { LeadTable } from './table';
import { cardForetells, crossValidate, validateLater } from './validate';

export type StudyResult =
  | { readonly ok: true; readonly study: Study }
  | { readonly ok: false; readonly problem: OutcomeProblem | 'noColumns' }
  | { readonly ok: false; readonly problem: 'tooFew'; readonly positives: number; readonly negatives: number };

/** Steps a study takes, for its progress. */
export const studySteps = 7;

/** Learns a card from the table and tells how it does on leads it has not seen. `onStep` is told the steps done. */
export function studyTable(table: LeadTable, request: StudyRequest, onStep: (done: number) => void): StudyResult {
  const result = outcomesOf(table, request.outcome, request);
  if (!result.ok) return result;
  const { values: outcomes } = result.outcomes;
  const { rows, tooYoung } = matureRows(table, result.outcomes.rows, request);
  const positives = rows.reduce((sum, row) => sum + (outcomes[row] ?? 0), 0);
  const negatives = rows.length - positives;
  if (Math.min(positives, negatives) < fewestOfEither) return { ok: false, problem: 'tooFew', positives, negatives };
  const all = usesOf(table, exceptOf(request));
  const uses = all.filter((use): use is UsableColumn => use.kind !== 'leftOut');
  if (uses.length === 0) return { ok: false, problem: 'noColumns' };
  const ordered = orderedRows(table, rows, request.order);
  const training: Training = { uses, outcomes, rows: ordered ?? rows };
  const fitted = fitCard(training);
  onStep(1);
  const foretell = cardForetells(training);
  const { together } = crossValidate(foretell, training, { onFold: (done) => onStep(1 + done) });
  const later = ordered === null ? null : validateLater(foretell, { outcomes, rows: ordered });
  onStep(studySteps);
  return {
    ok: true,
    study: {
      card: learnedCard.parse(fitted.card),
      random: together,
      later,
      suspicions: [...suspicionsOf(training)],
      drift: ordered === null ? [] : [...driftOf(fitted, ordered)],
      rates: ordered === null ? null : ratesOf(training, ordered),
      leftOut: leftOutOf(all),
      open: { undecided: table.rows - result.outcomes.rows.length, tooYoung },
      missingForEnough: Math.max(0, enoughOfEither - Math.min(positives, negatives)),
      current: request.compare === null ? null : scoreInUse(table, request.compare, outcomes, rows),
      bestFifthFrom: bestFifthFrom(fitted.totalsOf(training.rows)),
    },
  };
}

/** The rows old enough for their outcome to stand; all of them where nothing was asked, or the order is no date. */
function matureRows(table: LeadTable, rows: Uint32Array, { order, minAgeDays }: StudyRequest) {
  const mature =
    minAgeDays === 0 || order === null ? null : oldEnough(table, rows, { column: order, days: minAgeDays });
  return mature ?? { rows, tooYoung: 0 };
}

function exceptOf({ outcome, leaveOut, order, compare }: StudyRequest): ReadonlySet<string> {
  return new Set([outcome, ...leaveOut, ...[order, compare].filter((name) => name !== null)]);
}

function orderedRows(table: LeadTable, rows: Uint32Array, order: string | null): Uint32Array | null {
  if (order === null) return null;
  return order === rowOrder ? rows : rowsInOrder(table, rows, order);
}

function leftOutOf(uses: readonly ColumnUse[]): Study['leftOut'] {
  return uses.flatMap((use) => (use.kind === 'leftOut' ? [{ column: use.column.name, why: use.why }] : []));
}

/** How well the score in use tells the same outcomes apart, on the leads that have one. */
function scoreInUse(table: LeadTable, name: string, outcomes: Uint8Array, rows: Uint32Array): Study['current'] {
  const column = table.columns.find((each) => each.name === name);
  if (column === undefined) return null;
  const numbers = numbersOf(column.texts);
  const scoreOf = (row: number) => numbers[column.codes[row] ?? 0] ?? Number.NaN;
  const scored = rows.filter((row) => !Number.isNaN(scoreOf(row)));
  const interval = aucInterval(
    Float64Array.from(scored, scoreOf),
    Uint8Array.from(scored, (row) => outcomes[row] ?? 0),
  );
  return Number.isNaN(interval.auc) ? null : { ...interval, leads: scored.length };
}

/** The total from which a lead is among the best fifth. */
function bestFifthFrom(totals: Int32Array): number {
  return Int32Array.from(totals).sort()[Math.floor(totals.length * 0.8)] ?? 0;
}
