import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { CrmActivity } from '../../lib/crm/lead-record';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { maya, recordOf, viewOf } from '../sidebar/lead-rig';
import { LeadPast } from './LeadPast';

const now = Date.UTC(2026, 10, 24, 17, 42);
const activities = Array.from(
  { length: 20 },
  (_, n): CrmActivity => ({
    ...{ id: `a${n}`, kind: 'call', subject: `Call ${n}`, body: '', result: null, by: null },
    at: now - n * 3_600_000,
  }),
);

async function show(olderActivities: boolean) {
  const view = { ...viewOf(maya), record: { ...recordOf(maya), activities, olderActivities } };
  const heard = { onUndo: vi.fn(), onEdit: vi.fn(), onFollowUpDone: vi.fn() };
  await renderSurface(new FakeBackground(), <LeadPast view={view} now={now} {...heard} />);
}

it('counts no calls for all where the CRM has more than it told, and says where the rest is', async () => {
  await show(true);
  expect(await screen.findByText('at least 20 calls so far')).toBeInTheDocument();
  const rest = 'What lies further back is in the CRM.';
  expect(screen.queryByText(rest)).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show 18 more' }));
  expect(screen.getByText(rest)).toBeInTheDocument();
});

it('counts them all where all were told', async () => {
  await show(false);
  expect(await screen.findByText('20 calls so far')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Show 18 more' }));
  expect(screen.queryByText(/further back/)).toBeNull();
});
