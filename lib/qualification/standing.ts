import { type Answers, type HeldAnswer, isKnown } from './answer';
import { type Holding, holdingOf } from './conditions';
import type { Criterion } from './criterion';
import { type LevelRange, levelsOfAnswer, possibleLevels } from './criterion-kinds';
import { wholePoints } from './points';
import type { Reason } from './score';
import type { Scorecard } from './scorecard';

/** Days an answer is trusted where the criterion says nothing. Half a year: two quarters' plans are made anew by then. */
export const usualStaleDays = 180;
const dayMs = 86_400_000;

/** One criterion with its share of the 100 points and the levels that are still possible. */
export interface Standing {
  readonly criterion: Criterion;
  readonly outOf: number;
  readonly state: Reason['state'];
  /** What its answer rests on; null without one. */
  readonly basis: Reason['basis'];
  /** False where it was never asked, or its answer was taken back. */
  readonly asked: boolean;
  /** Whether it is to be asked at all. */
  readonly applies: Holding;
  readonly levels: LevelRange;
}

/**
 * How every criterion of the card stands, in the card's order. With `now`, answers older than their criterion's time
 * are marked `aged`: they stay the best guess, and anything is possible again; so are those a CRM field gave (`crm`).
 * A criterion that does not apply counts as such leads usually are, whatever was answered.
 */
export function standingsOf(card: Scorecard, answers: Answers, now: number | null = null): readonly Standing[] {
  const shares = wholePoints(card.criteria.map((criterion) => criterion.weight));
  const known = new Map<string, Standing>();
  const standing = (index: number): Standing | undefined => {
    const criterion = card.criteria[index];
    if (criterion === undefined) return undefined;
    const found = known.get(criterion.id);
    if (found !== undefined) return found;
    const applies = holdingOf(criterion.askIf ?? [], (id) => {
      const other = standing(card.criteria.findIndex((each) => each.id === id));
      return other && { ...other, firm: other.basis === 'said' || other.basis === null, answer: answers[id] };
    });
    const made = { outOf: shares[index] ?? 0, ...standingOf(criterion, answers[criterion.id], applies, now) };
    known.set(criterion.id, made);
    return made;
  };
  return card.criteria.flatMap((_, index) => standing(index) ?? []);
}

function standingOf(
  criterion: Criterion,
  answer: HeldAnswer | undefined,
  applies: Holding,
  now: number | null,
): Omit<Standing, 'outOf'> {
  const possible = possibleLevels(criterion);
  const usual: LevelRange = { low: possible.expected, expected: possible.expected, high: possible.expected };
  const own = answer === undefined ? null : levelsOfAnswer(criterion, answer);
  const asked = own !== null;
  if (applies === 'fails') {
    return { criterion, state: 'notApplicable', basis: null, asked, applies, levels: usual };
  }
  if (own === null || answer === undefined) {
    return { criterion, state: 'unknown', basis: null, asked, applies, levels: possible };
  }
  const basis = basisOf(criterion, answer, now);
  const trusted = basis === 'said' ? own : { ...possible, expected: own.expected };
  // While it may yet turn out not to apply, counting as usual stays possible.
  const levels = applies === 'holds' ? trusted : hullOf(trusted, usual.expected);
  return { criterion, state: stateOf(answer), basis, asked, applies, levels };
}

function basisOf(criterion: Criterion, answer: HeldAnswer, now: number | null): NonNullable<Reason['basis']> {
  if (answer.source === 'crm') return 'crm';
  const lastsMs = (criterion.staleAfterDays ?? usualStaleDays) * dayMs;
  return now !== null && isKnown(answer.value) && now - answer.at > lastsMs ? 'aged' : 'said';
}

function hullOf({ low, expected, high }: LevelRange, level: number): LevelRange {
  return { low: Math.min(low, level), expected, high: Math.max(high, level) };
}

function stateOf({ value }: HeldAnswer): Reason['state'] {
  if (isKnown(value)) return 'answered';
  return value.kind === 'refused' ? 'refused' : 'unknown';
}
