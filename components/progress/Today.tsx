import type { ProgressSnapshot } from '../../lib/progress/progress';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Chip } from '../ui/Chip';
import { DayLineChart } from './DayLineChart';
import { outlookWords, standingTone, standingWords } from './pace-words';
import { standingOf } from './standing';
import styles from './Today.module.css';

export interface TodayProps {
  readonly snapshot: ProgressSnapshot;
  readonly now: number;
  /** The line's view box; it scales to the width there is. */
  readonly chart: { readonly width: number; readonly height: number };
}

/** Today's handoffs, big, with the pace in words and the line of the day. */
export function Today({ snapshot, now, chart }: TodayProps) {
  const t = useT('progress');
  const formats = useFormats();
  const standing = standingOf(snapshot, 'handoffs', 'day', now);
  const words = standingWords(t, formats, standing);
  const outlook = outlookWords(t, formats, standing, 'day');
  return (
    <section aria-labelledby="handoffs-today" className={styles['today']}>
      <div className={styles['head']}>
        <div>
          <h2 id="handoffs-today" className={styles['title']}>
            {t('handoffsToday')}
          </h2>
          <p className={styles['figure']}>
            <span className={styles['big']}>{formats.number(standing.actual)}</span>
            {standing.target !== null && (
              <span className={styles['of']}> {t('ofTarget', { target: formats.number(standing.target) })}</span>
            )}
          </p>
        </div>
        <div className={styles['pace']}>
          {words !== null && (
            <Chip tone={standingTone(standing)} dot>
              {words}
            </Chip>
          )}
          {outlook !== null && <p className={styles['outlook']}>{outlook}</p>}
        </div>
      </div>
      <DayLineChart snapshot={snapshot} standing={standing} now={now} {...chart} />
    </section>
  );
}
