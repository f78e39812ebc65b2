import { loggedWithinMs } from '../../lib/calls/call';
import type { TranslateIn } from '../i18n/translate';

const dayMs = 24 * 3_600_000;

/** That a call lies too long before it was logged, in words. */
export function startIssue(t: TranslateIn<'call'>): string {
  return t('fields.startTooEarly', { days: loggedWithinMs / dayMs });
}
