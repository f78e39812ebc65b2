import clsx from 'clsx';
import styles from './Kbd.module.css';

/**
 * A key, shown where it acts. Hidden from screen readers: they read `aria-keyshortcuts` or the help dialog,
 * and a letter inside a button's name would only confuse.
 */
export function Kbd({ children, onAccent = false }: { readonly children: string; readonly onAccent?: boolean }) {
  return (
    <span className={clsx(styles['kbd'], onAccent && styles['onAccent'])} aria-hidden="true">
      {children}
    </span>
  );
}
