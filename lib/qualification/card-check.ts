import type { CardShape, Condition, Criterion } from './criterion';
import { choicesOf, possibleLevels } from './criterion-kinds';
import { isSoundLearnt } from './learnt';

/** Everything that can be wrong with a card as a whole; each has its sentence in the locale files. */
export const cardProblemCodes = [
  'sameId',
  'noWeight',
  'circular',
  'conditionOnMissing',
  'conditionNeverHolds',
  'bandsOutOfOrder',
  'sameOption',
  'gateOutOfReach',
  'letGoAboveReady',
  'crmMeansMissing',
  'learntUnsound',
] as const;

/** What is wrong with a card as a whole, said by code; `params` fills the sentence. */
export interface CardProblem {
  readonly path: readonly (string | number)[];
  readonly code: (typeof cardProblemCodes)[number];
  readonly params: Readonly<Record<string, string>>;
}

/** Everything wrong with a card that its form alone does not say; empty for a sound card. */
export function problemsOf(card: CardShape): readonly CardProblem[] {
  return [
    ...sameIds(card),
    ...card.criteria.flatMap((criterion, index) => problemsOfCriterion(card, criterion, ['criteria', index])),
    ...(card.disqualifiers ?? []).flatMap((each, index) =>
      problemsOfConditions(card, each.id, each.when ?? [], ['disqualifiers', index, 'when']),
    ),
    ...circles(card),
    ...(card.criteria.some(({ weight }) => weight > 0) ? [] : [problem(['criteria'], 'noWeight')]),
    ...(card.letGoBelow !== undefined && card.letGoBelow > card.readyAt
      ? [problem(['letGoBelow'], 'letGoAboveReady')]
      : []),
    ...(card.learnt !== undefined && !isSoundLearnt(card.learnt) ? [problem(['learnt'], 'learntUnsound')] : []),
  ];
}

function problem(
  path: CardProblem['path'],
  code: CardProblem['code'],
  params: CardProblem['params'] = {},
): CardProblem {
  return { path, code, params };
}

function sameIds({ criteria, disqualifiers = [] }: CardShape): readonly CardProblem[] {
  const seen = new Set<string>();
  const places = [
    ...criteria.map(({ id }, index) => ({ id, path: ['criteria', index, 'id'] })),
    ...disqualifiers.map(({ id }, index) => ({ id, path: ['disqualifiers', index, 'id'] })),
  ];
  return places.flatMap(({ id, path }) => {
    if (seen.has(id)) return [problem(path, 'sameId', { id })];
    seen.add(id);
    return [];
  });
}

function problemsOfCriterion(card: CardShape, criterion: Criterion, path: CardProblem['path']): CardProblem[] {
  const found = [...problemsOfConditions(card, criterion.id, criterion.askIf ?? [], [...path, 'askIf'])];
  if ('bands' in criterion) {
    const inOrder = criterion.bands.every(
      (each, index) => index === 0 || each.from > (criterion.bands[index - 1]?.from ?? 0),
    );
    if (!inOrder) found.push(problem([...path, 'bands'], 'bandsOutOfOrder', { id: criterion.id }));
  }
  const ids = optionIdsOf(criterion);
  if (new Set(ids).size < ids.length) found.push(problem([...path, 'options'], 'sameOption', { id: criterion.id }));
  if (criterion.gate !== undefined && criterion.gate.minLevel > possibleLevels(criterion).high + 1e-9) {
    found.push(problem([...path, 'gate'], 'gateOutOfReach', { id: criterion.id }));
  }
  const meant = Object.values(criterion.crm?.values ?? {}).find((id) => !ids.includes(id));
  if (meant !== undefined)
    found.push(problem([...path, 'crm'], 'crmMeansMissing', { id: criterion.id, option: meant }));
  return found;
}

function problemsOfConditions(
  card: CardShape,
  owner: string,
  conditions: readonly Condition[],
  path: CardProblem['path'],
): readonly CardProblem[] {
  return conditions.flatMap((condition, index) => {
    const criterion = card.criteria.find(({ id }) => id === condition.criterionId);
    if (criterion === undefined) {
      return [problem([...path, index], 'conditionOnMissing', { id: owner })];
    }
    const ids = optionIdsOf(criterion);
    const holds = !('optionIds' in condition) || condition.optionIds.some((id) => ids.includes(id));
    return holds ? [] : [problem([...path, index], 'conditionNeverHolds', { id: condition.criterionId })];
  });
}

/** The ids a condition may name: those of the choices, or `yes` and `no`. */
export function optionIdsOf(criterion: Criterion): readonly string[] {
  return choicesOf(criterion).map(({ id }) => id);
}

/** One problem for each criterion that is asked only if something holds that in the end depends on itself. */
function circles({ criteria }: CardShape): readonly CardProblem[] {
  const needs = new Map(criteria.map(({ id, askIf = [] }) => [id, askIf.map(({ criterionId }) => criterionId)]));
  const reaches = (from: string, wanted: string): boolean => {
    const seen = new Set<string>();
    const open = [...(needs.get(from) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === wanted) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(needs.get(next) ?? []));
    }
    return false;
  };
  return criteria.flatMap(({ id }, index) =>
    reaches(id, id) ? [problem(['criteria', index, 'askIf'], 'circular', { id })] : [],
  );
}
