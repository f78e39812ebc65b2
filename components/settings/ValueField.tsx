import type { OrgField } from '../../lib/crm/org-fields';
import { useT } from '../i18n/translate';
import { Field, Select, TextInput } from '../ui/Field';

export interface ValueFieldProps {
  readonly label: string;
  readonly field: OrgField;
  readonly value: string;
  /** A field without its value would mean nothing. */
  readonly required?: boolean;
  readonly onValue: (value: string) => void;
}

/** A value of a field: one of its own where it has a list, else typed. */
export function ValueField({ label, field, value, required = false, onValue }: ValueFieldProps) {
  const t = useT('settings');
  return (
    <Field label={label}>
      {(control) =>
        field.kind === 'choice' || field.kind === 'stage' ? (
          <Select
            {...control}
            required={required}
            options={[{ value: '', label: t('fields.choose') }, ...field.options]}
            value={value}
            onChange={({ target }) => onValue(target.value)}
          />
        ) : (
          <TextInput
            {...control}
            required={required}
            maxLength={255}
            value={value}
            onChange={({ target }) => onValue(target.value)}
          />
        )
      }
    </Field>
  );
}
