import type { CrmProblem } from '../../lib/crm/result';
import { type ConnectionView, isBlocked, type OutboxView } from '../../lib/messaging/views';
import { crmProblemText, type ErrorText } from '../i18n/error-text';
import type { Translate } from '../i18n/translate';
import { named, orgName } from './org-name';

/** Why an entry has not reached its CRM yet: a sentence, the cure, and the CRM's own words where it gave any. */
export interface Reason extends Pick<ErrorText, 'title' | 'theirWords'> {
  readonly cure: string | null;
  /** It waits for the SDR to connect or to sign in. */
  readonly connect: boolean;
}

/** The reason an entry waits or failed, the one the SDR can act on first. */
export function whyWaiting(
  t: Translate,
  entry: Pick<OutboxView, 'org' | 'state' | 'problem'>,
  connections: readonly ConnectionView[] | undefined,
  online: boolean,
): Reason {
  const plain = (title: string, connect = false): Reason => ({ title, cure: null, connect });
  const org = orgName(t, entry.org);
  const connection = connections?.find((each) => each.org === entry.org);
  if (entry.state === 'failed' && entry.problem !== null) return ofProblem(t, entry.problem);
  if (entry.state === 'sending') return plain(t('sync:why.sending'));
  if (connections !== undefined && connection === undefined) return plain(t('sync:why.notConnected', { org }), true);
  if (connection != null && connection.problem !== null && isBlocked(connection))
    return ofProblem(t, connection.problem);
  if (connection?.problem?.kind === 'signInNeeded' && saysMore(connection.problem)) {
    return ofProblem(t, connection.problem);
  }
  if (connection?.state === 'signInNeeded') return plain(t('sync:why.signIn', { org: named(t, connection) }), true);
  if (!online) return plain(t('sync:why.offline'));
  if (entry.problem !== null) return ofProblem(t, entry.problem);
  // It was not tried yet, and what went before it has just met this.
  if (connection?.problem?.kind === 'retryAfter') return ofProblem(t, connection.problem);
  return plain(t('sync:why.next'));
}

/** Somebody else is signed in, or a key is over: signing in again is not what helps. */
function saysMore({ otherUser, byKey }: Extract<CrmProblem, { kind: 'signInNeeded' }>): boolean {
  return otherUser !== undefined || byKey === true;
}

function ofProblem(t: Translate, problem: NonNullable<OutboxView['problem']>): Reason {
  const { title, cure, theirWords, action } = crmProblemText(t, problem);
  return { title, cure, connect: action?.kind === 'connect', ...(theirWords === undefined ? {} : { theirWords }) };
}
