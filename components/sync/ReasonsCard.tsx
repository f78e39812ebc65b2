import type { ConnectionView, SyncReason } from '../../lib/messaging/views';
import { ErrorNote } from '../data/ErrorNote';
import { useOnline } from '../data/live-values';
import { useSyncReasons } from '../data/sync-queries';
import { useFormats } from '../i18n/formats';
import { type Translate, useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Chip } from '../ui/Chip';
import styles from './ReasonsCard.module.css';
import { type Reason, whyWaiting } from './why-waiting';

/** The reasons of everything that waits or failed, with how many have each, and the step that ends it where there is one. */
export function ReasonsCard({ connections }: { readonly connections: readonly ConnectionView[] | undefined }) {
  const t = useT('sync');
  const formats = useFormats();
  const online = useOnline();
  const { data, error, refetch } = useSyncReasons();
  if (error !== null) return <ErrorNote error={error} onRetry={refetch} />;
  return (
    <Card title={t('reasons')}>
      <ul className={styles['reasons']}>
        {alike(t, data ?? [], connections, online).map(({ org, state, count, reason }) => (
          <li key={`${org} ${state} ${reason.title}`} className={styles['reason']}>
            <Chip tone={state === 'failed' ? 'stop' : 'neutral'} dot>
              {t(state === 'failed' ? 'reasonFailed' : 'reasonWaits', { count, number: formats.number(count) })}
            </Chip>
            <p className={styles['text']}>
              <span className={styles['title']}>{reason.title}</span>
              {reason.cure !== null && <> {reason.cure}</>}
            </p>
            {reason.connect && (
              <Button
                size="s"
                onClick={() => {
                  window.location.hash = `#/connections?org=${encodeURIComponent(org)}`;
                }}
              >
                {t('connect')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface Shown extends Pick<SyncReason, 'org' | 'state' | 'count'> {
  readonly reason: Reason;
}

/** What reads the same is one line: while an org is not connected, say, it does not matter what came of the last try. */
function alike(
  t: Translate,
  reasons: readonly SyncReason[],
  connections: readonly ConnectionView[] | undefined,
  online: boolean,
): readonly Shown[] {
  const lines = new Map<string, Shown>();
  for (const { org, state, problem, count } of reasons) {
    const reason = whyWaiting(t, { org, state, problem }, connections, online);
    const key = `${reason.connect ? org : ''} ${state} ${reason.title}`;
    lines.set(key, { org, state, reason, count: count + (lines.get(key)?.count ?? 0) });
  }
  return [...lines.values()];
}
