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

/** What a field of the org's own says; `criterionId` is what it was mapped to in settings, null where a card names it. */
export interface FieldAnswer {
  readonly field: string;
  readonly criterionId: string | null;
  readonly value: string;
}

/** The fields a card names that are not among those Baton reads of every record. */
export function fieldsNamedBy({ criteria }: Pick<Scorecard, 'criteria'>): readonly string[] {
  const named = criteria.flatMap(({ crm }) => (crm === undefined ? [] : [crm.field]));
  return [...new Set(named)].filter((field) => !crmFields.some((known) => known === field));
}

/** An answer that a field of the CRM gives; it is shown as such and waits to be confirmed. */
export interface CrmKnown {
  readonly value: AnswerValue;
  readonly field: string;
  readonly at: number;
}

/**
 * The answers that fields of the lead know, by criterion id. `fields` are the lead's usual fields by name, null where the CRM
 * does not tell, `own` the org's own; `at` is when they were read. The field a card names goes before one chosen in settings.
 * A value the card does not know as an answer gives none.
 */
export function crmKnownAnswers(
  card: Scorecard,
  fields: Readonly<Record<string, string | number | null>>,
  at: number,
  own: readonly FieldAnswer[] = [],
): Readonly<Record<string, CrmKnown>> {
  return Object.fromEntries(
    card.criteria.flatMap((criterion) => {
      const [known] = candidatesFor(criterion, fields, own).flatMap(({ field, value }) => {
        const answer = valueFrom(criterion, value);
        return answer !== null && fitsCriterion(criterion, answer) ? [{ value: answer, field, at }] : [];
      });
      return known === undefined ? [] : [[criterion.id, known]];
    }),
  );
}

function candidatesFor(
  { id, crm }: Criterion,
  fields: Readonly<Record<string, string | number | null>>,
  own: readonly FieldAnswer[],
): readonly Pick<FieldAnswer, 'field' | 'value'>[] {
  const usual = crm === undefined || !Object.hasOwn(fields, crm.field) ? null : (fields[crm.field] ?? null);
  return [
    ...(crm === undefined || usual === null ? [] : [{ field: crm.field, value: String(usual) }]),
    ...own.filter(({ field }) => field === crm?.field),
    ...own.filter(({ criterionId }) => criterionId === id),
  ].filter(({ value }) => value.trim() !== '');
}

/** The answers given, with what only the CRM knows beside them: an answer given always goes first. */
export function withCrmKnown(given: Answers, known: Readonly<Record<string, CrmKnown>>): Answers {
  const fromCrm = Object.entries(known).map(
    ([id, { value, at }]) => [id, { value, at, note: '', source: 'crm' }] as const,
  );
  return { ...Object.fromEntries(fromCrm), ...given };
}

function valueFrom(criterion: Criterion, raw: string): AnswerValue | null {
  const text = raw.trim();
  const meant = meaningOf(criterion, text);
  switch (criterion.kind) {
    case 'scale':
    case 'choice':
    case 'yesNo':
      return meant === undefined ? null : { kind: 'option', optionId: meant };
    case 'multi': {
      const named = text.split(';').map((each) => each.trim());
      const ids = named.flatMap((each) => meaningOf(criterion, each) ?? []);
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

/** Which answer a text means: what the card says of it, else the answer that is called so. */
function meaningOf(criterion: Criterion, text: string): string | undefined {
  const said = Object.entries(criterion.crm?.values ?? {}).find(([value]) => sameWords(value, text));
  return said?.[1] ?? namesOf(criterion).find(({ names }) => names.some((name) => isCalled(text, name)))?.id;
}

const yesNoNames = [
  { id: 'yes', names: ['yes', 'true', '1', '是'] },
  { id: 'no', names: ['no', 'false', '0', '否'] },
];

/** What the answers of a criterion are called: by their ids and in every language of the card. */
function namesOf(criterion: Criterion): readonly { readonly id: string; readonly names: readonly string[] }[] {
  if (criterion.kind === 'yesNo') return yesNoNames;
  if (!('options' in criterion)) return [];
  return criterion.options.map(({ id, label }) => ({ id, names: [id, ...Object.values(label)] }));
}

/** The name itself, or the name with the note that Baton writes behind it. */
function isCalled(text: string, name: string): boolean {
  if (name.trim() === '') return false;
  return sameWords(text, name) || sameWords(text.slice(0, name.length + 2), `${name}. `);
}

function sameWords(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();
}
