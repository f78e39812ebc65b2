import { z } from 'zod';
import { type ErrorWords, type HttpAnswer, type Meant, problemOfStatus } from '../http';
import type { CrmProblem } from '../result';
import type { Rest } from '../retry-after';

/** One error of Salesforce: `errorCode` in plain answers, `statusCode` in rows of collections. */
export const salesforceError = z.object({
  errorCode: z.string().optional().catch(undefined),
  statusCode: z.string().optional().catch(undefined),
  message: z.string().catch(''),
  fields: z.array(z.string()).nullish().catch([]),
});
export type SalesforceError = z.infer<typeof salesforceError>;

/** A list in most answers; in some, one error by itself. */
const errorBody = z.union([
  z.array(salesforceError).min(1),
  salesforceError.refine((error) => codeOf(error) !== '').transform((error) => [error]),
]);
const oauthError = z.object({ error: z.string(), error_description: z.string().optional() });

/** The org's allocation counts a rolling day: some of it is free again within the half hour. */
const dailyLimitPauseMs = 30 * 60_000;
const concurrentPauseMs = 10_000;
const limitCode = 'REQUEST_LIMIT_EXCEEDED';

/** Rolled back because of a sibling; says nothing by itself. */
const siblingCodes = new Set(['PROCESSING_HALTED', 'BATCH_PROCESSING_HALTED', 'ALL_OR_NONE_OPERATION_ROLLED_BACK']);
/** Codes that mean "try the same again later". UNABLE_TO_LOCK_ROW: another transaction holds the record, nothing was written. */
const lockedCodes = new Set(['UNABLE_TO_LOCK_ROW', 'ROW_LOCKED']);
const goneCodes = new Set(['ENTITY_IS_DELETED', 'NOT_FOUND', 'INVALID_ID_FIELD']);

/** The words of an error answer; the code of the first error that is not merely the echo of a sibling's. */
export function wordsOf(answer: HttpAnswer): ErrorWords {
  if (answer.body.kind !== 'json') return { code: '', message: '', fields: [] };
  const errors = errorBody.safeParse(answer.body.value);
  if (errors.success) return wordsOfErrors(errors.data);
  const oauth = oauthError.safeParse(answer.body.value);
  if (oauth.success) {
    return { code: oauth.data.error, message: oauth.data.error_description ?? oauth.data.error, fields: [] };
  }
  return { code: '', message: '', fields: [] };
}

/** The words of Salesforce errors; several messages become several lines. */
export function wordsOfErrors(errors: readonly SalesforceError[]): ErrorWords {
  const telling = errors.filter((error) => !siblingCodes.has(codeOf(error)));
  const said = telling.length > 0 ? telling : errors;
  const [first] = said;
  return {
    code: first === undefined ? '' : codeOf(first),
    message: said
      .map(({ message }) => message)
      .filter((message) => message !== '')
      .join('\n'),
    fields: said.flatMap(({ fields }) => fields ?? []),
  };
}

/** True where the error is only the echo of another step of the same transaction. */
export function isSiblingEcho(words: ErrorWords): boolean {
  return siblingCodes.has(words.code);
}

function codeOf(error: SalesforceError): string {
  return error.errorCode ?? error.statusCode ?? '';
}

/** What an error answer of Salesforce means. Source: REST API Developer Guide, status codes and error responses, read 2026-11-23. */
export function problemOfAnswer(answer: HttpAnswer, ask: Meant): CrmProblem {
  const words = wordsOf(answer);
  // 429 is about the moment, whatever code stands in the body; and a server that states a time is taken at its word.
  if (answer.status === 429 || (words.code === limitCode && answer.headers.has('retry-after'))) {
    return problemOfStatus({ ...answer, status: 429 }, ask, words);
  }
  // Writes go to resources of the API itself, with the records inside: that one is not there says nothing of any record.
  const namesNone = answer.status === 404 && ask.effect === 'write' && ['', 'NOT_FOUND'].includes(words.code);
  const isElsewhere = answer.status === 410 || namesNone;
  if (isElsewhere) return { kind: 'retryAfter', afterMs: 0, because: 'server', message: words.message };
  return problemOfWords(words) ?? problemOfStatus(answer, ask, words);
}

/** What the code of an error means, wherever it stands; null where the HTTP status must tell. */
export function problemOfWords(words: ErrorWords): CrmProblem | null {
  const { code, message } = words;
  // API Access Control: the session is good in the browser and will never be for the API, so signing in again is no cure.
  if (/not valid for use with the REST API/i.test(message))
    return { kind: 'forbidden', message, cause: 'apiAccessControl' };
  if (code === 'API_DISABLED_FOR_ORG' || code === 'API_CURRENTLY_DISABLED') {
    return { kind: 'forbidden', message, cause: 'apiDisabled' };
  }
  if (code === 'INVALID_SESSION_ID' || code === 'INVALID_AUTH_HEADER') return { kind: 'signInNeeded', message };
  // The same code says "too many long calls at once", which passes in seconds.
  if (code === limitCode && /concurrent/i.test(message)) {
    return { kind: 'retryAfter', afterMs: concurrentPauseMs, because: 'rateLimit', message };
  }
  if (code === limitCode || code === 'TXN_SECURITY_METERING_ERROR') {
    return { kind: 'retryAfter', afterMs: dailyLimitPauseMs, because: 'dailyLimit', message };
  }
  if (lockedCodes.has(code)) return { kind: 'retryAfter', afterMs: 0, because: 'locked', message };
  // The org's own automation has too much to do just now: nothing was written.
  if (code === 'TOO_MANY_APEX_REQUESTS') return { kind: 'retryAfter', afterMs: 0, because: 'server', message };
  if (goneCodes.has(code)) return { kind: 'gone', message };
  return null;
}

/** The server's own trouble with a row: whether it was written is not known. */
const unsureCodes = new Set(['UNKNOWN_EXCEPTION', 'SERVER_UNAVAILABLE', 'QUERY_TIMEOUT', 'REQUEST_RUNNING_TOO_LONG']);

/** What an error inside a row or a step means: one record's trouble, not the connection's. */
export function problemOfRow(errors: readonly SalesforceError[]): CrmProblem {
  const words = wordsOfErrors(errors);
  const known = problemOfWords(words);
  if (known !== null) return known;
  if (unsureCodes.has(words.code)) return { kind: 'unsure', message: words.message };
  return { kind: 'rejected', code: words.code || 'UNKNOWN', message: words.message, fields: [...words.fields] };
}

/**
 * How long to send nothing because the org's calls of the rolling day are used up, by Salesforce's own count; null where some are
 * left. Source: REST API Developer Guide, "Limit Info Header" (`api-usage=10018/100000; api-bursts=1/750`), read 2026-11-26.
 */
export function restOf(headers: Headers): Rest | null {
  const [, used, limit] = /(?:^|[\s;,])api-usage=(\d+)\/(\d+)/.exec(headers.get('sforce-limit-info') ?? '') ?? [];
  if (used === undefined || Number(limit) === 0 || Number(used) < Number(limit)) return null;
  return { ms: dailyLimitPauseMs, because: 'dailyLimit' };
}
