import { z } from 'zod';
import type { browser as browserSeam, Runtime, Tabs } from '../browser';
import { orgFromUrl, recordFromUrl, urlOfRecord } from '../crm/pages';
import { type DockMessage, type DockState, dockWidthPx } from '../messaging/dock-protocol';
import { crmTabOf, isSameRecord, originOf, pageReportOf, tabAfter } from '../messaging/page-report';
import type { Settings } from '../messaging/protocol';
import { type TabState, tabState } from '../messaging/views';
import { type OrgKey, orgKey, type RecordKey, recordKey, refOfKey } from '../model/record';
import { orgKey as orgKeyForm } from '../model/schemas';
import { readLive, readTabStates, removeLive, writeLive } from '../store/live';
import { goWithin } from './follow-link';
import { bringInFront, openInFront } from './in-front';

/** What docking needs of the rest of the background. */
export interface DockingDeps {
  readonly browser: Pick<typeof browserSeam, 'runtime' | 'scripting' | 'storage' | 'tabs' | 'windows'>;
  readonly readSettings: () => Promise<Settings>;
  /** Remembers how the SDR left the dock. */
  readonly saveDock: (change: DockPlace) => Promise<void>;
  /** What the collapsed tab shows of a record, or null while there is no score. */
  readonly scoreLabel: (key: RecordKey) => Promise<string | null>;
  /** Whether a call is on the line, or its outcome not logged yet. */
  readonly callState: () => Promise<DockState['call']>;
  /** The dock's words in the SDR's language. */
  readonly labels: (shown: Pick<DockState, 'call' | 'score'>) => Promise<DockState['labels']>;
  readonly now: () => number;
}

/** How the dock lies; what is absent stays as it is. */
export interface DockPlace {
  readonly collapsed?: boolean | undefined;
  readonly widthPx?: number | undefined;
}

/** The background's side of the dock: one per worker start. What it must not forget is in storage. */
export interface Docking {
  /** A content script says what its page shows: checked, kept as the tab's state, answered with the dock's state. */
  onPageReport(report: unknown, sender: Runtime.MessageSender): Promise<void>;
  /** The SDR dragged the dock or pressed its tab: remembered and told to every tab. */
  onDockChange(change: unknown, sender: Runtime.MessageSender): Promise<void>;
  /** The sidebar frame of that tab has painted: the tab may show it. */
  onSidebarReady(tabId: number): Promise<void>;
  /** The same as a change by the dock itself, asked by the sidebar. Widths are brought into range. */
  changeDock(change: DockPlace): Promise<void>;
  /** Tells the dock's state again: to one tab, to the tabs that show one of these records, or to all (after a change of settings). */
  refresh(only?: number | readonly RecordKey[]): Promise<void>;
  /** The same after something happened to these leads; to all where a call began, ended or was logged and the tab is all there is to be seen of Baton. */
  refreshAfter(change: { readonly leads: readonly RecordKey[]; readonly call: boolean }): Promise<void>;
  /** Shows a record: in that tab by the CRM's own navigation where it can; for a new one, in the tab that shows it already. */
  openRecord(ask: {
    readonly recordKey: RecordKey;
    readonly newTab: boolean;
    readonly tabId: number | null;
  }): Promise<void>;
  focusSidebar(tabId: number): Promise<void>;
  focusPage(tabId: number): Promise<void>;
  /** A keyboard command of the manifest; `tab` is the tab in front where the browser tells. */
  onCommand(name: string, tab?: Tabs.Tab): Promise<void>;
  onTabRemoved(tabId: number): Promise<void>;
  /** The record the page of this sender shows, told by the browser; null for any other sender. */
  recordOf(sender: Runtime.MessageSender): Promise<{ readonly key: RecordKey; readonly title: string } | null>;
  /** Orgs whose pages were open since the browser started, latest first. */
  seenOrgs(): Promise<OrgKey[]>;
}

const dockChange = z.object({
  to: z.literal('baton-dock-change'),
  collapsed: z.boolean().optional(),
  widthPx: z.number().finite().optional(),
});
/** Longer than a CRM takes to load a record and to put its name into the page's title. */
const oldTitleMs = 3000;
const seenOrgsKey = 'seenOrgs';
const seenOrgsForm = z.array(orgKeyForm);
const seenOrgsLimit = 20;

const tabKey = (tabId: number) => `tab:${tabId}` as const;

/** Makes the background's side of the dock. */
export function createDocking(deps: DockingDeps): Docking {
  const { browser } = deps;

  /** What this worker wrote: read back from storage, it would keep every navigation waiting. */
  const written = new Map<number, TabState>();

  /** How the SDR moved the dock, while that is on its way into the settings: told without it, the dock would jump back. */
  let unsaved: Partial<Settings['dock']> = {};
  let moves = 0;

  async function writeTab(tab: TabState): Promise<void> {
    written.set(tab.tabId, tab);
    await writeLive(tabKey(tab.tabId), tab);
  }

  async function readTab(tabId: number): Promise<TabState | null> {
    return written.get(tabId) ?? readLive(tabKey(tabId), tabState);
  }

  async function noteOrg(url: string): Promise<void> {
    const org = orgFromUrl(url);
    if (!org) return;
    const seen = await seenOrgs();
    const key = orgKey(org);
    if (seen[0] === key) return;
    const next = [key, ...seen.filter((other) => other !== key)].slice(0, seenOrgsLimit);
    await browser.storage.session.set({ [seenOrgsKey]: next });
  }

  async function seenOrgs(): Promise<OrgKey[]> {
    const stored = await browser.storage.session.get(seenOrgsKey);
    return seenOrgsForm.safeParse(stored[seenOrgsKey]).data ?? [];
  }

  /** False where nobody listens: a tab that is loading, closed or no CRM page any more. */
  async function tell(tabId: number, message: DockMessage): Promise<boolean> {
    try {
      await browser.tabs.sendMessage(tabId, message, { frameId: 0 });
      return true;
    } catch {
      return false;
    }
  }

  async function dockStateOf(tab: TabState): Promise<DockState> {
    const score = tab.ref === null ? null : await deps.scoreLabel(recordKey(tab.ref));
    const call = tab.ref === null ? '' : await deps.callState();
    const labels = await deps.labels({ call, score });
    // Last: the SDR may have moved the dock while its score was looked up.
    const settings = await deps.readSettings();
    const dark = settings.theme === 'auto' ? null : settings.theme === 'dark';
    return { present: tab.ref !== null, ...settings.dock, ...unsaved, dark, score, call, labels };
  }

  async function tellState(tab: TabState): Promise<void> {
    const state = await dockStateOf(tab);
    const now = await readTab(tab.tabId);
    // The tab went on to another record meanwhile: that report's answer is the one to show.
    if (now === null || !isSameRecord(now, tab)) return;
    await tell(tab.tabId, { to: 'baton-dock', kind: 'state', state });
  }

  /** The page has kept its title: two records have the same name, or the record is the same by another name. */
  async function believeTitle({ oldTitle, ...tab }: TabState): Promise<void> {
    const { tabId, ref } = tab;
    const now = await readTab(tabId);
    if (oldTitle === undefined || now?.oldTitle !== oldTitle || !isSameRecord(now, { ref })) return;
    await writeTab({ ...tab, title: oldTitle, at: deps.now() });
  }

  async function refresh(only?: number | readonly RecordKey[]): Promise<void> {
    const tabs = await readTabStates();
    const records = typeof only === 'object' ? new Set(only) : null;
    const isConcerned = ({ tabId, ref }: TabState) =>
      records === null ? only === undefined || only === tabId : ref !== null && records.has(recordKey(ref));
    await Promise.all(tabs.filter(isConcerned).map(tellState));
  }

  async function saveDock({ collapsed, widthPx }: DockPlace): Promise<void> {
    const place = {
      ...(collapsed === undefined ? {} : { collapsed }),
      ...(widthPx === undefined ? {} : { widthPx: dockWidthWithin(widthPx) }),
    };
    unsaved = { ...unsaved, ...place };
    moves += 1;
    const move = moves;
    try {
      await deps.saveDock(place);
    } finally {
      if (move === moves) unsaved = {};
    }
  }

  async function changeDock(change: DockPlace): Promise<void> {
    await saveDock(change);
    await refresh();
  }

  /** The dock that was moved shows it already: told its own change again, it would lose a newer one made meanwhile. */
  async function changeDockOf(tabId: number, change: DockPlace): Promise<void> {
    await saveDock(change);
    const others = (await readTabStates()).filter((tab) => tab.tabId !== tabId);
    // The answer is that it is saved; another tab hears of it when its page has time.
    void Promise.all(others.map(tellState)).catch(() => undefined);
  }

  async function focus(tabId: number, where: 'sidebar' | 'page' | 'toggle'): Promise<void> {
    await tell(tabId, { to: 'baton-dock', kind: 'focus', where });
  }

  async function frontTabId(): Promise<number | undefined> {
    const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
    return tab?.id;
  }

  /** Brings a tab to the front that shows a record; false where it does not, or has gone on to a page that reports nothing. */
  async function isBroughtBack({ tabId, ref }: TabState, key: RecordKey): Promise<boolean> {
    if (ref === null || recordKey(ref) !== key) return false;
    const tab = await browser.tabs.get(tabId).catch(() => null);
    // Of sites that are no CRM the browser tells no URL.
    const now = tab?.url === undefined ? null : recordFromUrl(tab.url);
    return now !== null && recordKey(now) === key && bringInFront(browser, tabId);
  }

  return {
    async onPageReport(raw, sender) {
      const page = pageReportOf(raw, sender, browser.runtime.id);
      if (page === null) return;
      const tab = tabAfter(await readTab(page.tabId), page);
      await writeTab(tab);
      if (tab.oldTitle !== undefined) setTimeout(() => void believeTitle(tab), oldTitleMs);
      await Promise.all([tellState(tab), noteOrg(page.url)]);
    },

    async onDockChange(raw, sender) {
      const change = dockChange.safeParse(raw);
      const tab = crmTabOf(sender, browser.runtime.id);
      if (!change.success || tab === null) return;
      await changeDockOf(tab.tabId, change.data);
    },

    async onSidebarReady(tabId) {
      await tell(tabId, { to: 'baton-dock', kind: 'ready' });
    },

    changeDock,
    refresh,

    async refreshAfter({ leads, call }) {
      const isEverywhere = call && { ...(await deps.readSettings()).dock, ...unsaved }.collapsed;
      if (isEverywhere) await refresh();
      else if (leads.length > 0) await refresh(leads);
    },

    async openRecord({ recordKey: key, newTab, tabId }) {
      if (newTab) {
        for (const shown of await readTabStates()) if (await isBroughtBack(shown, key)) return;
      }
      const tab = newTab || tabId === null ? null : await browser.tabs.get(tabId).catch(() => null);
      const url = urlOfRecord(refOfKey(key), tab?.url);
      if (tab?.id === undefined) return openInFront(browser, url);
      const isSameApp = tab.url !== undefined && originOf(tab.url) === originOf(url);
      if (isSameApp && (await goWithin(browser, tab.id, url))) return;
      await browser.tabs.update(tab.id, { url });
    },

    focusSidebar: (tabId) => focus(tabId, 'sidebar'),
    focusPage: (tabId) => focus(tabId, 'page'),

    async onCommand(name, tab) {
      if (name === 'toggle-sidebar') {
        const { dock } = await deps.readSettings();
        await changeDock({ collapsed: !dock.collapsed });
      }
      const tabId = tab?.id ?? (await frontTabId());
      if (name === 'focus-sidebar' && tabId !== undefined) await focus(tabId, 'toggle');
      if (name === 'log-outcome' && tabId !== undefined) {
        await writeLive('wanted', { tabId, panel: 'outcome', at: deps.now() });
        await focus(tabId, 'sidebar');
      }
    },

    async onTabRemoved(tabId) {
      written.delete(tabId);
      await removeLive(tabKey(tabId));
    },

    async recordOf(sender) {
      const from = crmTabOf(sender, browser.runtime.id);
      const tab = from === null ? null : await readTab(from.tabId);
      return tab?.ref == null ? null : { key: recordKey(tab.ref), title: tab.title };
    },

    seenOrgs,
  };
}

function dockWidthWithin(widthPx: number): number {
  return Math.round(Math.min(Math.max(widthPx, dockWidthPx.min), dockWidthPx.max));
}
