import clsx from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './Field.module.css';

/** What a control inside a {@link Field} must carry to be named and described. */
export interface ControlAttributes {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

export interface FieldProps {
  readonly label: ReactNode;
  /** A sentence of help under the label. */
  readonly hint?: ReactNode;
  /** What is wrong with the value, said once it is known. */
  readonly error?: ReactNode;
  /** The label is there for screen readers only. */
  readonly labelHidden?: boolean;
  readonly className?: string | undefined;
  /** The control's id where something else has to find it; made up otherwise. */
  readonly controlId?: string;
  readonly children: (control: ControlAttributes) => ReactNode;
}

/** Label, control, hint and error, wired together for assistive technology. */
export function Field({ label, hint, error, labelHidden = false, className, controlId, children }: FieldProps) {
  const ownId = useId();
  const id = controlId ?? ownId;
  const hasError = error !== undefined && error !== null && error !== '';
  const hasHint = hint !== undefined;
  const describedBy = clsx(hasHint && `${id}-hint`, hasError && `${id}-error`) || undefined;
  return (
    <div className={clsx(styles['field'], className)}>
      <label htmlFor={id} className={clsx(styles['label'], labelHidden && styles['labelHidden'])}>
        {label}
      </label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': hasError || undefined })}
      {hasHint && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {hasError && (
        <p id={`${id}-error`} className={styles['error']} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** A single line of text; the direction follows what is typed. */
export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input type="text" dir="auto" className={clsx(styles['control'], className)} {...rest} />;
}

/** Several lines of text, growing with what is typed. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea dir="auto" rows={2} className={clsx(styles['control'], styles['area'], className)} {...rest} />;
}

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface SelectProps extends Omit<ComponentProps<'select'>, 'children'> {
  readonly options: readonly SelectOption[];
}

/** The platform's own select: complete with keyboard, touch and screen reader. */
export function Select({ options, className, ...rest }: SelectProps) {
  return (
    <select className={clsx(styles['control'], styles['select'], className)} {...rest}>
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
