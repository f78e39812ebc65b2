import type { ReactNode } from 'react';
import styles from './PageIntro.module.css';

/** What a page of the dashboard is for, under its title. */
export function PageIntro({ children }: { readonly children: ReactNode }) {
  return <p className={styles['intro']}>{children}</p>;
}
