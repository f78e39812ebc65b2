import { browser } from '../browser';
import { addDays, hourMs, localDayOf, startOfLocalDay } from '../model/time';
import { archiveCalls } from '../store/calls';
import { checkAndRepairDays } from '../store/days';
import { firstIdAt } from '../store/ids';
import { writeLive } from '../store/live';
import { restoreSettings } from '../store/settings';
import { tellEarlyRoom } from './early-room';
import { readPrescription } from './prescribed';
import { learnHours } from './queue';
import { remindNow } from './reminders';
import type { Services } from './services';
import { isSnapshotOfAnotherDay, runningCallNow, snapshotNow } from './telling';

export const midnightAlarm = 'midnight';
export const housekeepingAlarm = 'housekeeping';

/** Calls stay in the table of recent days this long; older ones are archived while nothing else happens. */
const recentDays = 7;
/** A repeated command arrives within seconds; a day is plenty to remember it. */
const commandsKeptMs = 24 * hourMs;

/**
 * On every start of the worker, whatever died before: brings everything that mirrors the store in line with it. Works
 * alongside the first message, which does not wait for it.
 */
export async function recoverOnStart(services: Services): Promise<void> {
  const database = await services.store.open();
  await restoreSettings(database);
  services.settings.forget();
  await Promise.all([
    services.settings.read().then((settings) => {
      void tellEarlyRoom(settings.dock);
      return writeLive('settings', settings);
    }),
    runningCallNow(services),
    remindNow(services).then(() => snapshotNow(services)),
    readPrescription(services),
    setAlarms(services),
  ]);
}

/** A new day began, or the machine moved to another zone: today's counters are others. */
export async function turnDay(services: Services): Promise<void> {
  if (await isSnapshotOfAnotherDay(services)) services.changed({ topics: ['followUps'] });
  await setAlarms(services);
}

/** What may wait until nothing else happens: archive, forget old commands, prove the counters. */
export async function keepHouse(services: Services, signal: AbortSignal): Promise<void> {
  const database = await services.store.open();
  const { now, timeZone } = services.clock;
  const today = localDayOf(now(), timeZone());
  await archiveCalls(database, startOfLocalDay(addDays(today, -recentDays), timeZone()), signal);
  await database.commands
    .where('id')
    .below(firstIdAt(now() - commandsKeptMs))
    .delete();
  await learnHours(services);
  const repaired = await checkAndRepairDays(database, today, now());
  if (repaired.length > 0) services.changed({ topics: ['calls'] });
}

async function setAlarms({ clock }: Services): Promise<void> {
  const tomorrow = addDays(localDayOf(clock.now(), clock.timeZone()), 1);
  await browser.alarms.create(midnightAlarm, { when: startOfLocalDay(tomorrow, clock.timeZone()) });
  if ((await browser.alarms.get(housekeepingAlarm)) === undefined) {
    await browser.alarms.create(housekeepingAlarm, { delayInMinutes: 5, periodInMinutes: 60 });
  }
}
