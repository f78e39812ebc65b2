import { ApiError } from '../errors.ts';
import type { FieldDef, FieldValue, Lookup, Row } from '../schema/field.ts';
import { findField, findObject, nameObject, type ObjectDef } from '../schema/objects.ts';
import type { Path } from './ast.ts';

/** A path whose every step the schema knows. */
export interface ResolvedPath {
  /** Canonical names. */
  readonly names: Path;
  /** The references walked, outermost first. */
  readonly through: readonly FieldDef[];
  readonly field: FieldDef;
  /** True where the last reference may point to several kinds of record. */
  readonly viaName: boolean;
}

/** @throws ApiError INVALID_TYPE as the org does for an object it lacks. */
export function objectNamed(name: string): ObjectDef {
  const def = findObject(name);
  if (def !== null) return def;
  throw new ApiError(
    400,
    'INVALID_TYPE',
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

/** Walks a path through the schema. @throws ApiError INVALID_FIELD for a step that is not there. */
export function resolvePath(def: ObjectDef, path: Path): ResolvedPath {
  const through: FieldDef[] = [];
  const names: string[] = [];
  let at = def;
  for (const step of path.slice(0, -1)) {
    const wanted = step.toLowerCase();
    // A query may name its own object first: SELECT Lead.Name FROM Lead.
    if (through.length === 0 && wanted === def.name.toLowerCase()) continue;
    const link = at.fields.find((field) => field.relationshipName?.toLowerCase() === wanted);
    if (link === undefined) {
      throw new ApiError(
        400,
        'INVALID_FIELD',
        `Didn't understand relationship '${step}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
      );
    }
    through.push(link);
    names.push(link.relationshipName ?? step);
    at = link.referenceTo.length === 1 ? objectNamed(link.referenceTo[0] ?? '') : nameObject;
  }
  const last = path.at(-1) ?? '';
  const field = findField(at, last);
  if (field === null) {
    throw new ApiError(
      400,
      'INVALID_FIELD',
      `No such column '${last}' on entity '${at.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  return { names: [...names, field.name], through, field, viaName: at === nameObject };
}

/** The row at the end of a path's references, with its object; null where one of them is empty. */
export function follow(
  through: readonly FieldDef[],
  start: { object: string; row: Row },
  lookup: Values,
): { object: string; row: Row } | null {
  let at: { object: string; row: Row } | null = start;
  for (const link of through) {
    if (at === null) return null;
    at = lookup.find(lookup.valueOf(link, at.row));
  }
  return at;
}

/** What evaluation reads rows through. */
export interface Values extends Lookup {
  valueOf(field: FieldDef, row: Row): FieldValue;
}

/** The value at the end of a path; null where a reference on the way is empty. */
export function valueAt(path: ResolvedPath, start: { object: string; row: Row }, lookup: Values): FieldValue {
  const end = follow(path.through, start, lookup);
  if (end === null) return null;
  if (!path.viaName) return lookup.valueOf(path.field, end.row);
  if (path.field.name === 'Type') return end.object;
  const own = findObject(end.object)?.fields.find((field) => field.name === path.field.name);
  return own === undefined ? null : lookup.valueOf(own, end.row);
}
