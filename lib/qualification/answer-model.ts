import type { Answers } from './answer';
import { type Cell, cellOf, cellsOf, chancesByPrior } from './cells';
import type { Scorecard } from './scorecard';

/**
 * What leads usually answer: a few types of lead, each with its share and, per criterion, the chance of each cell. One
 * type is plain frequencies; more let an answer tell of others ("who has a date mostly has money").
 */
export interface AnswerModel {
  readonly cells: readonly (readonly Cell[])[];
  readonly types: readonly { readonly share: number; readonly chances: readonly (readonly number[])[] }[];
}

/** How many past answers the card's stated prior weighs as much as. */
const priorWeight = 10;
/** Within a type of lead, how many answers the plain frequencies weigh as much as. */
const typeWeight = 5;
/** Types need leads to be told apart. */
const leadsPerType = 250;
const usualMostTypes = 8;
/** More leads than this teach nothing more, and the fit must stay a moment's work. */
const mostLeads = 12_000;
const rounds = 25;

/** What the card alone expects: its priors, and answers that do not tell of each other. */
export function modelByPrior(card: Scorecard): AnswerModel {
  const cells = card.criteria.map(cellsOf);
  const chances = card.criteria.map(({ prior }, index) => chancesByPrior(cells[index] ?? [], prior));
  return { cells, types: [{ share: 1, chances }] };
}

/**
 * Learns from the answers of past leads, shrunk to what the card states: with few leads it is the card's priors, with
 * more the frequencies, with many (250 per type, 8 types at most) a mixture fitted by expectation maximisation (a latent
 * class model; McLachlan & Peel, Finite Mixture Models, 2000). Answers missing are left out. The same leads in the same
 * order give the same model.
 */
export function learnAnswers(
  card: Scorecard,
  leads: readonly Answers[],
  { mostTypes = usualMostTypes }: { readonly mostTypes?: number } = {},
): AnswerModel {
  const byPrior = modelByPrior(card);
  const rows = leads.slice(-mostLeads).map((answers) =>
    card.criteria.map((criterion, index) => {
      const answer = answers[criterion.id];
      return answer === undefined ? null : cellOf(criterion, byPrior.cells[index] ?? [], answer);
    }),
  );
  const plain = (byPrior.types[0]?.chances ?? []).map((prior, index) =>
    shrunk(
      countsOf(
        rows.map((row) => ({ cell: row[index] ?? null, weight: 1 })),
        prior.length,
      ),
      prior,
      priorWeight,
    ),
  );
  const types = Math.min(mostTypes, Math.floor(rows.length / leadsPerType));
  const one = [{ share: 1, chances: plain }];
  return { cells: byPrior.cells, types: types < 2 ? one : fitTypes(rows, plain, types) };
}

type Row = readonly (number | null)[];
type Types = AnswerModel['types'];

function fitTypes(rows: readonly Row[], plain: readonly (readonly number[])[], number: number): Types {
  const random = generator();
  let types: Types = Array.from({ length: number }, () => ({
    share: 1 / number,
    chances: plain.map((chances) => scaledToOne(chances.map((chance) => chance * (0.5 + random())))),
  }));
  for (let round = 0; round < rounds; round += 1) {
    const shares = rows.map((row) => sharesOf(types, row));
    types = types.map((_, type) => ({
      share: (1 + shares.reduce((sum, each) => sum + (each[type] ?? 0), 0)) / (number + rows.length),
      chances: plain.map((chances, index) => {
        const given = rows.map((row, at) => ({ cell: row[index] ?? null, weight: shares[at]?.[type] ?? 0 }));
        return shrunk(countsOf(given, chances.length), chances, typeWeight);
      }),
    }));
  }
  return types;
}

/** How likely a lead with these cells known is of each type; the shares sum to 1. */
export function sharesOf(types: Types, row: Row): readonly number[] {
  const raw = types.map(({ share, chances }) =>
    row.reduce<number>(
      (product, cell, index) => (cell === null ? product : product * (chances[index]?.[cell] ?? 0)),
      share,
    ),
  );
  return scaledToOne(raw);
}

function countsOf(given: readonly { cell: number | null; weight: number }[], size: number): readonly number[] {
  const counts = Array.from({ length: size }, () => 0);
  for (const { cell, weight } of given) if (cell !== null) counts[cell] = (counts[cell] ?? 0) + weight;
  return counts;
}

function shrunk(counts: readonly number[], prior: readonly number[], weight: number): readonly number[] {
  return scaledToOne(counts.map((count, cell) => count + weight * (prior[cell] ?? 0)));
}

function scaledToOne(values: readonly number[]): readonly number[] {
  const total = values.reduce((sum, each) => sum + each, 0);
  return total > 0 ? values.map((each) => each / total) : values.map(() => 1 / values.length);
}

/** A fixed sequence between 0 and 1 (Numerical Recipes' linear congruential generator): types must start apart, not at random. */
function generator(): () => number {
  let state = 42;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
