import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { browser, type Runtime } from '../../lib/browser';
import { pageReportOf, tabAfter } from '../../lib/messaging/page-report';
import { type TabState, tabState } from '../../lib/messaging/views';
import { useLive } from './live';

/**
 * What a tab shows, live: undefined until read, null where nothing is known of it. Its page reports to the background,
 * which keeps it; a surface hears the same report, and need not wait until that is kept.
 */
export function useTabState(tabId: number | undefined): TabState | null | undefined {
  const kept = useLive(tabId === undefined ? null : `tab:${tabId}`, tabState);
  const [heard, setHeard] = useState<TabState | null>(null);
  const state = heard?.tabId === tabId ? laterOf(kept, heard) : kept;
  const latest = useRef(state);
  useLayoutEffect(() => {
    latest.current = state;
  });
  useEffect(() => {
    if (tabId === undefined) return;
    const onMessage = (message: unknown, sender: Runtime.MessageSender): undefined => {
      if (sender.tab?.id !== tabId || latest.current === undefined) return;
      const page = pageReportOf(message, sender, browser.runtime.id);
      if (page === null) return;
      latest.current = tabAfter(latest.current, page);
      setHeard(latest.current);
    };
    browser.runtime.onMessage.addListener(onMessage);
    return () => browser.runtime.onMessage.removeListener(onMessage);
  }, [tabId]);
  return state;
}

/** What is kept says as much as what was heard, or more: the background has it all. */
function laterOf(kept: TabState | null | undefined, heard: TabState | null): TabState | null | undefined {
  if (kept === undefined || heard === null) return kept;
  return kept === null || heard.at > kept.at ? heard : kept;
}
