import { leadHoursIn } from '../../lib/calls/lead-hours';
import { type LeadZones, localTimes } from '../../lib/calls/lead-time';
import { listFormat } from '../../lib/model/formatters';
import type { Locale } from '../../lib/model/schemas';
import { isWorking } from '../../lib/model/working-time';
import { formatTime, type Translate, zoneCity } from '../i18n';

export interface LeadTimeText {
  readonly text: string;
  readonly tone: 'good' | 'warn' | 'neutral';
  /** What it rests on. */
  readonly basis: string;
}

/** Before this minute of the day a call wakes people up, after the other it disturbs them. Source: the widest common window of the calling rules (8:00 to 20:00). */
const earlyUntil = 8 * 60;
const lateFrom = 20 * 60;

/** The lead's local time in words, such as "10:42 in Denver"; each candidate where their clocks differ just now. */
export function leadTimeText(t: Translate, locale: Locale, place: LeadZones, now: number): LeadTimeText {
  const basis = t(`lead:time.basis.${place.basis}`);
  const times = localTimes(place.zones, now);
  const first = times[0];
  if (first === undefined) return { text: t('lead:time.unknown'), tone: 'neutral', basis };
  const when = (timeZone: string) => ({ time: formatTime(locale, now, timeZone), place: zoneCity(timeZone) });
  const minutes = times.map((time) => time.minuteOfDay);
  if (times.length > 1) {
    const texts = times.map((time) => t('lead:time.in', when(time.timeZone)));
    const fine = minutes.every((minute) => minute >= earlyUntil && minute < lateFrom);
    return {
      text: listFormat(locale, { type: 'disjunction' }).format(texts),
      tone: fine ? 'neutral' : 'warn',
      basis,
    };
  }
  if (first.minuteOfDay < earlyUntil) return { text: t('lead:time.early', when(first.timeZone)), tone: 'warn', basis };
  if (first.minuteOfDay >= lateFrom) return { text: t('lead:time.late', when(first.timeZone)), tone: 'warn', basis };
  const atWork = isWorking(now, leadHoursIn(first.timeZone), first.timeZone);
  return { text: t('lead:time.in', when(first.timeZone)), tone: atWork ? 'good' : 'neutral', basis };
}
