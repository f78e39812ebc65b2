import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './Chip.module.css';

export type Tone = 'neutral' | 'good' | 'warn' | 'stop' | 'accent';

export interface ChipProps {
  readonly tone?: Tone;
  /** A dot before the text, for a state. */
  readonly dot?: boolean;
  readonly icon?: ReactNode;
  /** Full text where the chip may be cut off. */
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

/** A small fact or state; its words say it, its colour only repeats. */
export function Chip({ tone = 'neutral', dot = false, icon, title, children }: ChipProps) {
  return (
    <span className={clsx(styles['chip'], styles[tone])} title={title}>
      {dot && <span className={styles['dot']} aria-hidden="true" />}
      {icon}
      <span className={styles['text']} dir="auto">
        {children}
      </span>
    </span>
  );
}
