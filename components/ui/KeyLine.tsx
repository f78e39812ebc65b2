import type { ReactNode } from 'react';
import { Kbd } from './Kbd';
import styles from './KeyLine.module.css';

export interface KeyLineProps {
  readonly icon: ReactNode;
  /** What it is about. Each has one line; what does not fit is there on hovering. */
  readonly title: string;
  readonly detail: string;
  readonly tone?: 'warn' | 'plain';
  /** The key that does the same. */
  readonly shortcut: string;
  readonly onOpen: () => void;
}

/** A line at the foot of the sidebar that a key or a press follows. */
export function KeyLine({ icon, title, detail, tone = 'plain', shortcut, onOpen }: KeyLineProps) {
  return (
    <button type="button" className={styles['line']} data-tone={tone} aria-keyshortcuts={shortcut} onClick={onOpen}>
      {icon}
      <span className={styles['text']}>
        <span className={styles['title']} dir="auto" title={title}>
          {title}
        </span>
        <span className={styles['detail']} dir="auto" title={detail}>
          {detail}
        </span>
      </span>
      <Kbd>{shortcut}</Kbd>
    </button>
  );
}
