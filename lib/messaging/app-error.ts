import { z } from 'zod';
import { crmProblem } from '../crm/result';
import { clauseState } from '../handoff/handoff';

/** Everything a command or query can answer instead of a value; each kind has its sentence and its cure in the locale files under `error.<kind>`. */
export const appError = z.discriminatedUnion('kind', [
  /** The message did not parse, or its sender may not send it. */
  z.object({ kind: z.literal('refused'), message: z.string() }),
  z.object({ kind: z.literal('noRecord') }),
  /** Another call is on the line or waits for its outcome. */
  z.object({ kind: z.literal('callRunning'), recordKey: z.string(), leadName: z.string() }),
  z.object({ kind: z.literal('doNotCall') }),
  /** The calling rules do not allow it now (`ruleId`), or nobody can tell (null): a reason is asked for. */
  z.object({ kind: z.literal('notNow'), ruleId: z.string().nullable() }),
  /** What waited is on its way to the CRM at this moment. */
  z.object({ kind: z.literal('beingSent') }),
  /** Whether the CRM carried out what is to be discarded is not known yet: its answer was lost. */
  z.object({ kind: z.literal('inDoubt') }),
  /** What was to be decided waits no more: it was sent, tried again or discarded meanwhile. */
  z.object({ kind: z.literal('entryGone') }),
  /** A follow-up was set for a time that has passed, or for years ahead. */
  z.object({ kind: z.literal('followUpTime'), issue: z.enum(['past', 'far']) }),
  z.object({ kind: z.literal('notReady'), clauses: z.array(clauseState) }),
  z.object({ kind: z.literal('alreadyHandedOver'), aeName: z.string() }),
  /** The Rules of Engagement let others receive leads, and not this one. */
  z.object({ kind: z.literal('mayNotReceive'), aeName: z.string() }),
  z.object({ kind: z.literal('notConnected') }),
  /** What was begun later has taken effect already: the connection was ended or made anew before the CRM answered. */
  z.object({ kind: z.literal('overtaken') }),
  z.object({ kind: z.literal('permissionMissing') }),
  /** The organisation's administrator does not let Baton connect here, or in this way. */
  z.object({ kind: z.literal('notAllowed') }),
  /** Baton's sign-in is another person's than the page's. */
  z.object({ kind: z.literal('otherUser'), expected: z.string(), actual: z.string() }),
  z.object({ kind: z.literal('wrongOrg'), expected: z.string(), actual: z.string() }),
  z.object({ kind: z.literal('crm'), problem: crmProblem }),
  /** An administrator decided this; there is nothing to choose. */
  z.object({ kind: z.literal('prescribed') }),
  z.object({ kind: z.literal('storageFull') }),
  z.object({ kind: z.literal('storageBroken'), message: z.string() }),
  /** The background did not answer (it was stopped in mid-command, or Baton was updated under this page). */
  z.object({ kind: z.literal('noAnswer'), updated: z.boolean() }),
  z.object({ kind: z.literal('bug'), message: z.string() }),
]);
export type AppError = z.infer<typeof appError>;

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };
