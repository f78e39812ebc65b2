import { useState } from 'react';
import { Field, TextInput } from './Field';

export interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: number | undefined;
  readonly min: number;
  readonly max: number;
  /** With `optional`, an empty field is no value. */
  readonly optional?: boolean;
  readonly labelHidden?: boolean;
  readonly onChange: (value: number | undefined) => void;
}

/** A number that is taken over once it is one; what is typed meanwhile stays in the field. */
export function NumberField({
  label,
  hint,
  value,
  min,
  max,
  optional = false,
  labelHidden,
  onChange,
}: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === undefined ? '' : String(value));
  const take = (text: string) => {
    setTyped(text);
    const number = Number(text.replace(',', '.'));
    if (text.trim() === '') {
      if (optional) onChange(undefined);
    } else if (Number.isFinite(number) && number >= min && number <= max) onChange(number);
  };
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      {...(labelHidden === undefined ? {} : { labelHidden })}
    >
      {(control) => (
        <TextInput
          {...control}
          inputMode="decimal"
          value={shown}
          onChange={(event) => take(event.currentTarget.value)}
          onBlur={() => setTyped(null)}
        />
      )}
    </Field>
  );
}
