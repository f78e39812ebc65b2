import { loggedWithinMs } from '../../lib/calls/call';
import { dayMs } from '../../lib/model/time';
import type { TranslateIn } from '../i18n/translate';

/** What is wrong with when a call was, in words: it lies before `earliest` (epoch ms), too long before it was logged. Null where nothing is. */
export function startIssue(t: TranslateIn<'call'>, startedAt: number, earliest: number): string | null {
  return startedAt < earliest ? t('fields.startTooEarly', { days: loggedWithinMs / dayMs }) : null;
}
