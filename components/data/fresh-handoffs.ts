import { useEffect, useRef } from 'react';
import { ask } from '../../lib/messaging/client';
import { useProgress } from './live-values';

/** The background has the last word on how often a CRM is asked; this only spares it messages. */
const everyMs = 60_000;
const signs = ['pointerdown', 'keydown', 'visibilitychange'] as const;

/**
 * Has the background look what became of open handoffs when this surface opens, and while somebody uses it. A surface that is
 * only open asks for nothing, and neither does one of an SDR without an open handoff. `opened`: it was opened to look.
 */
export function useFreshHandoffs({ opened }: { readonly opened: boolean }): void {
  const hasOpen = (useProgress()?.handoffs?.open ?? 0) > 0;
  const asked = useRef<number | null>(null);
  useEffect(() => {
    if (!hasOpen) return;
    const look = () => {
      const now = Date.now();
      if (document.visibilityState !== 'visible') return;
      if (asked.current !== null && Math.abs(now - asked.current) < everyMs) return;
      const soon = opened && asked.current === null;
      asked.current = now;
      void ask('refreshHandoffs', { soon });
    };
    look();
    for (const sign of signs) document.addEventListener(sign, look);
    return () => {
      for (const sign of signs) document.removeEventListener(sign, look);
    };
  }, [hasOpen, opened]);
}
