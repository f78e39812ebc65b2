import { outcomes } from '../../lib/calls/outcomes';
import type { OutcomeField } from '../../lib/crm/org-fields';
import { valueOfOutcome } from '../../lib/crm/outcome-values';
import { useOutcomeName } from '../call/use-outcome-name';
import { useT } from '../i18n/translate';
import { Field, Select, type SelectOption, TextInput } from '../ui/Field';
import { type ChosenFields, noValue, outcomeKey } from './field-map-form';
import styles from './OrgFields.module.css';

export interface OrgOutcomeFieldsProps {
  readonly field: OutcomeField;
  /** True where it is a list of the org's own, besides its standard field. */
  readonly own?: boolean;
  readonly chosen: ChosenFields;
  readonly onChoose: (key: string, value: string) => void;
}

/** Which of the org's own values is written for which outcome of a call. */
export function OrgOutcomeFields({ field, own: isOwn = false, chosen, onChoose }: OrgOutcomeFieldsProps) {
  const t = useT('settings');
  const outcomeName = useOutcomeName();
  const { options, closed, label } = field;
  const labelOf = (value: string) => options.find((option) => option.value === value)?.label ?? value;
  return (
    <details className={styles['answers']}>
      <summary>{t('fields.outcomes.title', { field: label })}</summary>
      <p className={styles['intro']}>{t(closed ? 'fields.outcomes.intro' : 'fields.outcomes.introText')}</p>
      <div className={styles['role']}>
        {outcomes.map(({ id, label: names }) => {
          const key = outcomeKey(isOwn ? field.name : null, id);
          const value = chosen[key]?.value ?? '';
          const known = value === '' || value === noValue || options.some((option) => option.value === value);
          const own = valueOfOutcome({ id, labels: [outcomeName(id), ...Object.values(names)] }, field, []);
          const missing = t('fields.outcomes.missing', { field: label });
          const automatic: SelectOption[] =
            own === null
              ? [{ value: '', label: t('fields.choose') }]
              : [{ value: '', label: t('fields.outcomes.automatic', { value: labelOf(own) }) }];
          const isOpen = closed && (known ? value === '' && own === null : true);
          return (
            <Field key={id} label={outcomeName(id)} {...(isOpen ? { hint: missing } : {})}>
              {(control) =>
                options.length > 0 ? (
                  <Select
                    {...control}
                    value={known || !closed ? value : ''}
                    options={[
                      ...automatic,
                      { value: noValue, label: t('fields.outcomes.none') },
                      ...options,
                      // Typed before the org had a list.
                      ...(known || closed ? [] : [{ value, label: value }]),
                    ]}
                    onChange={({ target }) => onChoose(key, target.value)}
                  />
                ) : (
                  <TextInput
                    {...control}
                    maxLength={255}
                    placeholder={own ?? ''}
                    value={value === noValue ? '' : value}
                    onChange={({ target }) => onChoose(key, target.value)}
                  />
                )
              }
            </Field>
          );
        })}
      </div>
    </details>
  );
}
