import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const file = join(dirname(require.resolve('jsforce/package.json')), 'lib/types/standard-schema.d.ts');

/** A standard object as jsforce's types have it. */
export interface StandardObject {
  /** TypeScript's own words for the type of each field. */
  readonly fields: ReadonlyMap<string, string>;
  /** Which object a relationship leads to. */
  readonly parents: ReadonlyMap<string, string>;
}

/** In the Object Reference and not in jsforce's types, which were made from one org at one time. Source: Object Reference, Lead and Task. */
const besides: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Lead: { MobilePhone: 'string | null', DoNotCall: 'boolean', HasOptedOutOfEmail: 'boolean' },
  Task: { CompletedDateTime: 'DateString | null' },
};

let source: string | undefined;
const known = new Map<string, StandardObject | null>();

/** The standard object of this name; null where Salesforce has none. */
export function standardObject(name: string): StandardObject | null {
  const before = known.get(name);
  if (before !== undefined) return before;
  const fields = linesOf('Fields', name);
  const found =
    fields === null
      ? null
      : {
          fields: new Map([...fields, ...Object.entries(besides[name] ?? {})]),
          parents: new Map([...(linesOf('ParentReferences', name) ?? [])].map(([key, type]) => [key, parentIn(type)])),
        };
  known.set(name, found);
  return found;
}

function parentIn(type: string): string {
  return /SObjectDefinition\$(\w+)/.exec(type)?.[1] ?? '';
}

function linesOf(kind: 'Fields' | 'ParentReferences', name: string): ReadonlyMap<string, string> | null {
  source ??= readFileSync(file, 'utf8');
  const [, body] = new RegExp(`type ${kind}\\$${name} = \\{([^}]*)\\}`).exec(source) ?? [];
  if (body === undefined) return null;
  return new Map([...body.matchAll(/^ {4}(\w+): ([^;]+);/gm)].map(([, key = '', type = '']) => [key, type]));
}

/** True for fields and objects that an org made itself, of which no published schema can know. */
export function isCustom(name: string): boolean {
  return /__[cr]$/.test(name);
}

/** What is wrong with a field's path (`Owner.Name`) on an object. */
export function faultsInPath(path: string, object: string): readonly string[] {
  const [first = '', ...rest] = path.split('.');
  const known = standardObject(object);
  if (known === null) return [`${object} is no standard object`];
  if (isCustom(first)) return [];
  if (rest.length === 0) return known.fields.has(first) ? [] : [`${object} has no field ${first}`];
  const parent = known.parents.get(first);
  return parent === undefined ? [`${object} has no relationship ${first}`] : faultsInPath(rest.join('.'), parent);
}

/** What is wrong with the fields of a record to be written. */
export function faultsInRecord(record: Readonly<Record<string, unknown>>, object: string): readonly string[] {
  return Object.entries(record).flatMap(([name, value]) => {
    const missing = faultsInPath(name, object);
    const type = standardObject(object)?.fields.get(name);
    if (missing.length > 0 || type === undefined) return missing;
    return isOfType(value, type) ? [] : [`${object}.${name} is ${JSON.stringify(value)}, not ${type}`];
  });
}

function isOfType(value: unknown, type: string): boolean {
  return type.split('|').some((part) => {
    const wanted = part.trim();
    if (wanted === 'null') return value === null;
    if (wanted === 'DateString') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(?:T|$)/.test(value);
    return typeof value === wanted;
  });
}
