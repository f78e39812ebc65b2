import { ApiError } from './errors.ts';
import { canonicalId } from './ids.ts';
import type { FieldDef, FieldValue, Lookup, Row } from './schema/field.ts';
import { findField, type ObjectDef, objectOfId } from './schema/objects.ts';

/** Field values as a client sent them, not yet believed. */
export type Incoming = Readonly<Record<string, unknown>>;
type Mode = 'create' | 'update';

/** The values a create or update may store, in the org's own spelling. @throws ApiError as the org would refuse them. */
export function checkedValues(
  def: ObjectDef,
  values: Incoming,
  mode: Mode,
  lookup: Lookup,
  before: Row | null = null,
): Row {
  const checked: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(values)) {
    if (name === 'attributes') continue;
    const field = findField(def, name);
    if (field === null) {
      throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${def.name}`);
    }
    refuseUnwritable(field, mode);
    checked[field.name] = longId(field, checkedValue(field, value));
  }
  requireFields(def, checked, mode);
  for (const field of def.fields) checkReference(field, checked[field.name], lookup);
  checkRules(def, { ...before, ...checked }, lookup);
  return checked;
}

function refuseUnwritable(field: FieldDef, mode: Mode): void {
  if (mode === 'create' ? field.createable : field.updateable) return;
  throw new ApiError(
    400,
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
    [field.name],
  );
}

function checkedValue(field: FieldDef, value: unknown): FieldValue {
  if (value === null || value === '') return null;
  switch (field.type) {
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw unreadable('boolean', value);
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return checkedNumber(field, value);
    case 'date':
      if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value)))
        return value.slice(0, 10);
      throw unreadable('date', value);
    case 'datetime':
      if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) {
        return new Date(value).toISOString().replace('Z', '+0000');
      }
      throw unreadable('datetime', value);
    default:
      return checkedText(field, value);
  }
}

function checkedNumber(field: FieldDef, value: unknown): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw unreadable('double', value);
  if (field.type === 'int' && !Number.isInteger(number)) throw unreadable('int', value);
  if (field.length > 0 && Math.abs(number) >= 10 ** field.length) {
    throw new ApiError(400, 'NUMBER_OUTSIDE_VALID_RANGE', `${field.label}: value outside of valid range: ${number}`, [
      field.name,
    ]);
  }
  return number;
}

function checkedText(field: FieldDef, value: unknown): string {
  if (typeof value !== 'string') throw unreadable('string', value);
  if (field.length > 0 && [...value].length > field.length && field.type !== 'reference' && field.type !== 'picklist') {
    const shown = value.length > 50 ? `${value.slice(0, 50)}...` : value;
    throw new ApiError(
      400,
      'STRING_TOO_LONG',
      `${field.label}: data value too large: ${shown} (max length=${field.length})`,
      [field.name],
    );
  }
  if (field.restricted && !field.values.includes(value)) {
    throw new ApiError(
      400,
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${field.label}: bad value for restricted picklist field: ${value}`,
      [field.name],
    );
  }
  if (field.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    throw new ApiError(400, 'INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name]);
  }
  return value;
}

function requireFields(def: ObjectDef, checked: Row, mode: Mode): void {
  const missing = def.fields
    .filter((field) => field.required && field.initial === null && field.name !== 'OwnerId')
    .filter((field) => (mode === 'create' ? (checked[field.name] ?? null) === null : checked[field.name] === null))
    .map((field) => field.name);
  if (missing.length > 0) {
    throw new ApiError(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
  }
  const cleared = def.fields.find((field) => field.required && field.initial !== null && checked[field.name] === null);
  if (cleared?.restricted === true) {
    throw new ApiError(
      400,
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${cleared.label}: bad value for restricted picklist field: null`,
      [cleared.name],
    );
  }
}

/** References are stored in their 18-character form, so that rows compare by equality. */
function longId(field: FieldDef, value: FieldValue): FieldValue {
  return field.type === 'reference' && typeof value === 'string' ? (canonicalId(value) ?? value) : value;
}

function checkReference(field: FieldDef, value: FieldValue | undefined, lookup: Lookup): void {
  if (field.type !== 'reference' || typeof value !== 'string') return;
  const id = canonicalId(value);
  if (id === null) {
    throw new ApiError(400, 'MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`, [field.name]);
  }
  const target = objectOfId(id);
  if (target === null || !field.referenceTo.includes(target.name)) {
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${value}`, [
      field.name,
    ]);
  }
  const found = lookup.find(id);
  if (found === null)
    throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [field.name]);
  if (field.name === 'OwnerId' && found.row['IsActive'] === false) {
    throw new ApiError(400, 'INACTIVE_OWNER_OR_USER', 'operation performed with inactive user', [field.name]);
  }
}

function checkRules(def: ObjectDef, row: Row, lookup: Lookup): void {
  if (def.name !== 'Task' && def.name !== 'Event') return;
  const who = lookup.find(row['WhoId']);
  if (who?.object === 'Lead' && (row['WhatId'] ?? null) !== null) {
    throw new ApiError(
      400,
      'FIELD_INTEGRITY_EXCEPTION',
      'You can only relate a lead to an activity without a related record: WhatId must be empty.',
      ['WhatId'],
    );
  }
  if (who?.row['IsConverted'] === true) {
    throw new ApiError(400, 'CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead', ['WhoId']);
  }
}

function unreadable(type: string, value: unknown): ApiError {
  return new ApiError(
    400,
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${type} from ${valueKind(value)} value ${String(value)} or request may be missing a required field`,
  );
}

function valueKind(value: unknown): string {
  if (typeof value === 'string') return 'VALUE_STRING';
  if (typeof value === 'number') return Number.isInteger(value) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
  if (typeof value === 'boolean') return value ? 'VALUE_TRUE' : 'VALUE_FALSE';
  return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT';
}
