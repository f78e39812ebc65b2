import { followUpIssue, followUpYears } from '../../lib/calls/follow-up';
import type { TranslateIn } from '../i18n/translate';

/** What is wrong with the time chosen for a follow-up, in words; null where nothing is. */
export function promiseIssue(t: TranslateIn<'call'>, dueAt: number | undefined, now: number): string | null {
  const issue = dueAt === undefined ? null : followUpIssue(dueAt, now);
  if (issue === null) return null;
  return issue === 'past' ? t('panel.timePast') : t('panel.timeFar', { years: followUpYears });
}
