import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { EditCallDialog, type EditCallDialogProps } from '../call/EditCallDialog';
import { useKnownLead } from '../data';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { useToasts } from '../ui/Toast';
import styles from './CallList.module.css';
import { CallRow } from './CallRow';
import { type HistoryRow, historyRows, type ListedCall } from './history-rows';
import { UndoDialog } from './UndoDialog';

export interface CallListProps {
  readonly calls: readonly ListedCall[];
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  /** Only those that match a search are listed. */
  readonly isSearch: boolean;
  readonly onEndNear: () => void;
}

const estimatePx = { day: 40, call: 62 };
/** Rows from the end at which the next page is asked for. */
const endNear = 15;

/** The calls as one long list, of which only what is in view exists. */
export function CallList({ calls, hasMore, loadingMore, isSearch, onEndNear }: CallListProps) {
  const t = useT('history');
  const rows = useMemo(() => historyRows(calls, hasMore), [calls, hasMore]);
  const list = useRef<HTMLUListElement>(null);
  const [topPx, setTopPx] = useState(0);
  const [undoing, setUndoing] = useState<ListedCall | null>(null);
  const [editing, setEditing] = useState<ListedCall | null>(null);
  useEffect(() => setTopPx(list.current?.offsetTop ?? 0), []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => estimatePx[rows[index]?.kind ?? 'call'],
    getItemKey: (index) => keyOf(rows[index], index),
    overscan: 8,
    scrollMargin: topPx,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && !loadingMore && last >= rows.length - endNear) onEndNear();
  }, [last, rows.length, hasMore, loadingMore, onEndNear]);
  return (
    <>
      <ul ref={list} className={styles['list']} aria-label={t('list')} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-setsize={hasMore ? -1 : rows.length}
              aria-posinset={item.index + 1}
              className={styles['item']}
              style={{ transform: `translateY(${item.start - topPx}px)` }}
            >
              {row.kind === 'day' ? (
                <DayHeading row={row} />
              ) : (
                <CallRow call={row.call} onUndo={setUndoing} onEdit={setEditing} />
              )}
            </li>
          );
        })}
      </ul>
      <p className={styles['end']} role="status">
        {hasMore ? loadingMore && t('loadingMore') : t(isSearch ? 'endOfMatches' : 'end')}
      </p>
      {editing !== null && (
        <EditListed
          key={editing.id}
          call={editing}
          onClose={() => setEditing(null)}
          onSaved={() => useToasts.getState().show({ tone: 'good', text: t('call:edit.saved') })}
        />
      )}
      <UndoDialog call={undoing} onClose={() => setUndoing(null)} />
    </>
  );
}

/** As beside the record: with the lead's numbers, as this browser knows them. */
function EditListed(props: Omit<EditCallDialogProps, 'view'>) {
  return <EditCallDialog {...props} view={useKnownLead(props.call.recordKey).data} />;
}

function keyOf(row: HistoryRow | undefined, index: number): string | number {
  if (row === undefined) return index;
  return row.kind === 'day' ? row.day : row.call.id;
}

function DayHeading({ row }: { readonly row: Extract<HistoryRow, { kind: 'day' }> }) {
  const t = useT('history');
  const formats = useFormats();
  return (
    <h2 className={styles['day']}>
      {formats.day(row.at)}
      <span className={styles['dayCount']}>
        {row.whole ? t('dayCalls', { count: row.calls }) : t('dayCallsMore', { count: row.calls })}
      </span>
    </h2>
  );
}
