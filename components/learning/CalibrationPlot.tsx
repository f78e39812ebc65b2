import { scaleLinear } from 'd3-scale';
import type { StudyValidation } from '../../lib/learning/report';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import styles from './Plots.module.css';

const width = 560;
const height = 320;
const margin = { left: 44, right: 12, top: 10, bottom: 34 };

/** Foretold chances against what came, with the line on which they agree. */
export function CalibrationPlot({ bins }: { readonly bins: StudyValidation['calibration'] }) {
  const t = useT('learning');
  const formats = useFormats();
  const most = Math.min(1, 1.08 * Math.max(...bins.flatMap(({ foretold, came }) => [foretold, came]), 0.05));
  const x = scaleLinear([0, most], [margin.left, width - margin.right]);
  const y = scaleLinear([0, most], [height - margin.bottom, margin.top]);
  const ticks = x.ticks(5);
  const percent = (value: number, digits = 0) => formats.number(100 * value, digits);
  const pairs = bins
    .map(({ foretold, came }) => t('plot.calibrationPair', { foretold: percent(foretold, 1), came: percent(came, 1) }))
    .join('; ');
  return (
    <figure className={styles['figure']}>
      <svg
        className={styles['plot']}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('plot.calibrationText', { pairs })}
      >
        {ticks.map((tick) => (
          <g key={tick} className={styles['tick']}>
            <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
            <text x={margin.left - 6} y={y(tick) + 4} textAnchor="end">
              {percent(tick, 1)}
            </text>
            <text x={x(tick)} y={height - margin.bottom + 16} textAnchor="middle">
              {percent(tick, 1)}
            </text>
          </g>
        ))}
        <line className={styles['agree']} x1={x(0)} y1={y(0)} x2={x(most)} y2={y(most)} />
        <polyline
          className={styles['line']}
          points={bins.map(({ foretold, came }) => `${x(foretold)},${y(came)}`).join(' ')}
        />
        {bins.map(({ foretold, came }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place from low to high.
          <circle key={index} className={styles['dot']} cx={x(foretold)} cy={y(came)} r={4} />
        ))}
        <text className={styles['axis']} x={width - margin.right} y={height - 4} textAnchor="end">
          {t('plot.foretold')} %
        </text>
        <text className={styles['axis']} x={margin.left + 4} y={margin.top + 8}>
          {t('plot.came')} %
        </text>
      </svg>
    </figure>
  );
}
