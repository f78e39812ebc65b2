import { z } from 'zod';
import type { RecordObject } from '../model/record';

/** What a field of a CRM can mean to Baton. `call` fills a field that the org asks for with every call and task. */
const fieldRole = z.enum(['doNotCall', 'phone', 'mql', 'score', 'handoff', 'call']);
export type FieldRole = z.infer<typeof fieldRole>;

const fieldOwner = z.enum(['lead', 'contact', 'company', 'deal', 'call']);
/** Whose fields they are: a kind of record, or the calls and tasks that Baton writes. */
export type FieldOwner = z.infer<typeof fieldOwner>;

const mappedField = z.object({
  owner: fieldOwner,
  role: fieldRole,
  /** The CRM's own name of the field. */
  field: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,254}$/),
  /** `doNotCall`, `mql`: the values that mean yes. `handoff`, `call`: the value that is written. Else empty. */
  values: z.array(z.string().max(1000)).max(20),
});

/** What the fields of one org mean to Baton, as chosen in settings. */
export const fieldMap = z.array(mappedField).max(60);
export type FieldMap = z.infer<typeof fieldMap>;

const orgField = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'number', 'flag', 'choice', 'phone']),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  writable: z.boolean(),
});
/** One field of an org as its own description has it. */
export type OrgField = z.infer<typeof orgField>;

/** The fields of an org that could mean something to Baton, and those it asks for with every call. */
export const orgFields = z.object({
  owners: z.array(z.object({ owner: fieldOwner, fields: z.array(orgField) })),
  /** Fields that a call or task cannot be saved without, and that Baton does not fill by itself. */
  required: z.array(orgField),
});
export type OrgFields = z.infer<typeof orgFields>;

/** The mapped fields of an owner that mean one of these. */
export function mappedFields(map: FieldMap, owner: FieldOwner, ...roles: readonly FieldRole[]): FieldMap {
  return map.filter((one) => one.owner === owner && roles.includes(one.role));
}

/** The names of the fields that are read with a record. */
export function readNames(map: FieldMap, owner: RecordObject): readonly string[] {
  return mappedFields(map, owner, 'doNotCall', 'phone', 'mql').map(({ field }) => field);
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

/** What a handoff writes into the record's mapped fields. `score` is 0 to 100; null where none was given. */
export function handoffValues(
  map: FieldMap,
  owner: RecordObject,
  score: number | null,
): Readonly<Record<string, string | number>> {
  const scores =
    score === null ? [] : mappedFields(map, owner, 'score').map(({ field }) => [field, Math.round(score)] as const);
  const states = mappedFields(map, owner, 'handoff').flatMap(({ field, values: [value] }) =>
    value === undefined ? [] : [[field, value] as const],
  );
  return Object.fromEntries([...scores, ...states]);
}

/** What every call and task is given besides. */
export function callValues(map: FieldMap): Readonly<Record<string, string>> {
  return Object.fromEntries(
    mappedFields(map, 'call', 'call').flatMap(({ field, values: [value] }) =>
      value === undefined || value === '' ? [] : [[field, value] as const],
    ),
  );
}

/** The fields an org asks for with every call that nothing fills yet. */
export function unfilled(required: readonly OrgField[], map: FieldMap): readonly OrgField[] {
  const filled = callValues(map);
  return required.filter(({ name }) => !Object.hasOwn(filled, name));
}

/** What "do not call" is, from the standard field and the mapped one: either forbids. */
export function eitherForbids(standard: boolean | null, mapped: boolean | null): boolean | null {
  if (standard === true || mapped === true) return true;
  return standard ?? mapped;
}
