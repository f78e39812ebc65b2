import type { StudyValidation } from '../../lib/learning/report';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Bar } from '../ui/Bar';
import styles from './Plots.module.css';

/** Which share of all successes the best leads hold; the mark is where chance would stand. */
export function CapturedBars({ captured }: Pick<StudyValidation, 'captured'>) {
  const t = useT('learning');
  const formats = useFormats();
  return (
    <ul className={styles['bars']}>
      {captured.map(({ share, captured: found }) => {
        const name = t('plot.capturedRow', { share: formats.number(100 * share) });
        const words = t('plot.capturedValue', { captured: formats.number(100 * found) });
        return (
          <li key={share}>
            <span aria-hidden="true">{name}</span>
            <Bar label={name} value={found} max={1} valueText={words} mark={share} />
            <span className={styles['value']} aria-hidden="true">
              {words}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
