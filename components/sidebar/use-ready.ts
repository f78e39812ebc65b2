import { useEffect } from 'react';
import { ask } from '../../lib/messaging/client';

/** A frame that is hidden with its tab paints nothing, and is ready all the same. */
const paintsWithinMs = 250;

/**
 * Tells the background once that there is something to see, as often as it takes to be heard: until then the sidebar is
 * not shown. What is committed is not yet painted, and would be shown as an empty panel.
 */
export function useReady(): void {
  useEffect(() => afterFirstPaint(() => void tellUntilHeard()), []);
}

/** Runs it once, unless it is stopped before by what this answers. */
function afterFirstPaint(run: () => void): () => void {
  const stop = () => {
    clearTimeout(timer);
    observer.disconnect();
  };
  const done = () => {
    stop();
    run();
  };
  const timer = setTimeout(done, paintsWithinMs);
  const observer = new PerformanceObserver((list) => {
    if (list.getEntriesByName('first-contentful-paint').length > 0) done();
  });
  observer.observe({ type: 'paint', buffered: true });
  return stop;
}

async function tellUntilHeard(): Promise<void> {
  for (;;) {
    const reply = await ask('sidebarReady', {});
    if (reply.ok || reply.error.kind !== 'noAnswer' || reply.error.updated) return;
  }
}
