import clsx from 'clsx';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Banner.module.css';

export interface BannerProps {
  readonly tone: 'neutral' | 'accent' | 'good' | 'warn' | 'stop';
  /** What to do about it: one button or link. */
  readonly action?: ReactNode;
  /** `alert` interrupts a screen reader; `status` waits its turn. */
  readonly role?: 'status' | 'alert' | 'note';
  /** Much to read: in a narrow place the action stands below instead of beside. */
  readonly isLong?: boolean;
  readonly children: ReactNode;
}

const icons = { neutral: Info, accent: Info, good: CircleCheck, warn: TriangleAlert, stop: CircleAlert };

/** One calm line about a state, with at most one action. */
export function Banner({ tone, action, role = 'status', isLong = false, children }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div className={clsx(styles['banner'], styles[tone])} role={role}>
      <Icon className={styles['icon']} aria-hidden="true" />
      <div className={clsx(styles['text'], isLong && styles['long'])}>{children}</div>
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  );
}
