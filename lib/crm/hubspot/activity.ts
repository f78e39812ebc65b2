import { cut } from '../cut';
import { answerMarkOf, type ChangeWrite, markerOf } from '../marker';
import { callValues } from '../org-fields';
import { namesOf, valueOfOutcome } from '../outcome-values';
import type { CrmWrite } from '../write';
import type { CreateInput } from './api';
import { associationsOf, type Target } from './associations';
import { activityTypeOf, type WriteContext } from './context';
import { resultField } from './dispositions';
import { htmlOf } from './html';
import { idProperty } from './id-property';

/** Writes that make a call or a task of their own. */
export type ActivityWrite = Extract<CrmWrite, { kind: 'logCall' | 'followUp' | 'handoff' | 'handoffAnswer' }>;

const bodyLength = 65_536;
const titleLength = 1000;

/** The new call or task of a write, linked to its record and `others`. */
export function inputOf(write: ActivityWrite, others: readonly Target[], context: WriteContext): CreateInput {
  const type = activityTypeOf(write);
  const marked = context.hasIdProperty[type];
  const properties =
    write.kind === 'logCall'
      ? { ...callOf(write, context, marked), ...madeBy(context) }
      : taskOf(write, context, marked);
  return {
    properties: marked ? { ...properties, [idProperty]: write.id } : properties,
    associations: associationsOf(type, [write.ref, ...others]),
    // Only with it does HubSpot let the good rows of a batch pass and name the bad ones (207).
    objectWriteTraceId: write.id,
  };
}

function callOf(
  write: Omit<Extract<ActivityWrite, { kind: 'logCall' }>, 'kind'>,
  context: WriteContext,
  marked: boolean,
): Record<string, string> {
  const { ownResult, map } = context;
  const disposition = valueOfOutcome(namesOf(write), resultField(context.dispositions), map);
  const own = ownResult === null ? null : valueOfOutcome(namesOf(write), ownResult, map);
  return {
    ...callValues(map),
    hs_timestamp: String(write.startedAt),
    hs_call_title: cut(write.outcomeLabel, titleLength),
    hs_call_body: bodyOf(write.note, write.id, marked),
    hs_call_direction: write.direction === 'in' ? 'INBOUND' : 'OUTBOUND',
    hs_call_status: 'COMPLETED',
    ...(write.durationMs === null ? {} : { hs_call_duration: String(write.durationMs) }),
    ...(write.number === null ? {} : { [numberProperty[write.direction ?? 'out']]: write.number }),
    ...(disposition === null ? {} : { hs_call_disposition: disposition }),
    ...(ownResult === null || own === null ? {} : { [ownResult.name]: own }),
  };
}

/** The lead's number is the one called, or the one calling. */
const numberProperty = { out: 'hs_call_to_number', in: 'hs_call_from_number' } as const;

function madeBy({ ownerId }: WriteContext): Record<string, string> {
  return ownerId === null ? {} : { hubspot_owner_id: ownerId };
}

function taskOf(
  write: Exclude<ActivityWrite, { kind: 'logCall' }>,
  context: WriteContext,
  marked: boolean,
): Record<string, string> {
  if (write.kind === 'handoffAnswer') return answerTaskOf(write, context, marked);
  const forAe = write.kind === 'handoff';
  const ownerId = forAe ? write.ae.id : context.ownerId;
  return {
    // Of a task, the timestamp is when it is due.
    hs_timestamp: String(write.dueAt),
    hs_task_subject: cut(forAe ? write.taskSubject : write.subject, titleLength),
    hs_task_body: bodyOf(forAe ? write.brief : write.body, write.id, marked),
    hs_task_status: 'NOT_STARTED',
    hs_task_priority: forAe ? 'HIGH' : 'MEDIUM',
    hs_task_type: forAe ? 'TODO' : 'CALL',
    ...(ownerId === null ? {} : { hubspot_owner_id: ownerId }),
  };
}

/** An answer is a task that is done as soon as it is there: it shows in the timeline, with whom it is from. */
function answerTaskOf(
  write: Extract<ActivityWrite, { kind: 'handoffAnswer' }>,
  context: WriteContext,
  marked: boolean,
): Record<string, string> {
  const mark = answerMarkOf(write.handoffWriteId, write.answer, write.reasonId);
  return {
    hs_timestamp: String(write.at),
    hs_task_subject: cut(write.subject, titleLength),
    hs_task_body: bodyOf([write.body, mark].filter((part) => part !== '').join('\n\n'), write.id, marked),
    hs_task_status: 'COMPLETED',
    hs_task_priority: 'NONE',
    hs_task_type: 'TODO',
    ...madeBy(context),
  };
}

function bodyOf(text: string, writeId: string, marked: boolean): string {
  if (marked) return htmlOf(text, bodyLength);
  const tail = `[${markerOf(writeId)}]`;
  const body = htmlOf(text, bodyLength - tail.length - '<br><br>'.length);
  return body === '' ? tail : `${body}<br><br>${tail}`;
}

/**
 * The change of a call or a follow-up that is in the timeline: taken back it stays there and says so; put right it holds
 * what holds now, and an empty text where there is nothing any more.
 */
export function changeOf(write: ChangeWrite, context: WriteContext): Record<string, string> {
  if (write.kind === 'editCall') {
    const marked = context.hasIdProperty.calls;
    const own = callOf({ ...write, id: write.callWriteId }, context, marked);
    const gone = { hs_call_duration: '', hs_call_disposition: '', hs_call_to_number: '', hs_call_from_number: '' };
    return { ...gone, ...noOwnResult(context), ...own, ...(marked ? { [idProperty]: write.callWriteId } : {}) };
  }
  if (write.kind === 'undoFollowUp') return { hs_task_status: 'COMPLETED' };
  if (write.kind === 'editFollowUp') {
    const marked = context.hasIdProperty.tasks;
    return {
      hs_task_subject: cut(write.subject, titleLength),
      hs_task_body: bodyOf(write.body, write.followUpWriteId, marked),
      ...(marked ? { [idProperty]: write.followUpWriteId } : {}),
    };
  }
  // An empty text clears a property: the outcome no longer counts.
  return {
    hs_call_title: cut(write.subject, titleLength),
    hs_call_status: 'CANCELED',
    hs_call_disposition: '',
    ...noOwnResult(context),
  };
}

function noOwnResult({ ownResult }: WriteContext): Record<string, string> {
  return ownResult === null ? {} : { [ownResult.name]: '' };
}
