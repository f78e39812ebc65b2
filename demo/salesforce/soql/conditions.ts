import { ApiError, malformedQuery } from '../errors.ts';
import { canonicalId } from '../ids.ts';
import type { FieldDef, FieldValue, Row } from '../schema/field.ts';
import type { ObjectDef } from '../schema/objects.ts';
import type { CompareOp, Condition, Literal, Path, Select } from './ast.ts';
import { spanOf } from './dates.ts';
import { objectNamed, type ResolvedPath, resolvePath, type Values, valueAt } from './resolve.ts';

type Test = (row: Row) => boolean;

/** What a WHERE clause needs around it. */
export interface Scope {
  readonly def: ObjectDef;
  readonly values: Values;
  readonly now: number;
  /** Runs the inner query of a semi-join; yields its one column. */
  readonly column: (query: Select) => ReadonlySet<FieldValue>;
}

/** Makes a test of rows from a WHERE clause. @throws ApiError where the org would refuse it. */
export function testOf(condition: Condition, scope: Scope): Test {
  switch (condition.kind) {
    case 'and': {
      const tests = condition.of.map((one) => testOf(one, scope));
      return (row) => tests.every((test) => test(row));
    }
    case 'or': {
      const tests = condition.of.map((one) => testOf(one, scope));
      return (row) => tests.some((test) => test(row));
    }
    case 'not': {
      const test = testOf(condition.of, scope);
      return (row) => !test(row);
    }
    case 'compare':
      return compareTest(condition.path, condition.op, condition.value, scope);
    case 'like':
      return likeTest(condition.path, condition.pattern, scope);
    case 'in':
      return inTest(condition, scope);
    case 'semiJoin':
      return semiJoinTest(condition, scope);
  }
}

function reader(path: Path, scope: Scope): { path: ResolvedPath; read: (row: Row) => FieldValue } {
  const resolved = resolvePath(scope.def, path);
  if (!resolved.field.filterable) {
    throw new ApiError(400, 'INVALID_FIELD', `field '${resolved.field.name}' can not be filtered in a query call`);
  }
  return { path: resolved, read: (row) => valueAt(resolved, { object: scope.def.name, row }, scope.values) };
}

function compareTest(path: Path, op: CompareOp, literal: Literal, scope: Scope): Test {
  const { path: resolved, read } = reader(path, scope);
  const { field } = resolved;
  if (literal.kind === 'null') {
    if (op !== '=' && op !== '!=') throw malformedQuery(`operator ${op} does not take null`);
    return (row) => (read(row) === null) === (op === '=');
  }
  if (field.type === 'date' || field.type === 'datetime') return momentTest(field, op, literal, read, scope.now);
  const wanted = comparable(typed(field, literal));
  return (row) => compares(comparable(read(row)), op, wanted);
}

function inTest({ path, values, negated }: Extract<Condition, { kind: 'in' }>, scope: Scope): Test {
  const { path: resolved, read } = reader(path, scope);
  const { field } = resolved;
  if (field.type === 'date' || field.type === 'datetime') {
    const tests = values.map((value) => compareTest(path, '=', value, scope));
    return (row) => tests.some((test) => test(row)) !== negated;
  }
  // Hundreds of ids are asked for at once: looked up, not compared one by one.
  const wanted = new Set(values.map((value) => (value.kind === 'null' ? null : comparable(typed(field, value)))));
  return (row) => wanted.has(comparable(read(row))) !== negated;
}

/** Text compares whatever its capitals; nothing compares with an empty field except that it differs. */
function comparable(value: FieldValue): FieldValue {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function compares(left: FieldValue, op: CompareOp, right: FieldValue): boolean {
  if (op === '=') return left === right;
  if (op === '!=') return left !== right;
  if (left === null || right === null) return false;
  if (op === '<') return left < right;
  if (op === '>') return left > right;
  return op === '<=' ? left <= right : left >= right;
}

function typed(field: FieldDef, literal: Literal): FieldValue {
  const refuse = (must: string) =>
    new ApiError(400, 'INVALID_FIELD', `value of filter criterion for field '${field.name}' must be of type ${must}`);
  switch (field.type) {
    case 'boolean':
      if (literal.kind === 'boolean') return literal.value;
      throw refuse('boolean and should not be enclosed in quotes');
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      if (literal.kind === 'number') return literal.value;
      throw refuse(`${field.type} and should not be enclosed in quotes`);
    case 'id':
    case 'reference': {
      const id = literal.kind === 'string' ? canonicalId(literal.value) : null;
      if (id !== null) return id;
      throw new ApiError(
        400,
        'INVALID_QUERY_FILTER_OPERATOR',
        `invalid ID field: ${literal.kind === 'string' ? literal.value : literal.kind}`,
      );
    }
    default:
      if (literal.kind === 'string') return literal.value;
      throw refuse('string and should be enclosed in quotes');
  }
}

function momentTest(
  field: FieldDef,
  op: CompareOp,
  literal: Literal,
  read: (row: Row) => FieldValue,
  now: number,
): Test {
  const { from, to } = spanOfLiteral(field, literal, now);
  return (row) => {
    const value = read(row);
    if (typeof value !== 'string') return op === '!=';
    const at = Date.parse(value);
    switch (op) {
      case '=':
        return at >= from && at < to;
      case '!=':
        return at < from || at >= to;
      case '<':
        return at < from;
      case '<=':
        return at < to;
      case '>':
        return at >= to;
      case '>=':
        return at >= from;
    }
  };
}

function spanOfLiteral(field: FieldDef, literal: Literal, now: number): { from: number; to: number } {
  if (literal.kind === 'dateLiteral') return spanOf(literal.name, literal.n, now);
  if (literal.kind === 'date' && field.type === 'date') {
    const from = Date.parse(literal.value);
    return { from, to: from + 86_400_000 };
  }
  if (literal.kind === 'datetime' && field.type === 'datetime') return { from: literal.at, to: literal.at + 1 };
  throw new ApiError(
    400,
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${field.type === 'date' ? 'date' : 'dateTime'} and should not be enclosed in quotes`,
  );
}

function likeTest(path: Path, pattern: string, scope: Scope): Test {
  const { read } = reader(path, scope);
  const source = pattern.replace(
    /\\([_%])|([_%])|([.*+?^${}()|[\]\\])/g,
    (_all, literal?: string, wild?: string, special?: string) => {
      if (literal !== undefined) return literal;
      if (wild !== undefined) return wild === '%' ? '.*' : '.';
      return `\\${special ?? ''}`;
    },
  );
  const matcher = new RegExp(`^${source}$`, 'isu');
  return (row) => {
    const value = read(row);
    return typeof value === 'string' && matcher.test(value);
  };
}

function semiJoinTest(condition: Extract<Condition, { kind: 'semiJoin' }>, scope: Scope): Test {
  const inner = objectNamed(condition.query.from);
  if (inner.name === 'Task') {
    throw malformedQuery("Entity 'Task' is not supported for semi join inner selects");
  }
  const { read } = reader(condition.path, scope);
  const ids = scope.column(condition.query);
  return (row) => ids.has(read(row)) !== condition.negated;
}
