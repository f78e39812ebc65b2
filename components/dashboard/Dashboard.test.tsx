import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newCommandId } from '../../lib/messaging/client';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { maya, noon, snapshotOf } from '../progress/progress-rig';
import { Dashboard } from './Dashboard';
import { routeOf } from './route';

let background: FakeBackground;
beforeEach(async () => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  background = new FakeBackground()
    .on('followUps', () => [])
    .on('callHistory', () => ({ calls: [], nextCursor: null }))
    .on('syncState', () => ({ entries: [], total: 0, failed: 0, lastSyncedAt: null }))
    .on('connections', () => [])
    .on('seenOrgs', () => []);
  await background.live('progress', snapshotOf({ sync: { waiting: 0, failed: 2, needsSignIn: 1 } }));
});
afterEach(() => {
  vi.useRealTimers();
  window.location.hash = '';
});

async function open(hash = '') {
  window.location.hash = hash;
  await renderSurface(background, <Dashboard />);
  return screen.findByRole('navigation', { name: 'Pages' });
}

describe('routeOf', () => {
  it.each([
    ['', 'today'],
    ['#/', 'today'],
    ['#/calls', 'calls'],
    ['#/connections?org=hubspot%3A4711', 'connections'],
    ['#/nothing', null],
    ['#/toString', null],
  ])('reads "%s"', (fragment, page) => {
    expect(routeOf(fragment).page).toBe(page);
  });

  it('reads what stands behind the page', () => {
    expect(routeOf('#/connections?org=hubspot%3A4711').parameters.get('org')).toBe('hubspot:4711');
  });
});

describe('the dashboard', () => {
  it('opens on today, marks the page and names the tab', async () => {
    const nav = await open();
    expect(within(nav).getByRole('link', { name: 'Today' })).toHaveAttribute('aria-current', 'page');
    expect(screen.getByRole('heading', { level: 1, name: 'Today' })).toBeInTheDocument();
    await waitFor(() => expect(document.title).toBe('Today · Baton'));
  });

  it('says in the navigation what needs attention', async () => {
    const nav = await open();
    expect(await within(nav).findByRole('link', { name: 'Sync , 2 need attention' })).toBeInTheDocument();
    expect(within(nav).getByRole('link', { name: 'Connections , 1 needs attention' })).toBeInTheDocument();
  });

  it('goes to a page by its link and moves the focus to its heading', async () => {
    const nav = await open();
    await userEvent.click(within(nav).getByRole('link', { name: 'Calls' }));
    const heading = await screen.findByRole('heading', { level: 1, name: 'Calls' });
    await waitFor(() => expect(heading).toHaveFocus());
    expect(await screen.findByText('No calls yet')).toBeInTheDocument();
  });

  it('does not leave behind unasked what is typed and not saved, neither by a link nor by going back', async () => {
    const nav = await open('#/targets');
    const dials = await screen.findByRole('textbox', { name: 'Dials a day' });
    await userEvent.type(dials, '5');
    await userEvent.click(within(nav).getByRole('link', { name: 'Calls' }));
    const dialog = await screen.findByRole('dialog', { name: 'Leave without saving?' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Stay here' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(window.location.hash).toBe('#/targets');
    expect(dials).toHaveValue('605');

    const leave = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leave);
    expect(leave.defaultPrevented).toBe(true);

    act(() => window.history.back());
    await userEvent.click(await screen.findByRole('button', { name: 'Leave without saving' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Calls' })).toBeInTheDocument();
    const free = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(free);
    expect(free.defaultPrevented).toBe(false);
  });

  it('shows a way out of an address it does not know', async () => {
    await open('#/figures');
    expect(screen.getByRole('heading', { level: 1, name: 'There is no such page' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Go to today' })).toHaveAttribute('href', '#/today');
  });

  it('shows the day and the month against their targets', async () => {
    await open();
    const month = await screen.findByRole('region', { name: 'This month' });
    expect(within(month).getByRole('progressbar', { name: 'Dials' })).toHaveAttribute('aria-valuetext', '702 of 1,100');
    const day = screen.getByRole('region', { name: 'Today' });
    expect(within(day).getByRole('progressbar', { name: 'Conversations' })).toHaveAttribute('aria-valuetext', '7 of 8');
    expect(day).toHaveTextContent('12no target');
  });

  it('aims at the rest of the month where Baton came in its middle, and says so', async () => {
    const month = { dials: 20, connects: 5, conversations: 2, handoffs: 1 };
    await background.live('progress', snapshotOf({ month, countedFrom: '2026-11-24' }));
    await open();
    const card = await screen.findByRole('region', { name: 'This month' });
    const dials = within(card).getByRole('progressbar', { name: 'Dials' });
    // Seven of the thirty days of a month of 1,100.
    expect(dials).toHaveAttribute('aria-valuetext', '20 of 257');
    expect(card).toHaveTextContent(/Baton counts since Tue, Nov 24/);
  });

  it('completes a follow-up', async () => {
    const id = newCommandId();
    const followUp = {
      id,
      recordKey: maya,
      leadName: 'Maya',
      company: null,
      dueAt: 1,
      timeZone: 'UTC',
      note: 'Ask',
      doneAt: null,
    };
    background.on('followUps', () => [followUp]).on('completeFollowUp', () => null);
    await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Mark the follow-up with Maya as done' }));
    expect(background.of('completeFollowUp')).toEqual([expect.objectContaining({ followUpId: id })]);
    background.on('followUps', () => []);
    await act(() => background.live('pulse', { n: 1, topics: [] }));
    await act(() => background.live('pulse', { n: 2, topics: ['followUps'] }));
    expect(await screen.findByText('No follow-up promised')).toBeInTheDocument();
  });
});
