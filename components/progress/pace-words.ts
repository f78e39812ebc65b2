import type { Formats } from '../i18n/formats';
import type { Translate } from '../i18n/translate';
import type { Tone } from '../ui/Chip';
import type { Period, Standing } from './standing';

/** Where one stands, in a few words; null where a target is not set (the count says all). */
export function standingWords(t: Translate, formats: Formats, standing: Standing): string | null {
  const amount = formats.number(standing.amount, standing.digits);
  switch (standing.kind) {
    case 'noTarget':
      return null;
    case 'ahead':
    case 'behind':
    case 'over':
      return t(`progress:pace.${standing.kind}`, { amount });
    case 'onPace':
    case 'reached':
    case 'dayOff':
      return t(`progress:pace.${standing.kind}`);
    case 'ended':
      return t('progress:pace.dayOver');
    case 'notStarted':
      return standing.startsAt === null
        ? t('progress:pace.dayOff')
        : t('progress:pace.starts', { time: formats.time(standing.startsAt) });
  }
}

/** The tone that repeats the words. */
export function standingTone(standing: Standing): Tone {
  switch (standing.kind) {
    case 'ahead':
    case 'over':
    case 'reached':
      return 'good';
    case 'behind':
      return 'warn';
    default:
      return 'neutral';
  }
}

/** How it will likely end, or what is still to do; null where nothing can be said. */
export function outlookWords(t: Translate, formats: Formats, standing: Standing, period: Period): string | null {
  const { pace, target, actual, likely } = standing;
  if (pace === null || target === null || standing.kind === 'ended') return null;
  const end = period === 'day' ? formats.time(pace.endsAt) : formats.day(pace.endsAt);
  if (period === 'month' && actual < target && pace.needed !== null) {
    const more = t('progress:pace.moreBy', { amount: formats.number(target - actual), end });
    const digits = pace.needed < 10 ? 1 : 0;
    return `${more} · ${t('progress:pace.perDay', { amount: formats.number(pace.needed, digits) })}`;
  }
  // "Likely none" on a slow morning is too little to go by, and no help.
  if (likely === null || likely.high === actual) {
    return actual < target ? t('progress:pace.moreBy', { amount: formats.number(target - actual), end }) : null;
  }
  const low = formats.number(likely.low);
  const high = formats.number(likely.high);
  return low === high ? t('progress:pace.likely', { high, end }) : t('progress:pace.likelyRange', { low, high, end });
}
