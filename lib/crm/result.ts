import { z } from 'zod';

/**
 * Why a CRM did not do what was asked. `message` is the CRM's own words where it gave any
 * (shown to the SDR beside our sentence); it never holds a token.
 */
export const crmProblem = z.discriminatedUnion('kind', [
  /** The CRM refused this very request; sending it again unchanged cannot help. */
  z.object({ kind: z.literal('rejected'), code: z.string(), message: z.string(), fields: z.array(z.string()) }),
  /** The record was deleted, or is hidden from this user. */
  z.object({ kind: z.literal('gone'), message: z.string() }),
  /** Not done, and may be tried again after `afterMs`. */
  z.object({
    kind: z.literal('retryAfter'),
    afterMs: z.number().int().nonnegative(),
    because: z.enum(['rateLimit', 'dailyLimit', 'server', 'locked', 'network']),
    message: z.string(),
  }),
  /**
   * `otherUser`: not that nobody is signed in, but that the page's user is another than the connection's. `byKey`: there is no
   * sign-in but a key, and it is taken no more.
   */
  z.object({
    kind: z.literal('signInNeeded'),
    message: z.string(),
    otherUser: z.object({ page: z.string(), own: z.string() }).optional(),
    byKey: z.literal(true).optional(),
  }),
  /** `cause` names the step that cures it, where that is known: `apiAccessControl`, `apiDisabled`, `missingScopes`, `policy`. */
  z.object({ kind: z.literal('forbidden'), message: z.string(), cause: z.string().optional() }),
  /** The request left, no usable answer came: it may have been applied. `afterMs`: the CRM said when it may be asked again. */
  z.object({ kind: z.literal('unsure'), message: z.string(), afterMs: z.number().int().nonnegative().optional() }),
]);
export type CrmProblem = z.infer<typeof crmProblem>;

/** Something forbids it that somebody else has to change, and what is known: no single record's trouble. */
export function isKnownBar(problem: CrmProblem | null): boolean {
  return problem?.kind === 'forbidden' && problem.cause !== undefined;
}

export type CrmResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: CrmProblem };

/** A result that holds what was asked for. */
export function done<T>(value: T): CrmResult<T> {
  return { ok: true, value };
}

/** A result that says why not. */
export function failed(problem: CrmProblem): { readonly ok: false; readonly problem: CrmProblem } {
  return { ok: false, problem };
}
