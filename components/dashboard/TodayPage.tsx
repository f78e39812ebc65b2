import { instantOf } from '../../lib/model/time';
import { countedPart } from '../../lib/progress/pace';
import { metrics } from '../../lib/progress/progress';
import { useNow, useOnline, useProgress } from '../data/live-values';
import { AnswerFiguresCard } from '../handoff/AnswerFiguresCard';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Attention } from '../progress/Attention';
import { asOf } from '../progress/as-of';
import { FollowUpsCard } from '../progress/FollowUpsCard';
import { MetricRows } from '../progress/MetricRows';
import { Today } from '../progress/Today';
import { StoreNotice } from '../settings/StoreNotice';
import { Card } from '../ui/Card';
import { Skeleton } from '../ui/Skeleton';
import styles from './TodayPage.module.css';

const chart = { width: 460, height: 110 };
/** What is aimed at first, then what leads to it. */
const inOrder = metrics.toReversed();
/** The day's handoffs stand above its other metrics already. */
const belowHandoffs = inOrder.filter((metric) => metric !== 'handoffs');

/** Progress for day and month against the targets, with the pace in words, and what is promised next. */
export function TodayPage() {
  const t = useT('progress');
  const formats = useFormats();
  const stored = useProgress();
  const now = useNow(15_000);
  const online = useOnline();
  if (!stored) {
    return (
      <div role="status" aria-label={t('loadingToday')}>
        <Skeleton heightPx={220} />
      </div>
    );
  }
  const snapshot = asOf(stored, now);
  const { countedFrom, timeZone } = snapshot;
  const nothingYet = metrics.every((metric) => snapshot.today[metric] === 0);
  const noTargets = metrics.every((metric) => snapshot.targets.day[metric] === null);
  return (
    <div className={styles['page']}>
      <StoreNotice />
      <Attention
        sync={snapshot.sync}
        online={online}
        onShow={(page) => {
          window.location.hash = `#/${page}`;
        }}
      />
      <div className={styles['two']}>
        <Card title={t('today')} aside={formats.day(now, snapshot.timeZone)} className={styles['card']}>
          <Today snapshot={snapshot} now={now} chart={chart} />
          <MetricRows snapshot={snapshot} metrics={belowHandoffs} period="day" now={now} inWords />
          {nothingYet && (
            <p className={styles['fresh']}>
              <b className={styles['freshTitle']}>{t('emptyDay.title')}</b>
              {t('emptyDay.text')}
            </p>
          )}
          {noTargets && (
            <p className={styles['fresh']}>
              {t('noTargets.text')} <a href="#/targets">{t('noTargets.action')}</a>
            </p>
          )}
        </Card>
        <div className={styles['column']}>
          <Card title={t('thisMonth')}>
            <MetricRows snapshot={snapshot} metrics={inOrder} period="month" now={now} inWords />
            {countedFrom !== undefined && countedPart(snapshot) < 1 && (
              <p className={styles['fresh']}>
                {t('countedFrom', { day: formats.day(instantOf(countedFrom, 720, timeZone), timeZone) })}
              </p>
            )}
          </Card>
        </div>
      </div>
      {snapshot.handoffs !== undefined && snapshot.handoffs.figures.given > 0 && (
        <AnswerFiguresCard figures={snapshot.handoffs.figures} href="#/handoffs" />
      )}
      <FollowUpsCard now={now} ownZone={snapshot.timeZone} />
    </div>
  );
}
