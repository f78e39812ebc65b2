import { ApiError, notFound } from '../errors.ts';
import { canonicalId } from '../ids.ts';
import { findField, findObject, type ObjectDef } from '../schema/objects.ts';
import { type ApiAnswer, type ApiCall, autoAssign, baseOf, type Org, objectBody } from './call.ts';
import { describeGlobal, describeObject, describeShort } from './describe.ts';
import { listViews } from './list-views.ts';

/** `/sobjects/…`: describe, create, read, change and delete single records. */
export function sobjects(org: Org, call: ApiCall): ApiAnswer {
  const [, name, id, ...more] = call.steps;
  if (name === undefined) return { status: 200, body: describeGlobal(baseOf(call)) };
  const def = findObject(name);
  if (def !== null && id === 'listviews') return listViews(org, call, def);
  if (def === null || more.length > 0) throw notFound();
  if (id === undefined) return ofObject(org, call, def);
  if (id === 'describe') return { status: 200, body: describeObject(org.store.shapeOf(def.name) ?? def, baseOf(call)) };
  return ofRecord(org, call, def, id);
}

function ofObject(org: Org, call: ApiCall, def: ObjectDef): ApiAnswer {
  if (call.method === 'GET')
    return { status: 200, body: { objectDescribe: describeShort(def, baseOf(call)), recentItems: [] } };
  if (call.method !== 'POST') throw methodNotAllowed(call.method);
  const id = org.store.insert(def.name, objectBody(call.body), { userId: call.userId, autoAssign: autoAssign(call) });
  return {
    status: 201,
    body: { id, success: true, errors: [] },
    headers: { location: `${baseOf(call)}/sobjects/${def.name}/${id}` },
  };
}

function ofRecord(org: Org, call: ApiCall, def: ObjectDef, given: string): ApiAnswer {
  const id = canonicalId(given);
  if (id === null || !id.startsWith(def.keyPrefix)) {
    throw new ApiError(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${given}`);
  }
  switch (call.method) {
    case 'GET':
      return readRecord(org, call, def, id);
    case 'PATCH':
      org.store.update(def.name, id, objectBody(call.body), { userId: call.userId, autoAssign: autoAssign(call) });
      return { status: 204 };
    case 'DELETE':
      org.store.remove(def.name, id);
      return { status: 204 };
    default:
      throw methodNotAllowed(call.method);
  }
}

function readRecord(org: Org, call: ApiCall, def: ObjectDef, id: string): ApiAnswer {
  const row = org.store.get(def.name, id);
  if (row === null) {
    // The same words for what is deleted and what never was, except that the code differs.
    const deleted = [...org.store.deletedRows(def.name)].some((one) => one['Id'] === id);
    throw deleted ? new ApiError(404, 'ENTITY_IS_DELETED', 'entity is deleted') : notFound();
  }
  const attributes = { type: def.name, url: `${baseOf(call)}/sobjects/${def.name}/${id}` };
  const asked = call.query.get('fields');
  if (asked === null) return { status: 200, body: { attributes, ...org.store.whole(def, row) } };
  const fields = asked.split(',').map((name) => {
    const field = findField(def, name.trim());
    if (field === null)
      throw new ApiError(400, 'INVALID_FIELD', `No such column '${name.trim()}' on sobject of type ${def.name}`);
    return [field.name, org.store.valueOf(field, row)] as const;
  });
  return { status: 200, body: { attributes, Id: id, ...Object.fromEntries(fields) } };
}

/** 405, as for a verb an address does not know. */
export function methodNotAllowed(method: string): ApiError {
  return new ApiError(
    405,
    'METHOD_NOT_ALLOWED',
    `HTTP Method '${method}' not allowed. Allowed are HEAD,GET,POST,PATCH,DELETE`,
  );
}
