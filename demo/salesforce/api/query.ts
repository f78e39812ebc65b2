import { ApiError } from '../errors.ts';
import { runQuery } from '../soql/evaluate.ts';
import { type ApiAnswer, type ApiCall, baseOf, type Org } from './call.ts';

/** `/query` and `/queryAll`, with the pages after the first. */
export function query(org: Org, call: ApiCall): ApiAnswer {
  const [endpoint, locator] = call.steps;
  if (locator !== undefined) return nextPage(org, call, locator);
  const text = call.query.get('q');
  if (text === null || text.trim() === '') throw new ApiError(400, 'MALFORMED_QUERY', 'unexpected token: <EOF>');
  const answer = runQuery(text, {
    shapeOf: org.store.shapeOf,
    values: org.store,
    now: org.now(),
    base: baseOf(call),
    rows: (object) =>
      endpoint === 'queryAll' ? [...org.store.rows(object), ...org.store.deletedRows(object)] : org.store.rows(object),
  });
  if (answer.records.length === 0) return { status: 200, body: { ...answer, done: true } };
  return page(org, call, { records: answer.records, from: 0, batchSize: batchSize(call) }, answer.totalSize);
}

function page(
  org: Org,
  call: ApiCall,
  cursor: { records: readonly unknown[]; from: number; batchSize: number },
  totalSize: number,
): ApiAnswer {
  const end = cursor.from + cursor.batchSize;
  const records = cursor.records.slice(cursor.from, end);
  if (end >= cursor.records.length) return { status: 200, body: { totalSize, done: true, records } };
  const locator = `0r8bm0000${org.cursors.size + 1}-${end}`;
  org.cursors.set(locator, { ...cursor, from: end });
  return { status: 200, body: { totalSize, done: false, nextRecordsUrl: `${baseOf(call)}/query/${locator}`, records } };
}

function nextPage(org: Org, call: ApiCall, locator: string): ApiAnswer {
  const cursor = org.cursors.get(locator);
  if (cursor === undefined) throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  return page(org, call, cursor, cursor.records.length);
}

/** At least 200 and at most 2,000, as the header allows. */
function batchSize(call: ApiCall): number {
  const [, asked] = /batchSize=(\d+)/.exec(call.header('sforce-query-options') ?? '') ?? [];
  return Math.min(2000, Math.max(200, asked === undefined ? 2000 : Number(asked)));
}
