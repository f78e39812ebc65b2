import type { Score } from '../../lib/qualification/score';
import { useT } from '../i18n';
import styles from './ScoreRange.module.css';

/** The estimate inside the range still possible, and the threshold to pass: one picture, one sentence for screen readers. */
export function ScoreRange({ score }: { readonly score: Score }) {
  const t = useT('scorecard');
  const { estimate, low, high, readyAt, ready } = score;
  return (
    <div
      className={styles['range']}
      role="img"
      aria-label={t('score.value', { estimate, low, high, readyAt })}
      data-ready={ready || undefined}
    >
      <span className={styles['track']} />
      {high > low && (
        <span className={styles['band']} style={{ insetInlineStart: `${low}%`, inlineSize: `${high - low}%` }} />
      )}
      <span className={styles['threshold']} style={{ insetInlineStart: `${readyAt}%` }} />
      <span
        className={styles['point']}
        style={{ insetInlineStart: `clamp(2.5px, ${estimate}%, calc(100% - 2.5px))` }}
      />
    </div>
  );
}
