import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  /** What is missing and what to do about it, in a sentence. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Where the title is the heading of its page or section. */
  readonly heading?: 'h1' | 'h2';
}

/** Nothing here yet: says why, and the way out. */
export function EmptyState({ icon, title, children, action, heading }: EmptyStateProps) {
  const Title = heading ?? 'p';
  return (
    <div className={styles['empty']}>
      {icon !== undefined && (
        <div className={styles['icon']} aria-hidden="true">
          {icon}
        </div>
      )}
      <Title className={styles['title']}>{title}</Title>
      {children !== undefined && <div className={styles['text']}>{children}</div>}
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  );
}
