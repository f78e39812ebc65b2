import { useEffect, useRef } from 'react';
import { ask } from '../../lib/messaging/client';

/**
 * Tells the background once that there is something to see. The frame may still be hidden then, and a hidden frame
 * gets no animation frames, so this waits for the commit only.
 */
export function useReady(): void {
  const told = useRef(false);
  useEffect(() => {
    if (told.current) return;
    told.current = true;
    void ask('sidebarReady', {});
  }, []);
}
