import { useState } from 'react';
import type { Criterion } from '../../lib/qualification/criterion';
import { choicesOf } from '../../lib/qualification/criterion-kinds';
import { crmFields } from '../../lib/qualification/crm-known';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { Field, Select, TextInput } from '../ui/Field';
import { choiceLabel } from './ConditionFields';
import styles from './editor.module.css';

export interface CrmFieldsProps {
  readonly criterion: Criterion;
  readonly onChange: (criterion: Criterion) => void;
}

/** The field of the lead in the CRM that may know the answer, and which of its values means which answer. */
export function CrmFields({ criterion, onChange }: CrmFieldsProps) {
  const t = useT('scorecardEditor');
  const locale = useLocale();
  const { crm, ...rest } = criterion;
  const values = crm?.values ?? {};
  // A process is never one field: nothing could be read from it.
  if (criterion.kind === 'process') return null;
  const known = crmFields.some((field) => field === crm?.field);
  return (
    <fieldset className={styles['group']}>
      <legend>{t('crm.title')}</legend>
      <Field label={t('crm.field')} hint={t('crm.hint')}>
        {(control) => (
          <Select
            {...control}
            value={crm?.field ?? ''}
            options={[
              { value: '', label: t('crm.none') },
              ...(crm === undefined || known ? [] : [{ value: crm.field, label: crm.field }]),
              ...crmFields.map((field) => ({ value: field, label: t(`crm.fields.${field}`) })),
            ]}
            onChange={(event) => {
              const field = event.currentTarget.value;
              onChange(field === '' ? rest : { ...criterion, crm: { ...crm, field } });
            }}
          />
        )}
      </Field>
      {crm !== undefined &&
        choicesOf(criterion).map(({ id }, index) => (
          <ValuesField
            key={id}
            answer={choiceLabel(criterion, id, locale) || t('answerNumber', { number: index + 1 })}
            values={Object.keys(values).filter((value) => values[value] === id)}
            onChange={(meant) => {
              const others = Object.entries(values).filter(([value, to]) => to !== id && !meant.includes(value));
              const all = Object.fromEntries([...others, ...meant.map((value) => [value, id] as const)]);
              const { values: _, ...field } = crm;
              onChange({ ...criterion, crm: Object.keys(all).length === 0 ? field : { ...field, values: all } });
            }}
          />
        ))}
    </fieldset>
  );
}

interface ValuesFieldProps {
  readonly answer: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** Values with semicolons between them, as CRMs write lists; what is typed stays until the field is left. */
function ValuesField({ answer, values, onChange }: ValuesFieldProps) {
  const t = useT('scorecardEditor');
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field label={t('crm.values', { answer })}>
      {(control) => (
        <TextInput
          {...control}
          placeholder={t('crm.valuesHint')}
          value={typed ?? values.join('; ')}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            onChange(valuesIn(event.currentTarget.value));
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </Field>
  );
}

const longestValue = 300;

/** The values in a typed list: parted by semicolons (also full-width ones), each once. */
export function valuesIn(text: string): readonly string[] {
  const values = text.split(/[;；]/).map((value) => value.trim().slice(0, longestValue));
  return [...new Set(values)].filter((value) => value !== '');
}
