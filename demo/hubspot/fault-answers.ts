import type { AnsweredFault } from '../core/app.ts';
import { tooMany } from './api/limits.ts';
import { HubspotError } from './store/errors.ts';

/** How HubSpot words the faults a test can switch on. 5xx bodies are often no JSON: 503 plays that. */
export function hubspotFault(kind: AnsweredFault): Response {
  switch (kind) {
    case '401':
      return refusal(
        401,
        'Authentication credentials not found. The access token has expired or was revoked.',
        'INVALID_AUTHENTICATION',
      );
    case '403limit':
      return refusal(403, "This app hasn't been granted all required scopes to make this call.", 'MISSING_SCOPES');
    case '429':
      return tooMany('ten_secondly_rolling', 'TEN_SECONDLY_ROLLING');
    case '500':
      return refusal(500, 'internal error', 'INTERNAL_ERROR');
    case '503':
      return new Response('<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>', {
        status: 503,
        headers: { 'content-type': 'text/html' },
      });
  }
}

function refusal(status: 401 | 403 | 500, message: string, category: string): Response {
  return Response.json(new HubspotError(status, { message, category }).toJson(), { status });
}
