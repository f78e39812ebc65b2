import { z } from 'zod';
import { ruleFile } from '../calling/rule';
import { call, followUp, runningCall } from '../calls/call';
import { reviewPoint } from '../calls/review';
import { leadList } from '../crm/lead-list';
import { leadRecord } from '../crm/lead-record';
import { crmProblem } from '../crm/result';
import { candidate } from '../handoff/candidates';
import { handoff, returnReason } from '../handoff/handoff';
import { draft } from '../messaging/views';
import { epochMs, id, localDay, orgKey, recordKey } from '../model/schemas';
import { play } from '../plays/play';
import { touch } from '../plays/progress';
import { counts } from '../progress/progress';
import { answer } from '../qualification/answer';
import { hourCounts } from '../queue/hours';
import { outboxEntry } from '../sync/outbox-entry';

/** The last known copy of a CRM record, and what stood in the way when it was last asked for. */
export const recordRow = z.object({ recordKey, record: leadRecord.nullable(), problem: crmProblem.nullable() });
export type RecordRow = z.infer<typeof recordRow>;

/** A follow-up as a call promised it. `writeId` names the CRM write that made its task. */
const promised = z.object({ dueAt: epochMs, timeZone: z.string(), writeId: id });

/** A call with what undoing and recounting need. */
export const callRow = call.extend({
  /** The setting in force when it was logged, so that a later change rewrites no history. */
  conversationSeconds: z.number().int(),
  promised: promised.nullable(),
  /** The CRM write that completed an earlier follow-up's task because of this call. */
  closedByWriteId: id.nullable(),
  /** The CRM write of the latest change, so that one still waiting is replaced. */
  editWriteId: id.optional(),
});
export type CallRow = z.infer<typeof callRow>;

/** What counting needs of a call, kept small. */
const countedCallRow = callRow.pick({
  id: true,
  recordKey: true,
  outcomeId: true,
  startedAt: true,
  durationMs: true,
  number: true,
  day: true,
  undoneAt: true,
  conversationSeconds: true,
});

export type CountedCallRow = z.infer<typeof countedCallRow>;

/** Where working a lead stands. All of it can be replayed from the lead's calls and `followUpsDone`. */
export const pursuitRow = z.object({
  recordKey,
  org: orgKey,
  leadName: z.string(),
  attempts: z.number().int().nonnegative(),
  lastOutcomeId: z.string().nullable(),
  lastCallAt: epochMs.nullable(),
  ended: z.enum(['nothing', 'contact', 'lead', 'person']),
  doNotCall: z.boolean(),
  removedNumbers: z.array(z.string()),
  /** Numbers the SDR said are right after all, and when: calls before that do not remove them again. */
  restoredNumbers: z.array(z.object({ number: z.string(), at: epochMs })).optional(),
  followUp: followUp.extend({ writeId: id }).nullable(),
  /** Follow-ups the SDR ticked off themselves. */
  followUpsDone: z.array(id),
  /** `dueAt` of an open follow-up; absent where none is open, so that the index holds only open ones. */
  openDueAt: epochMs.optional(),
  /** A follow-up set without a call, and when: calls logged after it may take its place. */
  planned: z.object({ followUp: followUp.extend({ writeId: id }), at: epochMs }).optional(),
  /** The follow-up the SDR was reminded of: none is reminded of twice. */
  remindedOf: id.optional(),
  /** What the SDR wants to have in mind about the person before each call. Kept here, never written to a CRM. */
  personNote: z.string().max(500).optional(),
  /** Steps of a play ticked off by hand: what no CRM tells of. */
  ticked: z.array(touch).optional(),
  /** This lead's calls on the last day it was called, so that counting a redial needs no search. */
  lastDay: z.object({ day: localDay, calls: z.array(countedCallRow) }).nullable(),
  /** Drafts typed before this instant went into a logged call. */
  draftUsedAt: epochMs,
});
export type PursuitRow = z.infer<typeof pursuitRow>;
export type PursuitFollowUp = NonNullable<PursuitRow['followUp']>;

const draftOfOneAnswer = z.looseObject({
  answerCriterionId: z.string(),
  answerNote: z.string(),
  answerEvidence: z.string().default(''),
});

/** A draft as it may be kept: earlier ones held the words of one answer only. */
export const draftRow = z.preprocess((row) => {
  const { data } = draftOfOneAnswer.safeParse(row);
  if (data === undefined) return row;
  return {
    ...data,
    answerWords: { [data.answerCriterionId]: { note: data.answerNote, evidence: data.answerEvidence } },
  };
}, draft);

export const dayRow = z.object({ day: localDay, counts });
export const answerRow = answer;
export const handoffRow = handoff;
export const outboxRow = outboxEntry;
export const deliveredRow = z.object({ id, org: orgKey, recordKey, crmId: z.string().nullable(), at: epochMs });
export type DeliveredRow = z.infer<typeof deliveredRow>;

/** The imported file of calling rules. */
export const callingRulesRow = z.object({ key: z.literal('callingRules'), at: epochMs, file: ruleFile });

/** The team's plays, where they differ from the ready-made ones. */
export const playsRow = z.object({ key: z.literal('plays'), plays: z.array(play) });
/** At which hours leads of each kind were reached, counted up to the call `cursor`. */
export const hoursRow = z.object({ key: z.literal('queueHours'), cursor: z.string(), counts: hourCounts });

/** Rows of the queue that were still to be put right when the worker might be stopped: these, those in these blocks, or every one. */
export const queueStaleRow = z.object({
  key: z.literal('queueStale'),
  isAll: z.boolean(),
  blocks: z.array(z.string()).default([]),
  keys: z.array(recordKey),
});

/** The list an org's queue takes from (`queueList:<org>`), and whom it held when it was last read or tried. */
export const queueListRow = z.object({
  key: z.string(),
  org: orgKey,
  list: leadList,
  members: z.array(recordKey),
  isWhole: z.boolean(),
  readAt: epochMs.nullable(),
  triedAt: epochMs,
  problem: crmProblem.nullable(),
});
export type QueueListRow = z.infer<typeof queueListRow>;

/** When the SDR's own leads in an org (`queueOwned:<org>`) were last read or tried, and how many they were. */
export const queueOwnedRow = queueListRow.omit({ list: true, members: true }).extend({ count: z.number().int() });
export type QueueOwnedRow = z.infer<typeof queueOwnedRow>;

/** What the SDR thought of a conversation they had. */
export const reviewRow = z.object({ id, callId: id, recordKey, at: epochMs, day: localDay, met: z.array(reviewPoint) });
export type ReviewRow = z.infer<typeof reviewRow>;

/** The call on the line, and which calls the last few became, so that a double click finds its call again. */
export const runningRow = z.object({
  key: z.literal('running'),
  running: runningCall.nullable(),
  logged: z.array(z.object({ runningId: id, callId: id })),
});
export type RunningRow = z.infer<typeof runningRow>;

export const aesRow = z.object({
  key: z.string(),
  aes: z.array(candidate),
  /** False where the org has more than could be read. */
  complete: z.boolean().default(true),
  fetchedAt: epochMs,
});
export const lastSyncedRow = z.object({ key: z.literal('lastSyncedAt'), at: epochMs });

/** What this user said as the AE of a handoff that another Baton made, until the CRM tells it itself. */
export const saidRow = z.object({
  key: z.string(),
  answer: z.enum(['accepted', 'returned', 'takenBack']),
  reasonId: returnReason.nullable(),
  note: z.string(),
  at: epochMs,
  writeId: id,
});
export type SaidRow = z.infer<typeof saidRow>;
/** When open handoffs of an org were looked at last. */
export const handoffsReadRow = z.object({ key: z.string(), at: epochMs });

/** A command already carried out and what it answered: the same id again gets the same answer and has no effect. */
export const commandRow = z.object({ id, at: epochMs, answer: z.unknown() });
export type CommandRow = z.infer<typeof commandRow>;

/** A change of configuration: who changed what is not asked, what and when is kept. */
const auditRow = z.object({
  id,
  at: epochMs,
  what: z.enum(['settings', 'targets', 'scorecards', 'callingRules', 'plays']),
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditRow = z.infer<typeof auditRow>;

/** A row that did not parse, kept as it was found. */
export interface QuarantineRow {
  readonly id: string;
  readonly table: string;
  readonly key: string;
  readonly raw: unknown;
  readonly why: string;
  readonly at: number;
}
