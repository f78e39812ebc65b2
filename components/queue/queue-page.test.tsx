import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { QueueItem } from '../../lib/messaging/views';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { maya } from '../progress/progress-rig';
import { QueuePage } from './QueuePage';

const item: QueueItem = {
  ...{ recordKey: maya, name: 'Maya Okonkwo', company: 'Summit', person: null, colleague: null, band: 'fit' },
  ...{ random: false, hour: 1, attempts: 0, dueAt: null, freshAt: null, fit: 0.5 },
};

const withBehind = (behind: number) =>
  new FakeBackground()
    .on('queue', () => ({ items: [item], callable: 1, known: 3000, behind }))
    .on('queueSources', () => [])
    .on('connections', () => []);

it('the queue says how many leads have yet to find their place, and nothing once all have', async () => {
  const { unmount } = await renderSurface(withBehind(2340), <QueuePage />);
  expect(await screen.findByText(/^2,340 leads are still being put in their places/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: /Maya Okonkwo/ })).toBeInTheDocument();
  unmount();
  await renderSurface(withBehind(0), <QueuePage />);
  await screen.findByRole('button', { name: /Maya Okonkwo/ });
  expect(screen.queryByText(/being put/)).toBeNull();
});
