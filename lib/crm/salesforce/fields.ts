import { z } from 'zod';
import { type AdapterCache, remember } from '../cache';
import { cut } from '../cut';
import { type CrmResult, done } from '../result';
import type { SalesforceApi } from './api';
import { readFields, type SObject, taskFields } from './queries';

/** What one field allows this user. */
const fieldRights = z.object({
  create: z.boolean(),
  update: z.boolean(),
  filter: z.boolean(),
  /** In characters; 0 for fields without. */
  length: z.number(),
  restricted: z.array(z.string()).nullable(),
  /** Of days and instants of the org's own that a Task cannot be made without. */
  moment: z.enum(['date', 'datetime']).optional(),
  /** Of lists of the org's own on a Task: their values. */
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
});
const rights = z.record(z.string(), fieldRights);
/** The fields of an object that this user can see, by name, with what may be done to them. */
export type Rights = z.infer<typeof rights>;

const description = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      relationshipName: z.string().nullish(),
      type: z.string().catch(''),
      nillable: z.boolean().catch(true),
      defaultedOnCreate: z.boolean().catch(true),
      createable: z.boolean().catch(false),
      updateable: z.boolean().catch(false),
      filterable: z.boolean().catch(true),
      length: z.number().catch(0),
      restrictedPicklist: z.boolean().catch(false),
      picklistValues: z
        .array(
          z.object({ value: z.string(), label: z.string().nullish().catch(null), active: z.boolean().catch(true) }),
        )
        .catch([]),
    }),
  ),
});

/** Admins change fields rarely; a field that vanished meanwhile is noticed by its error and asked again. */
const keepMs = 8 * 3_600_000;

/** The object as it is for this user, from the org's own description; kept for hours. */
export function rightsOf(
  api: SalesforceApi,
  cache: AdapterCache,
  sObject: SObject,
  signal?: AbortSignal,
): Promise<CrmResult<Rights>> {
  return remember(cache, {
    key: `describe:${sObject}`,
    schema: rights,
    ttlMs: keepMs,
    load: async () => {
      const answer = await api.get(`/sobjects/${sObject}/describe`, description, signal);
      return answer.ok ? done(rightsIn(answer.value, sObject)) : answer;
    },
  });
}

/** The kept description, without asking; null where none is kept. */
export async function keptRights(cache: AdapterCache, sObject: SObject): Promise<Rights | null> {
  const kept = rights.safeParse(await cache.get(`describe:${sObject}`));
  return kept.success ? kept.data : null;
}

/** Forgets a description that proved wrong. */
export function forgetRights(cache: AdapterCache, sObject: SObject): Promise<void> {
  return cache.remove(`describe:${sObject}`);
}

function rightsIn({ fields }: z.infer<typeof description>, sObject: SObject): Rights {
  // What settings may map is kept as well, without its values, which only the CRM knows for sure; but what a call's outcome
  // is written into has to be known with them.
  const used = new Set([...readFields[sObject], ...(sObject === 'Task' ? taskFields : [])].map((name) => rootOf(name)));
  const all: Rights = {};
  for (const field of fields) {
    const isOfOrg = sObject === 'Task' && isOwnField(field.name);
    const isOwn = isOfOrg || used.has(field.name) || used.has(field.relationshipName ?? '');
    const active = field.picklistValues.filter((one) => one.active);
    const entry = {
      create: field.createable,
      update: field.updateable,
      filter: field.filterable,
      length: field.length,
      restricted: isOwn && field.restrictedPicklist ? active.map(({ value }) => value) : null,
      ...(isOfOrg ? momentOf(field) : {}),
      ...(isOfOrg && active.length > 0
        ? { options: active.map(({ value, label }) => ({ value, label: label ?? value })) }
        : {}),
    };
    // `Owner.Name` is asked through the relationship; it stands where its reference field is visible.
    all[field.name] = entry;
    if (typeof field.relationshipName === 'string') all[field.relationshipName] = entry;
  }
  return all;
}

function momentOf({ type, nillable, defaultedOnCreate }: z.infer<typeof description>['fields'][number]) {
  const moment = (['date', 'datetime'] as const).find((one) => one === type);
  return moment === undefined || nillable || defaultedOnCreate ? {} : { moment };
}

/** True for what the org's administrators made. Source: Salesforce Object Reference, "Custom Fields" (`__c`). */
export function isOwnField(name: string): boolean {
  return name.endsWith('__c');
}

function rootOf(path: string): string {
  return path.split('.')[0] ?? path;
}

/** The wanted fields (`Title`, `Owner.Name`) that exist for this user. */
export function readable(wanted: readonly string[], known: Rights): readonly string[] {
  return wanted.filter((field) => Object.hasOwn(known, rootOf(field)));
}

/**
 * The values that may be written: fields without the right are left out, texts are cut to the field's length, and a value
 * that a restricted picklist does not know is left out rather than refused.
 */
export function writable(values: Readonly<Record<string, unknown>>, known: Rights, right: 'create' | 'update') {
  const allowed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = Object.hasOwn(known, name) ? known[name] : undefined;
    if (field === undefined || !field[right] || value === undefined) continue;
    if (typeof value !== 'string') allowed[name] = value;
    else if (field.restricted === null || field.restricted.includes(value)) allowed[name] = cut(value, field.length);
  }
  return allowed;
}
