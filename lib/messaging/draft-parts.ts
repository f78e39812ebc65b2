import { z } from 'zod';
import type { RecordKey } from '../model/record';
import { type Draft, draft } from './views';

/**
 * A draft taken apart: each thing that is written or chosen by a name of its own, as text. What is not there is not
 * written; of the brief an empty text is the SDR's word too.
 */
export const draftParts = z.record(z.string().max(300), z.string().max(32_000));
export type DraftParts = Readonly<Record<string, string>>;

const singles = ['note', 'outcomeId', 'followUpAt', 'aeId'] as const;
/** The parts that a logged call uses. */
export const callParts: readonly string[] = ['note', 'outcomeId', 'followUpAt', 'referral:name', 'referral:contact'];
/** The parts with a name of their own after the colon: a criterion, a heading, a field. */
const groups = ['referral', 'note', 'evidence', 'brief'] as const;
type Group = (typeof groups)[number];

/** The parts that a draft is made of. */
export function partsOf(whole: Omit<Draft, 'recordKey' | 'updatedAt'>): DraftParts {
  const { note, outcomeId, followUpAt, referral, answerWords = {}, brief, aeId } = whole;
  const notes = mapped(answerWords, (words) => words.note);
  const evidence = mapped(answerWords, (words) => words.evidence);
  return {
    ...written({ note, outcomeId: outcomeId ?? '', followUpAt: followUpAt?.toString() ?? '', aeId: aeId ?? '' }),
    ...written({ ...named('referral', referral), ...named('note', notes), ...named('evidence', evidence) }),
    ...named('brief', brief),
  };
}

function mapped<T>(entries: Readonly<Record<string, T>>, text: (entry: T) => string): DraftParts {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, text(entry)]));
}

function named(group: Group, entries: DraftParts = {}): DraftParts {
  return Object.fromEntries(Object.entries(entries).map(([name, text]) => [`${group}:${name}`, text]));
}

function written(parts: DraftParts): DraftParts {
  return Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== ''));
}

/** The draft that these parts make, or null where nothing is written. @throws ZodError where they make none. */
export function draftOfParts(recordKey: RecordKey, parts: DraftParts, updatedAt: number): Draft | null {
  if (Object.keys(parts).length === 0) return null;
  const { note = '', outcomeId = null, followUpAt, aeId } = pick(parts);
  const referral = groupOf(parts, 'referral');
  const notes = groupOf(parts, 'note');
  const evidence = groupOf(parts, 'evidence');
  const ids = Object.keys({ ...notes, ...evidence });
  const answerWords = Object.fromEntries(
    ids.map((id) => [id, { note: notes[id] ?? '', evidence: evidence[id] ?? '' }]),
  );
  const brief = groupOf(parts, 'brief');
  return draft.parse({
    recordKey,
    note,
    outcomeId,
    followUpAt: followUpAt === undefined ? null : Number(followUpAt),
    ...(isNothing(referral) ? {} : { referral: { name: '', contact: '', ...referral } }),
    ...(isNothing(answerWords) ? {} : { answerWords }),
    ...(isNothing(brief) ? {} : { brief }),
    ...(aeId === undefined ? {} : { aeId }),
    updatedAt,
  });
}

function pick(parts: DraftParts): Partial<Record<(typeof singles)[number], string>> {
  return Object.fromEntries(singles.flatMap((name) => (parts[name] === undefined ? [] : [[name, parts[name]]])));
}

/** The parts of one group, by their own names. */
export function groupOf(parts: DraftParts, group: Group): DraftParts {
  const prefix = `${group}:`;
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, text]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), text]] : [],
    ),
  );
}

function isNothing(entries: object): boolean {
  return Object.keys(entries).length === 0;
}

/** What differs between two states of a draft: these parts as they were, and as they are. */
export interface DraftChange {
  readonly from: DraftParts;
  readonly to: DraftParts;
}

/** What was changed from one state to the other; null where nothing was. */
export function changeBetween(from: DraftParts, to: DraftParts): DraftChange | null {
  const changed = namesOf(from, to).filter((name) => from[name] !== to[name]);
  if (changed.length === 0) return null;
  const only = (parts: DraftParts) =>
    Object.fromEntries(Object.entries(parts).filter(([name]) => changed.includes(name)));
  return { from: only(from), to: only(to) };
}

/** The names of all parts of these. */
export function namesOf(...all: readonly DraftParts[]): readonly string[] {
  return [...new Set(all.flatMap((parts) => Object.keys(parts)))];
}

/** The draft of before with a change made to it, though it may have been made to an earlier one. */
export function withChange(before: DraftParts, { from, to }: DraftChange): DraftParts {
  const merged = Object.fromEntries(
    namesOf(from, to).map((name) => [
      name,
      mergedPart(name, { from: from[name], mine: to[name], theirs: before[name] }),
    ]),
  );
  const all: Readonly<Record<string, string | undefined>> = { ...before, ...merged };
  return Object.fromEntries(Object.entries(all).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
}

interface Versions {
  /** As both had it. */
  readonly from: string | undefined;
  readonly mine: string | undefined;
  readonly theirs: string | undefined;
}

/** A text of more than this is not made by joining two: then the one written last stays. */
const longestJoined = { note: 32_000, 'note:': 4000, 'brief:': 4000, 'evidence:': 2000 };
type Prose = keyof typeof longestJoined;

/**
 * What a part is after it was changed in two places. Prose is never dropped for other prose while both fit: where both wrote,
 * both are kept, and what was only written on is written on. Of what is chosen, and of the name and the number of whom they
 * named, the last word counts.
 */
export function mergedPart(name: string, { from, mine, theirs }: Versions): string | undefined {
  if (theirs === from) return mine;
  if (mine === from) return theirs;
  const prose = proseOf(name);
  if (theirs === undefined || mine === undefined || prose === null) return mine ?? theirs;
  const between = prose === 'note' || prose === 'brief:' ? '\n' : ' · ';
  if (holds(theirs, mine, between)) return theirs;
  if (holds(mine, theirs, between)) return mine;
  const isWrittenOn = from !== undefined && from !== '' && mine.startsWith(from);
  const joined = isWrittenOn ? theirs + mine.slice(from.length) : `${theirs}${between}${mine}`;
  return joined.length <= longestJoined[prose] ? joined : mine;
}

function proseOf(name: string): Prose | null {
  if (name === 'note') return name;
  return (['note:', 'brief:', 'evidence:'] as const).find((group) => name.startsWith(group)) ?? null;
}

/** Whether one text begins with the other, or says it among its lines, which `between` parts. */
export function holds(text: string, other: string, between: string): boolean {
  return text.startsWith(other) || `${between}${text}${between}`.includes(`${between}${other}${between}`);
}
