import { ListTodo } from 'lucide-react';
import { ask } from '../../lib/messaging/client';
import type { ConnectionView } from '../../lib/messaging/views';
import type { OrgKey } from '../../lib/model/record';
import { useNow, useQueue, useQueueSources } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useConnections } from '../data/queries';
import { useLocale, useT } from '../i18n';
import { Card } from '../ui/Card';
import { EmptyState } from '../ui/EmptyState';
import { PageIntro } from '../ui/PageIntro';
import { ListChoice } from './ListChoice';
import styles from './QueuePage.module.css';
import { whoText, whyText } from './why-text';

/** Whom to call next, in order, and why. */
export function QueuePage() {
  const t = useT('queue');
  const { data, error, refetch } = useQueue(100);
  return (
    <div className={styles['page']}>
      <PageIntro>{t('page.intro')}</PageIntro>
      <Sources />
      {error !== null && <ErrorNote error={error} onRetry={refetch} />}
      {data !== undefined && (
        <Card title={t('page.count', { callable: data.callable, known: data.known })}>
          <p role="status" className={styles['behind']}>
            {data.behind > 0 && t('page.behind', { count: data.behind })}
          </p>
          {data.items.length === 0 ? (
            <EmptyState icon={<ListTodo />} title={t('page.empty')}>
              {t('page.emptyText')}
            </EmptyState>
          ) : (
            <Rows items={data.items} />
          )}
        </Card>
      )}
    </div>
  );
}

/** Whom the queue takes from: one's own leads, read from the CRM, or a list of it. */
function Sources() {
  const t = useT('queue');
  const { data: sources = [] } = useQueueSources();
  const connections = useConnections().data ?? [];
  if (sources.length === 0) return null;
  return (
    <Card title={t('source.title')}>
      <div className={styles['sources']}>
        <p className={styles['promises']}>{t('source.promises')}</p>
        {sources.map((source) => (
          <section key={source.org} aria-label={labelOf(source.org, connections)}>
            {sources.length > 1 && <h3 className={styles['org']}>{labelOf(source.org, connections)}</h3>}
            <ListChoice source={source} />
          </section>
        ))}
      </div>
    </Card>
  );
}

function labelOf(org: OrgKey, connections: readonly ConnectionView[]): string {
  return connections.find((connection) => connection.org === org)?.label ?? org;
}

function Rows({ items }: { readonly items: NonNullable<ReturnType<typeof useQueue>['data']>['items'] }) {
  const t = useT('queue');
  const tCommon = useT('common');
  const locale = useLocale();
  const now = useNow(60_000);
  return (
    <ol className={styles['rows']}>
      {items.map((item) => {
        const name = item.name.trim() === '' ? tCommon('someone') : item.name;
        const who = whoText(t, item, name);
        return (
          <li key={item.recordKey} className={styles['row']}>
            <button
              type="button"
              className={styles['lead']}
              aria-label={t('page.open', { name: [who, item.company].filter(Boolean).join(' ') })}
              onClick={() => void ask('openRecord', { recordKey: item.recordKey, newTab: true })}
            >
              {/* The space parts the words of the button's name as they are read; it takes no room. */}
              <b dir="auto">{who}</b> <span dir="auto">{item.company}</span>
            </button>
            <span className={styles['why']}>{whyText(t, locale, item, now)}</span>
          </li>
        );
      })}
    </ol>
  );
}
