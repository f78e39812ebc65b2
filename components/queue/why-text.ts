import type { QueueItem } from '../../lib/messaging/views';
import type { Locale } from '../../lib/model/schemas';
import { formatRelative, formatTime, type TranslateIn } from '../i18n';

/** Whom to call: the lead, or somebody the lead named. */
export function whoText(t: TranslateIn<'queue'>, { person }: QueueItem, leadName: string): string {
  return person === null ? leadName : t('named', { person, name: leadName });
}

/** Why a lead is next, in one line; and who else of the company had a call today. */
export function whyText(t: TranslateIn<'queue'>, locale: Locale, item: QueueItem, now: number): string {
  const { colleague } = item;
  const why = ownWhy(t, locale, item, now);
  if (colleague === null) return why;
  const name = colleague.name.trim() === '' ? t('common:someone') : colleague.name;
  return `${t('why.colleague', { name, time: formatTime(locale, colleague.at) })} · ${why}`;
}

function ownWhy(t: TranslateIn<'queue'>, locale: Locale, item: QueueItem, now: number): string {
  if (item.random) return t('why.random');
  switch (item.band) {
    case 'promise':
      return t('why.promise', { when: formatRelative(locale, item.dueAt ?? now, now) });
    case 'fresh':
      return t('why.fresh', { when: formatRelative(locale, item.freshAt ?? now, now) });
    case 'step':
      return item.attempts === 0 ? t('why.firstStep') : t('why.step', { count: item.attempts });
    case 'fit':
      if (item.hour >= 1.1) return t('why.goodHour');
      return item.fit === null
        ? t('why.open', { count: item.attempts })
        : t('why.fit', { score: Math.round(item.fit * 100) });
  }
}
