import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PageReport } from '../../lib/messaging/dock-protocol';
import { type RecordKey, refOfKey } from '../../lib/model/record';
import { writeLive } from '../../lib/store/live';
import { ben, maya } from './lead-rig';
import { settle, sidebarStage } from './sidebar-stage';

const stage = sidebarStage();

const urlOf = (key: RecordKey) => `https://acme.lightning.force.com/lightning/r/Lead/${refOfKey(key).id}/view`;
const tab = (id: number) => ({
  ...{ id, index: 0, windowId: 1, groupId: -1, active: true, highlighted: true, selected: true },
  ...{ pinned: false, incognito: false, discarded: false, autoDiscardable: true, frozen: false },
});
type Sender = Parameters<typeof fakeBrowser.runtime.onMessage.trigger>[1];
const reportOf = (key: RecordKey, at: number): PageReport => ({ to: 'baton-page', url: urlOf(key), title: '', at });

/** The content script's report, as every page of Baton hears it. */
async function say(report: PageReport, more: Partial<Sender> = {}): Promise<void> {
  const sender = { id: fakeBrowser.runtime.id, url: report.url, frameId: 0, tab: tab(7), ...more };
  await act(() => fakeBrowser.runtime.onMessage.trigger(report, sender, () => undefined));
}
const keep = (key: RecordKey, at: number) =>
  act(() => writeLive('tab:7', { tabId: 7, ref: refOfKey(key), title: '', at }));
const lead = () => screen.getByRole('heading', { level: 1 });

describe('the page that goes on to another record', () => {
  it('is followed at its own word, before the background has kept it', async () => {
    await stage.openOn(maya);
    await say(reportOf(ben, Date.now() + 10));
    expect(await screen.findByRole('heading', { level: 1, name: 'Ben Carter' })).toBeVisible();
  });

  it('is not left for what is kept late of the record before, and gives way to what is kept after it', async () => {
    await stage.openOn(maya);
    const heardAt = Date.now() + 10;
    await say(reportOf(ben, heardAt));
    await keep(maya, heardAt - 1);
    await settle();
    expect(lead()).toHaveTextContent('Ben Carter');
    await keep(maya, heardAt + 1);
    expect(await screen.findByRole('heading', { level: 1, name: 'Maya Okonkwo' })).toBeVisible();
  });

  it.each<[string, Partial<Sender>]>([
    ['of another tab', { tab: tab(8) }],
    ['in a frame', { frameId: 3 }],
    ['of no CRM', { url: 'https://evil.example/' }],
    ['of another extension', { id: 'other' }],
  ])('%s is not followed', async (_, more) => {
    await stage.openOn(maya);
    await say(reportOf(ben, Date.now() + 10), more);
    await settle();
    expect(lead()).toHaveTextContent('Maya Okonkwo');
  });
});
