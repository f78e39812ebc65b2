import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser, type Runtime, type Tabs } from '../browser';
import type { DockMessage, DockState } from '../messaging/dock-protocol';
import type { Settings } from '../messaging/protocol';
import { tabState } from '../messaging/views';
import { recordKey } from '../model/record';
import { createDocking, type Docking, type DockingDeps, type DockPlace } from './docking';

const ui = 'https://acme.lightning.force.com';
const leadId = '00Q5e00000AbCdEEAV';
const leadUrl = `${ui}/lightning/r/Lead/${leadId}/view`;
const ref = { crm: 'salesforce', org: 'acme.my.salesforce.com', object: 'lead', id: leadId } as const;
const labels = { frameTitle: 'Baton', open: 'Open Baton', resize: 'Width' };

let settings: Settings;
let call: DockState['call'];
let docking: Docking;
let sent: { tabId: number; message: DockMessage }[];
let opened: { tabId: number | null; url: string | undefined }[];
let tabUrl: string | undefined;
let isListening: boolean;
let gone: { tabId: number; url: unknown }[];

const tab = (id: number, url?: string): Tabs.Tab => ({
  id,
  index: 0,
  highlighted: false,
  active: true,
  pinned: false,
  incognito: false,
  windowId: 3,
  ...(url === undefined ? {} : { url }),
});
const sender = (more: Partial<Runtime.MessageSender> = {}): Runtime.MessageSender => ({
  id: browser.runtime.id,
  url: leadUrl,
  frameId: 0,
  tab: tab(7),
  ...more,
});
const report = (url = leadUrl) => ({ to: 'baton-page', url, title: 'Maya | Lead | Salesforce', at: 1000 });
const stored = (id = 7) => browser.storage.session.get(`tab:${id}`).then((all) => all[`tab:${id}`]);
const lastState = () => {
  const message = sent.at(-1)?.message;
  return message?.kind === 'state' ? message.state : undefined;
};

beforeEach(() => {
  fakeBrowser.reset();
  call = '';
  sent = [];
  opened = [];
  gone = [];
  tabUrl = leadUrl;
  isListening = true;
  settings = {
    language: 'auto',
    theme: 'auto',
    workingTime: { weekdays: [1], startMinute: 540, endMinute: 1080 },
    conversationSeconds: 60,
    dock: { widthPx: 380, collapsed: false },
  };
  vi.spyOn(browser.tabs, 'sendMessage').mockImplementation(async (tabId, message) => {
    if (!isListening) throw new Error('Receiving end does not exist');
    sent.push({ tabId, message: message as DockMessage });
  });
  vi.spyOn(browser, 'scripting', 'get').mockReturnValue({
    ...browser.scripting,
    executeScript: async ({ target, args }) => {
      if (!isListening) throw new Error('Cannot access contents of the page');
      gone.push({ tabId: target.tabId, url: args?.[0] });
      return [];
    },
  });
  vi.spyOn(browser.tabs, 'get').mockImplementation(async (id) => tab(id, tabUrl));
  vi.spyOn(browser.tabs, 'query').mockImplementation(async () => [tab(9)]);
  vi.spyOn(browser.tabs, 'create').mockImplementation(async ({ url }) => {
    opened.push({ tabId: null, url });
    return tab(99);
  });
  vi.spyOn(browser.tabs, 'update').mockImplementation((async (tabId: number, { url }: { url: string }) => {
    opened.push({ tabId, url });
    return tab(tabId);
  }) as typeof browser.tabs.update);
  docking = dockingWith({
    saveDock: async ({ collapsed, widthPx }: DockPlace) => {
      settings = {
        ...settings,
        dock: { collapsed: collapsed ?? settings.dock.collapsed, widthPx: widthPx ?? settings.dock.widthPx },
      };
    },
  });
});

function dockingWith(parts: Pick<DockingDeps, 'saveDock'> & Partial<DockingDeps>): Docking {
  return createDocking({
    browser,
    readSettings: async () => settings,
    scoreLabel: async () => '62',
    callState: async () => call,
    labels: async (shown) => ({
      ...labels,
      open: [shown.score === null ? labels.open : `${labels.open} (${shown.score})`, shown.call]
        .filter(Boolean)
        .join(': '),
    }),
    now: () => 1000,
    ...parts,
  });
}

/** A wait that ends when the test says so. */
function heldBack() {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { held, release: () => release() };
}

describe('a page report', () => {
  it('becomes the tab’s state and is answered with the dock’s', async () => {
    await docking.onPageReport(report(), sender());
    expect(await stored()).toEqual({ tabId: 7, ref, title: 'Maya | Lead | Salesforce', at: 1000 });
    expect(sent).toEqual([
      {
        tabId: 7,
        message: {
          to: 'baton-dock',
          kind: 'state',
          state: {
            present: true,
            collapsed: false,
            widthPx: 380,
            dark: null,
            score: '62',
            call: '',
            labels: { ...labels, open: 'Open Baton (62)' },
          },
        },
      },
    ]);
  });

  describe('of a page that went on without loading', () => {
    const otherUrl = `${ui}/lightning/r/Lead/00Q5e00000AbCdFEAV/view`;
    const goOn = (title: string, url = otherUrl) =>
      docking.onPageReport({ ...report(url), title }, sender({ url: leadUrl }));
    const titles = async () => {
      const { title, oldTitle } = tabState.parse(await stored());
      return { title, oldTitle };
    };
    const maya = report().title;

    beforeEach(async () => {
      vi.useFakeTimers();
      await docking.onPageReport(report(), sender());
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    it('does not take the old title for the name of the next record', async () => {
      await goOn(maya);
      expect(await titles()).toEqual({ title: '', oldTitle: maya });
      await goOn(maya);
      expect(await titles()).toEqual({ title: '', oldTitle: maya });
      await goOn('Noor | Lead | Salesforce');
      expect(await titles()).toEqual({ title: 'Noor | Lead | Salesforce' });
    });

    it('does not take it two records later either', async () => {
      await goOn(maya);
      await goOn(maya, `${ui}/lightning/r/Lead/00Q5e00000AbCdGEAV/view`);
      expect(await titles()).toEqual({ title: '', oldTitle: maya });
    });

    it('takes it in the end where it stays: both have the same name', async () => {
      await goOn(maya);
      await vi.advanceTimersByTimeAsync(5000);
      expect(await titles()).toEqual({ title: maya });
    });

    it('keeps it where only another part of the same record is shown', async () => {
      await goOn(maya, `${leadUrl}?tab=related`);
      expect(await titles()).toEqual({ title: maya });
    });
  });

  it('of a page without record keeps the dock away', async () => {
    await docking.onPageReport(report(`${ui}/lightning/page/home`), sender());
    expect(await stored()).toMatchObject({ ref: null });
    expect(lastState()).toMatchObject({ present: false, score: null, labels });
  });

  it.each<[string, unknown, Partial<Runtime.MessageSender>]>([
    ['from another extension', report(), { id: 'other' }],
    ['from a frame', report(), { frameId: 3 }],
    ['from no tab', report(), { tab: undefined as never }],
    ['from another site', report(), { url: 'https://evil.example/' }],
    ['from an extension page', report(), { url: 'chrome-extension://x/popup.html' }],
    ['about another org', report('https://other.lightning.force.com/lightning/page/home'), {}],
    ['about no URL', { ...report(), url: 'nonsense' }, {}],
    ['that does not parse', { to: 'baton-page' }, {}],
  ])('%s is not believed', async (_, message, more) => {
    await docking.onPageReport(message, sender(more));
    expect(await stored()).toBeUndefined();
    expect(sent).toEqual([]);
  });

  it('that is overtaken by the next is not answered with old news', async () => {
    const { held, release } = heldBack();
    const slow = dockingWith({ saveDock: async () => {}, scoreLabel: () => held.then(() => '1') });
    const first = slow.onPageReport(report(), sender());
    await slow.onPageReport(report(`${ui}/lightning/page/home`), sender());
    release();
    await first;
    expect(sent).toHaveLength(1);
    expect(lastState()).toMatchObject({ present: false });
  });

  it('cuts a title that no line would hold', async () => {
    await docking.onPageReport({ ...report(), title: 'x'.repeat(9000) }, sender());
    expect(await stored()).toMatchObject({ title: 'x'.repeat(500) });
  });

  it('names the org as seen, latest first and once', async () => {
    await docking.onPageReport(report(), sender());
    const portal = 'https://app.hubspot.com/contacts/4711007/objects/0-1';
    await docking.onPageReport(report(portal), sender({ url: portal, tab: tab(8) }));
    await docking.onPageReport(report(portal), sender({ url: portal, tab: tab(8) }));
    expect(await docking.seenOrgs()).toEqual(['hubspot:4711007', 'salesforce:acme.my.salesforce.com']);
  });
});

describe('the dock', () => {
  it('is remembered as the SDR left it, within range, and every other tab is told', async () => {
    await docking.onPageReport(report(), sender());
    await docking.onPageReport(report(), sender({ tab: tab(8) }));
    sent = [];
    await docking.onDockChange({ to: 'baton-dock-change', widthPx: 9999.5 }, sender());
    expect(settings.dock).toEqual({ widthPx: 480, collapsed: false });
    await vi.waitFor(() => expect(sent.map(({ tabId }) => tabId)).toEqual([8]));
    await docking.onDockChange({ to: 'baton-dock-change', collapsed: true }, sender({ id: 'other' }));
    await docking.onDockChange({ to: 'baton-dock-change', collapsed: 'yes' }, sender());
    expect(settings.dock).toEqual({ widthPx: 480, collapsed: false });
  });

  it('answers a move once it is saved, however long another tab takes to hear of it', async () => {
    await docking.onPageReport(report(), sender());
    await docking.onPageReport(report(), sender({ tab: tab(8) }));
    vi.spyOn(browser.tabs, 'sendMessage').mockImplementation(() => new Promise(() => undefined));
    await docking.onDockChange({ to: 'baton-dock-change', widthPx: 320 }, sender());
    expect(settings.dock).toMatchObject({ widthPx: 320 });
  });

  it('does not jump back where it is told something while a move is being saved', async () => {
    const { held, release } = heldBack();
    const slow = dockingWith({ saveDock: () => held });
    await slow.onPageReport(report(), sender());
    const moving = slow.onDockChange({ to: 'baton-dock-change', widthPx: 320 }, sender());
    await slow.refresh();
    expect(lastState()).toMatchObject({ widthPx: 320 });
    release();
    await moving;
  });

  it('says where it is collapsed that a call is on the line, and that one is not logged yet', async () => {
    await docking.onPageReport(report(), sender());
    sent = [];
    call = 'live';
    // The open sidebar shows it itself.
    await docking.refreshAfter({ leads: [], call: true });
    expect(sent).toEqual([]);
    await docking.changeDock({ collapsed: true });
    expect(lastState()).toMatchObject({ call: 'live', labels: { open: 'Open Baton (62): live' } });
    call = 'ended';
    await docking.refreshAfter({ leads: [], call: true });
    expect(lastState()).toMatchObject({ call: 'ended', labels: { open: 'Open Baton (62): ended' } });
  });

  it('is told again to one tab, to a record’s tabs, or to all', async () => {
    await docking.onPageReport(report(), sender());
    await docking.onPageReport(report(`${ui}/lightning/page/home`), sender({ tab: tab(8) }));
    const told = async (only?: Parameters<Docking['refresh']>[0]) => {
      sent = [];
      await docking.refresh(only);
      return sent.map(({ tabId }) => tabId).sort();
    };
    expect(await told()).toEqual([7, 8]);
    expect(await told(8)).toEqual([8]);
    expect(await told([recordKey(ref)])).toEqual([7]);
    await docking.onTabRemoved(7);
    expect(await told()).toEqual([8]);
  });

  it('follows the commands of the keyboard', async () => {
    await docking.onCommand('toggle-sidebar');
    expect(settings.dock.collapsed).toBe(true);
    await docking.onCommand('focus-sidebar', tab(7));
    await docking.onCommand('focus-sidebar');
    await docking.onSidebarReady(7);
    await docking.focusPage(7);
    await docking.focusSidebar(7);
    expect(sent.map(({ tabId, message }) => [tabId, message.kind === 'focus' ? message.where : message.kind])).toEqual([
      [7, 'toggle'],
      [9, 'toggle'],
      [7, 'ready'],
      [7, 'page'],
      [7, 'sidebar'],
    ]);
  });

  it('takes no harm from a tab where nobody listens', async () => {
    isListening = false;
    await docking.onPageReport(report(), sender());
    await docking.onSidebarReady(7);
    expect(await stored()).toMatchObject({ ref });
  });
});

describe('opening a record', () => {
  const key = recordKey(ref);

  it('asks the page to go there where it is the same app', async () => {
    tabUrl = `${ui}/lightning/page/home`;
    await docking.openRecord({ recordKey: key, newTab: false, tabId: 7 });
    expect(gone).toEqual([{ tabId: 7, url: leadUrl }]);
    expect(opened).toEqual([]);
  });

  it.each([
    [
      'the tab is elsewhere',
      () => {
        tabUrl = 'https://app.hubspot.com/contacts/1';
      },
    ],
    [
      'the tab’s URL is not ours to see',
      () => {
        tabUrl = undefined;
      },
    ],
    [
      'there is no page',
      () => {
        isListening = false;
      },
    ],
  ])('loads it in that tab where %s', async (_, arrange) => {
    arrange();
    await docking.openRecord({ recordKey: key, newTab: false, tabId: 7 });
    expect(opened).toEqual([{ tabId: 7, url: leadUrl }]);
  });

  it.each([
    [true, 7],
    [false, null],
  ])('takes a new tab (asked for: %s, from tab %s)', async (newTab, tabId) => {
    await docking.openRecord({ recordKey: key, newTab, tabId });
    expect(opened).toEqual([{ tabId: null, url: leadUrl }]);
  });

  it('comes back to the tab that shows it already, with its window in front, while that is there', async () => {
    await docking.onPageReport(report(), sender({ tab: tab(8) }));
    const raised: number[] = [];
    vi.spyOn(browser.windows, 'update').mockImplementation(async (id) => {
      raised.push(id);
      return { id, focused: true, incognito: false, alwaysOnTop: false };
    });
    await docking.openRecord({ recordKey: key, newTab: true, tabId: null });
    expect(opened).toEqual([{ tabId: 8, url: undefined }]);
    expect(raised).toEqual([3]);
    opened = [];
    vi.spyOn(browser.tabs, 'update').mockRejectedValueOnce(new Error('No tab with id: 8'));
    await docking.openRecord({ recordKey: key, newTab: true, tabId: null });
    expect(opened).toEqual([{ tabId: null, url: leadUrl }]);
    expect(raised).toEqual([3, 3]);
  });

  it.each([
    ['another site, whose URL is not ours to see', undefined],
    ['another record', 'https://acme.lightning.force.com/lightning/r/Lead/00Q5e00000Ab3dfEAB/view'],
  ])('leaves a tab alone that has gone on to %s', async (_, url) => {
    await docking.onPageReport(report(), sender({ tab: tab(8) }));
    tabUrl = url;
    await docking.openRecord({ recordKey: key, newTab: true, tabId: null });
    expect(opened).toEqual([{ tabId: null, url: leadUrl }]);
  });

  it('comes back to the tab that still shows it, beside one that shows it no more', async () => {
    await docking.onPageReport(report(), sender({ tab: tab(8) }));
    await docking.onPageReport(report(), sender({ tab: tab(9) }));
    vi.spyOn(browser.tabs, 'get').mockImplementation(async (id) => tab(id, id === 8 ? undefined : leadUrl));
    await docking.openRecord({ recordKey: key, newTab: true, tabId: null });
    expect(opened).toEqual([{ tabId: 9, url: undefined }]);
  });
});
