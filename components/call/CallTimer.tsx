import { useNow } from '../data';
import { useFormats, useT } from '../i18n';
import styles from './CallTimer.module.css';

export interface CallTimerProps {
  readonly startedAt: number;
  readonly endedAt: number | null;
}

/** How long the call lasts, ticking; screen readers hear it on demand, not each second. */
export function CallTimer({ startedAt, endedAt }: CallTimerProps) {
  const now = useNow(500);
  const t = useT('call');
  const formats = useFormats();
  const duration = formats.duration((endedAt ?? Math.max(now, startedAt)) - startedAt);
  return (
    <span
      className={styles['timer']}
      role="timer"
      aria-live="off"
      aria-label={endedAt === null ? t('onLine', { duration }) : t('ended', { duration })}
      data-ended={endedAt !== null || undefined}
    >
      <span className={styles['dot']} aria-hidden="true" />
      {duration}
    </span>
  );
}
