import { malformedQuery } from '../errors.ts';
import type { FieldValue, Row } from '../schema/field.ts';
import type { ObjectDef } from '../schema/objects.ts';
import type { Item, Order, Select } from './ast.ts';
import { type Scope, testOf } from './conditions.ts';
import { parseSoql } from './parser.ts';
import { follow, objectNamed, type ResolvedPath, resolvePath, type Values, valueAt } from './resolve.ts';

/** What a query is answered from. */
export interface QueryScope {
  readonly values: Values;
  /** The object as this org's administrators have it; as Salesforce ships it where absent. */
  readonly shapeOf?: (object: string) => ObjectDef | null;
  /** Epoch ms, for date literals. */
  readonly now: number;
  /** `/services/data/vXX.0`, for the URLs in answers. */
  readonly base: string;
  /** Rows a query of this object sees; `queryAll` adds deleted ones. */
  readonly rows: (object: string) => Iterable<Row>;
}

export interface QueryAnswer {
  readonly totalSize: number;
  readonly records: readonly RecordAnswer[];
}

type AnswerValue = FieldValue | RecordAnswer | { readonly [key: string]: unknown };
export interface RecordAnswer {
  readonly [name: string]: AnswerValue;
}

/** Answers a query of the demo's SOQL. @throws ApiError as the org would refuse it. */
export function runQuery(text: string, scope: QueryScope): QueryAnswer {
  const select = parseSoql(text);
  const def = scope.shapeOf?.(select.from) ?? objectNamed(select.from);
  if (select.isCount) return { totalSize: matching(select, def, scope).length, records: [] };
  return answerOf(select, def, scope, matching(select, def, scope));
}

function answerOf(select: Select, def: ObjectDef, scope: QueryScope, rows: readonly Row[]): QueryAnswer {
  const write = writerOf(select.items, def, scope);
  const records = rows.map(write);
  return { totalSize: records.length, records };
}

function matching(
  select: Select,
  def: ObjectDef,
  scope: QueryScope,
  only: (row: Row) => boolean = () => true,
): readonly Row[] {
  const conditions: Scope = { def, values: scope.values, now: scope.now, column: (query) => columnOf(query, scope) };
  const test = select.where === null ? () => true : testOf(select.where, conditions);
  const rows = [...scope.rows(def.name)].filter((row) => only(row) && test(row));
  const sorted = sortedBy(select.orderBy, def, scope, rows);
  return sorted.slice(select.offset, select.limit === null ? undefined : select.offset + select.limit);
}

function columnOf(query: Select, scope: QueryScope): ReadonlySet<FieldValue> {
  const [item, ...more] = query.items;
  if (item?.kind !== 'field' || more.length > 0)
    throw malformedQuery('The inner select of a semi join takes one field');
  const def = objectNamed(query.from);
  const path = resolvePath(def, item.path);
  if (path.field.type !== 'id' && path.field.type !== 'reference') {
    throw malformedQuery(`The inner select field '${path.names.join('.')}' is not an ID field`);
  }
  return new Set(matching(query, def, scope).map((row) => valueAt(path, { object: def.name, row }, scope.values)));
}

function sortedBy(orders: readonly Order[], def: ObjectDef, scope: QueryScope, rows: readonly Row[]): readonly Row[] {
  if (orders.length === 0) return rows;
  const keys = orders.map((order) => ({ order, path: resolvePath(def, order.path) }));
  const read = (path: ResolvedPath, row: Row) => valueAt(path, { object: def.name, row }, scope.values);
  return rows.toSorted((a, b) => {
    for (const { order, path } of keys) {
      const compared = compareForOrder(read(path, a), read(path, b), order);
      if (compared !== 0) return compared;
    }
    return 0;
  });
}

/** Empty values come first unless the query says NULLS LAST, in both directions. */
function compareForOrder(a: FieldValue, b: FieldValue, order: Order): number {
  if (a === b) return 0;
  if (a === null) return order.nullsLast ? 1 : -1;
  if (b === null) return order.nullsLast ? -1 : 1;
  const compared = typeof a === 'string' && typeof b === 'string' ? a.localeCompare(b) : Number(a) - Number(b);
  return order.descending ? -compared : compared;
}

type Writer = (row: Row) => RecordAnswer;

function writerOf(items: readonly Item[], def: ObjectDef, scope: QueryScope): Writer {
  const parts = items.map((item) =>
    item.kind === 'field' ? fieldWriter(resolvePath(def, item.path), def, scope) : childWriter(item.query, def, scope),
  );
  return (row) => {
    const record: Record<string, AnswerValue> = { attributes: attributesOf(def.name, row, scope) };
    for (const part of parts) part(row, record);
    return record;
  };
}

type Part = (row: Row, record: Record<string, AnswerValue>) => void;

function fieldWriter(path: ResolvedPath, def: ObjectDef, scope: QueryScope): Part {
  return (row, record) => {
    let into = record;
    for (let depth = 0; depth < path.through.length; depth += 1) {
      const name = path.names[depth] ?? '';
      const target = follow(path.through.slice(0, depth + 1), { object: def.name, row }, scope.values);
      if (target === null) {
        into[name] = null;
        return;
      }
      const known = into[name];
      const next: Record<string, AnswerValue> =
        typeof known === 'object' && known !== null
          ? Object.assign({}, known as RecordAnswer)
          : { attributes: attributesOf(target.object, target.row, scope) };
      into[name] = next;
      into = next;
    }
    into[path.field.name] = valueAt(path, { object: def.name, row }, scope.values);
  };
}

function childWriter(query: Select, parent: ObjectDef, scope: QueryScope): Part {
  const wanted = query.from.toLowerCase();
  const relation = parent.children.find((one) => one.name.toLowerCase() === wanted);
  if (relation === undefined) {
    throw malformedQuery(
      `Didn't understand relationship '${query.from}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`,
    );
  }
  const def = objectNamed(relation.object);
  return (row, record) => {
    const children = matching(query, def, scope, (child) => child[relation.field] === row['Id']);
    const answer = answerOf(query, def, scope, children);
    record[relation.name] = children.length === 0 ? null : { ...answer, done: true };
  };
}

function attributesOf(object: string, row: Row, scope: QueryScope): { type: string; url: string } {
  return { type: object, url: `${scope.base}/sobjects/${object}/${String(row['Id'])}` };
}
