import { useFormContext } from 'react-hook-form';
import type { Metric } from '../../lib/progress/progress';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Field, TextInput } from '../ui/Field';
import styles from './TargetsTable.module.css';
import { largestTarget, type TargetsForm } from './targets-form';

/** What is aimed at first, then what leads to it. */
const inOrder: readonly Metric[] = ['handoffs', 'conversations', 'connects', 'dials'];

/** One row per metric, with a field for the day and one for the month. */
export function TargetsTable() {
  const t = useT('settings');
  return (
    <div className={styles['table']}>
      <div className={styles['head']} aria-hidden="true">
        <span />
        <span>{t('targets.perDay')}</span>
        <span>{t('targets.perMonth')}</span>
      </div>
      {inOrder.map((metric) => (
        <div key={metric} className={styles['row']}>
          <span className={styles['metric']} aria-hidden="true">
            {t(`progress:metric.${metric}`)}
          </span>
          <TargetField metric={metric} period="day" />
          <TargetField metric={metric} period="month" />
        </div>
      ))}
    </div>
  );
}

function TargetField({ metric, period }: { readonly metric: Metric; readonly period: 'day' | 'month' }) {
  const t = useT('settings');
  const { register, getFieldState, formState } = useFormContext<TargetsForm>();
  const formats = useFormats();
  const { error } = getFieldState(`${period}.${metric}`, formState);
  const name = t(`progress:metric.${metric}`);
  const message =
    error === undefined
      ? undefined
      : error.message === 'tooLarge'
        ? t('targets.errors.tooLarge', { max: formats.number(largestTarget) })
        : t('targets.errors.wholeNumber');
  return (
    <Field
      label={t(period === 'day' ? 'targets.dayOf' : 'targets.monthOf', { metric: name })}
      labelHidden
      {...(message === undefined ? {} : { error: message })}
    >
      {(control) => (
        <TextInput
          {...control}
          {...register(`${period}.${metric}`)}
          inputMode="numeric"
          autoComplete="off"
          placeholder={t('targets.placeholder')}
          className={styles['number']}
        />
      )}
    </Field>
  );
}
