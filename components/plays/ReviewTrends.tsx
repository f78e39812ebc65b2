import { trendsOf } from '../../lib/calls/review';
import { useNow, useReviews } from '../data';
import { useT } from '../i18n';
import { Card } from '../ui/Card';
import styles from './PlaysPage.module.css';

const monthMs = 30 * 24 * 3_600_000;

/** What the SDR noted after conversations, of late and before. For themselves alone. */
export function ReviewTrends() {
  const t = useT('plays');
  const now = useNow(3_600_000);
  const { data } = useReviews();
  if (data === undefined) return null;
  const since = new Date(now - monthMs).toISOString().slice(0, 10);
  const trends = trendsOf(data, since);
  const isEmpty = trends.every(({ now: recent, before }) => recent === null && before === null);
  const share = (part: { met: number; of: number } | null) =>
    part === null ? t('page.noTrend') : t('page.trend', part);
  return (
    <Card title={t('page.trends')}>
      <p className={styles['intro']}>{t('page.trendsText')}</p>
      {isEmpty ? (
        <p className={styles['results']}>{t('page.noTrendsYet')}</p>
      ) : (
        <dl className={styles['trends']}>
          {trends.map(({ point, now: recent, before }) => (
            <div key={point}>
              <dt>{t(`review.points.${point}`)}</dt>
              <dd>
                {share(recent)} · {share(before)}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
