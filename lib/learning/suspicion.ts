import { binColumn } from './binning';
import { tallyTexts } from './cells';
import type { UsableColumn } from './columns';
import type { Training } from './fit';
import type { Tally } from './merge';

/**
 * Why a column may have been filled in after the outcome was known. `disguise`: it alone tells outcomes apart almost
 * perfectly. `filledAfter`: whether it is filled in at all gives the outcome away. `name`: it is called like something
 * that happens afterwards.
 */
export type SuspicionKind = 'disguise' | 'filledAfter' | 'name';

export interface Suspicion {
  readonly column: string;
  readonly kind: SuspicionKind;
  /** How well the column alone (or its being filled in) tells outcomes apart; null for a mere name. */
  readonly auc: number | null;
}

const disguiseFrom = 0.95;
const filledFrom = 0.85;
const laterNames =
  /duration|closed|close.?date|\bwon\b|\blost\b|convert|opportunit|deal.?(stage|amount)|last.?(activity|notable|modified|contact)|lead.?(quality|profile|status|stage)|\btags?\b|\bstage\b|时长|成交|赢单|输单|关闭|商机|最近活动/i;
const cells = { fewestLeads: 5, mostTexts: 200, stretches: 20 };

/** Columns not to be trusted, the worst first. */
export function suspicionsOf({ uses, outcomes, rows }: Training): readonly Suspicion[] {
  const found = uses.flatMap((use) => suspicionOf(use, outcomes, rows) ?? []);
  return found.sort((a, b) => (b.auc ?? 0) - (a.auc ?? 0));
}

function suspicionOf(use: UsableColumn, outcomes: Uint8Array, rows: Uint32Array): Suspicion | null {
  const column = use.column.name;
  const tallies = tallyTexts(use, outcomes, rows);
  const missing = use.column.texts.map((_, code) => use.missing[code] === 1);
  const sum = (of: Float64Array, gone: boolean) =>
    of.reduce((total, count, code) => total + (missing[code] === gone ? count : 0), 0);
  const filled = tellsApart([
    { leads: sum(tallies.leads, true), positives: sum(tallies.positives, true) },
    { leads: sum(tallies.leads, false), positives: sum(tallies.positives, false) },
  ]);
  if (filled >= filledFrom) return { column, kind: 'filledAfter', auc: filled };
  const alone = tellsApart(binColumn(use, tallies, cells).bins);
  if (alone >= disguiseFrom) return { column, kind: 'disguise', auc: alone };
  return laterNames.test(column) ? { column, kind: 'name', auc: null } : null;
}

/** The AUC of cells ranked by their rates, each rate drawn to the average by a few leads so that rare cells count little. */
export function tellsApart(tallies: readonly Tally[]): number {
  const all = tallies.reduce((sum, { leads }) => sum + leads, 0);
  const good = tallies.reduce((sum, { positives }) => sum + positives, 0);
  if (good === 0 || good === all) return 0.5;
  const pull = 5;
  const rateOf = ({ leads, positives }: Tally) => (positives + (pull * good) / all) / (leads + pull);
  let below = 0;
  let sum = 0;
  for (const { leads, positives } of tallies.toSorted((a, b) => rateOf(a) - rateOf(b))) {
    const negatives = leads - positives;
    sum += positives * (below + negatives / 2);
    below += negatives;
  }
  return sum / (good * (all - good));
}
