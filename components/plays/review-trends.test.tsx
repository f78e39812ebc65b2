import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { addDays, localDayOf, ownTimeZone } from '../../lib/model/time';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { ReviewTrends } from './ReviewTrends';

const today = localDayOf(Date.now(), ownTimeZone());
const callId = '019ab000-0000-7000-8000-000000000001';
const withReviews = (...reviews: [day: number, ...met: ('trust' | 'goals')[]][]) =>
  new FakeBackground().on('reviews', () =>
    reviews.map(([day, ...met]) => ({ callId, day: addDays(today, -day), met })),
  );

it('the trend of each point stands beside what it was before, in shares and counts', async () => {
  const background = withReviews([0, 'trust'], [30, 'trust'], [29], [12, 'trust', 'goals'], [31], [60, 'trust']);
  await renderSurface(background, <ReviewTrends />);
  const table = await screen.findByRole('table');
  const cells = (name: string) =>
    within(within(table).getByRole('row', { name: new RegExp(`^${name}`) }))
      .getAllByRole('cell')
      .map((cell) => cell.textContent);
  expect(
    within(table)
      .getAllByRole('columnheader')
      .map((each) => each.textContent),
  ).toEqual(['Before', 'Last 30 days']);
  expect(cells('Trust built')).toEqual(['50% 1 of 2', '75% 3 of 4']);
  expect(cells('Understood their goals')).toEqual(['0% 0 of 2', '25% 1 of 4']);
});

it('the trend says where nothing was noted', async () => {
  const { unmount } = await renderSurface(withReviews([3, 'trust']), <ReviewTrends />);
  expect(within(await screen.findByRole('table')).getAllByText('nothing noted')).toHaveLength(6);
  unmount();
  await renderSurface(withReviews(), <ReviewTrends />);
  expect(await screen.findByText(/^Nothing noted yet/)).toBeInTheDocument();
  expect(screen.queryByRole('table')).toBeNull();
});
