import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { RunningCall } from '../../lib/calls/call';
import {
  type OverdueAnswer,
  type Reminder,
  remindersView,
  runningCallView,
  wantedView,
} from '../../lib/messaging/views';
import { type RecordKey, type RecordRef, recordKey } from '../../lib/model/record';
import { type ProgressSnapshot, progressSnapshot } from '../../lib/progress/progress';
import { askOrThrow } from './failure';
import { queryKeys } from './keys';
import { useLive } from './live';
import { useTabState } from './tab-state';

/** Today's progress, live, without waiting for the background: undefined until read, null before the first snapshot. */
export function useProgress(): ProgressSnapshot | null | undefined {
  return useLive('progress', progressSnapshot);
}

/** The call on the line or waiting for its outcome, live: undefined until read, null where there is none. */
export function useRunningCall(): RunningCall | null | undefined {
  return useLive('runningCall', runningCallView);
}

/** Promised calls that are due and may be made at `now`, the one due first in front; live. */
export function useReminders(now: number): readonly Reminder[] {
  const reminders = useLive('reminders', remindersView);
  return (reminders?.due ?? []).filter(({ until }) => until > now);
}

/** Handoffs whose answer is overdue at `now`, the one due first in front; live. */
export function useOverdueAnswers(now: number): readonly OverdueAnswer[] {
  const reminders = useLive('reminders', remindersView);
  return (reminders?.overdue ?? []).filter(({ dueAt }) => dueAt < now);
}

export interface TabRecord {
  /** Null where the page shows no record. */
  readonly ref: RecordRef | null;
  readonly key: RecordKey | null;
  /** The page's title, from which a name can be shown before anything else is known. */
  readonly title: string;
  /** The page has gone on to this record and has not named it yet; it will in a moment. */
  readonly isUnnamedYet: boolean;
}

/** The id of the tab this surface sits in: undefined until known. */
export function useTabId(): number | undefined {
  const tab = useQuery({
    queryKey: queryKeys.tab,
    queryFn: () => askOrThrow('whichTab', {}),
    staleTime: Number.POSITIVE_INFINITY,
    retry: true,
    retryDelay: 500,
  });
  return tab.data?.tabId;
}

/** The record a tab shows, live: undefined until known. */
export function useRecordOfTab(tabId: number | undefined): TabRecord | undefined {
  const state = useTabState(tabId);
  if (state === undefined) return undefined;
  const ref = state?.ref ?? null;
  const key = ref === null ? null : recordKey(ref);
  return { ref, key, title: state?.title ?? '', isUnnamedYet: state?.oldTitle !== undefined };
}

/** A press from before the sidebar was there is answered too, while it is this fresh. */
const freshMs = 5000;

/** Calls back when a keyboard command of the browser wants something of the sidebar beside this tab; once for each press. */
export function useWanted(tabId: number | undefined, onWanted: () => void): void {
  const wanted = useLive('wanted', wantedView);
  const latest = useRef(onWanted);
  const done = useRef<number | null>(null);
  useEffect(() => {
    latest.current = onWanted;
  });
  useEffect(() => {
    if (wanted == null || wanted.tabId !== tabId || wanted.at === done.current) return;
    const isFresh = done.current !== null || Date.now() - wanted.at < freshMs;
    done.current = wanted.at;
    if (isFresh) latest.current();
  }, [wanted, tabId]);
}

/** The present moment, renewed every `stepMs` (and at once when the surface is looked at again). */
export function useNow(stepMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const renew = () => setNow(Date.now());
    const timer = setInterval(renew, stepMs);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, [stepMs]);
  return now;
}

/** False while the browser knows that it has no network. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('online', changed);
      window.addEventListener('offline', changed);
      return () => {
        window.removeEventListener('online', changed);
        window.removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
  );
}
