import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newCommandId } from '../../lib/messaging/client';
import type { ProgressSnapshot } from '../../lib/progress/progress';
import { FakeBackground, plainSettings, renderSurface } from '../data/surface-rig';
import { diogo, hour, maya, noon, noTargets, nothing, snapshotOf } from '../progress/progress-rig';
import { Popup } from './Popup';

const followUps = [
  {
    recordKey: maya,
    leadName: 'Maya Okonkwo',
    company: 'Northwind Freight',
    dueAt: noon + 3 * hour,
    timeZone: 'America/Denver',
  },
  { recordKey: diogo, leadName: '', company: null, dueAt: noon - hour, timeZone: 'UTC' },
];

let background: FakeBackground;
const close = vi.fn();
beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  vi.stubGlobal('close', close);
  background = new FakeBackground().on('openRecord', () => null).on('openDashboard', () => null);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(snapshot: Partial<ProgressSnapshot> = {}, settings = plainSettings) {
  await background.live('progress', snapshotOf(snapshot));
  await renderSurface(background, <Popup />, settings);
  await screen.findByRole('heading', { level: 2, name: /Handoffs today|今日移交/ });
}

describe('the popup', () => {
  beforeEach(() => vi.stubEnv('TZ', 'UTC'));
  afterEach(() => vi.unstubAllEnvs());

  it('shows today from storage without asking the background anything', async () => {
    await open();
    const today = screen.getByRole('region', { name: 'Handoffs today' });
    expect(today).toHaveTextContent('2 of 3');
    expect(today).toHaveTextContent('1 ahead of pace');
    expect(within(today).getByRole('img')).toHaveAccessibleName(/2 so far; target 3 by .*handed over at/);
    expect(screen.getByRole('progressbar', { name: 'Conversations' })).toHaveAttribute('aria-valuetext', '7 of 8');
    expect(screen.getByRole('progressbar', { name: 'Dials' })).toHaveAttribute('aria-valuetext', '41 of 60');
    expect(background.sent).toEqual([]);
  });

  it('says which promised call is due, and opens its lead by click and by key, while it may be made', async () => {
    const reminder = { id: newCommandId(), recordKey: maya, leadName: 'Maya Okonkwo', company: 'Northwind Freight' };
    const due = [{ ...reminder, dueAt: noon - hour, timeZone: 'UTC', until: noon + hour }];
    await background.live('reminders', { due });
    await open();
    const line = await screen.findByRole('button', { name: /Call Maya Okonkwo back now.*due 1.:00/ });
    await userEvent.click(line);
    await userEvent.keyboard('s');
    expect(background.of('openRecord')).toEqual([
      { recordKey: maya, newTab: true },
      { recordKey: maya, newTab: true },
    ]);
    await act(() => background.live('reminders', { due: [] }));
    expect(screen.queryByRole('button', { name: /back now/ })).toBeNull();
  });

  it('follows a change made elsewhere', async () => {
    await open();
    await act(() => background.live('progress', snapshotOf({ today: { ...snapshotOf().today, handoffs: 4 } })));
    expect(await screen.findByText('1 over target')).toBeInTheDocument();
  });

  it('begins a new day at nothing, even before the background woke', async () => {
    vi.setSystemTime(noon + 24 * hour);
    await open();
    expect(screen.getByRole('region', { name: 'Handoffs today' })).toHaveTextContent('0 of 3');
    expect(screen.getByText('A fresh day')).toBeInTheDocument();
  });

  it('shows counts alone without targets, and where to set them', async () => {
    await open({ targets: { day: noTargets, month: noTargets } });
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(screen.getByRole('region', { name: 'Handoffs today' })).not.toHaveTextContent(' of ');
    await userEvent.click(screen.getByRole('button', { name: 'Set targets' }));
    expect(background.of('openDashboard')).toEqual([{ page: 'targets' }]);
  });

  it('names each follow-up’s time on both clocks and opens its record by click or digit', async () => {
    await open({ nextFollowUps: followUps });
    const rows = within(screen.getByRole('region', { name: 'Next follow-ups' })).getAllByRole('button');
    expect(rows[0]).toHaveAccessibleName(/15:00.*Maya Okonkwo.*Northwind Freight · 08:00 in Denver/);
    expect(rows[1]).toHaveAccessibleName(/Overdue.*Unnamed lead/);
    await userEvent.click(screen.getByRole('button', { name: /Maya/ }));
    await userEvent.keyboard('2');
    expect(background.of('openRecord')).toEqual([
      { recordKey: maya, newTab: true },
      { recordKey: diogo, newTab: true },
    ]);
    expect(close).toHaveBeenCalledTimes(2);
  });

  it('does nothing on a digit without follow-up, or with a modifier', async () => {
    await open({ nextFollowUps: followUps });
    await userEvent.keyboard('5{Control>}1{/Control}');
    expect(background.of('openRecord')).toEqual([]);
  });

  it('says what was refused, needs a sign-in and waits, and leads there', async () => {
    await open({ sync: { waiting: 7, failed: 1, needsSignIn: 1 } });
    expect(screen.getByText('1 entry was refused by your CRM')).toBeInTheDocument();
    expect(screen.getByText('7 entries wait to reach your CRM')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(background.of('openDashboard')).toEqual([{ page: 'connections' }]);
  });

  it('says that a CRM lets Baton do nothing, and leads to why', async () => {
    await open({ sync: { waiting: 2, failed: 0, needsSignIn: 0, blocked: 1 } });
    expect(screen.getByText('1 CRM does not let Baton do its work')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'See why' }));
    expect(background.of('openDashboard')).toEqual([{ page: 'connections' }]);
  });

  it('says nothing of the CRM where all is well', async () => {
    await open();
    expect(screen.queryByText(/CRM/)).toBeNull();
  });

  it('speaks Chinese', async () => {
    await open(
      { sync: { waiting: 2, failed: 0, needsSignIn: 0 } },
      { ...plainSettings, language: 'zh-CN', theme: 'dark' },
    );
    expect(screen.getByText('2 项等待同步到 CRM')).toBeInTheDocument();
    expect(document.documentElement).toHaveAttribute('lang', 'zh-CN');
    expect(document.documentElement).toHaveAttribute('data-theme', 'dark');
  });

  it('waits visibly for its first snapshot, and wakes the background for it', async () => {
    background.on('settings', () => plainSettings);
    await renderSurface(background, <Popup />);
    expect(await screen.findByRole('heading', { name: 'Reading today’s progress' })).toBeInTheDocument();
    await vi.waitFor(() => expect(background.of('settings')).toHaveLength(1));
    await act(() => background.live('progress', snapshotOf({ today: nothing })));
    expect(await screen.findByRole('region', { name: 'Handoffs today' })).toHaveTextContent('0 of 3');
  });
});
