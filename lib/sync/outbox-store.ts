import type { CrmProblem } from '../crm/result';
import type { OrgKey } from '../model/record';
import type { OutboxEntry } from './outbox-entry';

/** A CRM may still be working on a request whose answer was lost; asking sooner could miss what it then writes. */
export const settleDownMs = 5000;

/** The problem of an entry whose worker died while it was being sent. */
export const interrupted: CrmProblem = { kind: 'unsure', message: 'interrupted' };

/** An entry that {@link OutboxStore.wake} wakes. */
export function awake(entry: OutboxEntry, now: number): OutboxEntry {
  const from = entry.state === 'unsure' ? now + settleDownMs : now;
  return { ...entry, nextAttemptAt: Math.min(entry.nextAttemptAt, from) };
}

/** An entry that {@link OutboxStore.recover} finds. */
export function recovered(entry: OutboxEntry, lookUpFrom: number): OutboxEntry {
  const nextAttemptAt = Math.max(entry.nextAttemptAt, lookUpFrom);
  return { ...entry, state: 'unsure', problem: interrupted, nextAttemptAt };
}

/** How one entry came out of a drain. */
export type Settlement =
  | { readonly id: string; readonly kind: 'done'; readonly crmId: string | null }
  /** To be tried again from `nextAttemptAt` on (rate limit, server trouble, sign-in). `attempted` is false where nothing was sent. */
  | {
      readonly id: string;
      readonly kind: 'again';
      readonly nextAttemptAt: number;
      readonly problem: CrmProblem;
      readonly attempted: boolean;
    }
  /** May have been applied: to be looked up before it is sent again. */
  | { readonly id: string; readonly kind: 'unsure'; readonly nextAttemptAt: number; readonly problem: CrmProblem }
  /** The CRM refused it: waits for the SDR's decision. Later entries of the same record wait behind it only where they depend on it. */
  | { readonly id: string; readonly kind: 'failed'; readonly problem: CrmProblem };

/** What the drain needs of the store; implemented by `lib/store`. Every method is one transaction. */
export interface OutboxStore {
  /** Orgs with unfinished entries. */
  orgs(): Promise<readonly OrgKey[]>;
  /** Entries of an org that may be sent now, oldest first: `waiting` or `unsure`, due, and with no earlier unfinished (waiting, sending, unsure) entry of the same record left out of the answer. */
  due(org: OrgKey, now: number, limit: number): Promise<readonly OutboxEntry[]>;
  /**
   * Written before the request leaves. Answers the entries that were really marked, as they are now: one put right since
   * {@link due} says what is right, and one taken back (an undo, a discard) is not among them and must not be sent.
   */
  markSending(ids: readonly string[]): Promise<readonly OutboxEntry[]>;
  /** What waits to change a write that was refused does not outlive it: see `afterRefusal`. */
  settle(settlements: readonly Settlement[], now: number): Promise<void>;
  /**
   * On start: whatever of an org was `sending` when the worker died becomes `unsure`, and is not looked up before `lookUpFrom`,
   * because the CRM may be at it still. Returns how many.
   */
  recover(org: OrgKey, lookUpFrom: number): Promise<number>;
  /** When the next entry of any org becomes due; null where nothing waits. */
  nextDueAt(): Promise<number | null>;
  /**
   * Forgets back-off of an org (the network returned, the user signed in again): everything waiting is due now, and what is
   * unsure as soon as {@link settleDownMs} have passed.
   */
  wake(org: OrgKey, now: number): Promise<void>;
}
