import type { Answers, AnswerValue } from './answer';
import type { Criterion } from './criterion';
import { choicesOf, fitsCriterion } from './criterion-kinds';
import type { Scorecard } from './scorecard';

/** The fields of a lead that Baton reads from every CRM; a card may name one that knows an answer. */
export const crmFields = [
  'title',
  'company',
  'source',
  'status',
  'email',
  'timeZone',
  'city',
  'state',
  'postalCode',
  'country',
] as const;
export type CrmField = (typeof crmFields)[number];

/** An answer that a field of the CRM gives; it is shown as such and waits to be confirmed. */
export interface CrmKnown {
  readonly value: AnswerValue;
  readonly field: string;
  readonly at: number;
}

/**
 * The answers that mapped fields of the lead know, by criterion id. `fields` are the lead's fields by name, null where
 * the CRM does not tell; `at` is when they were read. A value the card does not know as an answer gives none.
 */
export function crmKnownAnswers(
  card: Scorecard,
  fields: Readonly<Record<string, string | number | null>>,
  at: number,
): Readonly<Record<string, CrmKnown>> {
  return Object.fromEntries(
    card.criteria.flatMap((criterion) => {
      const { crm } = criterion;
      const raw = crm === undefined || !Object.hasOwn(fields, crm.field) ? null : (fields[crm.field] ?? null);
      if (crm === undefined || raw === null || String(raw).trim() === '') return [];
      const value = valueFrom(criterion, raw);
      return value !== null && fitsCriterion(criterion, value) ? [[criterion.id, { value, field: crm.field, at }]] : [];
    }),
  );
}

/** The answers given, with what only the CRM knows beside them: an answer given always goes first. */
export function withCrmKnown(given: Answers, known: Readonly<Record<string, CrmKnown>>): Answers {
  const fromCrm = Object.entries(known).map(
    ([id, { value, at }]) => [id, { value, at, note: '', source: 'crm' }] as const,
  );
  return { ...Object.fromEntries(fromCrm), ...given };
}

function valueFrom(criterion: Criterion, raw: string | number): AnswerValue | null {
  const text = String(raw).trim();
  const meant = Object.entries(criterion.crm?.values ?? {}).find(([value]) => sameWords(value, text))?.[1];
  switch (criterion.kind) {
    case 'scale':
    case 'choice':
    case 'yesNo':
      return meant === undefined ? null : { kind: 'option', optionId: meant };
    case 'multi': {
      const named = text.split(';').map((each) => each.trim());
      const values = Object.entries(criterion.crm?.values ?? {});
      const ids = named.flatMap((each) => values.find(([value]) => sameWords(value, each))?.[1] ?? []);
      const known = ids.filter((id) => choicesOf(criterion).some((choice) => choice.id === id));
      return known.length === 0 ? null : { kind: 'options', optionIds: [...new Set(known)] };
    }
    case 'number':
      return Number.isFinite(Number(text)) ? { kind: 'number', amount: Number(text) } : null;
    case 'money':
      return Number.isFinite(Number(text))
        ? { kind: 'money', amount: Number(text), currency: criterion.currency }
        : null;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.test(text) ? { kind: 'date', day: text.slice(0, 10) } : null;
    case 'text':
      return { kind: 'text', text: text.slice(0, 4000) };
    case 'process':
      return null;
  }
}

function sameWords(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();
}
