import { ApiError } from '../errors.ts';
import { canonicalId } from '../ids.ts';
import { findObject, objectOfId } from '../schema/objects.ts';
import { type ApiAnswer, type ApiCall, autoAssign, listIn, type Org, objectBody, problemOf } from './call.ts';
import { methodNotAllowed } from './records.ts';

interface Saved {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly {
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];
  }[];
}

const maxRecords = 200;

/** `/composite/sobjects`: up to 200 records, each with its own result; all or none where asked. */
export function collections(org: Org, call: ApiCall): ApiAnswer {
  if (call.method === 'DELETE') return removeMany(org, call);
  if (call.method !== 'POST' && call.method !== 'PATCH') throw methodNotAllowed(call.method);
  const body = objectBody(call.body);
  const records = listIn(body, 'records').map(objectBody);
  refuseTooMany(records.length);
  const save = call.method === 'POST' ? insertOne : updateOne;
  return {
    status: 200,
    body: together(
      org,
      body['allOrNone'] === true,
      records.map((record) => () => save(org, call, record)),
    ),
  };
}

function removeMany(org: Org, call: ApiCall): ApiAnswer {
  const ids = (call.query.get('ids') ?? '').split(',').filter((id) => id !== '');
  refuseTooMany(ids.length);
  const steps = ids.map((id) => () => {
    const def = objectOfId(id);
    if (def === null) throw new ApiError(400, 'MALFORMED_ID', `bad id ${id}`);
    org.store.remove(def.name, id);
    return canonicalId(id) ?? id;
  });
  return { status: 200, body: together(org, call.query.get('allOrNone') === 'true', steps) };
}

function refuseTooMany(count: number): void {
  if (count > maxRecords) {
    throw new ApiError(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${maxRecords} records into this call`,
    );
  }
}

class RolledBack extends Error {}

function together(org: Org, allOrNone: boolean, steps: readonly (() => string)[]): readonly Saved[] {
  let results: readonly Saved[] = [];
  try {
    org.store.transaction(() => {
      results = steps.map((step) => attempt(org, step));
      if (allOrNone && results.some((one) => !one.success)) throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return results.map((one) => (one.success ? rolledBack : one));
  }
  return results;
}

const rolledBack: Saved = {
  success: false,
  errors: [
    {
      statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
      fields: [],
    },
  ],
};

function attempt(org: Org, step: () => string): Saved {
  try {
    return { id: org.store.transaction(step), success: true, errors: [] };
  } catch (error) {
    const { errorCode, message, fields = [] } = problemOf(error);
    return { success: false, errors: [{ statusCode: errorCode, message, fields }] };
  }
}

function typeOf(record: Readonly<Record<string, unknown>>): string {
  const attributes = record['attributes'];
  const type =
    typeof attributes === 'object' && attributes !== null && 'type' in attributes ? attributes.type : undefined;
  const def = typeof type === 'string' ? findObject(type) : null;
  if (def === null)
    throw new ApiError(400, 'INVALID_TYPE', `The SObject type ${String(type)} is not supported: give attributes.type`);
  return def.name;
}

function insertOne(org: Org, call: ApiCall, record: Readonly<Record<string, unknown>>): string {
  return org.store.insert(typeOf(record), record, { userId: call.userId, autoAssign: autoAssign(call) });
}

function updateOne(org: Org, call: ApiCall, record: Readonly<Record<string, unknown>>): string {
  const { id, Id, ...values } = record;
  const given = id ?? Id;
  if (typeof given !== 'string')
    throw new ApiError(400, 'MISSING_ARGUMENT', 'Id not specified in an update call', ['Id']);
  org.store.update(typeOf(record), given, values, { userId: call.userId, autoAssign: autoAssign(call) });
  return canonicalId(given) ?? given;
}
