import { type PointTrend, trendsOf } from '../../lib/calls/review';
import { numberFormat } from '../../lib/model/formatters';
import { addDays, localDayOf, ownTimeZone } from '../../lib/model/time';
import { useNow, useReviews } from '../data';
import { useLocale, useT } from '../i18n';
import { Card } from '../ui/Card';
import styles from './PlaysPage.module.css';

const recentDays = 30;

/** What the SDR noted after conversations, of late and before. For themselves alone. */
export function ReviewTrends() {
  const t = useT('plays');
  const now = useNow(3_600_000);
  const { data } = useReviews();
  if (data === undefined) return null;
  const trends = trendsOf(data, addDays(localDayOf(now, ownTimeZone()), -recentDays));
  const isEmpty = trends.every(({ now: recent, before }) => recent === null && before === null);
  return (
    <Card title={t('page.trends')}>
      <p className={styles['intro']}>{t('page.trendsText')}</p>
      {isEmpty ? (
        <p className={styles['results']}>{t('page.noTrendsYet')}</p>
      ) : (
        <table className={styles['trends']} aria-label={t('page.trends')}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('page.trendBefore')}</th>
              <th scope="col">{t('page.trendNow', { days: recentDays })}</th>
            </tr>
          </thead>
          <tbody>
            {trends.map(({ point, now: recent, before }) => (
              <tr key={point}>
                <th scope="row">{t(`review.points.${point}`)}</th>
                <Share part={before} />
                <Share part={recent} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

/** How often, and of how many: a share of few conversations says little. */
function Share({ part }: { readonly part: PointTrend['now'] }) {
  const t = useT('plays');
  const locale = useLocale();
  if (part === null) return <td className={styles['none']}>{t('page.noTrend')}</td>;
  return (
    <td>
      <b>{numberFormat(locale, { style: 'percent' }).format(part.met / part.of)}</b>{' '}
      <span className={styles['of']}>{t('page.trend', part)}</span>
    </td>
  );
}
