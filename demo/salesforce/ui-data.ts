import type { Org } from './api/call.ts';
import { canonicalId } from './ids.ts';
import type { FieldValue, Row } from './schema/field.ts';
import { findObject, type ObjectDef } from './schema/objects.ts';
import type { Store } from './store.ts';

/** A reference as a page shows it. */
interface Link {
  readonly id: string;
  readonly object: string;
  readonly name: string;
}

/** A row for a page: its fields, and under `links` what its references point to. */
interface Shown {
  readonly id: string;
  readonly object: string;
  readonly name: string;
  readonly fields: Row;
  readonly links: Readonly<Record<string, Link | null>>;
}

const listed = ['Lead', 'Contact', 'Account', 'Opportunity', 'Task'];

/** What the pages of the UI load; each answers null where there is nothing to show. */
export function createUiData(org: () => Org) {
  const nameOf = (row: Row): string => String(row['Name'] ?? row['Subject'] ?? row['Id'] ?? '');
  const link = (id: FieldValue | undefined): Link | null => {
    const found = org().store.find(id);
    if (found === null) return null;
    const def = findObject(found.object);
    return def === null
      ? null
      : { id: String(found.row['Id']), object: found.object, name: nameOf(org().store.whole(def, found.row)) };
  };
  const show = (def: ObjectDef, row: Row): Shown => {
    const fields = org().store.whole(def, row);
    const references = def.fields.filter((field) => field.type === 'reference');
    return {
      id: String(row['Id']),
      object: def.name,
      name: nameOf(fields),
      fields,
      links: Object.fromEntries(references.map((field) => [field.name, link(fields[field.name])])),
    };
  };
  const some: Some = (object, keep) => {
    const def = findObject(object);
    return def === null ? [] : [...org().store.rows(object)].filter(keep).map((row) => show(def, row));
  };
  const all = (object: string): readonly Shown[] => some(object, () => true);
  return {
    me(userKey: string) {
      const { store, seeded } = org();
      const values = (object: string) => [...store.rows(object)].map((row) => ({ label: row['MasterLabel'], ...row }));
      return {
        user: link(seeded.userIds.get(userKey)),
        users: all('User').filter((user) => user.fields['IsActive'] === true && user.fields['UserType'] === 'Standard'),
        leadStatuses: values('LeadStatus'),
        stages: values('OpportunityStage'),
        taskStatuses: values('TaskStatus'),
      };
    },
    list(object: string): readonly Shown[] | null {
      return listed.includes(object) ? all(object) : null;
    },
    record(given: string) {
      const id = canonicalId(given);
      const found = id === null ? null : org().store.find(id);
      const def = found === null ? null : findObject(found.object);
      if (found === null || def === null) return null;
      return { ...show(def, found.row), ...relatedTo(found.object, found.row, org().store, some) };
    },
    search(text: string): readonly Link[] {
      const wanted = text.trim().toLowerCase();
      if (wanted.length < 2) return [];
      return ['Lead', 'Contact', 'Account', 'Opportunity']
        .flatMap((object) => all(object))
        .filter((one) => `${one.name} ${one.fields['Company'] ?? ''}`.toLowerCase().includes(wanted))
        .slice(0, 12)
        .map(({ id, object, name }) => ({ id, object, name }));
    },
  };
}

/** The rows of an object that pass, as pages show them; the test sees the stored row, which is cheap. */
type Some = (object: string, keep: (row: Row) => boolean) => readonly Shown[];

/** Related lists and neighbours of a record. */
function relatedTo(object: string, row: Row, store: Store, some: Some) {
  const id = row['Id'];
  const accountId = object === 'Account' ? id : row['AccountId'];
  const company = row['Company'];
  const ofAccount = (name: string) =>
    typeof accountId === 'string' ? some(name, (one) => one['AccountId'] === accountId && one['Id'] !== id) : [];
  const siblings = [...store.rows(object)].filter((one) => one['OwnerId'] === row['OwnerId']).map((one) => one['Id']);
  const at = siblings.indexOf(id ?? null);
  return {
    activities: some('Task', isAbout(object, id, store)).toSorted((a, b) => when(b).localeCompare(when(a))),
    contacts: ofAccount('Contact'),
    opportunities: ofAccount('Opportunity'),
    colleagues:
      object === 'Lead' && typeof company === 'string'
        ? some('Lead', (one) => one['Company'] === company && one['Id'] !== id)
        : [],
    previous: siblings[at - 1] ?? null,
    next: siblings[at + 1] ?? null,
  };
}

/** A task is about its person, its related record, and the account of either. */
function isAbout(object: string, id: FieldValue | undefined, store: Store): (task: Row) => boolean {
  if (object !== 'Account') return (task) => task['WhoId'] === id || task['WhatId'] === id;
  return (task) => task['WhatId'] === id || store.find(task['WhoId'])?.row['AccountId'] === id;
}

function when(task: Shown): string {
  return String(task.fields['CompletedDateTime'] ?? task.fields['CreatedDate'] ?? '');
}
