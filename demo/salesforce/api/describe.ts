import type { FieldDef } from '../schema/field.ts';
import { type ObjectDef, objects } from '../schema/objects.ts';

/** `/sobjects`: the objects of the org. */
export function describeGlobal(base: string) {
  return { encoding: 'UTF-8', maxBatchSize: 200, sobjects: objects.map((def) => describeShort(def, base)) };
}

/** `/sobjects/X`: the object in short. */
export function describeShort(def: ObjectDef, base: string) {
  return {
    name: def.name,
    label: def.label,
    labelPlural: `${def.label}s`,
    keyPrefix: def.keyPrefix,
    custom: false,
    createable: def.createable,
    updateable: def.createable,
    deletable: def.createable,
    queryable: true,
    searchable: def.createable,
    retrieveable: true,
    urls: { sobject: `${base}/sobjects/${def.name}`, describe: `${base}/sobjects/${def.name}/describe` },
  };
}

/** `/sobjects/X/describe`: the object with its fields. */
export function describeObject(def: ObjectDef, base: string) {
  return {
    ...describeShort(def, base),
    fields: def.fields.map((field) => describeField(field, def)),
    childRelationships: def.children.map((child) => ({
      relationshipName: child.name,
      childSObject: child.object,
      field: child.field,
      cascadeDelete: child.object === 'Task',
    })),
    recordTypeInfos: [
      {
        name: 'Master',
        available: true,
        defaultRecordTypeMapping: true,
        master: true,
        recordTypeId: '012000000000000AAA',
      },
    ],
  };
}

function describeField(field: FieldDef, def: ObjectDef) {
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    length: field.length,
    nillable: !field.required && field.type !== 'boolean' && field.type !== 'id',
    createable: field.createable && def.createable,
    updateable: field.updateable && def.createable,
    filterable: field.filterable,
    sortable: field.filterable,
    groupable: field.filterable && field.compute === null,
    calculated: false,
    custom: false,
    defaultedOnCreate: field.type === 'boolean' || field.initial !== null || field.name === 'OwnerId',
    nameField: field.name === 'Name' || (def.name === 'Task' && field.name === 'Subject'),
    restrictedPicklist: field.restricted,
    externalId: false,
    idLookup: field.type === 'id' || field.type === 'email',
    picklistValues: field.values.map((value) => ({
      value,
      label: value,
      active: true,
      defaultValue: value === field.initial,
      validFor: null,
    })),
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    polymorphicForeignKey: field.referenceTo.length > 1,
  };
}
