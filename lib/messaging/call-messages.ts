import { z } from 'zod';
import { callDetails, callOverride, callReferral, followUp, playStepRef, runningCall } from '../calls/call';
import { reviewPoint } from '../calls/review';
import { foundPerson } from '../crm/named-person';
import { crmProblem } from '../crm/result';
import { epochMs, id, localDay, recordKey } from '../model/schemas';
import { playChannel } from '../plays/play';
import { draftParts } from './draft-parts';
import type { MessageForms } from './message-form';
import { callPage, callView, draft } from './views';

/** Messages about calls: made, logged, put right and promised. */
export const callMessages = {
  callHistory: {
    ask: z.object({
      cursor: z.string().nullable(),
      limit: z.number().int().min(1).max(200),
      search: z.string().max(200),
    }),
    answer: callPage,
  },
  startCall: {
    ask: z.object({
      commandId: id,
      recordKey,
      leadName: z.string().max(1000),
      number: z.string().max(200).nullable(),
      at: epochMs,
      /** Why, where the calling rules do not allow it. */
      override: callOverride.omit({ ruleId: true }).optional(),
    }),
    answer: runningCall,
  },
  endCall: { ask: z.object({ commandId: id, callId: id, at: epochMs }), answer: runningCall },
  /** Forgets a running call that was none (a misclick); nothing is logged. */
  discardCall: { ask: z.object({ commandId: id, callId: id }), answer: z.null() },
  /** Logs the running call `callId` of that record, or a call without timer where null. Safe once answered. */
  logCall: {
    ask: z.object({
      commandId: id,
      callId: id.nullable(),
      recordKey,
      leadName: z.string().max(1000),
      outcomeId: z.string(),
      note: z.string().max(32000),
      followUp: z.object({ dueAt: epochMs, timeZone: z.string() }).nullable(),
      /** Whom they named, where the outcome is a referral. */
      referral: callReferral.optional(),
      /** The play's step that this call is. */
      play: playStepRef.optional(),
      /** How it was, where no timer ran; just now and unmeasured where left out. */
      made: callDetails.pick({ startedAt: true, durationMs: true, number: true, direction: true }).optional(),
      at: epochMs,
    }),
    answer: callView,
  },
  /** Puts a logged call right: what was before is kept with it, and the CRM's copy follows. Saying the same again changes nothing. */
  editCall: {
    ask: z.object({
      commandId: id,
      callId: id,
      /** The call as it was shown when the SDR began to change it: what is the same in both stays as it is by now. */
      began: callDetails,
      details: callDetails,
      /** When whom they named is called, where the call promised nothing yet. */
      promise: z.object({ dueAt: epochMs, timeZone: z.string() }).optional(),
      at: epochMs,
    }),
    answer: callView,
  },
  undoCall: { ask: z.object({ commandId: id, callId: id, at: epochMs }), answer: callView },
  drafts: { ask: z.object({ recordKey }), answer: draft.nullable() },
  /** What was typed since this surface last saved or read the draft: the parts it changed, as they were and as they are. */
  saveDraft: {
    ask: z.object({ recordKey, from: draftParts, to: draftParts, updatedAt: epochMs }),
    answer: z.null(),
  },
  followUps: {
    ask: z.object({ limit: z.number().int().min(1).max(200) }),
    answer: z.array(followUp.extend({ leadName: z.string(), company: z.string().nullable() })),
  },
  completeFollowUp: { ask: z.object({ commandId: id, followUpId: id, at: epochMs }), answer: z.null() },
  /** Sets a follow-up without a call, in place of one that is open. */
  planFollowUp: {
    ask: z.object({
      commandId: id,
      recordKey,
      leadName: z.string().max(1000),
      dueAt: epochMs,
      timeZone: z.string(),
      note: z.string().max(4000),
      at: epochMs,
    }),
    answer: z.null(),
  },
  /** What to have in mind about the person before each call; empty takes it away. */
  savePersonNote: {
    ask: z.object({ commandId: id, recordKey, leadName: z.string().max(1000), note: z.string().max(500), at: epochMs }),
    answer: z.null(),
  },
  /**
   * Ticks off a step of the lead's play that is no call, done at `doneAt`; or takes that tick back. `known`: how many ticks of
   * the channel whoever asks has seen. Where there is one more, it is of this very step, and nothing is ticked.
   */
  markStep: {
    ask: z.object({
      commandId: id,
      recordKey,
      leadName: z.string().max(1000),
      channel: playChannel.exclude(['call']),
      doneAt: epochMs,
      done: z.boolean(),
      known: z.number().int().nonnegative(),
      at: epochMs,
    }),
    answer: z.null(),
  },
  /** A number found wrong is right after all: it may be dialled again. */
  restoreNumber: {
    ask: z.object({ commandId: id, recordKey, number: z.string().max(200), at: epochMs }),
    answer: z.null(),
  },
  /** A look at one's own conversation; the same call again replaces it. */
  reviewCall: {
    ask: z.object({ commandId: id, callId: id, met: z.array(reviewPoint).max(6), at: epochMs }),
    answer: z.null(),
  },
  reviews: {
    ask: z.object({}),
    answer: z.array(z.object({ callId: id, day: localDay, met: z.array(reviewPoint) })),
  },
  /** Who in the CRM may be the person a lead named in this call. */
  findNamed: {
    ask: z.object({ callId: id }),
    answer: z.object({ found: z.array(foundPerson), problem: crmProblem.nullable() }),
    waits: 'crm',
  },
  /**
   * Makes the person a lead named in this call in the CRM, unless the CRM has somebody who may be them (`found`) and the SDR
   * has not seen these (`seen`). Answers who it is now, where that is known.
   */
  createNamed: {
    ask: z.object({ commandId: id, callId: id, seen: z.array(recordKey).max(10) }),
    answer: z.object({
      recordKey: recordKey.nullable(),
      found: z.array(foundPerson),
      problem: crmProblem.nullable(),
    }),
    waits: 'crm',
  },
  /** The person a lead named in this call is this one of the CRM. */
  linkNamed: { ask: z.object({ callId: id, recordKey }), answer: z.null() },
  /** The person a lead named in this call is not the one it was said to be. */
  unlinkNamed: { ask: z.object({ callId: id }), answer: z.null() },
} as const satisfies MessageForms;
