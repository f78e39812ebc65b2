import type { FieldOwner, OrgField } from '../../lib/crm/org-fields';
import { textIn } from '../../lib/model/schemas';
import type { Criterion } from '../../lib/qualification/criterion';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { Field, Select } from '../ui/Field';
import { type ChosenFields, chosenKey, fieldOptions, fieldsForAnswer, fieldsThatKnow } from './field-map-form';
import styles from './OrgFields.module.css';

export interface OrgAnswerFieldsProps {
  readonly owner: FieldOwner;
  readonly fields: readonly OrgField[];
  /** Of the scorecard in use. */
  readonly criteria: readonly Criterion[];
  readonly chosen: ChosenFields;
  readonly onChoose: (key: string, field: string) => void;
}

const ways = [
  { role: 'known', fieldsOf: fieldsThatKnow },
  { role: 'answer', fieldsOf: fieldsForAnswer },
] as const;

/** Which field knows the answer to which question already, and which gets it when a lead is handed over. */
export function OrgAnswerFields({ owner, fields, criteria, chosen, onChoose }: OrgAnswerFieldsProps) {
  const t = useT('settings');
  const locale = useLocale();
  return ways.map(({ role, fieldsOf }) => {
    const askable = criteria.flatMap((criterion) => {
      const own = fieldsOf(criterion, fields);
      return own.length === 0 ? [] : [{ criterion, own }];
    });
    if (askable.length === 0) return null;
    return (
      <details key={role} className={styles['answers']}>
        <summary>{t(`fields.${role}.title`)}</summary>
        <p className={styles['intro']}>{t(`fields.${role}.intro`)}</p>
        {askable.map(({ criterion, own }) => {
          const key = chosenKey(owner, role, criterion.id);
          const isThere = own.some(({ name }) => name === chosen[key]?.field);
          return (
            <Field key={criterion.id} label={textIn(criterion.name, locale)}>
              {(control) => (
                <Select
                  {...control}
                  options={fieldOptions(t('fields.none'), own)}
                  value={isThere ? (chosen[key]?.field ?? '') : ''}
                  onChange={({ target }) => onChoose(key, target.value)}
                />
              )}
            </Field>
          );
        })}
      </details>
    );
  });
}
