import { dayMs } from '../model/time';
import type { AnswerSource, Handoff, ReturnReason, StateChange } from './handoff';

/** What somebody said of a handoff through another Baton, as the CRM keeps it. */
export interface SaidAnswer {
  /** The write that told of it: what this Baton wrote itself is no news. */
  readonly writeId: string;
  readonly answer: 'accepted' | 'returned' | 'takenBack';
  readonly reasonId: ReturnReason | null;
  readonly note: string;
  readonly by: { readonly id: string | null; readonly name: string | null };
  /** Epoch ms. */
  readonly at: number;
}

/** What a CRM shows of a record that was handed over. Null says that the CRM does not tell. Times are epoch ms. */
export interface AnswerSigns {
  /** When reading began: what is shown held then. */
  readonly readAt: number;
  /** When the record was changed last. */
  readonly changedAt: number | null;
  readonly ownerId: string | null;
  readonly status: string | null;
  /** What the field means that settings map to the handoff's state. */
  readonly field: { readonly state: 'accepted' | 'returned'; readonly value: string } | null;
  /** The lead was converted; `at` may be the beginning of a day. */
  readonly converted: { readonly at: number | null } | null;
  /** Those that speak for the lead itself: they name this person, or the record is their company. */
  readonly opportunities: readonly {
    readonly name: string;
    readonly openedAt: number | null;
    readonly ownerId: string | null;
  }[];
  /** When the AE's task with the brief was completed. */
  readonly taskDoneAt: number | null;
  readonly said: readonly SaidAnswer[];
}

export interface AnswerQuestion {
  readonly handoff: Pick<Handoff, 'state' | 'history' | 'submittedAt' | 'ae' | 'fields' | 'fieldBefore'>;
  /** When the CRM had taken the handoff; null while it has not, and then it cannot show an answer to it. */
  readonly deliveredAt: number | null;
  /** Who gave it, as the CRM knows them. */
  readonly sdrId: string | null;
  readonly signs: AnswerSigns;
}

/** Words of a status that says: not for the AE, not now. */
const givenBack =
  /\brecycl|\breturn|\breject|\b(?:dis|un|non)-?qualif|\bnot[ -]qualified\b|\bnot[ -]converted\b|\bnurtur|\bbad (?:lead|timing|fit)\b|\bjunk\b|退回|不合格|未合格|未转换|培育/i;

/**
 * How the AE answered, as far as anybody or the CRM says so, or null where nothing new is known. The whole rule:
 *
 * 1. Nothing from before the handoff counts, and nothing the CRM shows before it took the handoff.
 * 2. What a person said comes first, the latest of it; it alone can change an answer that stands.
 * 3. Else the CRM, the plainest sign first: the mapped field says it; the AE opened an opportunity that names this person (of
 *    a company: any on it), or the lead was converted (accepted); the SDR owns the record again, or it was given a status that says so (returned); the AE's
 *    task with the brief was completed (accepted).
 * 4. A kind of sign that a person took back does not count for this handoff again; nor, where they took a word back, what that
 *    word left behind in the CRM: the AE's task completed, and the field.
 *
 * The order in which signs are listed changes nothing.
 */
export function answerOf(question: AnswerQuestion): StateChange | null {
  const { handoff } = question;
  if (handoff.state === 'withdrawn') return null;
  return saidByPerson(question) ?? (handoff.state === 'submitted' ? shownByCrm(question) : null);
}

function saidByPerson({ handoff, sdrId, signs }: AnswerQuestion): StateChange | null {
  const own = new Set(handoff.history.flatMap(({ writeId }) => writeId ?? []));
  const knownUntil = Math.max(handoff.submittedAt, ...handoff.history.filter(isPersons).map(({ at }) => at));
  const latest = signs.said
    .filter(({ at, writeId }) => at > knownUntil && !own.has(writeId))
    .toSorted((a, b) => a.at - b.at || (a.writeId < b.writeId ? -1 : 1))
    .at(-1);
  if (latest === undefined) return null;
  const { answer, reasonId, note, by, at, writeId } = latest;
  const who = { by: by.id !== null && by.id === sdrId ? ('sdr' as const) : ('ae' as const), name: by.name };
  if (answer === 'takenBack') {
    if (handoff.state === 'submitted') return null;
    return { state: 'submitted', at, reason: null, from: { kind: 'takenBack', ...who }, writeId };
  }
  const why = answer === 'returned' && reasonId !== null ? { reasonId } : {};
  return { state: answer, at, reason: note === '' ? null : note, ...why, from: { kind: 'person', ...who }, writeId };
}

function isPersons({ from }: StateChange): boolean {
  return from?.kind === 'person' || from?.kind === 'takenBack';
}

/** True for what a person took back, or what the words they took back did in the CRM. */
function isOverruled({ handoff: { history }, signs: { said } }: AnswerQuestion, { state, from }: StateChange): boolean {
  const back = history.flatMap((change, at) => (change.from?.kind === 'takenBack' ? (history[at - 1] ?? []) : []));
  if (back.some((one) => one.from?.kind === from?.kind)) return true;
  const words = [
    ...back.filter(isPersons).map((one) => one.state),
    ...(said.some(({ answer }) => answer === 'takenBack') ? said.map(({ answer }) => answer) : []),
  ];
  return from?.kind === 'task' ? words.length > 0 : from?.kind === 'field' && words.some((word) => word === state);
}

function shownByCrm(question: AnswerQuestion): StateChange | null {
  const { handoff, deliveredAt, sdrId, signs } = question;
  if (deliveredAt === null || signs.readAt < deliveredAt) return null;
  const { ae, submittedAt } = handoff;
  // What has no time of its own came by the latest change of the record, or by when it was seen.
  const latestAt = Math.max(submittedAt, Math.min(signs.changedAt ?? signs.readAt, signs.readAt));
  const change = (state: 'accepted' | 'returned', from: AnswerSource, at: number): StateChange => ({
    state,
    at: Math.max(submittedAt, at),
    reason: null,
    from,
  });
  const { field, converted, ownerId, status, taskDoneAt } = signs;
  const opened = signs.opportunities
    .flatMap(({ name, openedAt, ownerId: of }) =>
      openedAt !== null && openedAt > submittedAt && of === ae.id ? [{ name, openedAt }] : [],
    )
    .toSorted((a, b) => a.openedAt - b.openedAt || (a.name < b.name ? -1 : 1))[0];
  const isStatusNew = status !== null && handoff.fields !== undefined && status !== handoff.fields['status'];
  const isFieldOld = field === null || field.value === handoff.fieldBefore;
  // Which hour of its day is not told, nor whose day it is.
  const isConversionOld = converted === null || (converted.at !== null && converted.at < submittedAt - 2 * dayMs);
  const found: readonly (StateChange | null)[] = [
    isFieldOld ? null : change(field.state, { kind: 'field', value: field.value }, latestAt),
    opened === undefined ? null : change('accepted', { kind: 'opportunity', name: opened.name }, opened.openedAt),
    isConversionOld ? null : change('accepted', { kind: 'converted' }, Math.min(latestAt, converted.at ?? latestAt)),
    ownerId === null || ownerId !== sdrId || ownerId === ae.id ? null : change('returned', { kind: 'owner' }, latestAt),
    isStatusNew && givenBack.test(status) ? change('returned', { kind: 'status', status }, latestAt) : null,
    taskDoneAt === null || taskDoneAt <= submittedAt ? null : change('accepted', { kind: 'task' }, taskDoneAt),
  ];
  return found.find((each) => each !== null && !isOverruled(question, each)) ?? null;
}
