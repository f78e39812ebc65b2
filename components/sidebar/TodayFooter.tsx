import { memo } from 'react';
import type { Metric, ProgressSnapshot } from '../../lib/progress/progress';
import { useProgress } from '../data';
import { useFormats, useT } from '../i18n';
import { asOf } from '../progress/as-of';
import { outlookWords, standingTone, standingWords } from '../progress/pace-words';
import { standingOf } from '../progress/standing';
import { Bar } from '../ui/Bar';
import { Skeleton } from '../ui/Skeleton';
import styles from './TodayFooter.module.css';

export interface TodayFooterProps {
  readonly now: number;
}

const shownMetrics: readonly Metric[] = ['handoffs', 'conversations', 'dials'];

/** Today against the targets, always in sight and live; another lead changes nothing of it. */
export const TodayFooter = memo(function TodayFooter({ now }: TodayFooterProps) {
  const snapshot = useProgress();
  const t = useT('ui');
  if (snapshot == null) {
    return (
      <section className={styles['today']} aria-label={t('today.region')} aria-busy={snapshot === undefined}>
        <Skeleton heightPx={34} />
      </section>
    );
  }
  const today = asOf(snapshot, now);
  return (
    <section className={styles['today']} aria-label={t('today.region')}>
      <ul className={styles['metrics']}>
        {shownMetrics.map((metric) => (
          <MetricCell key={metric} snapshot={today} metric={metric} now={now} />
        ))}
      </ul>
      <PaceLine snapshot={today} now={now} />
    </section>
  );
});

interface CellProps {
  readonly snapshot: ProgressSnapshot;
  readonly now: number;
}

function MetricCell({ snapshot, metric, now }: CellProps & { readonly metric: Metric }) {
  const t = useT('progress');
  const formats = useFormats();
  const { actual, target, pace } = standingOf(snapshot, metric, 'day', now);
  const name = t(`metric.${metric}`);
  const done = formats.number(actual);
  return (
    <li className={styles['metric']}>
      <span className={styles['name']}>{name}</span>
      <span className={styles['count']}>
        <b>{done}</b>
        {target !== null && <span className={styles['of']}>{` / ${formats.number(target)}`}</span>}
      </span>
      {target !== null && (
        <Bar
          label={name}
          value={actual}
          max={target}
          mark={pace === null || actual >= target ? null : pace.expected}
          tone={actual >= target ? 'good' : 'accent'}
          valueText={t('doneOfTarget', { done, target: formats.number(target) })}
        />
      )}
    </li>
  );
}

/** Where the handoffs stand, in words. */
function PaceLine({ snapshot, now }: CellProps) {
  const t = useT('ui');
  const formats = useFormats();
  const standing = standingOf(snapshot, 'handoffs', 'day', now);
  const words = standingWords(t, formats, standing);
  const outlook = outlookWords(t, formats, standing, 'day');
  if (words === null && outlook === null) return null;
  return (
    <p className={styles['pace']}>
      {words !== null && <span data-tone={standingTone(standing)}>{words}</span>}
      {outlook !== null && <span className={styles['outlook']}>{outlook}</span>}
    </p>
  );
}
