import clsx from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './Card.module.css';

export interface CardProps extends Omit<ComponentProps<'section'>, 'title'> {
  /** Heading shown; without it give `aria-label`. */
  readonly title?: ReactNode;
  /** What stands at the end of the heading's line. */
  readonly aside?: ReactNode;
  /** `accent` marks the one card to act on now. */
  readonly tone?: 'plain' | 'accent';
}

/** A surface for one matter; a landmark region named by its title. */
export function Card({ title, aside, tone = 'plain', className, children, ...rest }: CardProps) {
  const titleId = useId();
  const named = title !== undefined;
  return (
    <section
      className={clsx(styles['card'], tone === 'accent' && styles['accent'], className)}
      {...(named ? { 'aria-labelledby': titleId } : {})}
      {...rest}
    >
      {(named || aside !== undefined) && (
        <header className={styles['head']}>
          {named && (
            <h2 id={titleId} className={styles['title']}>
              {title}
            </h2>
          )}
          {aside !== undefined && <div className={styles['aside']}>{aside}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
