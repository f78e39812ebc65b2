import { localDayOf, monthOf } from '../../lib/model/time';
import { zeroCounts } from '../../lib/progress/counting';
import type { ProgressSnapshot } from '../../lib/progress/progress';

/**
 * The snapshot as it holds at `now` (epoch ms): one left from an earlier day (the browser slept over midnight, and the
 * background has not woken yet) tells nothing of today.
 */
export function asOf(snapshot: ProgressSnapshot, now: number): ProgressSnapshot {
  const day = localDayOf(now, snapshot.timeZone);
  if (day <= snapshot.day) return snapshot;
  const { countedFrom, ...rest } = snapshot;
  const isSameMonth = monthOf(day) === monthOf(snapshot.day);
  return {
    ...rest,
    day,
    today: zeroCounts(),
    month: isSameMonth ? snapshot.month : zeroCounts(),
    ...(isSameMonth && countedFrom !== undefined ? { countedFrom } : {}),
    handoffTimes: [],
  };
}
