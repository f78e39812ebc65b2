import { z } from 'zod';
import { holidayCalendar } from '../calling/holidays';
import { callingRule } from '../calling/rule';
import { call, callReferral, followUp, runningCall } from '../calls/call';
import { leadList, listPage } from '../crm/lead-list';
import { leadRecord } from '../crm/lead-record';
import { fieldMap, orgFields } from '../crm/org-fields';
import { crmProblem, isKnownBar } from '../crm/result';
import { crmWrite } from '../crm/write';
import { answerFigures } from '../handoff/answer-figures';
import { listedCandidate, receivers } from '../handoff/candidates';
import { briefSection, handoff, readiness, returnReason } from '../handoff/handoff';
import { epochMs, id, localText, orgKey, recordKey, recordRef } from '../model/schemas';
import { play } from '../plays/play';
import { touch } from '../plays/progress';
import { answer, answerValue } from '../qualification/answer';
import { score } from '../qualification/score';
import { scorecard } from '../qualification/scorecard';
import { queueBand } from '../queue/queue-lead';

/** How the connection to an org stands. */
export const connectionView = z.object({
  org: orgKey,
  label: z.string(),
  auth: z.enum(['salesforceSession', 'salesforceOauth', 'hubspotKey']),
  user: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }),
  connectedAt: epochMs,
  state: z.enum(['ok', 'signInNeeded', 'failing']),
  problem: crmProblem.nullable(),
  /** Of a HubSpot key: scopes it lacks without which a part is left out. */
  lacks: z.array(z.string()).optional(),
});
export type ConnectionView = z.infer<typeof connectionView>;

/** Nothing goes on in this org before somebody there, or an administrator, changes what they allow. */
export function isBlocked({ state, problem }: Pick<ConnectionView, 'state' | 'problem'>): boolean {
  return state === 'failing' && isKnownBar(problem);
}

/** The fields of an org, what they mean to Baton, and when the org was asked for them. */
export const orgFieldsView = z.object({ fields: orgFields, map: fieldMap, readAt: epochMs });
export type OrgFieldsView = z.infer<typeof orgFieldsView>;

/** That a stored connection could not be read and was set aside, and when. In `storage.local` under `connectionsSetAside`. */
export const connectionsSetAside = z.object({ at: epochMs });

/** Which ways of connecting the administrator allows, and what is known beforehand. */
export const connectWays = z.object({
  salesforceSession: z.boolean(),
  hubspotKey: z.boolean(),
  /** The External Client App to sign in by: prescribed, or used here before; null where none is known. */
  clientId: z.string().nullable(),
  /** True where it is prescribed and cannot be another. */
  isPrescribed: z.boolean(),
  /** What an administrator enters as the app's callback URL; null where this browser cannot sign in that way. */
  callbackUrl: z.string().nullable(),
  /** True where Baton may look whose session the page of Salesforce has, and compares it with the connection's user. */
  comparesPageUser: z.boolean(),
});
export type ConnectWays = z.infer<typeof connectWays>;

/** A call as lists show it: with where its copy in the CRM stands. */
export const callView = call.extend({ sync: z.enum(['local', 'waiting', 'synced', 'failed']) });
export type CallView = z.infer<typeof callView>;

/** A handoff that another Baton gave to this very user, as the CRM's task tells it. */
export const handoffToMe = z.object({
  handoffId: id,
  /** The task's id in the CRM. */
  taskId: z.string(),
  subject: z.string(),
  brief: z.string(),
  givenAt: epochMs,
  isTaskDone: z.boolean(),
  /** What was said of it last; null where nothing stands. */
  answer: z
    .object({
      answer: z.enum(['accepted', 'returned']),
      reasonId: returnReason.nullable(),
      note: z.string(),
      at: epochMs,
    })
    .nullable(),
});
export type HandoffToMe = z.infer<typeof handoffToMe>;

/** A handoff as lists show it. */
export const listedHandoff = handoff
  .pick({
    id: true,
    recordKey: true,
    leadName: true,
    ae: true,
    state: true,
    history: true,
    submittedAt: true,
    dueAt: true,
  })
  .extend({ company: z.string().nullable() });
export type ListedHandoff = z.infer<typeof listedHandoff>;

/** Which handoffs a list shows. */
export const handoffFilters = ['all', 'open', 'overdue', 'accepted', 'returned', 'withdrawn'] as const;
export type HandoffFilter = (typeof handoffFilters)[number];

export const handoffsView = z.object({
  handoffs: z.array(listedHandoff),
  /** How many there are of those asked for; the list may hold fewer. */
  total: z.number().int(),
  figures: answerFigures,
});
export type HandoffsView = z.infer<typeof handoffsView>;

/** Everything the sidebar shows of one lead. */
export const leadView = z.object({
  key: recordKey,
  /** Last known record; null until anything at all is known. */
  record: leadRecord.nullable(),
  /** Why the record could not be refreshed just now; the copy shown may be old. */
  recordProblem: crmProblem.nullable(),
  /** Null where this org is not connected. */
  connection: connectionView.nullable(),
  scorecard,
  answers: z.record(z.string(), answer),
  /** Answers that fields of the CRM give, by criterion id; they wait to be confirmed. */
  crmKnown: z.record(z.string(), z.object({ value: answerValue, field: z.string(), at: epochMs })),
  /** Where answers were given under another version of the card: which, how many still count, and the names of those that do not. */
  carried: z.object({ from: z.number().int(), kept: z.number().int(), lost: z.array(localText) }).nullable(),
  /** The play that names the card, where it is not the one in use. */
  playOfCard: localText.nullish(),
  /** While nothing is answered on this card: on which other one, how much. It is kept there. */
  elsewhere: z.object({ card: localText, count: z.number().int() }).nullish(),
  score,
  /** The criterion worth asking now, or null where enough is known. */
  nextCriterionId: z.string().nullable(),
  calls: z.array(callView),
  /** Ids in the CRM of what Baton itself wrote there for this lead: its activities that are no news. */
  ownActivityIds: z.array(z.string()),
  attempts: z.number().int(),
  doNotCall: z.boolean(),
  removedNumbers: z.array(z.string()),
  nextFollowUp: followUp.nullable(),
  /** What the SDR wants to have in mind about the person. */
  personNote: z.string().optional(),
  /** Steps of its play that the SDR ticked off. */
  ticked: z.array(touch).optional(),
  handoff: handoff.nullable(),
  handoffToMe: handoffToMe.optional(),
  readiness,
  /** Labels of the fields that the org asks for with every call and that nothing fills: what is logged would be refused. */
  callNeeds: z.array(z.string()).optional(),
  /** Ids of the outcomes that the org has no value for: such calls say it in their subject only. */
  outcomesWithout: z.array(z.string()).optional(),
  /** The same of the list of the org's own that outcomes are written into as well, by its label. */
  ownOutcomes: z.object({ field: z.string(), without: z.array(z.string()) }).nullish(),
});
export type LeadView = z.infer<typeof leadView>;

/** What the SDR reads before handing over. */
export const handoffPreview = z.object({
  brief: z.array(briefSection),
  taskSubject: z.string(),
  plan: z
    .object({
      status: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
      owner: z.object({ from: z.string().nullable(), to: z.string() }),
      statusValue: z.string().nullable(),
    })
    .nullable(),
  /** Null where the plan was read from the CRM; otherwise why it was not (what will be written is then decided when it is sent). */
  planProblem: crmProblem.nullable(),
  dueAt: epochMs,
});
export type HandoffPreview = z.infer<typeof handoffPreview>;

/** The calling rules in force, where they come from, and the holidays they speak of. */
export const callingView = z.object({
  rules: z.array(callingRule),
  holidays: holidayCalendar,
  /** When a file was imported (epoch ms), and whether an administrator prescribes rules. */
  importedAt: epochMs.nullable(),
  prescribed: z.number().int(),
});
export type CallingView = z.infer<typeof callingView>;

/** Promised calls that are due and may be made now, the one due first in front. Live, under `reminders`. */
export const remindersView = z.object({
  due: z.array(
    followUp.pick({ id: true, recordKey: true, dueAt: true, timeZone: true, person: true }).extend({
      leadName: z.string(),
      company: z.string().nullable(),
      /** Until when the call may be made (epoch ms). */
      until: epochMs,
    }),
  ),
  /** Handoffs whose answer is overdue, the one due first in front. */
  overdue: z
    .array(handoff.pick({ id: true, recordKey: true, leadName: true, dueAt: true }).extend({ aeName: z.string() }))
    .optional(),
});
export type Reminder = z.infer<typeof remindersView>['due'][number];
export type OverdueAnswer = NonNullable<z.infer<typeof remindersView>['overdue']>[number];

/** Somebody else of the lead's company whom Baton knows, and what was said to them last. */
export const colleagueView = z.object({
  recordKey,
  name: z.string(),
  doNotCall: z.boolean(),
  /** The last call logged here that was not taken back. */
  last: callView.pick({ startedAt: true, outcomeId: true, note: true }).nullable(),
  /** When a team-mate called them last, as far as the CRM knows. */
  othersCallAt: epochMs.nullable(),
});
export type ColleagueView = z.infer<typeof colleagueView>;

/** A lead of the queue, and why it stands where it does. `hour` is how much better than usual this hour is, 1 if flat. */
export const queueItem = z.object({
  recordKey,
  name: z.string(),
  company: z.string().nullable(),
  band: queueBand,
  /** Who is to be called, where the lead named somebody and was promised that; null where it is the lead. */
  person: z.string().nullable(),
  /** Somebody of the same company who was called today, and when (epoch ms). */
  colleague: z.object({ name: z.string(), at: epochMs }).nullable(),
  /** Chance chose it, so that learning stays honest. */
  random: z.boolean(),
  hour: z.number(),
  attempts: z.number().int(),
  dueAt: epochMs.nullable(),
  freshAt: epochMs.nullable(),
  fit: z.number().nullable(),
});
export type QueueItem = z.infer<typeof queueItem>;

const queueRead = z.object({
  /** When it was last read (epoch ms), and how many it held; null where it was not read yet. */
  readAt: epochMs.nullable(),
  count: z.number().int(),
  /** False where it holds more than Baton reads. */
  isWhole: z.boolean(),
  /** Why it could not be read just now. */
  problem: crmProblem.nullable(),
});
export type QueueRead = z.infer<typeof queueRead>;

/** Whom the queue takes from in one org. */
export const queueSource = z.object({
  org: orgKey,
  /** The list chosen; null for the leads Baton knows of the SDR's own. */
  chosen: queueRead.extend({ list: leadList }).nullable(),
  /** The SDR's own leads as they were read; null where that never happened. */
  own: queueRead.nullable(),
  /** The list the page at hand shows or showed last; `list` null where no API tells of it. */
  here: listPage.pick({ list: true }).nullable(),
});
export type QueueSource = z.infer<typeof queueSource>;

/** How leads were worked by a play: how many, how many by every test, and what came of it. */
export const playStats = z.object({
  playId: z.string(),
  leads: z.number().int(),
  judged: z.number().int(),
  adherent: z.number().int(),
  attempts: z.number().int(),
  connects: z.number().int(),
  qualified: z.number().int(),
});
export type PlayStats = z.infer<typeof playStats>;

export const playsView = z.object({
  plays: z.array(play),
  edited: z.boolean(),
  stats: z.array(playStats),
  /** Of plays that leads were worked by and that are in use no more; `name` null where nothing tells it any more. */
  gone: z.array(playStats.extend({ name: localText.nullable() })),
});

export const aesView = z.object({
  aes: z.array(listedCandidate),
  /** Who may receive leads, where that is agreed; an administrator's word cannot be changed here. */
  receivers: receivers
    .extend({
      isPrescribed: z.boolean(),
      /** Addresses the administrator names whom nobody of the org has. */
      missing: z.array(z.string()).optional(),
    })
    .optional(),
  /** False where the org has more people than the list: the others are found by `findAes`. */
  complete: z.boolean(),
  fetchedAt: epochMs,
});

/** One thing the CRM has yet to be told, as the sync page lists it. */
export const outboxView = z.object({
  id,
  org: orgKey,
  recordKey,
  leadName: z.string(),
  write: crmWrite,
  state: z.enum(['waiting', 'sending', 'unsure', 'failed']),
  attempts: z.number().int(),
  nextAttemptAt: epochMs.nullable(),
  problem: crmProblem.nullable(),
  createdAt: epochMs,
});
export type OutboxView = z.infer<typeof outboxView>;

export const syncView = z.object({
  entries: z.array(outboxView),
  total: z.number().int(),
  /** So many of them wait for the SDR's decision; they come first. */
  failed: z.number().int(),
  lastSyncedAt: epochMs.nullable(),
});
export type SyncView = z.infer<typeof syncView>;

/** Why so many things of an org wait or failed: what its CRM said of them last. */
export const syncReason = outboxView
  .pick({ org: true, problem: true })
  .extend({ state: z.enum(['waiting', 'failed']), count: z.number().int() });
export type SyncReason = z.infer<typeof syncReason>;

export const callPage = z.object({
  calls: z.array(callView.extend({ company: z.string().nullable() })),
  nextCursor: z.string().nullable(),
});
export type CallPage = z.infer<typeof callPage>;

/** Which record a tab shows, as its content script reported and the background checked it. A live value under `tab:<id>`. */
export const tabState = z.object({
  tabId: z.number().int(),
  ref: recordRef.nullable(),
  /** Empty while the page has not named this record yet. */
  title: z.string(),
  /** There while the page still has the title of the record before: single-page apps go on first and name it later. */
  oldTitle: z.string().optional(),
  /** The list of leads it shows, or showed before this record. */
  list: listPage.optional(),
  at: epochMs,
});
export type TabState = z.infer<typeof tabState>;

/** Unfinished typing of one lead: nothing typed is ever lost. */
export const draft = z.object({
  recordKey,
  note: z.string().max(32000),
  outcomeId: z.string().nullable(),
  followUpAt: epochMs.nullable(),
  /** Whom they named, as far as it is typed. */
  referral: callReferral.extend({ name: z.string().max(200) }).optional(),
  /** What is written beside answers to come, by criterion. */
  answerWords: z
    .record(z.string(), z.object({ note: z.string().max(4000), evidence: z.string().max(2000) }))
    .optional(),
  /** The SDR's own words per section of the brief, and for whom they are. */
  brief: z.record(z.string(), z.string().max(4000)).optional(),
  aeId: z.string().optional(),
  updatedAt: epochMs,
});
export type Draft = z.infer<typeof draft>;

/** What a keyboard command of the browser wants of the sidebar beside a tab; a live value under `wanted`. */
export const wantedView = z.object({ tabId: z.number().int(), panel: z.literal('outcome'), at: epochMs });

/** A call on the line, with what time it is and who it belongs to; a live value under `runningCall`. */
export const runningCallView = runningCall.nullable();

/**
 * How the store itself stands; in `storage.local` under `storeState`. Absent until something was wrong for the first time.
 * `setAside`: databases that could not be opened, kept as they are; `quarantined`: rows that could not be read, likewise.
 */
export const storeState = z.object({
  name: z.string(),
  setAside: z.array(z.object({ name: z.string(), at: epochMs, why: z.string() })),
  quarantined: z.number().int().nonnegative(),
});
export type StoreState = z.infer<typeof storeState>;

const requestCount = z.object({ reads: z.number().int(), writes: z.number().int() });
/** Requests to one org's API. */
export const requestCountsView = z.object({ today: requestCount, week: requestCount, month: requestCount });
