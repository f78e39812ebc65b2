import { z } from 'zod';
import { ruleFile } from '../calling/rule';
import { callDetails, callOverride, callReferral, followUp, playStepRef, runningCall } from '../calls/call';
import { reviewPoint } from '../calls/review';
import { snippet } from '../calls/snippets';
import { writeEdit } from '../crm/edit';
import { leadList } from '../crm/lead-list';
import { foundPerson } from '../crm/named-person';
import { fieldMap } from '../crm/org-fields';
import { crmProblem } from '../crm/result';
import { receivers } from '../handoff/candidates';
import { briefSection, handoff, returnReason } from '../handoff/handoff';
import { leadFate } from '../learning/lead-fate';
import { pastHandoff } from '../learning/past-table';
import { epochMs, id, localDay, locale, orgKey, recordKey } from '../model/schemas';
import { play, playChannel } from '../plays/play';
import { progressSnapshot, targets, workingTime } from '../progress/progress';
import { answerValue } from '../qualification/answer';
import { draftShape } from '../qualification/criterion';
import { scorecard } from '../qualification/scorecard';
import { draftParts } from './draft-parts';
import { answerModel, ownOrigin, scorecardRef, scorecardsView, scorecardTrial } from './scorecard-views';
import {
  aesView,
  callingView,
  callPage,
  callView,
  colleagueView,
  connectionView,
  connectWays,
  draft,
  handoffFilters,
  handoffPreview,
  handoffsView,
  leadView,
  orgFieldsView,
  outboxView,
  playsView,
  queueItem,
  queueSource,
  requestCountsView,
  syncReason,
  syncView,
} from './views';

/** Appearance and behaviour the SDR chose; in `storage.local` under `settings`. */
export const settings = z.object({
  language: z.union([locale, z.literal('auto')]),
  theme: z.enum(['auto', 'light', 'dark']),
  workingTime,
  /** Seconds on the line from which a connect counts as a conversation. Source: domain notes section 2 (Orum). */
  conversationSeconds: z.number().int().min(1).max(3600),
  /** Short texts for the notes of calls. */
  snippets: z.array(snippet).max(100).optional(),
  /** Who may receive leads, by org; nothing is agreed where an org is not named. */
  receivers: z.record(z.string(), receivers).optional(),
  dock: z.object({ widthPx: z.number().int().min(320).max(480), collapsed: z.boolean() }),
});
export type Settings = z.infer<typeof settings>;

/** What a message asks and answers. */
export interface MessageForm {
  readonly ask: z.ZodType;
  readonly answer: z.ZodType;
  /** Whom the answer waits for beside Baton: then silence for a while does not mean that the worker died. */
  readonly waits?: 'crm' | 'person';
}

/**
 * The one protocol between Baton's own pages and the background: what each message asks and answers.
 * A command changes something and carries `commandId`, made by the surface: the same id twice has the effect of once.
 * A new message is a new member here and in `lib/services/handlers.ts`.
 */
export const protocol = {
  /** Which record this tab shows (asked by the sidebar frame; the tab is the sender's). */
  whichTab: { ask: z.object({}), answer: z.object({ tabId: z.number().int() }) },
  /** The sidebar frame has painted and may be shown. */
  sidebarReady: { ask: z.object({}), answer: z.null() },
  /** Collapse, expand, resize (remembered), give focus back to the page. */
  dock: {
    ask: z.object({
      collapsed: z.boolean().optional(),
      widthPx: z.number().int().optional(),
      focusPage: z.boolean().optional(),
    }),
    answer: z.null(),
  },
  /** Show another record in this tab, by the CRM's own navigation where it can. */
  openRecord: { ask: z.object({ recordKey, newTab: z.boolean() }), answer: z.null() },
  openDashboard: { ask: z.object({ page: z.string() }), answer: z.null() },

  leadView: { ask: z.object({ recordKey, refresh: z.boolean() }), answer: leadView, waits: 'crm' },
  /** People a lead can be handed to; with `everybody` also those the Rules of Engagement leave out. */
  listAes: { ask: z.object({ org: orgKey, everybody: z.boolean().optional() }), answer: aesView, waits: 'crm' },
  /** Looks in the CRM for people whom a list that is not complete lacks; they are in the list from then on. */
  findAes: { ask: z.object({ org: orgKey, text: z.string().max(200) }), answer: aesView, waits: 'crm' },
  previewHandoff: { ask: z.object({ recordKey, aeId: z.string() }), answer: handoffPreview, waits: 'crm' },
  callHistory: {
    ask: z.object({
      cursor: z.string().nullable(),
      limit: z.number().int().min(1).max(200),
      search: z.string().max(200),
    }),
    answer: callPage,
  },
  /** What the CRMs have yet to be told, from the entry number `offset` on (none: from the first). */
  syncState: {
    ask: z.object({ offset: z.number().int().nonnegative().optional(), limit: z.number().int().min(1).max(50_000) }),
    answer: syncView,
  },
  syncReasons: { ask: z.object({}), answer: z.array(syncReason) },
  /** How one thing stands that a CRM has yet to be told; null where none waits by this id. */
  entryState: { ask: z.object({ entryId: id }), answer: outboxView.shape.state.nullable() },
  connections: { ask: z.object({}), answer: z.array(connectionView) },
  settings: { ask: z.object({}), answer: settings },
  drafts: { ask: z.object({ recordKey }), answer: draft.nullable() },
  followUps: {
    ask: z.object({ limit: z.number().int().min(1).max(200) }),
    answer: z.array(followUp.extend({ leadName: z.string(), company: z.string().nullable() })),
  },

  /** Other people of the lead's company in the same org, the one called last in front. */
  colleagues: { ask: z.object({ recordKey }), answer: z.array(colleagueView).max(5) },
  /** Whom to call next: never one of those at hand. */
  nextLead: {
    ask: z.object({ atHand: z.array(recordKey).max(4) }),
    answer: z.object({ next: queueItem.nullable() }),
  },
  queue: {
    ask: z.object({ limit: z.number().int().min(1).max(500) }),
    answer: z.object({
      items: z.array(queueItem),
      callable: z.number().int(),
      known: z.number().int(),
      /** Of so many leads is shown what was true before something changed. */
      behind: z.number().int(),
    }),
  },
  /** Whom the queue takes from, for each connected org. */
  queueSources: { ask: z.object({}), answer: z.array(queueSource) },
  /** The lists of leads an org keeps, asked of it. */
  leadLists: {
    ask: z.object({ org: orgKey }),
    answer: z.object({ lists: z.array(leadList), problem: crmProblem.nullable() }),
    waits: 'crm',
  },
  /** Lets the queue take from a list or from one's own leads (null), read now. Saying the same again reads it again. */
  chooseLeadList: { ask: z.object({ org: orgKey, list: leadList.nullable() }), answer: queueSource, waits: 'crm' },
  plays: { ask: z.object({}), answer: playsView },
  /** Keeps the team's plays in their order, or goes back to the ready-made ones (null). */
  savePlays: { ask: z.object({ commandId: id, plays: z.array(play).max(50).nullable() }), answer: z.null() },
  /** A look at one's own conversation; the same call again replaces it. */
  reviewCall: {
    ask: z.object({ commandId: id, callId: id, met: z.array(reviewPoint).max(6), at: epochMs }),
    answer: z.null(),
  },
  reviews: {
    ask: z.object({}),
    answer: z.array(z.object({ callId: id, day: localDay, met: z.array(reviewPoint) })),
  },
  /** The calling rules in force, and the public holidays of these countries. */
  callingRules: { ask: z.object({ countries: z.array(z.string().length(2)).max(20) }), answer: callingView },
  /** Takes over a file of calling rules, or goes back to the shipped ones (null). */
  importCallingRules: { ask: z.object({ commandId: id, file: ruleFile.nullable() }), answer: z.null() },

  giveAnswer: {
    ask: z.object({
      commandId: id,
      recordKey,
      criterionId: z.string(),
      value: answerValue,
      note: z.string().max(4000),
      evidence: z.string().max(2000).optional(),
      at: epochMs,
    }),
    answer: z.null(),
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
  /** A number found wrong is right after all: it may be dialled again. */
  restoreNumber: {
    ask: z.object({ commandId: id, recordKey, number: z.string().max(200), at: epochMs }),
    answer: z.null(),
  },
  completeFollowUp: { ask: z.object({ commandId: id, followUpId: id, at: epochMs }), answer: z.null() },
  /** What was typed since this surface last saved or read the draft: the parts it changed, as they were and as they are. */
  saveDraft: {
    ask: z.object({ recordKey, from: draftParts, to: draftParts, updatedAt: epochMs }),
    answer: z.null(),
  },
  handOver: {
    ask: z.object({
      commandId: id,
      recordKey,
      aeId: z.string(),
      brief: z.array(briefSection).min(1),
      taskSubject: z.string().max(255),
      statusValue: z.string().nullable(),
      at: epochMs,
    }),
    answer: handoff,
  },
  /** Says what became of a handoff: by the SDR who heard it, or by the AE it was given to. Saying it again changes nothing. */
  answerHandoff: {
    ask: z.object({
      commandId: id,
      recordKey,
      handoffId: id,
      answer: z.enum(['accepted', 'returned']),
      /** Why it was returned. */
      reasonId: returnReason.nullable(),
      note: z.string().max(4000),
      at: epochMs,
    }),
    answer: z.null(),
  },
  /** Takes back the answer that stands, whoever gave it: the handoff is open again. */
  takeAnswerBack: { ask: z.object({ commandId: id, recordKey, handoffId: id, at: epochMs }), answer: z.null() },
  /** Handoffs, the latest first, and the figures of the last 90 days. */
  handoffs: {
    ask: z.object({ show: z.enum(handoffFilters), limit: z.number().int().min(1).max(100_000) }),
    answer: handoffsView,
  },
  /** Looks in the CRMs what became of open handoffs, where that was not done lately; `soon`: somebody opened a page to see. */
  refreshHandoffs: { ask: z.object({ soon: z.boolean() }), answer: z.null(), waits: 'crm' },
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
  saveTargets: { ask: z.object({ commandId: id, targets }), answer: progressSnapshot },
  /** Changes these settings and no others; of who may receive leads, these orgs and no others. */
  saveSettings: { ask: z.object({ commandId: id, change: settings.partial() }), answer: settings },

  /** Every handoff with what was known of its lead, for learning from what came of it. */
  pastHandoffs: { ask: z.object({}), answer: z.array(pastHandoff) },

  /** What became of leads in their CRMs; of orgs that cannot be asked now, what they told last. */
  leadFates: {
    ask: z.object({ keys: z.array(recordKey).max(20_000) }),
    answer: z.object({
      fates: z.record(z.string(), leadFate),
      /** Orgs that were not asked now; `problem` is null where none is connected. */
      unread: z.array(z.object({ org: orgKey, problem: crmProblem.nullable() })),
    }),
    waits: 'crm',
  },

  scorecards: { ask: z.object({}), answer: scorecardsView },
  /** What leads usually answer to the card in use, learnt from past answers; null while there are none. */
  answerModel: { ask: z.object({ card: scorecardRef }), answer: answerModel.nullable() },
  /** What a card would have said of the leads worked so far. */
  tryScorecard: { ask: z.object({ card: scorecard }), answer: scorecardTrial },
  /** Keeps a card being written; the last one saved under its id holds. */
  saveScorecardDraft: { ask: z.object({ commandId: id, card: draftShape, origin: ownOrigin }), answer: z.null() },
  discardScorecardDraft: { ask: z.object({ commandId: id, scorecardId: z.string() }), answer: z.null() },
  /** Makes a new version that never changes again; with `use`, leads are scored by it from now on. */
  publishScorecard: {
    ask: z.object({ commandId: id, card: scorecard, origin: ownOrigin, use: z.boolean() }),
    answer: scorecardRef,
  },
  useScorecard: {
    ask: z.object({ commandId: id, scorecardId: z.string(), version: z.number().int() }),
    answer: z.null(),
  },

  /** Uses the session of the Salesforce page the SDR is signed in to (needs the optional `cookies` permission, asked for by the caller). */
  connectSalesforce: { ask: z.object({ org: orgKey }), answer: connectionView, waits: 'crm' },
  /** Signs in to an org by its External Client App (a window of the org opens). Needs the `identity` permission. */
  signInSalesforce: {
    ask: z.object({ org: orgKey, clientId: z.string().min(1).max(400) }),
    answer: connectionView,
    waits: 'person',
  },
  /** How this org may be connected; without one, a HubSpot portal that is not known yet. */
  connectWays: { ask: z.object({ org: orgKey.nullable() }), answer: connectWays },
  /** Asks an org again whether it serves the connection, and what that may do: a right may have been granted there meanwhile. */
  checkConnection: { ask: z.object({ org: orgKey }), answer: connectionView, waits: 'crm' },
  /** Verifies a HubSpot key and keeps it in trusted storage; `ownerEmail` names the rep the key acts for. */
  connectHubspot: {
    ask: z.object({ key: z.string().min(1).max(400), ownerEmail: z.email(), expectPortal: z.string().nullable() }),
    answer: connectionView,
    waits: 'crm',
  },
  disconnect: { ask: z.object({ org: orgKey }), answer: z.null() },
  /** The org's own fields with what they mean to Baton: as kept (null where none are), asked for where none are, or asked for anew. */
  orgFields: {
    ask: z.object({ org: orgKey, from: z.enum(['kept', 'either', 'crm']) }),
    answer: orgFieldsView.nullable(),
    waits: 'crm',
  },
  /** How many requests an org's API was asked: today, in seven days, in thirty. */
  requestCounts: { ask: z.object({ org: orgKey }), answer: requestCountsView },
  /** Says what the fields of an org mean; saying the same again changes nothing. */
  saveFieldMap: { ask: z.object({ org: orgKey, map: fieldMap }), answer: z.null() },
  /** Orgs whose pages were seen in open tabs, so that connecting needs no typing. */
  seenOrgs: { ask: z.object({}), answer: z.array(orgKey) },
  syncNow: { ask: z.object({}), answer: z.null() },
  retryEntry: { ask: z.object({ commandId: id, entryId: id }), answer: z.null() },
  /** Sends everything once more that a CRM refused. */
  retryFailed: { ask: z.object({ commandId: id }), answer: z.null() },
  /** Changes what the CRM refused, and sends it once more. Only a failed entry can be changed. */
  editEntry: { ask: z.object({ commandId: id, entryId: id, change: writeEdit }), answer: z.null() },
  discardEntry: { ask: z.object({ commandId: id, entryId: id }), answer: z.null() },
} as const satisfies Record<string, MessageForm>;

export type Protocol = typeof protocol;
export type MessageName = keyof Protocol;
export type Ask<N extends MessageName> = z.infer<Protocol[N]['ask']>;
export type Answer<N extends MessageName> = z.infer<Protocol[N]['answer']>;

/**
 * What changed, so that open surfaces ask again: a live value under `pulse`.
 * Topics: `lead:<recordKey>`, `calls`, `callingRules`, `queue`, `plays`, `reviews`, `sync`, `connections`, `followUps`, `handoffs`,
 * `settings`, `scorecards`, `scorecardDrafts`.
 */
export const pulse = z.object({ n: z.number().int(), topics: z.array(z.string()) });
export type Pulse = z.infer<typeof pulse>;
