import type { FieldMap, FieldOwner, FieldRole, OrgField, OrgFields } from '../../lib/crm/org-fields';

/** What can be said of a record's fields, in the order it is asked for; which kinds of field can say it, and whether Baton writes it. */
export const recordRoles = [
  { role: 'doNotCall', kinds: ['flag', 'choice'], writes: false },
  { role: 'phone', kinds: ['phone', 'text'], writes: false },
  { role: 'mql', kinds: ['flag', 'choice'], writes: false },
  { role: 'score', kinds: ['number', 'text'], writes: true },
  { role: 'handoff', kinds: ['choice', 'text'], writes: true },
] as const satisfies readonly { role: FieldRole; kinds: readonly OrgField['kind'][]; writes: boolean }[];
export type RecordRole = (typeof recordRoles)[number]['role'];

/** What was chosen for one meaning: a field, and the value that means yes or is written. Empty texts are "nothing". */
export interface Chosen {
  readonly field: string;
  readonly value: string;
}
export type ChosenFields = Readonly<Record<string, Chosen>>;

const nothing: Chosen = { field: '', value: '' };

/** Under which name a choice is kept. */
export function chosenKey(owner: FieldOwner, role: FieldRole, field = ''): string {
  return `${owner}:${role}:${field}`;
}

/** The fields that can have a meaning, by their labels. */
export function fieldsFor(role: RecordRole, fields: readonly OrgField[]): readonly OrgField[] {
  const rule = recordRoles.find((one) => one.role === role);
  const kinds: readonly OrgField['kind'][] = rule?.kinds ?? [];
  return fields
    .filter(({ kind, writable }) => kinds.includes(kind) && (writable || rule?.writes !== true))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

/** True where a value has to be said beside the field: a tick box says yes by itself, a number is the number. */
export function needsValue(role: RecordRole, field: OrgField | undefined): boolean {
  if (field === undefined || role === 'phone' || role === 'score') return false;
  return field.kind !== 'flag';
}

/** The choices that a map stands for. */
export function chosenIn(map: FieldMap, { required }: OrgFields): ChosenFields {
  const all = map.map(({ owner, role, field, values }) => {
    const key = role === 'call' ? chosenKey(owner, role, field) : chosenKey(owner, role);
    return [key, { field, value: values[0] ?? '' }] as const;
  });
  const open = required.map(({ name }) => [chosenKey('call', 'call', name), { field: name, value: '' }] as const);
  return Object.fromEntries([...open, ...all]);
}

/** The map that choices stand for; a choice without the value it needs is none. */
export function mapOf(chosen: ChosenFields, { owners, required }: OrgFields): FieldMap {
  const ofRecords = owners.flatMap(({ owner, fields }) =>
    recordRoles.flatMap(({ role }) => {
      const { field, value } = chosen[chosenKey(owner, role)] ?? nothing;
      const known = fields.find(({ name }) => name === field);
      if (known === undefined) return [];
      if (!needsValue(role, known)) return [{ owner, role, field, values: known.kind === 'flag' ? ['true'] : [] }];
      return value.trim() === '' ? [] : [{ owner, role, field, values: [value.trim()] }];
    }),
  );
  const ofCalls = required.flatMap(({ name }) => {
    const value = chosen[chosenKey('call', 'call', name)]?.value.trim() ?? '';
    return value === '' ? [] : [{ owner: 'call' as const, role: 'call' as const, field: name, values: [value] }];
  });
  return [...ofRecords, ...ofCalls];
}
