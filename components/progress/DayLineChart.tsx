import type { ProgressSnapshot } from '../../lib/progress/progress';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import styles from './DayLineChart.module.css';
import { dayLine } from './day-line';
import { outlookWords } from './pace-words';
import type { Standing } from './standing';

export interface DayLineChartProps {
  readonly snapshot: ProgressSnapshot;
  /** Of the day's handoffs. */
  readonly standing: Standing;
  readonly now: number;
  readonly width: number;
  readonly height: number;
}

/** Today's handoffs as a step line against the even pace, with the cone of where the day will likely end. */
export function DayLineChart({ snapshot, standing, now, width, height }: DayLineChartProps) {
  const t = useT('progress');
  const formats = useFormats();
  const drawing = dayLine(snapshot, standing, now, { width, height });
  const inWords = [
    t('chart.soFar', { done: formats.number(standing.actual) }),
    standing.target === null
      ? null
      : t('chart.target', { target: formats.number(standing.target), end: formats.time(drawing.endsAt) }),
    outlookWords(t, formats, standing, 'day'),
    snapshot.handoffTimes.length === 0
      ? null
      : t('chart.times', { times: snapshot.handoffTimes.map((at) => formats.time(at)).join(', ') }),
  ].filter((words) => words !== null);
  return (
    <figure className={styles['figure']}>
      <svg
        className={styles['chart']}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${t('chart.title')}: ${inWords.join('; ')}`}
      >
        <line className={styles['ground']} x1={0} x2={width} y1={height - 5} y2={height - 5} />
        {drawing.cone !== null && <path className={styles['cone']} d={drawing.cone} />}
        {drawing.paceLine !== null && <line className={styles['pace']} {...drawing.paceLine} />}
        <path className={styles['steps']} d={drawing.steps} />
        <circle className={styles['now']} cx={drawing.now.x} cy={drawing.now.y} r={4} />
      </svg>
      <figcaption className={styles['axis']} aria-hidden="true">
        <span>{formats.time(drawing.startsAt)}</span>
        <span>{formats.time(drawing.endsAt)}</span>
      </figcaption>
    </figure>
  );
}
