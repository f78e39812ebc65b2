import { localDayOf } from '../../model/time';
import { cut } from '../cut';
import { answerMarkOf, type ChangeWrite, markerOf } from '../marker';
import type { FieldMap } from '../org-fields';
import { namesOf, ownOutcomeField, valueOfOutcome } from '../outcome-values';
import type { CrmWrite, LogCallWrite } from '../write';
import { type Rights, writable } from './fields';
import { activityLink } from './queries';
import type { TaskStatuses } from './statuses';

/** What shapes a Task in this org: rights, statuses, and the SDR's own zone, in which its day is meant. */
export interface TaskContext {
  readonly rights: Rights;
  readonly statuses: TaskStatuses;
  readonly timeZone: string;
  /** What this org asks for with every Task, as chosen in settings. */
  readonly always: Readonly<Record<string, string>>;
  /** What settings say the org's fields mean: which value stands for which outcome. */
  readonly map: FieldMap;
}

/** Writes that make a Task of their own. */
export type TaskWrite = Extract<CrmWrite, { kind: 'logCall' | 'followUp' | 'handoff' | 'handoffAnswer' }>;

const descriptionLength = 32_000;
/** Eight digits is the field's size. Source: Salesforce Object Reference, Task.CallDurationInSeconds. */
const longestCallSeconds = 99_999_999;

/** The Task of a write, holding only fields that this user may fill in this org. */
export function taskOf(write: TaskWrite, context: TaskContext): Record<string, unknown> {
  const values =
    write.kind === 'logCall' ? { ...valuesOfCall(write, context), TaskSubtype: 'Call' } : valuesOf(write, context);
  const given = { ...momentsOf(write, context), ...context.always };
  const linked = { ...given, [activityLink(write.ref.object)]: write.ref.id, ...values };
  return writable({ ...linked, ...markOf(write.id, values, context.rights) }, context.rights, 'create');
}

/** A day that the org asks for with every Task is the Task's own: no other can be meant by a field that nobody is asked about. */
function momentsOf(write: TaskWrite, { rights, timeZone }: TaskContext): Record<string, string> {
  const at = write.kind === 'logCall' ? write.startedAt : write.kind === 'handoffAnswer' ? write.at : write.dueAt;
  return Object.fromEntries(
    Object.entries(rights).flatMap(([name, { moment }]) =>
      moment === undefined ? [] : [[name, moment === 'date' ? localDayOf(at, timeZone) : new Date(at).toISOString()]],
    ),
  );
}

function markOf(writeId: string, { Description }: { readonly Description: string }, rights: Rights) {
  return canMark(rights) ? { CallObject: markerOf(writeId) } : { Description: withMarker(Description, writeId) };
}

/** True where the marker fits into CallObject and can be looked for there; else it stands at the end of Description. */
export function canMark(rights: Rights): boolean {
  const field = rights['CallObject'];
  return field?.create === true && field.filter;
}

function valuesOfCall(write: Omit<LogCallWrite, 'kind'>, { rights, statuses, timeZone, map }: TaskContext) {
  const seconds = write.durationMs === null ? undefined : Math.round(write.durationMs / 1000);
  return {
    CallType: write.direction === 'in' ? 'Inbound' : 'Outbound',
    Subject: write.outcomeLabel,
    CallDisposition: valueOfOutcome(namesOf(write), resultField(rights), map) ?? undefined,
    ...ownResultOf(write, rights, map),
    CallDurationInSeconds: seconds === undefined ? undefined : Math.min(seconds, longestCallSeconds),
    Status: statuses.closed ?? 'Completed',
    ActivityDate: localDayOf(write.startedAt, timeZone),
    Description: [write.note, write.number ?? ''].filter((part) => part !== '').join('\n\n'),
  };
}

/** The values a call's result can have, by what is kept of the org's description. */
function resultField(rights: Rights) {
  const name = 'CallDisposition';
  const values = rights[name]?.restricted ?? null;
  return { name, options: (values ?? []).map((value) => ({ value, label: value })), closed: values !== null };
}

/** The outcome in the list of the org's own that settings name: nothing where it has no value that fits. */
function ownResultOf(write: Omit<LogCallWrite, 'kind'>, rights: Rights, map: FieldMap): Record<string, string> {
  const name = ownOutcomeField(map);
  if (name === null || !Object.hasOwn(rights, name)) return {};
  const value = valueOfOutcome(namesOf(write), { name, options: rights[name]?.options ?? [], closed: true }, map);
  return value === null ? {} : { [name]: value };
}

/** What that list holds where a call has no outcome in it: nothing, or what the org asks for with every Task. */
function noOwnResult({ always, map }: TaskContext): Record<string, string | null> {
  const name = ownOutcomeField(map);
  return name === null ? {} : { [name]: Object.hasOwn(always, name) ? (always[name] ?? null) : null };
}

function valuesOf(write: Exclude<TaskWrite, LogCallWrite>, { statuses, timeZone }: TaskContext) {
  if (write.kind === 'handoffAnswer') {
    const mark = answerMarkOf(write.handoffWriteId, write.answer, write.reasonId);
    return {
      Subject: write.subject,
      // The mark in front: what is too long is cut at its end.
      Description: [mark, write.body].filter((part) => part !== '').join('\n\n'),
      // Done as soon as it is there: it shows in the timeline, with whom it is from.
      Status: statuses.closed ?? 'Completed',
      ActivityDate: localDayOf(write.at, timeZone),
    };
  }
  return {
    Subject: write.kind === 'handoff' ? write.taskSubject : write.subject,
    Description: write.kind === 'handoff' ? write.brief : write.body,
    OwnerId: write.kind === 'handoff' ? write.ae.id : undefined,
    Status: statuses.open,
    ActivityDate: localDayOf(write.dueAt, timeZone),
    IsReminderSet: true,
    ReminderDateTime: new Date(write.dueAt).toISOString(),
  };
}

function withMarker(description: string, writeId: string): string {
  const tail = `\n\n[${markerOf(writeId)}]`;
  return `${cut(description, descriptionLength - tail.length)}${tail}`;
}

/**
 * The change of a Task that is there: taken back it stays, says so, and no longer counts as this outcome; put right it
 * holds what holds now.
 */
export function changeOf(write: ChangeWrite, context: TaskContext): Record<string, unknown> {
  const { rights, statuses } = context;
  if (write.kind === 'editCall') {
    const own = valuesOfCall(write, context);
    // A length or a result that is not known any more is cleared.
    const values = {
      ...noOwnResult(context),
      ...own,
      CallDurationInSeconds: own.CallDurationInSeconds ?? null,
      CallDisposition: own.CallDisposition ?? null,
    };
    return writable({ ...values, ...markOf(write.callWriteId, values, rights) }, rights, 'update');
  }
  if (write.kind === 'editFollowUp') {
    // Status and reminder stay: the SDR may have done the task, or moved it.
    const values = { Subject: write.subject, Description: write.body };
    return writable({ ...values, ...markOf(write.followUpWriteId, values, rights) }, rights, 'update');
  }
  const values =
    write.kind === 'undoCall'
      ? { ...noOwnResult(context), Subject: write.subject, CallDisposition: null, CallDurationInSeconds: null }
      : { Status: statuses.closed ?? 'Completed', IsReminderSet: false };
  return writable(values, rights, 'update');
}
