import { useState } from 'react';
import { useAnyUnsaved } from '../ui/unsaved';
import { type Route, useRoute } from './route';

export interface Leaving {
  /** The page to show: the one that was left as long as nobody said that what is typed there may go. */
  readonly route: Route;
  /** The address names another page already. */
  readonly isAsked: boolean;
  readonly leave: () => void;
  readonly stay: () => void;
}

/** Where the dashboard stands; a page with something unsaved is not left by a link or by going back without asking. */
export function useLeaving(): Leaving {
  const wanted = useRoute();
  const anyUnsaved = useAnyUnsaved();
  const [route, setRoute] = useState(wanted);
  const isAsked = anyUnsaved && wanted.page !== route.page;
  if (!isAsked && wanted !== route) setRoute(wanted);
  return {
    route: isAsked ? route : wanted,
    isAsked,
    leave: () => setRoute(wanted),
    stay: () => {
      window.location.hash = route.fragment;
    },
  };
}
