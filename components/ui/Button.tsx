import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { Kbd } from './Kbd';

export type ButtonVariant = 'primary' | 'default' | 'quiet' | 'stop';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: ButtonVariant;
  readonly size?: 'm' | 's';
  /** An icon before the text. */
  readonly icon?: ReactNode;
  /** The key that does the same, shown behind the text. */
  readonly kbd?: string | undefined;
  /** Takes the whole width of its line. */
  readonly wide?: boolean;
  /** Work in progress: stays focusable, says so, and takes no further click. */
  readonly busy?: boolean;
}

/** A button with text. `busy` does not disable, so that focus is never lost. */
export function Button(props: ButtonProps) {
  const { variant = 'default', size = 'm', icon, kbd, wide, busy, className, children, onClick, ...rest } = props;
  return (
    <button
      type="button"
      className={clsx(styles['button'], styles[variant], styles[size], wide && styles['wide'], className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
      {...rest}
    >
      {icon}
      <span className={styles['text']}>{children}</span>
      {kbd !== undefined && <Kbd onAccent={variant === 'primary' || variant === 'stop'}>{kbd}</Kbd>}
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** What it does; its accessible name and its tooltip. */
  readonly label: string;
  readonly children: ReactNode;
  readonly variant?: ButtonVariant;
}

/** A square button with an icon only. */
export function IconButton({ label, variant = 'quiet', className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={clsx(styles['button'], styles['iconOnly'], styles[variant], className)}
      aria-label={label}
      title={label}
      {...rest}
    >
      {children}
    </button>
  );
}
