import { describe, expect, it } from 'vitest';
import { callOf } from './history-rig';
import { historyRows } from './history-rows';

const today = '2026-11-24';
const yesterday = '2026-11-23';

describe('historyRows', () => {
  const calls = [callOf({ day: today }), callOf({ day: today, undoneAt: 1 }), callOf({ day: yesterday })];

  it('puts a heading before each day', () => {
    const kinds = historyRows(calls, false).map((row) => (row.kind === 'day' ? row.day : 'call'));
    expect(kinds).toEqual([today, 'call', 'call', yesterday, 'call']);
  });

  it('does not count what was taken back, and says where a day may have more', () => {
    const days = historyRows(calls, true).filter((row) => row.kind === 'day');
    expect(days).toMatchObject([
      { day: today, calls: 1, whole: true },
      { day: yesterday, calls: 1, whole: false },
    ]);
  });

  it('is empty without calls', () => {
    expect(historyRows([], false)).toEqual([]);
  });
});
