import { ArrowUpRight } from 'lucide-react';
import { useFreshHandoffs } from '../data/fresh-handoffs';
import { useNow, useOnline, useProgress } from '../data/live-values';
import { useT } from '../i18n/translate';
import { Attention } from '../progress/Attention';
import { asOf } from '../progress/as-of';
import { MetricRows } from '../progress/MetricRows';
import { Today } from '../progress/Today';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import { DueCall } from './DueCall';
import { HandoffNews } from './HandoffNews';
import { NextFollowUps } from './NextFollowUps';
import styles from './Popup.module.css';
import { PopupSkeleton } from './PopupSkeleton';
import { showDashboard } from './show-dashboard';

const chart = { width: 328, height: 72 };
const shownMetrics = ['conversations', 'dials'] as const;

/** Today's glance, from the snapshot in storage: no question to the background stands before the first paint. */
export function Popup() {
  const t = useT('progress');
  const stored = useProgress();
  const now = useNow(15_000);
  const online = useOnline();
  useFreshHandoffs({ opened: true });
  if (stored === undefined || stored === null) return <PopupSkeleton known={stored === null} />;
  const snapshot = asOf(stored, now);
  const { day: targets } = snapshot.targets;
  const noTargets = targets.handoffs === null && shownMetrics.every((metric) => targets[metric] === null);
  const nothingYet = Object.values(snapshot.today).every((count) => count === 0);
  return (
    <main className={styles['popup']}>
      <h1>
        <VisuallyHidden>{t('todayPage.title')}</VisuallyHidden>
      </h1>
      <DueCall now={now} />
      <Today snapshot={snapshot} now={now} chart={chart} />
      <MetricRows snapshot={snapshot} metrics={shownMetrics} period="day" now={now} />
      {noTargets && (
        <Banner
          tone="neutral"
          action={
            <Button size="s" onClick={() => showDashboard('targets')}>
              {t('noTargets.action')}
            </Button>
          }
        >
          {t('noTargets.text')}
        </Banner>
      )}
      {nothingYet && (
        <p className={styles['fresh']}>
          <b className={styles['freshTitle']}>{t('emptyDay.title')}</b>
          {t('emptyDay.text')}
        </p>
      )}
      <HandoffNews snapshot={snapshot} now={now} />
      <NextFollowUps snapshot={snapshot} now={now} />
      <Attention sync={snapshot.sync} online={online} onShow={showDashboard} />
      <Button variant="quiet" wide icon={<ArrowUpRight aria-hidden="true" />} onClick={() => showDashboard('today')}>
        {t('openDashboard')}
      </Button>
    </main>
  );
}
