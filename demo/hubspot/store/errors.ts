import { randomUUID } from 'node:crypto';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** One row of an error body's `errors`. HubSpot documents every field as optional. */
export interface ErrorDetail {
  readonly message: string;
  readonly code?: string;
  readonly in?: string;
  readonly subCategory?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

export interface ErrorBody {
  readonly message: string;
  readonly category: string;
  readonly subCategory?: string;
  readonly errors?: readonly ErrorDetail[];
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** An answer HubSpot gives instead of doing what was asked. */
export class HubspotError extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: ErrorBody;

  constructor(status: ContentfulStatusCode, body: ErrorBody) {
    super(body.message);
    this.name = 'HubspotError';
    this.status = status;
    this.body = body;
  }

  /** The body as it goes over the wire. */
  toJson(): Record<string, unknown> {
    return { status: 'error', correlationId: randomUUID(), ...this.body };
  }
}

/** 400 with HubSpot's category for bad input. */
export function validationError(
  message: string,
  errors: readonly ErrorDetail[] = [],
  rest: Partial<ErrorBody> = {},
): HubspotError {
  return new HubspotError(400, {
    message,
    category: 'VALIDATION_ERROR',
    ...(errors.length > 0 ? { errors } : {}),
    ...rest,
  });
}

/** 404 for a record that never was, was deleted, or was merged away. */
export function notFound(): HubspotError {
  return new HubspotError(404, { message: 'resource not found', category: 'OBJECT_NOT_FOUND' });
}

/** 501: the demo does not know this; a silent success here would teach the extension something false. */
export function notImplemented(what: string): HubspotError {
  return new HubspotError(501, {
    message: `The HubSpot demo does not implement ${what}. Implement it in demo/hubspot before using it.`,
    category: 'DEMO_NOT_IMPLEMENTED',
  });
}
