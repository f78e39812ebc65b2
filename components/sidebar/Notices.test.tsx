import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LeadView } from '../../lib/messaging/views';
import { Surface } from '../data/Surface';
import { maya } from './lead-rig';
import { Sidebar } from './Sidebar';
import { FakeBackground } from './sidebar-rig';
import { settle } from './sidebar-stage';

let background: FakeBackground;
beforeEach(() => {
  background = new FakeBackground();
});
afterEach(() => act(() => background.idle()));

async function open(more: Partial<LeadView>) {
  await background.arrange(maya);
  await background.revise(maya, (view) => ({ ...view, ...more }));
  render(
    <Surface>
      <Sidebar docked />
    </Surface>,
  );
  await screen.findByRole('region', { name: 'Score' });
}

describe('what an org is known to lack before the call', () => {
  it('names the outcomes it has no value for, and leads to where values are chosen', async () => {
    await open({ outcomesWithout: ['noAnswer', 'busy', 'voicemailLeft', 'gatekeeper', 'wrongNumber'] });
    expect(
      screen.getByText(/^Salesforce has no value for No answer, Busy, Left voicemail, and 2 more\./),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Choose' }));
    expect(background.of('openDashboard')).toEqual([{ page: 'connections?org=salesforce:acme.my.salesforce.com' }]);
  });

  it('says nothing where every outcome has its value', async () => {
    await open({ outcomesWithout: [], callNeeds: [] });
    expect(screen.queryByText(/has no value for/)).toBeNull();
  });
});

describe('an org that lets nothing be written', () => {
  it('says so beside a record that was read, and looks again when asked', async () => {
    const cause = 'missingScopes';
    await open({});
    await act(() =>
      background.revise(maya, (view) => ({
        ...view,
        connection:
          view.connection === null
            ? null
            : { ...view.connection, state: 'failing', problem: { kind: 'forbidden', message: '', cause } },
      })),
    );
    expect(await screen.findByText('This HubSpot key may do too little')).toBeInTheDocument();
    background.overrides.set('checkConnection', () => ({ ok: true, value: background.view(maya).connection }));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(background.of('checkConnection')).toEqual([{ org: 'salesforce:acme.my.salesforce.com' }]);
  });
});

describe('an org that wants a sign-in', () => {
  const problem = { kind: 'signInNeeded', message: '' } as const;
  const wanting: Partial<LeadView> = { recordProblem: problem };
  const comeBack = () => act(async () => void window.dispatchEvent(new Event('focus')));

  it('is asked again as soon as the SDR comes back from signing in, and the record is read', async () => {
    await open({});
    await comeBack();
    expect(background.of('checkConnection')).toEqual([]);
    const { connection } = background.view(maya);
    if (connection === null) throw new Error('the lead of this test is connected');
    await act(() =>
      background.revise(maya, (view) => ({
        ...view,
        ...wanting,
        connection: { ...connection, state: 'signInNeeded', problem },
      })),
    );
    expect(await screen.findByText('The CRM wants you to sign in again')).toBeInTheDocument();
    background.overrides.set('checkConnection', () => ({ ok: true, value: connection }));
    const reads = () => background.of('leadView').filter(({ refresh }) => refresh).length;
    const before = reads();
    await comeBack();
    await comeBack();
    expect(background.of('checkConnection')).toEqual([{ org: connection.org }]);
    await expect.poll(reads).toBe(before + 1);
  });

  it('says so where only writing has met it so far, on the lead’s page and in the handoff', async () => {
    await open({});
    const { connection } = background.view(maya);
    if (connection === null) throw new Error('the lead of this test is connected');
    const wants = { ...connection, state: 'signInNeeded' as const, problem };
    await act(() => background.revise(maya, (view) => ({ ...view, connection: wants })));
    expect(await screen.findByText('The CRM wants you to sign in again')).toBeInTheDocument();
    await userEvent.keyboard('h');
    expect(await screen.findByRole('heading', { level: 1, name: /Maya/ })).toHaveFocus();
    expect(screen.getByText('The CRM wants you to sign in again')).toBeInTheDocument();
  });

  it('is left alone where it still wants one', async () => {
    await open(wanting);
    const { connection } = background.view(maya);
    if (connection === null) throw new Error('the lead of this test is connected');
    const still = { ...connection, state: 'signInNeeded' as const, problem };
    await act(() => background.revise(maya, (view) => ({ ...view, connection: still })));
    background.overrides.set('checkConnection', () => ({ ok: true, value: still }));
    const reads = () => background.of('leadView').filter(({ refresh }) => refresh).length;
    // Once on opening, and once because the connection does otherwise than before.
    await expect.poll(reads).toBe(2);
    await comeBack();
    expect(background.of('checkConnection')).toHaveLength(1);
    await settle();
    expect(reads()).toBe(2);
  });
});

describe('a record that cannot be read', () => {
  it.each([
    ['says how old the copy shown is', 1_764_000_000_000, /Last read .*2025/],
    [
      'says nothing of an age where only a list told of the lead',
      0,
      /^The CRM wants you to sign in again(?!.*Last read)/,
    ],
  ])('%s', async (_, fetchedAt, says) => {
    await open({});
    await act(() =>
      background.revise(maya, (view) => ({
        ...view,
        recordProblem: { kind: 'signInNeeded', message: '' },
        record: view.record === null ? null : { ...view.record, fetchedAt },
      })),
    );
    const notice = await screen.findByText('The CRM wants you to sign in again');
    expect(notice.parentElement).toHaveTextContent(says);
  });
});
