import { browser } from '../browser';
import type { Answer, Ask } from '../messaging/protocol';
import type { Asker } from '../messaging/server';
import { CommandFailure } from '../store/failures';
import type { Services } from './services';

/** The tab the asking page sits in; of a page in no tab (popup, side panel), the one in front. */
export async function whichTab(asker: Asker): Promise<Answer<'whichTab'>> {
  const tabId = await tabOf(asker);
  if (tabId === null) throw new CommandFailure({ kind: 'noRecord' });
  return { tabId };
}

/** The tab of the asking page, else the one in front; null where there is none. */
export async function tabOf(asker: Asker): Promise<number | null> {
  if (asker.tabId !== null) return asker.tabId;
  const [front] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return front?.id ?? null;
}

/** The sidebar frame has painted: its tab may show it. */
export async function sidebarReady(services: Services, asker: Asker): Promise<null> {
  if (asker.tabId !== null) await services.docking.onSidebarReady(asker.tabId);
  return null;
}

/** What the sidebar wants of its dock. */
export async function dock(services: Services, ask: Ask<'dock'>, asker: Asker): Promise<null> {
  const { collapsed, widthPx, focusPage } = ask;
  if (collapsed !== undefined || widthPx !== undefined) {
    await services.docking.changeDock({
      ...(collapsed === undefined ? {} : { collapsed }),
      ...(widthPx === undefined ? {} : { widthPx }),
    });
  }
  if (focusPage === true && asker.tabId !== null) await services.docking.focusPage(asker.tabId);
  return null;
}

/** Shows another record, in the asker's tab or in a new one. */
export async function openRecord(services: Services, ask: Ask<'openRecord'>, asker: Asker): Promise<null> {
  await services.docking.openRecord({ ...ask, tabId: await tabOf(asker) });
  return null;
}

/** A page of the dashboard, with parameters where it takes any: `connections?org=hubspot:4711`. */
const pagePattern = /^[a-z][a-zA-Z-]*(?:\?[a-z]+=[a-z0-9:.-]+)?$/;

/** Shows the dashboard on that page: the tab that is open already, else a new one. */
export async function openDashboard({ page }: Ask<'openDashboard'>): Promise<null> {
  const base = browser.runtime.getURL('/dashboard.html');
  const hash = pagePattern.test(page) ? `#/${page}` : '';
  const open = await dashboardTab(base);
  if (open === null) await browser.tabs.create({ url: base + hash });
  else {
    await browser.tabs.update(open.id, { active: true, ...(hash === '' ? {} : { url: base + hash }) });
    if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
  }
  return null;
}

/** A tab that shows the dashboard. Seen without the permission `tabs`, because it is our own page. */
async function dashboardTab(base: string): Promise<{ readonly id: number; readonly windowId?: number } | null> {
  const tabs = await browser.tabs.query({});
  const tab = tabs.find(({ url }) => url?.startsWith(base));
  if (tab?.id === undefined) return null;
  return { id: tab.id, ...(tab.windowId === undefined ? {} : { windowId: tab.windowId }) };
}
