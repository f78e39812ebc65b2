import { type AnswerValue, type DecisionProcess, type HeldAnswer, isKnown, type KnownValue } from './answer';
import type { Criterion, CriterionKind } from './criterion';

/** Where a level may lie, and where it is expected to; `low` ≤ `expected` ≤ `high`, all between 0 and 1. */
export interface LevelRange {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

type CriterionOf<K extends CriterionKind> = Extract<Criterion, { kind: K }>;
type Bands = CriterionOf<'number'>['bands'];

/** What scoring must know of a kind of criterion. */
interface Kind<K extends CriterionKind> {
  /** The lowest and the highest level any answer can have. */
  readonly possible: (criterion: CriterionOf<K>) => { readonly low: number; readonly high: number };
  /** The levels an answer given at `at` leaves possible, or null where it is no answer of this criterion. */
  readonly levelsOf: (criterion: CriterionOf<K>, value: KnownValue, at: number) => LevelRange | null;
}

/** Every kind of criterion. A new kind is a new member here and in the schema; nothing else in scoring knows kinds. */
const kinds: { readonly [K in CriterionKind]: Kind<K> } = {
  scale: { possible: ({ options }) => spanOf(options), levelsOf: ({ options }, value) => chosen(options, value) },
  choice: { possible: ({ options }) => spanOf(options), levelsOf: ({ options }, value) => chosen(options, value) },
  yesNo: {
    possible: (criterion) => spanOf(yesAndNo(criterion)),
    levelsOf: (criterion, value) => chosen(yesAndNo(criterion), value),
  },
  multi: {
    possible: ({ options }) => ({ low: 0, high: sumOf(options) }),
    levelsOf: ({ options }, value) => {
      if (value.kind !== 'options') return null;
      const taken = options.filter(({ id }) => value.optionIds.includes(id));
      return taken.length === new Set(value.optionIds).size ? exactly(sumOf(taken)) : null;
    },
  },
  number: {
    possible: ({ bands }) => spanOf(bands),
    levelsOf: ({ bands }, value) => (value.kind === 'number' ? exactly(bandLevel(bands, value.amount)) : null),
  },
  money: {
    possible: ({ bands }) => spanOf(bands),
    levelsOf: (criterion, value) => {
      if (value.kind !== 'money') return null;
      const rate = rateOf(criterion, value.currency);
      // Known, and not comparable: it says nothing about the level.
      return rate === null ? possibleLevels(criterion) : exactly(bandLevel(criterion.bands, value.amount * rate));
    },
  },
  date: {
    possible: ({ bands }) => spanOf(bands),
    levelsOf: ({ bands }, value, at) =>
      value.kind === 'date' ? exactly(bandLevel(bands, daysUntil(value.day, at))) : null,
  },
  text: {
    possible: ({ level = 1 }) => ({ low: 0, high: level }),
    levelsOf: ({ level = 1 }, value) => (value.kind === 'text' ? exactly(level) : null),
  },
  process: {
    possible: () => ({ low: 0, high: 1 }),
    levelsOf: (criterion, value) => {
      if (value.kind !== 'process') return null;
      const known = knownParts(value).length / processParts.length;
      // What is not known of it yet may still be anything.
      return known === 0 ? null : { low: known, expected: known + (1 - known) * criterion.prior, high: 1 };
    },
  },
};

/** The parts of a decision process, in the order they are asked. */
export const processParts = ['decides', 'signs', 'canStop', 'steps', 'by'] as const;
export type ProcessPart = (typeof processParts)[number];

/** The parts of a decision process that are known. */
export function knownParts(process: DecisionProcess): readonly ProcessPart[] {
  return processParts.filter((part) => {
    if (part === 'steps') return process.steps.some((step) => step.trim() !== '');
    return part === 'by' ? process.by !== null : process[part].trim() !== '';
  });
}

/** What could still come of a criterion nobody asked: any of its levels, and its prior as the best guess. */
export function possibleLevels(criterion: Criterion): LevelRange {
  const { low, high } = kindOf(criterion).possible(criterion);
  return { low, expected: Math.min(high, Math.max(low, criterion.prior)), high };
}

/**
 * The levels an answer leaves possible, or null where it tells nothing: taken back, or not an answer of this criterion
 * (of another version of the card).
 *
 * - a known answer has one level, unless part of it is still open (a decision process, another currency);
 * - `unknown` (asked, and the prospect does not know) keeps the full range;
 * - `refused` narrows it to the lower part, up to the prior, and halfway into that part is expected: people rarely
 *   keep good news to themselves, but it is no "no" either.
 */
export function levelsOfAnswer(
  criterion: Criterion,
  { value, at }: Pick<HeldAnswer, 'value' | 'at'>,
): LevelRange | null {
  if (isKnown(value)) return kindOf(criterion).levelsOf(criterion, value, at);
  const possible = possibleLevels(criterion);
  switch (value.kind) {
    case 'cleared':
      return null;
    case 'unknown':
      return possible;
    case 'refused':
      return { low: possible.low, expected: (possible.low + possible.expected) / 2, high: possible.expected };
  }
}

/** Whether an answer still means something to this criterion, as after a new version of the card. */
export function fitsCriterion(criterion: Criterion, value: AnswerValue): boolean {
  return !isKnown(value) || kindOf(criterion).levelsOf(criterion, value, 0) !== null;
}

/** The ids of the choices an answer made; empty where it made none. */
export function chosenIds(value: AnswerValue): readonly string[] {
  if (value.kind === 'option') return [value.optionId];
  return value.kind === 'options' ? value.optionIds : [];
}

/** What one unit of a currency is worth in the criterion's own, or null where the card does not say. */
export function rateOf(criterion: CriterionOf<'money'>, currency: string): number | null {
  return currency === criterion.currency ? 1 : (criterion.rates?.[currency] ?? null);
}

/** Yes and no as choices. */
function yesAndNo({
  yes = 1,
  no = 0,
}: CriterionOf<'yesNo'>): readonly { readonly id: string; readonly level: number }[] {
  return [
    { id: 'yes', level: yes },
    { id: 'no', level: no },
  ];
}

/** The choices a criterion offers; none where it is answered otherwise. */
export function choicesOf(criterion: Criterion): readonly { readonly id: string; readonly level: number }[] {
  if ('options' in criterion) return criterion.options;
  return criterion.kind === 'yesNo' ? yesAndNo(criterion) : [];
}

/** Whole days from the day of `at` (UTC) to a calendar day; negative for a day that is past. */
export function daysUntil(day: string, at: number): number {
  const dayMs = 86_400_000;
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs) - Math.floor(at / dayMs);
}

/** The level of an amount: that of the last band it reaches, or of the first where it reaches none. */
export function bandLevel(bands: Bands, amount: number): number {
  return (bands.findLast(({ from }) => amount >= from) ?? bands[0])?.level ?? 0;
}

function kindOf<K extends CriterionKind>(criterion: CriterionOf<K>): Kind<K> {
  return kinds[criterion.kind as K];
}

function chosen(
  options: readonly { readonly id: string; readonly level: number }[],
  value: KnownValue,
): LevelRange | null {
  const level = value.kind === 'option' ? options.find(({ id }) => id === value.optionId)?.level : undefined;
  return level === undefined ? null : exactly(level);
}

function exactly(level: number): LevelRange {
  return { low: level, expected: level, high: level };
}

function spanOf(parts: readonly { readonly level: number }[]) {
  const levels = parts.map(({ level }) => level);
  return { low: Math.min(...levels), high: Math.max(...levels) };
}

function sumOf(options: readonly { readonly level: number }[]): number {
  return Math.min(
    1,
    options.reduce((sum, { level }) => sum + level, 0),
  );
}
