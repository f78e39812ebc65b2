import { type HeldAnswer, isKnown } from './answer';
import type { Criterion } from './criterion';
import { choicesOf, levelsOfAnswer, possibleLevels, processParts } from './criterion-kinds';

/** One answer a criterion can get, as far as the decision cares: its level, and its id where it is a choice. */
export interface Cell {
  readonly id: string | null;
  readonly level: number;
}

/** Sums of several choices are told apart to a tenth. */
const steps = 10;

/** The answers a criterion can get. Choices stay apart even at the same level: they may tell of other answers. */
export function cellsOf(criterion: Criterion): readonly Cell[] {
  switch (criterion.kind) {
    case 'scale':
    case 'choice':
    case 'yesNo':
      return choicesOf(criterion);
    case 'number':
    case 'money':
    case 'date':
      return levelCells(criterion.bands.map(({ level }) => level));
    case 'multi': {
      const { high } = possibleLevels(criterion);
      return levelCells(Array.from({ length: steps + 1 }, (_, step) => (high * step) / steps));
    }
    case 'text':
      return levelCells([0, possibleLevels(criterion).high]);
    case 'process':
      return levelCells(processParts.map((_, index) => (index + 1) / processParts.length));
  }
}

/** Which cell a known answer falls into, or null where it says nothing of its own. */
export function cellOf(criterion: Criterion, cells: readonly Cell[], answer: HeldAnswer): number | null {
  const { value } = answer;
  if (!isKnown(value)) return null;
  const levels = levelsOfAnswer(criterion, answer);
  if (levels === null) return null;
  const byId = value.kind === 'option' ? cells.findIndex(({ id }) => id === value.optionId) : -1;
  if (byId >= 0) return byId;
  const distances = cells.map(({ level }) => Math.abs(level - levels.expected));
  return distances.indexOf(Math.min(...distances));
}

/**
 * How likely each cell is by the card alone: the least presuming distribution (maximum entropy) whose mean is the
 * card's prior, that is weights exp(t·level) with t found by halving.
 */
export function chancesByPrior(cells: readonly Cell[], prior: number): readonly number[] {
  const levels = cells.map(({ level }) => level);
  const [lowest, highest] = [Math.min(...levels), Math.max(...levels)];
  const wanted = Math.min(highest, Math.max(lowest, prior));
  const chancesAt = (tilt: number) => {
    const weights = levels.map((level) => Math.exp(tilt * (level - (tilt > 0 ? highest : lowest))));
    const total = weights.reduce((sum, each) => sum + each, 0);
    return weights.map((each) => each / total);
  };
  const meanAt = (tilt: number) =>
    chancesAt(tilt).reduce((sum, chance, index) => sum + chance * (levels[index] ?? 0), 0);
  let [low, high] = [-steepest, steepest];
  for (let halving = 0; halving < 40 && highest > lowest; halving += 1) {
    const middle = (low + high) / 2;
    if (meanAt(middle) < wanted) low = middle;
    else high = middle;
  }
  return chancesAt((low + high) / 2);
}
const steepest = 60;

function levelCells(levels: readonly number[]): readonly Cell[] {
  return [...new Set(levels)].map((level) => ({ id: null, level }));
}
