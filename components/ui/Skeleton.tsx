import styles from './Skeleton.module.css';

export interface SkeletonProps {
  /** CSS width, such as `60%`. */
  readonly width?: string;
  readonly heightPx?: number;
}

/** Stands in for text on its way; hidden from screen readers, whose region says `aria-busy`. */
export function Skeleton({ width = '100%', heightPx = 14 }: SkeletonProps) {
  return <span className={styles['skeleton']} style={{ width, height: heightPx }} aria-hidden="true" />;
}
