import { useEffect, useRef } from 'react';
import { ask } from '../../lib/messaging/client';
import type { ConnectionView } from '../../lib/messaging/views';
import type { OrgKey } from '../../lib/model/record';

/** Who goes to and fro between two pages is not looked for each time. */
const everyMs = 5000;

/**
 * The SDR signs in to the CRM in another tab, as they were asked to, and comes back: the org is asked at once whether it
 * serves again, and what waits for it goes out. `served` is called where it does.
 */
export function useReturnFromSignIn(connection: ConnectionView | null, served: () => void): void {
  const org = connection?.state === 'signInNeeded' ? connection.org : null;
  const latest = useRef(served);
  useEffect(() => {
    latest.current = served;
  });
  useEffect(() => (org === null ? undefined : lookOnReturn(org, () => latest.current())), [org]);
}

function lookOnReturn(org: OrgKey, served: () => void): () => void {
  let lookedAt: number | null = null;
  const look = async () => {
    const now = Date.now();
    if (document.visibilityState !== 'visible' || (lookedAt !== null && Math.abs(now - lookedAt) < everyMs)) return;
    lookedAt = now;
    const reply = await ask('checkConnection', { org });
    if (reply.ok && reply.value.state === 'ok') served();
  };
  const onReturn = () => void look();
  document.addEventListener('visibilitychange', onReturn);
  window.addEventListener('focus', onReturn);
  return () => {
    document.removeEventListener('visibilitychange', onReturn);
    window.removeEventListener('focus', onReturn);
  };
}
