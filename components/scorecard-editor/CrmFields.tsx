import { useState } from 'react';
import type { Criterion } from '../../lib/qualification/criterion';
import { choicesOf } from '../../lib/qualification/criterion-kinds';
import { crmFields } from '../../lib/qualification/crm-known';
import { useKeptOrgFields } from '../data/queries';
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
  return (
    <fieldset className={styles['group']}>
      <legend>{t('crm.title')}</legend>
      <FieldChoice
        field={crm?.field ?? null}
        onChange={(field) => onChange(field === null ? rest : { ...criterion, crm: { ...crm, field } })}
      />
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

interface FieldChoiceProps {
  readonly field: string | null;
  readonly onChange: (field: string | null) => void;
}

/** No field's name has a blank, so this is none. */
const other = 'another field';

/** One of the usual fields, one that a connected org described, or any other by its name. */
function FieldChoice({ field, onChange }: FieldChoiceProps) {
  const t = useT('scorecardEditor');
  const tFields = useT('crmField');
  const own = useOwnFields();
  const isListed = field === null || [...crmFields, ...own.map(({ value }) => value)].includes(field);
  const [isOther, setIsOther] = useState(false);
  const showsName = isOther || !isListed;
  const [typed, setTyped] = useState<string | null>(null);
  const choose = (value: string) => {
    setTyped(null);
    setIsOther(value === other);
    onChange(value === '' || value === other ? null : value);
  };
  return (
    <>
      <Field label={t('crm.field')} hint={t('crm.hint')}>
        {(control) => (
          <Select
            {...control}
            value={showsName ? other : (field ?? '')}
            options={[
              { value: '', label: t('crm.none') },
              ...crmFields.map((each) => ({ value: each, label: tFields(each) })),
              ...own,
              { value: other, label: t('crm.other') },
            ]}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          />
        )}
      </Field>
      {showsName && (
        <Field label={t('crm.otherName')} hint={t('crm.otherHint')}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={200}
              spellCheck={false}
              autoCapitalize="off"
              value={typed ?? field ?? ''}
              onChange={({ currentTarget }) => {
                setTyped(currentTarget.value);
                setIsOther(true);
                const name = currentTarget.value.trim();
                onChange(name === '' ? null : name);
              }}
            />
          )}
        </Field>
      )}
    </>
  );
}

/** The own fields of the connected orgs whose description is at hand, those of people first named first. */
function useOwnFields(): readonly { readonly value: string; readonly label: string }[] {
  const t = useT('scorecardEditor');
  const described = useKeptOrgFields();
  const named = new Map<string, string>();
  for (const { owners } of described) {
    for (const { owner, fields } of owners) {
      if (owner === 'deal') continue;
      for (const { name, label, kind } of fields) {
        if (kind !== 'person' && kind !== 'phone' && !named.has(name)) named.set(name, label);
      }
    }
  }
  return [...named]
    .map(([name, label]) => ({ value: name, label: label === name ? name : t('crm.ofOrg', { field: label, name }) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
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
