import { intersectSpans, type Span, type WorkingHours, workingSpansFrom } from '../model/working-time';
import { type CallingQuestion, permissionAt } from './permission';

export interface ReminderQuestion {
  /** When the call was promised for (epoch ms). */
  readonly dueAt: number;
  readonly now: number;
  /** The SDR's own working time and zone. */
  readonly workingTime: WorkingHours;
  readonly ownZone: string;
  /** What the calling rules are asked; null where there is nothing to judge by. */
  readonly calling: CallingQuestion | null;
}

const lookAheadDays = 14;

/**
 * The first stretch from now on in which to remind of a promised call: not before it is due, in the SDR's working time,
 * and while the calling rules allow it. Where nothing tells the person's place the promise is kept all the same. Null
 * where no such time is near.
 */
export function reminderSpan({ dueAt, now, workingTime, ownZone, calling }: ReminderQuestion): Span | null {
  const from = Math.max(dueAt, now);
  const wanted = [{ start: from, end: Number.MAX_SAFE_INTEGER }];
  for (const span of intersectSpans(workingSpansFrom(from, workingTime, ownZone, lookAheadDays), wanted)) {
    const allowed = firstAllowed(span, calling);
    if (allowed !== null) return allowed;
  }
  return null;
}

function firstAllowed({ start, end }: Span, calling: CallingQuestion | null): Span | null {
  if (calling === null) return { start, end };
  let at = start;
  while (at < end) {
    const permission = permissionAt(calling, at);
    if (permission.state === 'unknown') return { start: at, end };
    if (permission.state === 'allowed') return { start: at, end: Math.min(end, permission.until ?? end) };
    if (permission.from === null) return null;
    at = permission.from;
  }
  return null;
}
