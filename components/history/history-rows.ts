import type { CallPage } from '../../lib/messaging/views';

export type ListedCall = CallPage['calls'][number];

/** A line of the history: a day's heading, or a call. */
export type HistoryRow =
  | { readonly kind: 'day'; readonly day: string; readonly at: number; readonly calls: number; readonly whole: boolean }
  | { readonly kind: 'call'; readonly call: ListedCall };

/**
 * Calls, newest first, under a heading for each of the SDR's days. The last day's count is not `whole` while `hasMore`:
 * earlier calls of it may not be loaded yet. Calls taken back are listed and not counted.
 */
export function historyRows(calls: readonly ListedCall[], hasMore: boolean): readonly HistoryRow[] {
  // A call logged afterwards stands on its own day, at its own time.
  const days = [...Map.groupBy(calls, (call) => call.day)].toSorted(([a], [b]) => (a < b ? 1 : -1));
  return days.flatMap(([day, ofDay], index) => [
    {
      kind: 'day' as const,
      day,
      at: ofDay[0]?.startedAt ?? 0,
      calls: ofDay.filter((call) => call.undoneAt === null).length,
      whole: !hasMore || index < days.length - 1,
    },
    ...ofDay.toSorted((a, b) => b.startedAt - a.startedAt).map((call) => ({ kind: 'call' as const, call })),
  ]);
}
