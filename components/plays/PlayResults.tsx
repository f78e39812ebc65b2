import type { PlayStats } from '../../lib/messaging/views';
import { useT } from '../i18n';
import styles from './PlaysPage.module.css';

/** What came of the play of late. */
export function PlayResults({ stats }: { readonly stats: PlayStats }) {
  const t = useT('plays');
  const { leads, judged, adherent, attempts, connects, qualified } = stats;
  const parts = [
    t('page.leads', { count: leads }),
    t('page.adherent', { adherent, judged }),
    t('page.connects', { connects, count: attempts }),
    t('page.qualified', { qualified }),
  ];
  return (
    <p className={styles['results']}>
      <b>{t('page.results')}</b> {parts.join(' · ')}
    </p>
  );
}
