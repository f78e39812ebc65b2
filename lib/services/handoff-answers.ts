import { z } from 'zod';
import type { HandoffAnswerWrite } from '../crm/write';
import type { Handoff, StateChange } from '../handoff/handoff';
import type { Ask } from '../messaging/protocol';
import type { HandoffToMe } from '../messaging/views';
import { orgOfKey, type RecordKey } from '../model/record';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { parseRow, setAside, type UnreadableRow } from '../store/quarantine';
import { deliveredRow, handoffRow, outboxRow, type SaidRow, saidRow } from '../store/rows';
import { readSettings } from '../store/settings';
import { type LeadFacts, leadTables, readLeadFacts } from './lead-facts';
import { once } from './once';
import { answerSubject, handoffAnswerEntry } from './outbox-entries';
import { leadTopic, type Services } from './services';
import { failedOf } from './sync-list';
import { isUnsent } from './unsent-changes';

/**
 * Says what became of a handoff. The SDR says it of one they gave, the AE of one that another Baton gave them; either way the
 * CRM is told, so that the other side reads it there. Saying the same again changes nothing.
 */
export async function answerHandoff(services: Services, ask: Ask<'answerHandoff'>): Promise<null> {
  const { answer, note, at, commandId: writeId } = ask;
  const reasonId = answer === 'returned' ? ask.reasonId : null;
  await decide(services, ask, async (database, { given, toMe, leadName }) => {
    const said = { answer, reasonId, note: note.trim() };
    if (given !== null) {
      if (given.state === answer && standsFor(given, said)) return;
      const change: StateChange = {
        ...{ state: answer, at, reason: said.note === '' ? null : said.note, writeId },
        ...(reasonId === null ? {} : { reasonId }),
        from: { kind: 'person', by: 'sdr', name: null },
      };
      await database.handoffs.put({ ...given, state: answer, history: [...given.history, change] });
    } else if (toMe !== null) {
      await keepSaid(database, ask.handoffId, { ...said, at, writeId });
    } else {
      throw new CommandFailure({ kind: 'refused', message: 'no such handoff' });
    }
    await tell(services, database, { ask, said, leadName, taskId: toMe?.taskId ?? null });
  });
  return null;
}

function standsFor(given: Handoff, said: { readonly reasonId: string | null; readonly note: string }): boolean {
  const last = given.history.at(-1);
  return (
    last?.from?.kind === 'person' && (last.reason ?? '') === said.note && (last.reasonId ?? null) === said.reasonId
  );
}

/**
 * Takes back the answer that stands: the handoff is open again. What the CRM was not told yet it is not told; what it was told
 * it hears is taken back. An answer that the CRM itself showed does not come back by the same sign.
 */
export async function takeAnswerBack(services: Services, ask: Ask<'takeAnswerBack'>): Promise<null> {
  const { at, commandId: writeId } = ask;
  await decide(services, ask, async (database, { given, toMe, said, leadName }) => {
    const last = given?.history.at(-1);
    if (given !== null) {
      if (given.state !== 'accepted' && given.state !== 'returned') return;
      const change: StateChange = {
        ...{ state: 'submitted', at, reason: null, writeId },
        from: { kind: 'takenBack', by: 'sdr', name: null },
      };
      await database.handoffs.put({ ...given, state: 'submitted', history: [...given.history, change] });
    } else if (toMe === null || toMe.answer === null) {
      return;
    }
    const told = given === null ? (said?.writeId ?? null) : (last?.writeId ?? null);
    const isUnsent = told !== null && (await withdrawUnsent(database, told));
    if (given === null) {
      await keepSaid(database, ask.handoffId, { answer: 'takenBack', reasonId: null, note: '', at, writeId });
    }
    const isSaid = given === null || last?.from?.kind === 'person';
    if (isUnsent || !isSaid) return;
    const nothing = { answer: 'takenBack', reasonId: null, note: '' } as const;
    await tell(services, database, { ask, said: nothing, leadName, taskId: null });
  });
  return null;
}

/** True where the CRM was never told, and will not be. */
async function withdrawUnsent(database: BatonDatabase, writeId: string): Promise<boolean> {
  const entry = outboxRow.safeParse(await database.outbox.get(writeId)).data;
  if (!isUnsent(entry)) return false;
  await database.outbox.delete(writeId);
  return true;
}

interface Known {
  /** The handoff where this Baton made it. */
  readonly given: Handoff | null;
  readonly toMe: HandoffToMe | null;
  readonly said: SaidRow | null;
  readonly leadName: string;
}

async function decide(
  services: Services,
  ask: Pick<Ask<'answerHandoff'>, 'commandId' | 'recordKey' | 'handoffId' | 'at'>,
  act: (database: BatonDatabase, known: Known) => Promise<void>,
): Promise<void> {
  const database = await services.store.open();
  const { outbox, delivered, quarantine } = database;
  const command = { commandId: ask.commandId, at: ask.at, parse: z.null().parse };
  const userId = await userIdOf(services, ask.recordKey);
  await once(database, command, [...leadTables(database), outbox, delivered, quarantine], async () => {
    const unreadable: UnreadableRow[] = [];
    const raw = await database.handoffs.get(ask.handoffId);
    const given = parseRow('handoffs', handoffRow, raw, unreadable) ?? null;
    const facts = await readLeadFacts(database, ask.recordKey, unreadable);
    await setAside(database, unreadable, services.clock.now());
    if (given?.state === 'withdrawn' || (given === null && raw !== undefined)) {
      throw new CommandFailure({ kind: 'refused', message: 'the handoff was withdrawn' });
    }
    const said = await saidOf(database, ask.handoffId);
    const toMe = given === null ? await handoffToMe(services, database, facts, userId) : null;
    const leadName = given?.leadName ?? facts.record?.name ?? '';
    await act(database, { given, toMe: toMe?.handoffId === ask.handoffId ? toMe : null, said, leadName });
    return null;
  });
  services.changed({ topics: [leadTopic(ask.recordKey), 'handoffs', 'sync'] });
}

interface Telling {
  readonly ask: Pick<Ask<'answerHandoff'>, 'commandId' | 'recordKey' | 'handoffId' | 'at'>;
  readonly said: Pick<HandoffAnswerWrite, 'answer' | 'reasonId'> & { readonly note: string };
  readonly leadName: string;
  readonly taskId: string | null;
}

async function tell(services: Services, database: BatonDatabase, { ask, said, leadName, taskId }: Telling) {
  const settings = await readSettings(database, []);
  const say = services.say(services.localeOf(settings));
  const sent = deliveredRow.safeParse(await database.delivered.get(ask.handoffId)).data;
  const { answer, reasonId, note } = said;
  const entry = handoffAnswerEntry(
    {
      ...{ id: ask.commandId, recordKey: ask.recordKey, handoffWriteId: ask.handoffId, answer, reasonId, at: ask.at },
      ...{ subject: answerSubject(say, answer, { leadName, reasonId }), body: note },
      taskId: taskId ?? sent?.crmId ?? null,
    },
    { leadName, now: services.clock.now() },
  );
  await withdrawRefused(database, ask.handoffId);
  await database.outbox.put(entry);
}

/** An earlier answer that the CRM refused goes: tried again after this one, it would be the last word. */
async function withdrawRefused(database: BatonDatabase, handoffId: string): Promise<void> {
  const refused = (await failedOf(database).toArray())
    .flatMap((raw) => outboxRow.safeParse(raw).data ?? [])
    .filter(({ write }) => write.kind === 'handoffAnswer' && write.handoffWriteId === handoffId);
  await database.outbox.bulkDelete(refused.map(({ id }) => id));
}

function saidKey(handoffId: string): string {
  return `said:${handoffId}`;
}

async function keepSaid(database: BatonDatabase, handoffId: string, said: Omit<SaidRow, 'key'>): Promise<void> {
  await database.meta.put({ key: saidKey(handoffId), ...said });
}

async function saidOf(database: BatonDatabase, handoffId: string): Promise<SaidRow | null> {
  return saidRow.safeParse(await database.meta.get(saidKey(handoffId))).data ?? null;
}

/** Whom the connection to a record's org acts for; null where it is not connected. */
export async function userIdOf(services: Services, key: RecordKey): Promise<string | null> {
  return (await services.connections.list()).find(({ org }) => org === orgOfKey(key))?.user.id ?? null;
}

/**
 * The handoff that another Baton gave to this user, where the record they own shows one: their task, marked by a Baton, called
 * as handoffs are. Inside a transaction over {@link leadTables}.
 */
export async function handoffToMe(
  services: Services,
  database: BatonDatabase,
  { record }: Pick<LeadFacts, 'record'>,
  userId: string | null,
): Promise<HandoffToMe | null> {
  if (record === null || userId === null || record.owner?.id !== userId) return null;
  const prefixes = (['en', 'zh-CN'] as const).map((locale) =>
    services.say(locale)('background:task.handoff', { leadName: '' }).trim(),
  );
  const tasks = record.activities
    .filter(({ task, answer, subject }) => {
      const isMine = task !== undefined && task.writeId !== null && task.ownerId === userId && answer === undefined;
      return isMine && prefixes.some((prefix) => subject.startsWith(prefix));
    })
    .toSorted((a, b) => b.at - a.at);
  for (const { id: taskId, task, subject, body, at } of tasks) {
    const handoffId = task?.writeId ?? '';
    if ((await database.handoffs.get(handoffId)) !== undefined) continue;
    return {
      ...{ handoffId, taskId, subject, brief: body, givenAt: at, isTaskDone: task?.doneAt != null },
      answer: standingIn(record.activities, handoffId, await saidOf(database, handoffId)),
    };
  }
  return null;
}

/** The latest of what the CRM tells and what was said here; null where nothing stands. */
function standingIn(
  activities: NonNullable<LeadFacts['record']>['activities'],
  handoffId: string,
  said: SaidRow | null,
): HandoffToMe['answer'] {
  const told = activities.flatMap(({ answer, body, at }) =>
    answer?.handoffId === handoffId ? [{ ...answer, note: body, at }] : [],
  );
  const last = [...told, ...(said === null ? [] : [said])].toSorted((a, b) => a.at - b.at).at(-1);
  if (last === undefined || last.answer === 'takenBack') return null;
  const { answer, reasonId, note, at } = last;
  return { answer, reasonId, note, at };
}
