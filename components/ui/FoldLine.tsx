import type { ReactNode } from 'react';
import styles from './FoldLine.module.css';

export interface FoldLineProps {
  readonly title: string;
  /** What can be said of it in the rest of the line. */
  readonly text: string;
  readonly children: ReactNode;
}

/** A matter in one line, the rest of it on demand: for what is not to take room just now. */
export function FoldLine({ title, text, children }: FoldLineProps) {
  return (
    <details className={styles['fold']}>
      <summary className={styles['line']} title={text}>
        <b>{title}</b> <span dir="auto">{text}</span>
      </summary>
      <div className={styles['rest']}>{children}</div>
    </details>
  );
}
