import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useState } from 'react';
import type { ConnectionView, OutboxView } from '../../lib/messaging/views';
import { useEntries } from '../data/sync-queries';
import { Skeleton } from '../ui/Skeleton';
import styles from './EntryList.module.css';
import { EntryRow } from './EntryRow';
import { useKeptFocus } from './use-kept-focus';

export interface EntryListProps {
  /** The number of the first entry of the list among everything that waits or failed, and how many there are. */
  readonly from: number;
  readonly count: number;
  readonly label: string;
  /** Undefined while not known. */
  readonly connections: readonly ConnectionView[] | undefined;
  readonly onDiscard: (entry: OutboxView) => void;
  readonly onEdit: (entry: OutboxView) => void;
}

/** About as high as a row is before it was measured. */
const estimatePx = 128;

/** Entries as one long list, of which only what is in view is asked for and exists. */
export function EntryList({ from, count, label, connections, onDiscard, onEdit }: EntryListProps) {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const entries = useEntries(from + range.first, from + Math.min(range.last, count - 1));
  const { list, topPx } = useTop();
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => estimatePx,
    getItemKey: (index) => entries.get(from + index)?.id ?? index,
    overscan: 6,
    scrollMargin: topPx,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => setRange({ first, last }), [first, last]);
  const keptFocus = useKeptFocus((index) => entries.get(from + index)?.id);
  return (
    <ul
      ref={list}
      className={styles['list']}
      aria-label={label}
      style={{ height: virtual.getTotalSize() }}
      {...keptFocus}
    >
      {items.map((item) => {
        const entry = entries.get(from + item.index);
        return (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            aria-setsize={count}
            aria-posinset={item.index + 1}
            className={styles['item']}
            style={{ transform: `translateY(${item.start - topPx}px)` }}
          >
            {entry === undefined ? (
              <div className={styles['loading']}>
                <Skeleton heightPx={estimatePx - 24} />
              </div>
            ) : (
              <EntryRow entry={entry} connections={connections} onDiscard={onDiscard} onEdit={onEdit} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Where the list begins on the page; what stands above it may grow and shrink. */
function useTop() {
  const [list, setList] = useState<HTMLUListElement | null>(null);
  const [topPx, setTopPx] = useState(0);
  useEffect(() => {
    if (list === null) return;
    const measure = () => setTopPx(Math.round(list.getBoundingClientRect().top + window.scrollY));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);
  return { list: useCallback((element: HTMLUListElement | null) => setList(element), []), topPx };
}
