import { CircleCheck, RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OutboxView } from '../../lib/messaging/views';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useNow, useOnline } from '../data/live-values';
import { useConnections } from '../data/queries';
import { useSync } from '../data/sync-queries';
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
import { EntryList, type EntryListProps } from './EntryList';
import { ExportButton } from './ExportButton';
import { ReasonsCard } from './ReasonsCard';
import styles from './SyncPage.module.css';
import { focusHeading } from './use-kept-focus';

/** From so many on the reasons are told together, before the rows. */
const manyEntries = 8;

/** What the CRMs have yet to be told, why it waits, and what the SDR can do about it. */
export function SyncPage() {
  const t = useT('sync');
  const sync = useSync();
  const online = useOnline();
  const connections = useConnections().data;
  const [discarding, setDiscarding] = useState<OutboxView | null>(null);
  const [editing, setEditing] = useState<OutboxView | null>(null);
  const { total = 0, failed = 0, lastSyncedAt = null } = sync.data ?? {};
  const rows = { connections, onDiscard: setDiscarding, onEdit: setEditing };
  return (
    <div className={styles['page']}>
      <SyncHead lastSyncedAt={lastSyncedAt} known={sync.data !== undefined} exported={total > 0} />
      {!online && <Banner tone="warn">{t('common:offline')}</Banner>}
      {sync.error !== null && <ErrorNote error={sync.error} onRetry={sync.refetch} />}
      {sync.pending && (
        <div role="status" aria-label={t('common:loading')}>
          <Skeleton heightPx={72} />
        </div>
      )}
      {total >= manyEntries && <ReasonsCard connections={connections} />}
      <EntryGroup title={t('failedGroup')} from={0} count={failed} action={<RetryAll count={failed} />} {...rows} />
      <EntryGroup title={t('waitingGroup')} from={failed} count={total - failed} {...rows} />
      {sync.data !== undefined && total === 0 && (
        <Card aria-label={t('list')}>
          <EmptyState icon={<CircleCheck />} title={t('nothingWaits.title')}>
            {t('nothingWaits.text')}
          </EmptyState>
        </Card>
      )}
      <EditDialog entry={editing} onClose={() => setEditing(null)} />
      <DiscardDialog entry={discarding} onClose={() => setDiscarding(null)} />
    </div>
  );
}

interface SyncHeadProps {
  readonly lastSyncedAt: number | null;
  readonly known: boolean;
  /** There is something to export. */
  readonly exported: boolean;
}

function SyncHead({ lastSyncedAt, known, exported }: SyncHeadProps) {
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
          {exported && <ExportButton />}
        </div>
      </div>
      {syncNow.error !== null && <ErrorNote error={syncNow.error} onRetry={() => void start()} />}
    </>
  );
}

/** Once the cause is gone (a field filled in, a right granted), everything refused is tried again at once. */
function RetryAll({ count }: { readonly count: number }) {
  const t = useT('sync');
  const retry = useCommand('retryFailed');
  const run = async () => {
    const reply = await retry.run({});
    const text = reply.ok ? t('retriedAll') : t('retryAllFailed');
    useToasts.getState().show({ tone: reply.ok ? 'neutral' : 'stop', text, staysMs: 4000 });
    // The button goes with what failed.
    if (reply.ok) focusHeading();
  };
  if (count < 2) return null;
  return (
    <Button size="s" busy={retry.pending} onClick={() => void run()}>
      {t('retryAll')}
    </Button>
  );
}

interface EntryGroupProps extends Omit<EntryListProps, 'label'> {
  readonly title: string;
  readonly action?: ReactNode;
}

function EntryGroup({ title, action, ...list }: EntryGroupProps) {
  const formats = useFormats();
  if (list.count <= 0) return null;
  return (
    <Card
      title={
        <>
          {title} <span className={styles['count']}>{formats.number(list.count)}</span>
        </>
      }
      aside={action}
    >
      <EntryList label={title} {...list} />
    </Card>
  );
}
