import { useEffect, useRef } from 'react';
import { ask } from '../../lib/messaging/client';

/**
 * Tells the background once that there is something to see, as often as it takes to be heard: until then the sidebar is
 * not shown. The frame may still be hidden, and a hidden frame gets no animation frames, so this waits for the commit only.
 */
export function useReady(): void {
  const told = useRef(false);
  useEffect(() => {
    if (told.current) return;
    told.current = true;
    void tellUntilHeard();
  }, []);
}

async function tellUntilHeard(): Promise<void> {
  for (;;) {
    const reply = await ask('sidebarReady', {});
    if (reply.ok || reply.error.kind !== 'noAnswer' || reply.error.updated) return;
  }
}
