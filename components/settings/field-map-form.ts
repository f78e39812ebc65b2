import {
  type FieldMap,
  type FieldOwner,
  type FieldRole,
  type OrgField,
  type OrgFields,
  stagesFrom,
} from '../../lib/crm/org-fields';
import type { RowRules } from '../../lib/model/merge-rows';
import type { Criterion } from '../../lib/qualification/criterion';

/** What can be said of a record's fields, in the order it is asked for; which kinds of field can say it, and whether Baton writes it. */
const recordRoles = [
  { role: 'doNotCall', kinds: ['flag', 'choice'], writes: false, of: 'people' },
  { role: 'phone', kinds: ['phone', 'text'], writes: false, of: 'people' },
  { role: 'mql', kinds: ['flag', 'choice'], writes: false, of: 'people' },
  { role: 'score', kinds: ['number', 'text'], writes: true, of: 'people' },
  { role: 'handoff', kinds: ['choice', 'text'], writes: true, of: 'people' },
  { role: 'amount', kinds: ['number'], writes: false, of: 'deals' },
  { role: 'sourcedBy', kinds: ['person', 'text', 'choice'], writes: false, of: 'deals' },
  { role: 'stage2', kinds: ['stage'], writes: false, of: 'deals' },
] as const satisfies readonly {
  role: FieldRole;
  kinds: readonly OrgField['kind'][];
  writes: boolean;
  of: 'people' | 'deals';
}[];
export type RecordRole = (typeof recordRoles)[number]['role'];

/** What can be said of the fields of such a record. */
export function rolesOf(owner: FieldOwner): readonly RecordRole[] {
  const of = owner === 'deal' ? 'deals' : 'people';
  return recordRoles.filter((one) => one.of === of).map(({ role }) => role);
}

/** Fields that can get the answer to a criterion: any text, and numbers where the answer is one. */
export function fieldsForAnswer({ kind }: Pick<Criterion, 'kind'>, fields: readonly OrgField[]): readonly OrgField[] {
  const isNumber = kind === 'number' || kind === 'money';
  return byLabel(
    fields.filter((field) => field.writable && (field.kind === 'text' || (isNumber && field.kind === 'number'))),
  );
}

/** Fields that may know the answer to a criterion already. */
export function fieldsThatKnow({ kind }: Pick<Criterion, 'kind'>, fields: readonly OrgField[]): readonly OrgField[] {
  // A process is never one field.
  if (kind === 'process') return [];
  const kinds: readonly OrgField['kind'][] =
    kind === 'date'
      ? ['date', 'text']
      : kind === 'number' || kind === 'money'
        ? ['number', 'text']
        : ['text', 'choice', 'flag', ...(kind === 'text' ? (['number', 'date'] as const) : [])];
  return byLabel(fields.filter((field) => kinds.includes(field.kind)));
}

/** What was chosen for one meaning: a field, and the value that means yes or is written. Empty texts are "nothing". */
export interface Chosen {
  readonly field: string;
  readonly value: string;
  /** Of the handoff's state: the values that say what the AE answered. */
  readonly answers?: { readonly accepted: string; readonly returned: string };
}
export type ChosenFields = Readonly<Record<string, Chosen>>;

const nothing: Chosen = { field: '', value: '' };

/** One choice as a row, to be edited beside what another window saves. */
export interface ChosenRow {
  readonly key: string;
  readonly choice: Chosen;
}
export const chosenRules: RowRules<ChosenRow> = {
  idOf: ({ key }) => key,
  textOf: ({ choice: { field, value, answers } }) => JSON.stringify([field, value, answers]),
};

/** The choices as rows. */
export function chosenRows(chosen: ChosenFields): readonly ChosenRow[] {
  return Object.entries(chosen).map(([key, choice]) => ({ key, choice }));
}

/** The rows with this choice in place of the one before it. */
export function withChoice(rows: readonly ChosenRow[], key: string, choice: Chosen): readonly ChosenRow[] {
  return rows.some((row) => row.key === key)
    ? rows.map((row) => (row.key === key ? { key, choice } : row))
    : [...rows, { key, choice }];
}

/** Stands for "write none" among the values of an outcome. */
export const noValue = '\u0000none';

/** Under which name a choice is kept. */
export function chosenKey(owner: FieldOwner, role: FieldRole, field = ''): string {
  return `${owner}:${role}:${field}`;
}

/** Under which name it is kept what is written for an outcome: into the standard field (null) or one of the org's own. */
export function outcomeKey(ownField: string | null, outcomeId = ''): string {
  return chosenKey('call', 'outcome', ownField === null ? outcomeId : `${ownField}:${outcomeId}`);
}

/** The list of the org's own that outcomes are written into as well, by what is chosen; undefined where none. */
export function ownListIn(chosen: ChosenFields, { callLists = [] }: OrgFields): OrgField | undefined {
  return callLists.find(({ name }) => name === chosen[chosenKey('call', 'outcomeField')]?.field);
}

/** The fields that can have a meaning, by their labels. */
export function fieldsFor(role: RecordRole, fields: readonly OrgField[]): readonly OrgField[] {
  const rule = recordRoles.find((one) => one.role === role);
  const kinds: readonly OrgField['kind'][] = rule?.kinds ?? [];
  return byLabel(fields.filter(({ kind, writable }) => kinds.includes(kind) && (writable || rule?.writes !== true)));
}

function byLabel(fields: readonly OrgField[]): readonly OrgField[] {
  return fields.toSorted((a, b) => a.label.localeCompare(b.label));
}

/** Fields as a list to choose from, with "none" first. */
export function fieldOptions(none: string, fields: readonly OrgField[]): { value: string; label: string }[] {
  const named = fields.map(({ name, label }) => ({ value: name, label: label === name ? name : `${label} (${name})` }));
  return [{ value: '', label: none }, ...named];
}

/** True where a value has to be said beside the field: a tick box says yes by itself, a number is the number. */
export function needsValue(role: RecordRole, field: OrgField | undefined): boolean {
  if (field === undefined || ['phone', 'score', 'amount', 'sourcedBy'].includes(role)) return false;
  return field.kind !== 'flag';
}

/** The choices that a map stands for. */
export function chosenIn(map: FieldMap, { required, outcome }: OrgFields): ChosenFields {
  const all = map.map(({ owner, role, field, values }) => {
    if (role === 'answer' || role === 'known')
      return [chosenKey(owner, role, values[0]), { field, value: '' }] as const;
    if (role === 'outcome') {
      return [
        outcomeKey(field === outcome?.name ? null : field, values[0]),
        { field, value: values[1] === '' ? noValue : (values[1] ?? '') },
      ] as const;
    }
    const key = role === 'call' ? chosenKey(owner, role, field) : chosenKey(owner, role);
    const [value = '', accepted = '', returned = ''] = values;
    return [key, { field, value, ...(role === 'handoff' ? { answers: { accepted, returned } } : {}) }] as const;
  });
  const open = required.map(({ name }) => [chosenKey('call', 'call', name), { field: name, value: '' }] as const);
  return Object.fromEntries([...open, ...all]);
}

/** The values that a choice keeps beside its field; null where it means nothing without one. */
function valuesOf(role: RecordRole, { value, answers }: Chosen, field: OrgField): string[] | null {
  if (!needsValue(role, field)) return field.kind === 'flag' ? ['true'] : [];
  const states = role === 'handoff' ? stateValues(value, answers) : null;
  if (states !== null) return states.length === 0 ? null : states;
  if (value.trim() === '') return null;
  return role === 'stage2' ? stagesFrom(value, field) : [value.trim()];
}

/** Given, accepted and returned, in this order; what is not chosen is left out from the end. */
function stateValues(given: string, answers: Chosen['answers']): string[] {
  const all = [given, answers?.accepted ?? '', answers?.returned ?? ''].map((value) => value.trim());
  return all.slice(0, all.findLastIndex((value) => value !== '') + 1);
}

/** The map that choices stand for; a choice without the value it needs is none. `criteria` are those of the cards that score leads. */
export function mapOf(
  chosen: ChosenFields,
  fields: OrgFields,
  criteria: readonly Pick<Criterion, 'id'>[] = [],
  outcomes: readonly { readonly id: string }[] = [],
): FieldMap {
  const { owners, required, outcome } = fields;
  const ofRecords = owners.flatMap(({ owner, fields }) =>
    rolesOf(owner).flatMap((role) => {
      const choice = chosen[chosenKey(owner, role)] ?? nothing;
      const known = fields.find(({ name }) => name === choice.field);
      const values = known === undefined ? null : valuesOf(role, choice, known);
      return values === null ? [] : [{ owner, role, field: choice.field, values }];
    }),
  );
  const ofAnswers = owners.flatMap(({ owner, fields }) =>
    criteria.flatMap(({ id }) => {
      const { field } = chosen[chosenKey(owner, 'answer', id)] ?? nothing;
      const known = fields.find(({ name }) => name === field);
      const values = known?.kind === 'number' ? [id, 'amount'] : [id];
      return known === undefined ? [] : [{ owner, role: 'answer' as const, field, values }];
    }),
  );
  const ofKnown = owners.flatMap(({ owner, fields }) =>
    criteria.flatMap(({ id }) => {
      const { field } = chosen[chosenKey(owner, 'known', id)] ?? nothing;
      return fields.some(({ name }) => name === field) ? [{ owner, role: 'known' as const, field, values: [id] }] : [];
    }),
  );
  const ofCalls = required.flatMap(({ name }) => {
    const value = chosen[chosenKey('call', 'call', name)]?.value.trim() ?? '';
    return value === '' ? [] : [{ owner: 'call' as const, role: 'call' as const, field: name, values: [value] }];
  });
  const own = ownListIn(chosen, fields);
  const ofOutcomes = [
    ...(outcome === undefined ? [] : [{ field: outcome.name, key: null }]),
    ...(own === undefined ? [] : [{ field: own.name, key: own.name }]),
  ].flatMap(({ field, key }) =>
    outcomes.flatMap(({ id }) => {
      const value = chosen[outcomeKey(key, id)]?.value.trim() ?? '';
      if (value === '') return [];
      return [
        { owner: 'call' as const, role: 'outcome' as const, field, values: [id, value === noValue ? '' : value] },
      ];
    }),
  );
  const ofOwnList =
    own === undefined ? [] : [{ owner: 'call' as const, role: 'outcomeField' as const, field: own.name, values: [] }];
  return [...ofRecords, ...ofAnswers, ...ofKnown, ...ofCalls, ...ofOwnList, ...ofOutcomes];
}
