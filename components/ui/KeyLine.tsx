import type { ReactNode } from 'react';
import { Kbd } from './Kbd';
import styles from './KeyLine.module.css';

export interface KeyLineProps {
  readonly icon: ReactNode;
  /** What it is about, in one line; the whole on hovering. */
  readonly title: string;
  readonly detail: string;
  /** The detail whole, where what is shown may be cut. */
  readonly detailTitle?: string;
  readonly tone?: 'warn' | 'plain';
  /** The key that does the same. */
  readonly shortcut: string;
  readonly onOpen: () => void;
}

/** A line at the foot of the sidebar that a key or a press follows. */
export function KeyLine({ icon, title, detail, detailTitle, tone = 'plain', shortcut, onOpen }: KeyLineProps) {
  return (
    <button type="button" className={styles['line']} data-tone={tone} aria-keyshortcuts={shortcut} onClick={onOpen}>
      {icon}
      <span className={styles['text']}>
        <span className={styles['title']} dir="auto" title={title}>
          {title}
        </span>
        <span className={styles['detail']} dir="auto" title={detailTitle}>
          {detail}
        </span>
      </span>
      <Kbd>{shortcut}</Kbd>
    </button>
  );
}
