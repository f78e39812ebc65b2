import { browser } from '../browser';
import { reminderSpan } from '../calling/reminder';
import { goodNumbers } from '../calls/lead-numbers';
import { countryOfLead } from '../calls/lead-time';
import { numberIn } from '../calls/referral';
import { type OverdueAnswer, type Reminder, remindersView } from '../messaging/views';
import { dateTimeFormat } from '../model/formatters';
import { isRecordKey } from '../model/record';
import { hourMs } from '../model/time';
import type { BatonDatabase } from '../store/database';
import { readLive, writeLive } from '../store/live';
import { parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { handoffRow, type PursuitRow, pursuitRow, recordRow } from '../store/rows';
import { callingQuestionOf, type RulesWithHolidays, rulesWithHolidays } from './calling-rules';
import type { Change, Services } from './services';
import { openDashboard } from './tabs';
import { nameIn, type Say } from './texts';

export const reminderAlarm = 'reminder';

/** What is longer overdue than this is no reminder any more; the queue has it first all the same. */
const overdueForMs = 7 * 24 * hourMs;
/** So many due ones, and so many to come, are looked at: enough for any day, and no more than a moment's work. */
const lookedAt = 20;
/** A badge and a line say how many; a notification of its own gets only a single call. */
const idPrefix = 'reminder:';

/** True where the change may have made a promised call due, or another one. */
export function concernsReminders({ topics }: Change): boolean {
  const causes = ['followUps', 'handoffs', 'settings', 'callingRules', 'reminders'];
  return topics.some((topic) => topic.startsWith('lead:') || causes.includes(topic));
}

/**
 * Finds the promised calls that are due and may be made now, and says so: live for every surface and the badge, and by a
 * notification, once for each promise ever, where the SDR allowed notifications. Sets the alarm for the next change.
 * Works from the truth alone, so it may run at any time and in any life of the worker.
 */
export async function remindNow(services: Services): Promise<void> {
  const now = services.clock.now();
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const { rows, lookAgainAt } = await openPromises(database, now, unreadable);
  const calling = await rulesWithHolidays(services);
  const found: Found[] = [];
  for (const row of rows) found.push(...(await spanOf(services, database, { calling, now }, row)));
  const answers = await openAnswers(database, now, unreadable);
  await setAside(database, unreadable, now);
  const due = found.filter(({ start }) => start <= now).map(({ reminder }) => reminder);
  await writeLive('reminders', { due: due.toSorted((a, b) => a.dueAt - b.dueAt), overdue: answers.overdue });
  const turns = found
    .flatMap(({ start, reminder }) => [start, reminder.until])
    .concat(lookAgainAt ?? [], answers.turns);
  await setAlarm(turns.filter((at) => at > now));
  const unsaid = await markReminded(database, due);
  if (unsaid.length > 0) await notify(services, unsaid).catch(() => undefined);
  const unsaidAnswers = await markAnswersReminded(database, answers.overdue);
  if (unsaidAnswers.length > 0) await notifyOverdue(services, unsaidAnswers).catch(() => undefined);
}

/** The handoffs nobody answered in time, and when the next ones fall due. */
async function openAnswers(database: BatonDatabase, now: number, unreadable: UnreadableRow[]) {
  const raws = await database.handoffs.where('state').equals('submitted').toArray();
  const open = parseRows('handoffs', handoffRow, raws, unreadable)
    .filter(({ dueAt }) => now - dueAt < overdueForMs)
    .toSorted((a, b) => a.dueAt - b.dueAt);
  const overdue: OverdueAnswer[] = open
    .filter(({ dueAt }) => dueAt < now)
    .slice(0, lookedAt)
    .map(({ id, recordKey, leadName, ae, dueAt }) => ({ id, recordKey, leadName, aeName: ae.name, dueAt }));
  // One millisecond later they are overdue.
  return { overdue, turns: open.map(({ dueAt }) => dueAt + 1) };
}

/** As {@link markReminded}, of answers that are overdue. */
async function markAnswersReminded(
  database: BatonDatabase,
  overdue: readonly OverdueAnswer[],
): Promise<readonly OverdueAnswer[]> {
  if (overdue.length === 0) return [];
  return database.transaction('rw', database.handoffs, async () => {
    const unsaid: OverdueAnswer[] = [];
    for (const answer of overdue) {
      const handoff = handoffRow.safeParse(await database.handoffs.get(answer.id)).data;
      if (handoff?.state !== 'submitted' || handoff.reminded === true) continue;
      await database.handoffs.put({ ...handoff, reminded: true });
      unsaid.push(answer);
    }
    return unsaid;
  });
}

/** One notification for all of them, where the SDR allowed any: who has not answered on whom. */
async function notifyOverdue(services: Services, overdue: readonly OverdueAnswer[]): Promise<void> {
  const [first] = overdue;
  if (first === undefined || !(await browser.permissions.contains({ permissions: ['notifications'] }))) return;
  const say = services.say(services.localeOf(await services.settings.read()));
  const line = ({ aeName: ae, leadName }: OverdueAnswer) =>
    say('background:reminder.overdue', { ae, leadName: nameIn(say, leadName) });
  const isOne = overdue.length === 1;
  await browser.notifications.create(isOne ? idPrefix + first.recordKey : `${idPrefix}answers`, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: isOne ? line(first) : say('background:reminder.overdueMany', { count: overdue.length }),
    message: isOne ? nameIn(say, first.leadName) : overdue.map(line).join('\n'),
  });
}

interface Found {
  readonly start: number;
  readonly reminder: Reminder;
}

/** The open follow-ups due within the week behind and those that come next; `lookAgainAt` where more follow. */
async function openPromises(database: BatonDatabase, now: number, unreadable: UnreadableRow[]) {
  const { pursuits } = database;
  const [behind, ahead] = await Promise.all([
    pursuits
      .where('openDueAt')
      .between(now - overdueForMs, now, true, true)
      .reverse()
      .limit(lookedAt)
      .toArray(),
    pursuits.where('openDueAt').above(now).limit(lookedAt).toArray(),
  ]);
  const rows = parseRows('pursuits', pursuitRow, [...behind, ...ahead], unreadable);
  const last = ahead.length < lookedAt ? null : (rows.at(-1)?.openDueAt ?? null);
  return { rows, lookAgainAt: last };
}

/** When to remind of a pursuit's promise; nothing where the person must not be called. */
async function spanOf(
  services: Services,
  database: BatonDatabase,
  // One instant for everything: a later one would find each promise due only after the moment that is asked about.
  { calling, now }: { readonly calling: RulesWithHolidays; readonly now: number },
  { followUp, recordKey, leadName, doNotCall, removedNumbers }: PursuitRow,
): Promise<readonly Found[]> {
  const record = recordRow.safeParse(await database.records.get(recordKey)).data?.record ?? null;
  if (followUp === null || doNotCall || record?.doNotCall === true) return [];
  const { clock } = services;
  const at = Math.max(now, followUp.dueAt);
  const { person } = followUp;
  // Whom they named may have a number of their own; one that is an address says nothing about where they are.
  const named = person === undefined ? null : numberIn(person.contact, record === null ? null : countryOfLead(record));
  const number = named ?? goodNumbers(record, removedNumbers, followUp)[0] ?? null;
  const span = reminderSpan({
    dueAt: followUp.dueAt,
    now,
    workingTime: (await services.settings.read()).workingTime,
    ownZone: clock.timeZone(),
    calling:
      record === null || record.from === 'page'
        ? null
        : await callingQuestionOf(database, calling, { record, recordKey, number, at }),
  });
  if (span === null) return [];
  const { id, dueAt, timeZone } = followUp;
  const whom = person === undefined ? {} : { person };
  const company = record?.company ?? null;
  return [
    { start: span.start, reminder: { id, recordKey, leadName, company, dueAt, timeZone, ...whom, until: span.end } },
  ];
}

async function setAlarm(turns: readonly number[]): Promise<void> {
  if (turns.length === 0) await browser.alarms.clear(reminderAlarm);
  else await browser.alarms.create(reminderAlarm, { when: Math.min(...turns) });
}

/**
 * Those of the due ones nobody was reminded of yet, marked before anything is shown: should the worker die in between, a
 * notification is missing, and badge and line still tell; it never comes twice.
 */
async function markReminded(database: BatonDatabase, due: readonly Reminder[]): Promise<readonly Reminder[]> {
  if (due.length === 0) return [];
  return database.transaction('rw', database.pursuits, async () => {
    const unsaid: Reminder[] = [];
    for (const reminder of due) {
      const pursuit = pursuitRow.safeParse(await database.pursuits.get(reminder.recordKey)).data;
      if (pursuit?.followUp?.id !== reminder.id || pursuit.remindedOf === reminder.id) continue;
      await database.pursuits.put({ ...pursuit, remindedOf: reminder.id });
      unsaid.push(reminder);
    }
    return unsaid;
  });
}

const clockForm = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** One notification for all of them, where the SDR allowed any. */
async function notify(services: Services, due: readonly Reminder[]): Promise<void> {
  const [first] = due;
  if (first === undefined || !(await browser.permissions.contains({ permissions: ['notifications'] }))) return;
  const locale = services.localeOf(await services.settings.read());
  const say = services.say(locale);
  const time = (at: number) => dateTimeFormat(locale, { ...clockForm, timeZone: services.clock.timeZone() }).format(at);
  const facts = ({ company, dueAt }: Reminder) =>
    [company, say('background:reminder.due', { time: time(dueAt) })].filter(Boolean).join(' · ');
  const line = (reminder: Reminder) =>
    `${reminder.person?.name ?? nameIn(say, reminder.leadName)} · ${facts(reminder)}`;
  const isOne = due.length === 1;
  await browser.notifications.create(isOne ? idPrefix + first.recordKey : idPrefix, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: isOne ? titleOf(say, first) : say('background:reminder.many', { count: due.length }),
    message: isOne ? facts(first) : due.map(line).join('\n'),
  });
}

function titleOf(say: Say, { person, leadName }: Reminder): string {
  const lead = nameIn(say, leadName);
  if (person === undefined) return say('background:reminder.title', { name: lead });
  return say('background:task.referral', { name: person.name, leadName: lead });
}

/** The SDR clicked a notification: the lead it speaks of, or the list of what is due. */
export async function onNotificationClicked(services: Services, notificationId: string): Promise<void> {
  if (!notificationId.startsWith(idPrefix)) return;
  const key = notificationId.slice(idPrefix.length);
  if (isRecordKey(key)) await services.docking.openRecord({ recordKey: key, newTab: true, tabId: null });
  else await openDashboard({ page: key === 'answers' ? 'handoffs' : 'today' });
  await browser.notifications.clear(notificationId);
}

/** How many promised calls are due now. */
export async function countDue(): Promise<number> {
  return (await readLive('reminders', remindersView))?.due.length ?? 0;
}
