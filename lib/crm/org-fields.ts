import { z } from 'zod';
import { type RecordObject, recordObjects } from '../model/record';
import type { FieldAnswer } from '../qualification/crm-known';

/**
 * What a field of a CRM can mean to Baton. `call` fills a field that the org asks for with every call and task; `answer` gets
 * one answer of the scorecard and knows it from then on, `known` only knows it; `outcome` says which value stands for an
 * outcome of a call, and `outcomeField` in which list of the org's own it is written as well; `amount`, `sourcedBy` and `stage2` are of opportunities.
 */
const fieldRole = z.enum([
  ...(['doNotCall', 'phone', 'mql', 'score', 'handoff', 'call', 'outcome', 'outcomeField'] as const),
  ...(['answer', 'known', 'amount', 'sourcedBy', 'stage2'] as const),
]);
export type FieldRole = z.infer<typeof fieldRole>;

const fieldOwner = z.enum([...recordObjects, 'call']);
/** Whose fields they are: a kind of record, or the calls and tasks that Baton writes. */
export type FieldOwner = z.infer<typeof fieldOwner>;

const mappedField = z.object({
  owner: fieldOwner,
  role: fieldRole,
  /** The CRM's own name of the field; of a person that a Salesforce field points at, the path to the name. */
  field: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,254}(?:\.Name)?$/),
  /**
   * `doNotCall`, `mql`: the values that mean yes. `stage2`: the first stage that counts and those after it. `call`: the
   * value that is written. `handoff`: the values that say given, accepted and returned, in this order, empty for none. `answer`: the criterion's id, and `amount` behind it where the field takes a number.
   * `known`: the criterion's id, or nothing where the card itself names the field. `outcome`: the outcome's id, and the value
   * that is written for it, empty for none.
   */
  values: z.array(z.string().max(1000)).max(60),
});

/** That these fields, which a scorecard names itself, are read with every record. */
export function namedByCard(fields: readonly string[]): FieldMap {
  return recordObjects.flatMap((owner) =>
    fields.flatMap((field) => mappedField.safeParse({ owner, role: 'known', field, values: [] }).data ?? []),
  );
}

/** What the fields of one org mean to Baton, as chosen in settings. */
export const fieldMap = z.array(mappedField).max(200);
export type FieldMap = z.infer<typeof fieldMap>;

/** One field of an org as its own description has it. */
export const orgField = z.object({
  name: z.string(),
  label: z.string(),
  /** `person` holds somebody of the org; `stage` is how far an opportunity is, its options in the order they are gone through. */
  kind: z.enum(['text', 'number', 'flag', 'choice', 'date', 'phone', 'person', 'stage']),
  /** `group`: the pipeline of a stage, where the org has several. */
  options: z.array(z.object({ value: z.string(), label: z.string(), group: z.string().optional() })),
  writable: z.boolean(),
});
export type OrgField = z.infer<typeof orgField>;

const outcomeField = orgField.extend({
  /** True where only its own values can be written. */
  closed: z.boolean(),
});
/** The field of a call that says how it went. */
export type OutcomeField = z.infer<typeof outcomeField>;

/** The fields of an org that could mean something to Baton, and those it asks for with every call. */
export const orgFields = z.object({
  owners: z.array(z.object({ owner: fieldOwner, fields: z.array(orgField) })),
  /** Fields that a call or task cannot be saved without, and that Baton does not fill by itself. */
  required: z.array(orgField),
  /** Absent where the org has none, or was not asked yet. */
  outcome: outcomeField.optional(),
  /** Lists of the org's own on its calls, in which an outcome can be written as well. */
  callLists: z.array(orgField).optional(),
  /** Everything else of its calls that a value can be written into: what a refusal names is found among these. */
  callFields: z.array(orgField).optional(),
});
export type OrgFields = z.infer<typeof orgFields>;

/** The mapped fields of an owner that mean one of these. */
export function mappedFields(map: FieldMap, owner: FieldOwner, ...roles: readonly FieldRole[]): FieldMap {
  return map.filter((one) => one.owner === owner && roles.includes(one.role));
}

/** The mapped fields that mean this, of whatever owner. */
export function mappedOf(map: FieldMap, role: FieldRole): FieldMap {
  return map.filter((one) => one.role === role);
}

const readRoles = ['doNotCall', 'phone', 'mql', 'handoff', 'answer', 'known', 'amount', 'sourcedBy'] as const;

/** The names of the fields that are read with a record. */
export function readNames(map: FieldMap, owner: RecordObject): readonly string[] {
  // The stage is read anyway.
  return mappedFields(map, owner, ...readRoles).map(({ field }) => field);
}

/** What the mapped fields of a record say; null where none is mapped or it is empty. */
export interface MappedValues {
  readonly doNotCall: boolean | null;
  readonly isMql: boolean | null;
  readonly phones: readonly string[];
}

/** Reads mapped fields; `read` gives a field's value as text, null where it is empty. */
export function mappedValues(map: FieldMap, owner: RecordObject, read: (field: string) => string | null): MappedValues {
  const says = (role: 'doNotCall' | 'mql'): boolean | null => {
    const fields = mappedFields(map, owner, role);
    return fields.length === 0 ? null : fields.some(({ field, values }) => values.includes(read(field) ?? ''));
  };
  const phones = mappedFields(map, owner, 'phone').flatMap(({ field }) => read(field) ?? []);
  return { doNotCall: says('doNotCall'), isMql: says('mql'), phones };
}

/** What the fields of a record say that may know an answer of the scorecard; fields that are empty say nothing. */
export function knownValues(
  map: FieldMap,
  owner: RecordObject,
  read: (field: string) => string | null,
): readonly FieldAnswer[] {
  return mappedFields(map, owner, 'answer', 'known').flatMap(({ field, values: [criterionId] }) => {
    const value = read(field)?.trim() ?? '';
    return value === '' ? [] : [{ field, criterionId: criterionId ?? null, value: value.slice(0, longestKnown) }];
  });
}

/** Answers are words, not documents. */
const longestKnown = 4000;

/** What the mapped fields of an opportunity say, beside its standard ones. */
export interface MappedDeal {
  /** Undefined where no field is mapped: the standard amount holds. */
  readonly amount: number | null | undefined;
  readonly sourcedBy: string | null;
  /** Whether it is at stage 2 or beyond; null where nobody said which stage that is. */
  readonly isStage2: boolean | null;
}

/** Reads the mapped fields of an opportunity; `stage` is the value of its stage. */
export function mappedDeal(map: FieldMap, stage: string | null, read: (field: string) => string | null): MappedDeal {
  const [amount] = mappedFields(map, 'deal', 'amount');
  const [sourcedBy] = mappedFields(map, 'deal', 'sourcedBy');
  const [stage2] = mappedFields(map, 'deal', 'stage2');
  const value = amount === undefined ? undefined : Number(read(amount.field) ?? Number.NaN);
  return {
    amount: value === undefined || Number.isFinite(value) ? value : null,
    sourcedBy: sourcedBy === undefined ? null : read(sourcedBy.field),
    isStage2: stage2 === undefined ? null : stage !== null && stage2.values.includes(stage),
  };
}

/** What a handoff knows that mapped fields can get: the score (0 to 100), and the answers by criterion id. */
export interface HandoffFacts {
  readonly score: number | null;
  readonly answers: Readonly<Record<string, { readonly text: string; readonly amount: number | null }>>;
}

/** What a handoff writes into the record's mapped fields. What nobody answered leaves its field alone. */
export function handoffValues(
  map: FieldMap,
  owner: RecordObject,
  { score, answers }: HandoffFacts,
): Readonly<Record<string, string | number>> {
  const scores =
    score === null ? [] : mappedFields(map, owner, 'score').map(({ field }) => [field, Math.round(score)] as const);
  const states = Object.entries(handoffStateValues(map, owner, 'given'));
  const told = mappedFields(map, owner, 'answer').flatMap(({ field, values: [criterionId = '', as] }) => {
    const answer = Object.hasOwn(answers, criterionId) ? answers[criterionId] : undefined;
    const value = as === 'amount' ? answer?.amount : answer?.text;
    return value === undefined || value === null ? [] : [[field, value] as const];
  });
  return Object.fromEntries([...told, ...scores, ...states]);
}

/** Which of the mapped values says what. */
const stateValues = ['given', 'accepted', 'returned'] as const;

/** What is written into the field of the handoff's state; nothing where no value says it. */
export function handoffStateValues(
  map: FieldMap,
  owner: RecordObject,
  state: (typeof stateValues)[number],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    mappedFields(map, owner, 'handoff').flatMap(({ field, values }) => {
      const value = values[stateValues.indexOf(state)] ?? '';
      return value === '' ? [] : [[field, value] as const];
    }),
  );
}

/** The AE's answer as the mapped field says it; null where none is mapped or it says neither. */
export function handoffFieldOf(map: FieldMap, owner: RecordObject, read: (field: string) => string | null) {
  for (const { field, values } of mappedFields(map, owner, 'handoff')) {
    const value = read(field) ?? '';
    const state = (['accepted', 'returned'] as const).find((one) => values[stateValues.indexOf(one)] === value);
    if (state !== undefined && value !== '') return { state, value };
  }
  return null;
}

/** What every call and task is given besides. */
export function callValues(map: FieldMap): Readonly<Record<string, string>> {
  return Object.fromEntries(
    mappedFields(map, 'call', 'call').flatMap(({ field, values: [value] }) =>
      value === undefined || value === '' ? [] : [[field, value] as const],
    ),
  );
}

/**
 * The fields with these among those asked for with every call: an org need not say beforehand what its rules ask for, and then
 * a call that it refused says it. `names` are fields that refusals name; what was given a value once stays in the list.
 */
export function withAskedFor(fields: OrgFields, names: readonly string[], map: FieldMap): OrgFields {
  const { required, callFields = [] } = fields;
  const asked = new Set([...names, ...mappedFields(map, 'call', 'call').map(({ field }) => field)]);
  const more = callFields.filter(({ name }) => asked.has(name) && !required.some((one) => one.name === name));
  return more.length === 0 ? fields : { ...fields, required: [...required, ...more] };
}

/** The fields an org asks for with every call that nothing fills yet, or only with a value that the org has no more. */
export function unfilled(required: readonly OrgField[], map: FieldMap): readonly OrgField[] {
  const filled = callValues(map);
  return required.filter(({ name, kind, options }) => {
    const value = Object.hasOwn(filled, name) ? filled[name] : undefined;
    if (value === undefined) return true;
    return kind === 'choice' && options.length > 0 && !options.some((option) => option.value === value);
  });
}

/** The stage itself, and those that come after it in its pipeline. */
export function stagesFrom(stage: string, { options }: Pick<OrgField, 'options'>): string[] {
  const at = options.findIndex(({ value }) => value === stage);
  if (at < 0) return [stage];
  return options.slice(at).flatMap(({ value, group }) => (group === options[at]?.group ? [value] : []));
}

/** The map with its stages as the org has them now: a stage that was added since counts where the org put it. */
export function withStagesOf(map: FieldMap, { owners }: OrgFields): FieldMap {
  return map.map((entry) => {
    const [first] = entry.values;
    if (entry.role !== 'stage2' || first === undefined) return entry;
    const field = owners.find(({ owner }) => owner === entry.owner)?.fields.find(({ name }) => name === entry.field);
    // A first stage that is gone leaves what was chosen as it is.
    if (field === undefined || !field.options.some(({ value }) => value === first)) return entry;
    return { ...entry, values: stagesFrom(first, field).slice(0, 60) };
  });
}

/** What "do not call" is, from the standard field and the mapped one: either forbids. */
export function eitherForbids(standard: boolean | null, mapped: boolean | null): boolean | null {
  if (standard === true || mapped === true) return true;
  return standard ?? mapped;
}
