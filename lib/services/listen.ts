import { z } from 'zod';
import { browser, type Runtime } from '../browser';
import { lineName } from '../messaging/line';
import { serveLine } from '../messaging/server';
import type { Background } from './compose';
import { dialledInCrm } from './crm-dial';
import { readPrescription } from './prescribed';
import { onNotificationClicked, reminderAlarm } from './reminders';
import { housekeepingAlarm, keepHouse, midnightAlarm, recoverOnStart, turnDay } from './start';
import { drainAlarm } from './sync-runner';
import { syncNow } from './syncing';

const addressed = z.object({ to: z.string() });

/**
 * Registers every listener of the background, then brings everything in line with the store and sends what waits.
 * Called synchronously when the worker starts, so that the event that woke it finds its listener; each handler works as
 * the first thing after a start.
 */
export function listen(background: Background): void {
  const { services, sync } = background;
  const { docking } = services;

  browser.runtime.onConnect.addListener((port) => {
    if (port.name === lineName) serveLine(port, background.answer);
  });

  // From a content script: a class of its own that may ask for nothing. A promise is an answer to come; undefined leaves
  // the message to nobody.
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const to = addressed.safeParse(message).data?.to;
    if (to === 'baton-page') return quietly(docking.onPageReport(message, sender));
    if (to === 'baton-dial') return quietly(dialledInCrm(services, message, sender));
    if (to === 'baton-dock-change') return quietly(docking.onDockChange(message, sender));
    return undefined;
  });

  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === drainAlarm) sync.soon();
    if (name === midnightAlarm) void quietly(turnDay(services));
    if (name === reminderAlarm) services.changed({ topics: ['reminders'] });
    if (name === housekeepingAlarm) void quietly(keepHouse(services, new AbortController().signal));
    if (name === housekeepingAlarm) void quietly(turnDay(services));
  });

  // The permission for notifications may come later, in this very life of the worker.
  const onClicked = (id: string) => void quietly(onNotificationClicked(services, id));
  hearNotifications(onClicked);
  browser.permissions.onAdded.addListener(() => hearNotifications(onClicked));

  browser.commands.onCommand.addListener((name, tab) => void quietly(docking.onCommand(name, tab)));
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') void quietly(readPrescription(services));
  });
  browser.tabs.onRemoved.addListener((tabId) => void quietly(docking.onTabRemoved(tabId)));
  // Both make the browser start the worker, and starting is all that is needed: it recovers.
  browser.runtime.onStartup.addListener(() => undefined);
  browser.runtime.onInstalled.addListener(() => undefined);
  globalThis.addEventListener('online', () => void quietly(syncNow(services)));

  void quietly(recoverOnStart(services));
  sync.soon();
}

/** Listens to clicks on notifications, once, where the SDR allowed any: without that the browser offers no such event. */
function hearNotifications(onClicked: (id: string) => void): void {
  const { notifications }: Partial<Pick<typeof browser, 'notifications'>> = browser;
  if (notifications === undefined || notifications.onClicked.hasListener(onClicked)) return;
  notifications.onClicked.addListener(onClicked);
}

/** What an event sets off has nobody to answer; the state it leaves says what failed. */
async function quietly(work: Promise<unknown>): Promise<undefined> {
  await work.catch(() => undefined);
  return undefined;
}
