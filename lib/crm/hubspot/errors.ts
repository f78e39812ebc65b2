import { z } from 'zod';
import { type ErrorWords, type HttpAnswer, type Meant, problemOfStatus } from '../http';
import type { CrmProblem } from '../result';
import { type Rest, retryAfterMs } from '../retry-after';

const texts = z.union([z.array(z.string()), z.string().transform((text) => [text])]).catch([]);
const context = z.record(z.string(), texts).catch({});

/** HubSpot documents every field of an error as optional. */
const detail = z.object({
  message: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  category: z.string().optional().catch(undefined),
  context: context.optional().catch(undefined),
});
const errorBody = detail.extend({
  errorType: z.string().optional().catch(undefined),
  policyName: z.string().optional().catch(undefined),
  errors: z.array(detail).optional().catch(undefined),
});
type ErrorBody = z.infer<typeof errorBody>;

/** One failed row of a batch. */
export const rowError = detail;
export type RowError = z.infer<typeof rowError>;

const hourMs = 3_600_000;
/** Source: the policies' names; ten seconds is the rolling window. */
const policyMs: Readonly<Record<string, number>> = {
  SECONDLY: 1000,
  TEN_SECONDLY_ROLLING: 10_000,
  TEN_SECONDLY: 10_000,
};

/** What an error answer of HubSpot means. Source: HubSpot API guides, error handling and usage guidelines, read 2026-11-23. */
export function problemOfAnswer(answer: HttpAnswer, ask: Meant): CrmProblem {
  const body = answer.body.kind === 'json' ? errorBody.safeParse(answer.body.value).data : undefined;
  if (answer.status === 429) return limitOf(answer, body);
  const words = wordsOf(body);
  if (answer.status === 403) {
    const cause = words.code === 'MISSING_SCOPES' ? { cause: 'missingScopes' } : {};
    return { kind: 'forbidden', message: withScopes(words.message, body), ...cause };
  }
  if (answer.status < 500 && answer.status !== 401 && isGone(words.code))
    return { kind: 'gone', message: words.message };
  const problem = problemOfStatus(answer, ask, words);
  if (problem.kind === 'signInNeeded') return { ...problem, byKey: true };
  if (problem.kind !== 'retryAfter' || problem.because !== 'locked') return problem;
  // A portal that is being moved serves nobody, and says how long it takes, or not.
  if (answer.status === 477) return { ...problem, because: 'server', afterMs: problem.afterMs || hourMs };
  // Locked records are free after two seconds.
  return { ...problem, afterMs: problem.afterMs || 2000 };
}

function limitOf(answer: HttpAnswer, body: ErrorBody | undefined): CrmProblem {
  const message = body?.message ?? '';
  const policy = body?.policyName ?? '';
  const daily = policy === 'DAILY' || /daily limit/i.test(message);
  const stated = retryAfterMs(answer.headers, Date.now());
  if (daily) return { kind: 'retryAfter', afterMs: stated ?? hourMs, because: 'dailyLimit', message };
  const guessed = policyMs[policy] ?? (/\bsecondly limit/i.test(message) ? 1000 : 10_000);
  return { kind: 'retryAfter', afterMs: stated ?? guessed, because: 'rateLimit', message };
}

function wordsOf(body: ErrorBody | undefined): ErrorWords {
  if (body === undefined) return { code: '', message: '', fields: [] };
  const details = body.errors ?? [];
  const said = [body.message, ...details.map(({ message }) => message)].filter((message) => message !== '');
  return {
    code: body.category ?? body.errorType ?? '',
    message: [...new Set(said)].join('\n'),
    fields: [body, ...details].flatMap((part) => fieldsIn(part)),
  };
}

function fieldsIn({ context: of }: RowError): readonly string[] {
  return [...(of?.['propertyName'] ?? []), ...(of?.['properties'] ?? [])];
}

function isGone(code: string): boolean {
  return code === 'OBJECT_NOT_FOUND';
}

function withScopes(message: string, body: ErrorBody | undefined): string {
  const parts = body === undefined ? [] : [body, ...(body.errors ?? [])];
  const scopes = parts.flatMap(({ context: of }) => [
    ...(of?.['requiredGranularScopes'] ?? []),
    ...(of?.['requiredScopes'] ?? []),
    ...(of?.['missingScopes'] ?? []),
  ]);
  // Their names say it; the sentence around them is the same every time.
  return scopes.length === 0 ? message : [...new Set(scopes)].join(', ');
}

/** What one failed row of a batch means: that record's trouble, not the connection's. */
export function problemOfRow(error: RowError): CrmProblem {
  const code = error.category ?? error.code ?? 'UNKNOWN';
  if (isGone(code)) return { kind: 'gone', message: error.message };
  if (/^(?:RATE_LIMITS?|LOCKED)$/.test(code)) {
    return { kind: 'retryAfter', afterMs: 10_000, because: 'locked', message: error.message };
  }
  // The server's own trouble: whether the row was written is not known.
  if (/^(?:INTERNAL_ERROR|SERVER_ERROR|TIMEOUT|GATEWAY_TIMEOUT)$/.test(code)) {
    return { kind: 'unsure', message: error.message };
  }
  return { kind: 'rejected', code, message: error.message, fields: [...fieldsIn(error)] };
}

/** How long to send nothing because this answer used up the ten-second quota that all reps share, or the day's; null where some is left. */
export function restOf(headers: Headers): Rest | null {
  if (isUsedUp(headers.get('x-hubspot-ratelimit-daily-remaining'))) return { ms: hourMs, because: 'dailyLimit' };
  if (!isUsedUp(headers.get('x-hubspot-ratelimit-remaining'))) return null;
  const interval = Number(headers.get('x-hubspot-ratelimit-interval-milliseconds'));
  const ms = Number.isFinite(interval) && interval > 0 ? Math.min(interval, 60_000) : 10_000;
  return { ms, because: 'rateLimit' };
}

function isUsedUp(remaining: string | null): boolean {
  return remaining !== null && remaining.trim() !== '' && Number(remaining) <= 0;
}
