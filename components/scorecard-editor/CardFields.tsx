import { Controller, type useForm } from 'react-hook-form';
import type { CardShape } from '../../lib/qualification/criterion';
import { useT } from '../i18n/translate';
import { NumberField } from '../ui/NumberField';
import styles from './editor.module.css';
import { LocalTextFields, orNone } from './LocalTextFields';

/** What holds for the card as a whole: its name, what it is for, and from when a lead is ready or let go. */
export function CardFields({ form }: { readonly form: ReturnType<typeof useForm<CardShape>> }) {
  const t = useT('scorecardEditor');
  return (
    <>
      <Controller
        control={form.control}
        name="name"
        render={({ field }) => <LocalTextFields label={t('cardName')} text={field.value} onChange={field.onChange} />}
      />
      <Controller
        control={form.control}
        name="about"
        render={({ field }) => (
          <LocalTextFields
            label={t('about')}
            text={field.value ?? {}}
            long
            onChange={(text) => field.onChange(orNone(text))}
          />
        )}
      />
      <div className={styles['pair']}>
        <Controller
          control={form.control}
          name="readyAt"
          render={({ field }) => (
            <NumberField
              label={t('readyAt')}
              hint={t('readyAtHint')}
              value={field.value}
              min={0}
              max={100}
              onChange={(value) => value !== undefined && field.onChange(value)}
            />
          )}
        />
        <Controller
          control={form.control}
          name="letGoBelow"
          render={({ field }) => (
            <NumberField
              label={t('letGoBelow')}
              hint={t('letGoBelowHint')}
              value={field.value}
              min={0}
              max={100}
              optional
              onChange={field.onChange}
            />
          )}
        />
      </div>
    </>
  );
}
