import type { ReadReply } from '../../lib/learning/report';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import styles from './LearningPage.module.css';

/** What a value of the outcome's column means. */
export type Meaning = 'success' | 'failure' | 'open';
const meanings: readonly Meaning[] = ['success', 'failure', 'open'];

export interface OutcomeValuesProps {
  readonly column: ReadReply['columns'][number];
  readonly meaningOf: (value: string) => Meaning;
  readonly onChange: (value: string, meaning: Meaning) => void;
}

/** For each value of the outcome's column what it means: a success, a failure, or that nothing is decided yet. */
export function OutcomeValues({ column, meaningOf, onChange }: OutcomeValuesProps) {
  const t = useT('learning');
  const formats = useFormats();
  return (
    <fieldset className={styles['values']}>
      <legend>{t('setup.values')}</legend>
      <p className={styles['hint']}>{t('setup.valuesHint')}</p>
      {column.values.length === 0 && <p className={styles['hint']}>{t('setup.noValue')}</p>}
      <ul>
        {column.values.map(({ text, leads }) => (
          <li key={text}>
            <span className={styles['valueName']}>
              {text}{' '}
              <span className={styles['hint']}>{t('setup.leads', { count: leads, leads: formats.number(leads) })}</span>
            </span>
            <fieldset className={styles['meanings']} aria-label={text}>
              {meanings.map((meaning) => (
                <label key={meaning}>
                  <input
                    type="radio"
                    name={`meaning-${text}`}
                    checked={meaningOf(text) === meaning}
                    onChange={() => onChange(text, meaning)}
                  />
                  <span>{t(`setup.meaning.${meaning}`)}</span>
                </label>
              ))}
            </fieldset>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
