import type { Answer } from '../../lib/messaging/protocol';
import { textIn } from '../../lib/model/schemas';
import { useLocale, useT } from '../i18n';
import { Card } from '../ui/Card';
import { PlayResults } from './PlayResults';
import styles from './PlaysPage.module.css';

/** What came of plays that are in use no more: their results stay theirs. */
export function GoneResults({ gone }: { readonly gone: Answer<'plays'>['gone'] }) {
  const t = useT('plays');
  const locale = useLocale();
  return (
    <Card title={t('page.gone')}>
      <p className={styles['intro']}>{t('page.goneText')}</p>
      {gone.map(({ name, ...stats }) => (
        <div key={stats.playId}>
          <b dir="auto">{name === null ? t('page.goneUnnamed') : textIn(name, locale)}</b>
          <PlayResults stats={stats} />
        </div>
      ))}
    </Card>
  );
}
