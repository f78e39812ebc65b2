import { localDayOf } from '../../lib/model/time';
import { workingSpanOf } from '../../lib/model/working-time';
import { countedPart, type Pace, paceOf } from '../../lib/progress/pace';
import type { Metric, ProgressSnapshot } from '../../lib/progress/progress';
import { likelyRange } from './likely-range';

export type Period = 'day' | 'month';

/** Where one stands in one metric of one period: what to show, before it is put into words. */
export interface Standing {
  readonly actual: number;
  readonly target: number | null;
  readonly kind: 'noTarget' | 'over' | 'reached' | 'ahead' | 'behind' | 'onPace' | 'notStarted' | 'dayOff' | 'ended';
  /** How far ahead, behind or over; 0 otherwise. */
  readonly amount: number;
  /** Digits worth showing of `amount` and `expected`: one call more or less is nothing among sixty. */
  readonly digits: 0 | 1;
  readonly pace: Pace | null;
  /** The range of four in five such days, where there is enough to go by and something is still to come. */
  readonly likely: { readonly low: number; readonly high: number } | null;
  /** When today's working time starts, where it has not yet. */
  readonly startsAt: number | null;
}

/** From this target on, tenths are noise. */
const wholeFrom = 20;

/** Where one stands at `now` (epoch ms); the snapshot must be that of `now` (see `asOf`). */
export function standingOf(snapshot: ProgressSnapshot, metric: Metric, period: Period, now: number): Standing {
  const { timeZone, workingTime, targets } = snapshot;
  const actual = period === 'day' ? snapshot.today[metric] : snapshot.month[metric];
  const countedFrom = period === 'month' ? snapshot.countedFrom : undefined;
  const whole = targets[period][metric];
  const part = countedPart({ countedFrom, timeZone, workingTime });
  const target = whole === null ? null : Math.max(1, Math.round(whole * part));
  const pace = paceOf({ target, actual, now, timeZone, workingTime, period, countedFrom });
  const digits = target !== null && target >= wholeFrom ? 0 : 1;
  const span = workingSpanOf(localDayOf(now, timeZone), workingTime, timeZone);
  const startsAt = span !== null && now < span.start ? span.start : null;
  const likely = pace?.projected == null || now >= pace.endsAt ? null : likelyRange(actual, pace.projected - actual);
  const base = { actual, target, digits, pace, likely, startsAt } as const;
  if (target === null) return { ...base, kind: 'noTarget', amount: 0 };
  if (actual > target) return { ...base, kind: 'over', amount: actual - target };
  if (actual === target) return { ...base, kind: 'reached', amount: 0 };
  if (pace === null) return { ...base, kind: startsAt === null ? 'dayOff' : 'notStarted', amount: 0 };
  if (now >= pace.endsAt) return { ...base, kind: 'ended', amount: target - actual };
  const amount = Number(Math.abs(pace.ahead).toFixed(digits));
  if (amount === 0) return { ...base, kind: 'onPace', amount: 0 };
  return { ...base, kind: pace.ahead > 0 ? 'ahead' : 'behind', amount };
}
