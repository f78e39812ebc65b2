import { z } from 'zod';
import { type LocalText, localText } from '../model/schemas';
import { cardProblemCodes } from './card-check';

/** What can be wrong with the form of a file; each has its sentence in the locale files. */
export const formIssueCodes = [
  'missing',
  'notText',
  'notNumber',
  'notWhole',
  'notList',
  'notGroup',
  'tooLow',
  'tooHigh',
  'emptyText',
  'longText',
  'fewEntries',
  'manyEntries',
  'unknownField',
  'notOneOf',
  'noCondition',
  'badId',
  'badCurrency',
  'noLanguage',
  'other',
] as const;
export type FormIssueCode = (typeof formIssueCodes)[number];

/** A criterion or a disqualifier of the file, by its number (from 1) and its name where it has one. */
export interface FilePart {
  readonly area: 'criteria' | 'disqualifiers';
  readonly number: number;
  readonly name: LocalText | null;
}

/** One thing wrong with a file: where, and what, by code; the words are the reader's. */
export interface FileIssue {
  /** As written in the file: `criteria.2.options.0.level`. */
  readonly path: string;
  /** What the path goes through; null for the card itself. */
  readonly part: FilePart | null;
  /** The steps of the path within that part. */
  readonly within: readonly string[];
  readonly code: FormIssueCode | (typeof cardProblemCodes)[number];
  /** The name, or else the id, of the criterion that a problem of the card as a whole is about. */
  readonly about: LocalText | string;
  /** Fills the sentence: `limit`, `fields`, `values`, `option`. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** What zod found wrong with the file `raw`, in our own codes. */
export function fileIssueOf(issue: z.core.$ZodIssue, raw: unknown): FileIssue {
  const steps = issue.path.map(String);
  const path = steps[0] === 'card' ? steps.slice(1) : steps;
  const part = partOf(path, raw);
  const params = issue.code === 'custom' ? textParams.catch({}).parse(issue.params ?? {}) : {};
  const about = params['id'] ?? '';
  return {
    path: path.join('.'),
    part,
    within: part === null ? path : path.slice(2),
    about: nameOfId(about, raw) ?? about,
    ...saidOf(issue, valueAt(raw, steps) === undefined),
  };
}

const textParams = z.record(z.string(), z.string());

type Said = Pick<FileIssue, 'code' | 'params'>;

function saidOf(issue: z.core.$ZodIssue, isMissing: boolean): Said {
  switch (issue.code) {
    case 'invalid_type':
      return plain(isMissing ? 'missing' : typeCode(issue.expected));
    case 'too_small':
      return sized(issue.origin, issue.minimum, { text: 'emptyText', list: 'fewEntries', number: 'tooLow' });
    case 'too_big':
      return sized(issue.origin, issue.maximum, { text: 'longText', list: 'manyEntries', number: 'tooHigh' });
    case 'unrecognized_keys':
      return {
        code: 'unknownField',
        params: { fields: issue.keys.map((key) => key.slice(0, longestShown)).join(', ') },
      };
    case 'invalid_value':
      return { code: 'notOneOf', params: { values: issue.values.map(String).join(', ') } };
    case 'invalid_union':
      return unionSaid(issue);
    case 'invalid_key':
      return plain(formCode(issue.issues[0]?.message));
    case 'custom':
      return {
        code: cardCode(issue.message) ?? formCode(issue.message),
        params: textParams.catch({}).parse(issue.params ?? {}),
      };
    default:
      return plain(formCode(issue.message));
  }
}

/** A field's name longer than this is cut: whoever wrote it knows it by its beginning. */
const longestShown = 60;

function unionSaid(issue: z.core.$ZodIssueInvalidUnion): Said {
  const kinds = z.looseObject({ options: z.array(z.string()) }).safeParse(issue);
  return kinds.success ? { code: 'notOneOf', params: { values: kinds.data.options.join(', ') } } : plain('noCondition');
}

function plain(code: FileIssue['code']): Said {
  return { code, params: {} };
}

function sized(
  origin: string,
  limit: number | bigint,
  codes: { readonly text: FormIssueCode; readonly list: FormIssueCode; readonly number: FormIssueCode },
): Said {
  const params = { limit: Number(limit) };
  if (origin === 'string') return { code: codes.text, params };
  return { code: origin === 'array' ? codes.list : codes.number, params };
}

function typeCode(expected: string): FormIssueCode {
  switch (expected) {
    case 'string':
      return 'notText';
    case 'int':
      return 'notWhole';
    case 'number':
      return 'notNumber';
    case 'array':
      return 'notList';
    default:
      return 'notGroup';
  }
}

function formCode(message: string | undefined): FormIssueCode {
  return formIssueCodes.find((each) => each === message) ?? 'other';
}

function cardCode(message: string) {
  return cardProblemCodes.find((each) => each === message);
}

const named = z.looseObject({ name: localText });
const identified = z.looseObject({ id: z.string() });

function partOf([area, index]: readonly string[], raw: unknown): FilePart | null {
  if ((area !== 'criteria' && area !== 'disqualifiers') || index === undefined) return null;
  return { area, number: Number(index) + 1, name: nameIn(valueAt(raw, ['card', area, index])) };
}

function nameOfId(id: string, raw: unknown): LocalText | null {
  for (const area of ['criteria', 'disqualifiers']) {
    const all = valueAt(raw, ['card', area]);
    const found = Array.isArray(all) ? all.find((each) => identified.safeParse(each).data?.id === id) : undefined;
    if (found !== undefined) return nameIn(found);
  }
  return null;
}

function nameIn(part: unknown): LocalText | null {
  return named.safeParse(part).data?.name ?? null;
}

const anything = z.record(z.string(), z.unknown());

function valueAt(raw: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return raw;
  if (Array.isArray(raw)) return valueAt(raw[Number(step)], rest);
  const fields = anything.safeParse(raw);
  return fields.success && Object.hasOwn(fields.data, step) ? valueAt(fields.data[step], rest) : undefined;
}
