import type { Metric, ProgressSnapshot } from '../../lib/progress/progress';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Bar } from '../ui/Bar';
import styles from './MetricRows.module.css';
import { outlookWords, standingTone, standingWords } from './pace-words';
import { type Period, type Standing, standingOf } from './standing';

export interface MetricRowsProps {
  readonly snapshot: ProgressSnapshot;
  readonly metrics: readonly Metric[];
  readonly period: Period;
  readonly now: number;
  /** With the pace in words under each bar. */
  readonly inWords?: boolean;
}

/** One line per metric: count, target and a bar with a mark where an even pace would be by now. */
export function MetricRows({ snapshot, metrics, period, now, inWords = false }: MetricRowsProps) {
  return (
    <ul className={styles['rows']}>
      {metrics.map((metric) => (
        <MetricRow
          key={metric}
          metric={metric}
          period={period}
          standing={standingOf(snapshot, metric, period, now)}
          inWords={inWords}
        />
      ))}
    </ul>
  );
}

interface MetricRowProps {
  readonly metric: Metric;
  readonly period: Period;
  readonly standing: Standing;
  readonly inWords: boolean;
}

function MetricRow({ metric, period, standing, inWords }: MetricRowProps) {
  const t = useT('progress');
  const formats = useFormats();
  const { actual, target, pace } = standing;
  const name = t(`metric.${metric}`);
  const words = inWords ? standingWords(t, formats, standing) : null;
  const outlook = inWords ? outlookWords(t, formats, standing, period) : null;
  return (
    <li className={styles['row']}>
      <span className={styles['name']}>{name}</span>
      <span className={styles['count']}>
        <b>{formats.number(actual)}</b>
        {target === null ? (
          inWords && <span className={styles['of']}>{t('noTarget')}</span>
        ) : (
          <span className={styles['of']}>/ {formats.number(target)}</span>
        )}
      </span>
      <span className={styles['bar']}>
        {target !== null && (
          <Bar
            label={name}
            value={actual}
            max={target}
            mark={pace === null || actual >= target ? null : pace.expected}
            tone={actual >= target ? 'good' : 'accent'}
            valueText={t('doneOfTarget', { done: formats.number(actual), target: formats.number(target) })}
          />
        )}
      </span>
      {(words !== null || outlook !== null) && (
        <span className={styles['words']}>
          {words !== null && <span className={styles[standingTone(standing)]}>{words}</span>}
          {outlook !== null && <span>{outlook}</span>}
        </span>
      )}
    </li>
  );
}
