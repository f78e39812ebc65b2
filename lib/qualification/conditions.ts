import type { HeldAnswer } from './answer';
import type { Condition } from './criterion';
import { chosenIds, type LevelRange } from './criterion-kinds';

/**
 * Whether something holds by what is known. `likely`: it holds by an answer that is old or unconfirmed, so it may still
 * turn out otherwise. `holds` and `fails` never change with one more answer.
 */
export type Holding = 'holds' | 'fails' | 'likely' | 'open';

/** What a condition needs of the criterion it is about. */
export interface ConditionFacts {
  readonly applies: Holding;
  readonly levels: LevelRange;
  /** False where the answer is old or unconfirmed. */
  readonly firm: boolean;
  readonly answer: HeldAnswer | undefined;
}

/** Whether all conditions hold; none at all hold. `factsOf` answers undefined for a criterion the card does not have. */
export function holdingOf(
  conditions: readonly Condition[],
  factsOf: (criterionId: string) => ConditionFacts | undefined,
): Holding {
  const each = conditions.map((condition) => {
    const facts = factsOf(condition.criterionId);
    return facts === undefined ? 'fails' : holdingOfOne(condition, facts);
  });
  if (each.includes('fails')) return 'fails';
  if (each.includes('open')) return 'open';
  return each.includes('likely') ? 'likely' : 'holds';
}

function holdingOfOne(condition: Condition, facts: ConditionFacts): Holding {
  if (facts.applies === 'fails') return 'fails';
  const own = ownHolding(condition, facts);
  if (own === 'fails' || facts.applies === 'holds') return own;
  return own === 'holds' || own === 'likely' ? facts.applies : own;
}

function ownHolding(condition: Condition, { levels, firm, answer }: ConditionFacts): Holding {
  if ('optionIds' in condition) {
    const chosen = answer === undefined ? [] : chosenIds(answer.value);
    if (answer?.value.kind !== 'option' && answer?.value.kind !== 'options') return 'open';
    const isMet = chosen.some((id) => condition.optionIds.includes(id));
    if (firm) return isMet ? 'holds' : 'fails';
    return isMet ? 'likely' : 'open';
  }
  const isMet = (level: number) =>
    'minLevel' in condition ? level >= condition.minLevel : level <= condition.maxLevel;
  const [ofLow, ofHigh] = [isMet(levels.low), isMet(levels.high)];
  if (ofLow && ofHigh) return 'holds';
  if (!ofLow && !ofHigh) return 'fails';
  return !firm && isMet(levels.expected) ? 'likely' : 'open';
}
