import { localDayOf } from '../../lib/model/time';
import { type Formats, zoneCity } from '../i18n/formats';
import type { Translate } from '../i18n/translate';
import type { Tone } from '../ui/Chip';

/** A follow-up's time as a list shows it: on the SDR's own clock, and on the lead's where that differs. */
export interface FollowUpTime {
  /** `14:00`, "in 10 minutes", a day and time, or "Overdue". */
  readonly label: string;
  readonly tone: Tone;
  /** `08:05 in Denver`; null where the lead's clock shows the same. */
  readonly theirs: string | null;
  /** The full moment on the SDR's clock. */
  readonly full: string;
}

const soonMs = 60 * 60_000;
/** From here on a weekday no longer names one day. */
const weekMs = 6 * 24 * 60 * 60_000;

/** Puts the due time of a follow-up into words at `now` (epoch ms). `ownZone` and `timeZone` are IANA names. */
export function followUpTime(
  t: Translate,
  formats: Formats,
  followUp: { readonly dueAt: number; readonly timeZone: string },
  now: number,
  ownZone: string,
): FollowUpTime {
  const { dueAt, timeZone } = followUp;
  const theirClock = formats.moment(dueAt, timeZone);
  const ownClock = formats.moment(dueAt, ownZone);
  const sameDay = localDayOf(dueAt, ownZone) === localDayOf(now, ownZone);
  const theirs =
    theirClock === ownClock
      ? null
      : t('progress:followUps.theirTime', { time: formats.time(dueAt, timeZone), city: zoneCity(timeZone) });
  const base = { theirs, full: ownClock };
  if (dueAt <= now) return { ...base, label: t('progress:followUps.overdue'), tone: 'warn' };
  if (dueAt - now < soonMs) return { ...base, label: formats.relative(dueAt, now), tone: 'accent' };
  if (sameDay) return { ...base, label: formats.time(dueAt, ownZone), tone: 'neutral' };
  const near = dueAt - now < weekMs;
  return { ...base, label: near ? formats.weekdayTime(dueAt, ownZone) : formats.day(dueAt, ownZone), tone: 'neutral' };
}
