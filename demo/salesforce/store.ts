import { ApiError, notFound } from './errors.ts';
import { canonicalId, makeId } from './ids.ts';
import type { FieldDef, FieldValue, Lookup, Row } from './schema/field.ts';
import { findObject, type ObjectDef, objectOfId } from './schema/objects.ts';
import { checkedValues, type Incoming } from './validation.ts';

/** On whose behalf a write happens, and how. */
interface WriteContext {
  readonly userId: string;
  /** False where the request said `Sforce-Auto-Assign: FALSE`. */
  readonly autoAssign: boolean;
}

/** The org's records in memory. Rows are never changed in place, so undoing a transaction puts the former rows back. */
export interface Store extends Lookup {
  get(object: string, id: string): Row | null;
  /** The value of a field, computed where the org computes it. */
  valueOf(field: FieldDef, row: Row): FieldValue;
  /** Every field of a row. */
  whole(def: ObjectDef, row: Row): Row;
  insert(object: string, values: Incoming, context: WriteContext): string;
  update(object: string, id: string, values: Incoming, context: WriteContext): void;
  /** Deletes a record; where it is merged, what hung on it hangs on the one that is kept. */
  remove(object: string, id: string, keptId?: string): void;
  /** Rows as they are, unchecked: for the org's own data. */
  seed(object: string, values: Row): string;
  deletedRows(object: string): Iterable<Row>;
  /** The object as this org has it, with what its administrator changed; null where there is none of this name. */
  shapeOf(object: string): ObjectDef | null;
  /** Puts a field in the place of the one of its name, as an administrator changes it. */
  reshape(object: string, field: FieldDef): void;
  /** Everything `work` wrote is taken back where it throws. */
  transaction<T>(work: () => T): T;
}

interface Tables {
  readonly rows: Map<string, Map<string, Row>>;
  readonly deleted: Map<string, Row>;
  readonly counters: Map<string, number>;
  /** How to take back what the running transactions wrote, the latest last. */
  readonly journal: (() => void)[];
}

/** Puts a value, or removes it where undefined, so that a transaction can take it back. */
function put<V>({ journal }: Tables, map: Map<string, V>, key: string, value: V | undefined): void {
  const before = map.get(key);
  journal.push(() => (before === undefined ? map.delete(key) : map.set(key, before)));
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

/** Where inbound leads go when an update lets the assignment rule run. */
export interface StoreOptions {
  readonly now: () => number;
  readonly assignmentQueueId: () => string;
}

/** Makes an empty org. */
export function createStore(options: StoreOptions): Store {
  const tables: Tables = { rows: new Map(), deleted: new Map(), counters: new Map(), journal: [] };
  let depth = 0;
  const tableOf = (object: string): Map<string, Row> => {
    const known = tables.rows.get(object);
    if (known !== undefined) return known;
    const made = new Map<string, Row>();
    tables.rows.set(object, made);
    return made;
  };
  const reshaped = new Map<string, ObjectDef>();
  const shapeOf = (object: string) => {
    const def = findObject(object);
    return def === null ? null : (reshaped.get(def.name) ?? def);
  };
  const requireShape = (object: string) => shapeOf(object) ?? requireObject(object);
  const store: Store = {
    shapeOf,
    reshape(object, field) {
      const def = requireShape(object);
      const others = def.fields.filter(({ name }) => name !== field.name);
      reshaped.set(def.name, { ...def, fields: [...others, field] });
    },
    get: (object, id) => tableOf(object).get(id) ?? null,
    rows: (object) => tableOf(object).values(),
    deletedRows: (object) =>
      [...tables.deleted.values()].filter((row) => objectOfId(String(row['Id']))?.name === object),
    find(id) {
      const key = typeof id === 'string' ? canonicalId(id) : null;
      const def = key === null ? null : objectOfId(key);
      const row = key === null || def === null ? undefined : tableOf(def.name).get(key);
      return row === undefined || def === null ? null : { object: def.name, row };
    },
    valueOf: (field, row) => (field.compute === null ? (row[field.name] ?? null) : field.compute(row, store)),
    whole: (def, row) => Object.fromEntries(def.fields.map((field) => [field.name, store.valueOf(field, row)])),
    seed(object, values) {
      const id = nextId(tables, object);
      put(tables, tableOf(object), id, withDefaults(object, { ...values, Id: id }));
      return id;
    },
    insert(object, values, context) {
      const def = requireShape(object);
      if (!def.createable)
        throw new ApiError(
          400,
          'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
          `entity type ${object} does not support create`,
        );
      const checked = checkedValues(def, values, 'create', store);
      const at = instant(options.now());
      const base = withDefaults(object, { OwnerId: context.userId, ...checked });
      const routed = routeOf(object, base, context, options);
      const id = nextId(tables, object);
      put(
        tables,
        tableOf(object),
        id,
        completed(
          object,
          null,
          { ...routed, ...stamp(context.userId, at), ...created(context.userId, at), Id: id },
          at,
        ),
      );
      return id;
    },
    update(object, id, values, context) {
      const before = requireRow(store, tables, object, id);
      if (before['IsConverted'] === true) {
        throw new ApiError(400, 'CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
      }
      const checked = checkedValues(requireShape(object), values, 'update', store, before);
      const at = instant(options.now());
      const routed = routeOf(object, { ...before, ...checked }, context, options);
      put(
        tables,
        tableOf(object),
        String(before['Id']),
        completed(object, before, { ...routed, ...stamp(context.userId, at) }, at),
      );
    },
    remove(object, id, keptId) {
      const row = requireRow(store, tables, object, id);
      const key = String(row['Id']);
      put(tables, tableOf(object), key, undefined);
      const master = keptId === undefined ? {} : { MasterRecordId: keptId };
      put(tables, tables.deleted, key, { ...row, IsDeleted: true, ...master });
      for (const task of object === 'Task' ? [] : [...tableOf('Task').values()]) {
        const of = task['WhoId'] === key ? 'WhoId' : 'WhatId';
        if (keptId !== undefined && task[of] === key) {
          put(tables, tableOf('Task'), String(task['Id']), { ...task, [of]: keptId });
        } else if (task['WhoId'] === key || task['WhatId'] === key) store.remove('Task', String(task['Id']));
      }
    },
    transaction(work) {
      const mark = tables.journal.length;
      depth += 1;
      try {
        return work();
      } catch (error) {
        for (const undo of tables.journal.splice(mark).reverse()) undo();
        throw error;
      } finally {
        depth -= 1;
        if (depth === 0) tables.journal.length = 0;
      }
    },
  };
  return store;
}

function requireObject(name: string): ObjectDef {
  const def = findObject(name);
  if (def === null) throw notFound();
  return def;
}

function requireRow(store: Store, tables: Tables, object: string, id: string): Row {
  const key = canonicalId(id);
  if (key !== null && tables.deleted.has(key)) throw new ApiError(404, 'ENTITY_IS_DELETED', 'entity is deleted');
  const row = key === null ? null : store.get(object, key);
  if (row === null) throw notFound();
  return row;
}

function nextId(tables: Tables, object: string): string {
  const number = (tables.counters.get(object) ?? 0) + 1;
  put(tables, tables.counters, object, number);
  return makeId(requireObject(object).keyPrefix, number * 7 + 4_000);
}

function withDefaults(object: string, values: Row): Row {
  const defaults = requireObject(object).fields.filter((field) => field.compute === null);
  return { ...Object.fromEntries(defaults.map((field) => [field.name, field.initial])), ...values };
}

/** The assignment rule: a lead written without `Sforce-Auto-Assign: FALSE` goes to the queue, whoever held it. */
function routeOf(object: string, row: Row, context: WriteContext, options: StoreOptions): Row {
  return object === 'Lead' && context.autoAssign ? { ...row, OwnerId: options.assignmentQueueId() } : row;
}

function completed(object: string, before: Row | null, after: Row, at: string): Row {
  if (object !== 'Task') return after;
  const closed = after['Status'] === 'Completed';
  const already = before?.['CompletedDateTime'] ?? null;
  return { ...after, CompletedDateTime: closed ? (already ?? at) : null };
}

const stamp = (userId: string, at: string): Row => ({
  LastModifiedDate: at,
  LastModifiedById: userId,
  SystemModstamp: at,
});
const created = (userId: string, at: string): Row => ({ CreatedDate: at, CreatedById: userId });

/** A datetime as the REST API writes it. */
export function instant(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}
