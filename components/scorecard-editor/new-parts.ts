import type { CardShape, Criterion, CriterionKind, Disqualifier } from '../../lib/qualification/criterion';

/** The kinds a criterion can have, in the order they are offered. */
export const criterionKinds: readonly CriterionKind[] = [
  'scale',
  'yesNo',
  'choice',
  'multi',
  'number',
  'money',
  'date',
  'text',
  'process',
];

/** An id of this stem that is not taken yet: `criterion`, `criterion2`, … */
export function freeId(stem: string, taken: readonly string[]): string {
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? stem : `${stem}${n}`;
    if (!taken.includes(id)) return id;
  }
}

/** Three anchors to write on, from good to bad. */
function newOptions() {
  return [1, 0.5, 0].map((level, index) => ({ id: `o${index + 1}`, label: {}, level }));
}

/** A criterion with nothing written yet. */
export function newCriterion(id: string): Criterion {
  return {
    kind: 'scale',
    id,
    name: {},
    questions: [{}],
    weight: 10,
    prior: 0.4,
    options: newOptions(),
  };
}

/** Something that rules a lead out, as the SDR says, for good; nothing written yet. */
export function newDisqualifier(id: string): Disqualifier {
  return { id, name: {}, effect: { kind: 'hard' } };
}

/** The same criterion as another kind: what both kinds have stays. */
export function asKind(criterion: Criterion, kind: CriterionKind): Criterion {
  const {
    options,
    bands,
    level,
    yes,
    no,
    unit,
    currency,
    rates,
    kind: _,
    ...base
  } = {
    options: newOptions(),
    bands: [
      { from: 0, level: 0.2 },
      { from: 100, level: 1 },
    ],
    level: undefined,
    yes: undefined,
    no: undefined,
    unit: undefined,
    currency: 'EUR',
    rates: undefined,
    ...criterion,
  };
  switch (kind) {
    case 'scale':
    case 'choice':
    case 'multi':
      return { ...base, kind, options };
    case 'number':
    case 'date':
      return { ...base, kind, bands };
    case 'money':
      return { ...base, kind, currency, bands };
    case 'yesNo':
    case 'text':
    case 'process':
      return { ...base, kind };
  }
}

/** An empty card of one's own. */
export function newCard(taken: readonly string[]): CardShape {
  return {
    id: freeId('own', taken),
    version: 1,
    name: {},
    readyAt: 70,
    criteria: [newCriterion('criterion')],
  };
}

/** A card under another id, to be changed without touching the one it comes from. */
export function copyOf(card: CardShape, taken: readonly string[], copied: (name: string) => string): CardShape {
  const name = Object.fromEntries(Object.entries(card.name).map(([locale, text]) => [locale, copied(text)]));
  return { ...card, id: freeId(`${card.id.slice(0, 70)}-copy`, taken), version: 1, name };
}

/** A list with one entry moved to another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from);
  const entry = list[from];
  return entry === undefined ? [...list] : rest.toSpliced(to, 0, entry);
}
