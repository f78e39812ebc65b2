import { ApiError, type ApiProblem } from '../errors.ts';
import type { SeededOrg } from '../seed.ts';
import type { Store } from '../store.ts';

/** One request to the REST API, also as a part of a composite one. */
export interface ApiCall {
  readonly method: string;
  /** `68.0` */
  readonly version: string;
  /** The steps after `/services/data/vXX.0/`. */
  readonly steps: readonly string[];
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | null;
  readonly body: unknown;
  readonly userId: string;
}

export interface ApiAnswer {
  readonly status: number;
  /** Undefined where there is no body (204). */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * `approvedAppsOnly`: API Access Control, which refuses the session of a page; `disabled`: the user, or the edition, has no
 * API at all.
 */
export const apiAccesses = ['everybody', 'approvedAppsOnly', 'disabled'] as const;

/** What every endpoint works on. */
export interface Org {
  readonly store: Store;
  readonly seeded: SeededOrg;
  readonly now: () => number;
  /** Requests answered since the start, for the limits. */
  readonly usage: { used: number };
  /** Whom the administrator lets use the API. */
  access: (typeof apiAccesses)[number];
  /** Pages of queries still to be fetched, by locator. */
  readonly cursors: Map<string, Cursor>;
}

interface Cursor {
  readonly records: readonly unknown[];
  readonly from: number;
  readonly batchSize: number;
}

/** The answer to an error thrown by an endpoint; anything but an {@link ApiError} is a bug and goes on. */
export function answerOfError(error: unknown): ApiAnswer {
  if (error instanceof ApiError) return { status: error.status, body: [error.problem] };
  throw error;
}

/** The problem of an error thrown by the store. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiError) return error.problem;
  throw error;
}

/** `/services/data/vXX.0` */
export function baseOf(call: ApiCall): string {
  return `/services/data/v${call.version}`;
}

/** The object a body must be. @throws ApiError JSON_PARSER_ERROR */
export function objectBody(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw new ApiError(
    400,
    'JSON_PARSER_ERROR',
    'The HTTP entity body is required, but this request has no readable object in it',
  );
}

/** False where the request said so; absent means that assignment rules run. */
export function autoAssign(call: ApiCall): boolean {
  return call.header('sforce-auto-assign')?.trim().toUpperCase() !== 'FALSE';
}

/** The list under a key of a body. @throws ApiError JSON_PARSER_ERROR */
export function listIn(body: Readonly<Record<string, unknown>>, key: string): readonly unknown[] {
  const list = body[key];
  if (Array.isArray(list)) return list;
  throw new ApiError(400, 'JSON_PARSER_ERROR', `Required field is missing: ${key}`);
}
