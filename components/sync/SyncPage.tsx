import { CircleCheck, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { OutboxView } from '../../lib/messaging/views';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useNow, useOnline } from '../data/live-values';
import { useConnections, useSync } from '../data/queries';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { EmptyState } from '../ui/EmptyState';
import { PageIntro } from '../ui/PageIntro';
import { Skeleton } from '../ui/Skeleton';
import { useToasts } from '../ui/Toast';
import { DiscardDialog } from './DiscardDialog';
import { EditDialog } from './EditDialog';
import { EntryRow } from './EntryRow';
import { ExportButton } from './ExportButton';
import styles from './SyncPage.module.css';

/** What the CRMs have yet to be told, why it waits, and what the SDR can do about it. */
export function SyncPage() {
  const t = useT('sync');
  const sync = useSync();
  const online = useOnline();
  const [discarding, setDiscarding] = useState<OutboxView | null>(null);
  const [editing, setEditing] = useState<OutboxView | null>(null);
  const entries = sync.data?.entries ?? [];
  const failed = entries.filter((entry) => entry.state === 'failed');
  const waiting = entries.filter((entry) => entry.state !== 'failed');
  const unlisted = (sync.data?.total ?? 0) - entries.length;
  return (
    <div className={styles['page']}>
      <SyncHead lastSyncedAt={sync.data?.lastSyncedAt ?? null} known={sync.data !== undefined} />
      {!online && <Banner tone="warn">{t('common:offline')}</Banner>}
      {sync.error !== null && <ErrorNote error={sync.error} onRetry={sync.refetch} />}
      {sync.pending && (
        <div role="status" aria-label={t('common:loading')}>
          <Skeleton heightPx={72} />
        </div>
      )}
      <EntryGroup title={t('failedGroup')} entries={failed} onDiscard={setDiscarding} onEdit={setEditing} />
      {/* What failed comes first, so what is not listed waits. */}
      <EntryGroup
        title={t('waitingGroup')}
        entries={waiting}
        more={unlisted}
        onDiscard={setDiscarding}
        onEdit={setEditing}
      />
      {unlisted > 0 && <p className={styles['more']}>{t('more', { count: unlisted })}</p>}
      {sync.data !== undefined && entries.length === 0 && (
        <Card aria-label={t('list')}>
          <EmptyState icon={<CircleCheck />} title={t('nothingWaits.title')}>
            {t('nothingWaits.text')}
          </EmptyState>
        </Card>
      )}
      {entries.length > 0 && (
        <div className={styles['export']}>
          <ExportButton />
        </div>
      )}
      <EditDialog entry={editing} onClose={() => setEditing(null)} />
      <DiscardDialog entry={discarding} onClose={() => setDiscarding(null)} />
    </div>
  );
}

function SyncHead({ lastSyncedAt, known }: { readonly lastSyncedAt: number | null; readonly known: boolean }) {
  const t = useT('sync');
  const formats = useFormats();
  const now = useNow(15_000);
  const syncNow = useCommand('syncNow');
  const start = async () => {
    const reply = await syncNow.run({});
    if (reply.ok) useToasts.getState().show({ tone: 'neutral', text: t('syncStarted'), staysMs: 4000 });
  };
  return (
    <>
      <div className={styles['head']}>
        <PageIntro>{t('intro')}</PageIntro>
        <div className={styles['now']}>
          {known && (
            <span className={styles['last']} title={lastSyncedAt === null ? undefined : formats.moment(lastSyncedAt)}>
              {lastSyncedAt === null
                ? t('neverSynced')
                : t('lastSynced', { when: formats.relative(Math.min(lastSyncedAt, now), now) })}
            </span>
          )}
          <Button icon={<RefreshCw aria-hidden="true" />} busy={syncNow.pending} onClick={() => void start()}>
            {t('syncNow')}
          </Button>
        </div>
      </div>
      {syncNow.error !== null && <ErrorNote error={syncNow.error} onRetry={() => void start()} />}
    </>
  );
}

interface EntryGroupProps {
  readonly title: string;
  readonly entries: readonly OutboxView[];
  /** So many more belong to it that are not listed. */
  readonly more?: number;
  readonly onDiscard: (entry: OutboxView) => void;
  readonly onEdit: (entry: OutboxView) => void;
}

function EntryGroup({ title, entries, more = 0, onDiscard, onEdit }: EntryGroupProps) {
  const connections = useConnections();
  const formats = useFormats();
  if (entries.length === 0) return null;
  return (
    <Card title={title} aside={formats.number(entries.length + more)}>
      <ul className={styles['entries']}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <EntryRow entry={entry} connections={connections.data} onDiscard={onDiscard} onEdit={onEdit} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
