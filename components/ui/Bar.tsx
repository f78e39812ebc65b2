import clsx from 'clsx';
import styles from './Bar.module.css';

export interface BarProps {
  readonly label: string;
  readonly value: number;
  /** What the full width stands for; a value beyond it fills the bar. */
  readonly max: number;
  readonly tone?: 'accent' | 'good' | 'warn';
  /** The value in words, e.g. "2 of 3". */
  readonly valueText?: string | undefined;
  /** Where one should stand by now, on the same scale. */
  readonly mark?: number | null;
}

/** How far towards a target. */
export function Bar({ label, value, max, tone = 'accent', valueText, mark = null }: BarProps) {
  const share = max <= 0 ? 0 : Math.min(1, Math.max(0, value / max));
  return (
    <div
      className={clsx(styles['bar'], styles[tone])}
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.min(Math.max(0, value), max)}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuetext={valueText}
    >
      <span className={styles['fill']} style={{ inlineSize: `${share * 100}%` }} />
      {mark !== null && max > 0 && (
        <span
          className={styles['mark']}
          style={{ insetInlineStart: `${Math.min(1, Math.max(0, mark / max)) * 100}%` }}
        />
      )}
    </div>
  );
}
