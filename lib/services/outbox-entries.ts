import { referralText } from '../calls/referral';
import { cut } from '../crm/cut';
import type { CrmWrite, HandoffAnswerWrite, HandoffWrite } from '../crm/write';
import type { Handoff, ReturnReason } from '../handoff/handoff';
import { orgKey, type RecordRef, recordKey, refOfKey } from '../model/record';
import { idAfter } from '../store/ids';
import { type CallRow, outboxRow, type PursuitFollowUp } from '../store/rows';
import type { OutboxEntry } from '../sync/outbox-entry';
import { nameIn, type Say } from './texts';
import { isUnsent } from './unsent-changes';

interface EntryFacts {
  readonly leadName: string;
  readonly now: number;
}

/** The CRM refuses no longer notes than this for tasks. Source: facts of both CRMs (32,000 and 65,536 characters). */
const longestBody = 32_000;

function waiting(write: CrmWrite, { leadName, now }: EntryFacts): OutboxEntry {
  return {
    id: write.id,
    org: orgKey(write.ref),
    recordKey: recordKey(write.ref),
    leadName,
    write,
    state: 'waiting',
    attempts: 0,
    nextAttemptAt: now,
    problem: null,
    createdAt: now,
  };
}

/** Tells the CRM of a call. Its id is the call's, which is how the call's list entry knows where its copy stands. */
export function logCallEntry(
  row: CallRow,
  facts: {
    readonly ref: RecordRef;
    readonly outcomeLabel: string;
    readonly remark: string | null;
    readonly now: number;
  },
): OutboxEntry {
  const { leadName } = row;
  return waiting({ ...wordsOfCall(row, facts), id: row.id, kind: 'logCall' }, { leadName, now: facts.now });
}

type CallFacts = Parameters<typeof logCallEntry>[1];

/** Puts the CRM's copy of a call right. */
export function editCallEntry(id: string, row: CallRow, facts: CallFacts): OutboxEntry {
  const write = { ...wordsOfCall(row, facts), id, kind: 'editCall' as const, callWriteId: row.id };
  return waiting(write, { leadName: row.leadName, now: facts.now });
}

function wordsOfCall(row: CallRow, { ref, outcomeLabel, remark }: CallFacts) {
  const { outcomeId, startedAt, durationMs, number, direction } = row;
  const note = [row.note, remark].filter(Boolean).join('\n');
  const way = direction === undefined ? {} : { direction };
  return { ref, outcomeId, outcomeLabel, startedAt, durationMs, number, note, ...way };
}

/** Takes a call back that the CRM has, or may have. */
export function undoCallEntry(
  id: string,
  row: CallRow,
  facts: { readonly subject: string; readonly now: number },
): OutboxEntry {
  const { subject, now } = facts;
  const ref = refOfKey(row.recordKey);
  return waiting({ id, ref, kind: 'undoCall', callWriteId: row.id, subject }, { leadName: row.leadName, now });
}

/** What a follow-up's task is called: whom to call. */
export function followUpSubject(say: Say, { person }: Pick<PursuitFollowUp, 'person'>, leadName: string): string {
  const lead = nameIn(say, leadName);
  if (person === undefined) return say('background:task.followUp', { leadName: lead });
  return say('background:task.referral', { name: person.name, leadName: lead });
}

/** Makes a follow-up's task in the CRM. */
export function followUpEntry(
  followUp: PursuitFollowUp,
  facts: EntryFacts & { readonly subject: string },
): OutboxEntry {
  const ref = refOfKey(followUp.recordKey);
  const { writeId: id, dueAt } = followUp;
  const words = { subject: facts.subject, body: bodyOfFollowUp(followUp) };
  return waiting({ id, ref, kind: 'followUp', ...words, dueAt }, facts);
}

/** Gives the task of a follow-up in the CRM other words. */
export function editFollowUpEntry(
  id: string,
  followUp: PursuitFollowUp,
  facts: EntryFacts & { readonly subject: string },
): OutboxEntry {
  const ref = refOfKey(followUp.recordKey);
  const words = { subject: facts.subject, body: bodyOfFollowUp(followUp) };
  return waiting({ id, ref, kind: 'editFollowUp', followUpWriteId: followUp.writeId, ...words }, facts);
}

function bodyOfFollowUp({ note, person, reach }: PursuitFollowUp): string {
  const whom = person === undefined ? reach : referralText(person);
  return [whom, note].filter(Boolean).join('\n');
}

/** How the CRM learns that a follow-up is over: its task is not sent after all, or completed, or was never there. */
export type Closing =
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'send'; readonly entry: OutboxEntry }
  | { readonly kind: 'nothing' };

/** Decides {@link Closing} by where the follow-up's own write stands: `entry` is its raw outbox row, if it has one. */
export function closingOf(
  followUp: PursuitFollowUp,
  facts: EntryFacts & { readonly entry: unknown; readonly isDelivered: boolean; readonly after: string },
): Closing {
  const entry = outboxRow.safeParse(facts.entry).data;
  if (isUnsent(entry)) return { kind: 'withdraw' };
  if (entry === undefined && !facts.isDelivered) return { kind: 'nothing' };
  const id = idAfter(facts.after, facts.now);
  const ref = refOfKey(followUp.recordKey);
  return { kind: 'send', entry: waiting({ id, ref, kind: 'undoFollowUp', followUpWriteId: followUp.writeId }, facts) };
}

/** Hands a lead over in the CRM. Its id is the handoff's. */
export function handoffEntry(
  handoff: Handoff,
  facts: Pick<HandoffWrite, 'taskSubject' | 'status' | 'brief' | 'answers'> & { readonly now: number },
): OutboxEntry {
  const { id, leadName, ae, dueAt } = handoff;
  const { taskSubject, status, answers, now } = facts;
  return waiting(
    {
      id,
      ref: refOfKey(handoff.recordKey),
      kind: 'handoff',
      ae: { id: ae.id, name: ae.name },
      status,
      score: handoff.score.estimate,
      answers,
      taskSubject,
      brief: cut(facts.brief, longestBody),
      dueAt,
    },
    { leadName, now },
  );
}

/** What an answer's task in the CRM is called: what was said, and why. */
export function answerSubject(
  say: Say,
  answer: HandoffAnswerWrite['answer'],
  facts: { readonly leadName: string; readonly reasonId: ReturnReason | null },
): string {
  const leadName = nameIn(say, facts.leadName);
  if (answer !== 'returned') return say(`background:answer.${answer}`, { leadName });
  if (facts.reasonId === null) return say('background:answer.returnedPlain', { leadName });
  return say('background:answer.returned', { leadName, reason: say(`handoff:reason.${facts.reasonId}`) });
}

/** Tells the CRM what was said of a handoff. */
export function handoffAnswerEntry(
  write: Omit<HandoffAnswerWrite, 'kind' | 'ref'> & Pick<Handoff, 'recordKey'>,
  facts: EntryFacts,
): OutboxEntry {
  const { recordKey: key, ...rest } = write;
  const body = cut(rest.body, longestBody);
  return waiting({ ...rest, body, ref: refOfKey(key), kind: 'handoffAnswer' }, facts);
}
