import type { CardShape } from './criterion';
import { type Scorecard, scorecard } from './scorecard';

/** What of a draft can be tried out already, and the ids of the criteria and disqualifiers that cannot. */
export interface SoundPart {
  readonly card: Scorecard;
  readonly without: readonly string[];
}

/** Stands where a card's own texts are still missing. */
const untold = { en: '…' };

/**
 * A draft without what is wrong in it: criteria and disqualifiers with a problem are left out, and those that rest on them.
 * Null where nothing is left that could be scored.
 */
export function soundPartOf(draft: CardShape): SoundPart | null {
  let card = draft;
  const without: string[] = [];
  // Each round leaves something out or fills something in.
  for (let rounds = draft.criteria.length + (draft.disqualifiers?.length ?? 0) + 5; rounds > 0; rounds -= 1) {
    const parsed = scorecard.safeParse(card);
    if (parsed.success) return { card: parsed.data, without };
    const paths = parsed.error.issues.map(({ path }) => path);
    const at = (area: string) =>
      new Set(paths.flatMap(([first, index]) => (first === area && typeof index === 'number' ? [index] : [])));
    const [criteria, disqualifiers] = [at('criteria'), at('disqualifiers')];
    const isOf = (...areas: readonly string[]) => paths.some(([first]) => areas.some((area) => area === first));
    const ruleOuts = card.disqualifiers ?? [];
    without.push(
      ...card.criteria.flatMap(({ id }, index) => (criteria.has(index) ? [id] : [])),
      ...ruleOuts.flatMap(({ id }, index) => (disqualifiers.has(index) ? [id] : [])),
    );
    const { letGoBelow, learnt, ...rest } = card;
    card = {
      ...rest,
      ...(letGoBelow === undefined || isOf('letGoBelow', 'readyAt') ? {} : { letGoBelow }),
      ...(learnt === undefined || isOf('learnt') ? {} : { learnt }),
      name: isOf('name') ? untold : card.name,
      ...(isOf('about') ? { about: untold } : {}),
      criteria: card.criteria.filter((_, index) => !criteria.has(index)),
      ...(card.disqualifiers === undefined
        ? {}
        : { disqualifiers: ruleOuts.filter((_, index) => !disqualifiers.has(index)) }),
    };
    if (card.criteria.length === 0) return null;
  }
  return null;
}
