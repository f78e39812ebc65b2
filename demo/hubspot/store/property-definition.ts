export interface PropertyOption {
  readonly label: string;
  readonly value: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
}

export type PropertyType = 'string' | 'number' | 'date' | 'datetime' | 'enumeration' | 'bool' | 'phone_number';

/** A property of an object type, with the fields the properties API gives. */
export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: PropertyType;
  readonly fieldType: string;
  readonly groupName: string;
  readonly description: string;
  readonly options: readonly PropertyOption[];
  readonly hasUniqueValue: boolean;
  readonly hubspotDefined: boolean;
  readonly calculated: boolean;
  readonly externalOptions: boolean;
  readonly readOnlyValue: boolean;
  readonly displayOrder: number;
}

type Extra = Partial<Omit<PropertyDefinition, 'name' | 'label' | 'type'>>;

const fieldTypes: Readonly<Record<PropertyType, string>> = {
  string: 'text',
  number: 'number',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  bool: 'booleancheckbox',
  phone_number: 'phonenumber',
};

/** A property definition; what is not said takes HubSpot's usual value. */
export function property(
  name: string,
  label: string,
  type: PropertyType = 'string',
  extra: Extra = {},
): PropertyDefinition {
  return {
    name,
    label,
    type,
    fieldType: fieldTypes[type],
    groupName: 'information',
    description: '',
    options: type === 'bool' ? yesNo : [],
    hasUniqueValue: false,
    hubspotDefined: true,
    calculated: false,
    externalOptions: false,
    readOnlyValue: false,
    displayOrder: -1,
    ...extra,
  };
}

/** Options from `value` or `value: label` entries, in order. */
export function options(entries: Readonly<Record<string, string>>): readonly PropertyOption[] {
  return Object.entries(entries).map(([value, label], displayOrder) => ({ label, value, displayOrder, hidden: false }));
}

const yesNo = options({ true: 'Yes', false: 'No' });

/** A property only HubSpot itself sets. */
export function readOnly(
  name: string,
  label: string,
  type: PropertyType = 'string',
  extra: Extra = {},
): PropertyDefinition {
  return property(name, label, type, { readOnlyValue: true, ...extra });
}

/** What every object has. */
export const commonProperties: readonly PropertyDefinition[] = [
  readOnly('hs_object_id', 'Record ID', 'number', { calculated: false }),
  readOnly('hs_createdate', 'Object create date/time', 'datetime'),
  readOnly('hs_lastmodifieddate', 'Object last modified date/time', 'datetime'),
  readOnly('hs_object_source', 'Record source'),
  property('hubspot_owner_id', 'Owner', 'enumeration', { externalOptions: true }),
  readOnly('hubspot_owner_assigneddate', 'Owner assigned date', 'datetime'),
];
