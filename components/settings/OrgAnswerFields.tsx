import type { FieldOwner, OrgField } from '../../lib/crm/org-fields';
import { textIn } from '../../lib/model/schemas';
import type { Criterion } from '../../lib/qualification/criterion';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { Field, Select } from '../ui/Field';
import { type ChosenFields, chosenKey, fieldOptions, fieldsForAnswer } from './field-map-form';
import styles from './OrgFields.module.css';

export interface OrgAnswerFieldsProps {
  readonly owner: FieldOwner;
  readonly fields: readonly OrgField[];
  /** Of the scorecard in use. */
  readonly criteria: readonly Criterion[];
  readonly chosen: ChosenFields;
  readonly onChoose: (key: string, field: string) => void;
}

/** Which field gets the answer to which question when a lead is handed over. */
export function OrgAnswerFields({ owner, fields, criteria, chosen, onChoose }: OrgAnswerFieldsProps) {
  const t = useT('settings');
  const locale = useLocale();
  const askable = criteria.filter((criterion) => fieldsForAnswer(criterion, fields).length > 0);
  if (askable.length === 0) return null;
  return (
    <details className={styles['answers']}>
      <summary>{t('fields.answers.title')}</summary>
      <p className={styles['intro']}>{t('fields.answers.intro')}</p>
      {askable.map((criterion) => {
        const key = chosenKey(owner, 'answer', criterion.id);
        const own = fieldsForAnswer(criterion, fields);
        const known = own.some(({ name }) => name === chosen[key]?.field);
        return (
          <Field key={criterion.id} label={textIn(criterion.name, locale)}>
            {(control) => (
              <Select
                {...control}
                options={fieldOptions(t('fields.none'), own)}
                value={known ? (chosen[key]?.field ?? '') : ''}
                onChange={({ target }) => onChoose(key, target.value)}
              />
            )}
          </Field>
        );
      })}
    </details>
  );
}
