import { PhoneOff, Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ErrorNote } from '../data/ErrorNote';
import { useCallHistory } from '../data/queries';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { EmptyState } from '../ui/EmptyState';
import { Field, TextInput } from '../ui/Field';
import { Skeleton } from '../ui/Skeleton';
import { CallList } from './CallList';
import styles from './CallsPage.module.css';

/** Time without a key press after which a search runs. */
const searchAfterMs = 180;

/** Every call, newest first, however many there are. */
export function CallsPage() {
  const t = useT('history');
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim(), searchAfterMs);
  const history = useCallHistory(search);
  const calls = history.data;
  return (
    <div className={styles['page']}>
      <Field label={t('search')} labelHidden className={styles['search']}>
        {(control) => (
          <div className={styles['searchBox']}>
            <Search aria-hidden="true" />
            <TextInput
              {...control}
              type="search"
              value={typed}
              maxLength={200}
              placeholder={t('searchHint')}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
        )}
      </Field>
      {history.error !== null && <ErrorNote error={history.error} onRetry={history.refetch} />}
      {history.pending && <LoadingCalls />}
      {calls !== undefined && calls.length === 0 && <NoCalls search={search} onClear={() => setTyped('')} />}
      {calls !== undefined && calls.length > 0 && (
        <Card aria-label={t('title')}>
          <CallList
            calls={calls}
            hasMore={history.hasMore}
            loadingMore={history.loadingMore}
            isSearch={search !== ''}
            onEndNear={history.loadMore}
          />
        </Card>
      )}
    </div>
  );
}

function NoCalls({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  const t = useT('history');
  if (search === '') {
    return (
      <EmptyState icon={<PhoneOff />} title={t('empty.title')}>
        {t('empty.text')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Search />}
      title={t('noMatch.title', { search })}
      action={<Button onClick={onClear}>{t('noMatch.action')}</Button>}
    >
      {t('noMatch.text')}
    </EmptyState>
  );
}

function LoadingCalls() {
  const t = useT('common');
  return (
    <div className={styles['loading']} role="status" aria-label={t('loading')}>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <Skeleton key={row} heightPx={44} />
      ))}
    </div>
  );
}

/** `value`, once it has stayed the same for `afterMs`. */
function useSettled(value: string, afterMs: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
