import { z } from 'zod';
import type { OrgField, OrgFields, OutcomeField } from '../org-fields';
import { type CrmResult, done } from '../result';
import type { SalesforceApi } from './api';
import { isOwnField } from './fields';
import { readFields, type SObject, taskFields } from './queries';

const described = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string().catch(''),
      type: z.string(),
      createable: z.boolean().catch(false),
      updateable: z.boolean().catch(false),
      referenceTo: z.array(z.string()).catch([]),
      relationshipName: z.string().nullish().catch(null),
      nillable: z.boolean().catch(true),
      defaultedOnCreate: z.boolean().catch(true),
      restrictedPicklist: z.boolean().catch(false),
      picklistValues: z
        .array(z.object({ value: z.string(), label: z.string().nullish(), active: z.boolean().catch(true) }))
        .catch([]),
    }),
  ),
});
type Described = z.infer<typeof described>['fields'][number];

const kinds: Readonly<Record<string, OrgField['kind']>> = {
  ...{ string: 'text', textarea: 'text', email: 'text', url: 'text', combobox: 'text' },
  ...{ int: 'number', double: 'number', percent: 'number', currency: 'number' },
  ...{ date: 'date', datetime: 'date' },
  ...{ boolean: 'flag', picklist: 'choice', multipicklist: 'choice', phone: 'phone' },
};

const owners = [
  { owner: 'lead', sObject: 'Lead' },
  { owner: 'contact', sObject: 'Contact' },
  { owner: 'deal', sObject: 'Opportunity' },
] as const;

/**
 * The fields of leads, contacts and opportunities that could mean something to Baton, and what this org asks for with every
 * Task: four requests.
 */
export async function describeOrg(api: SalesforceApi, signal?: AbortSignal): Promise<CrmResult<OrgFields>> {
  const [task, ...records] = await Promise.all([
    api.getOptional('/sobjects/Task/describe', described, signal),
    ...owners.map(({ sObject }) => api.getOptional(`/sobjects/${sObject}/describe`, described, signal)),
  ]);
  if (!task.ok) return task;
  const known: OrgFields['owners'] = [];
  for (const [index, { owner, sObject }] of owners.entries()) {
    const answer = records[index];
    // A user who may not see contacts can still be asked about leads.
    if (answer?.ok === true)
      known.push({ owner, fields: answer.value.fields.filter(isOpen(sObject)).flatMap(fieldOf) });
  }
  const outcome = outcomeFieldOf(task.value.fields);
  return done({
    owners: known,
    required: task.value.fields
      .filter(isRequired)
      .flatMap(fieldOf)
      // The day of the Task fills these.
      .filter(({ kind }) => kind !== 'date'),
    ...(outcome === undefined ? {} : { outcome }),
    callLists: task.value.fields.filter(isOwnList).flatMap(fieldOf),
    callFields: task.value.fields
      .filter(({ name, createable, type }) => createable && isOwnField(name) && type !== 'reference')
      .flatMap(fieldOf)
      .filter(({ kind }) => kind !== 'date'),
  });
}

/** A list that the org's administrators made, and this user may fill. */
function isOwnList({ name, type, createable, updateable }: Described): boolean {
  return isOwnField(name) && type === 'picklist' && createable && updateable;
}

/** The field of a Task that says how the call went: text in most orgs, a list in some. */
function outcomeFieldOf(fields: readonly Described[]): OutcomeField | undefined {
  const field = fields.find(({ name }) => name === 'CallDisposition');
  const [known] = field === undefined ? [] : fieldOf(field);
  if (field === undefined || known === undefined) return undefined;
  return { ...known, writable: field.createable, closed: field.restrictedPicklist };
}

/** Fields that Baton does not read by itself. */
function isOpen(sObject: SObject) {
  // The stage is read by itself; which one is stage 2 only a person knows.
  const own = new Set(readFields[sObject].filter((name) => name !== stageName));
  return ({ name }: Described) => !own.has(name);
}

/** A Task cannot be saved without it, nothing but a person fills it, and Baton does not know it. */
function isRequired({ name, type, createable, nillable, defaultedOnCreate }: Described): boolean {
  return createable && !nillable && !defaultedOnCreate && type !== 'boolean' && !taskFields.includes(name);
}

const stageName = 'StageName';

function fieldOf(field: Described): OrgField[] {
  const { name, label, type, updateable, picklistValues } = field;
  if (type === 'reference') return personOf(field);
  const kind = name === stageName ? 'stage' : kinds[type];
  if (kind === undefined) return [];
  const options = picklistValues
    .filter(({ active }) => active)
    .map(({ value, label: shown }) => ({ value, label: shown ?? value }));
  return [{ name, label: label || name, kind, options, writable: updateable }];
}

/** A field that points at a user: what people read of it is the name at the end of the relationship. */
function personOf({ name, label, referenceTo, relationshipName }: Described): OrgField[] {
  if (!referenceTo.includes('User') || typeof relationshipName !== 'string') return [];
  return [{ name: `${relationshipName}.Name`, label: label || name, kind: 'person', options: [], writable: false }];
}
