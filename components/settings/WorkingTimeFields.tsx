import { useId } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';
import { dateTimeFormat } from '../../lib/model/formatters';
import { useLocale } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Field, TextInput } from '../ui/Field';
import type { TargetsForm } from './targets-form';
import styles from './WorkingTimeFields.module.css';

const weekdays = [1, 2, 3, 4, 5, 6, 7];
/** A Monday, from which the names of the weekdays are made. */
const monday = Date.UTC(2024, 0, 1, 12);
const dayMs = 24 * 3600 * 1000;

/** The days and hours one works. */
export function WorkingTimeFields() {
  const t = useT('settings');
  const { register, getFieldState, formState } = useFormContext<TargetsForm>();
  const [start, end] = useWatch<TargetsForm, ['start', 'end']>({ name: ['start', 'end'] });
  const overnight = end !== '00:00' && end < start;
  const timeError = (name: 'start' | 'end') => {
    const { error } = getFieldState(name, formState);
    if (error === undefined) return {};
    return { error: error.message === 'sameTime' ? t('targets.errors.sameTime') : t('targets.errors.time') };
  };
  return (
    <div className={styles['fields']}>
      <p className={styles['hint']}>{t('targets.workingTimeHint')}</p>
      <Weekdays />
      <div className={styles['times']}>
        <Field label={t('targets.start')} {...timeError('start')}>
          {(control) => <TextInput {...control} {...register('start')} type="time" />}
        </Field>
        <Field label={t('targets.end')} {...(overnight ? { hint: t('targets.overnight') } : {})} {...timeError('end')}>
          {(control) => <TextInput {...control} {...register('end')} type="time" />}
        </Field>
      </div>
    </div>
  );
}

function Weekdays() {
  const t = useT('settings');
  const locale = useLocale();
  const errorId = useId();
  const { getFieldState, formState } = useFormContext<TargetsForm>();
  const wrong = getFieldState('weekdays', formState).error !== undefined;
  return (
    <fieldset className={styles['weekdays']} aria-describedby={wrong ? errorId : undefined}>
      <legend className={styles['legend']}>{t('targets.weekdays')}</legend>
      <Controller<TargetsForm, 'weekdays'>
        name="weekdays"
        render={({ field }) => (
          <div className={styles['days']}>
            {weekdays.map((weekday) => (
              <label key={weekday} className={styles['day']}>
                <input
                  type="checkbox"
                  checked={field.value.includes(weekday)}
                  onBlur={field.onBlur}
                  onChange={(event) =>
                    field.onChange(
                      event.target.checked
                        ? [...field.value, weekday].toSorted((a, b) => a - b)
                        : field.value.filter((each) => each !== weekday),
                    )
                  }
                />
                <span aria-hidden="true">{weekdayName(locale, weekday, 'short')}</span>
                <span className={styles['full']}>{weekdayName(locale, weekday, 'long')}</span>
              </label>
            ))}
          </div>
        )}
      />
      {wrong && (
        <p id={errorId} role="alert" className={styles['error']}>
          {t('targets.errors.weekdays')}
        </p>
      )}
    </fieldset>
  );
}

function weekdayName(locale: string, weekday: number, form: 'short' | 'long'): string {
  return dateTimeFormat(locale, { weekday: form, timeZone: 'UTC' }).format(monday + (weekday - 1) * dayMs);
}
