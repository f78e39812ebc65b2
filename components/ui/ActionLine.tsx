import type { ReactNode } from 'react';
import styles from './ActionLine.module.css';

export interface ActionLineProps {
  readonly text: string;
  readonly tone?: 'good' | undefined;
  /** What can be done about it. */
  readonly children: ReactNode;
}

/** A short sentence with its buttons behind it, on one line of the footer. */
export function ActionLine({ text, tone, children }: ActionLineProps) {
  return (
    <div className={styles['line']}>
      <p className={styles['text']} data-tone={tone}>
        {text}
      </p>
      {children}
    </div>
  );
}
