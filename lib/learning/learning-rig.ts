import { seededRandom } from './folds';
import { type LeadTable, tableOf } from './table';

/** Made-up past leads for tests: columns as functions of chance, and an outcome that follows from them. */
export interface Recipe {
  readonly rows: number;
  readonly seed: number;
  readonly columns: Readonly<Record<string, (random: () => number, row: number) => string>>;
  /** Log-odds of the outcome for a lead's texts. */
  readonly logOdds: (lead: Readonly<Record<string, string>>, row: number) => number;
}

/** The table of a recipe, with the outcome (`yes`, `no`) as its last column `won`. */
export function leadsOf({ rows, seed, columns, logOdds }: Recipe): LeadTable {
  const random = seededRandom(seed);
  const names = Object.keys(columns);
  const lines = Array.from({ length: rows }, (_, row) => {
    const lead = Object.fromEntries(names.map((name) => [name, columns[name]?.(random, row) ?? '']));
    const won = random() < 1 / (1 + Math.exp(-logOdds(lead, row))) ? 'yes' : 'no';
    return [...names.map((name) => lead[name] ?? ''), won];
  });
  return tableOf([...names, 'won'], lines);
}

/** One of the texts, the earlier the likelier. */
export function oneOf(texts: readonly string[]): (random: () => number) => string {
  return (random) => texts[Math.floor(random() ** 1.5 * texts.length)] ?? '';
}
