import { useEffect, useState } from 'react';
import { browser } from '../../lib/browser';

const permission = { permissions: ['notifications' as const] };

export interface Notifications {
  /** Whether the SDR allowed notifications; undefined until known, and where the browser does not tell. */
  readonly allowed: boolean | undefined;
  /** Asks for the permission. To be called in the click itself: a browser asks for nothing out of the blue. */
  readonly allow: () => Promise<boolean>;
  /** Gives the permission back. */
  readonly forbid: () => Promise<void>;
}

/** Whether Baton may show notifications, and asking for it. */
export function useNotifications(): Notifications {
  const [allowed, setAllowed] = useState<boolean | undefined>(undefined);
  useEffect(() => {
    let isWatching = true;
    const known = (value: boolean | undefined) => {
      if (isWatching) setAllowed(value);
    };
    // Asked within a promise: what throws is an answer as well.
    Promise.resolve()
      .then(() => browser.permissions.contains(permission))
      .then(known, () => known(undefined));
    return () => {
      isWatching = false;
    };
  }, []);
  return {
    allowed,
    allow: async () => {
      const isAllowed = await browser.permissions.request(permission).catch(() => false);
      setAllowed(isAllowed);
      return isAllowed;
    },
    forbid: async () => {
      await browser.permissions.remove(permission).catch(() => false);
      setAllowed(await browser.permissions.contains(permission));
    },
  };
}
