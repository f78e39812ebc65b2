import { z } from 'zod';
import { ApiError } from '../errors.ts';
import { type ApiAnswer, type ApiCall, answerOfError, type Org } from './call.ts';
import { type Finished, filled, UnknownReference } from './references.ts';

const maxParts = 25;
const maxQueries = 5;

const part = z.object({
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
  url: z.string(),
  referenceId: z.string().min(1),
  body: z.unknown().optional(),
  httpHeaders: z.record(z.string(), z.string()).optional(),
});
type Part = z.infer<typeof part>;

const request = z.object({
  allOrNone: z.boolean().default(false),
  collateSubrequests: z.boolean().default(true),
  compositeRequest: z.array(part),
});

/** Answers one sub-request as if it had come alone. */
export type Dispatch = (org: Org, call: ApiCall) => ApiAnswer;

interface PartAnswer {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

class RolledBack extends Error {}

/** `/composite`: up to 25 requests that may use each other's results. Always 200 at the top, whatever came of the parts. */
export function composite(org: Org, call: ApiCall, dispatch: Dispatch): ApiAnswer {
  const parsed = request.safeParse(call.body);
  if (!parsed.success) throw new ApiError(400, 'JSON_PARSER_ERROR', z.prettifyError(parsed.error));
  const { allOrNone, compositeRequest } = parsed.data;
  refuseOversize(compositeRequest);
  let answers: PartAnswer[] = [];
  try {
    org.store.transaction(() => {
      answers = runParts(org, call, dispatch, compositeRequest);
      if (allOrNone && answers.some((one) => one.httpStatusCode >= 400)) throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    answers = answers.map((one) => (one.httpStatusCode >= 400 ? one : halted(one.referenceId)));
  }
  return { status: 200, body: { compositeResponse: answers } };
}

function refuseOversize(parts: readonly Part[]): void {
  if (parts.length > maxParts) {
    throw new ApiError(400, 'LIMIT_EXCEEDED', `The request has ${parts.length} subrequests. The limit is ${maxParts}.`);
  }
  const heavy = parts.filter((one) => /\/(query|queryAll|composite\/sobjects)(\/|\?|$)/.test(one.url)).length;
  if (heavy > maxQueries) {
    throw new ApiError(
      400,
      'LIMIT_EXCEEDED',
      `The request has ${heavy} query or collection subrequests. The limit is ${maxQueries}.`,
    );
  }
  const names = parts.map((one) => one.referenceId);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ApiError(400, 'INVALID_INPUT', `Duplicate referenceId: ${twice}`);
}

function runParts(org: Org, call: ApiCall, dispatch: Dispatch, parts: readonly Part[]): PartAnswer[] {
  const finished: Finished = new Map();
  return parts.map((one) => {
    const answer = runPart(org, call, dispatch, one, finished);
    finished.set(one.referenceId, { ok: answer.status < 400, body: answer.body });
    return {
      body: answer.body ?? null,
      httpHeaders: answer.headers === undefined ? {} : titled(answer.headers),
      httpStatusCode: answer.status,
      referenceId: one.referenceId,
    };
  });
}

function titled(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]),
  );
}

function runPart(org: Org, call: ApiCall, dispatch: Dispatch, one: Part, finished: Finished): ApiAnswer {
  try {
    const url = filled(one.url, finished);
    const body = filled(one.body, finished);
    const inner = subCall(call, { method: one.method, url: String(url), body, headers: one.httpHeaders ?? {} });
    return org.store.transaction(() => dispatch(org, inner));
  } catch (error) {
    if (error instanceof UnknownReference)
      return { status: 400, body: [{ errorCode: 'PROCESSING_HALTED', message: error.message }] };
    return answerOfError(error);
  }
}

function halted(referenceId: string): PartAnswer {
  const message = 'The transaction was rolled back since another operation in the same transaction failed.';
  return { body: [{ errorCode: 'PROCESSING_HALTED', message }], httpHeaders: {}, httpStatusCode: 400, referenceId };
}

interface SubRequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request inside a request: its own headers only, the same user. */
function subCall(call: ApiCall, sub: SubRequest): ApiCall {
  const [path = '', search = ''] = sub.url.split('?', 2);
  const [, version, rest] = /^(?:\/services\/data\/)?v(\d+\.\d)\/(.+)$/.exec(path) ?? [];
  if (version === undefined || rest === undefined) {
    throw new ApiError(400, 'INVALID_INPUT', `The url of a subrequest begins with /services/data/vXX.0/: ${sub.url}`);
  }
  const headers = new Headers(sub.headers);
  return {
    ...call,
    method: sub.method,
    version,
    steps: rest.split('/').map(decodeURIComponent),
    query: new URLSearchParams(search),
    header: (name) => headers.get(name),
    body: sub.body,
  };
}

const batchRequest = z.object({
  haltOnError: z.boolean().default(false),
  batchRequests: z.array(z.object({ method: z.string(), url: z.string(), richInput: z.unknown().optional() })),
});

/** `/composite/batch`: up to 25 independent requests, one after another, nothing rolled back. */
export function batch(org: Org, call: ApiCall, dispatch: Dispatch): ApiAnswer {
  const parsed = batchRequest.safeParse(call.body);
  if (!parsed.success) throw new ApiError(400, 'JSON_PARSER_ERROR', z.prettifyError(parsed.error));
  const { batchRequests, haltOnError } = parsed.data;
  if (batchRequests.length > maxParts)
    throw new ApiError(400, 'LIMIT_EXCEEDED', `The limit is ${maxParts} subrequests.`);
  let stopped = false;
  const results = batchRequests.map((one) => {
    if (stopped)
      return {
        statusCode: 412,
        result: [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }],
      };
    org.usage.used += 1;
    const answer = runOne(org, call, dispatch, one);
    stopped = haltOnError && answer.status >= 400;
    return { statusCode: answer.status, result: answer.body ?? null };
  });
  return { status: 200, body: { hasErrors: results.some((one) => one.statusCode >= 400), results } };
}

function runOne(
  org: Org,
  call: ApiCall,
  dispatch: Dispatch,
  one: { method: string; url: string; richInput?: unknown },
): ApiAnswer {
  try {
    const inner = subCall(call, { method: one.method, url: one.url, body: one.richInput, headers: {} });
    return org.store.transaction(() => dispatch(org, inner));
  } catch (error) {
    return answerOfError(error);
  }
}
