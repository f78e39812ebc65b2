export type FieldValue = string | number | boolean | null;
export type Row = Readonly<Record<string, FieldValue>>;

export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'url'
  | 'picklist'
  | 'combobox'
  | 'reference'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent';

/** What a computed field may look up. */
export interface Lookup {
  find(id: FieldValue | undefined): { readonly object: string; readonly row: Row } | null;
  rows(object: string): Iterable<Row>;
}

export interface FieldDef {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** Characters; 0 where it does not apply. */
  readonly length: number;
  readonly required: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly filterable: boolean;
  readonly restricted: boolean;
  readonly values: readonly string[];
  readonly initial: FieldValue;
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  readonly compute: ((row: Row, lookup: Lookup) => FieldValue) | null;
}

type Options = Partial<Omit<FieldDef, 'name' | 'label' | 'type'>>;

/** A field anyone may read, filter, create and update, unless `options` say otherwise. */
export function field(name: string, label: string, type: FieldType, options: Options = {}): FieldDef {
  return {
    name,
    label,
    type,
    length: 0,
    required: false,
    createable: true,
    updateable: true,
    filterable: true,
    restricted: false,
    values: [],
    initial: type === 'boolean' ? false : null,
    referenceTo: [],
    relationshipName: null,
    compute: null,
    ...options,
  };
}

export const text = (name: string, label: string, length: number, options: Options = {}) =>
  field(name, label, 'string', { length, ...options });
export const phoneField = (name: string, label: string) => field(name, label, 'phone', { length: 40 });
export const picklist = (name: string, label: string, values: readonly string[], options: Options = {}) =>
  field(name, label, 'picklist', { length: 255, values, ...options });
export const reference = (
  name: string,
  label: string,
  to: readonly string[],
  relationship: string,
  more: Options = {},
) => field(name, label, 'reference', { length: 18, referenceTo: to, relationshipName: relationship, ...more });
export const readOnly = (made: FieldDef): FieldDef => ({ ...made, createable: false, updateable: false });
export const computed = (made: FieldDef, compute: (row: Row, lookup: Lookup) => FieldValue): FieldDef => ({
  ...readOnly(made),
  compute,
});

/** Id, creation and change, as every object has them. */
export const systemFields: readonly FieldDef[] = [
  readOnly(field('Id', 'Record ID', 'id', { length: 18 })),
  readOnly(field('IsDeleted', 'Deleted', 'boolean')),
  readOnly(field('CreatedDate', 'Created Date', 'datetime')),
  readOnly(reference('CreatedById', 'Created By ID', ['User'], 'CreatedBy')),
  readOnly(field('LastModifiedDate', 'Last Modified Date', 'datetime')),
  readOnly(reference('LastModifiedById', 'Last Modified By ID', ['User'], 'LastModifiedBy')),
  readOnly(field('SystemModstamp', 'System Modstamp', 'datetime')),
];

/** A street address in five columns under a prefix (`Mailing`, `Billing`, or none on a lead). */
export function addressFields(prefix: string): readonly FieldDef[] {
  const name = (part: string) => `${prefix}${part}`;
  const label = (part: string) => `${prefix} ${part}`.trim();
  return [
    field(name('Street'), label('Street'), 'textarea', { length: 255 }),
    text(name('City'), label('City'), 40),
    text(name('State'), label('State/Province'), 80),
    text(name('PostalCode'), label('Zip/Postal Code'), 20),
    text(name('Country'), label('Country'), 80),
  ];
}

/** What a person is called, from the parts of the name. */
const personName = computed(text('Name', 'Full Name', 203), (row) =>
  [row['FirstName'], row['MiddleName'], row['LastName'], row['Suffix']]
    .filter((part) => typeof part === 'string')
    .join(' '),
);

export const nameParts: readonly FieldDef[] = [
  picklist('Salutation', 'Salutation', ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.'], { length: 40 }),
  text('FirstName', 'First Name', 40),
  text('MiddleName', 'Middle Name', 40),
  text('LastName', 'Last Name', 80, { required: true }),
  text('Suffix', 'Suffix', 40),
  personName,
];

/** The latest day anything was done about a record, from its closed tasks. */
export function lastActivity(link: 'WhoId' | 'WhatId'): FieldDef {
  return computed(field('LastActivityDate', 'Last Activity', 'date'), (row, lookup) => {
    let latest: string | null = null;
    for (const task of lookup.rows('Task')) {
      const day = task['ActivityDate'];
      const closed = task['Status'] === 'Completed';
      if (task[link] === row['Id'] && closed && typeof day === 'string' && (latest === null || day > latest))
        latest = day;
    }
    return latest;
  });
}
